"""Calendar arithmetic: partial TIMEX3 values against a reference, and the nth weekday or week of a month.

Values follow TIMEX3 (ISO 8601 with X for the unknown): ``XXXX-08-29``, ``XXXX-WXX-3``, ``XXXX-XX-27``, ``T15:00``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Literal

__all__ = ["PREFERENCES", "Prefer", "Side", "iso_week", "nth_week", "nth_weekday", "resolve", "shifted"]

_MONTH_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_DAY = re.compile(r"XXXX-XX-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_PART = re.compile(r"XXXX-([QH])(\d)")


Side = Literal["future", "past", "nearest"]
"""On which side of the reference a partial date lies."""
Prefer = Literal["future", "past", "nearest", "evident"]
PREFERENCES: tuple[Prefer, ...] = ("future", "past", "nearest", "evident")
"""Which of the dates that a partial one may be is meant where no word says so; ``evident`` leaves those partial."""


def resolve(timex: str, reference: datetime, prefer: Side = "future") -> str:
    """A partial date made whole, at its own grain: the next one, the last one or the nearer of both.

    The day or month of the reference itself is the next one and the last one.

    >>> moment = datetime(2023, 9, 1)
    >>> [resolve("XXXX-08-29", moment, side) for side in ("future", "past", "nearest")]
    ['2024-08-29', '2023-08-29', '2023-08-29']
    """
    following = _next(timex, reference)
    if prefer == "future" or following == timex:
        return following
    last = _last(timex, reference)
    if prefer == "past" or last == timex:
        return last
    return min(last, following, key=lambda date: abs((_start(date) - reference).days))


def _start(timex: str) -> datetime:
    """The middle of a date, as far as days go."""
    year, _, rest = timex.partition("-")
    if rest[:1] in ("Q", "H"):
        return datetime(int(year), min(12, int(rest[1]) * (3 if rest[0] == "Q" else 6) - 1), 1)
    month, _, day = rest.partition("-")
    return datetime(int(year), int(month), int(day or 15))


def _last(timex: str, reference: datetime) -> str:
    """The nearest date that is not after the reference."""
    today = reference.date()
    if match := _WEEKDAY.fullmatch(timex):
        moment = shifted(reference, "P{}D", -((today.isoweekday() - int(match[1])) % 7))
        return timex if moment is None else moment.date().isoformat()
    if match := _MONTH_DAY.fullmatch(timex):
        month, day = int(match[1]), int(match[2] or 0)
        for year in range(today.year, max(today.year - 9, 0), -1):
            if day <= monthrange(year, month)[1] and (year, month, day) <= (today.year, today.month, today.day):
                return f"{year:04d}{timex[4:]}"
    if match := _DAY.fullmatch(timex):
        day = int(match[1])
        year, month = today.year, today.month
        for _ in range(12):
            if day <= monthrange(year, month)[1] and date(year, month, day) <= today:
                return date(year, month, day).isoformat()
            year, month = (year, month - 1) if month > 1 else (max(year - 1, 1), 12)
    if match := _PART.fullmatch(timex):
        months = 3 if match[1] == "Q" else 6
        year = today.year - ((int(match[2]) - 1) * months + 1 > today.month)
        return f"{year:04d}{timex[4:]}" if year >= MINYEAR else timex
    return timex


def _next(timex: str, reference: datetime) -> str:
    """The nearest date that is not before the reference.

    A day with its month is one of this year as long as the month is not over.

    >>> _next("XXXX-08-29", datetime(2023, 9, 1)), _next("XXXX-WXX-3", datetime(2023, 9, 1))
    ('2024-08-29', '2023-09-06')
    >>> _next("XXXX-09-01", datetime(2023, 9, 12))
    '2023-09-01'
    """
    today = reference.date()
    if match := _WEEKDAY.fullmatch(timex):
        moment = shifted(reference, "P{}D", (int(match[1]) - today.isoweekday()) % 7)
        return timex if moment is None else moment.date().isoformat()
    if match := _MONTH_DAY.fullmatch(timex):
        month, day = int(match[1]), int(match[2] or 0)
        for year in range(today.year, min(today.year + 9, 9999)):
            last = monthrange(year, month)[1]
            if day <= last and (year, month) >= (today.year, today.month):
                return f"{year:04d}{timex[4:]}"
    if match := _DAY.fullmatch(timex):
        day = int(match[1])
        year, month = today.year, today.month
        for _ in range(12):
            if day <= monthrange(year, month)[1] and date(year, month, day) >= today:
                return date(year, month, day).isoformat()
            year, month = (year, month + 1) if month < 12 else (min(year + 1, 9999), 1)
    if match := _PART.fullmatch(timex):
        months = 3 if match[1] == "Q" else 6
        year = today.year + (int(match[2]) * months < today.month)
        return f"{year:04d}{timex[4:]}" if year <= MAXYEAR else timex
    return timex


def iso_week(day: date) -> str:
    """ISO 8601 week of a day: ``2013-W07``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(moment: datetime, template: str, amount: float) -> datetime | None:
    """A moment moved by an amount of a period, to the last day of a shorter month; None outside the calendar."""
    try:
        if template in ("P{}M", "P{}Y", "P{}DE", "P{}CE"):
            months = round(amount * {"P{}M": 1, "P{}Y": 12, "P{}DE": 120, "P{}CE": 1200}[template])
            index = moment.year * 12 + moment.month - 1 + months
            year, month = divmod(index, 12)
            return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
        unit = {"P{}W": "weeks", "P{}D": "days", "PT{}H": "hours", "PT{}M": "minutes", "PT{}S": "seconds"}[template]
        return moment + timedelta(**{unit: amount})
    except (ValueError, OverflowError):
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday (ISO: Monday is 1) of a month, the last where ``nth`` is 0; None where there is none."""
    days = [d for d in range(1, monthrange(year, month)[1] + 1) if date(year, month, d).isoweekday() == weekday]
    return date(year, month, days[nth - 1]) if nth <= len(days) else None


def nth_week(year: int, month: int, nth: int) -> str | None:
    """The nth whole ISO week of a month, the last where ``nth`` is 0."""
    last = monthrange(year, month)[1]
    mondays = [d for d in range(1, last - 5) if date(year, month, d).isoweekday() == 1]
    return iso_week(date(year, month, mondays[nth - 1])) if nth <= len(mondays) else None
