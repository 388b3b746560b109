"""Relative expressions: أمس, الأسبوع المقبل, قبل ثلاثة أيام, الثلاثاء الماضي, أول ثلاثاء من أكتوبر.

They are resolved against the reference of the reading. Without one they are found all the same, and ``timex`` is None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, timedelta
from decimal import Decimal

from arabnews_nlp.numbers._cardinals import Parser, read_number, read_ordinal
from arabnews_nlp.numbers._dates import day_of_month, month, year
from arabnews_nlp.numbers._durations import plain
from arabnews_nlp.numbers._quantities import date_quantity, duration, quantity
from arabnews_nlp.numbers.lexicon import DIGIT
from arabnews_nlp.numbers.measures import Read, plain_dual
from arabnews_nlp.numbers.timex import iso_week, nth_week, nth_weekday, shifted

__all__ = [
    "ago", "day_in_week", "day_number", "day_of_this_month", "deictic", "edge", "every", "from_now", "now",
    "nth_of_month", "period", "this", "weekday", "whole",
]  # fmt: skip

_PREPOSITIONS = frozenset(("من", "في"))


def now(parser: Parser, i: int) -> Read | None:
    """الآن."""
    word = parser.word(i)
    if not word.has("now"):
        return None
    timex = "PRESENT_REF" if parser.reference is None else f"{parser.reference:%Y-%m-%dT%H:%M:%S}"
    return date_quantity(parser, word.host_start, i + 1, timex)


def day_in_week(parser: Parser, i: int) -> Read | None:
    """خميس الأسبوع المقبل."""
    word = parser.word(i)
    week = _week(parser, i + 1) if word.has("bare_weekday") else None
    if week is None:
        return None
    timex = _weekday_of_week(parser, word.value_of("bare_weekday"), week[0])
    return date_quantity(parser, word.host_start, week[1], timex)


def _day(parser: Parser, offset: int) -> str | None:
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, "P{}D", offset)
    return None if moved is None else moved.date().isoformat()


def deictic(parser: Parser, i: int) -> Read | None:
    """اليوم, أمس, غدا, بعد غد, اليوم التالي."""
    word = parser.word(i)
    if word.has("day_word") and word.article:
        turn = _turn(parser, i + 1)
        if turn is not None:
            return date_quantity(parser, word.host_start, i + 2, _day(parser, turn))
    found = parser.phrase(i, "deictic")
    if found is None and word.has("day_word"):
        found = parser.phrase(i + 1, "deictic") if not word.article else (0, i + 1)
        if found is not None and found[0] == 0 and not word.article:
            return None
    if found is not None and found[0] == 0 and parser.word(found[1]).has("ordinal") and parser.word(found[1]).article:
        return None
    return None if found is None else date_quantity(parser, word.host_start, found[1], _day(parser, found[0]))


def _turn(parser: Parser, i: int) -> int | None:
    """-1 for الماضي, 1 for المقبل, 0 for الحالي at ``i``."""
    word = parser.word(i)
    if word.host_start != word.start:
        return None
    for sense, turn in (("past", -1), ("next", 1), ("this", 0)):
        if sense in word.senses and word.form not in ("هذا", "هذه"):
            return turn
    return None


def _span(parser: Parser, template: str, turn: int) -> str | None:
    """The whole period ``turn`` periods from the reference, at its grain."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, template, turn)
    if moved is None:
        return None
    if template == "P{}W":
        return iso_week(moved.date())
    grain = {"P{}D": 10, "P{}M": 7, "P{}Y": 4, "P{}DE": 3, "P{}CE": 2}.get(template)
    return None if grain is None else moved.date().isoformat()[:grain]


def period(parser: Parser, i: int) -> Read | None:
    """الأسبوع المقبل, العام الماضي, with a weekday in it: الأسبوع المقبل يوم الجمعة."""
    word = parser.word(i)
    template = word.value_of("period")
    if template is None or not word.article:
        return None
    turn = _turn(parser, i + 1)
    if turn is None or template.startswith("PT"):
        return None
    if template == "P{}W":
        at = i + 3 if parser.word(i + 2).has("day_word") else i + 2
        weekday = parser.word(at).value_of("weekday")
        if weekday is not None:
            return date_quantity(parser, word.host_start, at + 1, _weekday_of_week(parser, weekday, turn))
    return date_quantity(parser, word.host_start, i + 2, _span(parser, template, turn))


