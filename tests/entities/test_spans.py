"""The columns of entities against plain Python: overlaps, agreement on types, canonical forms."""

import random
from collections import defaultdict

import pytest

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Entity, Mention, Name
from arabnews_nlp.entities._spans import LABELS, Spans, agree, outer

WORDS = ("علي", "حسن", "القاهرة", "شركة", "أبو", "ابو", "Acme", "acme")


def drawn(rng, count=12):
    """A text and spans of its words in order, without overlap."""
    words = rng.choices(WORDS, k=3 * count)
    text, rows, at = " ".join(words), [], 0
    while at < len(words):
        last = min(len(words), at + rng.choice((1, 1, 2, 3)))
        if rng.random() < 0.6:
            start = len(" ".join(words[:at])) + (at > 0)
            end = len(" ".join(words[:last]))
            rows.append((start, end, rng.choice(LABELS[:3]), rng.choice((0.5, 0.79, 0.81, 0.95)), None))
        at = last
    return text, [(*row[:4], "X") if rng.random() < 0.2 else row for row in rows]


def spans_of(rows):
    spans = Spans()
    for row in rows:
        spans.add(*row)
    return spans


def rows_of(spans, text, names=()):
    return [tuple(row) for _, *row in spans.records(text, names)]


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
    assert rows_of(spans, text) == list(agreed(text, rows))


@pytest.mark.parametrize("seed", range(60))
def test_of_two_that_overlap_the_first_is_kept(seed):
    rng = random.Random(seed)
    text, first = drawn(rng)
    _, second = drawn(rng)
    rest = [b for b in second if not any(a[0] < b[1] and b[0] < a[1] for a in first)]
    assert rows_of(outer(spans_of(first), spans_of(second)), text) == sorted([*first, *rest])


def test_mentions_of_a_name_take_its_canonical_form():
    text = "Acme وأكمي وعلي"
    spans = spans_of([(0, 4, "ORG", 1.0), (6, 10, "ORG", 1.0, "other"), (12, 15, "PER", 0.5, "Ali")])
    name = Name("Acme Corp", (Mention(text, 0, 4), Mention(text, 6, 10), Mention(text, 11, 15)))
    made = [Entity(*row) for row in spans.records(text, [name])]
    assert [e.canonical for e in made] == ["Acme Corp", "Acme Corp", "Ali"]
    assert [e.text for e in made] == ["Acme", "أكمي", "علي"]


def test_no_spans():
    assert rows_of(outer(Spans(), Spans()), "") == []
    agree(Spans(), "")
