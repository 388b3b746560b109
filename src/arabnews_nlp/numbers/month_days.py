"""Days and weeks of a month, by their number or weekday: الثلاثاء الماضي, أول ثلاثاء من أكتوبر, 20 من الشهر المقبل.

They are resolved against the reference of the reading; without one they are found all the same, and ``timex`` is None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date
from typing import NamedTuple

from arabnews_nlp.numbers._cardinals import read_number
from arabnews_nlp.numbers._dates import day_of_month
from arabnews_nlp.numbers._months import month, numbered_month
from arabnews_nlp.numbers._ordinals import read_ordinal
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._quantities import date_quantity
from arabnews_nlp.numbers._years import year
from arabnews_nlp.numbers.dates import is_no_weekday
from arabnews_nlp.numbers.lexicon import DIGIT
from arabnews_nlp.numbers.measures import Read
from arabnews_nlp.numbers.relative import PREPOSITIONS, Shift, day_at, shift_at, week_at, weekday_of_week
from arabnews_nlp.numbers.timex import nth_week, nth_weekday, shifted

__all__ = ["day_number", "day_of_this_month", "nth_of_month", "weekday"]


class NamedMonth(NamedTuple):
    """A month that was read: its number, its year where the text gives it, the position after it."""

    month: int
    year: int | None
    next: int


def weekday(parser: Parser, i: int) -> Read | tuple[()] | None:
    """الثلاثاء الماضي, الجمعة من الأسبوع المقبل, الأحد الثاني, الخميس 21."""
    word = parser.word(i)
    if is_no_weekday(parser, i):
        return ()
    joined = parser.conjoined_by_waw(i + 1)
    if joined is not None and parser.word(joined).has("tens"):
        return None
    weekday: int = word.value_of("weekday")
    week = week_at(parser, i + 1)
    if week is not None:
        return date_quantity(parser, word.host_start, week[1], weekday_of_week(parser, weekday, week[0]))
    after_next = parser.word(i + 1).has("after") and shift_at(parser, i + 2) is Shift.NEXT
    shift = Shift.NEXT if after_next else shift_at(parser, i + 1)
    if shift and parser.word(i + 1).has("final"):
        named = _named_month(parser, i + 2) if parser.word(i + 2).form in PREPOSITIONS else None
        if named is not None:
            return _of_month(parser, word.host_start, "weekday", 0, named, weekday)
    if shift:
        following = i + 2 + after_next
        timex = None
        is_anaphoric = parser.word(following - 1).has("anaphoric", "final") and not parser.is_whole_text(i, following)
        if parser.reference is not None and not is_anaphoric:
            days = (weekday - parser.reference.isoweekday()) % 7 or 7
            timex = day_at(parser, days + 7 * after_next if shift is Shift.NEXT else days - 7 or -7)
        return date_quantity(parser, word.host_start, following, timex)
    dated = _monthly(parser, i, weekday)
    if dated is not None:
        return dated
    at = i + 2 if parser.word(i + 1).form == "في" else i + 1
    ordinal = read_ordinal(parser, at)
    if (
        ordinal is not None
        and parser.word(at).article
        and ordinal[1] <= 31
        and parser.word(at).host_start == parser.word(at).start
    ):
        end = _this_month(parser, ordinal[2])
        following = ordinal[2] if end is None else end[1]
        if parser.word(following).has("month_word") or month(
            parser, following + (parser.word(following).form == "من"), True
        ):
            return None
        if ordinal[1] <= 5 and at == i + 1 and end is None:
            is_anaphoric = parser.word(following).form == "من"  # الجمعة الرابعة من مسيرة العودة
            timex = None if is_anaphoric else _in_month(parser, weekday, ordinal[1])
        else:
            timex = _numbered(parser, ordinal[1], Shift.THIS if end is None else end[0])
        return date_quantity(parser, word.host_start, following, timex)
    number = parser.word(at)
    if at == i + 2 and number.article and number.senses:
        value = read_number(parser, at)
        if value is not None and 1 <= value.value <= 31 and value.value == int(value.value):
            return date_quantity(parser, word.host_start, value.next, _numbered(parser, int(value.value)))
    if number.kind == DIGIT and number.end - number.start <= 2:
        value = read_number(parser, at)
        if value is not None and 1 <= value.value <= 31 and value.next == at + 1 and not _measured(parser, at + 1):
            return date_quantity(parser, word.host_start, at + 1, _numbered(parser, int(value.value)))
    return None


def _measured(parser: Parser, i: int) -> bool:
    word = parser.word(i)
    return word.no_space_before or parser.has(
        i, "month", "month_word", "weak_month", "hijri", "period", "measure", "money", "percent"
    )


def _in_month(parser: Parser, weekday: int, nth: int) -> str | None:
    if parser.reference is None:
        return None
    found = nth_weekday(parser.reference.year, parser.reference.month, weekday, nth)
    return None if found is None else found.isoformat()


def _numbered(parser: Parser, day: int, shift: Shift = Shift.THIS) -> str | None:
    """A day of the month of the reference, or of one so many months from it."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference.replace(day=1), "P{}M", shift)
    if moved is None or day > monthrange(moved.year, moved.month)[1]:
        return None
    return moved.date().replace(day=day).isoformat()


