"""Sentences as the columns that the network reads: types of units, features, allowed tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from torch import Tensor

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities._features import Lexicon, scan_units
from arabnews_nlp.entities.tagger import LABELS, TAGS
from arabnews_nlp.names.spans import latin_mentions

from .corpora import OPEN, Sentence
from .invention import text_of

_OUTSIDE = 1
_UNSURE = _OUTSIDE | sum(3 << (1 + 2 * LABELS.index(label)) for label in ("PRODUCT", "EVENT"))


class Example(NamedTuple):
    """One stretch of units."""

    types: list[int]
    """Numbers of the unit types."""
    features: list[int]
    """Feature bits."""
    allowed: list[int]
    """Bits of the tags that the annotation allows."""
    chances: Tensor | None = None
    """What teachers say of each unit: the probabilities of its tags."""


class Types:
    """Numbers unit types as they come up, with the vocabulary row and the letter n-grams of each."""

    def __init__(self) -> None:
        self.number: dict[tuple[int, int], int] = {}
        self.rows: list[int] = []
        self.grams: list[list[int]] = []

    def of(self, key: int, row: int, units: object, i: int) -> int:
        number = self.number.get((key, row))
        if number is None:
            number = self.number[key, row] = len(self.rows)
            self.rows.append(row + 1)
            self.grams.append(units.grams(i))  # type: ignore[attr-defined]
        return number


class Reader:
    """Turns sentences into examples by the scan that tagging uses."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.types = Types()

    def examples(self, sentences: Iterable[Sentence]) -> Iterable[Example]:
        for sentence in sentences:
            text, spans = text_of(sentence)
            pretokens = PreTokens(text)
            names = latin_mentions(pretokens)
            units = scan_units(pretokens, names, self.lexicon)
            starts, ends, keys, rows, firsts, features = units.columns()
            allowed = [_OUTSIDE] * len(starts)
            for start, end, label in spans:
                inside = [i for i in range(len(starts)) if starts[i] < end and start < ends[i]]
                for place, i in enumerate(inside):
                    if label == OPEN:
                        allowed[i] = _UNSURE
                    else:
                        allowed[i] = 1 << TAGS.index(("B-" if place == 0 else "I-") + label)
            begin = 0
            for i in range(1, len(starts) + 1):
                if i == len(starts) or firsts[i]:
                    if begin < i:
                        yield Example(
                            [self.types.of(keys[k], rows[k], units, k) for k in range(begin, i)],
                            features[begin:i],
                            allowed[begin:i],
                        )
                    begin = i
