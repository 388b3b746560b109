"""Glosses: how well words in brackets write the name beside them in the other script."""

from __future__ import annotations

from functools import lru_cache

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.lexicon import listed
from arabnews_nlp.names.linking._arabic_matches import readings
from arabnews_nlp.names.linking.expansion import find_expansion, word_starts
from arabnews_nlp.names.linking.similarity import similarity

__all__ = ["best_parenthetical"]

_ENOUGH = 0.62
"""Likeness that a pair in brackets needs."""


@lru_cache(maxsize=1 << 12)
def best_parenthetical(name: str, acronym: bool, run: str, whole: bool) -> tuple[int, float, str] | None:
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
        part = best_parenthetical(" ".join(words[:-1]), False, run, whole)
        if part is not None and part[1] >= 0.85:
            return part
    return None
