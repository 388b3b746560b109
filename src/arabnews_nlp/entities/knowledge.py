"""What the curated tables say of a name."""

from __future__ import annotations

from functools import cache, lru_cache

from arabnews_nlp._core.lexemes import fold
from arabnews_nlp.names.tables import Brand, acronyms, arabic_brands, brand_key, brands

__all__ = ["known_brand", "technical"]


@cache
def _terms() -> frozenset[str]:
    return frozenset(brand_key(acronym) for acronym in acronyms().values()) - frozenset(brands())


@lru_cache(4096)
def technical(name: str) -> bool:
    """Whether a name is an acronym of a thing (API, GPUs), which is no entity."""
    key = brand_key(name)
    return key in _terms() or (key.endswith("s") and key[:-1] in _terms())


@lru_cache(4096)
def known_brand(name: str) -> Brand | None:
    """The entry of a name, in either script, in the curated table."""
    return brands().get(brand_key(name)) or arabic_brands().get(tuple(fold(name).split()))
