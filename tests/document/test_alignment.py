"""An alignment maps spans of an edited text to its original and back."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.errors import ArgumentValueError, OffsetError


@st.composite
def alignments(draw, length=None):
    length = draw(st.integers(0, 12)) if length is None else length
    edits, last = [], 0
    while last < length and draw(st.booleans()):
        start = draw(st.integers(last, length))
        end = draw(st.integers(start, min(length, start + 3)))
        width = draw(st.integers(0, 3))
        if end > start or width:
            edits.append((start, end, width))
        last = max(end, start + 1)
    return Alignment.from_edits(length, edits)


def spans(length):
    return [(a, b) for a in range(length + 1) for b in range(a, length + 1)]


def test_a_span_beside_a_deletion_is_tight():
    alignment = Alignment.from_edits(6, [(2, 4, 0)])
    assert alignment.to_original(0, 2) == (0, 2)
    assert alignment.to_original(2, 4) == (4, 6)
    assert alignment.to_original(1, 3) == (1, 5)


def test_a_replaced_stretch_maps_as_a_whole():
    alignment = Alignment.from_edits(3, [(1, 2, 4)])
    assert alignment.to_original(2, 3) == (1, 2)
    assert alignment.to_normalized(1, 2) == (1, 5)


def test_deleted_text_maps_to_an_empty_span():
    assert Alignment.from_edits(4, [(1, 3, 0)]).to_normalized(1, 3) == (1, 1)


@pytest.mark.parametrize("span", [(-1, 0), (0, 5), (3, 2), (5, 5)])
def test_spans_outside_the_text_raise(span):
    with pytest.raises(OffsetError, match="4 code points"):
        Alignment.identity(4).to_original(*span)
    with pytest.raises(OffsetError):
        Alignment.identity(4).to_normalized(*span)


@pytest.mark.parametrize("edits", [[(2, 1, 0)], [(0, 9, 1)], [(0, 3, 1), (2, 4, 1)]])
def test_edits_must_be_ordered_disjoint_and_inside(edits):
    with pytest.raises(ArgumentValueError, match="edits"):
        Alignment.from_edits(4, edits)


@given(alignments())
def test_both_directions_are_monotone_and_inside(alignment):
    for forward, length, other in (
        (alignment.to_original, alignment.normalized_length, alignment.original_length),
        (alignment.to_normalized, alignment.original_length, alignment.normalized_length),
    ):
        last_start = last_end = 0
        for i in range(length):
            start, end = forward(i, i + 1)
            assert 0 <= start <= end <= other
            assert start >= last_start and end >= last_end
            last_start, last_end = start, end


@given(alignments())
def test_a_wider_span_has_a_wider_image(alignment):
    for a, b in spans(alignment.normalized_length):
        if b - a > 1:
            start, end = alignment.to_original(a, b)
            inner_start, inner_end = alignment.to_original(a + 1, b)
            assert start <= inner_start and inner_end == end


@given(st.data())
def test_then_maps_spans_as_the_two_do_one_after_another(data):
    first = data.draw(alignments())
    second = data.draw(alignments(length=first.normalized_length))
    both = first.then(second)
    assert both.original_length == first.original_length
    assert both.normalized_length == second.normalized_length
    for a, b in spans(both.normalized_length):
        middle = second.to_original(a, b)
        if a < b and middle[0] < middle[1]:
            start, end = first.to_original(*middle)
            joined_start, joined_end = both.to_original(a, b)
            assert joined_start <= start and end <= joined_end


@given(alignments())
def test_identity_is_neutral_and_pickling_keeps_everything(alignment):
    assert Alignment.identity(alignment.original_length).then(alignment) == alignment
    assert alignment.then(Alignment.identity(alignment.normalized_length)) == alignment
    assert pickle.loads(pickle.dumps(alignment)) == alignment


def test_then_needs_matching_lengths():
    with pytest.raises(ArgumentValueError, match="other"):
        Alignment.identity(3).then(Alignment.identity(4))
