"""Other libraries in place of our stages: real libraries, small real models, exact offsets."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ConfigError, MissingModelError, UnknownNameError
from arabnews_nlp.testing import messy_text, mixed_news

pytestmark = pytest.mark.slow

TEXT = "قالت OpenAI إن مايكروسوفت تملك حصة فيها. وصل أحمد إلى القاهرة أمس."
FOUND = [("OpenAI", "ORG"), ("مايكروسوفت", "ORG"), ("أحمد", "PER"), ("القاهرة", "LOC")]


def pipeline(stages, **options):
    return an.load({"stages": stages, "stage": options})


def exact(doc):
    for layer in (doc.tokens, doc.sentences, doc.entities, doc.numbers):
        places = [(x.start, x.end) for x in layer]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(doc.text) for start, end in places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.fixture(scope="module")
def with_stanza(stanza_models):
    own = {"backend": "stanza", "model": str(stanza_models)}
    return pipeline(["tokens", "sentences", "names", "entities"], tokens=own, sentences=own, entities=own)


@pytest.fixture(scope="module")
def with_camel(camel_model, camel_catalogue):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMELTOOLS_DATA", str(camel_catalogue))
        own = {"backend": "camel", "model": str(camel_model)}
        return pipeline(["tokens", "sentences", "entities"], tokens={"backend": "camel"}, entities=own)


def test_stanza_finds_what_it_was_taught(with_stanza):
    doc = with_stanza(TEXT)
    assert [s.text for s in doc.sentences] == ["قالت OpenAI إن مايكروسوفت تملك حصة فيها.", "وصل أحمد إلى القاهرة أمس."]
    assert [t.text for t in doc.tokens] == TEXT.replace(".", " .").split()
    assert [(e.text, e.label) for e in doc.entities] == FOUND
    assert [t.kind for t in doc.tokens[:2]] == ["arabic", "latin"]


def test_stanza_on_the_seed_article(with_stanza, seed):
    doc = with_stanza(seed[:6000])
    exact(doc)
    assert len(doc.tokens) > 500
    assert {e.label for e in doc.entities} <= {"PER", "ORG", "LOC"}


def test_camel_finds_what_it_was_taught(with_camel):
    doc = with_camel(TEXT)
    assert [(e.text, e.label) for e in doc.entities] == FOUND
    assert [t.text for t in doc.tokens] == TEXT.replace(".", " .").split()


def test_camel_on_the_seed_article(with_camel, seed):
    doc = with_camel(seed)
    exact(doc)
    assert len(doc.tokens) > 500
    assert "OpenAI" in {e.text for e in doc.entities}


@settings(max_examples=25)
@given(st.one_of(mixed_news(), messy_text()))
@example("\ud800 قال\udfff OpenAI")
def test_any_text_goes_through(with_stanza, with_camel, text):
    exact(with_stanza(text))
    exact(with_camel(text))


def test_a_backend_travels_through_toml_and_pickle(with_stanza, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(with_stanza.to_toml(), "utf-8")
    assert 'backend = "stanza"' in with_stanza.to_toml()
    for other in (an.load(path), pickle.loads(pickle.dumps(with_stanza))):
        assert other == with_stanza
        assert other(TEXT).entities == with_stanza(TEXT).entities
    assert an.load({"stages": ["tokens"], "stage": {"tokens": {"backend": "camel"}}}) != an.load({"stages": ["tokens"]})


@given(st.one_of(mixed_news(), messy_text()))
def test_character_functions_of_other_libraries_keep_the_way_back(text):
    import pyarabic.araby
    from camel_tools.utils.charmap import CharMapper
    from camel_tools.utils.dediac import dediac_ar

    doc = pipeline(["normalize"], normalize={"backend": "pyarabic"})(text)
    assert doc.normalized.text == pyarabic.araby.strip_tatweel(pyarabic.araby.strip_tashkeel(text))
    assert an.Doc.from_dict(doc.to_dict()) == doc
    doc = pipeline(["normalize"], normalize={"backend": "camel"})(text)
    assert doc.normalized.text == dediac_ar(CharMapper.builtin_mapper("arclean")(text))
    assert doc.normalized.to_original(0, len(doc.normalized.text))[1] <= len(text)


def test_parts_of_speech_of_stanza(stanza_models, seed):
    own = {"backend": "stanza", "model": str(stanza_models)}
    nlp = pipeline(["tokens", "morphology"], morphology=own)
    doc = nlp(TEXT)
    assert [(t.text, t.pos) for t in doc.tokens][:4] == [
        ("قالت", "VERB"),
        ("OpenAI", "PROPN"),
        ("إن", "SCONJ"),
        ("مايكروسوفت", "PROPN"),
    ]
    assert an.Doc.from_json(doc.to_json()) == doc
    assert all(token.pos for token in nlp(seed[:3000]).tokens)


@pytest.fixture(scope="module")
def with_morphology(camel_database, camel_catalogue):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMELTOOLS_DATA", str(camel_catalogue))
        own = {"backend": "camel", "database": str(camel_database)}
        return pipeline(["tokens", "sentences", "morphology"], morphology=own)


def test_morphology_of_camel(with_morphology):
    doc = with_morphology("وقالَ وبالقاهرة شركتها 15 OpenAI سوفت.")
    found = [(t.text, t.pos, t.lemma, [c.text for c in t.clitics]) for t in doc.tokens]
    assert found == [
        ("وقالَ", "verb", "قال", ["و"]),
        ("وبالقاهرة", "noun_prop", "قاهِرَة", ["و", "ب", "ال"]),
        ("شركتها", "noun", "شَرِكَة", ["ها"]),
        ("15", "digit", "15", []),
        ("OpenAI", "foreign", "OpenAI", []),
        ("سوفت", "noun_prop", "سوفت", []),
        (".", "punc", ".", []),
    ]
    assert all(doc.text[c.start : c.end] == c.text for t in doc.tokens for c in t.clitics)
    assert an.Doc.from_json(doc.to_json()) == doc


@given(st.one_of(mixed_news(), messy_text()))
def test_any_text_goes_through_camels_morphology(with_morphology, text):
    exact(with_morphology(text))


def test_morphology_needs_a_backend_and_its_data(tmp_path, camel_catalogue, monkeypatch):
    with pytest.raises(ConfigError, match="needs a backend, one of camel, stanza"):
        pipeline(["tokens", "morphology"])
    monkeypatch.setenv("CAMELTOOLS_DATA", str(camel_catalogue))
    with pytest.raises(MissingModelError, match="no morphology database"):
        pipeline(["tokens", "morphology"], morphology={"backend": "camel", "database": str(tmp_path / "x.db")})
    with pytest.raises(MissingModelError, match="camel_data -i disambig-mle-calima-msa-r13"):
        pipeline(["tokens", "morphology"], morphology={"backend": "camel"})


def test_numbers_of_pyarabic():
    doc = pipeline(["tokens", "numbers"], numbers={"backend": "pyarabic"})("وجدت خمسمئة وثلاثة وعشرين دينارا")
    assert [(q.text, int(q.value)) for q in doc.numbers] == [("خمسمئة وثلاثة وعشرين", 523)]


def test_missing_models_are_told_in_one_line(tmp_path, camel_model, monkeypatch):
    with pytest.raises(MissingModelError, match=r"resources\.json in .*stanza\.download") as told:
        pipeline(["entities"], entities={"backend": "stanza", "model": str(tmp_path)})
    assert "\n" not in str(told.value)
    (tmp_path / "resources.json").write_text('{"ar": {"packages": {"default": {"tokenize": "small"}}, "tokenize": {}}}')
    with pytest.raises(MissingModelError, match=r"stanza lacks a model"):
        pipeline(["tokens"], tokens={"backend": "stanza", "model": str(tmp_path)})
    with pytest.raises(MissingModelError, match=r"config\.json"):
        pipeline(["tokens", "entities"], entities={"backend": "camel", "model": str(tmp_path)})


def test_a_missing_catalogue_is_told_before_camel_asks_the_network(tmp_path, camel_model, monkeypatch):
    from arabnews_nlp.integrations.camel import _recognizer

    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(MissingModelError, match=r"catalogue\.json and would fetch it from the network"):
        _recognizer.__wrapped__(str(camel_model), False)


def test_an_unknown_backend_is_named():
    with pytest.raises(UnknownNameError, match="did you mean 'stanza'"):
        pipeline(["tokens"], tokens={"backend": "stanzza"})
    with pytest.raises(UnknownNameError, match="it has no backends"):
        pipeline(["names"], names={"backend": "stanza"})
