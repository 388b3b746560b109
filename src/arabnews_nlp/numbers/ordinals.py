"""Ordinal words: الأول, الحادية عشرة, الخامس والعشرون."""

from __future__ import annotations

from arabnews_nlp.numbers.reading import Reading

__all__ = ["read_ordinal"]


def read_ordinal(r: Reading, i: int) -> tuple[int, int, int] | None:
    """Start offset, value and the position after the ordinal at ``i``.

    Tens alone (العشرون) are the same words as the cardinals and are not read here.
    """
    word = r.word(i)
    value: int | None = word.senses.get("ordinal")
    compound: int | None = word.senses.get("compound", value)
    if compound is None:
        return None
    following = r.word(i + 1)
    if compound <= 9 and "ten" in following.senses and following.begin == following.start and not following.article:
        return word.begin, compound + 10, i + 2
    at = r.joined(i + 1)
    if at is not None and compound <= 9 and (word.article or value is not None):
        tens = r.word(at)
        if "tens" in tens.senses and tens.article:
            return word.begin, compound + int(tens.senses["tens"]), at + 1
    return None if value is None else (word.begin, value, i + 1)
