"""People and companies of the news are linked in short texts: surnames alone, and full names with surnames."""

import pytest
from tests.case_files import rows

import arabnews_nlp as an

ROWS = rows("newsworthy.tsv")
PEOPLE = [row for row in ROWS if len(row) == 4]
COMPANIES = [row for row in ROWS if len(row) == 2]


def is_linked(text, *names):
    return any(set(names) <= {m.text for m in name.mentions} for name in an.align_names(text))


def share(found):
    found = list(found)
    return sum(found) / len(found)


def test_there_are_enough():
    assert len(PEOPLE) >= 200 and len(COMPANIES) >= 30


def test_surnames_alone():
    assert (
        share(is_linked(f"وصل {last} أمس. وغادر {arabic} اليوم.", last, arabic) for _, _, last, arabic in PEOPLE)
        >= 0.97
    )


def test_a_full_latin_name_and_an_arabic_surname():
    assert share(is_linked(f"التقى {full} أمس نظيره. وقال {a} ذلك.", full, a) for full, _, _, a in PEOPLE) >= 0.97


def test_a_full_arabic_name_and_a_latin_surname():
    assert (
        share(is_linked(f"قال {full} أمس ذلك. وأضاف {last} الكثير.", full, last) for _, full, last, _ in PEOPLE) >= 0.97
    )


def test_full_names_then_surnames():
    text = "قال {1} ({0}) أمس إن اللقاء جيد. وأضاف {3} أنه سيعود، وغادر {2} اليوم."
    cases = [(text.format(*person), *person) for person in PEOPLE]
    assert share(is_linked(*case) for case in cases) >= 0.97


def test_companies():
    assert (
        share(
            is_linked(f"أعلنت {latin} أمس ذلك. وقالت {arabic} إنها رابحة.", latin, arabic)
            for latin, arabic in COMPANIES
        )
        >= 0.97
    )


@pytest.mark.parametrize(
    "text",
    [
        "قال Bill Clinton أمس ذلك. وقالت هيلاري كلينتون غير ذلك.",
        "التقى Bill Clinton أمس Hillary Clinton. وقال كلينتون ذلك.",
        "انظر Punk في بنك كبير",
        "قال Twitter إن هناك توترا كبيرا",
    ],
)
def test_another_person_or_word_is_not_linked(text):
    assert an.align_names(text) == []
