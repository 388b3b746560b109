"""Dates that start with a weekday, and years that stand alone."""

from __future__ import annotations

from decimal import Decimal

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.numbers._date_periods import millennium
from arabnews_nlp.numbers._dates import day_of_month
from arabnews_nlp.numbers._months import month
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._quantities import date_quantity, quantity
from arabnews_nlp.numbers._years import counts_noun, year, year_digits, year_timex
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers.measures import Read

__all__ = ["bare_year", "first_day", "is_no_weekday", "read_millennium", "weekday"]


_FIRST_RECENT, _LAST_RECENT = 1990, 2029
_LAST_UNTOLD = 2050
"""The last year that is read without a word of time before it."""


def weekday(parser: Parser, i: int) -> Read | tuple[()] | None:
    """A weekday, with the date it falls on; none where it names a day (الجمعة السوداء) or a place (سوق الاثنين)."""
    word, at = parser.word(i), i + 1
    if parser.word(at).has("naming") or is_no_weekday(parser, i):
        return ()
    joined = parser.conjoined_by_waw(at)
    if word.value_of("weekday") == 1 and joined is not None and parser.word(joined).has("tens"):
        tens: Decimal = parser.word(joined).value_of("tens")
        return quantity(parser, word.host_start, joined + 1, "CARDINAL", tens + 2)  # الاثنين وثلاثين
    if parser.word(at).form in ("،", ","):
        at += 1
    if parser.word(at).has("suitable"):
        at += 1
    day = day_of_month(parser, at)
    if day is not None and day.day:
        return date_quantity(parser, word.host_start, day.next, day.timex)
    return date_quantity(parser, word.host_start, i + 1, f"XXXX-WXX-{word.value_of('weekday')}")


def is_no_weekday(parser: Parser, i: int) -> bool:
    """Whether a weekday at ``i`` follows the noun of a place (سوق الاثنين), or is two people (بين الاثنين)."""
    word, before, after = parser.word(i), parser.word(i - 1), parser.word(i + 1)
    if i < 1 or word.host_start != word.start:
        return False
    two = before.form in ("نحن", "بين") and not (before.form == "بين" and (after.has("weekday") or after.form == "و"))
    return (two and word.value_of("weekday") == 1) or (before.has("place") and not before.article)


def bare_year(parser: Parser, i: int) -> Read | tuple[()] | None:
    """Four digits that read as a year, or two years joined by a dash or a slash (2019–2021).

    They do where a word of time stands before them or nothing that they could count follows.
    """
    word = parser.word(i)
    value = year_digits(parser, i)
    if parser.is_whole_text(i, i + 1):
        return None
    if value < 0:
        return _old_years(parser, i)
    before, after = parser.word(i - 1), parser.word(i + 1)
    if before.form in ("-", "–") and year_digits(parser, i - 2) == value - 1:
        return date_quantity(parser, word.start, i + 1, f"{value:04d}")  # عام 2003 -2004
    if (
        before.kind == LATIN
        and not word.no_space_before
        and i
        and before.end + 1 == word.start
        and not parser.word(i - 2).has("when")
    ):
        return None
    if (word.no_space_before and i and (before.kind in (LATIN, DIGIT) or before.form in "-/.:_#$€£+")) or (
        after.no_space_before
        and (
            after.kind == LATIN
            or after.form in "%٪_$€£°"
            or (after.form in ":." and parser.word(i + 2).no_space_before and parser.word(i + 2).kind in (LATIN, DIGIT))
        )
    ):
        return None
    if after.form in ("-", "–", "—", "/") and parser.word(i + 2).kind == DIGIT:
        last = year_digits(parser, i + 2)
        if last < 0 and after.no_space_before and parser.word(i + 2).end - parser.word(i + 2).start == 2:
            tail = fold(parser.text[parser.word(i + 2).start : parser.word(i + 2).end])
            last = value // 100 * 100 + int(tail) if tail.isdigit() else -1
        if value < last and parser.word(i + 3).form != after.form:
            low, high = f"{value:04d}", f"{last:04d}"
            both = (Decimal(value), Decimal(last))
            return quantity(parser, word.start, i + 3, "DATE", both, timex=f"{low}/{high}")
    if after.has("AH"):
        return None
    counted = after.host_start == after.start or parser.has(i + 1, "percent")
    if (counted and parser.has(i + 1, "percent", "money", "scale", "measure", "period", "month")) or (
        after.has("over") and parser.word(i + 2).kind == DIGIT
    ):
        return None
    timed = (
        before.has("when", "edition")
        or (before.form in ("الي", "حتي") and year_digits(parser, i - 2) >= 0)
        or (i > 1 and (edition := parser.phrase(i - 2, "edition")) is not None and edition[1] == i)
        or (i > 1 and before.form in ("و", "("))
        or (i > 1 and parser.text[word.start - 1 : word.start] == "و" and before.kind == DIGIT)
    )
    if timed and (value % 100 or not counts_noun(parser, i + 1)):
        return date_quantity(parser, word.start, i + 1, f"{value:04d}")
    if before.has("amount_noun") or (before.has("modifier") and not value % 100):
        return None  # حوالي 2000 وظيفة
    if counts_noun(parser, i + 1) or before.form in ("رقم", "الرقم"):
        return () if _is_recent(value) and not after.senses and not _is_counted_form(after.form) else None
    if after.form == "من" and before.kind == ARABIC and not before.article:
        return () if value % 100 else None  # قتل 2000 من المقاتلين, but تقرير 2016 من المنتدى
    if value > _LAST_UNTOLD:
        return None
    return date_quantity(parser, word.start, i + 1, f"{value:04d}")


