"""A Latin name of a document, with its occurrences and what is linked to it."""

from __future__ import annotations

from itertools import pairwise

from arabnews_nlp.names.tables import brand_key

__all__ = ["LatinName", "subnames", "word_span"]


class LatinName:
    """A Latin name of the document: its occurrences in all spellings, and the Arabic runs linked to it.

    :param number: number of the name.
    :param text: its first spelling.
    :param row: its row in the table of known names, -1 where that lacks it.
    """

    __slots__ = ("added", "linked", "number", "row", "taken", "text", "words")

    def __init__(self, number: int, text: str, row: int) -> None:
        self.number, self.text, self.row = number, text, row
        self.words = text.split()
        self.linked: list[int] = []
        """Numbers of the links."""
        self.added: list[tuple[int, int]] = []
        """Occurrences inside longer names, and as a last word alone."""
        self.taken = False
        """Whether a longer name has taken over its occurrences."""

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals, but for the s of a plural."""
        return self.text.isupper() or (self.text[:-1].isupper() and self.text.endswith("s"))

    @property
    def spelled(self) -> bool:
        """Whether it has letters that are named one by one, so that it may take more words in Arabic."""
        text = self.text
        return text[-1:].isupper() or any(a.isupper() and (b.isupper() or b.isdigit()) for a, b in pairwise(text))


def subnames(words: list[str]) -> list[tuple[str, int, int]]:
    """Keys of the runs of words inside a name, the longest first, with their length and place."""
    return [
        (brand_key("".join(words[i : i + size])), size, i)
        for size in range(len(words) - 1, 0, -1)
        for i in range(len(words) - size + 1)
    ]


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
