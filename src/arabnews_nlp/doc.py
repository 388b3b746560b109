"""The document model: a text and the layers of annotation on it.

Every offset is a Unicode code point into the original text, end exclusive, and every annotation is an immutable record
that slices its own text: ``doc.text[x.start:x.end] == x.text``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pickle import PickleBuffer
from typing import TYPE_CHECKING, Any, Self, SupportsIndex, TypeAlias

import msgspec

from arabnews_nlp.errors import ArgumentTypeError, ConfigError
from arabnews_nlp.offsets import OffsetMap

if TYPE_CHECKING:
    from arabnews_nlp._core.lexemes import Lexemes
    from arabnews_nlp.duplicates import Fingerprint
    from arabnews_nlp.normalization import Normalized
    from arabnews_nlp.render.names import Rendered

__all__ = [
    "LAYERS",
    "SCHEMA",
    "Doc",
    "Duplicate",
    "Entity",
    "Mention",
    "Name",
    "Quantity",
    "Span",
    "Token",
    "Value",
    "canonical_forms",
    "read_value",
]

SCHEMA = "arabnews-doc/1"
"""Name and version of the JSON form of a document."""

LAYERS = ("normalized", "sentences", "tokens", "numbers", "names", "entities", "duplicates")
"""The layers that stages require and provide, in their usual order."""

Value: TypeAlias = Decimal | tuple[Decimal | None, Decimal | None] | None
"""Value of a quantity; a number, a range ``(low, high)`` that may be open at one end, or nothing."""


class Span(msgspec.Struct, frozen=True, gc=False, repr_omit_defaults=True):
    """A stretch of a text.

    >>> Span("في OpenAI", 3, 9).text
    'OpenAI'
    """

    source: str
    """The whole original text."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    @property
    def text(self) -> str:
        """The stretch itself, sliced from the original."""
        return self.source[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        shown = [f"{self.start}, {self.end}, {self.text!r}"]
        for field in self.__struct_fields__[3:]:
            value = getattr(self, field)
            if value is not None and value != ():
                shown.append(f"{field}={str(value) if isinstance(value, Decimal) else repr(value)}")
        return f"{type(self).__name__}({', '.join(shown)})"


class Token(Span, frozen=True, gc=False):
    """A word, number, mark or other unit of text."""

    norm: str = ""
    """Normalized form under the light ``ner`` profile."""
    kind: str = "arabic"
    """arabic, latin, number, punct, symbol, url, email, mention, hashtag, emoji or mixed."""
    clitics: tuple[Span, ...] = ()
    """Attached و ف ب ك ل س ال as spans inside the token."""
    pos: str | None = None
    """Part of speech in the terms of the backend of the stage ``morphology``; None without it."""
    lemma: str | None = None
    """Dictionary form, as that backend writes it."""


class Entity(Span, frozen=True, gc=False):
    """A named entity."""

    label: str = ""
    """PER, ORG, LOC, PRODUCT or EVENT."""
    score: float = 1.0
    """Confidence in [0, 1]."""
    canonical: str | None = None
    """Identity shared by mentions in both scripts, where a name cluster or gazetteer gives one."""


class Quantity(Span, frozen=True, gc=False):
    """A number, amount, date, time or duration with its value."""

    label: str = ""
    """CARDINAL, ORDINAL, FRACTION, PERCENT, MONEY, QUANTITY, DATE, TIME or DURATION."""
    value: Value = None
    """Exact decimal value, or ``(low, high)`` for a range."""
    unit: str | None = None
    """ISO 4217 code for MONEY, CLDR unit id for QUANTITY, ``%`` for PERCENT."""
    timex: str | None = None
    """TIMEX3 value for DATE, TIME and DURATION."""
    modifier: str | None = None
    """TIMEX3 ``mod``-like hedge that stands outside the span: APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE …"""
    per: str | None = None
    """Words of the rate after the span (لكل مستخدم شهريًا)."""


class Mention(Span, frozen=True, gc=False):
    """One occurrence of a name."""

    kind: str = "variant"
    """How it relates to the canonical form, as transliteration, translation, acronym or variant."""
    script: str = "arabic"
    """arabic or latin."""
    score: float = 1.0
    """Confidence of the link in [0, 1]."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name that occurs in both scripts, or in several spellings, with all its mentions in a document."""

    canonical: str
    """The form that stands for all mentions, Latin where there is one."""
    mentions: tuple[Mention, ...]
    """Every mention, in text order."""


class Duplicate(Span, frozen=True, gc=False):
    """A paragraph that stood before, in this document or in an earlier one of the stream."""

    of_start: int = 0
    """First code point of the first occurrence, in its document."""
    of_end: int = 0
    """One past its last code point."""
    document: int | None = None
    """Number of the document of the first occurrence in the stream, from 0; None for this document."""
    seen: int = 1
    """How often it stood before; boilerplate is what stood often."""
    score: float = 1.0
    """Estimated Jaccard similarity of the words; 1 where the normalized words are the same."""


class Doc:
    """A text with its annotation layers; stages add to it, readers slice it.

    A layer that no stage has provided is empty (``normalized`` is None then).
    """

    __slots__ = (
        "_lexemes",
        "_offsets",
        "_packed",
        "duplicates",
        "entities",
        "names",
        "normalized",
        "numbers",
        "provenance",
        "sentences",
        "text",
        "tokens",
        "warnings",
    )

    text: str
    """The original, untouched."""
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
    """What a stage wants a reader to know, such as a sentence that was cut at a length bound, a stage that failed …"""
    provenance: str | None
    """Identifies the configuration and data versions of the pipeline that made this document."""

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise ArgumentTypeError("text", text, "str")
        self.text = text
        self.normalized = None
        self.sentences = ()
        self.tokens = ()
        self.numbers = ()
        self.names = ()
        self.entities = ()
        self.duplicates = ()
        self.warnings = []
        self.provenance = None
        self._offsets: OffsetMap | None = None
        self._lexemes: Lexemes | None = None
        self._packed: bytes | None = None

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, layer))} {layer}" for layer in LAYERS[1:6])
        return f"<Doc of {len(self.text)} code points: {counts}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Doc):
            return NotImplemented
        return (
            self.text == other.text
            and self.normalized == other.normalized
            and all(list(getattr(self, x)) == list(getattr(other, x)) for x in LAYERS[1:])
            and self.warnings == other.warnings
            and self.provenance == other.provenance
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        """Pickled as the text and the compact bytes of :mod:`arabnews_nlp.packing`, which can travel beside the pickle
        (PEP 574); attribute by attribute where the document has no such bytes."""
        from arabnews_nlp.packing import packed

        data = self._packed if self._packed is not None and not self._changed() else packed(self)
        state: dict[str, Any]
        if data is None:
            state = {slot: getattr(self, slot) for slot in _ATTRIBUTES}
        else:
            state = {"text": self.text, "_packed": data if protocol.__index__() < 5 else PickleBuffer(data)}
        return _unread, (type(self),), state

    def _changed(self) -> bool:
        """Whether a layer was set since this document was unpickled, and none was asked for."""
        return any(_is_set(self, slot) for slot in _ATTRIBUTES if slot != "text")

    def __setstate__(self, state: dict[str, Any]) -> None:
        for slot, value in state.items():
            setattr(self, slot, value)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """An attribute that is not set: the first that is asked for after this document was unpickled makes all."""
            if name in _ATTRIBUTES and (data := self._packed) is not None:
                self._unpack(data)
            return object.__getattribute__(self, name)

    def _unpack(self, data: bytes) -> None:
        """Make the attributes that were not set since this document was unpickled."""
        from arabnews_nlp.packing import unpacked

        for slot, value in unpacked(self.text, data).items():
            if not _is_set(self, slot):
                setattr(self, slot, value)
        self._packed = None

    @property
    def offsets(self) -> OffsetMap:
        """Converter to and from UTF-8 bytes and UTF-16 code units."""
        if self._offsets is None:
            self._offsets = OffsetMap(self.text)
        return self._offsets

    @property
    def lexemes(self) -> Lexemes:
        """Runs of one character class with their keys, the one scan of the text that all stages share.

        Made when a stage first asks for it; a pipeline gives it back (``del doc.lexemes``) after its last stage, as it
        is larger than the text.
        """
        if self._lexemes is None:
            from arabnews_nlp._core.lexemes import Lexemes

            self._lexemes = Lexemes(self.text)
        return self._lexemes

    @lexemes.deleter
    def lexemes(self) -> None:
        """Give the scan back."""
        self._lexemes = None

    def fingerprint(self) -> Fingerprint:
        """What near-duplicate documents have in common; see :class:`arabnews_nlp.duplicates.Fingerprint`.

        :raises MissingExtraError: rensa is not installed.
        """
        from arabnews_nlp.duplicates import Fingerprint

        return Fingerprint.of(self.text)

    def render(self, names: str = "original") -> Rendered:
        """A view of the text with every linked name in one script, and the way back to the original.

        :param names: ``latin``, ``arabic``, ``both`` (the other script in brackets) or ``original``.
        :raises UnknownNameError: ``names`` is none of these.
        """
        from arabnews_nlp.render.names import render_names

        return render_names(self, names)

    def to_spacy(self, vocab: Any) -> Any:
        """A ``spacy.tokens.Doc`` with these annotations; see :func:`arabnews_nlp.integrations.spacy.to_spacy`.

        :param vocab: the vocabulary of a spaCy pipeline.
        :raises MissingExtraError: spaCy is not installed.
        """
        from arabnews_nlp.integrations.spacy import to_spacy

        return to_spacy(self, vocab)

    def to_html(self, title: str = "arabnews", *, changes: bool = True, script: bool = True) -> str:
        """A self-contained page that shows the text with its layers, right to left; nothing is loaded.

        :param changes: show what normalization changed, which takes longer than the rest of the page.
        :param script: let a small script light up all mentions of a name under the pointer or focus.
        """
        from arabnews_nlp.render.html import to_html

        return to_html(self, title, changes=changes, script=script)

    def _repr_html_(self) -> str:
        """The text with its layers, as notebooks show it."""
        from arabnews_nlp.render.html import to_fragment

        return to_fragment(self)

    def to_dict(self) -> dict[str, Any]:
        """The document as plain JSON values; :meth:`from_dict` gives an equal document back.

        Decimals are written as strings, a range as a list of two, an absent field is left out.
        """
        result: dict[str, Any] = {"schema": SCHEMA, "text": self.text}
        if self.normalized is not None:
            result["normalized"] = self.normalized.to_dict()
        result["sentences"] = [_record_dict(s, _SPAN_FIELDS) for s in self.sentences]
        result["tokens"] = [_token_dict(t) for t in self.tokens]
        result["numbers"] = [_quantity_dict(q) for q in self.numbers]
        result["names"] = [
            {"canonical": n.canonical, "mentions": [_record_dict(m, _MENTION_FIELDS) for m in n.mentions]}
            for n in self.names
        ]
        result["entities"] = [_record_dict(e, _ENTITY_FIELDS) for e in self.entities]
        result["duplicates"] = [_duplicate_dict(d) for d in self.duplicates]
        if self.warnings:
            result["warnings"] = list(self.warnings)
        if self.provenance is not None:
            result["provenance"] = self.provenance
        return result

    def to_json(self) -> str:
        """:meth:`to_dict` as one line of JSON; lone surrogates are written as ``\\u`` escapes."""
        from arabnews_nlp._core.jsontext import JsonText

        out = JsonText(self.text, 5 * len(self.text) + 72 * len(self.tokens))
        out.ascii(b'{"schema":')
        out.string(SCHEMA)
        out.ascii(b',"text":')
        out.string(self.text)
        if (normalized := self.normalized) is not None:
            out.ascii(b',"normalized":{"text":')
            out.string(normalized.text)
            out.ascii(b',"steps":')
            out.plain(normalized.steps)
            out.ascii(b',"edits":')
            out.edits(normalized.alignment)
            out.ascii(b"}")
        out.ascii(b',"sentences":')
        out.records(self.sentences, _SPAN_FIELDS)
        out.ascii(b',"tokens":')
        if (write := getattr(self.tokens, "write_json", None)) is not None:
            write(out)
        else:
            out.plain([_token_dict(t) for t in self.tokens])
        out.ascii(b',"numbers":')
        out.records(self.numbers, _QUANTITY_FIELDS)
        out.ascii(b',"names":[')
        for i, name in enumerate(self.names):
            out.ascii(b',{"canonical":' if i else b'{"canonical":')
            out.string(name.canonical)
            out.ascii(b',"mentions":')
            out.records(name.mentions, _MENTION_FIELDS)
            out.ascii(b"}")
        out.ascii(b'],"entities":')
        out.records(self.entities, _ENTITY_FIELDS)
        out.ascii(b',"duplicates":')
        out.plain([_duplicate_dict(d) for d in self.duplicates])
        if self.warnings:
            out.ascii(b',"warnings":')
            out.plain(self.warnings)
        if self.provenance is not None:
            out.ascii(b',"provenance":')
            out.plain(self.provenance)
        out.ascii(b"}")
        return json.dumps(self.to_dict(), separators=(",", ":")) if out.lone else out.finish()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a document from :meth:`to_dict`.

        :raises ConfigError: the data is not of this schema.
        """
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            found = data.get("schema") if isinstance(data, dict) else type(data).__name__
            raise ConfigError(f"document schema must be {SCHEMA!r}, found {found!r}")
        try:
            return cls._from_fields(data)
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise ConfigError(f"not a valid {SCHEMA} document: {error!r}") from error

    @classmethod
    def _from_fields(cls, data: dict[str, Any]) -> Self:
        text = data["text"]
        doc = cls(text)
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

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Rebuild a document from :meth:`to_json`.

        :raises ConfigError: the line is not JSON, or not of this schema.
        """
        try:
            data = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError):
            try:
                data = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ConfigError(f"not JSON: {error}") from error
        return cls.from_dict(data)