def _old_years(parser: Parser, i: int) -> Read | None:
    """Years before those that are read alone: the life of somebody in brackets (1735-1796), a pair of them
    (عامي 1830 و1837), one after في (في 1783،)."""
    before, after = parser.word(i - 1).form, parser.word(i + 1).form
    first, last = year(parser, i, False), year(parser, i + 2, False)
    if i < 1 or first is None or parser.word(i).end - parser.word(i).start != len("1783") or first[1] != i + 1:
        return None
    if before == "(" and after in ("-", "–") and last is not None and first[0] < last[0] and last[1] == i + 3:
        low, high = first[0], last[0]
        timex = f"{low:04d}/{high:04d}"
        return quantity(parser, parser.word(i).start, i + 3, "DATE", (Decimal(low), Decimal(high)), timex=timex)
    first_of_pair = i - 2 if before == "و" else i - 1
    paired = parser.word(first_of_pair - 1).form if parser.word(first_of_pair).kind == DIGIT else before
    second = year(parser, parser.conjoined_by_waw(i + 1) or i, False)
    if paired in ("عامي", "سنتي") and (second is None or first[0] <= second[0]):
        return date_quantity(parser, parser.word(i).start, i + 1, f"{first[0]:04d}")
    if before in ("في", "وفي", "منذ", "ومنذ") and after in ("،", ",", ")", "."):
        return date_quantity(parser, parser.word(i).start, i + 1, f"{first[0]:04d}")
    return None


def _is_counted_form(form: str) -> bool:
    """Whether a noun ends as one after a number of eleven and more: شخصا, مدينة; but not أهدافها."""
    return form.endswith(("ا", "ه")) and not form.endswith("ها")


def _is_recent(year: int) -> bool:
    """Whether a year is one that reports speak of, so that 2017 in تقرير 2017 أظهر is rather no count."""
    return _FIRST_RECENT <= year <= _LAST_RECENT and year % 10 != 0


def first_day(parser: Parser, i: int) -> Read | None:
    """غرة رمضان 1444هـ: the first day of a Hijri month."""
    word = parser.word(i)
    found = month(parser, i + 2 if parser.word(i + 1).has("month_word") else i + 1, True)
    if not word.has("first_day") or found is None or not found[2]:
        return None
    written = year(parser, found[1], True)
    start = "AH-XXXX" if written is None else year_timex(written[0], True)
    at = found[1] if written is None else written[1]
    return date_quantity(parser, word.host_start, at, f"{start}-{found[0]:02d}-01")


def read_millennium(parser: Parser, i: int) -> Read | None:
    """الألفية الثالثة, الألفية الثانية قبل الميلاد."""
    found = millennium(parser, i) if parser.word(i).has("millennium") else None
    return None if found is None else date_quantity(parser, parser.word(i).host_start, found[1], found[0])
