"""Agreement of the types of one name against plain Python."""

import random
from collections import defaultdict

import pytest
from tests.entities.drawn_spans import drawn, spans_of

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.entities._agreement import agree
from arabnews_nlp.entities._spans import Spans


def agreed(text, rows):
    """Types in agreement, in plain Python."""
    votes, persons = defaultdict(lambda: defaultdict(float)), set()
    for start, end, label, score, _ in rows:
        key = fold(text[start:end])
        votes[key][label] += score
        if label == "PER" and score > 0.8 and " " in key:
            persons.update(key.split())
    for start, end, label, score, canonical in rows:
        key = fold(text[start:end])
        if canonical is None:
            if len(votes[key]) > 1:
                label = max(votes[key], key=lambda name: votes[key][name])
            if key in persons and score < 0.8:
                label = "PER"
        yield start, end, label, score, canonical


@pytest.mark.parametrize("seed", range(60))
def test_types_of_one_name_agree(seed):
    text, rows = drawn(random.Random(seed))
    spans = spans_of(rows)
    agree(spans, text)
    assert list(spans) == list(agreed(text, rows))


def test_no_spans():
    spans = Spans()
    agree(spans, "")
    assert len(spans) == 0
