"""Partial dates made whole: the reference, the words around the date and the preference say which one is meant."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import msgspec

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers.timex import Prefer, resolve

__all__ = ["resolved"]

_AROUND = 60
"""Characters before and after a date in which the words stand that say which one it is."""
_WORDS_BEFORE = 6
_ENDS = ".!?؟؛\n"
_MARKS = "،,:()\"'«»[]"
_PROCLITICS = "وفبكل"


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
        said = _year_said(after)
        if said is None and timex[5] in "QH" and _of_the_year(after):
            said = "this"
        if said == "same":
            return timex
        if said:
            return f"{reference.year + _YEARS[said]:04d}{timex[4:]}"
    if after and _is(after[0], "past"):
        prefer = "past"
    elif (after and _is(after[0], "next")) or (prefer == "past" and _is_ahead(before)):
        prefer = "future"
    found = resolve(timex, reference, prefer)
    return _on_weekday(quantity, timex, found, reference)


def _is_ahead(before: list[str]) -> bool:
    """Whether the words before a date say that it is to come: من المقرر, اعتبارا من."""
    return any(_is(word, "ahead") or _is(word.lstrip("و"), "ahead") for word in before)


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
    for word in reversed(quantity.source[max(0, quantity.start - _AROUND) : quantity.start].split(" ")):
        if any(mark in word for mark in _ENDS) or len(words) == _WORDS_BEFORE:
            break
        if stripped := fold(word).strip(_MARKS):
            words.append(stripped)
    return words[::-1]


def _after(quantity: Quantity) -> list[str]:
    """The first folded words after the date, as far as no mark parts them."""
    words: list[str] = []
    for word in quantity.source[quantity.end : quantity.end + _AROUND].split()[:4]:
        folded = fold(word)
        words.append(folded.strip(_MARKS + _ENDS))
        if not folded[-1].isalpha():
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
