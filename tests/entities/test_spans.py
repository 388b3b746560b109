"""The columns of spans against plain Python: overlaps, canonical forms."""

import random

import pytest
from tests.entities.drawn_spans import drawn, rows_of, spans_of

from arabnews_nlp.document.records import Entity, Mention, Name
from arabnews_nlp.entities._spans import Mentions, Spans, outer


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
    made = [Entity(*row) for row in spans.records(text, Mentions([name]))]
    assert [e.canonical for e in made] == ["Acme Corp", "Acme Corp", "Ali"]
    assert [e.text for e in made] == ["Acme", "أكمي", "علي"]


def test_no_spans():
    assert rows_of(outer(Spans(), Spans()), "") == []
