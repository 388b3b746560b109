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
    assert {*texts.others.split(), *texts.names.split()} - {BETWEEN} >= {t.term for t in terms if t.kind != "word"}
    assert all(term.length == 1 for term in words)
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
    first, second = (group["bool"] for group in asked["bool"]["must"])
    phrases = [(part["multi_match"]["query"], part["multi_match"]["fields"]) for part in first["should"]]
    assert phrases[0] == ("سام التمان", ["words", "others"])
    assert ("__ sam altman __", ["names"]) in phrases
    assert second["should"][0]["multi_match"] == {
        "query": "اليوم",
        "type": "phrase",
        "analyzer": "whitespace",
        "fields": ["words", "others", "names"],
    }
    assert first["minimum_should_match"] == 1


LONGER = {
    "chrome": "صدر متصفح كروم الجديد.",
    "google": "صدر متصفح Google Chrome الجديد.",
    "kim": "زار كيم جونغ أون الصين.",
    "un": "دعت الأمم المتحدة إلى الهدوء.",
    "host": "أدى البريكست إلى خلاف.",
}


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("Google", {"google"}),
        ("Chrome", {"google", "chrome"}),
        ("UN", {"un"}),
        ("United Nations", {"un"}),
        ("Kim", {"kim"}),
    ],
)
@pytest.mark.parametrize("index", ["sqlite", "tantivy"], indirect=True)
def test_a_known_name_is_no_part_of_another_names_form(index, query, hits):
    for key, text in LONGER.items():
        index.add(key, nlp(text))
    if hasattr(index, "commit"):
        index.commit()
    asked = an.search_query(query)
    assert {hit.id for hit in index.search(asked)} == hits
    assert {key for key, text in LONGER.items() if asked.spans(nlp(text).search_terms())} == hits


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("بلغ العجز 1,6 مليار يورو", "1600000000", True),
        ("بلغ العجز 1,6 مليار يورو", "16 مليار", False),
        ("بلغ العجز 1,6 مليار يورو", "1.6 مليار", True),
        ("بلغ العجز 16 مليار يورو", "١٦ مليار", True),
        ("بلغ العدد 3,500,000 نسمة", "3500000", True),
        ("بلغ العدد 3500000 نسمة", "3,500,000", True),
    ],
)
def test_a_comma_of_thousands_is_none_of_decimals(text, asked, found):
    assert bool(an.search_query(asked).spans(nlp(text).search_terms())) is found


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a@", "1. ", "+1 2 ", "OpenAI ", "سام ألتمان و", "2023-08-29 "])
def test_time_is_linear_in_the_query_and_in_the_text(piece, assert_linear):
    assert_linear(an.search_query, piece * 800, piece * 3200)
    assert_linear(lambda doc: doc.search_terms(), nlp(piece * 2000), nlp(piece * 8000))


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentTypeError, match="text"):
        an.search_query(None)
    with pytest.raises(ArgumentValueError, match="identifier"):
        FtsIndex(sqlite3.connect(":memory:"), "a b")
