"""Annotation of tables: Arrow, pandas, polars, Hugging Face datasets."""

import json

import datasets
import pandas
import polars
import pyarrow as pa
import pytest
from datasets.fingerprint import Hasher

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError
from arabnews_nlp.integrations.arrow import SCHEMA, arrow_batch, output_schema
from arabnews_nlp.integrations.columns import COLUMNS

TEXTS = ["قالت Microsoft إن مايكروسوفت أنفقت بين 10 و12 مليار دولار.", None, "", "ارتفع ٣٨٪ في 29 أغسطس."]
BATCH = pa.record_batch({"id": [1, 2, 3, 4], "text": TEXTS})


def test_the_schema_is_fixed_and_nulls_stay_nulls():
    for stages in ("news", "fast", ["numbers"], an.load(), {"stages": ["tokens"]}):
        out = arrow_batch(BATCH, "text", stages)
        assert out.schema == output_schema(BATCH.schema)
        out.validate(full=True)
        rows = out.to_pylist()
        assert [row["id"] for row in rows] == [1, 2, 3, 4]
        assert all(rows[1][name] is None for name in COLUMNS)
        assert all(rows[n]["error"] is None and rows[n]["sentences"] is not None for n in (0, 2, 3))


def test_columns_hold_what_the_document_holds(seed):
    (row,) = arrow_batch(pa.record_batch({"text": [seed]})).to_pylist()
    doc = an.load()(seed)
    assert [seed[t["start"] : t["end"]] for t in row["tokens"]] == [t.text for t in doc.tokens]
    assert [len(t["clitics"]) for t in row["tokens"]] == [len(t.clitics) for t in doc.tokens]
    assert [(e["start"], e["label"], e["canonical"]) for e in row["entities"]] == [
        (e.start, e.label, e.canonical) for e in doc.entities
    ]
    assert [(n["canonical"], len(n["mentions"])) for n in row["names"]] == [
        (n.canonical, len(n.mentions)) for n in doc.names
    ]
    assert row["normalized"] == doc.normalized.text
    assert row["provenance"] == doc.provenance


def test_numbers_and_ranges_are_exact_strings():
    rows = arrow_batch(BATCH, stages=["numbers"]).to_pylist()
    assert (rows[3]["numbers"][0]["value"], rows[3]["numbers"][0]["unit"]) == ("38", "%")
    (spread,) = (q for q in rows[0]["numbers"] if q["low"] is not None)
    assert (spread["low"], spread["high"], spread["value"]) == ("10000000000", "12000000000", None)


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_every_string_type_is_read(kind):
    batch = (
        pa.record_batch({"text": pa.array(TEXTS, pa.string()).cast(kind)})
        if kind != pa.string_view()
        else (pa.record_batch({"text": pa.array(TEXTS, pa.string_view())}))
    )
    assert arrow_batch(batch, stages="fast").column("numbers").null_count == 1


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentTypeError, match="record_batch"):
        arrow_batch({"text": TEXTS})
    with pytest.raises(ArgumentValueError, match="column must be one of id, text, not 'txt'"):
        arrow_batch(BATCH, "txt")
    with pytest.raises(ArgumentTypeError, match="'id' holds int64"):
        arrow_batch(BATCH, "id")
    with pytest.raises(ArgumentValueError, match="tokens"):
        arrow_batch(pa.record_batch({"text": TEXTS, "tokens": TEXTS}))


def test_pandas_through_arrow():
    frame = pandas.DataFrame({"text": TEXTS})
    out = arrow_batch(pa.RecordBatch.from_pandas(frame), stages="fast").to_pandas()
    assert list(out.columns) == ["text", *COLUMNS]
    assert out["numbers"].isna().tolist() == [False, True, False, False]


def test_polars_through_arrow():
    frame = polars.DataFrame({"text": TEXTS})
    out = polars.from_arrow(arrow_batch(frame.to_arrow(), stages="fast"))
    assert out["numbers"].is_null().to_list() == [False, True, False, False]
    assert out["numbers"].list.len().to_list()[3] == 2


@pytest.mark.parametrize("num_proc", [None, 2])
def test_datasets_map(num_proc):
    pipe = an.load()
    data = datasets.Dataset.from_dict({"text": TEXTS * 3})
    out = data.map(pipe.map_batch, batched=True, features=pipe.hf_features(data.features), num_proc=num_proc)
    assert out.column_names == ["text", *COLUMNS]
    assert out[1]["tokens"] is None and out[2]["tokens"] == []
    expected = pipe.map_batch({"text": TEXTS * 3})
    assert json.loads(json.dumps(out[0]["entities"])) == expected["entities"][0]
    assert pipe.hf_features().arrow_schema.names == SCHEMA.names


def test_datasets_cache_knows_an_equal_pipeline():
    assert Hasher.hash(an.load().map_batch) == Hasher.hash(an.Pipeline.from_config("news").map_batch)
    assert Hasher.hash(an.load().map_batch) != Hasher.hash(an.load("fast").map_batch)


def test_a_failing_record_says_why_and_the_rest_goes_on():
    out = an.load("fast").map_batch({"body": ["نص", 3, None]}, column="body")
    assert [e is None for e in out["error"]] == [True, False, True]
    assert "text must be str" in out["error"][1]
    with pytest.raises(ArgumentValueError, match="column"):
        an.load("fast").map_batch({"body": []})