def _this_month(parser: Parser, i: int) -> tuple[Shift, int] | None:
    """من هذا الشهر, من الشهر المقبل: which month it is, and the position after it."""
    if parser.word(i).form in ("الجاري", "الحالي"):
        return Shift.THIS, i + 1
    if parser.word(i).form != "من":
        return None
    if parser.word(i + 1).form == "هذا" and parser.word(i + 2).has("month_word") and parser.word(i + 2).article:
        return Shift.THIS, i + 3
    if parser.word(i + 1).has("month_word") and parser.word(i + 1).article:
        shift = shift_at(parser, i + 2)
        return None if shift is None else (shift, i + 3)
    return None


def day_of_this_month(parser: Parser, i: int) -> Read | None:
    """20 من الشهر المقبل, العشرين من الشهر المقبل."""
    word = parser.word(i)
    ordinal = read_ordinal(parser, i)
    if ordinal is not None:
        start, value, at = ordinal
    else:
        number = read_number(parser, i) if word.kind == DIGIT or word.senses else None
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            return None
        start, value, at = number.start, int(number.value), number.next
    end = _this_month(parser, at)
    return None if end is None else date_quantity(parser, start, end[1], _numbered(parser, value, end[0]))


def day_number(parser: Parser, i: int) -> Read | None:
    """يوم 27."""
    word, number = parser.word(i), parser.word(i + 1)
    if not word.has("day_word") or word.article or number.kind != DIGIT or number.end - number.start > 2:
        return None
    value = read_number(parser, i + 1)
    if day_of_month(parser, i + 1) is not None or parser.word(i + 2).form == "من":
        return None
    if value is None or not 1 <= value.value <= 31 or value.next != i + 2 or _measured(parser, i + 2):
        return None
    return date_quantity(parser, word.host_start, i + 2, f"XXXX-XX-{int(value.value):02d}")


def _named_month(parser: Parser, i: int) -> NamedMonth | None:
    """من شهر أكتوبر, بأيلول, في سبتمبر لعام 2014, من شهر عشرة."""
    at = i + 1 if parser.word(i).form in PREPOSITIONS else i
    if parser.word(at).has("month_word"):
        found = month(parser, at + 1, True) or numbered_month(parser, at)
    else:
        found = month(parser, at, True)
    if found is None or found[2]:
        return None
    value, at, _ = found
    written = year(parser, at, False)
    if written is None and parser.word(at).form == "في":
        written = year(parser, at + 1, False)
    return NamedMonth(value, None, at) if written is None else NamedMonth(value, written[0], written[1])


def nth_of_month(parser: Parser, i: int) -> Read | None:
    """أول ثلاثاء من شهر أكتوبر, آخر يوم بشهر عشرة, الأسبوع الأخير في سبتمبر, نصف شهر مارس, اليوم الأول من شهر ثلاثة."""
    word = parser.word(i)
    if word.has("mid_month"):
        named = _named_month(parser, i + 1)
        if named is not None and parser.word(i + 1).has("month_word"):
            return _of_month(parser, word.host_start, "day", 15, named)
    if (word.has("week_word") or word.has("day_word")) and word.article:
        kind = "week" if word.has("week_word") else "day"
        ordinal = read_ordinal(parser, i + 1)
        nth, at = (ordinal[1], ordinal[2]) if ordinal is not None else (0, i + 2)
        if ordinal is None and parser.word(i + 1).form not in ("الاخير", "الاخيره"):
            return None
        named = _named_month(parser, at)
        return None if named is None else _of_month(parser, word.host_start, kind, nth, named)
    ordinal = read_ordinal(parser, i)
    if ordinal is not None and not word.article:
        nth, at = ordinal[1], ordinal[2]
    elif word.has("last_one"):
        nth, at = 0, i + 1
    else:
        return None
    if parser.word(at).has("day_word") and parser.word(at + 1).has("bare_weekday"):
        at += 1
    counted = parser.word(at)
    weekday = counted.value_of("bare_weekday", "weekday")
    kind = "weekday" if weekday else "week" if counted.has("week_word") else "day" if counted.has("day_word") else ""
    named = _named_month(parser, at + 1) if kind else None
    if named is None:
        if word.has("last_one") and kind == "day":
            return date_quantity(parser, word.host_start, at + 1, day_at(parser, -1))
        return None
    return _of_month(parser, word.host_start, kind, nth, named, weekday or 0)


def _monthly(parser: Parser, i: int, weekday: int) -> Read | None:
    """الأربعاء الثانية من شهر أكتوبر."""
    ordinal = read_ordinal(parser, i + 1)
    if ordinal is None or ordinal[1] > 5:
        return None
    named = _named_month(parser, ordinal[2]) if parser.word(ordinal[2]).form in PREPOSITIONS else None
    return (
        None if named is None else _of_month(parser, parser.word(i).host_start, "weekday", ordinal[1], named, weekday)
    )


def _of_month(parser: Parser, start: int, kind: str, nth: int, named: NamedMonth, weekday: int = 0) -> Read:
    """The nth day, week or weekday of a month, the last for 0; without a year the nearest such month ahead."""
    written = named.year
    if written is None:
        if parser.reference is None:
            timex = f"XXXX-{named.month:02d}-{nth:02d}" if kind == "day" and nth else None
            return date_quantity(parser, start, named.next, timex)
        written = min(parser.reference.year + (named.month < parser.reference.month), MAXYEAR)
    found: date | str | None = None
    if kind == "weekday":
        found = nth_weekday(written, named.month, weekday, nth)
    elif kind == "week":
        found = nth_week(written, named.month, nth)
    elif nth <= monthrange(written, named.month)[1]:
        found = date(written, named.month, nth or monthrange(written, named.month)[1])
    return date_quantity(parser, start, named.next, found.isoformat() if isinstance(found, date) else found)
