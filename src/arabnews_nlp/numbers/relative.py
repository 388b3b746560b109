"""Relative expressions: أمس, الأسبوع المقبل, قبل ثلاثة أيام, هذا المساء, نهاية الشهر.

They are resolved against the reference of the reading, at the grain of their words. Without one they are found all the
same, and ``timex`` is None. What has no exact place even with a reference is ``PAST_REF``, ``PRESENT_REF`` or
``FUTURE_REF`` (السنوات الماضية, بعد أيام); what hangs on an event of the text (اليوم التالي, بعد عامين من الحرب) has no
value, or is a duration.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from arabnews_nlp.numbers._cardinals import read_number
from arabnews_nlp.numbers._durations import duration, filled, read_duration
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._quantities import date_quantity, quantity
from arabnews_nlp.numbers.lexicon import DIGIT
from arabnews_nlp.numbers.measures import Read
from arabnews_nlp.numbers.timex import iso_week, shifted

__all__ = [
    "PREPOSITIONS", "Shift", "ago", "day_at", "day_in_week", "deictic", "edge", "every", "from_now", "now", "period",
    "shift_at", "this", "week_at", "weekday_of_week", "whole",
]  # fmt: skip

PREPOSITIONS = frozenset(("من", "في"))


class Shift(IntEnum):
    """Which period an adjective means: the one before that of the reference, that one, or the one after it."""

    PAST = -1
    THIS = 0
    NEXT = 1


_VAGUE = {Shift.PAST: "PAST_REF", Shift.THIS: "PRESENT_REF", Shift.NEXT: "FUTURE_REF"}
"""TIMEX3 values of what is past, present or to come and has no exact place."""

_AHEAD = re.compile("(?:و?س(?:أ(?!ل)|[يتن])|و?ي)\\w{3}|سوف(?!\\w)")
_NEAR = 5
"""Words before a date among which its verb stands."""

_MIDNIGHT = time()
"""Time of a reference that is a date."""

_ROUND_YEARS = 10
"""So many years ago is a year, not a day."""

_GRAINS = {"P{}D": 10, "P{}M": 7, "P{}Y": 4, "P{}DE": 3, "P{}CE": 2}
"""How much of an ISO 8601 date a period needs."""


class Amount(NamedTuple):
    """A span of time that was read: where its text starts, the position after it, and its parts.

    Each part is the template of its period and how many of it; no parts where the text does not say how many.
    """

    start: int
    next: int
    parts: list[tuple[str, Decimal]]
    modifier: str | None = None
    """``APPROX`` where the text says that they are a few, which are taken for three."""


def shift_at(parser: Parser, i: int) -> Shift | None:
    """What the adjective at ``i`` means: الماضي, المقبل, الحالي."""
    word = parser.word(i)
    if word.host_start != word.start:
        return None
    for sense, shift in (("past", Shift.PAST), ("next", Shift.NEXT), ("this", Shift.THIS)):
        if sense in word.senses and word.form not in ("هذا", "هذه"):
            return shift
    return None


def _shifted_date(parser: Parser, i: int, following: int, timex: str | None) -> Read:
    """A date from the word ``i`` to its adjective.

    التالي and السابق count from what the text was speaking of, and الأسبوع الأخير is the last of something; they count
    from the reference only where nothing else stands in the text, or after a verb of the future.
    """
    adjective = parser.word(following - 1)
    is_final = adjective.has("final") and not parser.word(following - 2).has("periods")
    if (
        (is_final or adjective.has("anaphoric"))
        and not parser.is_whole_text(i, following)
        and not looks_ahead(parser, i)
    ):
        timex = None
    return date_quantity(parser, parser.word(i).host_start, following, timex)


def looks_ahead(parser: Parser, i: int) -> bool:
    """Whether a verb of the present or future stands before, from which one counts ahead: سأعود في اليوم التالي."""
    return any(
        not (word := parser.word(k)).senses and _AHEAD.match(parser.text, word.start)
        for k in range(max(0, i - _NEAR), i)
    )


def now(parser: Parser, i: int) -> Read | None:
    """الآن, but not آلان and ألان, which are names; the day alone where the reference gives no time."""
    word = parser.word(i)
    if not word.has("now") or parser.text[word.host_start] in "آأإ":
        return None
    reference = parser.reference
    if reference is None:
        return date_quantity(parser, word.host_start, i + 1, "PRESENT_REF")
    timex = reference.isoformat(timespec="seconds") if reference.time() != _MIDNIGHT else reference.date().isoformat()
    return date_quantity(parser, word.host_start, i + 1, timex)


def day_in_week(parser: Parser, i: int) -> Read | None:
    """خميس الأسبوع المقبل."""
    word = parser.word(i)
    week = week_at(parser, i + 1) if word.has("bare_weekday") else None
    if week is None:
        return None
    timex = weekday_of_week(parser, word.value_of("bare_weekday"), week[0])
    return _shifted_date(parser, i, week[1], timex)


def day_at(parser: Parser, offset: int) -> str | None:
    """The day so many days from the reference."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, "P{}D", offset)
    return None if moved is None else moved.date().isoformat()


