"""What every part of the number grammar reads from: the words of one text, phrases, and joined words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from arabnews_nlp._core.cues import Cues

__all__ = ["ARABIC", "DIGIT", "LATIN", "Reading"]

ARABIC, LATIN, DIGIT = 2, 3, 4
"""Lexeme classes of words."""


class Reading:
    """The words of a text under a grammar; positions are word indexes.

    :param everything: whether relative expressions, plain duals and a lone واحد are read too.
    """

    __slots__ = (
        "bare",
        "count",
        "countries",
        "everything",
        "has",
        "joined",
        "lexemes",
        "numbers",
        "phrase",
        "reference",
        "row",
        "text",
        "word",
    )

    numbers: dict[int, Any]
    """Numbers that were read, by position."""
    row: tuple[int, int]
    """Positions of the row of groups of digits that was read last."""

    def __init__(self, cues: Cues, reference: datetime | None, everything: bool) -> None:
        self.text = cues.text
        self.lexemes = cues.lexemes
        self.countries: Counter[str] | None = None
        self.numbers = {}
        self.row = (0, 0)
        self.word = cues.word
        self.phrase = cues.phrase
        self.bare = cues.bare
        self.has = cues.has
        self.joined = cues.joined
        self.count = cues.count
        self.reference = reference
        self.everything = everything

    def end(self, following: int) -> int:
        """End offset of the word before ``following``."""
        return self.word(following - 1).end

    def alone(self, start: int, following: int) -> bool:
        """Whether nothing but the words from ``start`` to ``following`` stands in the text."""
        return start == 0 and following == self.count
