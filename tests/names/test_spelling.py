"""Names written in the other script: what the tables and the rules around the models decide."""

import pytest

import arabnews_nlp as an


@pytest.mark.parametrize("name", ["مايكروسوفت", "سام ألتمان", "محمد"])
def test_arabic_stays_arabic(name):
    assert an.arabize(name) == [(name, 1.0)]


def test_only_what_is_latin_is_written():
    assert an.arabize("Sam سام", n=1)[0][0] == "سام سام"


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("SAP", "ساب"), ("Venice", "البندقية"), ("Careem", "كريم"), ("Zain", "زين"), ("Seville", "إشبيلية")],
)
def test_known_names_are_written_without_describing_words(latin, arabic):
    assert an.arabize(latin, n=1)[0][0] == arabic


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("محمد الدليمي", "al-"), ("سعد الزبيدي", "al-Z"), ("عبد الله الثاني", "Abdullah al-Thani")],
)
def test_the_article_is_kept(arabic, latin):
    assert latin in an.romanize(arabic, n=1)[0][0]


@pytest.mark.parametrize("latin", ["Dominic", "Loic", "Toufic", "Munic"])
def test_a_final_ic_is_no_ch(latin):
    assert not an.arabize(latin, n=1)[0][0].endswith("تش")
