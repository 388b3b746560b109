"""Output for people and programs: CoNLL and the summary; the HTML view has its own tests."""

from hypothesis import given

import arabnews_nlp as an
from arabnews_nlp.render import summarize
from arabnews_nlp.testing import messy_text

nlp = an.load()


@given(messy_text())
def test_no_text_breaks_an_output(text):
    doc = nlp(text)
    to_html(doc).encode()
    summarize(doc)
