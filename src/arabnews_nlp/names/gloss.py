"""Glosses: a name in brackets right after the same name in the other script."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from arabnews_nlp._core.lexemes import Lexemes, fold
from arabnews_nlp._core.names import readings, words_after, words_before
from arabnews_nlp.names.expansion import find_expansion, word_starts
from arabnews_nlp.names.lexicon import listed
from arabnews_nlp.names.likeness import similarity

__all__ = ["Run", "best_gloss", "bracketed"]

_ENOUGH = 0.62
"""Likeness that a pair in brackets needs."""
_OPENING = frozenset("([{（")
_MARKS = frozenset("\"“”„«»'‘’*_` \u00a0\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_MOST = 9
_NEAR = 8


class Run(NamedTuple):
    """Arabic words beside a Latin name, with a bracket between them."""

    start: int
    end: int
    whole: bool
    """Whether the run as a whole is the gloss, being all that stands in the brackets."""


def bracketed(text: str, lexemes: Lexemes, first: int, last: int) -> list[Run]:
    """Runs before ``(Latin`` and inside ``Latin (...)``."""
    runs = []
    start, end = lexemes[first][0], lexemes[last - 1][1]
    if start and (text[start - 1] in _OPENING or (text[start - 1] in _MARKS and _opened(text, start))):
        place = first - 1
        while (
            place >= 0
            and first - place < _NEAR
            and (text[lexemes[place][0]] in _OPENING or text[lexemes[place][0]] in _MARKS)
        ):
            place -= 1
        words = words_before(lexemes, place, _MOST) if place >= 0 else []
        if words:
            runs.append(Run(lexemes[words[-1]][0], lexemes[words[0]][1], False))
    if end < len(text) and (text[end] in _OPENING or text[end] in _MARKS):
        place = last
        opened = False
        while place < len(lexemes) and place - last < _NEAR:
            letter = text[lexemes[place][0]]
            if letter in _OPENING:
                opened = True
            elif letter not in _MARKS:
                break
            place += 1
        words = words_after(lexemes, place, _MOST) if opened and place < len(lexemes) else []
        if words:
            runs.append(Run(lexemes[words[0]][0], lexemes[words[-1]][1], True))
    return runs


def _opened(text: str, start: int) -> bool:
    """Whether a bracket opens within the marks before ``start``."""
    place = start - 1
    while place >= 0 and start - place < _NEAR and text[place] in _MARKS:
        place -= 1
    return place >= 0 and text[place] in _OPENING


@lru_cache(maxsize=1 << 14)
def best_gloss(name: str, acronym: bool, run: str, whole: bool) -> tuple[int, float, str] | None:
    """Where in ``run`` the counterpart of ``name`` begins, its score and kind; it ends with the run.

    ``acronym`` says that the run may be the expansion of the name, ``whole`` that it counts only as a whole.
    A trailing word of the Latin name may have no counterpart (Chrome OS as كروم).
    """
    starts = word_starts(run)
    best: tuple[float, int] | None = None
    names = [name]
    if len(name) == 2 and name[0].isdigit():
        names.append(name[::-1])
    for form in names:
        for place in starts[:1] if whole else starts:
            word_end = run.find(" ", place)
            if place < starts[-1] and fold(run[place:word_end]) in listed("outside"):
                continue
            word = run[place : word_end if word_end >= 0 else len(run)]
            for body, left in [(0, 0)] if whole else readings(word):
                score = similarity(form, run[place + body :]) - (0.04 if body else 0.0)
                if best is None or score > best[0]:
                    best = score, place + left
    if best is not None and best[0] >= _ENOUGH:
        return best[1], min(1.0, best[0] + 0.02), "transliteration"
    if acronym:
        expansion = None if whole else find_expansion(name, run)
        return None if expansion is None else (*expansion, "translation")
    words = name.split()
    if len(words) > 1:
        part = best_gloss(" ".join(words[:-1]), False, run, whole)
        if part is not None and part[1] >= 0.85:
            return part
    return None
