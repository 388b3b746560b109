"""What the network hands over reads as the tuples it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp.entities._tagged_runs import TaggedRuns

PLACES = st.integers(0, 2**40)
RUNS = st.lists(st.tuples(PLACES, PLACES, st.integers(0, 10), st.floats(0, 1)), max_size=200)


@given(RUNS)
def test_runs_are_a_sequence_of_tuples(rows):
    runs = TaggedRuns(iter(rows))
    assert list(runs) == [runs[i] for i in range(len(runs))] == rows


@pytest.mark.parametrize("place", [-1, 1])
def test_there_is_no_run_outside(place):
    with pytest.raises(IndexError):
        TaggedRuns([(0, 1, 3, 0.5)])[place]
