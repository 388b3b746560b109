"""The compact form in which documents travel between processes: columns in MessagePack, no object for each record.

It is no file format: what :func:`unpacked` reads was written by :func:`packed` of the same version, on the same kind of
machine. :meth:`arabnews_nlp.Doc.to_json` is for storing documents. Everything here loops over the rows of
:mod:`arabnews_nlp.document.layers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import chain, islice
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from arabnews_nlp._core.alignment import restored_alignment
from arabnews_nlp.document.layers import ROWS, SCALARS, Field, Row, fields_of
from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.document.records import Span
from arabnews_nlp.segmentation._sentence_columns import Sentences, restored_sentences
from arabnews_nlp.segmentation._token_columns import Tokens, restored_tokens
from arabnews_nlp.serialization._struct_columns import columns, decoded, encoded, restored
from arabnews_nlp.serialization.json import read_value

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

__all__ = ["CODEC", "PackedLayers", "packed", "reduced", "restored_doc", "unpacked"]

CODEC = "utf-16-le"
"""Of a long text: a fraction of the time of UTF-8, as strings hold two bytes a character."""


class _UnusualError(Exception):
    """A layer holds something else than plain records of this text."""


def packed(doc: Doc) -> bytes | None:
    """The document but its text as bytes; None if a layer holds lone surrogates, or records of other classes."""
    try:
        return msgspec.msgpack.encode([_packed(getattr(doc, row.name), row, doc.text) for row in ROWS])
    except (_UnusualError, UnicodeEncodeError, TypeError, OverflowError):
        return None


def unpacked(text: str, data: bytes) -> dict[str, Any]:
    """The attributes, by name, of the document of this text that :func:`packed` made these bytes of."""
    values = msgspec.msgpack.decode(data)
    return {row.name: _unpacked(value, row, text) for row, value in zip(ROWS, values, strict=True)}


class PackedLayers:
    """What a document of another process holds in place of its layers until one of them is read."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def unpack(self, doc: Doc) -> None:
        """Set the attributes of the document that nobody has set since it arrived."""
        for name, value in unpacked(doc.text, self.data).items():
            if not _is_set(doc, name):
                setattr(doc, name, value)
        doc._packed = None


def reduced(doc: Doc) -> tuple[Any, ...]:
    """What ``Doc.__reduce__`` returns: the text and its packed bytes, or all attributes where there are no such bytes;
    and always what a subclass adds."""
    untouched = doc._packed is not None and not any(_is_set(doc, row.name) for row in ROWS)
    data = doc._packed.data if doc._packed is not None and untouched else packed(doc)
    slots = {row.name: getattr(doc, row.name) for row in ROWS} if data is None else {}
    added = getattr(doc, "__dict__", None)
    return restored_doc, (type(doc), doc.text, data), (added, slots) if added or slots else None


def restored_doc(kind: type[Doc], text: str, data: bytes | None) -> Doc:
    """A document of a text that unpacks the bytes of :func:`packed` when a layer is first read."""
    doc = kind.__new__(kind)
    doc.text, doc._offsets, doc._pretokens = text, None, None
    doc._packed = None if data is None else PackedLayers(data)
    return doc


def _is_set(doc: Doc, name: str) -> bool:
    """Whether a document has this attribute, without unpacking it."""
    try:
        object.__getattribute__(doc, name)
    except AttributeError:
        return False
    return True


class _Compact(NamedTuple):
    """How the values of a class travel that knows a shorter form than a column for each field."""

    parts: Callable[[Any, str], Sequence[Any]]
    restored: Callable[..., Any]


def _core_columns(layer: Sentences | Tokens, text: str) -> Sequence[Any]:
    if layer.text != text:
        raise _UnusualError
    _, (_, *parts) = layer.__reduce__()
    return parts


def _normalized_parts(normalized: Normalized, text: str) -> Sequence[Any]:
    if normalized.original != text:
        raise _UnusualError
    _, alignment = normalized.alignment.__reduce__()
    return normalized.text.encode(CODEC), normalized.steps, alignment


def _normalized(text: str, changed: bytes, steps: list[str], alignment: list[Any]) -> Normalized:
    return Normalized(text, changed.decode(CODEC), restored_alignment(*alignment), tuple(steps))


_COMPACT: dict[type, _Compact] = {
    Normalized: _Compact(_normalized_parts, _normalized),
    Sentences: _Compact(_core_columns, restored_sentences),
    Tokens: _Compact(_core_columns, restored_tokens),
}
_RESTORED = {kind.__name__: compact.restored for kind, compact in _COMPACT.items()}


def _packed(value: Any, row: Row, text: str) -> Any:
    """None if the layer is empty; else the name of a class of :data:`_COMPACT`, or None, and the parts or columns."""
    if row.record is None:
        return value
    if value is None or (row.many and not len(value)):
        return None
    if (compact := _COMPACT.get(type(value))) is not None:
        return type(value).__name__, compact.parts(value, text)
    if not row.many:
        raise _UnusualError
    return None, _record_columns(value, row.record, text)


def _unpacked(value: Any, row: Row, text: str) -> Any:
    if row.record is None:
        return msgspec.convert(value, row.type)
    if value is None:
        return [] if row.many else None
    name, parts = value
    return _records(parts, row.record, text) if name is None else _RESTORED[name](text, *parts)


def _record_columns(records: Sequence[Any], record: type[msgspec.Struct], text: str) -> list[Any]:
    """A column for each field."""
    found = columns(records, record, text if issubclass(record, Span) else None)
    if found is None:
        raise _UnusualError
    return [_column(values, field, text) for values, field in zip(found, fields_of(record), strict=True)]


def _records(parts: list[Any], record: type[msgspec.Struct], text: str) -> list[Any]:
    values = [_values(column, field, text) for column, field in zip(parts, fields_of(record), strict=True)]
    return restored(record, text if issubclass(record, Span) else None, values)


_SCALAR_TYPES = {int, float, str, bool, NoneType}


def _column(values: list[Any], field: Field, text: str) -> Any:
    """The values of a field as MessagePack can hold them and :func:`_values` reads them."""
    if field.kind in SCALARS:
        code, data = encoded(values)
        if data is values and not set(map(type, values)) <= _SCALAR_TYPES:
            raise _UnusualError
        return code, data
    if field.kind == "decimal":
        ends = chain.from_iterable(value for value in values if type(value) is tuple)
        if not (set(map(type, values)) <= {Decimal, NoneType, tuple} and set(map(type, ends)) <= {Decimal, NoneType}):
            raise _UnusualError
        return values
    if field.record is None:
        inside = str if field.kind == "strings" else int
        if any(value is not None and (type(value) is not tuple or {*map(type, value)} - {inside}) for value in values):
            raise _UnusualError
        return values
    if not set(map(type, values)) <= {tuple}:
        raise _UnusualError
    return [len(value) for value in values], _record_columns([*chain.from_iterable(values)], field.record, text)


def _values(column: Any, field: Field, text: str) -> list[Any]:
    if field.kind in SCALARS:
        return decoded(*column)
    if field.kind == "decimal":
        return [read_value(value) for value in column]
    if field.record is None:
        return [None if value is None else tuple(value) for value in column]
    counts, parts = column
    inside = iter(_records(parts, field.record, text))
    return [tuple(islice(inside, count)) for count in counts]
