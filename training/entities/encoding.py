"""Texts as arrays by the scan that tagging uses: types of units, features, allowed tags."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy

from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp.entities import find_entities
from arabnews_nlp.entities._features import Lexicon, TaggerTokens, scan_tagger_tokens
from arabnews_nlp.entities.tagger import LABELS, TAGS
from arabnews_nlp.names.spans import latin_mentions

from .arrays import SOURCES, Columns
from .corpora import OPEN, Sentence
from .invention import Inventor, text_of

_OUTSIDE = 1
_UNSURE = _OUTSIDE | sum(3 << (1 + 2 * LABELS.index(label)) for label in ("PRODUCT", "EVENT"))
_LINES = 64
"""Lines of raw text that are scanned together."""
_WORDS = 8
"""Words in a row that a raw text must not share with one that is kept apart."""

Spans = list[tuple[int, int, str]]
"""Entities of a text in code points."""


class Encoder:
    """Numbers the unit types as they come up, and gathers columns."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._number: dict[tuple[int, int], int] = {}
        self._words: list[str] = []
        self._rows: list[int] = []
        self._counts: list[int] = []

    def scan(self, text: str, spans: Spans) -> tuple[TaggerTokens, Spans]:
        """The units of a text, and the spans in the text as it is read."""
        pretokens = PreTokens(text)
        if pretokens.alignment is not None:
            spans = [(*pretokens.alignment.to_normalized(start, end), label) for start, end, label in spans]
        return scan_tagger_tokens(pretokens, latin_mentions(pretokens), self.lexicon), spans

    def columns(self, texts: Iterable[tuple[str, Spans]], source: str) -> Columns:
        """The stretches of texts with their entities."""
        types, features, allowed, lengths = [], [], [], []
        number, words, counts = self._number, self._words, self._counts
        for text, spans in texts:
            units, spans = self.scan(text, spans)
            starts, ends, keys, rows, firsts, bits = units.columns()
            tags = [_OUTSIDE] * len(starts)
            at = 0
            for start, end, label in spans:
                while at < len(starts) and ends[at] <= start:
                    at += 1
                first = at
                while at < len(starts) and starts[at] < end:
                    tags[at] = _UNSURE if label == OPEN else 1 << TAGS.index(("B-" if at == first else "I-") + label)
                    at += 1
            own = []
            for i, pair in enumerate(zip(keys, rows, strict=True)):
                n = number.get(pair)
                if n is None:
                    n = number[pair] = len(words)
                    words.append(fold(units.text[starts[i] : ends[i]]))
                    self._rows.append(rows[i])
                    counts.append(0)
                counts[n] += 1
                own.append(n)
            types.append(numpy.array(own, numpy.uint32))
            features.append(numpy.array(bits, numpy.uint64))
            allowed.append(numpy.array(tags, numpy.uint16))
            begins = numpy.flatnonzero(numpy.array([*firsts, True]))
            lengths.append(numpy.diff(begins).astype(numpy.uint32))
        joined = numpy.concatenate(lengths)
        return Columns(
            numpy.concatenate(types),
            numpy.concatenate(features),
            numpy.concatenate(allowed),
            joined,
            numpy.full(len(joined), SOURCES.index(source), numpy.uint8),
        )

    def by_frequency(self) -> tuple[list[str], numpy.ndarray, numpy.ndarray]:
        """Folded words and vocabulary rows (-1: none) of the types by falling frequency, and the new number of each."""
        order = numpy.argsort(-numpy.array(self._counts), kind="stable")
        renumbered = numpy.empty(len(order), numpy.uint32)
        renumbered[order] = numpy.arange(len(order), dtype=numpy.uint32)
        return [self._words[i] for i in order], numpy.array(self._rows, numpy.int32)[order], renumbered


def written(sentences: Iterable[Sentence]) -> Iterator[tuple[str, Spans]]:
    """Sentences of words as texts."""
    return map(text_of, sentences)


class Apart:
    """Texts that must not be learnt from: whatever shares eight words in a row with one of them."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._known: set[int] = set()
        for path in paths:
            words = fold(path.read_text("utf-8")).split()
            self._known.update(hash(tuple(words[i : i + _WORDS])) for i in range(len(words) - _WORDS + 1))

    def has(self, line: str) -> bool:
        if not self._known:
            return False
        words = fold(line).split()
        return any(hash(tuple(words[i : i + _WORDS])) in self._known for i in range(len(words) - _WORDS + 1))


def blocks(lines: Iterable[str], apart: Apart) -> Iterator[str]:
    """The lines that are not kept apart, many at a time."""
    block: list[str] = []
    for line in lines:
        if len(line) > 20 and not apart.has(line):
            block.append(line.rstrip("\n"))
            if len(block) == _LINES:
                yield "\n".join(block)
                block = []
    yield "\n".join(block)


def renamed(blocks_: Iterable[str], inventor: Inventor, share: float) -> Iterator[tuple[str, Spans]]:
    """A share of the blocks with most of the names that the shipped tagger finds exchanged, in either script.

    The places of the new names are left open: teachers label the new text.
    """
    for block in blocks_:
        chance = random.Random(hashlib.sha1(block.encode("utf-8", "replace")).digest()).random()
        if chance >= share:
            continue
        found = [(e.start, e.end, e.label) for e in find_entities(block)]
        yield inventor.exchanged(block, found, 0.7)[0], []
