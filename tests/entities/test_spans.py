"""The columns of spans against plain Python: overlaps."""

import random

import pytest
from tests.entities.drawn_spans import drawn, spans_of

from arabnews_nlp.entities._spans import Spans, outer


@pytest.mark.parametrize("seed", range(60))
def test_of_two_that_overlap_the_first_is_kept(seed):
    rng = random.Random(seed)
    _, first = drawn(rng)
    _, second = drawn(rng)
    rest = [b for b in second if not any(a[0] < b[1] and b[0] < a[1] for a in first)]
    assert list(outer(spans_of(first), spans_of(second))) == sorted([*first, *rest])


def test_no_spans():
    assert list(outer(Spans(), Spans())) == []
