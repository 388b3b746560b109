"""How far the probabilities of ``match`` hold on names that nothing was fitted on: predicted against observed.

usage: python tools/match_reliability.py --lists FOLDER --words PAIRS.tsv [--seed 5]

FOLDER has the open lists (person-names.tsv, wikipedia-labels.tsv, person-name-words.tsv, wikidata-name-words.tsv),
PAIRS lines ``arabic<TAB>latin`` of single words that no model learns. A tenth of the names of the lists and half of the
words are judged on. Names of the shipped tables are left out, and so are, from the list of known words, those that only
the names for judging and for fitting have: they stand for names that the library has never seen.

Ordinary pairs are each name with itself and with any other name; hard ones are each name with itself or another
spelling of it, and with one that it is easily mixed up with (``training/transliterate/hard_pairs.py``). Half of either
are right. A row of the first tables is a range of probabilities; the last one tells the hard pairs by what they are.
The calibration error is the mean distance of predicted and observed over the ranges, weighed by their pairs.
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.transliterate.calibration import Parts, drawn_for_judging, matcher
from training.transliterate.hard_pairs import Case

from arabnews_nlp.names.models.model_file import KIND, file_bytes

EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01)

Judged = list[tuple[float, Case]]


def row(judged: Judged) -> tuple[int, float, float]:
    """Number, mean probability and share of right ones."""
    count = len(judged)
    return count, sum(p for p, _ in judged) / count, sum(case.same for _, case in judged) / count


def ranges(judged: Judged) -> list[Judged]:
    """The pairs by the range of their probability."""
    return [[(p, case) for p, case in judged if low <= p < high] for low, high in pairwise(EDGES)]


def error(judged: Judged) -> float:
    """Expected calibration error."""
    rows = [row(held) for held in ranges(judged) if held]
    return sum(count * abs(predicted - observed) for count, predicted, observed in rows) / len(judged)


def print_tables(title: str, ordinary: Judged, hard: Judged) -> None:
    """Ordinary beside hard pairs, by ranges."""
    print(f"\n{title}: calibration error {error(ordinary):.3f} on ordinary pairs, {error(hard):.3f} on hard ones\n")
    print("| probability | ordinary pairs | predicted | observed | hard pairs | predicted | observed |")
    print("|---|---|---|---|---|---|---|")
    for (low, high), *both in zip(pairwise(EDGES), ranges(ordinary), ranges(hard), strict=True):
        cells = [f"{low:.2f} to {min(high, 1.0):.2f}"]
        for held in both:
            count, predicted, observed = row(held) if held else (0, 0.0, 0.0)
            cells += [str(count), f"{predicted:.2f}", f"{observed:.2f}"] if count else ["0", "", ""]
        print("| " + " | ".join(cells) + " |")


def main() -> None:
    """Draw, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    parts = Parts.of(options.lists, options.words)
    scores = matcher(KIND.unpack(file_bytes()) | {"match_words": parts.known}).scores
    of_kind: dict[str, Judged] = {}
    for title, drawn in drawn_for_judging(parts, options.seed).items():
        ordinary, hard = (
            list(zip(scores([(c.latin, c.arabic) for c in cases]), cases, strict=True)) for cases in drawn
        )
        print_tables(title, ordinary, hard)
        for probability, case in hard:
            of_kind.setdefault(case.kind, []).append((probability, case))
    print("\n| hard pairs | number | predicted | observed |\n|---|---|---|---|")
    for kind, judged in sorted(of_kind.items()):
        count, predicted, observed = row(judged)
        print(f"| {kind} | {count} | {predicted:.2f} | {observed:.2f} |")


if __name__ == "__main__":
    main()
