"""Makes ``src/arabnews_nlp/names/data/national_spellings.tsv``: how the habits of countries differ in writing names.

usage: python tools/national_spellings.py --words person-name-words.tsv --names person-names.tsv [--powers]

Both files have lines ``arabic, latin, language, country`` and later a count (Wikidata, CC0, and others in NOTICE). Each
pair of words is cut into letters by the shipped model. A weight is the log of how much likelier a group of countries
writes one side of a graphone for the other than all groups do, each counting alike.

``--powers`` writes nothing: it says what power over the likelihood of a spelling the weights should have
(``names/models/habits.py``). Weights are made without two tenths of the words; on one of them the power of each
direction is fitted by likelihood, each group counting alike. The other tenth says how often the spelling in use is the
first, and among the first five, without and with the country.
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from math import exp, log
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from arabnews_nlp.names.letters import arabic_letters, latin_letters
from arabnews_nlp.names.models.habits import POWERS as POWERS_IN_USE
from arabnews_nlp.names.models.habits import habit, letter_pairs
from arabnews_nlp.names.models.spellings import unweighted

GROUPS = ("EG", "DZ MA TN MR", "SA AE KW QA BH OM YE", "LB SY PS JO", "IQ", "LY", "SD")
"""Countries of like habits."""
LEAST, CLEAR, SMOOTH = 12, 0.35, 4.0
"""Occurrences in a group, weight and added occurrences of a row."""
MOST_COUNTED = 20
"""Occurrences of a word that count, so that Mohammed does not speak for all words."""
COMMON = 0.03
"""Share that a side needs among the counterparts of the other one; rarer pairs are errors of the cut."""
OUTPUT = Path(__file__).parents[1] / "src/arabnews_nlp/names/data/national_spellings.tsv"
POWERS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
MOST_WORDS, CANDIDATES = 150, 24
"""Words of a group that are tried in a tenth, and spellings of each."""
HEAD = """# How countries write names. Written by tools/national_spellings.py.
# Columns: countries, arabic, latin (letters that stand for each other), romanized (log of how much likelier there than
# elsewhere for the Arabic side), arabized (the same for the Latin side).
countries\tarabic\tlatin\tromanized\tarabized"""
ARTICLE = re.compile("(al-|al |el |el-)(?=[a-z])")


class Row(NamedTuple):
    """A name with the country and how often it occurs there."""

    arabic: str
    latin: str
    country: str
    count: int


def rows_of(path: Path) -> list[Row]:
    """The lines that have a country of a group."""
    known = {country for group in GROUPS for country in group.split()}
    fields = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    rows = [
        Row(arabic_letters(f[0]), latin_letters(f[1]), f[3], int(next(filter(str.isdigit, f[4:]), "1")))
        for f in fields
        if len(f) > 3 and f[3] in known
    ]
    return [row for row in rows if row.arabic and row.latin]


def tenth(row: Row) -> int:
    """Which tenth of the words a row is of."""
    return zlib.crc32(row.arabic.encode()) % 10


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
    for arabic, latin, country, count in words:
        if " " not in arabic + latin:
            for pair in letter_pairs(arabic, latin):
                if pair[0] and pair[1]:
                    counts[of[country]][pair] += min(count, MOST_COUNTED)
    articles: dict[str, Counter[tuple[str, str]]] = {group: Counter() for group in GROUPS}
    for arabic, latin, country, _ in names:
        if re.search(" ال..", arabic) and " عبد" not in " " + arabic:
            found = ARTICLE.search(latin, 1)
            articles[of[country]]["ال", found[1] if found else ""] += 1
    romanized = habits(counts, 0) | habits(articles, 0)
    arabized = habits(counts, 1)
    keys = sorted(romanized.keys() | arabized.keys())
    return [f"{'	'.join(key)}\t{romanized.get(key, 0.0):.2f}\t{arabized.get(key, 0.0):.2f}" for key in keys]


class Tried(NamedTuple):
    """A spelling of a word: its likelihood, what habits say of it, and whether it is that in use."""

    likelihood: float
    habit: float
    right: bool


def tried(
    rows: list[Row], to_arabic: bool, weights: Mapping[tuple[str, str], tuple[float, float]]
) -> list[list[Tried]]:
    """The spellings of the words of some rows."""
    found = []
    for arabic, latin, *_ in rows:
        given, wanted = (latin, arabic) if to_arabic else (arabic, latin)
        choices = unweighted(given, to_arabic)[:CANDIDATES]
        found.append([Tried(p, habit(text, given, to_arabic, weights), text == wanted) for text, p in choices])
    return found


def likelihood(words: list[list[Tried]], power: float) -> float:
    """Mean log probability of the spelling in use, of the words that have it among their spellings."""
    found = []
    for choices in words:
        scores = [(row.likelihood * exp(power * row.habit), row.right) for row in choices]
        if any(right for _, right in scores):
            found.append(log(sum(p for p, right in scores if right) / sum(p for p, _ in scores)))
    return mean(found)


def right(words: list[list[Tried]], power: float, n: int) -> float:
    """Share of the words whose spelling in use is among the first."""
    ranked = (sorted(choices, key=lambda row: -row.likelihood * exp(power * row.habit))[:n] for choices in words)
    return sum(any(row.right for row in choices) for choices in ranked) / len(words)


def judge(words: list[Row], names: list[Row]) -> None:
    """Print the power of each direction, and what it is worth on held-out words."""
    kept, kept_names = ([row for row in rows if tenth(row) > 1] for rows in (words, names))
    weights: dict[str, dict[tuple[str, str], tuple[float, float]]] = {group: {} for group in GROUPS}
    for line in table(kept, kept_names):
        group, arabic, latin, romanized, arabized = line.split("\t")
        weights[group][arabic, latin] = float(romanized), float(arabized)
    rng = random.Random(1)
    for to_arabic in (True, False):
        parts: list[dict[str, list[list[Tried]]]] = [{}, {}]
        for group in GROUPS:
            for k in (0, 1):
                of = [row for row in words if row.country in group.split() and tenth(row) == k]
                single = sorted({row for row in of if " " not in row.arabic + row.latin})
                chosen = rng.sample(single, min(MOST_WORDS, len(single)))
                parts[k][group] = tried(chosen, to_arabic, weights[group])
        means = {power: mean(likelihood(found, power) for found in parts[1].values()) for power in POWERS}
        best = max(POWERS, key=means.__getitem__)
        print("arabize" if to_arabic else "romanize", best, {power: round(found, 4) for power, found in means.items()})
        for group, found in parts[0].items():
            shares = (f"{right(found, p, n):.3f}" for n in (1, 5) for p in (0.0, POWERS_IN_USE[to_arabic]))
            print(f"{group:22s} {len(found)}", *shares, flush=True)


def main() -> None:
    """Count, write, and judge where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--powers", action="store_true")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    words, names = rows_of(options.words), rows_of(options.names)
    if options.powers:
        judge(words, names)
    else:
        options.output.write_text("\n".join([HEAD, *table(words, names)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
