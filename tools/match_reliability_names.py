"""How far the probabilities of ``match`` hold on whole names of open lists, against names that are hard to tell apart.

usage: python tools/match_reliability_names.py --persons PERSONS.tsv --labels LABELS.tsv [--words WORDS.tsv]
           [--without SEEN.tsv...] [--count 2000] [--seed 3]

PERSONS has lines ``arabic<TAB>latin``, LABELS ``table<TAB>english key<TAB>arabic``, of which people and cities are
taken without what a title adds in brackets or after a comma, WORDS ``arabic<TAB>latin`` words of names. Left out are
names that the shipped tables have in either script, and those of SEEN, pairs on which the probabilities were fitted.
Each Latin name is compared with

- its own Arabic spelling,
- the name of somebody else with the same last word (for a single word with any other word),
- its own spelling with a word in its place that differs in one letter,
- any other name of its kind.

Wrong pairs that the lists give as spellings of one name, as wholes or word by word, are left out. No parameter of the
library is set by these pairs.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from match_reliability import holes, print_table

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.letters import latin_letters
from arabnews_nlp.names.tables import brand_key, brands, same_names

TABLES = ("people/peoples.json", "cities/cities_full.json")
"""Tables of labels that hold names, most of them written by sound; those of clubs translate or add words."""
EXPLAINED = re.compile(r" *[(,].*")
"""What the title of an article adds to a name."""


class Name(NamedTuple):
    """A name in both scripts, by words."""

    arabic: tuple[str, ...]
    latin: tuple[str, ...]


class Spellings:
    """Which Arabic and Latin words and names the lists give as one."""

    def __init__(self, names: list[Name], words: list[Name]) -> None:
        self.whole: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        self.word: defaultdict[str, set[str]] = defaultdict(set)
        self.near: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*names, *words):
            self.whole[_key(name.latin)].add(name.arabic)
            if len(name.arabic) == len(name.latin):
                for arabic, latin in zip(name.arabic, name.latin, strict=True):
                    self.word[latin_letters(latin)].add(arabic)
        for word in {word for found in self.word.values() for word in found}:
            for hole in holes(word):
                self.near[hole].add(word)

    def are_one(self, latin: tuple[str, ...], arabic: tuple[str, ...]) -> bool:
        """Whether a pair is right by the lists."""
        if arabic in self.whole[_key(latin)]:
            return True
        return len(latin) == len(arabic) and all(
            a in self.word[latin_letters(word)] for word, a in zip(latin, arabic, strict=True)
        )

    def alike(self, word: str) -> list[str]:
        """Words that differ in one letter."""
        return sorted(set().union(*(self.near[hole] for hole in holes(word))) - {word})


def _key(latin: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(latin_letters, latin))


def read(path: Path, *tables: str) -> list[Name]:
    """The names of a file, of some of its tables where they are given; each name once."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]
    pairs = [(row[2], row[1]) for row in rows if row[0] in tables] if tables else [(row[0], row[1]) for row in rows]
    plain = [(EXPLAINED.sub("", arabic), EXPLAINED.sub("", latin)) for arabic, latin in pairs]
    names = (Name(tuple(fold(arabic).split()), tuple(latin.split())) for arabic, latin in plain)
    return list(dict.fromkeys(name for name in names if name.arabic and name.latin))


def is_shipped(name: Name) -> bool:
    """Whether the tables of the library have a name in either script."""
    return name.arabic in same_names() or brand_key(" ".join(name.latin)) in brands()


def wrong_pairs(
    name: Name, names: list[Name], by_last: dict[str, list[Name]], lists: Spellings, rng: random.Random
) -> list[tuple[str, ...]]:
    """Arabic names that a Latin name is not."""
    others = [rng.choice(names).arabic]
    relatives = [other.arabic for other in by_last[name.arabic[-1]] if other.arabic[0] != name.arabic[0]]
    others.append(rng.choice(relatives) if len(name.arabic) > 1 and relatives else rng.choice(names).arabic)
    place = rng.randrange(len(name.arabic))
    alike = lists.alike(name.arabic[place])
    if alike:
        others.append((*name.arabic[:place], rng.choice(alike), *name.arabic[place + 1 :]))
    return [other for other in others if not lists.are_one(name.latin, other)]


def main() -> None:
    """Draw, compare, print a table for each kind of names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    seen = {name for path in options.without for name in read(path)}
    words = read(options.words) if options.words else []
    for title, listed in (("persons", read(options.persons)), ("labels", read(options.labels, *TABLES))):
        lists, rng = Spellings(listed, words), random.Random(options.seed)
        names = [name for name in listed if name not in seen and not is_shipped(name)]
        by_last: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_last[name.arabic[-1]].append(name)
        rows: list[tuple[str, str, bool]] = []
        for name in rng.sample(names, options.count):
            latin = " ".join(name.latin)
            rows.append((latin, " ".join(name.arabic), True))
            rows += [(latin, " ".join(other), False) for other in wrong_pairs(name, names, by_last, lists, rng)]
        print(f"\n{title}: {len(names)} names, {options.count} drawn\n")
        print_table(rows)


if __name__ == "__main__":
    main()
