"""spaCy: a tokenizer, a pipeline component, and documents of this library as spaCy documents.

spaCy knows places only by its tokens, so a token is cut where an annotation begins or ends inside it (لMicrosoft); all
spans keep their exact offsets, and the text of the spaCy document is the original (a lone surrogate, which spaCy cannot
store, becomes U+FFFD).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.layers import LAYERS, fields_of, spans_of
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

SPAN_LAYERS = tuple(row for row in LAYERS if row.many and row.name not in ("sentences", "tokens"))
"""Layers that go to ``doc.spans``, each under its name; spaCy has its own place for sentences and tokens."""


def _extensions(record: type[msgspec.Struct] | None) -> Iterator[str]:
    """Names of the fields that a record, and the records inside it, have beyond those that every span has in spaCy."""
    for field in fields_of(record) if record else ():
        if field.kind == "records":
            yield from _extensions(field.record)
        elif field.kind != "spans" and field.name not in ("start", "end", "label"):
            yield field.name


for _name in {name for row in SPAN_LAYERS for name in _extensions(row.record)}:
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

    ``doc.ents`` has the entities, the longest where two overlap; ``doc.spans`` has those of every layer but tokens and
    sentences, under the name of the layer, overlapping or not. The fields of a record are extensions of its span:
    ``span._.canonical`` is the identity of an entity or name (also its ``kb_id_``), ``span._.value`` the value of a
    number, exact decimals as strings.

    :param vocab: the vocabulary of a spaCy pipeline.
    """
    words, spaces = _words(doc.text, doc.tokens or tokenize(doc.text), _annotations(doc))
    return _annotated(spacy.tokens.Doc(vocab, words, spaces), doc)


def _annotations(doc: Doc) -> list[Span]:
    layers = [row for row in LAYERS if row.name != "tokens"]
    return [span for row in layers for span in spans_of(row, getattr(doc, row.name))]


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
    for row in SPAN_LAYERS:
        assert row.record is not None
        target.spans[row.name] = [
            _span(target, span, values) for span, values in _spans_with_values(getattr(doc, row.name), row.record)
        ]
    target.set_ents(filter_spans(target.spans["entities"]))
    return target


def _spans_with_values(
    records: Iterable[Any], record: type[msgspec.Struct], of: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[tuple[Span, dict[str, Any]]]:
    """The spans of some records with the values of their fields, and of the fields of the record around them."""
    fields = fields_of(record)
    for item in records:
        values = {**of, **{f.name: _plain(getattr(item, f.name)) for f in fields if f.kind not in ("spans", "records")}}
        if isinstance(item, Span):
            yield item, values
        for field in fields:
            if field.record is not None and field.kind == "records":
                yield from _spans_with_values(getattr(item, field.name), field.record, values)


def _plain(value: Any) -> Any:
    """A value as spaCy can store it."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


def _span(target: Any, span: Span, values: dict[str, Any]) -> Any:
    label = getattr(span, "label", "") or getattr(span, "kind", "") or values.get("label") or ""
    result = target.char_span(span.start, span.end, label=label, kb_id=values.get("canonical") or "")
    for name, value in values.items():
        if name not in ("start", "end", "label"):
            setattr(result._, name, value)
    return result
