"""Stop words by class and profile."""

import pytest

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError


def test_all_classes_are_there():
    assert len(an.stop_words()) > 300
    assert {"في", "الذي", "كان", "أيضا", "هذه", "لم", "ثم"} <= an.stop_words()


def test_a_class_can_be_chosen():
    assert "هو" in an.stop_words(["pronoun"]) and "في" not in an.stop_words(["pronoun"])


def test_they_are_those_of_a_text_under_the_profile():
    text = an.normalize("قال إنّ الشركة التي أُسِّست هناك لم تعلّق على ذلك")
    assert [word for word in text.split() if word not in an.stop_words(profile="search")] == [
        "قال", "الشركه", "اسست", "تعلق",
    ]  # fmt: skip


def test_words_of_content_are_none():
    assert not {"شركة", "قال", "محمد", "دولة", "رئيس", "يوم", "علي", "حسن"} & an.stop_words()


@pytest.mark.parametrize(
    ("error", "classes"), [(ArgumentTypeError, "pronoun"), (UnknownNameError, ["pronouns"]), (UnknownNameError, [[]])]
)
def test_wrong_classes_are_named(error, classes):
    with pytest.raises(error):
        an.stop_words(classes)
