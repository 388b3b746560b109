"""Chunks: whole sentences, once and in order, under a bound; nothing that belongs together is divided."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.chunking import Chunk
from arabnews_nlp.document.layers import LAYERS, spans_of
from arabnews_nlp.errors import ArgumentValueError
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()
LENGTHS = {
    "code points": len,
    "words": lambda text: len(text.split()),
    "bytes": lambda text: len(text.encode("utf-8", "replace")),
}


def undivided(doc):
    rows = [row for row in LAYERS if row.name in ("numbers", "names", "entities")]
    return [span for row in rows for span in spans_of(row, getattr(doc, row.name))]


@given(st.one_of(mixed_news(), messy_text(), st.lists(mixed_news(), max_size=4).map("\n\n".join)), st.data())
def test_chunks_hold_every_sentence_once_in_order_under_the_bound(text, data):
    doc = nlp(text)
    length = LENGTHS[data.draw(st.sampled_from(sorted(LENGTHS)))]
    bound = data.draw(st.integers(1, 300))
    overlap = data.draw(st.integers(0, bound - 1) | st.just(0))
    chunks = doc.chunks(bound, overlap, length)
    fresh = [
        s
        for before, chunk in pairwise([None, *chunks])
        for s in chunk.sentences
        if before is None or s.start >= before.end
    ]
    assert fresh == list(doc.sentences)
    for chunk in chunks:
        assert text[chunk.start : chunk.end] == chunk.text
        assert chunk.start <= chunk.sentences[0].start and chunk.sentences[-1].end <= chunk.end
        assert not text[chunk.start : chunk.sentences[0].start].strip(" \n-+−")
        assert chunk.oversized == (length(chunk.text) > bound)
        assert not any(span.start < edge < span.end for span in undivided(doc) for edge in (chunk.start, chunk.end))
        assert [*chunk.entities] == [e for e in doc.entities if chunk.start <= e.start < chunk.end]
        assert [*chunk.numbers] == [q for q in doc.numbers if chunk.start <= q.start < chunk.end]
    for before, chunk in pairwise(chunks):
        assert before.start < chunk.start and before.end < chunk.end
        repeated = [s for s in chunk.sentences if s.start < before.end]
        assert not repeated or length(text[repeated[0].start : repeated[-1].end]) <= overlap


@pytest.mark.parametrize("overlap", [0, 200])
def test_the_seed_article_in_chunks(seed, overlap):
    doc = nlp(seed)
    chunks = doc.chunks(800, overlap)
    assert all(len(chunk) <= 800 for chunk in chunks)
    assert sum(map(len, chunks)) / len(chunks) > 560
    assert len(chunks) == len({chunk.start for chunk in chunks})
    assert any(a.end > b.start for a, b in pairwise(chunks)) is bool(overlap)


def test_a_chunk_knows_what_it_mentions():
    doc = nlp("# أرباح الشركة\n\nأنفقت Microsoft نحو 10 مليارات دولار. وقالت مايكروسوفت إن OpenAI شريكها.")
    first, second = doc.chunks(60, title="خبر", date="2023-08-29")
    assert first.text == "أرباح الشركة\n\nأنفقت Microsoft نحو 10 مليارات دولار."
    assert [q.unit for q in first.numbers] == ["USD"]
    assert [name.canonical for name in second.names] == ["Microsoft"]
    assert [e.text for e in second.entities] == ["مايكروسوفت", "OpenAI"]
    assert first.context == "خبر | 2023-08-29 | Microsoft"
    assert second.context == "خبر | 2023-08-29 | أرباح الشركة | Microsoft, OpenAI"
    assert doc.chunks(60)[1].context == "أرباح الشركة | Microsoft, OpenAI"


BODY = "قال المدير إن المبيعات ارتفعت في الربع الأول."


@pytest.mark.parametrize(
    ("heading", "stays"),
    [
        ("نتائج الشركة", True),
        ("**نتائج الشركة**", True),
        ("## هل ارتفعت المبيعات؟", True),
        ("ومن أهم النتائج:", True),
        ("انتهى الخبر الأول.", False),
        ("- بند في قائمة", False),
        ("1. بند في قائمة", False),
    ],
)
def test_a_heading_stays_with_its_text(heading, stays):
    text = f"{BODY}\n\n{heading}\n\n{BODY}"
    chunks = nlp(text).chunks(75)
    assert len(chunks) == 2
    assert (heading.strip("#* -") in chunks[1].text) is stays


def test_a_quotation_stays_whole_where_the_bound_allows():
    text = f"{BODY} وأضاف: «لا نتوقع تغيرا. سننتظر العام المقبل. هذا كل شيء». {BODY}"
    pieces = [chunk.text for chunk in nlp(text).chunks(75)]
    assert any(piece.count("«") == piece.count("»") == 1 for piece in pieces)
    assert len(nlp(text).chunks(30)) > len(pieces)


def test_a_long_sentence_is_whole_and_says_so():
    text = f"{BODY} نعم."
    chunks = nlp(text).chunks(10)
    assert [(chunk.text, chunk.oversized) for chunk in chunks] == [(BODY, True), ("نعم.", False)]


def test_sentences_are_found_where_no_stage_did():
    assert [chunk.text for chunk in an.Doc("نعم. لا.").chunks(4)] == ["نعم.", "لا."]
    assert an.Doc(" ").chunks() == []


def test_repeated_paragraphs_are_marked():
    pytest.importorskip("rensa")
    doc = an.load({"stages": ["sentences", "duplicates"]})(f"{BODY}\n\nنعم.\n\n{BODY}")
    first, *_, last = doc.chunks(50)
    assert (len(first.duplicates), len(last.duplicates)) == (0, 1)


def test_chunks_are_records():
    chunk = nlp("نعم.").chunks()[0]
    assert (
        isinstance(chunk, Chunk)
        and repr(chunk) == "Chunk(0, 4, 'نعم.', sentences=(Span(0, 4, 'نعم.'),), context='', oversized=False)"
    )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["نعم. ", "«نعم. ", '"نعم. ', "# عنوان\n", "سطر بلا نقطة\n", "قالت Microsoft 5%. "])
def test_time_is_linear_in_the_text(piece, assert_linear):
    assert_linear(lambda doc: doc.chunks(300, 50), nlp(piece * 1000), nlp(piece * 4000))


@pytest.mark.parametrize("arguments", [(0,), (-1,), (1.5,), (10, 10), (10, -1)])
def test_wrong_bounds_are_refused(arguments):
    with pytest.raises(ArgumentValueError, match=r"max_chars|overlap"):
        nlp("نعم.").chunks(*arguments)
