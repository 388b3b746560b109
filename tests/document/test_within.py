"""What lies inside a stretch of a document, and the words inside tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.document.bounds import bounds_of, first_from
from arabnews_nlp.document.layers import LAYERS
from arabnews_nlp.errors import ArgumentTypeError, OffsetError

DOC = an.load()("قالت Microsoft إن السعر 20 دولارًا. رفعت مايكروسوفت وOpenAI السعر إلى 30 دولارًا في 5 مايو. لا.")


def test_the_amounts_of_a_sentence():
    first, second, third = map(DOC.within, DOC.sentences)
    assert [q.text for q in first.numbers] == ["20 دولارًا"]
    assert [q.label for q in second.numbers] == ["MONEY", "DATE"]
    assert [e.text for e in second.entities] == ["مايكروسوفت", "OpenAI"]
    assert [[m.text for m in name.mentions] for name in second.names] == [["مايكروسوفت"]]
    assert second.names[0].canonical == DOC.names[0].canonical
    assert (third.text, third.numbers, third.names) == ("لا.", [], [])
    assert second.text == DOC.sentences[1].text and second.normalized is None


@given(st.integers(0, len(DOC.text)), st.integers(0, len(DOC.text)))
def test_it_is_every_record_that_lies_inside(one, other):
    start, end = sorted((one, other))
    inside = DOC.within(start, end)
    for row in LAYERS:
        if row.many and row.name != "names":
            found = [x for x in getattr(DOC, row.name) if start <= x.start and x.end <= end]
            assert getattr(inside, row.name) == found
    assert sum(len(name.mentions) for name in inside.names) == sum(
        start <= m.start and m.end <= end for name in DOC.names for m in name.mentions
    )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["5", "ـَ", "http://a.b/", "ا"])
def test_sentences_within_one_word_take_linear_time(piece, assert_linear):
    """The word is not made for each of the sentences that it is cut into."""
    small, large = (an.load()(piece * (size // len(piece))) for size in (400_000, 1_600_000))
    assert len(large.tokens) < len(large.sentences)
    assert_linear(lambda doc: [list(doc.within(span).tokens) for span in doc.sentences], small, large)
    assert_linear(an.Doc.chunks, small, large)


def test_where_records_start_and_end_is_known_without_them():
    for records in (DOC.tokens, list(DOC.tokens), DOC.sentences, DOC.entities):
        bounds = bounds_of(records)
        assert [bounds(i) for i in range(len(records))] == [(record.start, record.end) for record in records]
        for place in range(len(DOC.text) + 1):
            assert first_from(records, place) == sum(record.start < place for record in records)
    for number in (-1, len(DOC.tokens)):
        with pytest.raises(IndexError):
            DOC.tokens.bounds(number)


def test_a_stretch_outside_the_text_is_an_error():
    for arguments in ((-1, 5), (5, 4), (0, 10**9)):
        with pytest.raises(OffsetError):
            DOC.within(*arguments)
    for arguments in (("x", 5), (5,), (1.5, 2)):
        with pytest.raises(ArgumentTypeError):
            DOC.within(*arguments)


@pytest.mark.parametrize(
    ("text", "host"),
    [("والكتاب", "كتاب"), ("وبالقاهرة", "قاهرة"), ("كتاب", "كتاب"), ("وMicrosoft", "Microsoft"), ("20", "20")],
)
def test_the_host_is_the_word_without_clitics_and_article(text, host):
    (token,) = an.tokenize(text)
    assert token.host.text == host
    assert token.host.end == token.end


@given(st.text("والبكف سيارة Ab1.", max_size=30))
def test_a_host_is_never_empty(text):
    assert all(token.host.text and token.text.endswith(token.host.text) for token in an.tokenize(text))
