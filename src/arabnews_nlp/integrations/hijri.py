"""Hijri dates in the Gregorian calendar, by the Umm al-Qura tables of hijridate (extra ``hijri``)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from arabnews_nlp.errors import ArgumentValueError, MissingExtraError

__all__ = ["gregorian_days"]

_DATE = re.compile(r"AH-(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")


def gregorian_days(timex: str | None) -> tuple[date, date]:
    """The first and the last Gregorian day of a Hijri day, month, year or range of these, as TIMEX3 writes them.

    >>> [day.isoformat() for day in gregorian_days("AH-1446")]
    ['2024-07-07', '2025-06-25']

    :raises MissingExtraError: hijridate is not installed.
    :raises ArgumentValueError: no Hijri date with its year, one that the tables do not reach, or a day that its month
        does not have in them.
    """
    first, _, last = (timex or "").partition("/")
    starts, ends = _days(first), _days(last or first)
    if ends[1] < starts[0]:
        raise ArgumentValueError("timex", timex, "a range that ends after its beginning")
    return starts[0], ends[1]


def _days(timex: str) -> tuple[date, date]:
    try:
        from hijridate import Hijri
        from hijridate.ummalqura import HIJRI_RANGE
    except ImportError as error:
        raise MissingExtraError("hijridate", "hijri") from error
    if (parts := _DATE.fullmatch(timex)) is None:
        raise ArgumentValueError("timex", timex, "a Hijri date with its year, as AH-1446-09")
    year, month, day = (None if part is None else int(part) for part in parts.groups())
    assert year is not None
    low, high = HIJRI_RANGE[0][0], HIJRI_RANGE[1][0]
    if not low <= year <= high:
        raise ArgumentValueError("timex", timex, f"a Hijri date of the years {low} to {high}, which the tables have")
    try:
        first = Hijri(year, month or 1, day or 1)
        length = _length(first, month is not None, day is not None)
        begin = first.to_gregorian()
    except (ValueError, OverflowError) as error:
        raise ArgumentValueError("timex", timex, f"a day of the Umm al-Qura calendar ({error})") from None
    start = date(begin.year, begin.month, begin.day)
    return start, start + timedelta(days=length - 1)


def _length(first: Any, with_month: bool, with_day: bool) -> int:
    """Days of the day, month or year that begins with this date."""
    if with_day:
        return 1
    return int(first.month_length() if with_month else first.year_length())
