"""Golden cases of normalization: a line of the file is a text with what a profile or some steps make of it."""

import json
from pathlib import Path

import pytest

from arabnews_nlp import Normalizer

CASES = Path(__file__).parent.parent / "cases" / "normalization.jsonl"


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        how = {"profile": case["profile"]} if "profile" in case else {"steps": case["steps"]}
        yield pytest.param(how, case["text"], case["result"], id=case["kind"])


@pytest.mark.parametrize(("how", "text", "result"), list(cases()))
def test_cases(how, text, result):
    assert Normalizer(**how).normalize(text) == result
