"""A Latin name of a document, with its occurrences and what is linked to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from arabnews_nlp.names.linking._scoring import all_capitals

__all__ = ["LatinName", "word_span"]

_Item = TypeVar("_Item")


class LatinName(msgspec.Struct, gc=False):
    """A Latin name of the document: its occurrences in all spellings, and the Arabic runs linked to it."""

    number: int
    """Number of the name."""
    text: str
    """Its first spelling."""
    row: int
    """Its row in the table of known names, -1 where that lacks it."""
    linked: Sequence[int] = ()
    """Numbers of the links."""
    added: Sequence[tuple[int, int]] = ()
    """Occurrences inside longer names, and as a last word alone."""
    taken: bool = False
    """Whether a longer name has taken over its occurrences."""

    def link(self, numbers: Sequence[int]) -> None:
        """Add links."""
        self.linked = _extended(self.linked, numbers)

    def add(self, spans: Sequence[tuple[int, int]]) -> None:
        """Add occurrences."""
        self.added = _extended(self.added, spans)

    @property
    def words(self) -> list[str]:
        """Words of the first spelling."""
        return self.text.split()

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals, but for the s of a plural."""
        return all_capitals(self.text)


def _extended(held: Sequence[_Item], more: Sequence[_Item]) -> Sequence[_Item]:
    """A list with more items; most names have none, so that none is made beforehand."""
    if isinstance(held, list):
        held.extend(more)
        return held
    return [*held, *more]


def word_span(piece: str, offset: int, size: int) -> tuple[int, int] | None:
    """Span of ``size`` words from the word number ``offset`` on."""
    words = piece.split()
    if offset + size > len(words):
        return None
    start = 0
    places = []
    for word in words:
        start = piece.index(word, start)
        places.append((start, start + len(word)))
        start += len(word)
    return places[offset][0], places[offset + size - 1][1]
