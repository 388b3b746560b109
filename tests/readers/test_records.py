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


@pytest.mark.parametrize(
    "encoding", ["windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "UTF-8-SIG"]
)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "نص كامل،\nسطران"),
        ("a.jsonl", '{"text": "نص كامل،\\nسطران"}\n'),
        ("a.csv", 'id,text\n1,"نص كامل،\nسطران"\n'),
    ],
)
def test_text_is_read_in_the_encoding_that_is_named(tmp_path, encoding, name, content):
    (tmp_path / name).write_bytes(content.encode(encoding))
    (record,) = read_records([str(tmp_path / name)], encoding=encoding)
    assert record.text == "نص كامل،\nسطران"


def test_a_byte_order_mark_of_utf_16_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffنعم".encode("utf-16-le"))
    for encoding in ("utf-16", "utf-16-le"):
        (record,) = read_records([str(tmp_path / "a.txt")], encoding=encoding)
        assert record.text == "نعم"


def test_a_record_in_another_encoding_says_which_option_reads_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("نعم".encode("windows-1256"))
    (record,) = read_records([str(path)])
    assert record.reason.startswith("not UTF-8 at byte 0 (0xe4)") and "--encoding" in record.reason
    path = tmp_path / "a.csv"
    path.write_bytes("id,text\n1,نعم\n2,yes\n".encode("windows-1256"))
    bad, good = read_records([str(path)])
    assert "--encoding" in bad.reason and good.text == "yes"


def test_bytes_that_the_named_encoding_lacks_fail_their_record_or_are_replaced(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "نعم"}\n'.encode("iso-8859-6") + b'{"text": "\xa1"}\n{"text": "c"}\n')
    first, bad, last = read_records([str(path)], encoding="iso-8859-6")
    assert (first.text, last.text) == ("نعم", "c")
    assert bad.reason.startswith("not iso-8859-6")
    assert [r.text for r in read_records([str(path)], encoding="iso-8859-6", encoding_errors="replace")][1] == "\ufffd"
    (tmp_path / "a.txt").write_bytes("نعم".encode("utf-16-le") + b"\0")
    (cut,) = read_records([str(tmp_path / "a.txt")], encoding="utf-16-le")
    assert cut.reason.startswith("not utf-16-le")


@pytest.mark.parametrize("encoding", ["martian", "base64", "a\0b", ""])
def test_an_unknown_encoding_is_refused(encoding):
    with pytest.raises(ArgumentValueError, match="windows-1256"):
        read_records([], encoding=encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_header_tells_what_parts_columns(tmp_path, separator):
    path = tmp_path / "a.csv"
    path.write_text(f'id{separator}"text"\n1{separator}"أ{separator}ب, ج; د"\n', "utf-8")
    (record,) = read_records([str(path)])
    assert (record.id, record.text) == ("1", f"أ{separator}ب, ج; د")


def test_a_separator_that_is_given(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id^text\n1^نعم\n", "utf-8")
    (record,) = read_records([str(path)], separator="^")
    assert record.text == "نعم"
    with pytest.raises(ArgumentValueError, match="--separator"):
        list(read_records([str(path)]))
    for wrong in ("", "::", '"', "\n"):
        with pytest.raises(ArgumentValueError, match="separator"):
            read_records([], separator=wrong)
