"""What counts as one name in two scripts, by the file of cases and by the tables."""

import pytest
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
