"""Where an entity begins and ends: attached clitics and marks are outside."""

from __future__ import annotations

from arabnews_nlp._core.units import FEATURES, Units

__all__ = ["trimmed"]

_MARK = 1 << FEATURES.index("mark")
_PERSON = 1 << FEATURES.index("person-word")
_LISTED = sum(1 << FEATURES.index(name) for name in ("per", "org", "loc", "product", "event", "place"))


def trimmed(units: Units, first: int, last: int, label: str) -> tuple[int, int] | None:
    """Span of the units from ``first`` up to ``last`` without marks at its ends and proclitics at its start.

    Whether a first letter is a proclitic is told by the gazetteer where the name stands in it, by the list of personal
    names for a person, and else by which reading is the more frequent word.
    """
    while first < last and units[first][4] & _MARK:
        first += 1
    while first < last and units[last - 1][4] & _MARK:
        last -= 1
    if first == last:
        return None
    start, end = units[first][0], units[last - 1][1]
    features = units[first][4]
    if not (label == "PER" and features & _PERSON and not features & _LISTED):
        start = units.body_start(first)
    return start, end
