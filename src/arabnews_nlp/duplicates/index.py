"""Remembers paragraphs and finds those that stood before."""

from __future__ import annotations

from typing import Any

from arabnews_nlp.document.records import Duplicate
from arabnews_nlp.duplicates.shingles import SLOTS, exact_hash, minhash, words
from arabnews_nlp.errors import MissingExtraError

__all__ = ["ParagraphIndex"]

_CANDIDATES = 64
"""Earlier paragraphs that are compared with a new one, at most."""


class _Seen:
    """A paragraph that stood before nothing like it."""

    __slots__ = ("count", "document", "end", "sketch", "start")

    def __init__(self, document: int | None, start: int, end: int, sketch: Any) -> None:
        self.document, self.start, self.end, self.sketch = document, start, end, sketch
        self.count = 1


class ParagraphIndex:
    """Paragraphs in the order in which they come; memory grows with the number of different ones.

    :param threshold: estimated Jaccard similarity from which a paragraph is a duplicate; 1 compares exact words only.
    :raises MissingExtraError: the threshold is below 1 and rensa is not installed.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._exact: dict[bytes, _Seen] = {}
        self._paragraphs: list[_Seen] = []
        self._near = None if threshold >= 1 else _lsh(threshold)

    def add(self, text: str, start: int, end: int, document: int | None, min_words: int) -> Duplicate | None:
        """Take a paragraph; the duplicate that it is, or None where it is new or short.

        :param text: the document.
        :param document: its number in the stream; None where only one document is looked at.
        """
        found = words(text[start:end])
        if len(found) < min_words:
            return None
        key = exact_hash(found)
        before, score = self._exact.get(key), 1.0
        sketch = None
        if before is None and self._near is not None:
            sketch = minhash(found)
            before, score = self._nearest(sketch)
        if before is None:
            self._exact[key] = own = _Seen(document, start, end, sketch)
            if self._near is not None:
                self._near.insert(len(self._paragraphs), sketch)
                self._paragraphs.append(own)
            return None
        elsewhere = None if before.document == document else before.document
        duplicate = Duplicate(text, start, end, (before.start, before.end), before.count, score, elsewhere)
        before.count += 1
        return duplicate

    def _nearest(self, sketch: Any) -> tuple[_Seen | None, float]:
        """The most similar earlier paragraph, the first of equals."""
        assert self._near is not None
        best, best_score = None, self._threshold
        for number in sorted(self._near.query(sketch))[:_CANDIDATES]:
            score = self._paragraphs[number].sketch.jaccard(sketch)
            if score > best_score or (best is None and score >= best_score):
                best, best_score = self._paragraphs[number], score
        return best, best_score


def _lsh(threshold: float) -> Any:
    try:
        from rensa import RMinHashLSH
    except ImportError as error:
        raise MissingExtraError("rensa", "dedup") from error
    return RMinHashLSH(threshold, SLOTS, 32)
