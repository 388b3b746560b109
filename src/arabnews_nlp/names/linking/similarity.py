"""How much a Latin and an Arabic name sound alike, from a table of the usual spellings of sounds."""

from __future__ import annotations

from functools import cache, lru_cache

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names.linking._similarity import SoundCosts

__all__ = ["similarity"]


@cache
def _costs() -> SoundCosts:
    table: dict[str, list[tuple[str, float]]] = {}
    for group, spellings in read_table("arabnews_nlp.names", "sound_costs.tsv"):
        pairs = [spelling.split("=") for spelling in spellings.split()]
        table[group] = [("" if arabic == "-" else arabic, float(cost)) for arabic, cost in pairs]
    spare, missing = dict(table.pop("spare")), dict(table.pop("missing"))
    return SoundCosts(table, spare, missing)


@lru_cache(maxsize=1 << 12)
def similarity(latin: str, arabic: str) -> float:
    """Likeness in [0, 1]: 1 where every letter has a usual counterpart. Capitals in a row may be read letter by letter.

    >>> similarity("Microsoft", "مايكروسوفت") > 0.9, similarity("IBM", "آي بي إم") > 0.9
    (True, True)
    >>> similarity("Microsoft", "ماكرون") < 0.5
    True
    """
    return _costs().similarity(latin, arabic)
