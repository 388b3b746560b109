"""Names across scripts, by example and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.testing import messy_text, mixed_news


def kinds(text):
    return {m.text: m.kind for name in an.align_names(text) for m in name.mentions}


def test_kinds_and_canonical():
    assert kinds("واجهة برمجة التطبيقات (API) من مايكروسوفت Microsoft") == {
        "واجهة برمجة التطبيقات": "translation",
        "API": "acronym",
        "مايكروسوفت": "transliteration",
        "Microsoft": "variant",
    }
    (name,) = an.align_names("OpenAI وOpen AI وOpenAI وأوبن إيه آي")
    assert name.canonical == "OpenAI"


def test_text_that_is_no_string_is_refused():
    with pytest.raises(ArgumentTypeError, match="text must be str"):
        an.align_names(b"Microsoft")


@given(st.one_of(mixed_news(), messy_text(), st.text()))
def test_mentions_are_ordered_disjoint_and_slice_back(text):
    taken = set()
    for name in an.align_names(text):
        starts = [m.start for m in name.mentions]
        assert starts == sorted(starts)
        assert len(name.mentions) > 1
        for m in name.mentions:
            assert text[m.start : m.end] == m.text
            assert 0 <= m.score <= 1
            assert m.start < m.end
            stretch = set(range(m.start, m.end))
            assert not taken & stretch
            taken |= stretch


PIECES = (
    "Microsoft مايكروسوفت iPhone XS آيفون API ( ) و لـ ، Sam Altman سام ألتمان Open AI OpenAI غوغل Google Play سناب "
    'شات Snap WHO (SOHR) 5G جي5 كروم Chrome OS 365 للآيفون ال AT&T " \u200f'
)
NAMES = st.sampled_from([*PIECES.split(" "), "\n", "واجهة برمجة التطبيقات", "منظمة الصحة العالمية", "Chrome OS"])


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", " ", "-", "ـ"])), max_size=40))
def test_the_same_holds_for_texts_made_of_names(parts):
    test_mentions_are_ordered_disjoint_and_slice_back.hypothesis.inner_test("".join(a + b for a, b in parts))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "A" * 50_000,
        "ا" * 50_000,
        "Aa " * 30_000,
        "و " * 30_000,
        "A (ا) " * 20_000,
        "A. " * 30_000,
        "لل" * 30_000,
    ],
)
def test_adversarial_texts_take_little_time(text):
    an.align_names(text)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("التقى Rashed Alzaabi أمس نظيره. وقال الزعابي ذلك.", {"Rashed Alzaabi", "الزعابي"}),
        ("التقى Taghi Rahmani أمس نظيره. وقال رحماني ذلك.", {"Taghi Rahmani", "رحماني"}),
        ("قال حسن باقري أمس ذلك. وأضاف Bagheri الكثير.", {"حسن باقري", "Bagheri"}),
        ("قال سهراب روحاني أمس ذلك. وأضاف Rohani الكثير.", {"سهراب روحاني", "Rohani"}),
    ],
)
def test_people_whom_no_table_has_by_frequent_first_names(text, mentions):
    assert any(mentions <= {mention.text for mention in name.mentions} for name in an.align_names(text))


def test_a_frequent_first_name_of_somebody_else_unmakes_the_link():
    names = an.align_names("التقى Taghi Rahmani أمس حسن رحماني.")
    assert not any({"Taghi Rahmani", "رحماني"} <= {mention.text for mention in name.mentions} for name in names)
