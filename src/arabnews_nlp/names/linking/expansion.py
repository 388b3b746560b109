"""Expansions of acronyms that no table lists: منظمة الوحدة الأفريقية (OAU)."""

from __future__ import annotations

import re
from functools import cache

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.lexicon import listed
from arabnews_nlp.names.linking._arabic_matches import readings

__all__ = ["find_expansion", "word_starts"]

_FEWEST, _MOST = 3, 7
_SCORE, _PENALTY = 0.8, 0.05
_GAP = re.compile("[ _\u00a0-]")


def word_starts(run: str) -> list[int]:
    """Where the words of a run begin."""
    return [0, *[gap.end() for gap in _GAP.finditer(run) if gap.end() < len(run)]]


@cache
def _heads() -> frozenset[str]:
    return frozenset(form for word in listed("head") for form in (word, "ال" + word))


def find_expansion(acronym: str, run: str) -> tuple[int, float] | None:
    """Where the expansion of ``acronym`` begins in the words right before it, and a score.

    It begins with a noun for a body or a technique, and has about as many words as the acronym has letters. A bare
    noun of that kind right before the acronym heads the acronym itself.

    >>> find_expansion("OAU", "موقع تأسيس منظمة الوحدة الأفريقية")
    (11, 0.8)
    >>> find_expansion("IMG", "الاتفاقية الرابعة مع شركة")
    """
    letters = sum(c.isupper() for c in acronym)
    if not _FEWEST <= letters <= _MOST:
        return None
    best: tuple[int, int] | None = None
    count, end = 0, len(run)
    for place in reversed(word_starts(run)):
        word = fold(run[place:end])
        end = place - 1
        if word in listed("breaking") or (not count and word in listed("head")):
            break
        count += word not in listed("light")
        if count > letters + 1:
            break
        distance = abs(count - letters)
        if count < max(2, letters - 1) or (best is not None and distance > best[0]):
            continue
        for body, left in readings(word):
            if word[body:] in _heads():
                best = distance, place + left
                break
    return None if best is None else (best[1], _SCORE - _PENALTY * best[0])
