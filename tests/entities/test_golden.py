"""Entities in the file of cases: ``text<TAB>entities<TAB>why``; entities are ``text/TYPE`` with ``; `` between."""

from pathlib import Path

import pytest

import arabnews_nlp as an

CASES = Path(__file__).parents[1] / "cases"


def cases(name):
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def entities(text):
    return "; ".join(f"{e.text}/{e.label}" for e in an.find_entities(text)) or "-"


@pytest.mark.parametrize(("text", "expected", "why"), cases("entities.tsv"))
def test_case(text, expected, why):
    assert entities(text) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), cases("entities-known-failures.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(text, expected, why):
    assert entities(text) == expected, why
