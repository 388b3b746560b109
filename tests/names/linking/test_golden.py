"""Links in the file of cases: ``text<TAB>clusters<TAB>why``; clusters have ``; `` between, their mentions `` = ``."""

from pathlib import Path

import pytest

import arabnews_nlp as an

CASES = Path(__file__).parents[2] / "cases"


def cases(name):
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def clusters(text):
    return "; ".join(" = ".join(m.text for m in name.mentions) for name in an.align_names(text)) or "-"


@pytest.mark.parametrize(("text", "expected", "why"), cases("names.tsv"))
def test_case(text, expected, why):
    assert clusters(text) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), cases("names-known-failures.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(text, expected, why):
    assert clusters(text) == expected, why
