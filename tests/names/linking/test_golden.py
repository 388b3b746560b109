"""Links in the file of cases: ``text<TAB>clusters<TAB>why``; clusters have ``; `` between, their mentions `` = ``."""

import pytest
from tests.case_files import rows

import arabnews_nlp as an


def clusters(text):
    return "; ".join(" = ".join(m.text for m in name.mentions) for name in an.align_names(text)) or "-"


@pytest.mark.parametrize(("text", "expected", "why"), rows("names.tsv"))
def test_case(text, expected, why):
    assert clusters(text) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), rows("names-known-failures.tsv"))
@pytest.mark.xfail(strict=True)
def test_known_failure(text, expected, why):
    assert clusters(text) == expected, why
