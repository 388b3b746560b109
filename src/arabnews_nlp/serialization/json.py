"""The JSON form of a document, as the schema beside this file (``arabnews-doc-1.schema.json``) describes it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from arabnews_nlp.document.records import Duplicate, Entity, Mention, Name, Quantity, Span, Token, Value
from arabnews_nlp.errors import ConfigError

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

    AnyDoc = TypeVar("AnyDoc", bound=Doc)

__all__ = ["SCHEMA", "from_dict", "from_json", "read_value", "to_dict", "to_json"]

SCHEMA = "arabnews-doc/1"
"""Name and version of the JSON form of a document."""

_SPAN_FIELDS = ("start", "end")
_MENTION_FIELDS = ("start", "end", "kind", "script", "score")
_ENTITY_FIELDS = ("start", "end", "label", "score", "canonical")
_QUANTITY_FIELDS = ("start", "end", "label", "value", "unit", "timex", "modifier", "per")


def to_dict(doc: Doc) -> dict[str, Any]:
    """The document as plain JSON values; see :meth:`arabnews_nlp.Doc.to_dict`."""
    result: dict[str, Any] = {"schema": SCHEMA, "text": doc.text}
    if doc.normalized is not None:
        result["normalized"] = doc.normalized.to_dict()
    result["sentences"] = [_record_dict(s, _SPAN_FIELDS) for s in doc.sentences]
    result["tokens"] = [_token_dict(t) for t in doc.tokens]
    result["numbers"] = [_quantity_dict(q) for q in doc.numbers]
    result["names"] = [
        {"canonical": n.canonical, "mentions": [_record_dict(m, _MENTION_FIELDS) for m in n.mentions]}
        for n in doc.names
    ]
    result["entities"] = [_record_dict(e, _ENTITY_FIELDS) for e in doc.entities]
    result["duplicates"] = [_duplicate_dict(d) for d in doc.duplicates]
    if doc.warnings:
        result["warnings"] = list(doc.warnings)
    if doc.provenance is not None:
        result["provenance"] = doc.provenance
    return result


def to_json(doc: Doc) -> str:
    """:func:`to_dict` as one line of JSON, written without making the values."""
    from arabnews_nlp._core.json_buffer import JsonText

    out = JsonText(doc.text, 5 * len(doc.text) + 72 * len(doc.tokens))
    out.ascii(b'{"schema":')
    out.string(SCHEMA)
    out.ascii(b',"text":')
    out.string(doc.text)
    if (normalized := doc.normalized) is not None:
        out.ascii(b',"normalized":{"text":')
        out.string(normalized.text)
        out.ascii(b',"steps":')
        out.plain(normalized.steps)
        out.ascii(b',"edits":')
        out.edits(normalized.alignment)
        out.ascii(b"}")
    out.ascii(b',"sentences":')
    out.records(doc.sentences, _SPAN_FIELDS)
    out.ascii(b',"tokens":')
    if (write := getattr(doc.tokens, "write_json", None)) is not None:
        write(out)
    else:
        out.plain([_token_dict(t) for t in doc.tokens])
    out.ascii(b',"numbers":')
    out.records(doc.numbers, _QUANTITY_FIELDS)
    out.ascii(b',"names":[')
    for i, name in enumerate(doc.names):
        out.ascii(b',{"canonical":' if i else b'{"canonical":')
        out.string(name.canonical)
        out.ascii(b',"mentions":')
        out.records(name.mentions, _MENTION_FIELDS)
        out.ascii(b"}")
    out.ascii(b'],"entities":')
    out.records(doc.entities, _ENTITY_FIELDS)
    out.ascii(b',"duplicates":')
    out.plain([_duplicate_dict(d) for d in doc.duplicates])
    if doc.warnings:
        out.ascii(b',"warnings":')
        out.plain(doc.warnings)
    if doc.provenance is not None:
        out.ascii(b',"provenance":')
        out.plain(doc.provenance)
    out.ascii(b"}")
    return json.dumps(to_dict(doc), separators=(",", ":")) if out.lone else out.finish()


def from_dict(kind: type[AnyDoc], data: dict[str, Any]) -> AnyDoc:
    """A document of this class from :func:`to_dict`.

    :raises ConfigError: the data is not of this schema.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise ConfigError(f"document schema must be {SCHEMA!r}, found {found!r}")
    try:
        return _from_fields(kind, data)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise ConfigError(f"not a valid {SCHEMA} document: {error!r}") from error


