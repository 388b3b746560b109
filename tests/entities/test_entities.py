"""Entities by gazetteer and shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.testing import messy_text, mixed_news


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شركة OpenAI وMicrosoft", [("OpenAI", "ORG"), ("Microsoft", "ORG")]),
        ("في سان فرانسيسكو", [("سان فرانسيسكو", "LOC")]),
        ("نموذج GPT-3.5 Turbo", [("GPT-3.5 Turbo", "PRODUCT")]),
        ("واجهة API", []),
        ("بمصر", [("مصر", "LOC")]),
    ],
)
def test_examples(text, expected):
    assert [(e.text, e.label) for e in an.find_entities(text)] == expected


def test_both_scripts_have_one_identity():
    doc = an.load()("قالت Microsoft إن مايكروسوفت")
    assert [e.canonical for e in doc.entities] == ["Microsoft", "Microsoft"]


@given(st.one_of(mixed_news(), messy_text()))
def test_entities_are_ordered_disjoint_and_slice_back(text):
    last = 0
    for entity in an.find_entities(text):
        assert last <= entity.start < entity.end <= len(text)
        assert 0 <= entity.score <= 1
        last = entity.end
