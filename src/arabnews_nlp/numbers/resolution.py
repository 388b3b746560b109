"""Partial dates made whole: the reference, the words around the date and the preference say which one is meant."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers.timex import Prefer, resolve

__all__ = ["resolved"]

_AROUND = 90
"""Characters before and after a date in which the words stand that say which one it is."""
_WORDS_BEFORE = 10
_NEAR_DAYS = 92
"""A date not farther than this is meant rather than one that is nearly a year away."""
_LONGEST_NOUN = 3
"""Letters of words in ت that are no verbs of the past with a feminine ending."""
_ENDS = ".!?؟؛\n"
_MARKS = "،,:()\"'«»[]"
_CONJUNCTIONS = set_characters("conjunction")
_PROCLITICS = set_characters("conjunction", "preposition")
_FUTURE = re.compile("س[يتن]\\w{2,}")
"""A verb of the future."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def resolved(quantity: Quantity, reference: datetime, prefer: Prefer) -> Quantity:
    """A date or a time of a day, whole; as it is where nothing says which one it is."""
    timex = quantity.timex
    if timex is None or "XXXX" not in timex or quantity.label not in ("DATE", "TIME"):
        return quantity
    day, _, time = timex.partition("T") if quantity.label == "TIME" else (timex, "", "")
    whole = "/".join(_resolved(quantity, part, reference, prefer) for part in day.split("/"))
    return msgspec.structs.replace(quantity, timex=f"{whole}T{time}" if time else whole)


def _resolved(quantity: Quantity, timex: str, reference: datetime, prefer: Prefer) -> str:
    before, after = _before(quantity), _after(quantity)
    of_year = timex.startswith("XXXX-") and timex[5] != "W" and not timex.startswith("XXXX-XX")
    if of_year:
        if before and (_is(before[-1], "occasion") or _is(before[-1].lstrip(_PROCLITICS), "occasion")):
            return timex
        if _is_year(after[:1]):
            return f"{after[0]}{timex[4:]}"
        said = _year_said(after) or _year_before(before)
        if said is None and timex[5] in "QH" and _of_the_year(after):
            said = "this"
        if said == "same":
            return timex
        if said:
            return f"{reference.year + _YEARS[said]:04d}{timex[4:]}"
    if quantity.label == "TIME" and timex[5] == "W":
        after = _after_weekday(after)
    if after and _is(after[0], "past"):
        prefer = "past"
    elif after and _is(after[0], "next"):
        prefer = "future"
    elif of_year and any(_is_year([word]) and word != str(reference.year) for word in before):
        return timex
    else:
        tense = _tense_before(before, of_year) or _tense_after(quantity, before)
        if of_year and prefer == "nearest" and tense and before[-1:] != ["منذ"] and _is_near(timex, reference, tense):
            return timex
        prefer = tense or ("future" if prefer == "past" and _is_limit(before) else prefer)
    found = resolve(timex, reference, prefer)
    return _on_weekday(quantity, timex, found, reference)


def _tense_before(before: list[str], of_year: bool) -> Literal["past", "future"] | None:
    """What the words before a date say of it: it is to come (من المقرر, سيصل) or past (منذ, أعلن); the nearest decides.

    What stands before أن is another clause, which says nothing of the date unless it is that of من المقرر أن. What was
    said or decided may be to come, unless it was on a weekday.
    """
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if _means(word, "clause"):
            return "future" if at and (_means(before[at - 1], "ahead") or _means(before[at - 1], "expected")) else None
        if word in _weekdays() and at < len(before) - 1:
            return None
        if _means(word, "ahead") or _is_future_verb(word):
            return "future"
        if not of_year and (_means(word, "expected") or _means(word, "weekday_ahead")):
            return "future"
        if _means(word, "told"):
            return "past"
        if _means(word, "said"):
            return None if of_year else "past"
    return None


def _is_near(timex: str, reference: datetime, tense: Prefer) -> bool:
    """Whether a date of which the words tell that it is past or to come is much nearer on the other side.

    Then the words may be of something else (وجرى تعليق الرسوم حتى أول مايو), and nobody knows.
    """
    nearest = resolve(timex, reference, "nearest")
    if nearest == resolve(timex, reference, tense) or not nearest[:4].isdigit() or timex[5] in "QH":
        return False
    day = datetime(int(nearest[:4]), int(nearest[5:7]), min(int(nearest[8:] or 15), 28))
    return abs((day - reference.replace(tzinfo=None)).days) <= _NEAR_DAYS


def _tense_after(quantity: Quantity, before: list[str]) -> Literal["past"] | None:
    """Whether a sentence begins with the date and goes on with a verb of the past: وفي أكتوبر، توصلت اللجنة."""
    if before not in ([], ["و"], ["في"], ["وفي"]):
        return None
    words = quantity.source[quantity.end : quantity.end + _AROUND].split(maxsplit=2)
    verb = next((fold(word).strip(_MARKS) for word in words if fold(word).strip(_MARKS)), "")
    if before in ([], ["و"]) and fold(quantity.text) in _weekdays() and verb[:1] == "ا" and not verb.startswith("ال"):
        return "past"  # والجمعة أثار
    feminine = verb.endswith("ت") and not verb.endswith("ات") and len(verb) > _LONGEST_NOUN
    return "past" if verb and (_is(verb, "told") or _is(verb, "said") or feminine) else None


