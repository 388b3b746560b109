"""Relative expressions: أمس, الأسبوع المقبل, قبل ثلاثة أيام, الثلاثاء الماضي, أول ثلاثاء من أكتوبر.

They are resolved against the reference of the reading. Without one they are found all the same, and ``timex`` is None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, timedelta
from decimal import Decimal

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._cardinals import Reading, read_number, read_ordinal
from arabnews_nlp.numbers._dates import month, year
from arabnews_nlp.numbers._durations import plain
from arabnews_nlp.numbers._quantities import duration
from arabnews_nlp.numbers.lexicon import DIGIT
from arabnews_nlp.numbers.measures import Read, plain_dual
from arabnews_nlp.numbers.timex import iso_week, nth_week, nth_weekday, shifted

__all__ = ["read_relative"]

_PREPOSITIONS = frozenset(("من", "في"))


def read_relative(r: Reading, i: int) -> Read | None:
    """The relative expression at ``i``."""
    senses = r.word(i).senses
    if "weekday" in senses:
        return _weekday(r, i)
    if "now" in senses:
        now = "PRESENT_REF" if r.reference is None else f"{r.reference:%Y-%m-%dT%H:%M:%S}"
        return _made(r, r.word(i).begin, i + 1, now)
    if "since" in senses or "after" in senses:
        found = _deictic(r, i) or _ago(r, i)
        if found is not None:
            return found
    if "bare_weekday" in senses:
        week = _week(r, i + 1)
        if week is not None:
            timex = _weekday_of_week(r, senses["bare_weekday"], week[0])
            return _made(r, r.word(i).begin, week[1], timex)
    return (
        _nth_of_month(r, i)
        or _period(r, i)
        or _deictic(r, i)
        or _this(r, i)
        or _edge(r, i)
        or _from_now(r, i)
        or _day_of_this_month(r, i)
        or _day_number(r, i)
        or _every(r, i)
        or _whole(r, i)
    )


def _made(r: Reading, start: int, following: int, timex: str | None, label: str = "DATE") -> Read:
    return Quantity(r.text, start, r.end(following), label, timex=timex), following


def _day(r: Reading, offset: int) -> str | None:
    if r.reference is None:
        return None
    moved = shifted(r.reference, "P{}D", offset)
    return None if moved is None else moved.date().isoformat()


def _deictic(r: Reading, i: int) -> Read | None:
    """اليوم, أمس, غدا, بعد غد, اليوم التالي."""
    word = r.word(i)
    if "day_word" in word.senses and word.article:
        turn = _turn(r, i + 1)
        if turn is not None:
            return _made(r, word.begin, i + 2, _day(r, turn))
    found = r.phrase(i, "deictic")
    if found is None and "day_word" in word.senses:
        found = r.phrase(i + 1, "deictic") if not word.article else (0, i + 1)
        if found is not None and found[0] == 0 and not word.article:
            return None
    return None if found is None else _made(r, word.begin, found[1], _day(r, found[0]))


def _turn(r: Reading, i: int) -> int | None:
    """-1 for الماضي, 1 for المقبل, 0 for الحالي at ``i``."""
    word = r.word(i)
    if word.begin != word.start:
        return None
    for sense, turn in (("past", -1), ("next", 1), ("this", 0)):
        if sense in word.senses and word.form not in ("هذا", "هذه"):
            return turn
    return None


def _span(r: Reading, template: str, turn: int) -> str | None:
    """The whole period ``turn`` periods from the reference, at its grain."""
    if r.reference is None:
        return None
    moved = shifted(r.reference, template, turn)
    if moved is None:
        return None
    if template == "P{}W":
        return iso_week(moved.date())
    grain = {"P{}D": 10, "P{}M": 7, "P{}Y": 4, "P{}DE": 3, "P{}CE": 2}.get(template)
    return None if grain is None else moved.date().isoformat()[:grain]


def _period(r: Reading, i: int) -> Read | None:
    """الأسبوع المقبل, العام الماضي, with a weekday in it: الأسبوع المقبل يوم الجمعة."""
    word = r.word(i)
    template = word.senses.get("period")
    if template is None or not word.article:
        return None
    turn = _turn(r, i + 1)
    if turn is None or template.startswith("PT"):
        return None
    if template == "P{}W":
        at = i + 3 if "day_word" in r.word(i + 2).senses else i + 2
        weekday = r.word(at).senses.get("weekday")
        if weekday is not None:
            return _made(r, word.begin, at + 1, _weekday_of_week(r, weekday, turn))
    return _made(r, word.begin, i + 2, _span(r, template, turn))


def _weekday_of_week(r: Reading, weekday: int, turn: int) -> str | None:
    if r.reference is None:
        return None
    moved = shifted(r.reference, "P{}W", turn)
    if moved is None:
        return None
    try:
        return (moved.date() + timedelta(weekday - moved.isoweekday())).isoformat()
    except OverflowError:
        return None


def _week(r: Reading, i: int) -> tuple[int, int] | None:
    """A week relative to the reference at ``i`` (الأسبوع المقبل): how many weeks ahead, position after it."""
    if r.word(i).form in _PREPOSITIONS:
        i += 1
    if "week_word" in r.word(i).senses and r.word(i).article:
        turn = _turn(r, i + 1)
        return None if turn is None else (turn, i + 2)
    if r.word(i).form == "هذا" and "week_word" in r.word(i + 1).senses and r.word(i + 1).article:
        return 0, i + 2
    return None


def _weekday(r: Reading, i: int) -> Read | None:
    """الثلاثاء الماضي, الجمعة من الأسبوع المقبل, الأحد الثاني, الخميس 21."""
    word = r.word(i)
    weekday: int = word.senses["weekday"]
    week = _week(r, i + 1)
    if week is not None:
        return _made(r, word.begin, week[1], _weekday_of_week(r, weekday, week[0]))
    turn = _turn(r, i + 1)
    if turn:
        timex = None
        if r.reference is not None:
            today = r.reference.date()
            days = (weekday - today.isoweekday()) % 7 or 7
            timex = _day(r, days if turn > 0 else days - 7 or -7)
        return _made(r, word.begin, i + 2, timex)
    dated = _monthly(r, i, weekday)
    if dated is not None:
        return dated
    at = i + 2 if r.word(i + 1).form == "في" else i + 1
    ordinal = read_ordinal(r, at)
    if ordinal is not None and r.word(at).article and ordinal[1] <= 31 and r.word(at).begin == r.word(at).start:
        end = _this_month(r, ordinal[2])
        following = ordinal[2] if end is None else end[1]
        if "month_word" in r.word(following).senses or month(r, following + (r.word(following).form == "من"), True):
            return None
        if ordinal[1] <= 5 and at == i + 1 and end is None:
            timex = _in_month(r, weekday, ordinal[1])
        else:
            timex = _numbered(r, ordinal[1], 0 if end is None else end[0])
        return _made(r, word.begin, following, timex)
    number = r.word(at)
    if at == i + 2 and number.article and number.senses:
        value = read_number(r, at)
        if value is not None and 1 <= value.value <= 31 and value.value == int(value.value):
            return _made(r, word.begin, value.next, _numbered(r, int(value.value), 0))
    if number.kind == DIGIT and number.end - number.start <= 2:
        value = read_number(r, at)
        if value is not None and 1 <= value.value <= 31 and value.next == at + 1 and not _measured(r, at + 1):
            return _made(r, word.begin, at + 1, _numbered(r, int(value.value), 0))
    return None


def _measured(r: Reading, i: int) -> bool:
    word = r.word(i)
    return word.glued or r.has(i, "month", "month_word", "weak_month", "hijri", "period", "measure", "money", "percent")


def _in_month(r: Reading, weekday: int, nth: int) -> str | None:
    if r.reference is None:
        return None
    found = nth_weekday(r.reference.year, r.reference.month, weekday, nth)
    return None if found is None else found.isoformat()


def _numbered(r: Reading, day: int, turn: int) -> str | None:
    """A day of the month of the reference, or of one ``turn`` months away."""
    if r.reference is None:
        return None
    moved = shifted(r.reference.replace(day=1), "P{}M", turn)
    if moved is None or day > monthrange(moved.year, moved.month)[1]:
        return None
    return moved.date().replace(day=day).isoformat()


def _this_month(r: Reading, i: int) -> tuple[int, int] | None:
    """من هذا الشهر, من الشهر المقبل: how many months ahead, position after it."""
    if r.word(i).form != "من":
        return None
    if r.word(i + 1).form == "هذا" and "month_word" in r.word(i + 2).senses and r.word(i + 2).article:
        return 0, i + 3
    if "month_word" in r.word(i + 1).senses and r.word(i + 1).article:
        turn = _turn(r, i + 2)
        return None if turn is None else (turn, i + 3)
    return None


def _day_of_this_month(r: Reading, i: int) -> Read | None:
    """20 من الشهر المقبل, العشرين من الشهر المقبل."""
    word = r.word(i)
    ordinal = read_ordinal(r, i)
    if ordinal is not None:
        start, value, at = ordinal
    else:
        number = read_number(r, i) if word.kind == DIGIT or word.senses else None
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            return None
        start, value, at = number.start, int(number.value), number.next
    end = _this_month(r, at)
    return None if end is None else _made(r, start, end[1], _numbered(r, value, end[0]))


def _day_number(r: Reading, i: int) -> Read | None:
    """يوم 27."""
    word, number = r.word(i), r.word(i + 1)
    if "day_word" not in word.senses or word.article or number.kind != DIGIT or number.end - number.start > 2:
        return None
    value = read_number(r, i + 1)
    if value is None or not 1 <= value.value <= 31 or value.next != i + 2 or _measured(r, i + 2):
        return None
    return _made(r, word.begin, i + 2, f"XXXX-XX-{int(value.value):02d}")


def _this(r: Reading, i: int) -> Read | None:
    """هذا الأسبوع, هذا العام, هذا يوم الجمعة, هذا الأسبوع يوم السبت."""
    word = r.word(i)
    if word.form not in ("هذا", "هذه"):
        return None
    at = i + 2 if "day_word" in r.word(i + 1).senses and not r.word(i + 1).article else i + 1
    following = r.word(at)
    weekday = following.senses.get("weekday")
    if weekday is not None:
        days = None if r.reference is None else (weekday - r.reference.isoweekday()) % 7
        return _made(r, word.begin, at + 1, None if days is None else _day(r, days))
    template = following.senses.get("period")
    if template is None or not following.article or template.startswith("PT"):
        return None
    if template == "P{}W":
        at = i + 3 if "day_word" in r.word(i + 2).senses else i + 2
        weekday = r.word(at).senses.get("weekday")
        if weekday is not None:
            return _made(r, word.begin, at + 1, _weekday_of_week(r, weekday, 0))
    return _made(r, word.begin, i + 2, _span(r, template, 0))


def _edge(r: Reading, i: int) -> Read | None:
    """نهاية الشهر, بداية العام المقبل."""
    word = r.word(i)
    edge = word.senses.get("edge")
    following = r.word(i + 1)
    template = following.senses.get("period")
    if edge is None or template not in ("P{}W", "P{}M", "P{}Y") or not following.article:
        return None
    turn = _turn(r, i + 2)
    timex = _span(r, template, turn or 0)
    at = i + 2 if turn is None else i + 3
    quantity = Quantity(r.text, word.begin, r.end(at), "DATE", timex=timex, modifier=edge.upper())
    return quantity, at


def _amount(r: Reading, i: int) -> tuple[list[tuple[str, Decimal]], int, int] | None:
    """A span of time at ``i``: its parts, start offset and the position after it."""
    word = r.word(i)
    few = word.senses.get("few")
    if few is not None and "period" in r.word(i + 1).senses:
        return [(r.word(i + 1).senses["period"], Decimal(few))], word.begin, i + 2
    found = plain_dual(r, i) if "duration" in word.senses else None
    if found is None:
        number = read_number(r, i)
        if number is not None and "period" in r.word(number.next).senses and not r.word(number.next).article:
            found = duration(r, number.start, number.next, number.value)
        elif "period" in word.senses and not word.article:
            found = _one(r, i)
    if found is None or found[0].timex is None:
        return None
    return _parts(found[0].timex), found[0].start, found[1]


def _one(r: Reading, i: int) -> Read:
    return duration(r, r.word(i).begin, i, Decimal(1))


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


def _moved(r: Reading, parts: list[tuple[str, Decimal]], sign: int) -> str | None:
    moment: datetime | None = r.reference
    for template, amount in parts:
        moment = None if moment is None else shifted(moment, template, sign * float(amount))
    if moment is None:
        return None
    fine = parts[-1][0].startswith("PT")
    return f"{moment:%Y-%m-%dT%H:%M}" if fine else moment.date().isoformat()


def _ago(r: Reading, i: int) -> Read | None:
    """قبل ثلاثة أيام, بعد أسبوعين."""
    word = r.word(i)
    amount = _amount(r, i + 1)
    if amount is None or amount[1] != r.word(i + 1).start:
        return None
    sign = -1 if "since" in word.senses else 1
    end = r.phrase(amount[2], "from_now")
    if end is not None:
        return _made(r, amount[1], end[1], _moved(r, amount[0], sign))
    return _made(r, word.begin, amount[2], _moved(r, amount[0], sign))


def _from_now(r: Reading, i: int) -> Read | None:
    """ثلاثة أيام من الآن, before which منذ or قبل says that they are past."""
    word = r.word(i)
    if word.kind != DIGIT and not any(s in word.senses for s in ("unit", "ten", "duration", "period", "few")):
        return None
    amount = _amount(r, i)
    end = None if amount is None else r.phrase(amount[2], "from_now")
    if amount is None or end is None:
        return None
    before = r.word(i - 1)
    sign = -1 if before.form in ("منذ", "قبل") else 1
    return _made(r, amount[1], end[1], _moved(r, amount[0], sign))


def _month_reference(r: Reading, i: int) -> tuple[int, int | None, int] | None:
    """من شهر أكتوبر, بأيلول, في سبتمبر لعام 2014, من شهر عشرة: month, year, position after it."""
    at = i + 1 if r.word(i).form in _PREPOSITIONS else i
    word = r.word(at)
    if "month_word" in word.senses:
        found = month(r, at + 1, True)
        if found is None:
            ordinal = read_ordinal(r, at + 1)
            number = None if ordinal is not None else read_number(r, at + 1)
            if ordinal is not None and ordinal[1] <= 12:
                found = ordinal[1], ordinal[2], False
            elif number is not None and 1 <= number.value <= 12:
                found = int(number.value), number.next, False
    else:
        found = month(r, at, True)
    if found is None or found[2]:
        return None
    value, at, _ = found
    written = year(r, at, False)
    if written is None and r.word(at).form == "في":
        written = year(r, at + 1, False)
    return (value, None, at) if written is None else (value, written[0], written[1])


def _nth_of_month(r: Reading, i: int) -> Read | None:
    """أول ثلاثاء من شهر أكتوبر, آخر يوم بشهر عشرة, الأسبوع الأخير في سبتمبر, نصف شهر مارس, اليوم الأول من شهر ثلاثة."""
    word = r.word(i)
    if "mid_month" in word.senses:
        named = _month_reference(r, i + 1)
        if named is not None and "month_word" in r.word(i + 1).senses:
            return _of_month(r, word.begin, "day", 15, named)
    if ("week_word" in word.senses or "day_word" in word.senses) and word.article:
        kind = "week" if "week_word" in word.senses else "day"
        ordinal = read_ordinal(r, i + 1)
        nth, at = (ordinal[1], ordinal[2]) if ordinal is not None else (0, i + 2)
        if ordinal is None and r.word(i + 1).form not in ("الاخير", "الاخيره"):
            return None
        named = _month_reference(r, at)
        return None if named is None else _of_month(r, word.begin, kind, nth, named)
    ordinal = read_ordinal(r, i)
    if ordinal is not None and not word.article:
        nth, at = ordinal[1], ordinal[2]
    elif "last_one" in word.senses:
        nth, at = 0, i + 1
    else:
        return None
    if "day_word" in r.word(at).senses and "bare_weekday" in r.word(at + 1).senses:
        at += 1
    counted = r.word(at)
    weekday = counted.senses.get("bare_weekday", counted.senses.get("weekday"))
    kind = (
        "weekday"
        if weekday
        else "week"
        if "week_word" in counted.senses
        else "day"
        if "day_word" in counted.senses
        else ""
    )
    named = _month_reference(r, at + 1) if kind else None
    if named is None:
        if "last_one" in word.senses and kind == "day":
            return _made(r, word.begin, at + 1, _day(r, -1))
        return None
    return _of_month(r, word.begin, kind, nth, named, weekday or 0)


def _monthly(r: Reading, i: int, weekday: int) -> Read | None:
    """الأربعاء الثانية من شهر أكتوبر."""
    ordinal = read_ordinal(r, i + 1)
    if ordinal is None or ordinal[1] > 5:
        return None
    named = _month_reference(r, ordinal[2]) if r.word(ordinal[2]).form in _PREPOSITIONS else None
    return None if named is None else _of_month(r, r.word(i).begin, "weekday", ordinal[1], named, weekday)


def _of_month(
    r: Reading, start: int, kind: str, nth: int, named: tuple[int, int | None, int], weekday: int = 0
) -> Read:
    """The nth day, week or weekday of a month; without a year the nearest such month ahead."""
    value, written, at = named
    if written is None and r.reference is None:
        return _made(r, start, at, None)
    if written is None and r.reference is not None:
        written = min(r.reference.year + (value < r.reference.month), MAXYEAR)
    assert written is not None
    found: date | str | None = None
    if kind == "weekday":
        found = nth_weekday(written, value, weekday, nth)
    elif kind == "week":
        found = nth_week(written, value, nth)
    elif nth <= monthrange(written, value)[1]:
        found = date(written, value, nth or monthrange(written, value)[1])
    return _made(r, start, at, found.isoformat() if isinstance(found, date) else found)


def _every(r: Reading, i: int) -> Read | None:
    """كل يوم, كل ثلاثة أشهر."""
    word = r.word(i)
    if "every" not in word.senses or word.begin != word.start:
        return None
    amount = _amount(r, i + 1)
    if amount is None or amount[1] != r.word(i + 1).start:
        return None
    template, value = amount[0][0]
    timex = template.format(plain(value))
    return Quantity(r.text, word.begin, r.end(amount[2]), "DURATION", timex=timex, modifier="EVERY"), amount[2]


def _whole(r: Reading, i: int) -> Read | None:
    """طوال الأسبوع, شهر كامل, and a period that is the whole text."""
    word = r.word(i)
    at = i + 1 if "whole_of" in word.senses else i
    template = r.word(at).senses.get("period")
    if template is None or (at == i and word.article):
        return None
    if at > i:
        return Quantity(r.text, word.begin, r.end(at + 1), "DURATION", timex=template.format(1)), at + 1
    found = _one(r, i)
    longer = found[1] > i + 1
    if not longer and not r.alone(i, i + 1):
        return None
    return found
