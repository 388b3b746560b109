"""The curated tables: well-known names in both scripts, and acronyms with their Arabic expansions."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names._name_table import brand_key

__all__ = ["Brand", "acronym_rows", "acronyms", "arabic_brands", "brand_key", "brands", "curated_brands", "same_names"]


class Brand(NamedTuple):
    """A well-known name."""

    latin: str
    type: str
    arabic: tuple[str, ...]
    variants: tuple[str, ...]
    described: tuple[str, ...] = ()
    """Arabic spellings with a word that describes the name; they are found in texts and never written."""
    plain: tuple[str, ...] = ()
    """Arabic spellings that are ordinary words as well; they are written and never sought."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Arabic spellings by which the name is found in a text."""
        return (*self.arabic, *self.described)

    @property
    def written(self) -> tuple[str, ...]:
        """Arabic spellings of the name itself, the usual one first."""
        return (*self.plain, *self.arabic)


@cache
def curated_brands() -> list[Brand]:
    """The rows that people collected."""
    return _brand_rows("brands.tsv")


def _brand_rows(name: str) -> list[Brand]:
    def spellings(cell: str) -> tuple[str, ...]:
        return tuple(cell.split("|")) if cell else ()

    return [Brand(latin, kind, *map(spellings, cells)) for latin, kind, *cells in read_table(__package__, name)]


@cache
def brands() -> dict[str, Brand]:
    """Brands by the key of their Latin name and its variants; a curated row wins over one from a list."""
    table: dict[str, Brand] = {}
    for brand in (*_brand_rows("listed_names.tsv"), *curated_brands()):
        for form in (brand.latin, *brand.variants):
            table[brand_key(form)] = brand
    return table


@cache
def arabic_brands() -> dict[tuple[str, ...], Brand]:
    """Brands by the folded words of each Arabic spelling that is sought."""
    return {tuple(fold(form).split()): brand for brand in brands().values() for form in brand.sought}


@cache
def same_names() -> dict[tuple[str, ...], frozenset[Brand]]:
    """Brands by the folded words of each Arabic spelling, written or sought."""
    found: dict[tuple[str, ...], set[Brand]] = {}
    for brand in brands().values():
        for form in {*brand.sought, *brand.plain}:
            found.setdefault(tuple(fold(form).split()), set()).add(brand)
    return {words: frozenset(held) for words, held in found.items()}


@cache
def acronym_rows() -> list[tuple[str, tuple[str, ...]]]:
    """Acronyms with their Arabic expansions."""
    return [(acronym, tuple(arabic.split("|"))) for acronym, arabic, _ in read_table(__package__, "acronyms.tsv")]


@cache
def acronyms() -> dict[tuple[str, ...], str]:
    """Acronyms by the folded words of each Arabic expansion."""
    return {tuple(fold(form).split()): acronym for acronym, forms in acronym_rows() for form in forms}