def _is_future_verb(word: str) -> bool:
    verb = word[1:] if word[0] in _CONJUNCTIONS else word
    return _FUTURE.fullmatch(verb) is not None and not _is(verb, "no_verb")


def _is_limit(before: list[str]) -> bool:
    """Whether the words before a date are rather those of one to come: اعتبارا من."""
    return any(_means(word, "limit") for word in before)


def _means(word: str, kind: str) -> bool:
    """Whether a word, with or without a conjunction before it, is of a kind."""
    return _is(word, kind) or (word[0] in _CONJUNCTIONS and _is(word[1:], kind))


def _after_weekday(after: list[str]) -> list[str]:
    """The words after the weekday that stands behind a time (الساعة التاسعة صباح الثلاثاء المقبل)."""
    for at, word in enumerate(after[:3]):
        if word in _weekdays():
            return after[at + 1 :]
    return after


_YEARS = {"past": -1, "this": 0, "next": 1}


def _year_said(after: list[str]) -> str | None:
    """What the words after a day or month say of its year: past, this, next, or the same as that of another date."""
    if after and _is(after[0], "this"):
        return "this"
    words = after[1:] if after[:1] and after[0] in ("من", "في") else after
    if len(words) < 2:
        return None
    if words[0] in ("هذا", "هذه") and _is(words[1], "year"):
        return "this"
    if words[0] in ("نفس", "ذات", "كل") and _is("ال" + words[1].removeprefix("ال"), "year"):
        return "same"
    if _is(words[0], "year"):
        return next((kind for kind in ("same", "past", "this", "next") if _is(words[1], kind)), None)
    return None


def _year_before(before: list[str]) -> str | None:
    """What the words before a day or month say of its year: وفي العام الماضي … من مايو إلى سبتمبر."""
    for year, adjective in pairwise(before):
        if year.endswith(("العام", "السنه")) and _is(adjective, "past") and not _is(adjective, "same"):
            return "past"
    return None


def _is_year(words: list[str]) -> bool:
    """Whether the first of the words is a year in digits."""
    return bool(words) and _YEAR.fullmatch(words[0]) is not None


def _of_the_year(after: list[str]) -> bool:
    """Whether a part of a year is one of the year that goes on (النصف الثاني من العام)."""
    return len(after) > 1 and after[0] == "من" and _is(after[1], "year")


def _on_weekday(quantity: Quantity, timex: str, found: str, reference: datetime) -> str:
    """The date, or the one of a year beside it that falls on the weekday before it (السبت 20 أكتوبر)."""
    weekday = _weekdays().get(fold(quantity.text.split(maxsplit=1)[0]).strip(_MARKS))
    if weekday is None or len(timex) != len("XXXX-MM-DD") or timex[5] in "WX" or not found[:4].isdigit():
        return found
    year = int(found[:4])
    for candidate in (year, *sorted((year - 1, year + 1), key=lambda other: abs(other - reference.year))):
        try:
            if date(candidate, int(timex[5:7]), int(timex[8:])).isoweekday() == weekday:
                return f"{candidate:04d}{timex[4:]}"
        except ValueError:
            continue
    return found


def _before(quantity: Quantity) -> list[str]:
    """Folded words before the date in its sentence, the nearest last."""
    words: list[str] = []
    text = quantity.source[max(0, quantity.start - _AROUND) : quantity.start]
    sentence = text[max(text.rfind(mark) for mark in _ENDS) + 1 :]
    for word in reversed(sentence.split()):
        if len(words) == _WORDS_BEFORE:
            break
        if stripped := fold(word).strip(_MARKS):
            words.append(stripped)
    return words[::-1]


def _after(quantity: Quantity) -> list[str]:
    """The first folded words after the date, as far as no mark parts them."""
    words: list[str] = []
    for word in quantity.source[quantity.end : quantity.end + _AROUND].split()[:4]:
        folded = fold(word)  # nothing is left of a mark that stands alone
        words.append(folded.strip(_MARKS + _ENDS))
        if folded and not folded[-1].isalpha():
            break
    return words


def _is(word: str, kind: str) -> bool:
    return word in _context()[kind]


@cache
def _context() -> dict[str, frozenset[str]]:
    rows = read_table(__package__, "context.tsv")
    return {kind: frozenset(fold(word) for word in words.split()) for kind, words in rows}


@cache
def _weekdays() -> dict[str, int]:
    rows = read_table(__package__, "calendar.tsv")
    return {fold(form): int(value) for kind, value, forms in rows if kind == "weekday" for form in forms.split()}
