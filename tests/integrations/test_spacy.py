"""spaCy: tokens, component, spans, serialization."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

import arabnews_nlp as an
from arabnews_nlp.integrations.spacy import ArabNewsTokenizer, to_spacy
from arabnews_nlp.testing import messy_text, mixed_news

VOCAB = spacy.blank("ar").vocab
TEXT = "قالت Open AI إن  وMicrosoft أنفقت 10 مليارات دولار.\n\nمايكروسوفت لم تعلّق على OpenAI"


def spacy_text(text):
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def check(found, doc):
    assert found.text == spacy_text(doc.text)
    spans = {key: [(s.start_char, s.end_char, s.label_) for s in group] for key, group in found.spans.items()}
    assert spans["entities"] == [(e.start, e.end, e.label) for e in doc.entities]
    assert spans["numbers"] == [(q.start, q.end, q.label) for q in doc.numbers]
    assert spans["names"] == [(m.start, m.end, m.kind) for n in doc.names for m in n.mentions]
    assert [s._.canonical for s in found.spans["names"]] == [n.canonical for n in doc.names for _ in n.mentions]
    assert [s._.canonical for s in found.spans["entities"]] == [e.canonical for e in doc.entities]


@given(st.one_of(mixed_news(), messy_text()))
def test_tokenizer_keeps_the_text_and_our_tokens(text):
    found = ArabNewsTokenizer(VOCAB)(text)
    assert found.text == spacy_text(text)
    places = [(t.idx, t.idx + len(t)) for t in found]
    assert {(t.start, t.end) for t in an.tokenize(text)} <= set(places)


@given(st.one_of(mixed_news(), messy_text()))
def test_every_span_is_exact(text):
    doc = an.load()(text)
    check(doc.to_spacy(VOCAB), doc)


def test_seed_article_with_sentences(seed):
    doc = an.load()(seed)
    found = doc.to_spacy(VOCAB)
    check(found, doc)
    assert {s.start_char for s in found.sents} >= {s.start for s in doc.sentences}
    assert [s._.value for s in found.spans["numbers"]][:5] == [
        None if q.value is None else [str(v) for v in q.value] if isinstance(q.value, tuple) else str(q.value)
        for q in doc.numbers
    ][:5]


@pytest.mark.parametrize("own_tokenizer", [True, False])
def test_component_by_name(own_tokenizer, seed):
    nlp = spacy.blank("ar")
    if own_tokenizer:
        nlp.tokenizer = ArabNewsTokenizer(nlp.vocab)
    nlp.add_pipe("arabnews")
    for text in (TEXT, seed, ""):
        check(nlp(text), an.load()(text))
    assert {e.label_ for e in nlp(TEXT).ents} == {"ORG"}
    assert len(list(nlp.pipe([TEXT] * 3))) == 3


def test_the_tokenizer_by_configuration(tmp_path):
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "arabnews.Tokenizer.v1"}}})
    nlp.add_pipe("arabnews", config={"stages": "fast"})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [t.text for t in again(TEXT)] == [t.text for t in nlp(TEXT)]
    assert not again(TEXT).ents


def test_entry_points_are_declared():
    from importlib.metadata import entry_points

    assert {p.name for p in entry_points(group="spacy_factories")} >= {"arabnews"}
    assert {p.name for p in entry_points(group="spacy_tokenizers")} >= {"arabnews.Tokenizer.v1"}


def test_doc_bin_round_trip(seed):
    doc = an.load()(seed)
    data = DocBin(store_user_data=True, docs=[to_spacy(doc, VOCAB)]).to_bytes()
    (found,) = DocBin().from_bytes(data).get_docs(spacy.blank("ar").vocab)
    check(found, doc)


def test_overlapping_spans_are_all_kept():
    text = "بنك Open AI"
    doc = an.load({"stages": ["tokens"]})(text)
    doc.entities = [an.Entity(text, 0, 11, "ORG"), an.Entity(text, 4, 11, "ORG", 1.0, "OpenAI")]
    found = doc.to_spacy(VOCAB)
    assert [s.text for s in found.spans["entities"]] == ["بنك Open AI", "Open AI"]
    assert [e.text for e in found.ents] == ["بنك Open AI"]