def deictic(parser: Parser, i: int) -> Read | None:
    """اليوم, أمس, غدا, بعد غد, اليوم التالي; but neither اليوم العالمي nor ذلك اليوم."""
    word = parser.word(i)
    if word.has("day_word") and word.article:
        shift = shift_at(parser, i + 1)
        if shift is not None:
            return _shifted_date(parser, i, i + 2, day_at(parser, shift))
        if parser.word(i + 1).has("naming"):
            return None
    if parser.text[max(0, word.host_start - 1) : word.end] == "لامس":
        return None  # a verb, and not لأمس
    found = parser.phrase(i, "deictic")
    if found is None and word.has("day_word"):
        found = parser.phrase(i + 1, "deictic") if not word.article else (0, i + 1)
        if found is not None and found[0] == 0 and not word.article:
            return None
    if found is not None and found[0] == 0 and parser.word(found[1]).has("ordinal") and parser.word(found[1]).article:
        return None
    if i and word.has("day_word") and parser.word(i - 1).has("pointing"):
        return None
    noun = parser.word(i + 1)
    if (
        word.has("colloquial")
        and not noun.has("weekday", "daypart", "clock")
        and (noun.form.startswith("ال") or noun.form.endswith("ه"))
    ):
        return None  # بكرة القدم, بكرة سهلة
    return None if found is None else date_quantity(parser, word.host_start, found[1], day_at(parser, found[0]))


