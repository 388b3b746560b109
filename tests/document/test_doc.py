"""The document model: spans slice back, JSON is lossless, offsets convert."""

import json
import pickle
from decimal import Decimal
from importlib.resources import files
from types import SimpleNamespace

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.document.layers import LAYERS, spans_of
from arabnews_nlp.document.offsets import OffsetMap
from arabnews_nlp.document.records import Quantity, Span
from arabnews_nlp.errors import ArgumentTypeError, ConfigError, OffsetError
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()
SCHEMA = json.loads(files("arabnews_nlp.serialization").joinpath("arabnews-doc-1.schema.json").read_text("utf-8"))


def everything(doc):
    for row in LAYERS:
        for item in spans_of(row, getattr(doc, row.name)):
            yield item
            yield from getattr(item, "clitics", ())


@pytest.mark.slow
@given(st.one_of(mixed_news(), messy_text()))
def test_every_annotation_slices_back_and_json_is_lossless(text):
    doc = nlp(text)
    assert doc.text is text
    for item in everything(doc):
        assert 0 <= item.start < item.end <= len(text)
        assert doc.text[item.start : item.end] == item.text
    data = doc.to_dict()
    jsonschema.validate(data, SCHEMA)
    assert an.Doc.from_dict(data) == doc
    assert an.Doc.from_dict(json.loads(json.dumps(data))) == doc
    assert an.Doc.from_json(doc.to_json()) == doc


def test_the_seed_article_survives_json_and_pickle(seed):
    doc = nlp(seed)
    assert len(doc.sentences) == 173
    assert an.Doc.from_json(doc.to_json()) == doc
    assert pickle.loads(pickle.dumps(doc)) == doc
    assert all(doc.text[x.start : x.end] == x.text for x in everything(doc))


def test_records_are_immutable_and_show_their_text():
    span = Span("في OpenAI", 3, 9)
    assert repr(span) == "Span(3, 9, 'OpenAI')"
    assert repr(Quantity("38%", 0, 3, "PERCENT", Decimal(38), "%")) == (
        "Quantity(0, 3, '38%', label='PERCENT', value=38, unit='%')"
    )
    with pytest.raises(AttributeError):
        span.start = 0


@pytest.mark.parametrize("data", [{}, {"schema": "other"}, [], {"schema": "arabnews-doc/1"}, None])
def test_other_data_is_refused_with_the_schema_named(data):
    with pytest.raises(ConfigError, match="arabnews-doc/1"):
        an.Doc.from_dict(data)


def test_broken_json_is_refused():
    with pytest.raises(ConfigError, match="not JSON"):
        an.Doc.from_json("{")


def test_a_text_must_be_a_string():
    with pytest.raises(ArgumentTypeError, match="text must be str, not bytes"):
        nlp(b"bytes")


@given(st.text(st.characters(exclude_categories=()), max_size=600))
def test_offsets_convert_to_bytes_and_utf16_units_and_back(text):
    places = OffsetMap(text)
    for i in range(0, len(text) + 1, 7):
        utf8 = len(text[:i].encode("utf-8", "surrogatepass"))
        utf16 = len(text[:i].encode("utf-16-le", "surrogatepass")) // 2
        assert places.to_utf8(0, i) == (0, utf8)
        assert places.to_utf16(i, i) == (utf16, utf16)
        assert places.from_utf8(utf8, utf8) == (i, i)
        assert places.from_utf16(0, utf16) == (0, i)


def test_offsets_outside_the_text_raise():
    with pytest.raises(OffsetError):
        OffsetMap("abc").to_utf8(0, 4)
    with pytest.raises(OffsetError):
        OffsetMap("abc").from_utf16(0, 4)


def test_columns_are_pickled_small_and_checked(seed):
    doc = nlp(seed)
    assert len(pickle.dumps(doc)) < 6 * len(seed.encode())
    restore, (text, *columns) = doc.tokens.__reduce__()
    assert list(restore(text, *columns)) == list(doc.tokens)
    with pytest.raises(ValueError, match="no token of this text"):
        restore("short", *columns)
    with pytest.raises(ValueError, match="different lengths"):
        restore(text, columns[0][4:], *columns[1:])
    restore, (text, *columns) = doc.sentences.__reduce__()
    assert list(restore(text, *columns)) == list(doc.sentences)
    with pytest.raises(ValueError, match="no sentence of this text"):
        restore("short", *columns)


@pytest.mark.parametrize("score", [0.0, 1.0, 0.5, 0.1234, 0.12345, 0.0001, 0.00001, 1 / 3, 2.5, 1e16])
@pytest.mark.parametrize("text", ["abc", "é", "عربي", "😀 عربي", 'a"\\\n\x00\x1f\x7f'])
def test_json_is_that_of_the_plain_dict(score, text):
    doc = an.Doc(text)
    doc.entities = [an.Entity(text, 0, 1, "PER", score, "مايكروسوفت 😀" if score == 0.5 else None)]
    doc.numbers = [
        an.Quantity(text, 0, 1, "CARDINAL", Decimal("1.50")),
        an.Quantity(text, 0, 1, "DATE", (None, Decimal(2))),
    ]
    doc.tokens = [an.Token(text, 0, 1, text, "arabic", (an.Span(text, 0, 1),), None, "س")]
    doc.warnings = ['a "warning"']
    assert doc.to_json() == msgspec.json.encode(doc.to_dict()).decode()


@pytest.mark.slow
@given(
    st.lists(st.one_of(st.text(max_size=5), st.integers(0, 80).map(lambda n: ("كلمةً OpenAI 12 " * 6)[:n])), max_size=6)
)
def test_json_of_texts_is_that_of_the_plain_dict(parts):
    doc = nlp(" ".join(parts))
    assert doc.to_json() == msgspec.json.encode(doc.to_dict()).decode()


def test_json_reads_records_of_any_type():
    doc = an.Doc("عربي abc")
    entity = an.Entity(doc.text, 0, 4, "PER", 0.5)
    alike = SimpleNamespace(start=5, end=8, label="ORG", score=1.0, canonical="abc", cluster=None)
    doc.entities = [entity, alike, entity, alike]
    assert doc.to_json() == msgspec.json.encode(doc.to_dict()).decode()
    del alike.label
    with pytest.raises(AttributeError):
        doc.to_json()


def test_documents_of_equal_texts_are_compared_in_linear_time(seed, assert_linear):
    pairs = []
    for times in (1, 4):
        doc = nlp(seed * times)
        pairs.append((doc, an.Doc.from_json(doc.to_json())))
        assert pairs[-1][0].text is not pairs[-1][1].text
    assert_linear(lambda pair: pair[0] == pair[1], *pairs)


def test_documents_of_equal_texts_differ_by_any_field_of_a_record():
    text = "أعلنت شركة Microsoft أن مايكروسوفت باعت 5 ملايين."
    doc = nlp(text)
    for layer in ("tokens", "entities", "numbers"):
        other = an.Doc.from_json(doc.to_json())
        assert other == doc
        first, *rest = getattr(other, layer)
        setattr(other, layer, [msgspec.structs.replace(first, start=first.start + 1), *rest])
        assert other != doc
        setattr(other, layer, rest)
        assert other != doc
