"""What counts as one name in two scripts, by the file of cases and by the tables."""

from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp.names.tables import curated_brands

LINES = (Path(__file__).parents[1] / "cases" / "match.tsv").read_text("utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("latin", "arabic", "same", "why"), CASES)
def test_case(latin, arabic, same, why):
    assert (an.match(latin, arabic) > 0.5) == (same == "yes"), why


@pytest.mark.parametrize("brand", curated_brands()[::40], ids=lambda brand: brand.latin)
def test_what_is_written_for_a_known_name_matches_it(brand):
    assert an.match(brand.latin, an.arabize(brand.latin)[0][0]) > 0.5
    assert all(an.match(brand.latin, form) > 0.5 for form in (*brand.sought, *brand.plain))
