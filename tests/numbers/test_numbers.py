"""Numbers with their values, by example and by property."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.testing import messy_text, mixed_news


@pytest.mark.parametrize(
    ("text", "span", "label", "value", "unit"),
    [
        ("بنسبة 38 %", "38 %", "PERCENT", "38", "%"),
        ("بـ38٪", "38٪", "PERCENT", "38", "%"),
        ("خمسة في المئة", "خمسة في المئة", "PERCENT", "5", "%"),
        ("17 مليار دولار أمريكي", "17 مليار دولار أمريكي", "MONEY", "17000000000", "USD"),
        ("366.78 دولارًا", "366.78 دولارًا", "MONEY", "366.78", "USD"),
        ("$20", "$20", "MONEY", "20", "USD"),
        ("بـ20 جنيهًا إسترلينيًا", "20 جنيهًا إسترلينيًا", "MONEY", "20", "GBP"),
        ("5 كيلومترات", "5 كيلومترات", "QUANTITY", "5", "length-kilometer"),
        ("١٬٢٣٤٫٥", "١٬٢٣٤٫٥", "CARDINAL", "1234.5", None),
        ("1.234,5", "1.234,5", "CARDINAL", "1234.5", None),
        ("خمسة وعشرون ألفًا وثلاثمئة", "خمسة وعشرون ألفًا وثلاثمئة", "CARDINAL", "25300", None),
        ("مئة وخمسة وعشرون", "مئة وخمسة وعشرون", "CARDINAL", "125", None),
        ("ثلاث مئة وخمسة عشر", "ثلاث مئة وخمسة عشر", "CARDINAL", "315", None),
        ("اثنا عشر ألفًا", "اثنا عشر ألفًا", "CARDINAL", "12000", None),
        ("مليونان وألف وستة", "مليونان وألف وستة", "CARDINAL", "2001006", None),
        ("مئتا ألف", "مئتا ألف", "CARDINAL", "200000", None),
        ("100 مليون مستخدم", "100 مليون", "CARDINAL", "100000000", None),
        ("ثلث الإيرادات", "ثلث", "FRACTION", "0.33333333333333333333333333", None),
        ("المركز الثالث", "الثالث", "ORDINAL", "3", None),
    ],
)
def test_values(text, span, label, value, unit):
    (found,) = an.parse_numbers(text)
    assert (found.text, found.label, found.value, found.unit) == (span, label, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "span", "timex"),
    [
        ("في 29 أغسطس،", "29 أغسطس", "XXXX-08-29"),
        ("يوليو 2019", "يوليو 2019", "2019-07"),
        ("الأول من مارس", "الأول من مارس", "XXXX-03-01"),
        ("للربع الرابع من عام 2018", "لربع الرابع من عام 2018", "2018-Q4"),
        ("مارس/آذار 2011", "مارس/آذار 2011", "2011-03"),
        ("42.85 يومًا", "42.85 يومًا", "P42.85D"),
        ("خلال 15 دقيقة", "15 دقيقة", "PT15M"),
        ("يوم الأربعاء", "الأربعاء", "XXXX-WXX-3"),
    ],
)
def test_dates_and_durations(text, span, timex):
    (found,) = an.parse_numbers(text)
    assert (found.text, found.timex) == (span, timex)


@pytest.mark.parametrize("text", ["GPT-3.5", "Office365", "1.2.3.4", "نص بلا أرقام", "", "\ud800"])
def test_digits_inside_names_are_no_numbers(text):
    assert an.parse_numbers(text) == []


def test_partial_dates_resolve_against_a_reference():
    reference = datetime(2013, 2, 12, 4, 30)
    assert an.parse_numbers("في 1 فبراير", reference)[0].timex == "2014-02-01"
    assert an.parse_numbers("في مارس", reference)[0].timex == "2013-03"
    assert an.parse_numbers("يوم الأربعاء", reference)[0].timex == "2013-02-13"


@given(st.one_of(mixed_news(), messy_text()))
def test_any_text_gives_ordered_disjoint_spans_with_values(text):
    last = 0
    for found in an.parse_numbers(text):
        assert last <= found.start < found.end <= len(text)
        assert found.value is not None or found.timex is not None
        last = found.end


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}", "{:,}.25"]))
def test_digits_read_back(number, form):
    text = form.format(number)
    (found,) = an.parse_numbers(f"نحو {text} شخص")
    assert found.value == Decimal(text.replace(",", ""))


def test_a_text_must_be_a_string():
    with pytest.raises(ArgumentTypeError):
        an.parse_numbers(5)
