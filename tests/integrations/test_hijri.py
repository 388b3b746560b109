"""Hijri dates in the Gregorian calendar (Umm al-Qura, by hijridate)."""

import sys
from datetime import date
from itertools import pairwise

import pytest

import arabnews_nlp as an
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.errors import ArgumentValueError, MissingExtraError

pytest.importorskip("hijridate")


def days(text):
    (quantity,) = [q for q in an.parse_numbers(text) if q.timex]
    first, last = quantity.gregorian()
    return first.isoformat(), last.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 رمضان 1445هـ", ("2024-03-25", "2024-03-25")),
        ("غرة رمضان 1444هـ", ("2023-03-23", "2023-03-23")),
        ("رمضان 1446هـ", ("2025-03-01", "2025-03-29")),
        ("عام 1446 للهجرة", ("2024-07-07", "2025-06-25")),
        ("خلال 1438/1439هـ", ("2016-10-02", "2018-09-10")),
    ],
)
def test_a_day_is_one_day_and_the_rest_an_interval(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("timex", "reason"),
    [
        ("AH-XXXX-09", "with its year"),
        ("AH-03", "with its year"),
        ("2018-03-05", "Hijri"),
        ("P2M", "Hijri"),
        (None, "Hijri"),
        ("AH-0061", "1343 to 1500"),
        ("AH-1501-01-01", "1343 to 1500"),
        ("AH-1446-09-30", "Umm al-Qura"),
        ("AH-1446-13", "Umm al-Qura"),
        ("AH-1439/AH-1438", "ends after"),
    ],
)
def test_what_has_no_gregorian_day_is_an_error(timex, reason):
    with pytest.raises(ArgumentValueError, match=reason):
        Quantity("نص", 0, 2, label="DATE", timex=timex).gregorian()


def test_each_day_of_the_tables_follows_the_one_before():
    months = [f"AH-{year}-{month:02d}" for year in range(1343, 1501) for month in range(1, 13)]
    found = [Quantity("", 0, 0, timex=month).gregorian() for month in months]
    assert found[0][0] == date(1924, 8, 1)
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(found))


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "hijridate", None)
    with pytest.raises(MissingExtraError, match=r"arabnews-nlp\[hijri\]"):
        Quantity("نص", 0, 2, timex="AH-1446").gregorian()