def _whole_period(parser: Parser, template: str, shift: Shift) -> str | None:
    """The whole period so many periods from the reference, at its grain."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, template, shift)
    if moved is None:
        return None
    if template == "P{}W":
        return iso_week(moved.date())
    grain = _GRAINS.get(template)
    return None if grain is None else moved.date().isoformat()[:grain]


def _periods(parser: Parser, i: int, template: str, shift: Shift) -> str | None:
    """The period at ``i``, or several of it that nobody counts (السنوات الماضية)."""
    return _VAGUE[shift] if parser.word(i).has("periods") else _whole_period(parser, template, shift)


def _weekday_in(parser: Parser, i: int, shift: Shift) -> tuple[str | None, int] | None:
    """The weekday that stands behind a week: الأسبوع المقبل يوم الجمعة."""
    at = i + 1 if parser.word(i).has("day_word") else i
    weekday = parser.word(at).value_of("weekday")
    return None if weekday is None else (weekday_of_week(parser, weekday, shift), at + 1)


def period(parser: Parser, i: int) -> Read | None:
    """الأسبوع المقبل, العام الماضي, with a weekday in it: الأسبوع المقبل يوم الجمعة."""
    word = parser.word(i)
    template = word.value_of("period")
    if template is None or not word.article:
        return None
    shift = shift_at(parser, i + 1)
    if shift is None or template.startswith("PT"):
        return None
    if template == "P{}DE" and word.has("periods") and shift is Shift.THIS:
        return None  # contracts that are in force
    if i and parser.word(i - 1).has("general") and word.has("year_word"):
        return None  # الأمين العام السابق
    if template == "P{}W" and not word.has("periods"):
        within = _weekday_in(parser, i + 2, shift)
        if within is not None:
            return date_quantity(parser, word.host_start, within[1], within[0])
    return _shifted_date(parser, i, i + 2, _periods(parser, i, template, shift))


def weekday_of_week(parser: Parser, weekday: int, shift: Shift) -> str | None:
    """A weekday of the week of the reference, or of one so many weeks from it."""
    if parser.reference is None:
        return None
    moved = shifted(parser.reference, "P{}W", shift)
    if moved is None:
        return None
    try:
        return (moved.date() + timedelta(weekday - moved.isoweekday())).isoformat()
    except OverflowError:
        return None


def week_at(parser: Parser, i: int) -> tuple[Shift, int] | None:
    """A week at ``i`` (الأسبوع المقبل): which one it is, and the position after it."""
    if parser.word(i).form in PREPOSITIONS:
        i += 1
    if parser.word(i).has("week_word") and parser.word(i).article:
        shift = shift_at(parser, i + 1)
        return None if shift is None else (shift, i + 2)
    if parser.word(i).form == "هذا" and parser.word(i + 1).has("week_word") and parser.word(i + 1).article:
        return Shift.THIS, i + 2
    return None


def this(parser: Parser, i: int) -> Read | None:
    """هذا الأسبوع, هذا العام, هذا يوم الجمعة, هذا الأسبوع يوم السبت, هذا المساء."""
    word = parser.word(i)
    if word.form not in ("هذا", "هذه"):
        return None
    at = i + 2 if parser.word(i + 1).has("day_word") and not parser.word(i + 1).article else i + 1
    following = parser.word(at)
    weekday = following.value_of("weekday")
    if weekday is not None:
        days = None if parser.reference is None else (weekday - parser.reference.isoweekday()) % 7
        return date_quantity(parser, word.host_start, at + 1, None if days is None else day_at(parser, days))
    part = following.value_of("part_of_today")
    if part is not None:
        day = day_at(parser, 0)
        return date_quantity(parser, word.host_start, at + 1, None if day is None else f"{day}{part}")
    template = following.value_of("period")
    if template is None or not following.article or template.startswith("PT"):
        return None
    if template == "P{}DE" and following.has("periods"):
        return None
    if template == "P{}W" and not following.has("periods"):
        within = _weekday_in(parser, i + 2, Shift.THIS)
        if within is not None:
            return date_quantity(parser, word.host_start, within[1], within[0])
    return date_quantity(parser, word.host_start, i + 2, _periods(parser, i + 1, template, Shift.THIS))


def edge(parser: Parser, i: int) -> Read | None:
    """نهاية الشهر, بداية العام المقبل, نهاية هذا العام; the end of a week is its weekend."""
    word = parser.word(i)
    edge = word.value_of("edge")
    noun = i + 2 if parser.word(i + 1).form in ("هذا", "هذه") else i + 1
    following = parser.word(noun)
    template = following.value_of("period")
    if edge is None or template not in ("P{}W", "P{}M", "P{}Y") or not following.article or following.has("periods"):
        return None
    if parser.word(noun + 1).kind == DIGIT or parser.word(noun + 1).has("fiscal"):
        return None
    shift = shift_at(parser, noun + 1)
    at = noun + 1 if shift is None else noun + 2
    timex = _whole_period(parser, template, Shift.THIS if shift is None else shift)
    if parser.word(at - 1).has("anaphoric"):
        timex = None
    if template == "P{}W" and edge == "end":
        return date_quantity(parser, word.host_start, at, None if timex is None else f"{timex}-WE")
    return quantity(parser, word.host_start, at, "DATE", timex=timex, modifier=edge.upper())


def _amount(parser: Parser, i: int) -> Amount | None:
    """A span of time at ``i``: ثلاثة أيام, شهر و21 يوما, ساعتين; بضعة أيام and أيام, which nobody counted."""
    word = parser.word(i)
    few = word.value_of("few")
    if few is not None and parser.word(i + 1).has("period"):
        parts = [(parser.word(i + 1).value_of("period"), Decimal(few))]
        return Amount(word.host_start, i + 2, parts, "APPROX")
    if word.has("duration") and not word.article:
        return _read_amount(parser, word.host_start, i, Decimal(2))
    number = read_number(parser, i)
    if number is not None and parser.word(number.next).has("period") and not parser.word(number.next).article:
        return _read_amount(parser, number.start, number.next, number.value)
    if word.has("period") and not word.article:
        if word.has("periods"):
            return Amount(word.host_start, i + 1, [])
        return _read_amount(parser, word.host_start, i, Decimal(1))
    return None


def _read_amount(parser: Parser, start: int, at: int, value: Decimal) -> Amount:
    found = read_duration(parser, at, value, Decimal(1))
    return Amount(start, found.next, found.parts)


def _moved(parser: Parser, parts: list[tuple[str, Decimal]], shift: Shift) -> str | None:
    """The moment of the reference moved by an amount, as a year where many years are counted."""
    if not parts:
        return _VAGUE[shift]
    moment: datetime | None = parser.reference
    for template, amount in parts:
        moment = None if moment is None else shifted(moment, template, shift * float(amount))
    if moment is None:
        return None
    template, amount = parts[-1]
    if template.startswith("PT"):
        return f"{moment:%Y-%m-%dT%H:%M}"
    coarse = template == "P{}Y" and amount >= _ROUND_YEARS and amount == int(amount)
    return moment.date().isoformat()[: 4 if coarse else 10]


def _moved_date(parser: Parser, start: int, following: int, amount: Amount, shift: Shift) -> Read:
    timex = _moved(parser, amount.parts, shift)
    return quantity(parser, start, following, "DATE", timex=timex, modifier=amount.modifier)


def _hangs_on_event(parser: Parser, i: int) -> bool:
    """Whether a span of time that ends before ``i`` counts from what is named next: بعد عامين فقط من الحرب."""
    while parser.word(i).has("after_amount"):
        i += 1
    word = parser.word(i)
    return word.form in ("من", "علي") and word.start > parser.word(i - 1).end


def ago(parser: Parser, i: int) -> Read | None:
    """قبل ثلاثة أيام, and after a verb of the present or future يغادر بعد أسبوعين; else بعد goes on with a story.

    Neither يوما بعد يوم nor بعد يومين من الحرب count from the reference.
    """
    word = parser.word(i)
    amount = _amount(parser, i + 1)
    if amount is None or amount.start != parser.word(i + 1).start:
        return None
    shift = Shift.PAST if word.has("since") else Shift.NEXT
    end = parser.phrase(amount.next, "from_now")
    if end is not None:
        return _moved_date(parser, amount.start, end[1], amount, shift)
    if _hangs_on_event(parser, amount.next):
        return None
    if (
        shift is Shift.NEXT
        and not parser.is_whole_text(i, amount.next)
        and (word.proclitics or not looks_ahead(parser, i))
    ):
        return None
    before = parser.word(i - 1)
    if i and before.has("period") and before.value_of("period") == parser.word(i + 1).value_of("period"):
        return None
    return _moved_date(parser, word.host_start, amount.next, amount, shift)


def from_now(parser: Parser, i: int) -> Read | None:
    """ثلاثة أيام من الآن, before which منذ or قبل says that they are past."""
    word = parser.word(i)
    if word.kind != DIGIT and not word.has("unit", "ten", "duration", "period", "few"):
        return None
    amount = _amount(parser, i)
    end = None if amount is None else parser.phrase(amount.next, "from_now")
    if amount is None or end is None:
        return None
    shift = Shift.PAST if parser.word(i - 1).form in ("منذ", "قبل") else Shift.NEXT
    return _moved_date(parser, amount.start, end[1], amount, shift)


def every(parser: Parser, i: int) -> Read | None:
    """كل يوم, كل ثلاثة أشهر, كل يوم جمعة."""
    word = parser.word(i)
    if not word.has("every") or word.host_start != word.start:
        return None
    day = i + 2 if parser.word(i + 1).has("day_word") else i + 1
    if parser.word(day).has("bare_weekday") and parser.word(day).host_start == parser.word(day).start:
        return quantity(parser, word.host_start, day + 1, "DURATION", timex="P1W", modifier="EVERY")
    amount = _amount(parser, i + 1)
    if amount is None or not amount.parts or amount.start != parser.word(i + 1).start:
        return None
    template, value = amount.parts[0]
    timex = filled(template, value)
    return quantity(parser, word.host_start, amount.next, "DURATION", timex=timex, modifier="EVERY")


def whole(parser: Parser, i: int) -> Read | None:
    """طوال الأسبوع, شهر كامل, and a period that is the whole text."""
    word = parser.word(i)
    at = i + 1 if word.has("whole_of") else i
    template = parser.word(at).value_of("period")
    if template is None or parser.word(at).has("periods") or (at == i and word.article):
        return None
    if at > i:
        return quantity(parser, word.host_start, at + 1, "DURATION", timex=template.format(1))
    found = duration(parser, word.host_start, i, Decimal(1))
    if found[1] == i + 1 and not parser.is_whole_text(i, i + 1):
        return None
    return found
