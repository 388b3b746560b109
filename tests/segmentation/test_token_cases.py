"""Golden token cases: a line of a file is a text with [token, kind, clitic …] lists."""

import pytest
from tests.case_files import records

from arabnews_nlp.segmentation import tokenize


def token_cases(name):
    return [(case["text"], case["tokens"]) for case in records(name)]


def shown(text):
    return [[t.text, t.kind, *(c.text for c in t.clitics)] for t in tokenize(text)]


@pytest.mark.parametrize(("text", "expected"), token_cases("tokens.jsonl"))
def test_tokens(text, expected):
    assert shown(text) == expected


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "expected"), token_cases("tokens-known-failures.jsonl"))
def test_known_failures(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("تـــونس", "تونس"),
        ("وَالْكِتابُ", "والكتاب"),
        ("ﻻ", "لا"),
        ("کیف", "كيف"),
        ("٣٫٥", "٣٫٥"),
        ("ـــ", "ـــ"),
        ("أحمد", "أحمد"),
        ("مدرسة", "مدرسة"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_light_normal_form(text, norm):
    assert [t.norm for t in tokenize(text)] == [norm]


def test_equal_words_share_their_normal_form():
    first, second = tokenize("الشركة الشركة")
    assert first.norm is second.norm
