"""Adds the frequent first names of a list to the rows ``given`` and ``arabic_given`` of the table ``words.tsv``.

usage: python tools/given_names.py --words person-name-words.tsv [--least 8] [--least-arabic 20]

The list has lines ``arabic, latin, language, country, role, count, source`` (Wikidata, CC0, and others in NOTICE).
A word is taken if it is a first name so often at least and more often than not, and the tables do not know it as a
place, an organization or an ordinary word. Rows that are there stay.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.letters import latin_letters
from arabnews_nlp.names.lexicon import arabic_given_names, given_names, is_common_word, listed
from arabnews_nlp.names.tables import arabic_brands, brand_key, brands

TABLE = Path(__file__).parents[1] / "src/arabnews_nlp/names/data/words.tsv"
SHORTEST = 4
"""Letters of a first name, at least: shorter ones are surnames and words of other languages as well."""

OFFICES = {"قاضي"}
"""Words for an office that are first names somewhere."""


def first_names(path: Path, column: int, least: int, is_free: Callable[[str], bool]) -> list[str]:
    """First names of a column of a list that occur so often."""
    given: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        word = (fold, latin_letters)[column](fields[column])
        (given if fields[4] == "given" else others)[word] += int(fields[5])
    return sorted(
        word
        for word, count in given.items()
        if count >= max(least, others[word]) and len(word) >= SHORTEST and word.isalpha() and is_free(word)
    )


def is_free_latin(word: str) -> bool:
    """Whether the tables do not know a Latin word as something else, or as a first name already."""
    brand = brands().get(brand_key(word))
    return fold(word) not in given_names() | listed("english") and (brand is None or brand.type == "PER")


def is_free_arabic(word: str) -> bool:
    """Whether an Arabic word is no frequent word, nothing else of the tables, and no first name already."""
    brand = arabic_brands().get((word,))
    known = word in arabic_given_names() or word in OFFICES or is_common_word(word)
    return not known and (brand is None or brand.type == "PER")


def main() -> None:
    """Collect, add, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--least", type=int, default=8)
    parser.add_argument("--least-arabic", type=int, default=20)
    options = parser.parse_args()
    lines = TABLE.read_text("utf-8").splitlines()
    for column, name, least, is_free in (
        (0, "arabic_given", options.least_arabic, is_free_arabic),
        (1, "given", options.least, is_free_latin),
    ):
        last = max(k for k, line in enumerate(lines) if line.startswith(f"{name}\t"))
        found = first_names(options.words, column, least, is_free)
        lines[last + 1 : last + 1] = [f"{name}\t{word}" for word in found]
        print(f"{name}: {len(found)} more")
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
