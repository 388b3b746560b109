"""Names across scripts, by example and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.names.tables import _rows, brand_key
from arabnews_nlp.testing import messy_text, mixed_news


def clusters(text):
    return [[m.text for m in name.mentions] for name in an.align_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت Microsoft إن مايكروسوفت", [["Microsoft", "مايكروسوفت"]]),
        ("لمايكروسوفت وMicrosoft", [["مايكروسوفت", "Microsoft"]]),
        ("سام التمان (Sam Altman) ثم Altman", [["سام التمان", "Sam Altman", "Altman"]]),
        ("ذا إنفورميشن أو The Information", [["ذا إنفورميشن", "The Information"]]),
        ("واجهة برمجة التطبيقات (API)", [["واجهة برمجة التطبيقات", "API"]]),
        ("Open AI وOpenAI", [["Open AI", "OpenAI"]]),
        ("Llama 2 أو Llama2", [["Llama 2", "Llama2"]]),
        ("التقى Anderson أندرسون", [["Anderson", "أندرسون"]]),
        ("قال Microsoft فقط", []),
        ("البنك ينشر Punk", []),
        ("", []),
    ],
)
def test_clusters(text, expected):
    assert clusters(text) == expected


@given(st.one_of(mixed_news(), messy_text()))
def test_mentions_are_ordered_and_slice_back(text):
    for name in an.align_names(text):
        starts = [m.start for m in name.mentions]
        assert starts == sorted(starts)
        assert all(text[m.start : m.end] == m.text and 0 <= m.score <= 1 for m in name.mentions)


def test_the_brand_table_is_well_formed():
    rows = [row[:4] for row in _rows("brands.tsv")]
    names = [row[0] for row in rows]
    assert names == sorted(names, key=str.lower)
    assert len({brand_key(name) for name in names}) == len(names)
    assert {row[1] for row in rows} <= {"PER", "ORG", "LOC", "PRODUCT", "EVENT"}
    assert all(row[2] for row in rows)
