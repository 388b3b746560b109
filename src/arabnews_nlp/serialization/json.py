"""The JSON form of a document, as the schema beside this file (``arabnews-doc-1.schema.json``) describes it.

Everything here loops over the rows of :mod:`arabnews_nlp.document.layers`; the kind of a field says how it is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import copy
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from arabnews_nlp._core.json_buffer import JsonText
from arabnews_nlp.document.given import checked_id, checked_meta, moment
from arabnews_nlp.document.layers import ROWS, SCALARS, Field, Row, fields_of
from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.document.records import Span, Value
from arabnews_nlp.errors import ArabNewsError, ArgumentTypeError, ConfigError
from arabnews_nlp.serialization._json_writer import RecordWriter, write_edits
from arabnews_nlp.serialization.checks import DISJOINT, check_objects, check_scalars, check_spans, checked_value, fault

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

    AnyDoc = TypeVar("AnyDoc", bound=Doc)

__all__ = ["SCHEMA", "from_dict", "from_json", "read_value", "to_dict", "to_json"]

SCHEMA = "arabnews-doc/1"
"""Name and version of the JSON form of a document."""


def to_dict(doc: Doc) -> dict[str, Any]:
    """The document as plain JSON values; see :meth:`arabnews_nlp.Doc.to_dict`."""
    result: dict[str, Any] = {"schema": SCHEMA, "text": doc.text}
    for row in ROWS:
        value = getattr(doc, row.name)
        if row.record is not None and row.many:
            own = getattr(value, "plain", None)
            result[row.name] = own() if own is not None else _writer(row.record).plain(value)
        elif value != row.empty():
            result[row.name] = copy(value) if row.record is None else value.to_dict()
    return result


def to_json(doc: Doc) -> str:
    """:func:`to_dict` as one line of JSON, written without making the values."""
    out = JsonText(doc.text, 5 * len(doc.text) + 72 * len(doc.tokens))
    out.ascii(b'{"schema":')
    out.string(SCHEMA)
    out.ascii(b',"text":')
    out.string(doc.text)
    for row in ROWS:
        value = getattr(doc, row.name)
        if row.many or value != row.empty():
            out.ascii(b',"%b":' % row.name.encode())
            _write(out, row, value)
    out.ascii(b"}")
    return json.dumps(to_dict(doc), separators=(",", ":")) if out.lone else out.finish()


def from_dict(kind: type[AnyDoc], data: dict[str, Any]) -> AnyDoc:
    """A document of this class from :func:`to_dict`.

    :raises ConfigError: the data is not of this schema; the message names the place.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise ConfigError(f"document schema must be {SCHEMA!r}, found {found!r}")
    try:
        return _from_fields(kind, data)
    except ConfigError as error:
        raise ConfigError(f"not a valid {SCHEMA} document: {error}") from error
    except (KeyError, TypeError, ValueError, ArithmeticError, msgspec.ValidationError) as error:
        raise ConfigError(f"not a valid {SCHEMA} document: {error!r}") from error


def from_json(kind: type[AnyDoc], line: str | bytes) -> AnyDoc:
    """A document of this class from :func:`to_json`.

    :raises ConfigError: the line is not JSON, or not of this schema.
    :raises ArgumentTypeError: it is neither text nor bytes.
    """
    if not isinstance(line, (str, bytes, bytearray, memoryview)):
        raise ArgumentTypeError("line", line, "str or bytes")
    if isinstance(line, memoryview):
        line = bytes(line)
    try:
        data = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"not JSON: {error}") from error
    return from_dict(kind, data)


def _write(out: JsonText, row: Row, value: Any) -> None:
    """The value of a row; compiled columns know their own JSON (``write_json``, and ``plain`` for the values)."""
    if row.record is None:
        out.plain(value)
    elif (write := getattr(value, "write_json", None)) is not None:
        write(out)
    elif row.many:
        _writer(row.record).write(out, value)
    elif type(value) is Normalized:
        _write_normalized(out, value)
    else:
        out.plain(value.to_dict())


