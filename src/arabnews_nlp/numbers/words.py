"""The words that the number grammar reads: runs of letters, digits or single marks, with clitics taken off."""

from __future__ import annotations

from typing import NamedTuple

from arabnews_nlp._core.lexemes import Lexemes, fold

__all__ = ["Word", "read_words"]

ARABIC, LATIN, DIGIT = 2, 3, 4
_SKIPPED = (0, 8, 9)
_MARK = 5


class Word(NamedTuple):
    """One word or mark."""

    start: int
    end: int
    form: str
    """Folded form."""
    kind: int
    """Lexeme class."""
    glued: bool
    """Whether it follows the word before it without a blank."""


def read_words(text: str) -> list[Word]:
    """All words and marks of a text; blanks are left out, ``1,234.5`` and ``١٬٢٣٤٫٥`` are one word of digits."""
    words: list[Word] = []
    lexemes = Lexemes(text)
    end_of_last = -1
    i, count = 0, len(lexemes)
    while i < count:
        start, end, kind = lexemes[i]
        i += 1
        if kind in _SKIPPED:
            continue
        if kind == DIGIT:
            while i + 1 < count:
                mark_start, _, mark_kind = lexemes[i]
                _, next_end, next_kind = lexemes[i + 1]
                if mark_kind != _MARK or next_kind != DIGIT or text[mark_start] not in ".,٫٬":
                    break
                end = next_end
                i += 2
        words.append(Word(start, end, fold(text[start:end]), kind, start == end_of_last))
        end_of_last = end
    return words
