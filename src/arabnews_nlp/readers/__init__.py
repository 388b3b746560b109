"""Reads records from files: text, JSON lines, CSV and Parquet."""

from arabnews_nlp.readers.records import FORMATS, Record, input_files, read_records

__all__ = ["FORMATS", "Record", "input_files", "read_records"]
