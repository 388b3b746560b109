"""Entities on the way to their final form."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Found"]


class Found(NamedTuple):
    """A span with its type; ``canonical`` is set where a table knows the name."""

    start: int
    end: int
    label: str
    score: float
    canonical: str | None = None
