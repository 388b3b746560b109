"""Records of files of several formats; a bad record is reported with its location and the rest goes on."""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, TypeAlias

from arabnews_nlp.errors import (
    ArabNewsError,
    ArgumentTypeError,
    ArgumentValueError,
    ConfigError,
    MissingExtraError,
    RecordError,
    UnknownNameError,
    check_many,
)
from arabnews_nlp.readers.files import FORMATS, as_utf8, format_of, input_files, opened, sniffed

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

__all__ = ["Record", "document_of", "read_records"]

EncodingErrors: TypeAlias = Literal["strict", "replace"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Record(NamedTuple):
    """A text to process, what else its record holds, and where it came from."""

    location: str
    """File, and line or row for formats with many records."""
    text: str
    id: str | int | None = None
    """Identifies the record, where it says so; what is no string and no whole number is here as JSON."""
    fields: Mapping[str, Any] = _NOTHING
    """The other fields as plain JSON values. Times are ISO 8601, decimals and bytes (as base64) are strings."""
    file: str = ""
    date: Any = None
    """The field with the date or time of the record, where it was asked for; it is among the others too."""
    line: int | None = None
    """Line where the record begins, or its number in a list or table, from 1 up; None where the file is the record."""


class _Reading(NamedTuple):
    """How records are read."""

    path: str
    """As it is shown."""
    text_field: str
    id_field: str
    date_field: str | None
    encoding: str
    encoding_errors: str
    separator: str | None
    """Of the columns of CSV; None for the one that the header has."""
    whole: bool
    """Whether the other fields are wanted."""

    def location(self, line: int) -> str:
        """Where a record is."""
        return f"{self.path}:{line}"

    def record(self, data: Mapping[str, Any], line: int) -> Record | RecordError:
        """The record that has these fields."""
        location = self.location(line)
        text = data.get(self.text_field)
        known = _id(data.get(self.id_field))
        fields = {k: v for k, v in data.items() if k != self.text_field and k != self.id_field} if self.whole else {}
        if isinstance(text, str):
            date = None if self.date_field is None else data.get(self.date_field)
            return Record(location, text, known, fields, self.path, date, line)
        if self.text_field not in data:
            found = ", ".join(map(str, data)) or "none"
            return RecordError(location, f"no field {self.text_field!r}; fields: {found}", known, fields)
        return RecordError(location, f"field {self.text_field!r} is {_told(text)}, not a string", known, fields)


def _told(value: Any) -> str:
    """What a value is in JSON."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    named = {"a number": (int, float), "a list": (list,), "an object": (dict,)}
    return next((name for name, types in named.items() if isinstance(value, types)), type(value).__name__)


def _id(value: Any) -> str | int | None:
    if value is None or (isinstance(value, (str, int)) and not isinstance(value, bool)):
        return value
    return json.dumps(value, ensure_ascii=False)


def document_of(record: Record, keep: Sequence[str] | None = None) -> Doc | RecordError:
    """The document of a record, with its id (its location where it has none), its fields and its date.

    :param keep: names of the fields that are kept; None keeps all.
    :returns: why there is none, where its date is no ISO 8601.
    """
    from arabnews_nlp.document.doc import Doc
    from arabnews_nlp.document.given import moment

    fields = record.fields if keep is None else {name: record.fields[name] for name in keep if name in record.fields}
    known = record.location if record.id is None else record.id
    try:
        reference = None if record.date in (None, "") else moment(record.date)
        return Doc(record.text, id=known, meta=fields or None, reference=reference)
    except ArabNewsError as error:
        return RecordError(record.location, f"its date: {error}", record.id, fields)


Records: TypeAlias = Iterator[Record | RecordError]


def read_records(
    paths: Iterable[str],
    *,
    format: str | None = None,
    text_field: str = "text",
    id_field: str = "id",
    date_field: str | None = None,
    encoding: str = "utf-8",
    encoding_errors: str = "strict",
    separator: str | None = None,
    fields: bool = True,
    notice: Callable[[str], None] | None = None,
) -> Records:
    """Records of files, in order.

    :param paths: names of files and folders, glob patterns, or ``-`` for standard input. Files may be compressed
        (gzip, bzip2, xz, Zstandard).
    :param format: one of :data:`arabnews_nlp.readers.files.FORMATS` for all files; None goes by each file's suffix,
        and by its first bytes where that says nothing.
    :param text_field: name of the field or column with the text.
    :param id_field: name of the field or column that identifies a record, where there is one.
    :param date_field: name of the field or column with the date or time of a record, where there is one.
    :param encoding: of the text of files, as Python names encodings: ``windows-1256``, ``iso-8859-6``, ``utf-16`` …
    :param encoding_errors: ``strict`` reports a record that is not in this encoding, UTF-8 with its byte offset;
        ``replace`` puts U+FFFD in the place of bad bytes.
    :param separator: of the columns of CSV and TSV; None takes that of comma, semicolon, tab and ``|`` which makes the
        field of the text a column of the header.
    :param fields: whether records have the fields besides text and id.
    :param notice: is told what a user may not expect: a format that was found out, files that are not read.
    :raises UnknownNameError: a format or encoding option that does not exist.
    :raises ArgumentValueError: an unknown encoding, or a separator that is no single character.
    :raises ConfigError: a file that is missing or cannot be read at all.
    :raises MissingExtraError: what reads a file is not installed.
    """
    if format is not None and format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if encoding_errors not in ("strict", "replace"):
        raise UnknownNameError("encoding_errors", encoding_errors, ("strict", "replace"))
    if not isinstance(encoding, str):
        raise ArgumentTypeError("encoding", encoding, "str")
    as_utf8(io.BufferedReader(io.BytesIO()), encoding, encoding_errors)
    if separator is not None and (not isinstance(separator, str) or len(separator) != 1 or separator in '"\r\n\0'):
        raise ArgumentValueError("separator", separator, "one character, no quotation mark or line break")
    check_many("paths", paths, "names of files, not one name")
    paths = list(paths)
    if bad := [path for path in paths if not isinstance(path, str) or "\0" in path]:
        raise ArgumentTypeError("paths", bad[0], "names of files")
    files = input_files(paths, format, notice)
    reading = _Reading("", text_field, id_field, date_field, encoding, encoding_errors, separator, fields)
    return _records(files, format, reading, notice or (lambda _: None))


def _records(files: list[str], format: str | None, reading: _Reading, notice: Callable[[str], None]) -> Records:
    for path in files:
        name = "<stdin>" if path == "-" else path
        with opened(path) as packed:
            chosen = format or format_of(path)
            file = packed if chosen == "parquet" else as_utf8(packed, reading.encoding, reading.encoding_errors)
            if chosen is None:
                chosen = sniffed(file)
                if chosen != "text":
                    notice(f"{name} looks like {chosen} and is read as such; --format text reads it as a text")
            yield from _READERS[chosen](file, reading._replace(path=name))


def _decoded(data: bytes, location: str, reading: _Reading, offset: int = 0) -> str | RecordError:
    codec = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) and not offset else "utf-8"
    try:
        return data.decode(codec, reading.encoding_errors)
    except UnicodeDecodeError as error:
        return RecordError(location, _undecoded(reading, f"byte {offset + error.start} (0x{data[error.start]:02x})"))


def _undecoded(reading: _Reading, place: str) -> str:
    """Why a record was not read, and what reads it."""
    if codecs.lookup(reading.encoding).name in ("utf-8", "utf-8-sig"):
        return f"not UTF-8 at {place}; --encoding names another encoding, such as windows-1256 or utf-16"
    return f"not {reading.encoding}: bytes that mean nothing there; see --encoding"


def _read_text(file: BinaryIO, reading: _Reading) -> Records:
    text = _decoded(file.read(), reading.path, reading)
    yield text if isinstance(text, RecordError) else Record(reading.path, text, file=reading.path)


def _read_jsonl(file: Iterable[bytes], reading: _Reading) -> Records:
    offset = 0
    for number, line in enumerate(file, start=1):
        text = _decoded(line, reading.location(number), reading, offset)
        offset += len(line)
        if isinstance(text, RecordError):
            yield text
        elif text.strip():
            try:
                data = _json(text)
            except (ValueError, RecursionError) as error:
                yield RecordError(reading.location(number), f"not JSON: {error}")
            else:
                yield _json_record(data, number, reading)


def _read_json(file: BinaryIO, reading: _Reading) -> Records:
    """A list of records, or one record; JSON lines are read as such."""
    data = file.read()
    text = _decoded(data, reading.path, reading)
    if isinstance(text, RecordError):
        yield text
        return
    try:
        value = _json(text)
    except (ValueError, RecursionError) as error:
        if str(error).startswith("Extra data"):
            yield from _read_jsonl(io.BytesIO(data), reading)
        else:
            yield RecordError(reading.path, f"not JSON: {error}")
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _json_record(item, number, reading)


def _json(text: str) -> Any:
    """A JSON value; NaN is null, and a number that no double holds is kept as the string it was."""
    return json.loads(text, parse_float=_float, parse_constant=lambda _: None)


def _float(digits: str) -> float | str:
    value = float(digits)
    return digits if value in (float("inf"), float("-inf")) else value


def _json_record(data: Any, line: int, reading: _Reading) -> Record | RecordError:
    if isinstance(data, dict):
        return reading.record(data, line)
    return reading.record({reading.text_field: data}, line)


def _separator(header: str, reading: _Reading) -> str:
    """What parts the columns of a table with this first line."""
    import csv

    if reading.separator is not None:
        return reading.separator
    for separator in _SEPARATORS:
        with suppress(csv.Error):
            if reading.text_field in next(csv.reader([header], delimiter=separator), []):
                return separator
    return _SEPARATORS[0]


def _read_csv(file: BinaryIO, reading: _Reading) -> Records:
    import csv

    strict = reading.encoding_errors == "strict"
    lines = io.TextIOWrapper(file, "utf-8-sig", "surrogateescape" if strict else "replace", newline="")
    csv.field_size_limit(sys.maxsize)
    first = lines.readline()
    rows = csv.reader(chain([first] if first else [], lines), strict=True, delimiter=_separator(first, reading))
    header: list[str] | None = None
    while True:
        number = rows.line_num + 1
        location = reading.location(number)
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield RecordError(location, f"not CSV: {error}")
            continue
        if header is None:
            header = row
            if reading.text_field not in header:
                names = ", ".join(header)
                raise ArgumentValueError(
                    "text_field",
                    reading.text_field,
                    f"a column of {reading.path} ({names}); --text-field names another, --separator what parts columns",
                )
        elif len(row) != len(header):
            if row:
                yield RecordError(location, f"{len(row)} fields where the header has {len(header)}")
        else:
            wanted = dict(zip(header, row, strict=True))
            if bad := _not_utf8(wanted if reading.whole else {reading.text_field: wanted[reading.text_field]}, reading):
                yield RecordError(location, bad)
            else:
                yield reading.record(wanted, number)
    lines.detach()


def _not_utf8(fields: Mapping[str, str], reading: _Reading) -> str | None:
    for name, value in fields.items():
        try:
            value.encode("utf-8", "strict")
        except UnicodeEncodeError as error:
            return _undecoded(reading, f"character {error.start} of field {name!r}")
    return None


def _read_parquet(file: BinaryIO, reading: _Reading) -> Records:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("pyarrow", "dataframe") from error
    path, text_field = reading.path, reading.text_field
    try:
        source = file if file.seekable() and isinstance(file, io.BufferedReader) else io.BytesIO(file.read())
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
        needed = (text_field, reading.id_field, reading.date_field)
        wanted = [name for name in columns.names if reading.whole or name in needed]
        number = 0
        for batch in table.iter_batches(_PARQUET_ROWS, columns=wanted):
            for values in zip(*batch.columns, strict=True):
                number += 1
                row: dict[str, Any] = {}
                problem: RecordError | None = None
                for name, value in zip(batch.schema.names, values, strict=True):
                    try:
                        row[name] = value.as_py() if name == text_field else _plain(value.as_py())
                    except UnicodeDecodeError:
                        value = value.value if isinstance(value, pa.DictionaryScalar) else value
                        text = _decoded(value.as_buffer().to_pybytes(), reading.location(number), reading)
                        if isinstance(text, RecordError):
                            problem = text
                        else:
                            row[name] = text
                yield problem or reading.record(row, number)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not Parquet: {error}") from error


def _plain(value: Any) -> Any:
    """A value of a column as plain JSON; see :attr:`Record.fields`."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        from base64 import b64encode

        return b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_SEPARATORS = ",;\t|"
"""What may part the columns of CSV, the likeliest first."""
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


_READERS: dict[str, Callable[[Any, _Reading], Records]] = {
    "csv": _read_csv,
    "json": _read_json,
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
    "text": _read_text,
    "tsv": lambda file, reading: _read_csv(file, reading._replace(separator=reading.separator or "\t")),
}
