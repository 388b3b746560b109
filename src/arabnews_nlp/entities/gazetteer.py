"""The curated list of places, bodies and events that news names every day."""

from __future__ import annotations

from functools import cache

from arabnews_nlp._files.tables import read_table

__all__ = ["entries"]


@cache
def entries() -> list[tuple[str, str]]:
    """Label and name of every entry."""
    return [(label, name) for label, name in read_table(__package__, "gazetteer.tsv")]
