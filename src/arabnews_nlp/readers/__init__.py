"""Reads records from files: text, JSON, JSON lines, CSV, TSV and Parquet, compressed or not."""

from arabnews_nlp.readers.files import FORMATS, input_files
from arabnews_nlp.readers.records import Record, document_of, read_records

__all__ = ["FORMATS", "Record", "document_of", "input_files", "read_records"]
