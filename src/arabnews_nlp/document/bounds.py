"""Where the records of a layer start and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from arabnews_nlp.document.records import Span

__all__ = ["Bounds", "bounds_of", "first_from"]

Bounds = Callable[[int], tuple[int, int]]
"""Start and end of the record of a number."""


def bounds_of(records: Sequence[Span]) -> Bounds:
    """Tells where each of the records starts and ends; those that are columns make no record for it.

    >>> from arabnews_nlp.document.records import Span
    >>> bounds_of([Span("نعم. لا.", 0, 4), Span("نعم. لا.", 5, 8)])(1)
    (5, 8)
    """
    found: Bounds | None = getattr(records, "bounds", None)
    return found or (lambda i: (records[i].start, records[i].end))


def first_from(records: Sequence[Span], start: int) -> int:
    """Number of the first of the records, which are in order, that starts at this offset or behind it."""
    bounds = bounds_of(records)
    return bisect_left(range(len(records)), start, key=lambda i: bounds(i)[0])