def _weekday_of_week(parser: Parser, weekday: int, turn: int) -> str | None:
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, "P{}W", turn)
    if moved is None:
        return None
    try:
        return (moved.date() + timedelta(weekday - moved.isoweekday())).isoformat()
    except OverflowError:
        return None


def _week(parser: Parser, i: int) -> tuple[int, int] | None:
    """A week relative to the reference at ``i`` (الأسبوع المقبل): how many weeks ahead, position after it."""
    if parser.word(i).form in _PREPOSITIONS:
        i += 1
    if parser.word(i).has("week_word") and parser.word(i).article:
        turn = _turn(parser, i + 1)
        return None if turn is None else (turn, i + 2)
    if parser.word(i).form == "هذا" and parser.word(i + 1).has("week_word") and parser.word(i + 1).article:
        return 0, i + 2
    return None


def weekday(parser: Parser, i: int) -> Read | None:
    """الثلاثاء الماضي, الجمعة من الأسبوع المقبل, الأحد الثاني, الخميس 21."""
    word = parser.word(i)
    weekday: int = word.value_of("weekday")
    week = _week(parser, i + 1)
    if week is not None:
        return date_quantity(parser, word.host_start, week[1], _weekday_of_week(parser, weekday, week[0]))
    after_next = parser.word(i + 1).has("after") and _turn(parser, i + 2) == 1
    turn = 1 if after_next else _turn(parser, i + 1)
    if turn:
        timex = None
        if parser.reference is not None:
            today = parser.reference.date()
            days = (weekday - today.isoweekday()) % 7 or 7
            timex = _day(parser, days + 7 * after_next if turn > 0 else days - 7 or -7)
        return date_quantity(parser, word.host_start, i + 2 + after_next, timex)
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
            timex = _in_month(parser, weekday, ordinal[1])
        else:
            timex = _numbered(parser, ordinal[1], 0 if end is None else end[0])
        return date_quantity(parser, word.host_start, following, timex)
    number = parser.word(at)
    if at == i + 2 and number.article and number.senses:
        value = read_number(parser, at)
        if value is not None and 1 <= value.value <= 31 and value.value == int(value.value):
            return date_quantity(parser, word.host_start, value.next, _numbered(parser, int(value.value), 0))
    if number.kind == DIGIT and number.end - number.start <= 2:
        value = read_number(parser, at)
        if value is not None and 1 <= value.value <= 31 and value.next == at + 1 and not _measured(parser, at + 1):
            return date_quantity(parser, word.host_start, at + 1, _numbered(parser, int(value.value), 0))
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


