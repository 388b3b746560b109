"""What a document holds beside its text, a row each; all code that goes through a document loops over these rows.

A layer is added by a row of :class:`Layers` and, where its records are of a new kind, a class in
:mod:`arabnews_nlp.document.records`. A field is added to a record by a line in that class. The document's attributes,
equality and pickle, JSON, compact bytes, columns, Arrow schema and spaCy spans all follow from the types written there.
``serialization/arabnews-doc-1.schema.json`` describes the JSON to other programs; a test compares it with the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.document.records import Duplicate, Entity, Name, Quantity, Span, Token, Value

__all__ = [
    "GIVEN",
    "LAYERS",
    "REMARKS",
    "ROWS",
    "SCALARS",
    "Field",
    "FieldKind",
    "Layers",
    "Row",
    "fields_of",
    "spans_of",
]


GIVEN = "given"
"""In ``Annotated[TYPE, GIVEN]``, the type of a row that comes with the text rather than from the pipeline."""


class Layers:
    """The rows: what a document holds, of which type, and what it means.

    A row whose type is a record, or a sequence of records, is a layer, which stages provide and require. (A record that
    stands alone has ``to_dict()`` and ``from_dict(text, data)``.) Any other row is a remark about the document as a
    whole, a plain JSON value; one that comes with the text rather than from the pipeline is marked ``GIVEN``, and is no
    column of the results. What no stage has provided is empty.
    """

    __slots__ = ()

    id: Annotated[str | int | None, GIVEN]
    """Identifies the document among others."""
    meta: Annotated[Mapping[str, Any], GIVEN]
    """What else comes with the text, as plain JSON values."""
    reference: Annotated[str | None, GIVEN]
    """The date or time, in ISO 8601, that relative dates of this text are told from."""
    normalized: Normalized | None
    """The normalized text with the way back."""
    sentences: Sequence[Span]
    """Sentences in order, without overlap."""
    tokens: Sequence[Token]
    """Tokens in order, without overlap."""
    numbers: Sequence[Quantity]
    """Numbers, amounts and expressions of time in order, without overlap."""
    names: Sequence[Name]
    """Names in both scripts or several spellings, each with all its mentions."""
    entities: Sequence[Entity]
    """Named entities in order, without overlap."""
    duplicates: Sequence[Duplicate]
    """Paragraphs that stood before, in order."""
    warnings: list[str]
    """What a reader should know, such as a sentence that was cut at a length bound, a stage that failed …"""
    provenance: str | None
    """Identifies the configuration and data versions of the pipeline that made this document."""


class Row(NamedTuple):
    """A row of :class:`Layers` as the loops read it."""

    name: str
    """The attribute of a document."""
    type: Any
    """The type of the attribute."""
    record: type[msgspec.Struct] | None
    """The class of its records; None for a remark."""
    many: bool
    """Whether it is a sequence of records."""
    empty: Callable[[], Any]
    """Makes the value of a document on which no stage has worked."""
    given: bool
    """Whether it comes with the text rather than from the pipeline."""

    def get(self, doc: Layers) -> Any:
        """The value in a document; a sequence as a list."""
        value = getattr(doc, self.name)
        return list(value) if self.many else value

    def same(self, first: Layers, text: str, second: Layers, equal: str) -> bool:
        """Whether two documents of equal texts have the same value; the texts are not compared anew for each record."""
        a, b = getattr(first, self.name), getattr(second, self.name)
        if not self.many:
            return bool(_apart(a, text) == _apart(b, equal))
        return len(a) == len(b) and all(_apart(x, text) == _apart(y, equal) for x, y in zip(a, b, strict=True))


FieldKind: TypeAlias = Literal["integer", "number", "string", "strings", "decimal", "pair", "spans", "records"]
"""The types that a field of a record may have.

========  ==========================  ========================================
kind      type in the record          JSON
========  ==========================  ========================================
integer   ``int``                     number
number    ``float``                   number
string    ``str``                     string
strings   ``tuple[str, ...]``         array of strings
decimal   ``Value``                   string, or ``[low, high]`` for a range
pair      ``tuple[int, int]``         ``[start, end]``
spans     ``tuple[Span, ...]``        array of ``[start, end]``
records   ``tuple[RECORD, ...]``      array of objects
========  ==========================  ========================================

