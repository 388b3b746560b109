"""Views of a document with its names in one script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.testing import mixed_news


def doc_of(text):
    doc = an.Doc(text)
    doc.names = an.align_names(text)
    return doc


def view(text, names):
    return doc_of(text).render(names=names).text


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("منتجات لمايكروسوفت من Microsoft", "منتجات لـ Microsoft من Microsoft"),
        ("ومايكروسوفت وMicrosoft", "وMicrosoft وMicrosoft"),
        ("iPhone وللآيفون", "iPhone ولـ iPhone"),
        ("سام التمان (Sam Altman) قال", "Sam Altman قال"),
        ("قالت Microsoft وحدها", "قالت Microsoft وحدها"),
        ("باع أجهزة iPhones من آيفون", "باع أجهزة iPhones من iPhone"),
        ("شبكة APIs وواجهات برمجة التطبيقات", "شبكة APIs وAPIs"),
        ("شبكة APIs وواجهة برمجة التطبيقات", "شبكة APIs وAPI"),
        ("كالآيفون وكـ iPhone", "كـ iPhone وكـ iPhone"),
        ("وبالبيتكوين Bitcoin", "وبـ Bitcoin Bitcoin"),
    ],
)
def test_latin(text, latin):
    assert view(text, "latin") == latin


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("لـ OpenAI من أوبن إيه آي", "لأوبن إيه آي من أوبن إيه آي"),
        ("وMicrosoft ومايكروسوفت", "ومايكروسوفت ومايكروسوفت"),
        ("سام التمان (Sam Altman) قال", "سام التمان قال"),
        ("الـ iPhone والآيفون", "الآيفون والآيفون"),
        ("وللـ iPhone وآيفون", "ولآيفون وآيفون"),
        ("للـ iPhone والآيفون", "للآيفون والآيفون"),
        ("بال iPhone وآيفون", "بآيفون وآيفون"),
        ("من الـGoogle ومن غوغل", "من غوغل ومن غوغل"),
        ("باع iPhones كثيرة، والآيفون غال", "باع آيفون كثيرة، والآيفون غال"),
        ("لـ Bitcoin من البيتكوين", "لبيتكوين من البيتكوين"),
        ("سؤال iPhone والآيفون", "سؤال آيفون والآيفون"),
        ("مدينة Cairo القاهرة ولـ Cairo", "مدينة القاهرة القاهرة وللقاهرة"),
    ],
)
def test_arabic(text, arabic):
    assert view(text, "arabic") == arabic


def test_both_adds_the_other_script_where_it_is_missing():
    text = "سام التمان (Sam Altman) ثم قال سام التمان"
    assert view(text, "both") == "سام التمان (Sam Altman) ثم قال سام التمان (Sam Altman)"


def test_original_changes_nothing():
    assert view("Microsoft ومايكروسوفت", "original") == "Microsoft ومايكروسوفت"


def test_a_view_knows_the_way_back():
    doc = doc_of("منتجات لمايكروسوفت من Microsoft")
    shown = doc.render(names="latin")
    start = shown.text.index("Microsoft")
    assert shown.original[slice(*shown.to_original(start, start + 9))] == "مايكروسوفت"
    assert shown.text[slice(*shown.to_rendered(8, 18))].endswith("Microsoft")


def test_an_unknown_view_names_the_choices():
    with pytest.raises(UnknownNameError, match="did you mean 'latin'"):
        doc_of("").render(names="latn")


@given(mixed_news(), st.sampled_from(["latin", "arabic", "both", "original"]))
def test_text_outside_the_names_is_kept(text, names):
    doc = doc_of(text)
    shown = doc.render(names=names)
    assert shown.alignment.original_length == len(text)
    assert shown.alignment.normalized_length == len(shown.text)
    if not doc.names:
        assert shown.text == text
    for name in doc.names:
        for mention in name.mentions:
            start, end = shown.to_rendered(mention.start, mention.end)
            assert 0 <= start <= end <= len(shown.text)


def test_both_scripts_take_linear_time(seed, assert_linear):
    assert_linear(lambda doc: doc.render("both"), an.load()(seed * 4), an.load()(seed * 16))
