"""What counts as one name in two scripts, by the file of cases and by the tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.case_files import rows

import arabnews_nlp as an
from arabnews_nlp.names.tables import curated_brands


@pytest.mark.parametrize(("latin", "arabic", "same", "why"), rows("match.tsv"))
def test_case(latin, arabic, same, why):
    assert (an.match(latin, arabic) > 0.5) == (same == "yes"), why


@pytest.mark.parametrize("brand", curated_brands()[::40], ids=lambda brand: brand.latin)
def test_what_is_written_for_a_known_name_matches_it(brand):
    assert an.match(brand.latin, an.arabize(brand.latin)[0][0]) > 0.5
    assert all(an.match(brand.latin, form) > 0.5 for form in (*brand.sought, *brand.plain))


def test_what_is_written_for_names_of_the_news_matches_them():
    names = {row[0] for row in rows("newsworthy.tsv")}
    assert [name for name in sorted(names) if an.match(name, an.arabize(name)[0][0]) <= 0.5] == []


SYLLABLES = st.tuples(
    st.sampled_from(("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "kh")),
    st.sampled_from(("a", "e", "i", "o", "u", "ou", "ee")),
    st.sampled_from(("", "", "l", "m", "n", "r", "s")),
).map("".join)
WORDS = st.lists(SYLLABLES, min_size=1, max_size=3).map("".join).map(str.title)


@settings(derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
def test_what_is_written_for_any_name_that_can_be_said_matches_it(name):
    assert an.match(name, an.arabize(name)[0][0]) > 0.5


@pytest.mark.parametrize(
    ("latin", "arabic", "other"),
    [
        ("Hassan", "حسن", "حسين"),
        ("Hussein", "حسين", "حسن"),
        ("Mohammed", "محمد", "محمود"),
        ("Amira", "أميرة", "أمير"),
        ("Amir", "أمير", "أميرة"),
        ("Salem", "سالم", "سلام"),
        ("Hegazy", "حجازي", "حجاز"),
        ("Khaled Mansour", "خالد منصور", "خالد منير"),
        ("Khaled Mansour", "خالد منصور", "وليد منصور"),
        ("Salem City", "سالم سيتي", "كانساس سيتي"),
    ],
)
def test_another_name_close_by_is_unlikely(latin, arabic, other):
    assert an.match(latin, arabic) > 0.9 and an.match(latin, other) < 0.4


@pytest.mark.parametrize("latin", ["Mohamed Salah", "Mohammed Salah", "Muhammad Salah", "Mohammad Salah"])
def test_spellings_of_one_name_are_likely(latin):
    assert an.match(latin, "محمد صلاح") > 0.9


@pytest.mark.parametrize(
    ("latin", "arabic", "other"),
    [("Mahmoud", "محمود", "محمد"), ("Said", "سعيد", "سيد"), ("Tarek", "طارق", "طرق"), ("Nasser", "ناصر", "نصر")],
)
def test_a_name_known_with_another_weak_letter_is_another_name(latin, arabic, other):
    assert an.match(latin, arabic) > 0.9 and an.match(latin, other) < 0.5


@pytest.mark.parametrize(
    ("latin", "arabic", "word"), [("Twitter", "تويتر", "توتر"), ("Xerox", "زيروكس", "زير"), ("Uber", "أوبر", "عبر")]
)
def test_a_word_near_a_name_of_the_tables_is_no_spelling_of_it(latin, arabic, word):
    assert an.match(latin, arabic) > 0.9 and an.match(latin, word) < 0.5