Each may be optional (``| None``). A field that is None is left out of the JSON, and so is one that is empty if its
default is the empty tuple.
"""


class Field(NamedTuple):
    """A field of a record as the loops read it."""

    name: str
    kind: FieldKind
    record: type[msgspec.Struct] | None
    """The class of the records inside this field (kinds ``spans`` and ``records``)."""
    default: Any
    """What the record has if none is given; ``msgspec.NODEFAULT`` if it must be given."""

    @property
    def omitted(self) -> bool:
        """Whether JSON may leave the field out."""
        return self.default is None or self.default == ()


SCALARS: frozenset[FieldKind] = frozenset({"integer", "number", "string"})
"""Kinds whose values JSON has as they are."""


_KINDS: tuple[tuple[Any, FieldKind], ...] = (
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (tuple[str, ...], "strings"),
    (tuple[int, int], "pair"),
    (tuple[Span, ...], "spans"),
)


@cache
def fields_of(record: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of a record class in order, but the text that its spans point into.

    :raises TypeError: a field of a type that is not in the table at :data:`FieldKind`.
    """
    hints = get_type_hints(record)
    return tuple(
        _field(record, field.name, hints[field.name], field.default)
        for field in msgspec.structs.fields(record)
        if not (field.name == "source" and issubclass(record, Span))
    )


def _field(record: type[msgspec.Struct], name: str, hint: Any, default: Any) -> Field:
    if hint == Value:
        return Field(name, "decimal", None, default)
    hint = _without_none(hint)
    for known, kind in _KINDS:
        if hint == known:
            return Field(name, kind, Span if kind == "spans" else None, default)
    if get_origin(hint) is tuple and _is_record(inside := get_args(hint)[0]) and get_args(hint)[1:] == (...,):
        return Field(name, "records", inside, default)
    raise TypeError(f"{record.__name__}.{name}: no field can be of type {hint}; see arabnews_nlp.document.layers")


def _apart(value: Any, text: str) -> Any:
    """What a value holds, but for the text that its spans point into."""
    if isinstance(value, Span) and value.source is text:
        return type(value), [_apart(part, text) for part in msgspec.structs.astuple(value)[1:]]
    if isinstance(value, msgspec.Struct) and not isinstance(value, Span):
        return type(value), [_apart(part, text) for part in msgspec.structs.astuple(value)]
    if isinstance(value, (list, tuple)):
        return [_apart(part, text) for part in value]
    return value


def spans_of(row: Row, value: Any) -> list[Span]:
    """The records in the value of a layer that are spans, and those inside its records (mentions of names)."""
    return list(_spans(value, row.record)) if row.record is not None and row.many else []


def _spans(records: Sequence[Any], record: type[msgspec.Struct]) -> Iterator[Span]:
    if not (inside := [field for field in fields_of(record) if field.kind == "records"]):
        yield from records
        return
    for item in records:
        if isinstance(item, Span):
            yield item
        for field in inside:
            assert field.record is not None
            yield from _spans(getattr(item, field.name), field.record)


def _row(name: str, hint: Any) -> Row:
    given = get_origin(hint) is Annotated and GIVEN in get_args(hint)
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    bare = _without_none(hint)
    if get_origin(bare) is Sequence:
        return Row(name, hint, get_args(bare)[0], True, tuple, given)
    empty = NoneType if NoneType in get_args(hint) else get_origin(bare) or bare
    return Row(name, hint, bare if _is_record(bare) else None, False, dict if empty is Mapping else empty, given)


def _without_none(hint: Any) -> Any:
    """``X`` of ``X | None``, and any other type as it is."""
    if get_origin(hint) in (UnionType, Union):
        found = [part for part in get_args(hint) if part is not NoneType]
        if len(found) == 1:
            return found[0]
    return hint


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


ROWS = tuple(_row(name, hint) for name, hint in get_type_hints(Layers, include_extras=True).items())
"""All rows, in the order of the JSON."""
LAYERS = tuple(row for row in ROWS if row.record is not None)
"""Those that stages require and provide, in their usual order."""
REMARKS = tuple(row for row in ROWS if row.record is None)
"""Those that are said of the document as a whole."""
