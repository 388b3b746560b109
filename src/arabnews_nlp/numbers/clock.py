"""Times of day, in words and digits: الساعة الثالثة وربع عصرا, 3:18 صباحا, الساعة 12 إلا ربع."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.numbers._cardinals import read_number
from arabnews_nlp.numbers._dates import day_of_month
from arabnews_nlp.numbers._ordinals import read_ordinal
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._quantities import quantity
from arabnews_nlp.numbers.lexicon import DIGIT
from arabnews_nlp.numbers.measures import Read
from arabnews_nlp.numbers.timex import shifted

__all__ = ["Clock", "clock_timex", "midnight", "read_clock", "read_time", "with_clock"]


class Clock(NamedTuple):
    """A time of day that was read; minute and second are None where the text gives none."""

    start: int
    next: int
    hour: int
    minute: int | None = None
    second: int | None = None
    settled: bool = False
    """Whether the half of the day is known."""
    zone: str | None = None
    part: bool = False
    """Whether a word or letter says which part of the day it is."""


_ONE_DAY = re.compile(r"[\dX]{4}-(?:\d\d-\d\d|WXX-\d)")
"""TIMEX3 values of a day, whole or partial."""

_LONGEST_DATE = 8
"""Words of a date."""

_NEAR = 5
"""Words before an hour among which the number of a rate stands."""

_COUNTS = ("unit", "ten", "tens", "hundred", "scale")

_SAME_SENTENCE = 12
"""Words on both sides of a time among which a day may be the one of the time."""

_STOPS = frozenset(".!?؟")

_HOUR_MARKS = str.maketrans("،,٫", "...")
"""Marks between hour and minutes after الساعة (06،18)."""


def read_time(parser: Parser, i: int) -> Read | None:
    """The time of day that starts at ``i``."""
    clock = read_clock(parser, i)
    if clock is None:
        return None
    day = _day_beside(parser, i, clock.next)
    if _per_hour(parser, i, clock):
        return None
    reference = None if day is None and _on_other_day(parser, i, clock.next) else parser.reference
    timex = clock_timex(clock, reference, day)
    return quantity(parser, clock.start, clock.next, "TIME", None, clock.zone, timex)


def _per_hour(parser: Parser, i: int, clock: Clock) -> bool:
    """Whether في الساعة الواحدة may as well be the hour of a rate: 120 فطيرة في الساعة الواحدة."""
    return (
        clock.hour == 1
        and clock.minute is None
        and not clock.part
        and clock.zone is None
        and parser.word(i).has("clock")
        and parser.word(i - 1).form == "في"
        and any(parser.word(k).kind == DIGIT or parser.word(k).has(*_COUNTS) for k in range(max(0, i - _NEAR), i - 1))
    )


def _on_other_day(parser: Parser, i: int, following: int) -> bool:
    """Whether the sentence names a day that may be the one of a time, or says that it is so every day."""
    before = range(i - 1, max(-1, i - _SAME_SENTENCE), -1)
    for words in (before, range(following, following + _SAME_SENTENCE)):
        for k in words:
            word = parser.word(k)
            if word.form in _STOPS or word.end == word.start:
                break
            if word.has("weekday", "month", "hijri") or word.value_of("daily") == "P1D":
                return True
    return False


def _day_beside(parser: Parser, i: int, following: int) -> str | None:
    """TIMEX3 value of the day after a time (الساعة 9 مساء الأربعاء) or before في الساعة; without a reference none."""
    if parser.reference is None:
        return None
    zone = parser.phrase(following, "zone")
    at = following if zone is None else zone[1]
    at += parser.word(at).form == "من"
    at += parser.word(at).has("day_word")
    weekday = parser.word(at).value_of("weekday")
    if weekday is None and i > 1 and parser.word(i - 1).form in ("في", "عند"):
        for k in range(max(0, i - _LONGEST_DATE), i - 1):
            day = day_of_month(parser, k)
            if day is not None and day.day and not day.hijri and day.next == i - 1:
                return day.timex
        weekday = parser.word(i - 2).value_of("weekday")
    return None if weekday is None else f"XXXX-WXX-{weekday}"


def with_clock(parser: Parser, found: Read) -> Read:
    """A date with the time of day right after it: السبت 21/09 الساعة 1:30 بعد الظهر."""
    date, at = found
    if parser.reference is None or date.label != "DATE" or not parser.word(at).has("clock"):
        return found
    clock = read_clock(parser, at)
    if clock is None:
        return found
    if date.timex is None or not _ONE_DAY.fullmatch(date.timex):
        return found
    timex = clock_timex(clock, parser.reference, date.timex)
    return quantity(parser, date.start, clock.next, "TIME", None, clock.zone, timex)


def read_clock(parser: Parser, i: int) -> Clock | None:
    """Hour, minutes and part of the day at ``i``.

    Without الساعة it needs a part of the day, digits like 10:30, or the other end of a range that has one of these;
    both ends are less than half a day apart (من 10 إلى 2 ظهرا, الساعة الرابعة حتى الخامسة مساء).
    """
    begin = _begin_of_range(parser, i)
    clock = _read_hour(parser, i, begin is not None)
    if clock is not None and clock.settled:
        return clock
    if clock is not None and begin is not None and begin.settled:
        return clock._replace(hour=(begin.hour + ((clock.hour - begin.hour) % 12 or 12)) % 24, settled=True)
    first = clock or (_read_hour(parser, i, True) if _starts_range(parser, i) else None)
    end = None if first is None else _end_of_range(parser, i, first.next)
    if first is None or end is None or not end.settled or not (clock or end.part):
        return clock
    return first._replace(hour=(end.hour - ((end.hour - first.hour) % 12 or 12)) % 24, settled=True)


def _starts_range(parser: Parser, i: int) -> bool:
    """Whether من or بين stands before digits at ``i``, or they are an ordinal, so that a range of hours may begin."""
    return parser.word(i).kind != DIGIT or (
        i > 0 and (parser.word(i - 1).form == "من" or parser.word(i - 1).form in _BETWEEN)
    )


def _end_of_range(parser: Parser, i: int, at: int) -> Clock | None:
    """The time that a link at ``at`` joins to the one that starts at ``i``: إلى, حتى, a dash, or و after بين."""
    if parser.word(at).form in _LINKS:
        return _read_hour(parser, at + 1, True)
    joined = parser.conjoined_by_waw(at) if i and parser.word(i - 1).form in _BETWEEN else None
    return None if joined is None else _read_hour(parser, joined, True)


def _begin_of_range(parser: Parser, i: int) -> Clock | None:
    """The time before the link before ``i``."""
    if i < 2 or parser.word(i - 1).form not in _LINKS:
        return None
    for k in range(max(0, i - _LONGEST_TIME), i - 1):
        word = parser.word(k)
        if word.kind == DIGIT or word.has("clock", "ordinal"):
            clock = _read_hour(parser, k, False)
            if clock is not None and clock.next == i - 1:
                return clock
    return None


_LINKS = frozenset(("الي", "حتي", "والي", "وحتي", "-", "–"))
_BETWEEN = frozenset(("بين", "مابين"))
_LONGEST_TIME = 7
"""Words of a time, with its part of the day and the link after it."""


def _read_hour(parser: Parser, i: int, in_range: bool) -> Clock | None:
    """One time at ``i``; the end of a range needs nothing but its hour."""
    word = parser.word(i)
    named = word.has("clock") and word.article
    at = i + 1 if named else i
    start = word.host_start if named else parser.word(i).host_start
    hour_word = parser.word(at)
    minute: int | None = None
    second: int | None = None
    if hour_word.kind == DIGIT:
        if (
            hour_word.no_space_before
            and at
            and parser.word(at - 1).form in ("-", "/", "_", "#", "=", ".", ":")
            and not named
        ):
            return None
        digits = _digital(parser, at, named)
        if digits is None:
            return None
        hour, minute, second, at = digits
    else:
        if hour_word.host_start != hour_word.start and named:
            return None
        words = _hour_word(parser, at, named)
        if words is None:
            return None
        hour, at = words
    digital = minute is not None
    if not digital:
        spoken = named and hour_word.kind != DIGIT and parser.word(i - 1).form not in _BETWEEN
        hour, minute, at = _minutes(parser, at, hour, spoken)
    part = parser.without_proclitics(at, "daypart") or _part_of_a_day(parser, at)
    if part is None and hour_word.kind == DIGIT and 1 <= hour <= 12 and _may_be_short(parser, i, at, named, minute):
        part = parser.without_proclitics(at, "daypart_short")
    if part is None and not named and not in_range and not digital:
        return None
    if part is None and not named and parser.word(at - 1).has("fraction") and not parser.is_whole_text(i, at):
        return None  # 7 ونصف مليون
    settled = hour > 12 or hour == 0
    if part is not None:
        hour, at, settled = _placed(hour, part[0]), part[1], True
    zone = parser.phrase(at, "zone") or (parser.phrase(at + 1, "zone") if parser.word(at).form in ("(", ")") else None)
    return Clock(start, at, hour, minute, second, settled, None if zone is None else str(zone[0]), part is not None)


def _part_of_a_day(parser: Parser, i: int) -> tuple[str, int] | None:
    """من صباح in من صباح الثلاثاء, من مساء اليوم: the part of the day, and the position after it."""
    part = parser.word(i + 1).value_of("part_of_a_day") if parser.word(i).form == "من" else None
    day = parser.word(i + 3 if parser.word(i + 2).has("day_word") and not parser.word(i + 2).article else i + 2)
    return (part, i + 2) if part is not None and (day.has("weekday") or day.has("day_word", "deictic")) else None


def _may_be_short(parser: Parser, i: int, at: int, named: bool, minute: int | None) -> bool:
    """Whether letters at ``at`` may be a part of the day: after minutes or الساعة, and pm and ص, which are no unit.

    م is metres and degrees as well, and stands for a part of the day only after an hour with ص (من 9 ص إلى 5 م).
    """
    word = parser.word(at)
    if minute is not None or named or word.form != "م":
        return True
    back = 2 if parser.word(i - 1).form in ("الي", "حتي", "-", "–") else 1
    return i > back and parser.word(i - back).form == "ص"


def _digital(parser: Parser, at: int, named: bool) -> tuple[int, int | None, int | None, int] | None:
    """10, 10:30, 10:30:15, after الساعة also 10.30 and 10،30, and before a time zone 04.00, الساعة 0356 and (0356."""
    word = parser.word(at)
    form = fold(parser.text[word.start : word.end])
    form = form.translate(_HOUR_MARKS)
    zoned = parser.has(at + 1, "zone")
    if (named or zoned) and len(form) in (4, 5) and form[-3] == "." and form.replace(".", "", 1).isdigit():
        hour, minute = int(form[:-3]), int(form[-2:])
        return (hour, minute, None, at + 1) if hour <= 24 and minute < 60 else None
    if (named or word.no_space_before) and zoned and len(form) == 4 and form.isdigit():
        hour, minute = int(form[:2]), int(form[2:])
        return (hour, minute, None, at + 1) if hour <= 24 and minute < 60 else None
    if not form.isdigit() or len(form) > 2 or int(form) > 24:
        return None
    values: list[int] = []
    hour, at = int(form), at + 1
    if parser.word(at).form in ("س", "h") and parser.word(at).no_space_before and parser.word(at + 1).no_space_before:
        part = parser.word(at + 1)
        digits = fold(parser.text[part.start : part.end])
        if part.kind == DIGIT and len(digits) == 2 and digits.isdigit() and int(digits) < 60:
            return hour, int(digits), None, at + 2
    while (
        len(values) < 2
        and parser.word(at).form == ":"
        and parser.word(at).no_space_before
        and parser.word(at + 1).no_space_before
    ):
        part = parser.word(at + 1)
        digits = fold(parser.text[part.start : part.end])
        if part.kind != DIGIT or len(digits) != 2 or not digits.isdigit() or int(digits) > 59:
            return None
        values.append(int(digits))
        at += 2
    return hour, values[0] if values else None, values[1] if len(values) == 2 else None, at


def _hour_word(parser: Parser, at: int, named: bool) -> tuple[int, int] | None:
    """الثالثة, or after الساعة also ثلاثة and الثانية عشرة."""
    word = parser.word(at)
    ordinal = read_ordinal(parser, at)
    if ordinal is not None and word.article and ordinal[1] <= 12:
        return ordinal[1], ordinal[2]
    if named and word.value_of("compound") == 1 and word.article:
        return 1, at + 1
    if not named:
        return None
    unit = word.value_of("unit", "ten")
    if unit is None or not unit:
        return None
    if parser.word(at + 1).has("ten") and parser.word(at + 1).host_start == parser.word(at + 1).start and unit <= 2:
        return int(unit) + 10, at + 2
    return int(unit), at + 1


def _minutes(parser: Parser, at: int, hour: int, spoken: bool) -> tuple[int, int | None, int]:
    """Minutes after the hour: وربع, والنصف, و18 دقيقة, إلا ثلثا."""
    before = parser.word(at).has("less")
    first = at + 1 if before else parser.conjoined_by_waw(at)
    if first is None:
        return hour, None, at
    found = _minute_amount(parser, first, before, spoken)
    if found is None:
        return hour, None, at
    minutes, following = found
    if before:
        return (hour - 1) % 24 or (12 if hour == 1 else 0), 60 - minutes, following
    more = following + 1 if parser.word(following).has("less") else parser.conjoined_by_waw(following)
    further = None if more is None else _minute_amount(parser, more, False)
    if further is not None and minutes in (20, 30) and parser.word(further[1] - 1).has("period"):
        minutes += -further[0] if parser.word(following).has("less") else further[0]
        following = further[1]
    return hour, minutes, following


def _minute_amount(parser: Parser, i: int, before: bool, spoken: bool = False) -> tuple[int, int] | None:
    """Minutes at ``i`` and the position after them: a part of the hour, or a number with دقيقة.

    The noun may be left out after إلا, and after a ``spoken`` hour where a part of the day or a time zone follows.
    """
    word = parser.word(i)
    part = word.value_of("taken", "fraction") if before else word.value_of("fraction")
    if part is not None and part < 1:
        return round(part * 60), i + 1
    number = read_number(parser, i)
    if number is None or not 0 < number.value < 60 or number.value != int(number.value):
        return None
    following = number.next
    if parser.word(following).value_of("period") == "PT{}M":
        return int(number.value), following + 1
    if before or (spoken and number.in_words and parser.has(following, "daypart", "zone")):
        return int(number.value), following
    return None


def midnight(parser: Parser, i: int) -> Read | None:
    """منتصف الليل, منتصف النهار."""
    found = parser.phrase(i, "midnight")
    if found is None or parser.word(i - 1).has("since", "after"):
        return None
    hour = int(found[0])
    if parser.reference is None:
        return quantity(parser, parser.word(i).host_start, found[1], "TIME", None, None, f"T{hour:02d}:00")
    day = shifted(parser.reference, "P{}D", int((hour, 0) < (parser.reference.hour, parser.reference.minute)))
    timex = None if day is None else f"{day.date().isoformat()}T{hour:02d}:00"
    return quantity(parser, parser.word(i).host_start, found[1], "TIME", None, None, timex)


def _placed(hour: int, part: str) -> int:
    """Hour of 24 for an hour of 12 in a part of the day."""
    if hour > 12:
        return hour % 24
    if part == "AM":
        return hour % 12
    if part == "MIDNIGHT":
        return hour % 12
    if part == "PM" or (part == "NOON" and hour < 4) or (part == "NIGHT" and 6 <= hour < 12):
        return hour % 12 + 12
    return 0 if part == "NIGHT" and hour == 12 else hour


def clock_timex(clock: Clock, reference: datetime | None, day: str | None = None) -> str:
    """TIMEX3 value, on ``day`` or the day of the reference; without a part of the day the nearest time ahead.

    With a reference the value has the grain of the words (``2013-02-12T03``), without one it is ``T03:00``.
    """
    hour, minute = clock.hour % 24, clock.minute or 0
    tail = "" if clock.second is None else f":{clock.second:02d}"
    if reference is None and day is None:
        return f"T{hour:02d}:{minute:02d}{tail}"
    if day is None and reference is not None:
        moment = reference
        if not clock.settled and (hour, minute) < (reference.hour, reference.minute):
            if hour < 12 and (hour + 12, minute) >= (reference.hour, reference.minute):
                hour += 12
            else:
                try:
                    moment = reference + timedelta(1)
                except OverflowError:
                    moment = reference
        day = moment.date().isoformat()
    exact = clock.minute is not None
    return f"{day}T{hour:02d}" + (f":{minute:02d}{tail}" if exact else "")
