"""The Latin names of a document, with all their occurrences."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from arabnews_nlp.names.tables import Brand, brand_key, brands

__all__ = ["Found", "LatinName", "latin_groups", "subnames", "word_span"]


class Found(NamedTuple):
    """An Arabic run that may be a mention of a name."""

    start: int
    end: int
    key: str
    """Key of the name."""
    score: float
    kind: str
    weight: int
    """Words in the run, and more for evidence that outranks."""


class LatinName:
    """A Latin name of the document: its occurrences in all spellings, and the Arabic runs linked to it."""

    __slots__ = ("brand", "key", "linked", "places", "spans", "text", "words")

    def __init__(self, key: str, text: str, brand: Brand | None) -> None:
        self.key, self.text, self.brand = key, text, brand
        self.words = text.split()
        self.spans: list[tuple[int, int]] = []
        self.linked: list[Found] = []
        self.places: list[int] = []

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals, but for the s of a plural."""
        return self.text.isupper() or (self.text[:-1].isupper() and self.text.endswith("s"))

    @property
    def spelled(self) -> bool:
        """Whether it has letters that are named one by one, so that it may take more words in Arabic."""
        text = self.text
        return text[-1:].isupper() or any(a.isupper() and (b.isupper() or b.isdigit()) for a, b in pairwise(text))


def latin_groups(text: str, occurrences: Iterable[tuple[int, int, int, int, int]]) -> dict[str, LatinName]:
    """Occurrences by name; spellings that differ in case, spaces and hyphens, or that the table lists, together."""
    names: dict[str, LatinName] = {}
    by_hash: dict[int, LatinName] = {}
    for start, end, _, _, hashed in occurrences:
        name = by_hash.get(hashed)
        if name is None:
            form = text[start:end]
            key = brand_key(form)
            if key.endswith("s") and len(key) > 2 and form[:-1].isupper():
                key = key[:-1]
            brand = brands().get(key)
            if brand is not None:
                key = brand_key(brand.latin)
            name = names.get(key)
            if name is None:
                name = names[key] = LatinName(key, form, brand)
            by_hash[hashed] = name
        name.spans.append((start, end))
    return names


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
