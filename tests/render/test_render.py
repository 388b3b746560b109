"""The summary for the terminal; the HTML view has its own tests."""

from hypothesis import given

import arabnews_nlp as an
from arabnews_nlp.render import summarize
from arabnews_nlp.testing import messy_text

nlp = an.load()


@given(messy_text())
def test_any_text_has_a_summary(text):
    assert summarize(nlp(text)).startswith(f"{len(text)} code points")
