"""Entities on the way to their final form."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

__all__ = ["Found", "Record"]

Record: TypeAlias = tuple[str, int, int, str, float, str | None]
"""Text, start, end, label, score and canonical form."""


class Found(NamedTuple):
    """A span with its type; ``canonical`` is set where a table knows the name."""

    start: int
    end: int
    label: str
    score: float
    canonical: str | None = None
