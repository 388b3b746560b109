"""The summary for the terminal; the HTML view has its own tests."""

import pytest
from hypothesis import given

import arabnews_nlp as an
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.render import summarize
from arabnews_nlp.render.bidi import strip_isolates
from arabnews_nlp.testing import messy_text

nlp = an.load()


def test_a_summary_counts_the_layers_and_lists_names_and_values():
    lines = summarize(nlp("أنفقت Microsoft نحو 10 مليارات دولار. وقالت مايكروسوفت إنها 10 مليارات دولار.")).splitlines()
    assert lines[0] == "77 code points"
    assert "     2 sentences" in lines and "     2 numbers" in lines and "     1 names" in lines
    assert "entities: ORG 2" in lines
    assert "  Microsoft: Microsoft ×1, مايكروسوفت ×1" in lines
    (value,) = [line.split() for line in lines if "MONEY" in line]
    assert value[:3] == ["MONEY", "10000000000", "USD"] and value[-1] == "×2"


def test_what_a_summary_quotes_can_be_isolated():
    doc = nlp("أنفقت Microsoft نحو 10 مليارات دولار. وقالت مايكروسوفت إنها 10 مليارات دولار.")
    isolated = summarize(doc, bidi="isolate")
    assert "\u2068مايكروسوفت\u2069 ×1" in isolated and "\u206810 مليارات دولار\u2069" in isolated
    assert strip_isolates(isolated) == summarize(doc)
    with pytest.raises(UnknownNameError, match="did you mean 'isolate'"):
        summarize(doc, bidi="isolat")


@given(messy_text())
def test_any_text_has_a_summary(text):
    assert summarize(nlp(text)).startswith(f"{len(text)} code points")