def _numbered(parser: Parser, day: int, turn: int) -> str | None:
    """A day of the month of the reference, or of one ``turn`` months away."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference.replace(day=1), "P{}M", turn)
    if moved is None or day > monthrange(moved.year, moved.month)[1]:
        return None
    return moved.date().replace(day=day).isoformat()


def _this_month(parser: Parser, i: int) -> tuple[int, int] | None:
    """من هذا الشهر, من الشهر المقبل: how many months ahead, position after it."""
    if parser.word(i).form in ("الجاري", "الحالي"):
        return 0, i + 1
    if parser.word(i).form != "من":
        return None
    if parser.word(i + 1).form == "هذا" and parser.word(i + 2).has("month_word") and parser.word(i + 2).article:
        return 0, i + 3
    if parser.word(i + 1).has("month_word") and parser.word(i + 1).article:
        turn = _turn(parser, i + 2)
        return None if turn is None else (turn, i + 3)
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


def this(parser: Parser, i: int) -> Read | None:
    """هذا الأسبوع, هذا العام, هذا يوم الجمعة, هذا الأسبوع يوم السبت."""
    word = parser.word(i)
    if word.form not in ("هذا", "هذه"):
        return None
    at = i + 2 if parser.word(i + 1).has("day_word") and not parser.word(i + 1).article else i + 1
    following = parser.word(at)
    weekday = following.value_of("weekday")
    if weekday is not None:
        days = None if parser.reference is None else (weekday - parser.reference.isoweekday()) % 7
        return date_quantity(parser, word.host_start, at + 1, None if days is None else _day(parser, days))
    template = following.value_of("period")
    if template is None or not following.article or template.startswith("PT"):
        return None
    if template == "P{}W":
        at = i + 3 if parser.word(i + 2).has("day_word") else i + 2
        weekday = parser.word(at).value_of("weekday")
        if weekday is not None:
            return date_quantity(parser, word.host_start, at + 1, _weekday_of_week(parser, weekday, 0))
    return date_quantity(parser, word.host_start, i + 2, _span(parser, template, 0))


def edge(parser: Parser, i: int) -> Read | None:
    """نهاية الشهر, بداية العام المقبل."""
    word = parser.word(i)
    edge = word.value_of("edge")
    following = parser.word(i + 1)
    template = following.value_of("period")
    if edge is None or template not in ("P{}W", "P{}M", "P{}Y") or not following.article:
        return None
    turn = _turn(parser, i + 2)
    timex = _span(parser, template, turn or 0)
    at = i + 2 if turn is None else i + 3
    return quantity(parser, word.host_start, at, "DATE", timex=timex, modifier=edge.upper())


def _amount(parser: Parser, i: int) -> tuple[list[tuple[str, Decimal]], int, int] | None:
    """A span of time at ``i``: its parts, start offset and the position after it."""
    word = parser.word(i)
    few = word.value_of("few")
    if few is not None and parser.word(i + 1).has("period"):
        return [(parser.word(i + 1).value_of("period"), Decimal(few))], word.host_start, i + 2
    found = plain_dual(parser, i) if word.has("duration") else None
    if found is None:
        number = read_number(parser, i)
        if number is not None and parser.word(number.next).has("period") and not parser.word(number.next).article:
            found = duration(parser, number.start, number.next, number.value)
        elif word.has("period") and not word.article:
            found = _one(parser, i)
    if found is None or found[0].timex is None:
        return None
    return _parts(found[0].timex), found[0].start, found[1]


def _one(parser: Parser, i: int) -> Read:
    return duration(parser, parser.word(i).host_start, i, Decimal(1))


def _parts(timex: str) -> list[tuple[str, Decimal]]:
    """The parts of an ISO 8601 duration with the templates of their periods."""
    parts, digits, prefix, i = [], "", "P", 1
    while i < len(timex):
        c = timex[i]
        if c == "T":
            prefix = "PT"
        elif c.isdigit() or c in ".-":
            digits += c
        else:
            unit = timex[i : i + 2] if timex[i : i + 2] in ("DE", "CE") else c
            parts.append((prefix + "{}" + unit, Decimal(digits or 1)))
            digits, i = "", i + len(unit) - 1
        i += 1
    return parts


def _moved(parser: Parser, parts: list[tuple[str, Decimal]], sign: int) -> str | None:
    moment: datetime | None = parser.reference
    for template, amount in parts:
        moment = None if moment is None else shifted(moment, template, sign * float(amount))
    if moment is None:
        return None
    fine = parts[-1][0].startswith("PT")
    return f"{moment:%Y-%m-%dT%H:%M}" if fine else moment.date().isoformat()


def ago(parser: Parser, i: int) -> Read | None:
    """قبل ثلاثة أيام, بعد أسبوعين."""
    word = parser.word(i)
    amount = _amount(parser, i + 1)
    if amount is None or amount[1] != parser.word(i + 1).start:
        return None
    sign = -1 if word.has("since") else 1
    end = parser.phrase(amount[2], "from_now")
    if end is not None:
        return date_quantity(parser, amount[1], end[1], _moved(parser, amount[0], sign))
    return date_quantity(parser, word.host_start, amount[2], _moved(parser, amount[0], sign))


def from_now(parser: Parser, i: int) -> Read | None:
    """ثلاثة أيام من الآن, before which منذ or قبل says that they are past."""
    word = parser.word(i)
    if word.kind != DIGIT and not word.has("unit", "ten", "duration", "period", "few"):
        return None
    amount = _amount(parser, i)
    end = None if amount is None else parser.phrase(amount[2], "from_now")
    if amount is None or end is None:
        return None
    before = parser.word(i - 1)
    sign = -1 if before.form in ("منذ", "قبل") else 1
    return date_quantity(parser, amount[1], end[1], _moved(parser, amount[0], sign))


def _month_reference(parser: Parser, i: int) -> tuple[int, int | None, int] | None:
    """من شهر أكتوبر, بأيلول, في سبتمبر لعام 2014, من شهر عشرة: month, year, position after it."""
    at = i + 1 if parser.word(i).form in _PREPOSITIONS else i
    word = parser.word(at)
    if word.has("month_word"):
        found = month(parser, at + 1, True)
        if found is None:
            ordinal = read_ordinal(parser, at + 1)
            number = None if ordinal is not None else read_number(parser, at + 1)
            if ordinal is not None and ordinal[1] <= 12:
                found = ordinal[1], ordinal[2], False
            elif number is not None and 1 <= number.value <= 12:
                found = int(number.value), number.next, False
    else:
        found = month(parser, at, True)
    if found is None or found[2]:
        return None
    value, at, _ = found
    written = year(parser, at, False)
    if written is None and parser.word(at).form == "في":
        written = year(parser, at + 1, False)
    return (value, None, at) if written is None else (value, written[0], written[1])


def nth_of_month(parser: Parser, i: int) -> Read | None:
    """أول ثلاثاء من شهر أكتوبر, آخر يوم بشهر عشرة, الأسبوع الأخير في سبتمبر, نصف شهر مارس, اليوم الأول من شهر ثلاثة."""
    word = parser.word(i)
    if word.has("mid_month"):
        named = _month_reference(parser, i + 1)
        if named is not None and parser.word(i + 1).has("month_word"):
            return _of_month(parser, word.host_start, "day", 15, named)
    if (word.has("week_word") or word.has("day_word")) and word.article:
        kind = "week" if word.has("week_word") else "day"
        ordinal = read_ordinal(parser, i + 1)
        nth, at = (ordinal[1], ordinal[2]) if ordinal is not None else (0, i + 2)
        if ordinal is None and parser.word(i + 1).form not in ("الاخير", "الاخيره"):
            return None
        named = _month_reference(parser, at)
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
    named = _month_reference(parser, at + 1) if kind else None
    if named is None:
        if word.has("last_one") and kind == "day":
            return date_quantity(parser, word.host_start, at + 1, _day(parser, -1))
        return None
    return _of_month(parser, word.host_start, kind, nth, named, weekday or 0)


def _monthly(parser: Parser, i: int, weekday: int) -> Read | None:
    """الأربعاء الثانية من شهر أكتوبر."""
    ordinal = read_ordinal(parser, i + 1)
    if ordinal is None or ordinal[1] > 5:
        return None
    named = _month_reference(parser, ordinal[2]) if parser.word(ordinal[2]).form in _PREPOSITIONS else None
    return (
        None if named is None else _of_month(parser, parser.word(i).host_start, "weekday", ordinal[1], named, weekday)
    )


def _of_month(
    parser: Parser, start: int, kind: str, nth: int, named: tuple[int, int | None, int], weekday: int = 0
) -> Read:
    """The nth day, week or weekday of a month; without a year the nearest such month ahead."""
    value, written, at = named
    if written is None and parser.reference is None:
        return date_quantity(parser, start, at, None)
    if written is None and parser.reference is not None:
        written = min(parser.reference.year + (value < parser.reference.month), MAXYEAR)
    assert written is not None
    found: date | str | None = None
    if kind == "weekday":
        found = nth_weekday(written, value, weekday, nth)
    elif kind == "week":
        found = nth_week(written, value, nth)
    elif nth <= monthrange(written, value)[1]:
        found = date(written, value, nth or monthrange(written, value)[1])
    return date_quantity(parser, start, at, found.isoformat() if isinstance(found, date) else found)


def every(parser: Parser, i: int) -> Read | None:
    """كل يوم, كل ثلاثة أشهر."""
    word = parser.word(i)
    if not word.has("every") or word.host_start != word.start:
        return None
    amount = _amount(parser, i + 1)
    if amount is None or amount[1] != parser.word(i + 1).start:
        return None
    template, value = amount[0][0]
    timex = template.format(plain(value))
    return quantity(parser, word.host_start, amount[2], "DURATION", timex=timex, modifier="EVERY")


def whole(parser: Parser, i: int) -> Read | None:
    """طوال الأسبوع, شهر كامل, and a period that is the whole text."""
    word = parser.word(i)
    at = i + 1 if word.has("whole_of") else i
    template = parser.word(at).value_of("period")
    if template is None or (at == i and word.article):
        return None
    if at > i:
        return quantity(parser, word.host_start, at + 1, "DURATION", timex=template.format(1))
    found = _one(parser, i)
    longer = found[1] > i + 1
    if not longer and not parser.is_whole_text(i, i + 1):
        return None
    return found
