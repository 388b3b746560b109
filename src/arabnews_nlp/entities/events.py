"""Named events: phrases of the tables, with the place and the year that follow them (مونديال روسيا 2018)."""

from __future__ import annotations

from arabnews_nlp._core.units import FEATURES, Units

__all__ = ["event_spans"]

_EVENT = 1 << FEATURES.index("event")
_INSIDE = 1 << FEATURES.index("in-event")
_PLACE = sum(1 << FEATURES.index(name) for name in ("loc", "place"))
_IN_PLACE = sum(1 << FEATURES.index(name) for name in ("in-loc", "in-place"))
_DIGITS = 1 << FEATURES.index("digits")


def event_spans(units: Units) -> list[tuple[int, int]]:
    """Units of the events that the tables know, as ``(first, last + 1)``."""
    spans = []
    for first in units.having(_EVENT):
        last = _while(units, first + 1, _INSIDE)
        if _has(units, last, _PLACE) and not units[last][3]:
            last = _while(units, last + 1, _IN_PLACE)
            if _has(units, last, _DIGITS) and units[last][1] - units[last][0] == 4:
                last += 1
        spans.append((first, last))
    return spans


def _has(units: Units, i: int, features: int) -> bool:
    return i < len(units) and bool(units[i][4] & features)


def _while(units: Units, i: int, features: int) -> int:
    while _has(units, i, features):
        i += 1
    return i
