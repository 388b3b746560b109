"""Golden cases of normalization: a line of the file is a text with what a profile or some steps make of it."""

import pytest
from tests.case_files import records

from arabnews_nlp import Normalizer


def cases():
    for case in records("normalization.jsonl"):
        how = {"profile": case["profile"]} if "profile" in case else {"steps": case["steps"]}
        yield pytest.param(how, case["text"], case["result"], id=case["kind"])


@pytest.mark.parametrize(("how", "text", "result"), list(cases()))
def test_cases(how, text, result):
    assert Normalizer(**how).normalize(text) == result
