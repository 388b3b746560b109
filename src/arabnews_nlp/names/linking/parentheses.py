"""Glosses: how well words in brackets write the name beside them in the other script."""

from __future__ import annotations

import re
from functools import lru_cache

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.lexicon import listed
from arabnews_nlp.names.linking._arabic_matches import readings
from arabnews_nlp.names.linking.expansion import find_expansion, word_starts
from arabnews_nlp.names.linking.similarity import similarity

__all__ = ["best_parenthetical"]

_ENOUGH = 0.62
"""Likeness that a pair in brackets needs."""
_GIVEN = 0.8
"""Score of a noun with the number of its abbreviation."""
_LETTERS_AND_NUMBER = re.compile("[A-Z]{1,2}([0-9]{1,3})")


@lru_cache(maxsize=1 << 12)
def best_parenthetical(
    name: str, acronym: bool, run: str, whole: bool, known: bool = False
) -> tuple[int, float, str] | None:
    """Where in ``run`` the counterpart of ``name`` begins, its score and kind; it ends with the run.

    ``acronym`` says that the run may be the expansion of the name, ``whole`` that it counts only as a whole.
    The last word of a Latin name that is ``known``, or of a company, may have no counterpart (Chrome OS as كروم).
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
    numbered = _numbered(name, run, starts)
    if numbered is not None and (numbered[0] == 0 or not whole):
        return numbered
    if acronym:
        expansion = None if whole else find_expansion(name, run)
        return None if expansion is None else (*expansion, "translation")
    words = name.split()
    if len(words) > 1 and (known or words[-1].lower() in listed("corporate")):
        part = best_parenthetical(" ".join(words[:-1]), False, run, whole)
        if part is not None and part[1] >= 0.85:
            return part
    return None


def _numbered(name: str, run: str, starts: list[int]) -> tuple[int, float, str] | None:
    """The noun and number at the end of a run for letters with the same number: الطبقة 2 for L2, الإصدار ٣ for V3."""
    found = _LETTERS_AND_NUMBER.fullmatch(name)
    if found is None or len(starts) < 2 or not run[starts[-1] :].isdecimal() or int(run[starts[-1] :]) != int(found[1]):
        return None
    place = starts[-2]
    noun = run[place : starts[-1] - 1]
    if len(noun) < 4 or not noun.isalpha():
        return None
    return (
        place + max(left for _, left in readings(noun) if noun[left:].startswith("ال") or left == 0),
        _GIVEN,
        "translation",
    )
