"""Adversarial texts take time that grows with their length, in every stage (more: fuzz/worst_cases.py)."""

import random
from itertools import islice

import pytest
from fuzz.repeated import FOUND, beyond, fastest, repeated, units
from fuzz.worst_cases import FAMILIES, rounds, text_of

import arabnews_nlp as an

pytestmark = pytest.mark.slow

SMALL, LARGE = 8_000, 32_000
"""Bytes of UTF-8."""
GROWTH = 1.6 * LARGE / SMALL
"""Quadratic time would be 16 times for 4 times the text."""
NOISE = 0.015
SLOWEST = 0.1
"""Megabytes a second on a busy machine; the run at full size asks for more."""


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_with_the_text(family):
    nlp = an.load()
    for small, large in islice(rounds(nlp, family, (SMALL, LARGE)), 8):
        slow = {name: (small[name], t) for name, t in large.items() if t > GROWTH * small[name] + NOISE}
        if not slow and large["pipeline"] < LARGE / 1e6 / SLOWEST:
            return
    pytest.fail(f"{slow or large}")


@pytest.mark.parametrize(
    "family", ["nested brackets", "digits", "zalgo", "emoji chains", "one Arabic letter", "no stops"]
)
def test_a_megabyte_of_one_kind_comes_back_whole(family):
    text = text_of(family, 1_000_000)
    doc = an.load()(text)
    assert doc.text is text
    assert sum(len(token) for token in doc.tokens) <= len(text)


@pytest.mark.parametrize(
    "family", ["brands", "two names in turn", "numbers never seen", "Latin names", "ligatures", "numbered lines"]
)
def test_every_public_function_takes_linear_time_for_a_family(family):
    sizes = (1_000, 8_000)
    assert not beyond(sizes, fastest([*map(FAMILIES[family], sizes)], sizes, growth=2), growth=2)


PAIRS = random.Random(11).sample(list(units(2)), 10)
TRIPLES = random.Random(12).sample(list(units(3)), 5)


@pytest.mark.parametrize("unit", [*FOUND, *PAIRS, *TRIPLES], ids=ascii)
def test_every_public_function_takes_linear_time_for_repeated_units(unit):
    """Quadratic time would be 64 times for 8 times the text."""
    sizes = (1_000, 8_000)
    assert not beyond(sizes, fastest([repeated(unit, size) for size in sizes], sizes, growth=2), growth=2)
