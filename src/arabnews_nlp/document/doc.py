"""The document model: a text and the layers of annotation on it.

Every offset is a Unicode code point into the original text, end exclusive, and every annotation is an immutable record
that slices its own text: ``doc.text[x.start:x.end] == x.text``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from arabnews_nlp.document.offsets import OffsetMap
from arabnews_nlp.document.records import Duplicate, Entity, Name, Quantity, Span, Token
from arabnews_nlp.errors import ArgumentTypeError

if TYPE_CHECKING:
    from arabnews_nlp._core.pretokens import PreTokens
    from arabnews_nlp.duplicates import Fingerprint
    from arabnews_nlp.normalization import Normalized
    from arabnews_nlp.render.names import Rendered

__all__ = ["LAYERS", "Doc", "canonical_forms"]

LAYERS = ("normalized", "sentences", "tokens", "numbers", "names", "entities", "duplicates")
"""The layers that stages require and provide, in their usual order."""


class Doc:
    """A text with its annotation layers; stages add to it, readers slice it.

    A layer that no stage has provided is empty (``normalized`` is None then).
    """

    __slots__ = (
        "_offsets",
        "_packed",
        "_pretokens",
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
        self._pretokens: PreTokens | None = None
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

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as the text and the compact bytes of :mod:`arabnews_nlp.serialization.packed`; attribute by attribute
        where it has none, and with what a subclass adds."""
        from arabnews_nlp.serialization.packed import packed

        data = self._packed if self._packed is not None and not self._changed() else packed(self)
        state = dict(getattr(self, "__dict__", {}))
        if data is None:
            state.update((slot, getattr(self, slot)) for slot in _ATTRIBUTES)
        return unread, (type(self), self.text, data), state or None

    def _changed(self) -> bool:
        """Whether a layer was set since this document was unpickled, and none was asked for."""
        return any(_is_set(self, slot) for slot in _ATTRIBUTES)

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
        from arabnews_nlp.serialization.packed import unpacked

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
    def pretokens(self) -> PreTokens:
        """Runs of one character class with their keys, the one scan of the text that all stages share.

        Made when a stage first asks for it; a pipeline gives it back (``del doc.pretokens``) after its last stage, as
        it is larger than the text.
        """
        if self._pretokens is None:
            from arabnews_nlp._core.pretokens import PreTokens

            self._pretokens = PreTokens(self.text)
        return self._pretokens

    @pretokens.deleter
    def pretokens(self) -> None:
        """Give the scan back."""
        self._pretokens = None

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
        from arabnews_nlp.serialization.json import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """:meth:`to_dict` as one line of JSON; lone surrogates are written as ``\\u`` escapes."""
        from arabnews_nlp.serialization.json import to_json

        return to_json(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a document from :meth:`to_dict`.

        :raises ConfigError: the data is not of this schema.
        """
        from arabnews_nlp.serialization.json import from_dict

        return from_dict(cls, data)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Rebuild a document from :meth:`to_json`.

        :raises ConfigError: the line is not JSON, or not of this schema.
        """
        from arabnews_nlp.serialization.json import from_json

        return from_json(cls, line)


_ATTRIBUTES = tuple(slot for slot in Doc.__slots__ if slot != "text" and not slot.startswith("_"))
"""What an unread document makes of its packed bytes; its text is there."""


def _is_set(doc: Doc, slot: str) -> bool:
    """Whether a document has this attribute, without reading it from the packed bytes."""
    try:
        object.__getattribute__(doc, slot)
    except AttributeError:
        return False
    return True


def unread(kind: type[Doc], text: str, data: bytes | None) -> Doc:
    """A document of a text that makes its other attributes of the bytes of
    :func:`arabnews_nlp.serialization.packed.packed` when one is first asked for."""
    doc = kind.__new__(kind)
    doc.text, doc._packed, doc._offsets, doc._pretokens = text, data, None, None
    return doc


def canonical_forms(doc: Doc) -> dict[tuple[int, int], str]:
    """The canonical form of the name of each mention, by the start and end of the mention."""
    return {(m.start, m.end): name.canonical for name in doc.names for m in name.mentions}
