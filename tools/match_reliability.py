"""How far the probabilities of ``match`` hold: predicted against observed, on single words.

usage: python tools/match_reliability.py PAIRS.tsv [--words MORE.tsv] [--seed 1]

PAIRS has lines ``arabic<TAB>latin`` of true pairs. For each the same Latin name is compared with an Arabic word in
which one letter differs (from PAIRS and MORE) and with any other word. A row of the output is a range of probabilities.
Whole names against hard ones: ``tools/match_reliability_names.py``.
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.transliterate.matching import holes

import arabnews_nlp as an

EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01)


def pairs_of(path: Path) -> list[tuple[str, str]]:
    """Pairs of a file."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]
    return [(fields[0], fields[1].lower()) for fields in lines]


def print_table(rows: list[tuple[str, str, bool]]) -> None:
    """Predicted against observed, for pairs with whether they are one name; ranges without a pair are left out."""
    scores = an.batch_match([(latin, arabic) for latin, arabic, _ in rows])
    print("| probability | pairs | predicted | observed |\n|---|---|---|---|")
    for low, high in pairwise(EDGES):
        held = [(score, same) for score, (*_, same) in zip(scores, rows, strict=True) if low <= score < high]
        if held:
            predicted, observed = (sum(column) / len(held) for column in zip(*held, strict=True))
            print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(held)} | {predicted:.2f} | {observed:.2f} |")


def main() -> None:
    """Compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pairs = pairs_of(options.pairs)
    own: dict[str, set[str]] = {}
    for arabic, latin in pairs:
        own.setdefault(latin, set()).add(arabic)
    words = sorted({arabic for arabic, _ in [*pairs, *(pairs_of(options.words) if options.words else [])]})
    near: dict[str, list[str]] = {}
    for word in words:
        for hole in holes(word):
            near.setdefault(hole, []).append(word)
    rng = random.Random(options.seed)
    rows: list[tuple[str, str, bool]] = []
    for arabic, latin in pairs:
        alike = sorted({word for hole in holes(arabic) for word in near[hole]} - own[latin])
        others = [rng.choice(words), *([rng.choice(alike)] if alike else [])]
        rows += [(latin, arabic, True), *((latin, other, False) for other in others if other not in own[latin])]
    print_table(rows)


if __name__ == "__main__":
    main()
