"""Records of text from files of several formats; a bad record is reported with its location and the rest goes on."""

from __future__ import annotations

import codecs
import csv
import errno
import glob
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Any, BinaryIO, Literal, NamedTuple, TypeAlias

from arabnews_nlp.errors import ArgumentValueError, ConfigError, MissingExtraError, RecordError, UnknownNameError

__all__ = ["FORMATS", "Record", "input_files", "read_records"]

EncodingErrors: TypeAlias = Literal["strict", "replace"]

FORMATS = ("csv", "jsonl", "parquet", "text")
"""Formats that can be read; the suffix of a file tells where no format is given."""

_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


class Record(NamedTuple):
    """A text to process and where it came from."""

    location: str
    """File, and line or row for formats with many records."""
    text: str


def read_records(
    paths: Iterable[str],
    *,
    format: str | None = None,
    text_field: str = "text",
    encoding_errors: str = "strict",
) -> Iterator[Record | RecordError]:
    """Records of files, in order.

    :param paths: file names, glob patterns, or ``-`` for standard input.
    :param format: one of :data:`FORMATS` for all files; None goes by each file's suffix.
    :param text_field: name of the field or column with the text.
    :param encoding_errors: ``strict`` reports a record that is not UTF-8 with its byte offset; ``replace`` puts
        U+FFFD in the place of bad bytes.
    :raises UnknownNameError: a format or encoding option that does not exist.
    :raises ConfigError: a file that is missing or cannot be read at all.
    """
    if format is not None and format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if encoding_errors not in ("strict", "replace"):
        raise UnknownNameError("encoding_errors", encoding_errors, ("strict", "replace"))
    return _records(input_files(paths, format), format, text_field, encoding_errors)


def input_files(paths: Iterable[str], format: str | None = None) -> list[str]:
    """The files behind file names, glob patterns and ``-``, in order, each of which can be opened and read here.

    :raises ConfigError: a file that is missing or that may not be read, or closed standard input.
    :raises MissingExtraError: a file is Parquet, and pyarrow is not installed.
    """
    files = _expanded(paths)
    for path in files:
        if path == "-":
            if sys.stdin is None:
                raise ConfigError("standard input is closed")
        elif not os.access(path, os.R_OK):
            raise ConfigError(f"{path}: {os.strerror(errno.EACCES)}")
        if _format(path, format) == "parquet" and find_spec("pyarrow") is None:
            raise MissingExtraError("pyarrow", "dataframe")
    return files


def _format(path: str, format: str | None) -> str:
    return format or _SUFFIXES.get(os.path.splitext(path)[1].lower(), "text")


def _expanded(paths: Iterable[str]) -> list[str]:
    files: list[str] = []
    for path in paths:
        if path == "-" or (os.path.exists(path) and not os.path.isdir(path)):
            files.append(path)
        elif matches := sorted(p for p in glob.glob(path, recursive=True) if os.path.isfile(p)):
            files.extend(matches)
        else:
            what = "is a folder; name its files or a pattern" if os.path.isdir(path) else "no such file"
            raise ConfigError(f"{path}: {what}")
    return files


def _records(
    files: list[str], format: str | None, text_field: str, encoding_errors: str
) -> Iterator[Record | RecordError]:
    for path in files:
        chosen = _format(path, format)
        try:
            if path == "-":
                yield from _READERS[chosen](sys.stdin.buffer, "<stdin>", text_field, encoding_errors)
            else:
                with open(path, "rb") as file:
                    yield from _READERS[chosen](file, path, text_field, encoding_errors)
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror or error}") from error


def _decoded(data: bytes, location: str, encoding_errors: str, offset: int = 0) -> str | RecordError:
    try:
        return data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) and not offset else "utf-8", encoding_errors)
    except UnicodeDecodeError as error:
        return RecordError(location, f"not UTF-8 at byte {offset + error.start} (0x{data[error.start]:02x})")


def _read_text(file: BinaryIO, path: str, text_field: str, encoding_errors: str) -> Iterator[Record | RecordError]:
    text = _decoded(file.read(), path, encoding_errors)
    yield text if isinstance(text, RecordError) else Record(path, text)


