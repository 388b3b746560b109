"""User-visible characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp._core.graphemes import whole_characters
from arabnews_nlp.testing import messy_text

WHOLE = (
    "بٌ", "ل\u0651\u064e", "e\u0301\u0323", "👍🏽",
    "👨\u200d👩\u200d👧", "🇸🇦", "1\ufe0f\u20e3", "\r\n", "한", "\u1112\u1161\u11ab",
    "🏴\U000e0067\U000e0062\U000e007f", "\u06001", "ک\u200c", "का",
)  # fmt: skip


@given(st.lists(st.sampled_from([*WHOLE, "ا", "ب", "x", " ", "1"]), min_size=1, max_size=8))
def test_every_span_becomes_whole_characters(pieces):
    text = "".join(pieces)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            found = whole_characters(text, start, end)
            assert found[0] <= start and end <= found[1]
            assert whole_characters(text, *found) == found


@pytest.mark.parametrize("piece", WHOLE)
def test_no_character_is_cut(piece):
    text = f"س{piece}س"
    for i in range(1, len(piece) + 1):
        assert whole_characters(text, i, i + 1) == (1, 1 + len(piece))


@pytest.mark.parametrize(
    ("text", "at"), [("اب", 1), ("🇸🇦🇪🇬", 2), ("\n\u0301", 1), ("👍👎", 1), ("ا ب", 1), ("한국", 1)]
)
def test_characters_that_are_two(text, at):
    assert whole_characters(text, 0, at) == (0, at)


@pytest.mark.parametrize("word", ["مدرسةٌ", "كتابًا", "قلَّ", "عليهِ", "e\u0301te\u0301", "مُحَمَّدُ"])
def test_a_hit_is_highlighted_with_its_last_mark(word):
    result = an.Normalizer("search")(f"في {word} هنا")
    at = result.text.index(an.normalize(word))
    start, end = result.to_original(at, at + len(an.normalize(word)), whole=True)
    assert result.original[start:end] == word


@given(messy_text())
def test_an_empty_span_stays_and_a_whole_text_is_whole(text):
    assert whole_characters(text, 0, len(text)) == (0, len(text))
    assert whole_characters(text, len(text), len(text)) == (len(text), len(text))
