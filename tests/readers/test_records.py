"""Records from files: places, bad records, missing fields."""

import pytest

from arabnews_nlp.errors import ArgumentValueError, ConfigError, RecordError, UnknownNameError
from arabnews_nlp.readers import Record, read_records


def test_the_suffix_tells_the_format(tmp_path):
    (tmp_path / "a.txt").write_bytes("نص\nكامل".encode())
    (tmp_path / "b.jsonl").write_text('{"text": "واحد"}\n"اثنان"\n', "utf-8")
    (tmp_path / "c.csv").write_text('id,text\n1,"ثلاثة، ""أربعة"""\n', "utf-8")
    records = list(read_records([str(tmp_path / "*")]))
    assert [r.text for r in records] == ["نص\nكامل", "واحد", "اثنان", 'ثلاثة، "أربعة"']
    assert records[1].location.endswith("b.jsonl:1") and records[3].location.endswith("c.csv:2")


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfab")
    (record,) = read_records([str(tmp_path / "a.txt")])
    assert record.text == "ab"


def test_csv_rows_that_do_not_fit_are_reported(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,a\n2\n3,b,c\n4,\xff\n5,d\n")
    records = list(read_records([str(path)]))
    assert [type(r) for r in records] == [Record, RecordError, RecordError, RecordError, Record]
    assert records[-1].text == "d"


def test_a_column_that_is_missing_names_the_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,body\n1,a\n", "utf-8")
    with pytest.raises(ArgumentValueError, match="id, body"):
        list(read_records([str(path)]))
    assert [r.text for r in read_records([str(path)], text_field="body")] == ["a"]


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["نعم", None, "لا"]}), path)
    records = list(read_records([str(path)]))
    assert [isinstance(r, RecordError) for r in records] == [False, True, False]
    with pytest.raises(ArgumentValueError, match="text_field"):
        list(read_records([str(path)], text_field="body"))
    path.write_bytes(b"not parquet")
    with pytest.raises(ConfigError, match="not Parquet"):
        list(read_records([str(path)]))


def test_wrong_arguments(tmp_path):
    with pytest.raises(UnknownNameError, match="jsonl"):
        read_records([], format="xml")
    with pytest.raises(UnknownNameError, match="replace"):
        read_records([], encoding_errors="ignore")
    with pytest.raises(ConfigError, match="no such file"):
        read_records(["nothing-here-*.txt"])