def _read_jsonl(file: BinaryIO, path: str, text_field: str, encoding_errors: str) -> Iterator[Record | RecordError]:
    offset = 0
    for number, line in enumerate(file, start=1):
        location = f"{path}:{number}"
        text = _decoded(line, location, encoding_errors, offset)
        offset += len(line)
        if isinstance(text, RecordError):
            yield text
        elif text.strip():
            yield _json_record(text, location, text_field)


def _json_record(line: str, location: str, text_field: str) -> Record | RecordError:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RecordError(location, f"not JSON: {error}")
    return _field(data, location, text_field)


def _field(data: Any, location: str, text_field: str) -> Record | RecordError:
    value = data.get(text_field) if isinstance(data, dict) else data
    if isinstance(value, str):
        return Record(location, value)
    if isinstance(data, dict) and text_field not in data:
        return RecordError(location, f"no field {text_field!r}; fields: {', '.join(map(str, data)) or 'none'}")
    return RecordError(location, f"field {text_field!r} is {type(value).__name__}, not a string")


def _read_csv(file: BinaryIO, path: str, text_field: str, encoding_errors: str) -> Iterator[Record | RecordError]:
    lines = io.TextIOWrapper(
        file, "utf-8-sig", "surrogateescape" if encoding_errors == "strict" else "replace", newline=""
    )
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(lines, strict=True)
    header: list[str] | None = None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield RecordError(f"{path}:{rows.line_num}", f"not CSV: {error}")
            continue
        location = f"{path}:{rows.line_num}"
        if header is None:
            header = row
            if text_field not in header:
                raise ArgumentValueError("text_field", text_field, f"a column of {path} ({', '.join(header)})")
        elif len(row) != len(header):
            if row:
                yield RecordError(location, f"{len(row)} fields where the header has {len(header)}")
        else:
            text = row[header.index(text_field)]
            try:
                text.encode("utf-8", "strict")
            except UnicodeEncodeError as error:
                yield RecordError(location, f"not UTF-8 at character {error.start} of the field")
            else:
                yield Record(location, text)
    lines.detach()


def _read_parquet(file: BinaryIO, path: str, text_field: str, encoding_errors: str) -> Iterator[Record | RecordError]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("pyarrow", "dataframe") from error
    try:
        source = file if file.seekable() else io.BytesIO(file.read())
        packed = source.seek(0, io.SEEK_END)
        source.seek(0)
        table = pq.ParquetFile(source)
        columns = table.schema_arrow
        if text_field not in columns.names:
            raise ArgumentValueError("text_field", text_field, f"a column of {path} ({', '.join(columns.names)})")
        _check_expansion(table.metadata, packed, path)
        if columns.field(text_field).type in (pa.string(), pa.large_string(), pa.binary()):
            # A text that many rows share is read once, as an entry of a dictionary.
            table = pq.ParquetFile(source, metadata=table.metadata, read_dictionary=[text_field])
        number = 0
        for batch in table.iter_batches(_PARQUET_ROWS, columns=[text_field]):
            for value in batch.column(0):
                number += 1
                location = f"{path}:{number}"
                try:
                    text = value.as_py()
                except UnicodeDecodeError:
                    value = value.value if isinstance(value, pa.DictionaryScalar) else value
                    text = _decoded(value.as_buffer().to_pybytes(), location, encoding_errors)
                yield text if isinstance(text, RecordError) else _field({text_field: text}, location, text_field)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not Parquet: {error}") from error


_PARQUET_ROWS = 1024
"""Rows of a Parquet file that are in memory at a time."""
_PARQUET_BYTES = 1 << 28
_PARQUET_RATIO = 500


def _check_expansion(metadata: Any, packed: int, path: str) -> None:
    """Refuse a file that grows as no text does when it is decompressed.

    Only what row groups say as a whole is asked for: pyarrow ends the process where what a column says is damaged.
    """
    for i in range(metadata.num_row_groups):
        size = metadata.row_group(i).total_byte_size
        if size > _PARQUET_BYTES and size > _PARQUET_RATIO * max(packed, 1):
            raise ConfigError(f"{path}: {packed} bytes would become {size}")


_READERS: dict[str, Callable[[BinaryIO, str, str, str], Iterator[Record | RecordError]]] = {
    "csv": _read_csv,
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
    "text": _read_text,
}
