"""Documents keep the id, the fields and the date that came with their text."""

import json
import pickle
from datetime import UTC, date, datetime

import pytest

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError

TEXT = "وصل أمس بعد 5 أيام"
NLP = an.load({"stages": ["numbers"], "stage": {"numbers": {"scope": "all"}}})
META = {"title": "عنوان", "tags": ["x", {"y": None}], "score": 1.5}


def test_a_call_keeps_id_and_fields():
    doc = NLP(TEXT, id="a1", meta=META)
    assert (doc.id, doc.meta, doc.reference) == ("a1", META, None)
    assert an.Doc.from_json(doc.to_json()) == doc and pickle.loads(pickle.dumps(doc)) == doc
    assert list(json.loads(doc.to_json()))[:4] == ["schema", "text", "id", "meta"]
    assert NLP(TEXT) != doc and "id" not in NLP(TEXT).to_dict()


@pytest.mark.parametrize(
    "reference",
    [
        "2024-01-05",
        " 2024-01-05T10:30:00Z ",
        date(2024, 1, 5),
        datetime(2024, 1, 5, 10),
        datetime(2024, 1, 5, 10, tzinfo=UTC),
    ],
)
def test_a_reference_date_belongs_to_one_document(reference):
    assert NLP(TEXT, reference=reference).numbers[0].timex == "2024-01-04"
    assert an.parse_numbers(TEXT, reference)[0].timex == "2024-01-04"
    assert NLP(TEXT).numbers[0].timex is None


def test_the_date_of_a_document_goes_before_that_of_the_stage():
    nlp = an.load({"stages": ["numbers"], "stage": {"numbers": {"scope": "all", "reference": "2020-06-02"}}})
    assert [nlp(TEXT, reference=when).numbers[0].timex for when in (None, "2024-01-05")] == ["2020-06-01", "2024-01-04"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"id": 1.5}, ArgumentTypeError),
        ({"id": True}, ArgumentTypeError),
        ({"meta": ["x"]}, ArgumentTypeError),
        ({"meta": {1: "x"}}, ArgumentTypeError),
        ({"meta": {"x": object()}}, ArgumentTypeError),
        ({"meta": {"x": float("nan")}}, ArgumentTypeError),
        ({"reference": 5}, ArgumentTypeError),
        ({"reference": "5 March"}, ArgumentValueError),
    ],
)
def test_what_cannot_be_kept_is_an_error(arguments, error):
    with pytest.raises(error):
        NLP(TEXT, **arguments)


def test_one_text_in_the_place_of_many_is_an_error():
    for one in ("نعم", b"x", {"text": "x"}, an.Doc("x"), None, 5):
        with pytest.raises(ArgumentTypeError, match="texts must be"):
            NLP.pipe(one)
    with pytest.raises(ArgumentTypeError, match=r"nlp\(text\) annotates one"):
        NLP.pipe("نعم")


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_takes_pairs(n_process):
    contexts = [object(), {"any": "thing"}, None]
    pairs = [(TEXT, contexts[0]), ({"text": "x", "id": 2}, contexts[1]), (an.Doc("y", id="3"), contexts[2])]
    found = list(NLP.pipe(pairs, as_tuples=True, n_process=n_process))
    assert [(doc.text, doc.id) for doc, _ in found] == [(TEXT, None), ("x", 2), ("y", "3")]
    assert all(context is given for (_, context), given in zip(found, contexts, strict=True))
    with pytest.raises(ArgumentTypeError, match="pairs"):
        list(NLP.pipe([TEXT], as_tuples=True))


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_takes_mappings(n_process):
    records = [
        {"key": "a", "body": TEXT, "when": "2024-01-05", "title": "t"},
        {"key": "b", "title": "no body"},
        {"key": "c", "body": 5},
        {"key": "d", "body": "نص", "when": "yesterday"},
        {"key": "e", "body": TEXT, "when": datetime(2020, 6, 2)},
        {"key": "f", "body": TEXT, "odd": object()},
    ]
    names = {"text_field": "body", "id_field": "key", "date_field": "when"}
    found = list(NLP.pipe(records, **names, n_process=n_process, on_error="record"))
    assert [result.id for result in found] == ["a", "b", "c", "d", "e", "f"]
    assert (found[0].meta, found[0].numbers[0].timex) == ({"when": "2024-01-05", "title": "t"}, "2024-01-04")
    assert (found[4].meta, found[4].numbers[0].timex) == ({"when": "2020-06-02T00:00:00"}, "2020-06-01")
    errors = [result for result in found if isinstance(result, an.RecordError)]
    assert [(e.location, e.id) for e in errors] == [
        ("record 1", "b"),
        ("record 2", "c"),
        ("record 3", "d"),
        ("record 5", "f"),
    ]
    assert errors[0].fields == {"title": "no body"} and "fields: key, title" in errors[0].reason
    with pytest.raises(an.RecordError, match="record 1"):
        list(NLP.pipe(records, **names, n_process=n_process))


def test_columns_have_a_date_each():
    dates = ["2024-01-05", None, "2020-06-02"]
    found = NLP.map_batch({"text": [TEXT] * 3, "when": dates}, reference="when")
    assert [numbers[0]["timex"] for numbers in found["numbers"]] == ["2024-01-04", None, "2020-06-01"]
    pa = pytest.importorskip("pyarrow")
    from arabnews_nlp.integrations.arrow import arrow_batch

    batch = pa.record_batch(
        {"id": [1, 2, 3], "text": [TEXT] * 3, "when": pa.array([date(2024, 1, 5), None, date(2020, 6, 2)])}
    )
    table = arrow_batch(batch, stages=NLP, reference="when")
    assert [numbers[0]["timex"] for numbers in table.column("numbers").to_pylist()] == [
        "2024-01-04",
        None,
        "2020-06-01",
    ]
    assert table.column("id").to_pylist() == [1, 2, 3]
    with pytest.raises(ArgumentValueError, match="reference must be one of"):
        arrow_batch(batch, stages=NLP, reference="nope")
