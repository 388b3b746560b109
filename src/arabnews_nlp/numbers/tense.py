"""What the words of its sentence say of a date: that something happened on it, was said about it, or is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table

__all__ = ["Evidence", "evidence", "is_verb_of_the_past", "means", "weekdays"]

Evidence = Literal["event", "speech", "ahead"]
"""``event``: what is told happened on the date. ``speech``: it was said or decided, and the date may be to come.
``ahead``: it is to come."""

_CONJUNCTIONS = set_characters("conjunction")
_FUTURE = re.compile("س[يتن]\\w{2,}")
"""A verb of the future."""
_PRONOUNS = ("ها", "هم")
_NEAR_WORDS = 4
"""Words before a date among which قبل parts it from the rest of its sentence."""
_PLAN = 3
"""Words before من المقرر among which كان makes it one of the past."""


def evidence(before: list[str], of_year: bool) -> Evidence | None:
    """What the folded words before a date in its sentence say of it; the nearest word that says so decides.

    What stands before أن is another clause, which says nothing of the date unless it is that of من المقرر أن.

    :param of_year: the date is a day of a year or a month, no weekday.
    """
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if means(word, "clause"):
            return "ahead" if at and (means(before[at - 1], "ahead") or means(before[at - 1], "expected")) else None
        if means(word, "before") and at >= len(before) - _NEAR_WORDS:
            return None
        if word in weekdays() and at < len(before) - 1:
            return None
        found = _of_word(before, at, of_year)
        if found:
            return found
    return None


def _of_word(before: list[str], at: int, of_year: bool) -> Evidence | None:
    word = before[at]
    plan = means(word, "expected") or (means(word, "weekday_ahead") and not _is_of_measure(before[at + 1 : at + 3]))
    ahead = means(word, "ahead") or (plan and not of_year)
    if ahead and any(means(other, "was") for other in before[max(0, at - _PLAN) : at]):
        return "event"
    if ahead or _is_future_verb(word):
        return "ahead"
    if means(word, "told"):
        return "event"
    before_date = at == len(before) - 1
    after_particle = at > 0 and _is_among(before[at - 1], _past_verbs()["particle"])
    return is_verb_of_the_past(word, sure=at == 0 or before_date or after_particle)


def _is_of_measure(after: list[str]) -> bool:
    """Whether the words after a verb say how far something goes, and not where: تصل إلى 70 كيلومترا."""
    return len(after) > 1 and after[0] == "الي" and after[1][0].isdigit()


def is_verb_of_the_past(word: str, sure: bool = False) -> Literal["event", "speech"] | None:
    """The class of a folded word that is a verb of the past.

    :param sure: it stands where only a verb does, so that one that may be a noun is a verb too.
    """
    verbs = _past_verbs()
    for form in (word, word[1:]) if word[:1] in _CONJUNCTIONS else (word,):
        if form in verbs["event"] or (sure and form in verbs["event_or_noun"]):
            return "event"
        if form in verbs["speech"] or (sure and form in verbs["speech_or_noun"]):
            return "speech"
    return None


def _is_future_verb(word: str) -> bool:
    verb = word[1:] if word[0] in _CONJUNCTIONS else word
    return _FUTURE.fullmatch(verb) is not None and not means(verb, "no_verb")


def means(word: str, kind: str) -> bool:
    """Whether a folded word, with or without و or ف before it, is of a kind of ``context.tsv``."""
    return _is_among(word, _context()[kind])


def _is_among(word: str, words: frozenset[str]) -> bool:
    """Whether a word, with or without و or ف before it, is one of the words."""
    return word in words or (word[:1] in _CONJUNCTIONS and word[1:] in words)


def _inflected(verb: str) -> Iterator[tuple[str, bool]]:
    """The forms of a verb of the past, given as in its table, and whether only a verb has the form.

    >>> [form for form, _ in _inflected("دعا")]
    ['دعا', 'دعاها', 'دعاهم', 'دعيا', 'دعوا', 'دعت', 'دعتا', 'دعته', 'دعتها', 'دعتهم']
    """
    if verb.endswith("ت"):
        feminine = verb
    else:
        stem = verb[:-1] if verb[-1] in "اى" else verb
        feminine = stem + "ت"
        yield verb, False
        joined = stem + "ا" if verb[-1] == "ى" else verb
        for pronoun in _PRONOUNS:
            yield joined + pronoun, False
        yield (stem + "ي" if verb[-1] in "اى" else verb) + "ا", False
        yield stem + "وا", True
    yield feminine, True
    yield feminine + "ا", True
    yield feminine + "ه", False
    for pronoun in _PRONOUNS:
        yield feminine + pronoun, True


@cache
def _past_verbs() -> dict[str, frozenset[str]]:
    """Folded forms of the verbs of the past by class; those that only a verb has are in the class without nouns."""
    forms: dict[str, set[str]] = {}
    for name, verbs in read_table(__package__, "past_verbs.tsv"):
        whole = forms.setdefault(name, set())
        if name == "particle":
            whole.update(fold(word) for word in verbs.split())
            continue
        sure = forms.setdefault(name.removesuffix("_or_noun"), set())
        for verb in verbs.split():
            for form, verbal in _inflected(verb):
                (sure if verbal else whole).add(fold(form))
    return {name: frozenset(words) for name, words in forms.items()}


@cache
def _context() -> dict[str, frozenset[str]]:
    rows = read_table(__package__, "context.tsv")
    return {kind: frozenset(fold(word) for word in words.split()) for kind, words in rows}


@cache
def weekdays() -> dict[str, int]:
    """Folded forms of the weekdays with their numbers (Monday is 1)."""
    rows = read_table(__package__, "calendar.tsv")
    return {fold(form): int(value) for kind, value, forms in rows if kind == "weekday" for form in forms.split()}
