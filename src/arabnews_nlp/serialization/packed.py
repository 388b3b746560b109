"""The compact form in which documents travel between processes: columns in MessagePack, no object for each record.

It is not a file format: what :func:`unpacked` reads was written by :func:`packed` of the same version, on the same kind
of machine. :meth:`arabnews_nlp.Doc.to_json` is for keeping documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TypeAlias

import msgspec

from arabnews_nlp._core.alignment import restored_alignment
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.document.records import Duplicate, Entity, Mention, Name, Quantity, Span
from arabnews_nlp.segmentation._sentence_columns import Sentences, restored_sentences
from arabnews_nlp.segmentation._token_columns import Tokens, restored_tokens
from arabnews_nlp.serialization._struct_columns import PLAIN, restored
from arabnews_nlp.serialization._struct_columns import columns as record_columns
from arabnews_nlp.serialization.json import read_value

__all__ = ["CODEC", "packed", "unpacked"]

Column: TypeAlias = tuple[int, Any]
"""How the values of a field are coded, and the values."""

CODEC = "utf-16-le"
"""Of a long text: a fraction of the time of UTF-8, as strings are held in two bytes a character."""


class _UnusualError(Exception):
    """A layer holds something else than the plain records of this text."""


def packed(doc: Doc) -> bytes | None:
    """The document but its text as bytes; None where a layer holds lone surrogates, or something of another making."""
    text = doc.text
    try:
        return msgspec.msgpack.encode(
            (
                _normalized_parts(doc.normalized, text),
                _core_columns(doc.sentences, Sentences, text),
                _core_columns(doc.tokens, Tokens, text),
                _quantity_columns(doc.numbers, text),
                _name_columns(doc.names, text),
                _columns(doc.entities, Entity, text),
                _columns(doc.duplicates, Duplicate, text),
                doc.warnings,
                doc.provenance,
            )
        )
    except (_UnusualError, UnicodeEncodeError, TypeError, OverflowError):
        return None


def unpacked(text: str, data: bytes) -> dict[str, Any]:
    """The other attributes of the document of this text that :func:`packed` made these bytes of."""
    normalized, sentences, tokens, numbers, names, entities, duplicates, warnings, provenance = msgspec.msgpack.decode(
        data
    )
    return {
        "normalized": normalized and _normalized(text, *normalized),
        "sentences": sentences and restored_sentences(text, *sentences),
        "tokens": tokens and restored_tokens(text, *tokens),
        "numbers": _quantities(text, numbers),
        "names": _names(text, *names),
        "entities": restored(Entity, text, entities),
        "duplicates": restored(Duplicate, text, duplicates),
        "warnings": warnings,
        "provenance": provenance,
    }


def _columns(records: Sequence[Span], kind: type[Span], text: str) -> list[Column]:
    """The fields of the records but their source, each as a column."""
    if not records:
        return []
    columns = record_columns(records, kind, text)
    if columns is None:
        raise _UnusualError
    return columns


_VALUE = Quantity.__struct_fields__.index("value") - 1
"""Column of the value of quantities."""
_PLAIN = frozenset((Decimal, type(None)))
"""Types of a value that is no range, and of the ends of one that is."""


def _quantity_columns(quantities: Sequence[Quantity], text: str) -> list[Column]:
    columns = _columns(quantities, Quantity, text)
    if columns:
        values = [quantity.value for quantity in quantities]
        ends = chain.from_iterable(value for value in values if type(value) is tuple)
        if not (set(map(type, values)) <= {*_PLAIN, tuple} and set(map(type, ends)) <= _PLAIN):
            raise _UnusualError
        columns[_VALUE] = PLAIN, values
    return columns


def _quantities(text: str, columns: list[Column]) -> list[Quantity]:
    if columns:
        _, values = columns[_VALUE]
        columns[_VALUE] = PLAIN, [read_value(value) for value in values]
    return restored(Quantity, text, columns)


def _name_columns(names: Sequence[Name], text: str) -> tuple[list[str], list[int], list[Column]]:
    """Canonical forms, numbers of mentions, and the columns of all mentions."""
    if not set(map(type, names)) <= {Name}:
        raise _UnusualError
    mentions = [mention for name in names for mention in name.mentions]
    return [name.canonical for name in names], [len(name.mentions) for name in names], _columns(mentions, Mention, text)


def _names(text: str, canonical: list[str], counts: list[int], columns: list[Column]) -> list[Name]:
    mentions = iter(restored(Mention, text, columns))
    return [Name(form, tuple(islice(mentions, count))) for form, count in zip(canonical, counts, strict=True)]


def _core_columns(layer: Any, kind: type[Sentences | Tokens], text: str) -> list[Any]:
    """The columns of a layer that the core keeps in columns."""
    if not layer:
        return []
    if type(layer) is not kind or layer.text != text:
        raise _UnusualError
    _, (_, *columns) = layer.__reduce__()
    return columns


def _normalized_parts(normalized: Normalized | None, text: str) -> tuple[Any, ...] | None:
    if normalized is None:
        return None
    if type(normalized) is not Normalized or normalized.original != text:
        raise _UnusualError
    _, columns = normalized.alignment.__reduce__()
    return normalized.text.encode(CODEC), normalized.steps, columns


def _normalized(text: str, changed: bytes, steps: list[str], alignment: list[Any]) -> Normalized:
    return Normalized(text, changed.decode(CODEC), restored_alignment(*alignment), tuple(steps))
