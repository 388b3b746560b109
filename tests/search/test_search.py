"""Search terms: positions, offsets, folding; queries in either script find documents in either."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError
from arabnews_nlp.integrations.sqlite import FtsIndex
from arabnews_nlp.search import index_text
from arabnews_nlp.search.terms import BETWEEN, KINDS
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()
ARTICLES = {
    "latin": "أنفقت Microsoft نحو 3.5 مليار دولار في 29 أغسطس 2023.",
    "arabic": "قالت مايكروسوفت إن الاقتصاد العالمي ينمو، وللشركات 1,200 فرع.",
    "people": "زار سام ألتمان القاهرة. #أخبار_التقنية",
    "clitics": "اجتمع الوفد بأوبن إيه آي وبالشركات الأخرى في 2023-08-30.",
}
DOCS = {key: nlp(text) for key, text in ARTICLES.items()}


def terms_at(doc, position):
    return {(term.term, term.kind) for term in doc.search_terms() if term.position == position}


@given(st.one_of(mixed_news(), messy_text()))
def test_terms_are_words_at_positions_with_exact_offsets(text):
    doc = nlp(text)
    terms = doc.search_terms()
    assert terms == doc.search_terms()
    assert len({(term.position, term.term) for term in terms}) == len(terms)
    assert [term.position for term in terms] == sorted(term.position for term in terms)
    for term in terms:
        assert text[term.start : term.end] == term.text != ""
        assert term.term and not any(c.isspace() for c in term.term)
        assert term.kind in KINDS
    words = [term for term in terms if term.kind == "word"]
    assert [term.position for term in words] == list(range(len(words)))
    assert [term.start for term in words] == sorted(term.start for term in words)
    texts = index_text(doc)
    assert texts.words.split() == [term.term for term in words]
    assert set(texts.others.split()) - {BETWEEN} >= {term.term for term in terms if term.kind != "word"}
    assert an.search_query(text).fts5() == an.search_query(text).fts5()


def test_the_same_in_another_way_stands_at_one_position():
    doc = DOCS["latin"]
    assert terms_at(doc, 0) == {("انفقت", "word")}
    assert {("microsoft", "word"), ("مايكروسوفت", "name")} <= terms_at(doc, 1)
    assert ("3500000000", "number") in terms_at(doc, 3)
    assert {("2023-08-29", "date"), ("2023-08", "date"), ("2023", "date")} <= terms_at(doc, 7)
    assert ("اقتصاد", "host") in terms_at(DOCS["arabic"], 3)
    assert {("1200", "word")} == terms_at(DOCS["arabic"], 7)
    assert [t.term for t in DOCS["people"].search_terms() if t.position >= 4] == ["اخبار", "التقنيه"]


def test_addresses_stand_by_their_domain():
    doc = nlp("على https://www.BBC.com/arabic/a?b=1%20c أو x.y@afp.com")
    assert [term.term for term in doc.search_terms()] == ["علي", "bbc.com", "او", "x.y@afp.com"]


def test_a_name_with_a_clitic_is_found_as_it_is():
    (term,) = [t for t in DOCS["clitics"].search_terms() if t.term == "openai"]
    assert (term.position, term.text) == (2, "أوبن إيه آي")


@pytest.fixture(params=["sqlite", "tantivy"])
def index(request):
    if request.param == "sqlite":
        made = FtsIndex(sqlite3.connect(":memory:"))
    else:
        pytest.importorskip("tantivy")
        from arabnews_nlp.integrations.tantivy import TantivyIndex

        made = TantivyIndex()
    for key, doc in DOCS.items():
        made.add(key, doc)
    if request.param == "tantivy":
        made.commit()
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Microsoft", {"latin", "arabic"}),
        ("مايكروسوفت", {"latin", "arabic"}),
        ("Sam Altman", {"people"}),
        ("سام ألتمان", {"people"}),
        ("OpenAI", {"clitics"}),
        ("القاهرة", {"people"}),
        ("Cairo", {"people"}),
        ("اقتصاد", {"arabic"}),
        ("الإقتصاد", {"arabic"}),
        ("شركات", {"arabic", "clitics"}),
        ("3500000000", {"latin"}),
        ("3,5 مليارات دولار", {"latin"}),
        ("2023-08-29", {"latin"}),
        ("29 أغسطس 2023", {"latin"}),
        ("التقنية", {"people"}),
        ("مايكروسوفت الاقتصاد", {"arabic"}),
        ("Altman Sam", set()),
        ('"؛()', set()),
        ("", set()),
        ("\ud800", set()),
    ],
)
def test_queries_in_either_script_find_documents_in_either(index, query, found):
    assert {hit.id for hit in index.search(query)} == found


@pytest.mark.parametrize("query", ["Microsoft", "سام ألتمان", "OpenAI", "2023-08-29", "شركات"])
def test_hits_are_highlighted_in_the_original(query):
    asked = an.search_query(query)
    shown = {key: [span.text for span in asked.spans(doc.search_terms())] for key, doc in DOCS.items()}
    assert {key: spans for key, spans in shown.items() if spans} == {
        "Microsoft": {"latin": ["Microsoft"], "arabic": ["مايكروسوفت"]},
        "سام ألتمان": {"people": ["سام ألتمان"]},
        "OpenAI": {"clitics": ["أوبن إيه آي"]},
        "2023-08-29": {"latin": ["29 أغسطس 2023"]},
        "شركات": {"arabic": ["شركات"], "clitics": ["شركات"]},
    }[query]


def test_a_name_that_no_table_has_is_asked_for_in_both_scripts():
    (group,) = an.search_query("Benjamin Cardozo").groups
    assert ("benjamin", "cardozo") in group
    assert ("بنجامين", "كاردوزو") in group


def test_opensearch_asks_for_phrases():
    asked = an.search_query("سام ألتمان اليوم").opensearch()
    assert len(asked["bool"]["must"]) == 2
    first = asked["bool"]["must"][0]["bool"]["should"][0]["multi_match"]
    assert first == {"query": "سام التمان", "type": "phrase", "analyzer": "whitespace", "fields": ["words", "others"]}


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentTypeError, match="text"):
        an.search_query(None)
    with pytest.raises(ArgumentValueError, match="identifier"):
        FtsIndex(sqlite3.connect(":memory:"), "a b")
