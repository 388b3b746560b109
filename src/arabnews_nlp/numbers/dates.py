"""Dates that start with a weekday, and years that stand alone."""

from __future__ import annotations

from decimal import Decimal

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._cardinals import Reading
from arabnews_nlp.numbers._dates import day_of_month, year_digits
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers.measures import Read

__all__ = ["bare_year", "weekday"]


def _date(r: Reading, start: int, following: int, timex: str) -> Read:
    return Quantity(r.text, start, r.end(following), "DATE", timex=timex), following


def weekday(r: Reading, i: int) -> Read:
    """A weekday, with the date it falls on."""
    word, at = r.word(i), i + 1
    if r.word(at).form in ("،", ","):
        at += 1
    if "suitable" in r.word(at).senses:
        at += 1
    day = day_of_month(r, at)
    if day is not None and day.day:
        return _date(r, word.begin, day.next, day.timex)
    return _date(r, word.begin, i + 1, f"XXXX-WXX-{word.senses['weekday']}")


def bare_year(r: Reading, i: int) -> Read | None:
    """Four digits that read as a year, or two years joined by a dash or a slash (2019–2021).

    They do where a word of time stands before them or nothing that they could count follows.
    """
    word = r.word(i)
    value = year_digits(r, i)
    if value < 0 or r.alone(i, i + 1):
        return None
    before, after = r.word(i - 1), r.word(i + 1)
    if (
        before.kind == LATIN
        and not word.glued
        and i
        and before.end + 1 == word.start
        and "when" not in r.word(i - 2).senses
    ):
        return None
    if (word.glued and i and (before.kind in (LATIN, DIGIT) or before.form in "-/.:_#$€£+")) or (
        after.glued and (after.kind == LATIN or after.form in "%٪_$€£°" or (after.form in ":." and r.word(i + 2).glued))
    ):
        return None
    if after.form in ("-", "–", "—", "/") and r.word(i + 2).kind == DIGIT:
        last = year_digits(r, i + 2)
        if last < 0 and after.glued and r.word(i + 2).end - r.word(i + 2).start == 2:
            tail = fold(r.text[r.word(i + 2).start : r.word(i + 2).end])
            last = value // 100 * 100 + int(tail) if tail.isdigit() else -1
        if value < last and r.word(i + 3).form != after.form:
            low, high = f"{value:04d}", f"{last:04d}"
            both = (Decimal(value), Decimal(last))
            quantity = Quantity(r.text, word.start, r.end(i + 3), "DATE", value=both, timex=f"{low}/{high}")
            return quantity, i + 3
    senses = after.senses
    if "AH" in senses:
        return None
    if "CE" in senses and after.glued:
        return _date(r, word.start, i + 2, f"{value:04d}")
    if r.has(i + 1, "percent", "money", "scale", "measure", "period", "month") or (
        "over" in senses and r.word(i + 2).kind == DIGIT
    ):
        return None
    timed = (
        "when" in before.senses
        or (i > 1 and before.form in ("و", "("))
        or (i > 1 and r.text[word.start - 1 : word.start] == "و" and before.kind == DIGIT)
    )
    if timed and (value % 100 or not _plain_noun(r, i + 1)):
        return _date(r, word.start, i + 1, f"{value:04d}")
    return (
        None
        if _plain_noun(r, i + 1) or before.form in ("رقم", "الرقم")
        else _date(r, word.start, i + 1, f"{value:04d}")
    )


def _plain_noun(r: Reading, i: int) -> bool:
    """Whether an Arabic word without و, article and preposition stands at ``i``: something that can be counted."""
    word = r.word(i)
    if word.kind != ARABIC or word.article or "follows" in word.senses:
        return False
    form = word.form
    if form.startswith(("ال", "و", "ف", "لل", "بال")):
        return False
    return not form.startswith(("ب", "ل", "ي", "ت", "س")) or form.endswith(("ا", "ه"))
