"""Numbers in texts longer than what the grammar holds at a time."""

import pytest

import arabnews_nlp as an

EXPRESSIONS = (
    "خمسة ملايين وثلاثمئة ألف دولار أمريكي",
    "نحو 1,234.5 كيلومتر",
    "في 29 أغسطس 2023",
    "الساعة 10:30 صباحا",
    "بين 5 و10 ملايين يورو",
    "10 000 000 برميل",
)


def numbers_of(text, shift=0):
    return [
        (q.start - shift, q.end - shift, q.label, q.value, q.unit, q.timex, q.modifier) for q in an.parse_numbers(text)
    ]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_number_is_the_same_wherever_it_stands(expression):
    plain = "كلمة "
    expected = numbers_of(plain + expression + " كلمة", len(plain))
    assert expected
    for words in (*range(1010, 1030), 5_000):
        before = plain * words
        assert numbers_of(before + expression + " كلمة", len(before)) == expected


def test_one_expression_longer_than_what_is_held():
    text = "1" + ".1" * 3_000 + " " + "5/" * 3_000 + " ثم 7 كيلومترات"
    assert numbers_of(text)[-1][2:5] == ("QUANTITY", 7, "length-kilometer")


def test_the_end_of_a_long_text_is_found():
    words = 3 * 1024
    assert not an.parse_numbers("كلمة " * words)
    assert [q.text for q in an.parse_numbers("كلمة " * (words - 1) + "7 أيام")] == ["7 أيام"]


@pytest.mark.parametrize(
    ("text", "found"), [("اثنان من ثلاثة", ["FRACTION"]), ("اثنان من ثلاثة حضروا", ["CARDINAL", "CARDINAL"])]
)
def test_the_end_of_a_text_after_a_part_of_a_number(text, found):
    assert [q.label for q in an.parse_numbers(text)] == found
