"""The document model: a text and the layers of annotation on it.

Every offset is a Unicode code point into the original text, end exclusive, and every annotation is an immutable record
that slices its own text: ``doc.text[x.start:x.end] == x.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, overload

from arabnews_nlp.document.given import Moment, checked_id, checked_meta, moment
from arabnews_nlp.document.inside import Inside
from arabnews_nlp.document.layers import LAYERS, ROWS, Layers
from arabnews_nlp.document.offsets import OffsetMap
from arabnews_nlp.document.records import Span
from arabnews_nlp.errors import ArgumentTypeError, check_span, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from arabnews_nlp._core.pretokens import PreTokens
    from arabnews_nlp.chunking import Chunk
    from arabnews_nlp.duplicates import Fingerprint
    from arabnews_nlp.render.names import Rendered
    from arabnews_nlp.render.replaced import By, Replaced
    from arabnews_nlp.search import SearchTerm
    from arabnews_nlp.serialization.packed import PackedLayers

__all__ = ["Doc", "canonical_forms", "check_doc"]

_EMPTY = tuple((row.name, row.empty) for row in ROWS)


class Doc(Layers):
    """A text with its layers of annotation, which stages fill and readers slice.

    Its attributes are the text and the rows of :class:`~arabnews_nlp.document.layers.Layers`; a layer that no stage has
    provided is empty (``normalized`` is None then).
    """

    __slots__ = ("_offsets", "_packed", "_pretokens", "text", *(row.name for row in ROWS))

    text: str
    """The original, untouched."""

    def __init__(
        self,
        text: str,
        *,
        id: str | int | None = None,
        meta: Mapping[str, Any] | None = None,
        reference: Moment | None = None,
    ) -> None:
        text = plain_text(text)
        self.text = text
        for name, empty in _EMPTY:
            setattr(self, name, empty())
        if id is not None:
            self.id = checked_id(id)
        if meta is not None:
            self.meta = checked_meta(meta)
        if reference is not None:
            self.reference = None if (when := moment(reference)) is None else when.isoformat()
        self._offsets: OffsetMap | None = None
        self._pretokens: PreTokens | None = None
        self._packed: PackedLayers | None = None

    def __repr__(self) -> str:
        counts = [f"{len(getattr(self, row.name))} {row.name}" for row in LAYERS if row.many]
        filled = ", ".join(count for count in counts if not count.startswith("0 "))
        return f"<Doc of {len(self.text)} code points: {filled or 'no layers'}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Doc):
            return NotImplemented
        if self.text is other.text:
            return all(row.get(self) == row.get(other) for row in ROWS)
        return self.text == other.text and all(row.same(self, self.text, other, other.text) for row in ROWS)

    __hash__ = None  # type: ignore[assignment]

    @property
    def offsets(self) -> OffsetMap:
        """Converter to and from UTF-8 bytes and UTF-16 code units."""
        if self._offsets is None:
            self._offsets = OffsetMap(self.text)
        return self._offsets

    @property
    def pretokens(self) -> PreTokens:
        """The scan that all stages share, runs of characters of one class, each with a hash of its folded form.

        Made when a stage first asks for it. It takes more memory than the text, so a pipeline deletes it
        (``del doc.pretokens``) after the last stage.
        """
        if self._pretokens is None:
            from arabnews_nlp._core.pretokens import PreTokens

            self._pretokens = PreTokens(self.text)
        return self._pretokens

    @pretokens.deleter
    def pretokens(self) -> None:
        """Free the memory of the scan."""
        self._pretokens = None

    @overload
    def within(self, start: Span) -> Inside: ...
    @overload
    def within(self, start: int, end: int) -> Inside: ...
    def within(self, start: int | Span, end: int | None = None) -> Inside:
        """What every layer holds inside a stretch of the text, such as the dates and amounts of a sentence.

        :param start: the first code point, or a span (a sentence, an entity …).
        :param end: one past the last code point.
        :raises OffsetError: the stretch is not inside the text.
        """
        first, last = (start.start, start.end) if isinstance(start, Span) and end is None else (start, end)
        check_span(first, last, len(self.text))
        return Inside(self, first, last)  # type: ignore[arg-type]

    # Pickling: a document travels as compact bytes, and unpacks them when a layer is first read.

    def __reduce__(self) -> tuple[Any, ...]:
        from arabnews_nlp.serialization.packed import reduced

        return reduced(self)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Called for an attribute that is not set, as those of a document that was just unpickled."""
            if not name.startswith("_") and self._packed is not None:
                self._packed.unpack(self)
            return object.__getattribute__(self, name)

    # Doors to the packages above, each imported when it is used.

    def to_dict(self) -> dict[str, Any]:
        """The document as plain JSON values; :meth:`from_dict` makes an equal document of them.

        Decimals are written as strings, a range as a list of two; an absent field is left out.
        """
        from arabnews_nlp.serialization.json import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a document from :meth:`to_dict`.

        :raises ConfigError: the data is not of this schema.
        """
        from arabnews_nlp.serialization.json import from_dict

        return from_dict(cls, data)

    def to_json(self) -> str:
        """:meth:`to_dict` as one line of JSON; lone surrogates are written as ``\\u`` escapes."""
        from arabnews_nlp.serialization.json import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Rebuild a document from :meth:`to_json`.

        :raises ConfigError: the line is not JSON, or not of this schema.
        """
        from arabnews_nlp.serialization.json import from_json

        return from_json(cls, line)

    def fingerprint(self) -> Fingerprint:
        """What near-duplicate documents have in common; see :class:`arabnews_nlp.duplicates.Fingerprint`.

        :raises MissingExtraError: rensa is not installed.
        """
        from arabnews_nlp.duplicates import Fingerprint

        return Fingerprint.of(self.text)

    def render(self, names: str = "original", bidi: str = "original") -> Rendered:
        """A view of the text, and the way back to the original: linked names in one script, mixed directions in order.

        :param names: ``latin``, ``arabic``, ``both`` (the other script in brackets) or ``original``.
        :param bidi: ``isolate`` puts each run of the other direction between control characters, so that every display
            shows it in order (see :func:`arabnews_nlp.render.bidi.isolate`); ``original`` does not.
        :raises UnknownNameError: ``names`` or ``bidi`` is none of these.
        """
        from arabnews_nlp.render.views import render

        return render(self, names, bidi)

    def replace(self, labels: Iterable[str], by: By | None = None) -> Replaced:
        """The text with entities or numbers replaced, as for anonymizing, and the way back.

        All mentions of one name, in both scripts, have the same replacement, and so have all numbers of one value. It
        is as good as what the layers found: read the result before you publish it.

        :param labels: of entities (``PER``) and numbers (``MONEY``).
        :param by: what stands in their place: a text in which ``{label}`` and ``{number}`` are filled in
            (``[{label}_{number}]``, with numbers that the text does not have yet); a mapping of labels to such texts;
            or a function, called with the first record of each name or value.
        :raises UnknownNameError: a label that there is not.
        """
        from arabnews_nlp.render.replaced import replace

        return replace(self, labels, by)

    def chunks(
        self,
        max_chars: int = 1200,
        overlap: int = 0,
        length: Callable[[str], int] = len,
        *,
        title: str | None = None,
        date: str | None = None,
    ) -> list[Chunk]:
        """The document in chunks of whole sentences, for a search index or a language model.

        No chunk ends inside a number, name, entity or address, nor inside a quotation that is shorter than the bound; a
        heading stays with the text below it. A sentence longer than the bound is a chunk of its own, marked
        ``oversized``. Without overlap each sentence is in one chunk.

        :param max_chars: longest chunk, as ``length`` counts.
        :param overlap: how much of the end of a chunk the next one repeats at most, in whole sentences.
        :param length: counts the length of a text: code points, or tokens of the model that will read the chunks.
        :param title: title of the document in the context of each chunk; the heading it begins with, if not given.
        :param date: date of the document in the context of each chunk.
        :raises ArgumentValueError: a bound below 1, or an overlap that is negative or not below the bound.
        """
        from arabnews_nlp.chunking import make_chunks

        return make_chunks(self, max_chars, overlap, length, title=title, date=date)

    def search_terms(self) -> list[SearchTerm]:
        """What a search engine should index: each word folded, and what says the same in another way at its position.

        Hosts of words with clitics, forms of names in both scripts, values of numbers and dates; see
        :class:`arabnews_nlp.search.terms.SearchTerm`. :func:`arabnews_nlp.search.query.search_query` makes a query that
        finds them.
        """
        from arabnews_nlp.search import search_terms

        return search_terms(self)

    def to_html(self, title: str | None = None, *, changes: bool = True, script: bool = True) -> str:
        """A self-contained page that shows the text with its layers, right to left; nothing is loaded.

        :param title: the document's name; if not given, the title among its metadata, its headline, or its id.
        :param changes: show what normalization changed, which takes longer than the rest of the page.
        :param script: let a small script light up all mentions of a name under the pointer or focus.
        """
        from arabnews_nlp.render.html import to_html

        return to_html(self, title, changes=changes, script=script)

    def _repr_html_(self) -> str:
        """The text with its layers, as notebooks show it."""
        from arabnews_nlp.render.html import to_fragment

        return to_fragment(self)

    def to_spacy(self, vocab: Any) -> Any:
        """A ``spacy.tokens.Doc`` with these annotations; see :func:`arabnews_nlp.integrations.spacy.to_spacy`.

        :param vocab: the vocabulary of a spaCy pipeline.
        :raises MissingExtraError: spaCy is not installed.
        """
        from arabnews_nlp.integrations.spacy import to_spacy

        return to_spacy(self, vocab)


def check_doc(doc: object) -> None:
    """What works on a document was given one.

    :raises ArgumentTypeError: it was not.
    """
    if not isinstance(doc, Doc):
        raise ArgumentTypeError("doc", doc, "a Doc")


def canonical_forms(doc: Doc) -> dict[tuple[int, int], str]:
    """The canonical form of the name of each mention, by the start and end of the mention."""
    return {(m.start, m.end): name.canonical for name in doc.names for m in name.mentions}
