"""The curated tables: well-known names in both scripts, and acronyms with their Arabic expansions."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names._name_table import brand_key

__all__ = ["Brand", "acronym_rows", "acronyms", "arabic_brands", "brand_key", "brands"]


class Brand(NamedTuple):
    """A well-known name."""

    latin: str
    type: str
    arabic: tuple[str, ...]
    variants: tuple[str, ...]


@cache
def brands() -> dict[str, Brand]:
    """Brands by the key of their Latin name and its variants."""
    table = {}
    for latin, kind, arabic, variants in read_table(__package__, "brands.tsv"):
        brand = Brand(latin, kind, tuple(arabic.split("|")), tuple(v for v in variants.split("|") if v))
        for form in (latin, *brand.variants):
            table[brand_key(form)] = brand
    return table


@cache
def arabic_brands() -> dict[tuple[str, ...], Brand]:
    """Brands by the folded words of each Arabic spelling."""
    return {tuple(fold(form).split()): brand for brand in brands().values() for form in brand.arabic}


@cache
def acronym_rows() -> list[tuple[str, tuple[str, ...]]]:
    """Acronyms with their Arabic expansions."""
    return [(acronym, tuple(arabic.split("|"))) for acronym, arabic, _ in read_table(__package__, "acronyms.tsv")]


@cache
def acronyms() -> dict[tuple[str, ...], str]:
    """Acronyms by the folded words of each Arabic expansion."""
    return {tuple(fold(form).split()): acronym for acronym, forms in acronym_rows() for form in forms}
