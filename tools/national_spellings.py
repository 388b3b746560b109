"""Makes ``src/arabnews_nlp/names/data/national_spellings.tsv``: how the habits of countries differ in writing names.

usage: python tools/national_spellings.py --words person-name-words.tsv --names person-names.tsv [--held-out]

Both files have lines ``arabic, latin, language, country`` (Wikidata, CC0, and others named in NOTICE). Each pair of
words is cut into letters by the shipped model. A weight is the log of how much likelier a group of countries writes one
side of a graphone for the other than all groups do, each counting alike. ``--held-out`` leaves a tenth of the words out
and says how often the spelling in use is the first, and among the first five, of ``romanize`` and of ``arabize``, each
without and with the country.
"""

from __future__ import annotations

import argparse
import re
import zlib
from collections import Counter
from math import log
from pathlib import Path

from arabnews_nlp.names.letters import arabic_letters, latin_letters
from arabnews_nlp.names.models import transliterator
from arabnews_nlp.names.models.habits import letter_pairs

GROUPS = ("EG", "DZ MA TN MR", "SA AE KW QA BH OM YE", "LB SY PS JO", "IQ", "LY", "SD")
"""Countries of like habits."""
LEAST, CLEAR, SMOOTH = 12, 0.35, 4.0
"""Occurrences in a group, weight and added occurrences of a row."""
COMMON = 0.03
"""Share that a side needs among the counterparts of the other one; rarer pairs are errors of the cut."""
OUTPUT = Path(__file__).parents[1] / "src/arabnews_nlp/names/data/national_spellings.tsv"
HEAD = """# How countries write names. Written by tools/national_spellings.py.
# Columns: countries, arabic, latin (letters that stand for each other), romanized (log of how much likelier there than
# elsewhere for the Arabic side), arabized (the same for the Latin side).
countries\tarabic\tlatin\tromanized\tarabized"""
ARTICLE = re.compile("(al-|al |el |el-)(?=[a-z])")
Row = tuple[str, str, str]


def rows_of(path: Path) -> list[Row]:
    """Arabic, Latin and country of the lines that have a country of a group."""
    known = {country for group in GROUPS for country in group.split()}
    fields = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    rows = [(arabic_letters(f[0]), latin_letters(f[1]), f[3]) for f in fields if len(f) > 3 and f[3] in known]
    return [row for row in rows if row[0] and row[1]]


def held_out(row: Row) -> bool:
    """Whether a row is of the tenth kept for testing."""
    return zlib.crc32(row[0].encode()) % 10 == 0


def habits(counts: dict[str, Counter[tuple[str, str]]], side: int) -> dict[tuple[str, str, str], float]:
    """Weights by group and graphone; ``side`` is that which is given."""
    shares: dict[str, dict[tuple[str, str], tuple[int, int]]] = {}
    pairs = {pair for counter in counts.values() for pair in counter}
    for group, counter in counts.items():
        given: Counter[str] = Counter()
        for pair, count in counter.items():
            given[pair[side]] += count
        shares[group] = {pair: (counter[pair], given[pair[side]]) for pair in pairs}
    found = {}
    for pair in pairs:
        seen = [shares[group][pair] for group in counts]
        mean = sum((n + 0.01) / (total + 1) for n, total in seen) / len(seen)
        for group, (n, total) in zip(counts, seen, strict=True):
            weight = log((n + SMOOTH * mean) / (total + SMOOTH) / mean)
            common = max(mean, n / (total + 1)) >= COMMON
            if common and total >= LEAST and n + mean * total >= LEAST / 3 and abs(weight) >= CLEAR:
                found[group, *pair] = max(-3.0, min(3.0, weight))
    return found


def table(words: list[Row], names: list[Row]) -> list[str]:
    """The lines of the table."""
    counts: dict[str, Counter[tuple[str, str]]] = {group: Counter() for group in GROUPS}
    of = {country: group for group in GROUPS for country in group.split()}
    for arabic, latin, country in words:
        if " " not in arabic + latin:
            counts[of[country]].update(pair for pair in letter_pairs(arabic, latin) if pair[0] and pair[1])
    articles: dict[str, Counter[tuple[str, str]]] = {group: Counter() for group in GROUPS}
    for arabic, latin, country in names:
        if re.search(" ال..", arabic) and " عبد" not in " " + arabic:
            found = ARTICLE.search(latin, 1)
            articles[of[country]]["ال", found[1] if found else ""] += 1
    romanized = habits(counts, 0) | habits(articles, 0)
    arabized = habits(counts, 1)
    keys = sorted(romanized.keys() | arabized.keys())
    return [f"{'	'.join(key)}\t{romanized.get(key, 0.0):.2f}\t{arabized.get(key, 0.0):.2f}" for key in keys]


def judge(words: list[Row]) -> None:
    """Print how often the spelling of a country is the first, without and with the country."""
    for group in GROUPS:
        chosen = sorted({row for row in words if row[2] in group.split()})[:: max(1, len(words) // 1500)][:200]
        line = [f"{group:22s} {len(chosen):4d}"]
        for function, given, wanted in ((transliterator.romanize, 0, 1), (transliterator.arabize, 1, 0)):
            for n in (1, 5):
                for country in (None, "?"):
                    right = 0
                    for row in chosen:
                        out = function(row[given], n, country and row[2])
                        right += any(form.lower() == row[wanted] for form, _ in out)
                    line.append(f"{right / len(chosen):.3f}")
        print(" ".join(line))


def main() -> None:
    """Count, write, and judge where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    words, names = rows_of(options.words), rows_of(options.names)
    kept = [row for row in words if not held_out(row)] if options.held_out else words
    options.output.write_text("\n".join([HEAD, *table(kept, names)]) + "\n", "utf-8")
    if options.held_out:
        judge([row for row in words if held_out(row) and " " not in row[0] + row[1]])


if __name__ == "__main__":
    main()
