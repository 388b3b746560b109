"""Counts the most frequent Arabic words that are no names, for ``src/arabnews_nlp/names/data/common_words.tsv``.

usage: python tools/common_words.py OUTPUT TEXT.xz... [--names PAIRS.txt] [--count 6000]

TEXT is plain text, or JSON lines with a field ``text``. Words are counted in folded form. Left out are the names of the
brand table and of PAIRS (arabic<TAB>latin), unless they are among the most frequent words of all: those are ordinary
words that also serve as names.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from pathlib import Path

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.tables import brands

WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0670]+")
HEAD = "# Frequent Arabic words that are no names, one a row, folded; written by tools/common_words.py.\n"
"""What the head of the table says."""
ORDINARY = 1500
"""Rank down to which a word is ordinary even where it is a name too."""


def words(path: Path) -> Counter[str]:
    """Counts of the words of one file."""
    counts: Counter[str] = Counter()
    records = ".jsonl" in path.suffixes
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(WORD.findall(json.loads(line)["text"] if records else line))
    return counts


def main() -> None:
    """Count, leave the names out, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--count", type=int, default=6000)
    options = parser.parse_args()
    folded: Counter[str] = Counter()
    for path in options.texts:
        for word, count in words(path).items():
            folded[fold(word)] += count
    listed = {fold(form) for brand in brands().values() for form in brand.arabic}
    named = set()
    if options.names:
        named = {fold(line.split("\t")[0]) for line in options.names.read_text("utf-8").splitlines()}
    kept: list[str] = []
    for rank, (word, _) in enumerate(folded.most_common()):
        bare = word[2:] if word.startswith("ال") else word
        if len(word) > 1 and word not in listed and (rank < ORDINARY or not {word, bare} & named):
            kept.append(word)
        if len(kept) == options.count:
            break
    options.output.write_text(HEAD + "word\n" + "\n".join(sorted(kept)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
