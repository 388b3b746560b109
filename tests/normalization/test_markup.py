"""Character references, wherever they stand."""

import time

import pytest

from arabnews_nlp.normalization import Normalizer

LLM = Normalizer("llm")
TEXT = "كلمة عربية بسيطة. " * 20_000


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("أ &amp; ب", "أ & ب"),
        ("&amp;amp;lt;", "<"),
        ("&am&#112;;", "&"),
        ("x&#1575;y", "xاy"),
        ("& ;", "& ;"),
        ("&nope;", "&nope;"),
        ("a;b&c", "a;b&c"),
    ],
)
def test_references_become_characters(text, result):
    assert Normalizer(steps=["html_entities"]).normalize(text) == result


def test_one_reference_costs_what_it_is_long():
    took = []
    for text in (TEXT, TEXT + "&amp;"):
        begun = time.process_time()
        LLM(text)
        took.append(time.process_time() - begun)
    assert took[1] < 4 * took[0] + 0.05
