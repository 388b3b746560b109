"""Entities in the file of cases: ``text<TAB>entities<TAB>why``; entities are ``text/TYPE`` with ``; `` between."""

import pytest
from tests.case_files import rows

import arabnews_nlp as an


def entities(text):
    return "; ".join(f"{e.text}/{e.label}" for e in an.find_entities(text)) or "-"


@pytest.mark.parametrize(("text", "expected", "why"), rows("entities.tsv"))
def test_case(text, expected, why):
    assert entities(text) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), rows("entities-known-failures.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(text, expected, why):
    assert entities(text) == expected, why
