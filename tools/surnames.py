"""Makes ``src/arabnews_nlp/names/data/surnames.tsv``: surnames that sound alone does not link.

usage: python tools/surnames.py --words WORDS.tsv... [--output FILE]

WORDS has lines ``arabic<TAB>latin`` and more fields, the first number of which says how often the pair occurs: single
words of personal names (of Wikidata, CC0). The surnames of the people in the tables of names come first. A pair is kept
if it sounds alike at all, so that it is no error, and if a text that holds both is not linked without it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from arabnews_nlp.names.letters import arabic_letters, latin_letters
from arabnews_nlp.names.lexicon import surname_pairs
from arabnews_nlp.names.linking.linked_text import surname_start
from arabnews_nlp.names.linking.linker import align_names
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.tables import brand_key, brands

HEAD = """# Surnames that sound alone does not link: rare spellings, few consonants, frequent words that are names too.
# Written by tools/surnames.py. Columns: arabic, latin (its letters).
arabic\tlatin"""
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064aپچڤگ]{2,}(?: [\u0621-\u063a\u0641-\u064aپچڤگ]+)*")
ALIKE = 0.55
"""Likeness below which a pair is taken for an error of the list."""
TEXT = "وصل {latin} أمس إلى المدينة. وغادر {arabic} اليوم."


def from_tables() -> Iterator[tuple[str, str]]:
    """Surnames of the people of the tables: the last Arabic words that sound most like the last Latin ones."""
    for brand in dict.fromkeys(brands().values()):
        words = brand.arabic[0].split() if brand.arabic else []
        if brand.type != "PER" or len(brand.latin.split()) < 2 or len(words) < 2:
            continue
        surname = brand.latin[surname_start(brand.latin) :]
        for arabic in brand.arabic:
            words = arabic.split()
            tails = [" ".join(words[k:]) for k in range(1, len(words))]
            if tails:
                yield max(tails, key=lambda tail: (round(similarity(surname, tail), 2), -len(tail))), surname


def from_lists(paths: list[Path], least: int) -> Iterator[tuple[str, str]]:
    """Words of the lists that occur so often at least."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            arabic, latin, *fields = line.split("\t")
            if int(next(filter(str.isdigit, fields))) >= least:
                yield arabic_letters(arabic), latin.title() if latin.islower() else latin


def linked(arabic: str, latin: str) -> bool:
    """Whether a text with both is linked as it should be."""
    found = align_names(TEXT.format(arabic=arabic, latin=latin))
    return any({latin, arabic} <= {mention.text for mention in name.mentions} for name in found)


def main() -> None:
    """Collect, try, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    parser.add_argument("--least", type=int, default=2, help="occurrences of a pair")
    parser.add_argument("--output", type=Path, default=Path("src/arabnews_nlp/names/data/surnames.tsv"))
    options = parser.parse_args()
    if surname_pairs():
        raise SystemExit(f"empty {options.output} first: what it holds would be found linked")
    pairs: dict[tuple[str, str], None] = {}
    sources = ((from_tables(), 0.4), (from_lists(options.words, options.least), ALIKE))
    for source, least in sources:
        for arabic, latin in source:
            key = brand_key(latin_letters(latin))
            if len(arabic) < 2 or len(key) < 3 or not latin[:1].isalpha() or (arabic, key) in pairs:
                continue
            if max(similarity(latin, arabic), similarity(latin, arabic.removeprefix("ال"))) >= least and not linked(
                arabic, latin
            ):
                pairs[arabic, key] = None
    lines = [f"{arabic}\t{latin}" for arabic, latin in sorted(pairs)]
    options.output.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")
    print(f"{options.output}: {len(lines)} pairs")


if __name__ == "__main__":
    main()
