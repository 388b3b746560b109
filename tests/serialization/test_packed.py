"""A document that travels between processes arrives the same, and is read when it is first asked for something."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp._core.alignment import restored_alignment
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.document.records import Duplicate
from arabnews_nlp.serialization._struct_columns import columns, decoded, encoded, restored
from arabnews_nlp.serialization.packed import packed, unpacked

TEXT = "أعلنت OpenAI يوم 29 أغسطس أن **واجهة** ومايكروسوفت (Microsoft) ربحتا بين 3 و5.50 ملايين دولار."


@pytest.fixture(scope="module")
def doc():
    return an.load()(TEXT)


def sent(doc):
    return pickle.loads(pickle.dumps(doc))


class Titled(an.Entity, frozen=True):
    title: str = "السيد"


def test_every_layer_arrives(doc):
    assert packed(doc) is not None
    arrived = sent(doc)
    for layer in ("text", "normalized", "sentences", "tokens", "numbers", "names", "entities", "duplicates"):
        assert getattr(arrived, layer) == getattr(doc, layer) or not getattr(doc, layer), layer
    assert arrived == doc
    assert arrived.to_json() == doc.to_json()
    assert all(record.source is arrived.text for record in (*arrived.entities, *arrived.numbers, *arrived.tokens))


@given(st.text(st.characters(codec=None)) | st.text("قال ٥٫٣٪\n.-Aa🙂\ud800", max_size=30))
def test_any_text_arrives(text):
    doc = an.load()(text)
    assert sent(doc) == doc
    assert sent(doc).to_json() == doc.to_json()


def test_values_are_exact(doc):
    other = copy.copy(doc)
    values = (Decimal("1E+2"), Decimal("0.10"), (None, Decimal(7)), (Decimal("-3"), None), None)
    other.numbers = [an.Quantity(TEXT, 0, 1, "CARDINAL", value) for value in values]
    assert packed(other) is not None
    assert [str(q.value) for q in sent(other).numbers] == [str(value) for value in values]


def test_what_a_stage_of_ones_own_puts_there_arrives_as_it_is(doc):
    for layer, records in {
        "entities": [Titled(TEXT, 0, 5, "PER", 1.0, None, "السيدة")],
        "tokens": [an.Token(TEXT, 0, 5, "اعلنت", "arabic", (), "VERB", "أعلن")],
        "sentences": [an.Span(TEXT, 0, 5)],
        "numbers": [an.Quantity(TEXT, 0, 1, "CARDINAL", 3)],
        "duplicates": [Duplicate("نص آخر", 0, 2)],
        "warnings": ["\ud800"],
    }.items():
        other = copy.deepcopy(doc)
        setattr(other, layer, records)
        assert (packed(other) is None) is (layer not in ("tokens", "sentences")), layer
        assert getattr(sent(other), layer) == records
        assert type(getattr(sent(other), layer)[0]) is type(records[0])
        assert sent(other) == other


def test_what_is_set_before_the_first_look_stays(doc):
    arrived = sent(doc)
    arrived.entities = []
    arrived.warnings = ["cut"]
    assert arrived.text == TEXT
    assert arrived.entities == []
    assert arrived.warnings == ["cut"]
    assert arrived.tokens == doc.tokens


def test_what_is_set_before_the_first_look_travels_on(doc):
    arrived = sent(doc)
    arrived.entities = []
    assert sent(arrived).entities == copy.copy(arrived).entities == []
    assert sent(arrived).tokens == doc.tokens


def test_a_document_goes_on_unread(doc):
    first = sent(doc)
    again = sent(first)
    assert first._packed.data == again._packed.data
    assert again == doc
    assert again._packed is None
    with pytest.raises(AttributeError, match="no attribute 'entity'"):
        _ = sent(doc).entity
    assert not hasattr(again, "entity")


def test_threads_may_take_the_first_look_together(doc):
    expected = doc.to_json()
    with ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            arrived = sent(doc)
            assert {*threads.map(lambda _, d=arrived: d.to_json(), range(8))} == {expected}


class Article(an.Doc):
    """A document that knows where it is from."""


@pytest.mark.parametrize("text", ["نص", "\ud800"])
def test_a_subclass_stays_one_with_what_it_adds(text):
    article = Article(text)
    article.source = "AFP"
    for other in (sent(article), copy.copy(article), copy.deepcopy(article)):
        assert type(other) is Article
        assert (other.source, other) == ("AFP", article)


def test_bytes_are_small(seed):
    doc = an.load()(seed)
    data = packed(doc)
    assert len(data) < 4 * len(seed.encode())
    assert unpacked(doc.text, data)["tokens"] == doc.tokens


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ((3, 3, b"123"), "half an edit"),
        ((3, 4, b""), "account for"),
        ((3, 2, bytes.fromhex("00000000 00000000 00000000 04000000".replace(" ", ""))), "no edit of these texts"),
        ((9, 9, bytes.fromhex("02000000 02000000 01000000 02000000".replace(" ", ""))), "no edit of these texts"),
    ],
)
def test_columns_of_alignment_are_checked(columns, problem):
    with pytest.raises(ValueError, match=problem):
        restored_alignment(*columns)


@pytest.mark.parametrize(
    "values",
    [
        [0, -5, 2**31 - 1],
        [2**31, 1],
        [True, 1],
        [0.5, -0.0, float("inf")],
        [0.5, 1],
        ["PER", "ORG", "ORG", None, "PER"],
        [None, None],
        [None, "PER", 3],
        [str(number) for number in range(1000)],
        [Decimal("0.10"), None],
        [],
    ],
    ids=repr,
)
def test_columns_of_records_are_exact(values):
    records = [an.Entity(TEXT, 0, 1, value) for value in values]
    coded = [encoded(values) for values in columns(records, an.Entity, TEXT)]
    found = restored(an.Entity, TEXT, [decoded(*column) for column in coded])
    assert [(type(r), type(r.label), repr(r)) for r in found] == [(type(r), type(r.label), repr(r)) for r in records]


@pytest.mark.parametrize("values", [[[1], [1, 2]], [[]] * 16])
def test_columns_of_records_are_of_one_length(values):
    with pytest.raises(ValueError, match="different lengths"):
        restored(an.Entity, TEXT, values)


def test_indices_of_strings_are_checked():
    with pytest.raises(ValueError, match="index of no string"):
        decoded(3, [["PER"], b"\1\0"])


def test_alignments_arrive():
    alignment = Alignment.from_edits(9, [(0, 0, 2), (1, 3, 0), (5, 6, 4)])
    assert sent(alignment) == alignment
    assert sent(alignment).to_original(0, 3) == alignment.to_original(0, 3)
