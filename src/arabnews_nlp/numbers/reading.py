"""What every part of the number grammar reads from: the words of one text, phrases, and joined words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from arabnews_nlp._core.cues import Cues, Word
from arabnews_nlp.numbers.lexicon import MANY

__all__ = ["ARABIC", "DIGIT", "LATIN", "Reading"]

ARABIC, LATIN, DIGIT = 2, 3, 4
"""Lexeme classes of words."""


class Reading:
    """The words of a text under a grammar; positions are word indexes.

    :param everything: whether relative expressions, plain duals and a lone واحد are read too.
    """

    __slots__ = ("count", "countries", "everything", "reference", "text", "word")

    def __init__(self, text: str, cues: Cues, reference: datetime | None, everything: bool) -> None:
        self.text = text
        self.countries: Counter[str] | None = None
        self.word = cues.word
        self.count = cues.count
        self.reference = reference
        self.everything = everything

    def phrase(self, i: int, sense: str) -> tuple[Any, int] | None:
        """Value of the longest phrase of a sense that starts at ``i``, and the position after it."""
        senses = self.word(i).senses
        if not senses:
            return None
        for rest, value in senses.get(sense + MANY, ()):
            if all(self.word(i + k).form == form for k, form in enumerate(rest, 1)):
                return value, i + 1 + len(rest)
        value = senses.get(sense)
        return None if value is None else (value, i + 1)

    def bare(self, i: int, sense: str) -> tuple[Any, int] | None:
        """The same without proclitics before the first word."""
        word = self.word(i)
        return self.phrase(i, sense) if word.begin == word.start else None

    def joined(self, i: int) -> int | None:
        """Position of the word that و joins at ``i``: written on to it, or as a word of its own."""
        word = self.word(i)
        if word.form == "و":
            following = self.word(i + 1)
            return i + 1 if following.begin == following.start else None
        return i if word.begin == word.start + 1 and word.form[0] == "و" else None

    def end(self, following: int) -> int:
        """End offset of the word before ``following``."""
        return self.word(following - 1).end

    def alone(self, start: int, following: int) -> bool:
        """Whether nothing but the words from ``start`` to ``following`` stands in the text."""
        return start == 0 and following == self.count
