"""Partial dates against a reference date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import msgspec

from arabnews_nlp.doc import Quantity

__all__ = ["resolve"]

_MONTH_DAY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")


def resolve(quantity: Quantity, reference: datetime) -> Quantity:
    """The quantity with its date complete: the nearest one on or after the reference, at its own grain."""
    timex = quantity.timex or ""
    today = reference.date()
    if match := _WEEKDAY.fullmatch(timex):
        ahead = (int(match[1]) - today.isoweekday()) % 7
        return msgspec.structs.replace(quantity, timex=(today + timedelta(ahead)).isoformat())
    if match := _MONTH_DAY.fullmatch(timex):
        month, day = int(match[1]), int(match[2] or 0)
        for year in range(today.year, today.year + 9):
            try:
                last = date(year, month, day) if day else date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
            except ValueError:
                continue
            if last >= today:
                return msgspec.structs.replace(quantity, timex=f"{year}{timex[4:]}")
    return quantity
