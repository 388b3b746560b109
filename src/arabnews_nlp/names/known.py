"""The curated tables by the keys under which the stages look a stretch of text up."""

from __future__ import annotations

from functools import cache

from arabnews_nlp.names._name_table import KnownNames
from arabnews_nlp.names.tables import acronyms, arabic_brands, brand_key, brands

__all__ = ["known_names"]


@cache
def known_names() -> KnownNames:
    """Names of the brand table in both scripts, and the acronyms of things, which are terms and no names."""
    # A row is known by its identity; to hash all of its spellings takes longer than all the rest here.
    rows = list({id(brand): brand for brand in brands().values()}.values())
    number = {id(brand): i for i, brand in enumerate(rows)}
    return KnownNames(
        [(brand.latin, brand.type) for brand in rows],
        {key: number[id(brand)] for key, brand in brands().items()},
        {" ".join(words): number[id(brand)] for words, brand in arabic_brands().items()},
        {brand_key(acronym) for acronym in acronyms().values()} - brands().keys(),
    )