@cache
def _writer(record: type[msgspec.Struct]) -> RecordWriter:
    fields = fields_of(record)
    inside = tuple(_writer(f.record) if f.record and f.kind == "records" else None for f in fields)
    return RecordWriter(record, fields, inside)


def _write_normalized(out: JsonText, normalized: Normalized) -> None:
    out.ascii(b'{"text":')
    out.string(normalized.text)
    out.ascii(b',"steps":')
    out.plain(normalized.steps)
    out.ascii(b',"edits":')
    write_edits(out, normalized.alignment)
    out.ascii(b"}")


def _from_fields(kind: type[AnyDoc], data: dict[str, Any]) -> AnyDoc:
    text = data["text"]
    doc = kind(text)
    for row in ROWS:
        if row.record is not None and row.many:
            setattr(doc, row.name, _records(data[row.name], row.record, text, row.name))
        elif row.name in data:
            setattr(doc, row.name, _remark(row, data[row.name], text))
    return doc


def _remark(row: Row, value: Any, text: str) -> Any:
    """The value of a row that is no sequence of records."""
    try:
        if row.record is not None:
            return cast("Any", row.record).from_dict(text, value)
        value = msgspec.convert(value, row.type)
        if (check := _GIVEN.get(row.name)) is not None:
            check(value)
        return value
    except (ArabNewsError, AttributeError, KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        reason = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise ConfigError(f"{row.name}: {reason}") from error


_GIVEN: dict[str, Callable[[Any], object]] = {"id": checked_id, "meta": checked_meta, "reference": moment}
"""What checks the rows that come with a text."""


def _records(
    items: list[dict[str, Any]],
    record: type[msgspec.Struct],
    text: str,
    place: str,
) -> list[Any]:
    """The records of these objects, made of one column for each field, each of them checked.

    :param place: where they stand in the document.
    """
    check_objects(items, place)
    columns: list[Iterable[Any]] = [_column(items, field, text, place) for field in fields_of(record)]
    if issubclass(record, Span):
        starts, ends = cast("list[list[int]]", columns[:2])
        check_spans(starts, ends, (0, len(text)), place, place in DISJOINT)
        columns.insert(0, repeat(text))
    return list(map(record, *columns))


def _column(items: list[dict[str, Any]], field: Field, text: str, place: str) -> list[Any]:
    name, default = field.name, field.default
    try:
        values = [item.get(name, default) for item in items] if field.omitted else [item[name] for item in items]
    except KeyError:
        number = next(number for number, item in enumerate(items) if name not in item)
        raise ConfigError(f"{place}[{number}] lacks {name!r}") from None
    if field.kind in SCALARS:
        check_scalars(values, field, place)
        return values
    return [
        value if value is default else _read(value, field, text, f"{place}[{number}].{name}")
        for number, value in enumerate(values)
    ]


def _read(value: Any, field: Field, text: str, place: str) -> Any:
    """A value of a field that is no scalar from its JSON."""
    if field.kind == "decimal":
        return checked_value(value, len(text), place)
    if field.kind == "records":
        assert field.record is not None
        return tuple(_records(value, field.record, text, place))
    if not isinstance(value, (list, tuple)):
        raise fault(place, value, "a list")
    match field.kind:
        case "spans":
            pairs = [_pair(pair, place) for pair in value]
            check_spans([start for start, _ in pairs], [end for _, end in pairs], (0, len(text)), place, disjoint=True)
            return tuple(Span(text, start, end) for start, end in pairs)
        case "pair":
            return _pair(value, place)
    if not all(isinstance(item, str) for item in value):
        raise fault(place, value, "a list of strings")
    return tuple(value)


def _pair(value: Any, place: str) -> tuple[int, int]:
    if not (
        isinstance(value, (list, tuple)) and len(value) == 2 and all(type(end) is int and end >= 0 for end in value)
    ):
        raise fault(place, value, "[start, end]")
    return value[0], value[1]


def read_value(value: Any) -> Value:
    """The value of a quantity from its JSON."""
    if value is None:
        return None
    if isinstance(value, list):
        low, high = (None if v is None else Decimal(v) for v in value)
        return low, high
    return Decimal(value)