def from_json(kind: type[AnyDoc], line: str | bytes) -> AnyDoc:
    """A document of this class from :func:`to_json`.

    :raises ConfigError: the line is not JSON, or not of this schema.
    """
    try:
        data = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"not JSON: {error}") from error
    return from_dict(kind, data)


def _from_fields(kind: type[AnyDoc], data: dict[str, Any]) -> AnyDoc:
    text = data["text"]
    doc = kind(text)
    if "normalized" in data:
        from arabnews_nlp.normalization import Normalized

        doc.normalized = Normalized.from_dict(text, data["normalized"])
    doc.sentences = [Span(text, s["start"], s["end"]) for s in data["sentences"]]
    doc.tokens = [
        Token(
            text,
            t["start"],
            t["end"],
            t["norm"],
            t["kind"],
            tuple(Span(text, *c) for c in t.get("clitics", ())),
            t.get("pos"),
            t.get("lemma"),
        )
        for t in data["tokens"]
    ]
    doc.numbers = [
        Quantity(
            text,
            q["start"],
            q["end"],
            q["label"],
            read_value(q.get("value")),
            q.get("unit"),
            q.get("timex"),
            q.get("modifier"),
            q.get("per"),
        )
        for q in data["numbers"]
    ]
    doc.names = [
        Name(
            n["canonical"],
            tuple(Mention(text, m["start"], m["end"], m["kind"], m["script"], m["score"]) for m in n["mentions"]),
        )
        for n in data["names"]
    ]
    doc.entities = [
        Entity(text, e["start"], e["end"], e["label"], e["score"], e.get("canonical")) for e in data["entities"]
    ]
    doc.duplicates = [
        Duplicate(text, d["start"], d["end"], d["of"][0], d["of"][1], d.get("document"), d["seen"], d["score"])
        for d in data["duplicates"]
    ]
    doc.warnings = list(data.get("warnings", ()))
    doc.provenance = data.get("provenance")
    return doc


def _record_dict(record: Span, fields: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a record by name; one that is None is left out."""
    return {field: value for field in fields if (value := getattr(record, field)) is not None}


def _token_dict(token: Token) -> dict[str, Any]:
    result: dict[str, Any] = {"start": token.start, "end": token.end, "norm": token.norm, "kind": token.kind}
    if token.clitics:
        result["clitics"] = [[c.start, c.end] for c in token.clitics]
    for field in ("pos", "lemma"):
        if (value := getattr(token, field)) is not None:
            result[field] = value
    return result


def _duplicate_dict(duplicate: Duplicate) -> dict[str, Any]:
    result: dict[str, Any] = {
        "start": duplicate.start,
        "end": duplicate.end,
        "of": [duplicate.of_start, duplicate.of_end],
        "seen": duplicate.seen,
        "score": duplicate.score,
    }
    if duplicate.document is not None:
        result["document"] = duplicate.document
    return result


def _quantity_dict(quantity: Quantity) -> dict[str, Any]:
    result = _record_dict(quantity, _QUANTITY_FIELDS)
    if isinstance(quantity.value, tuple):
        result["value"] = [None if v is None else str(v) for v in quantity.value]
    elif quantity.value is not None:
        result["value"] = str(quantity.value)
    return result


def read_value(value: Any) -> Value:
    """A value of :func:`to_dict` as the value of a quantity."""
    if value is None:
        return None
    if isinstance(value, list):
        low, high = (None if v is None else Decimal(v) for v in value)
        return low, high
    return Decimal(value)
