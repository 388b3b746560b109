"""A sample of hits that was read by hand: whether the article has what was asked for.

The sample is drawn with a fixed seed from all pairs of a question and an article that the search terms or the reading
of the texts hold to belong together, so that it tests both. ``judged.tsv`` has a line for each: the question, the
identity of the article, and 1 or 0.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.indexes import Index
from benchmarks.search.relevance import SEED, Question

__all__ = ["judged_scores", "sample"]

FILE = Path(__file__).with_name("judged.tsv")
Pair = tuple[Question, int]


def sample(questions: Sequence[Question], index: Index, size: int) -> list[Pair]:
    """Pairs of a question and an article, as many of each kind of question."""
    chosen: list[Pair] = []
    kinds = sorted({question.what for question in questions})
    for what in kinds:
        pairs = [
            (question, article)
            for question in questions
            if question.what == what
            for article in sorted(question.relevant | index.find(question.ways[0]) | index.find(question.ways[1]))
        ]
        chosen += random.Random(SEED).sample(pairs, min(size // len(kinds), len(pairs)))
    return chosen


def judgements() -> dict[tuple[str, str], bool]:
    """What was read: the question by its first way, the identity of the article, whether it belongs there."""
    lines = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(asked, article): verdict == "1" for asked, article, verdict in rows}


def judged_scores(questions: Sequence[Question], index: Index, identities: Sequence[str]) -> Counter[str]:
    """How many of the pairs that were read are right, and which of them the index finds, by the kind of question; each
    pair counts twice, once for each way to ask."""
    verdicts = judgements()
    asked = {question.ways[0]: question for question in questions}
    place = {identity: number for number, identity in enumerate(identities)}
    scores = Counter[str]()
    for (way, identity), right in verdicts.items():
        if way not in asked or identity not in place:
            continue
        question, article = asked[way], place[identity]
        for each in question.ways:
            found = article in index.find(each)
            counts = {"read": 1, "relevant": right, "found": found, "right": right and found}
            scores.update({f"{question.what} {name}": int(count) for name, count in counts.items()})
    return scores
