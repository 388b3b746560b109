"""Output for people and programs: CoNLL and the summary; the HTML view has its own tests."""

from hypothesis import given

import arabnews_nlp as an
from arabnews_nlp.render import summarize, to_conll, to_html
from arabnews_nlp.testing import messy_text

nlp = an.load()


@given(messy_text())
def test_no_text_breaks_an_output(text):
    doc = nlp(text)
    to_html(doc).encode()
    summarize(doc)
    for line in to_conll(doc).split("\n"):
        assert line == "" or len(line.split("\t")) == 4


def test_conll_tags_entities_and_separates_sentences():
    rows = to_conll(nlp("زار سان فرانسيسكو. عاد.")).split("\n")
    assert [row.split("\t")[-1] for row in rows if row] == ["O", "B-LOC", "I-LOC", "O", "O", "O"]
    assert rows[4] == ""
