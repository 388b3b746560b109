"""How countries write names: what their habits add to the likelihood of a spelling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names.models.model_file import load_model

__all__ = ["POWERS", "article_forms", "by_habit", "countries", "habit", "letter_pairs"]

_DIGRAPHS = frozenset(["ou", "oo", "ee", "ei", "ai", "ch", "sh", "dj", "gh", "kh", "th", "dh", "gu"])
"""Latin letters that stand for one Arabic letter together."""

POWERS = (1.25, 1.0)
"""Power of the habits of a country over the likelihood of a Latin and of an Arabic spelling.

Fitted on names that the habits were not learned from (``tools/national_spellings.py --powers``). For Latin
spellings the likelihood is nearly the same from 0.75 to 1.25; the upper end writes the Egyptian g.
"""

_APART_IN_LATIN = frozenset(["DZ MA TN MR", "EG"])
"""Groups whose habits surely gain in Latin spellings, by the same command; those of the others count nothing there."""

_ARTICLES = (("al-", 0.6), ("Al ", 0.2), ("El ", 0.1), ("", 0.1))
"""Latin forms of the article of a name of several words, each with its share of the spellings in the lists of names."""


@cache
def countries() -> dict[str, str]:
    """The groups of countries with habits of their own, by the code of each country."""
    return {code: group for group in _habits() for code in group.split()}


@cache
def _habits() -> dict[str, dict[tuple[str, str], tuple[float, float]]]:
    """By group and graphone, what they add to the logarithm of a Latin and of an Arabic spelling."""
    found: dict[str, dict[tuple[str, str], tuple[float, float]]] = {}
    for group, arabic, latin, romanized, arabized in read_table("arabnews_nlp.names", "national_spellings.tsv"):
        found.setdefault(group, {})[arabic, latin] = float(romanized), float(arabized)
    return found


def letter_pairs(arabic: str, latin: str) -> list[tuple[str, str]]:
    """Which Latin letters stand for which Arabic letter of a pair of words."""
    pairs: list[tuple[str, str]] = []
    for a, b in load_model().joint.cut(arabic, latin):
        before = pairs[-1] if pairs else ("", "")
        if before[1] + b in _DIGRAPHS and not (a and before[0]):
            pairs[-1] = before[0] + a, before[1] + b
        else:
            pairs.append((a, b))
    return pairs


def by_habit(choices: list[tuple[str, float]], word: str, to_arabic: bool, habits: str) -> list[tuple[str, float]]:
    """The choices for a word with the probabilities that they have in some countries."""
    if not habits or len(choices) < 2 or not (to_arabic or habits in _APART_IN_LATIN):
        return choices
    power = POWERS[to_arabic]
    weights = _habits()[habits]
    factors = [exp(power * habit(text, word, to_arabic, weights)) for text, _ in choices]
    total = sum(p for _, p in choices)
    new = sum(p * factor for (_, p), factor in zip(choices, factors, strict=True))
    made = [(text, p * factor * total / new) for (text, p), factor in zip(choices, factors, strict=True)]
    return sorted(made, key=lambda row: -row[1])


def habit(text: str, word: str, to_arabic: bool, weights: Mapping[tuple[str, str], tuple[float, float]]) -> float:
    """How much likelier a country with these habits writes a word so, as a logarithm."""
    cut = letter_pairs(text, word) if to_arabic else letter_pairs(word, text)
    return sum(weights.get(pair, (0.0, 0.0))[to_arabic] for pair in cut)


def article_forms(habits: str) -> list[tuple[str, float]]:
    """The forms of the article with their shares, in some countries or in all."""
    if not habits:
        return list(_ARTICLES)
    weights = _habits()[habits]
    forms = [(form, share * exp(weights.get(("ال", form.lower()), (0.0, 0.0))[0])) for form, share in _ARTICLES]
    total = sum(share for _, share in forms)
    return [(form, share / total) for form, share in forms]