_ATTRIBUTES = tuple(slot for slot in Doc.__slots__ if not slot.startswith("_"))


def _is_set(doc: Doc, slot: str) -> bool:
    """Whether a document has this attribute, without reading it from the packed bytes."""
    try:
        object.__getattribute__(doc, slot)
    except AttributeError:
        return False
    return True


def _unread(kind: type[Doc]) -> Doc:
    """A document without attributes, to which pickle gives its state."""
    doc = kind.__new__(kind)
    doc._offsets = doc._lexemes = doc._packed = None
    return doc


def canonical_forms(doc: Doc) -> dict[tuple[int, int], str]:
    """The canonical form of the name of each mention, by the start and end of the mention."""
    return {(m.start, m.end): name.canonical for name in doc.names for m in name.mentions}


_SPAN_FIELDS = ("start", "end")
_MENTION_FIELDS = ("start", "end", "kind", "script", "score")
_ENTITY_FIELDS = ("start", "end", "label", "score", "canonical")
_QUANTITY_FIELDS = ("start", "end", "label", "value", "unit", "timex", "modifier", "per")


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
    """A value of :meth:`Doc.to_dict` as the value of a quantity."""
    if value is None:
        return None
    if isinstance(value, list):
        low, high = (None if v is None else Decimal(v) for v in value)
        return low, high
    return Decimal(value)
