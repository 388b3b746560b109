"""spaCy: a tokenizer, a pipeline component, and documents of this library as spaCy documents.

spaCy knows places only by its tokens, so a token is cut where an annotation begins or ends inside it (لMicrosoft); all
spans keep their exact offsets, and the text of the spaCy document is the original (a lone surrogate, which spaCy cannot
store, becomes U+FFFD).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.offsets import without_surrogates
from arabnews_nlp.document.records import Span
from arabnews_nlp.errors import MissingExtraError
from arabnews_nlp.integrations.columns import pipeline_of
from arabnews_nlp.segmentation.tokens import tokenize

try:
    import spacy.tokens
    from spacy.language import Language
    from spacy.util import filter_spans, registry
except ImportError as error:
    raise MissingExtraError("spacy", "spacy") from error

__all__ = ["ArabNewsComponent", "ArabNewsTokenizer", "make_component", "make_tokenizer", "to_spacy"]

LAYERS = ("entities", "numbers", "names")
"""Keys of ``doc.spans`` that are filled; the spans of one key may overlap."""

for _name in ("canonical", "value", "unit", "timex"):
    spacy.tokens.Span.set_extension(_name, default=None, force=True)


class ArabNewsTokenizer:
    """A spaCy tokenizer that makes the tokens of ``arabnews_nlp.tokenize``.

    White space beyond one blank is a token of its own, as spaCy has it, so that ``doc.text`` is the text.

    :param vocab: the vocabulary of the spaCy pipeline.
    """

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Any:
        """The spaCy document of the text, with nothing but tokens."""
        words, spaces = _words(text, tokenize(text), ())
        return spacy.tokens.Doc(self.vocab, words, spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 0) -> Iterator[Any]:
        """One document for each text."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> ArabNewsTokenizer:
        """Itself."""
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Writes nothing."""

    def from_disk(self, path: str | Path, **_: Any) -> ArabNewsTokenizer:
        """Itself."""
        return self


def make_tokenizer() -> Any:
    """For ``[nlp.tokenizer] @tokenizers = "arabnews.Tokenizer.v1"`` in a spaCy configuration."""

    def make(nlp: Any) -> ArabNewsTokenizer:
        return ArabNewsTokenizer(nlp.vocab)

    return make


registry.tokenizers("arabnews.Tokenizer.v1", func=make_tokenizer)


class ArabNewsComponent:
    """Adds sentences, entities, numbers and names to a spaCy document.

    :param stages: a preset or TOML file, or stage names in order.
    """

    def __init__(self, stages: str | list[str] = "news") -> None:
        self.pipeline = pipeline_of(stages)

    def __call__(self, target: Any) -> Any:
        """Annotate a document, tokenized by any tokenizer; tokens are cut at edges of annotations."""
        doc = self.pipeline(target.text)
        edges = sorted({edge for span in _annotations(doc) for edge in (span.start, span.end)})
        with target.retokenize() as retokenizer:
            for token in target:
                begin, end = token.idx, token.idx + len(token)
                inside = edges[bisect_right(edges, begin) : bisect_left(edges, end)]
                if inside:
                    pieces = [target.text[a:b] for a, b in zip([begin, *inside], [*inside, end], strict=True)]
                    retokenizer.split(token, pieces, [(token, n) for n in range(len(pieces))])
        return _annotated(target, doc)


@Language.factory("arabnews", default_config={"stages": "news"})
def make_component(nlp: Any, name: str, stages: str | list[str]) -> ArabNewsComponent:
    """For ``nlp.add_pipe("arabnews")``."""
    return ArabNewsComponent(stages)


def to_spacy(doc: Doc, vocab: Any) -> Any:
    """A spaCy document with the tokens, sentences, entities, numbers and names of a document.

    ``doc.ents`` has the entities, the longest where two overlap; ``doc.spans`` has all under ``entities``, ``numbers``
    and ``names``. ``span._.canonical`` is the identity of an entity or name (also its ``kb_id_``); ``span._.value``,
    ``.unit`` and ``.timex`` are those of a number, exact decimals as strings.

    :param vocab: the vocabulary of a spaCy pipeline.
    """
    words, spaces = _words(doc.text, doc.tokens or tokenize(doc.text), _annotations(doc))
    return _annotated(spacy.tokens.Doc(vocab, words, spaces), doc)


def _annotations(doc: Doc) -> list[Span]:
    return [*doc.sentences, *doc.entities, *doc.numbers, *(m for name in doc.names for m in name.mentions)]


def _words(text: str, tokens: Iterable[Span], annotations: Iterable[Span]) -> tuple[list[str], list[bool]]:
    """Words and whether a blank follows each; together they are the text."""
    edges = {0, len(text)}
    for span in (*tokens, *annotations):
        edges.update((span.start, span.end))
    text = without_surrogates(text)
    words: list[str] = []
    spaces: list[bool] = []
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece[0] == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
    return words, spaces


def _annotated(target: Any, doc: Doc) -> Any:
    starts = [span.start for span in doc.sentences]
    if starts:
        for token in target:
            token.is_sent_start = token.i == 0
        for start in starts:
            place = target.char_span(start, start + 1, alignment_mode="expand")
            if place is not None:
                target[place.start].is_sent_start = True
    entities = []
    for entity in doc.entities:
        span = target.char_span(entity.start, entity.end, label=entity.label, kb_id=entity.canonical or "")
        span._.canonical = entity.canonical
        entities.append(span)
    numbers = []
    for quantity in doc.numbers:
        span = target.char_span(quantity.start, quantity.end, label=quantity.label)
        value = quantity.value
        span._.value = (
            [None if v is None else str(v) for v in value]
            if isinstance(value, tuple)
            else None
            if value is None
            else str(value)
        )
        span._.unit, span._.timex = quantity.unit, quantity.timex
        numbers.append(span)
    names = []
    for name in doc.names:
        for mention in name.mentions:
            span = target.char_span(mention.start, mention.end, label=mention.kind, kb_id=name.canonical)
            span._.canonical = name.canonical
            names.append(span)
    target.spans.update(dict(zip(LAYERS, (entities, numbers, names), strict=True)))
    target.set_ents(filter_spans(entities))
    return target
