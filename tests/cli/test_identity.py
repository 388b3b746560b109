"""Records keep their identity, their fields and their order through every command."""

import bz2
import csv
import gzip
import io
import json
import lzma
import subprocess
import sys

import pytest

import arabnews_nlp as an
from arabnews_nlp.cli import main

RECORDS = [
    {"id": "a1", "title": "عنوان", "tags": ["x", {"y": None}], "text": "قالت OpenAI إن السعر 20 دولارًا"},
    {"id": 2, "title": "no text"},
    {"id": "a3", "title": "", "text": "نعم. لا. 5 كيلومترات"},
]


@pytest.fixture
def jsonl(tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS), "utf-8")
    return path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text('id,title,text\na1,"one,\ntwo","السعر 20 دولارًا"\na2,short\na3,,نعم\n', "utf-8")
    return path


@pytest.fixture
def run(capsys):
    """Runs a command in this process; its exit code, the lines of its output as JSON, and its messages."""

    def call(*words):
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return call


def objects(out):
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("workers", [1, 2])
def test_process_passes_id_and_fields_through_and_failed_records_keep_their_place(run, jsonl, workers):
    code, out, err = run("process", jsonl, "--workers", workers)
    rows = objects(out)
    assert (code, [row["id"] for row in rows]) == (1, ["a1", 2, "a3"])
    assert rows[0]["meta"] == {"title": "عنوان", "tags": ["x", {"y": None}]}
    assert rows[1] == {
        "id": 2,
        "meta": {"title": "no text"},
        "location": f"{jsonl}:2",
        "error": "no field 'text'; fields: id, title",
    }
    assert an.Doc.from_json(out.splitlines()[2]).text == RECORDS[2]["text"]
    assert err == f"arabnews: {jsonl}:2: no field 'text'; fields: id, title\n"


def test_a_record_without_id_is_known_by_its_place(run, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text('{"text": "a"}\n"b"\n{"id": {"k": 1}, "text": "c"}\n')
    assert [row["id"] for row in objects(run("process", path)[1])] == [f"{path}:1", f"{path}:2", '{"k": 1}']


def test_kept_fields_are_chosen(run, jsonl):
    first = objects(run("process", jsonl, "--keep", "title")[1])[0]
    assert first["meta"] == {"title": "عنوان"}
    assert "meta" not in objects(run("process", jsonl, "--keep", "none")[1])[0]
    assert "the first record has no such field" in run("process", jsonl, "--keep", "nope")[2]
    code, _, err = run("process", jsonl, "--keep", "all,title")
    assert code == 2 and "or all, or none" in err


def test_annotations_say_of_which_record_they_are(run, jsonl, table):
    rows = objects(run("numbers", jsonl)[1])
    assert [(r["id"], r["file"], r["line"]) for r in rows] == [
        ("a1", str(jsonl), 1),
        (2, str(jsonl), 2),
        ("a3", str(jsonl), 3),
    ]
    assert rows[0]["text"] == "20 دولارًا" and "error" in rows[1]
    rows = objects(run("numbers", table, "--keep", "title")[1])
    assert [(r["id"], r["line"], r.get("meta")) for r in rows] == [
        ("a1", 2, {"title": "one,\ntwo"}),
        (f"{table}:4", 4, None),
    ]


def test_annotations_as_csv(run, jsonl):
    rows = list(csv.DictReader(io.StringIO(run("numbers", jsonl, "--out", "csv", "--keep", "title")[1])))
    assert [(r["id"], r["value"], r["unit"], r["title"]) for r in rows] == [
        ("a1", "20", "USD", "عنوان"),
        ("2", "", "", "no text"),
        ("a3", "5", "length-kilometer", ""),
    ]
    assert rows[1]["error"].startswith("no field")


def test_names_as_csv_have_a_row_for_each_mention(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("قالت Microsoft إن مايكروسوفت", "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("names", path, "--out", "csv")[1])))
    assert [row["text"] for row in rows] == ["Microsoft", "مايكروسوفت"]
    assert {row["canonical"] for row in rows} == {"Microsoft"} and {row["line"] for row in rows} == {""}


def test_normalize_gives_back_the_records(run, jsonl):
    code, out, _ = run("normalize", jsonl)
    first, second, third = objects(out)
    assert (code, first) == (1, {**RECORDS[0], "text": an.normalize(RECORDS[0]["text"], "search")})
    assert second == {**RECORDS[1], "error": "no field 'text'; fields: id, title"}
    assert third["id"] == "a3"
    assert run("normalize", jsonl, "--out", "text")[1].count("\n") == 2


def test_other_names_of_the_fields(run, tmp_path):
    path = tmp_path / "m.json"
    path.write_text(json.dumps([{"url": "u", "body": "أ", "id": 7}]))
    (row,) = objects(run("normalize", path, "--text-field", "body", "--id-field", "url")[1])
    assert row == {"url": "u", "id": 7, "body": "ا"}


def test_standard_input_that_is_json_lines_is_read_as_such(jsonl):
    for words, expected in (([], 3), (["--format", "text"], 1), (["--format", "jsonl"], 3)):
        done = subprocess.run(
            [sys.executable, "-m", "arabnews_nlp", "process", *words], input=jsonl.read_bytes(), capture_output=True
        )
        assert len(done.stdout.splitlines()) == expected
        assert (b"looks like jsonl" in done.stderr) == (not words)


PACKED = [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]


def zstd(data):
    return pytest.importorskip("zstandard").compress(data)


@pytest.mark.parametrize(("suffix", "pack"), [*PACKED, (".zst", zstd)])
def test_compressed_input_and_output(run, jsonl, suffix, pack, tmp_path):
    packed = tmp_path / f"packed.jsonl{suffix}"
    packed.write_bytes(pack(jsonl.read_bytes()))
    expected = run("normalize", jsonl)[1]
    assert run("normalize", packed)[1] == expected
    assert run("normalize", jsonl, "--output", tmp_path / f"out.jsonl{suffix}")[0] == 1
    again = run("normalize", tmp_path / f"out.jsonl{suffix}", "--format", "jsonl")[1]
    assert [r["id"] for r in objects(again)] == ["a1", 2, "a3"]
    packed.write_bytes(pack(jsonl.read_bytes())[:-20])
    code, _, err = run("normalize", packed)
    assert (code, err.count("\n")) == (2, 1)


def test_a_folder_is_read_and_what_is_not_read_is_named(run, jsonl, table, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("نص")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden.txt").write_text("x")
    _, out, err = run("sentences", tmp_path)
    assert sorted({row["file"].rpartition("/")[2] for row in objects(out)}) == ["a.txt", "m.csv", "m.jsonl"]
    assert f"not read, for the suffix is of no known format: {tmp_path}/b.pdf" in err
    (tmp_path / "empty").mkdir()
    assert run("sentences", tmp_path / "empty")[0] == 2


def test_layers_are_chosen(run, jsonl):
    row = objects(run("process", jsonl, "--layers", "numbers,entities")[1])[0]
    assert row["numbers"] and row["entities"]
    assert not row["tokens"] and not row["sentences"] and not row["names"] and "normalized" not in row
    code, _, err = run("process", jsonl, "--layers", "tokns")
    assert code == 2 and "did you mean 'tokens'" in err


def test_the_suffix_of_the_output_is_its_format(run, jsonl, tmp_path):
    run("process", jsonl, "-o", tmp_path / "a.html")
    assert "<!doctype html>" in (tmp_path / "a.html").read_text("utf-8").lower()
    run("numbers", jsonl, "-o", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("id,file,line,")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["proces"], "unknown command 'proces'; did you mean process?"),
        (["config", "chek"], "unknown action 'chek'; did you mean check?"),
        (["completion", "bahs"], "unknown shell 'bahs'; did you mean bash?"),
        (["process", "--formt", "csv"], "did you mean --format?"),
        (["process", "--form", "csv"], "did you mean --format?"),
        (["process", "--out", "html.html"], "to write to a file: --output html.html"),
        (["process", "--out", "htm"], "did you mean html?"),
        (["process", "--workers", "0"], "a whole number from 1 up; see arabnews process --help"),
        (["normalize", "--profile", "serach"], "did you mean 'search'?"),
        (["numbers", "--config", "nws"], "did you mean 'news'?"),
        (["normalize", "--profile", "ner", "--config", "news"], "give one of them"),
    ],
)
def test_a_refusal_has_a_hint(run, words, hint):
    code, out, err = run(*words, "/dev/null")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert hint in err


def test_quiet_and_verbose(run, jsonl, tmp_path):
    assert run("numbers", jsonl, "-q")[2] == ""
    assert "3 records read, 2 done, 1 failed" in run("numbers", jsonl, "-v")[2]
    err = run("numbers", jsonl, "--errors", tmp_path / "errors")[2]
    assert err == f"arabnews: 1 of 3 records failed; {tmp_path}/errors lists them\n"
    (failed,) = objects((tmp_path / "errors").read_text("utf-8"))
    assert (failed["id"], failed["location"]) == (2, f"{jsonl}:2")


def test_lists_of_what_there_is(run):
    assert run("-V")[1] == f"arabnews {an.__version__}\n"
    assert "buckwalter       to Latin letters and back\n" in run("schemes")[1]
    assert "search  " in run("profiles")[1]
    assert "news  normalize, tokens" in run("presets")[1]
    assert "entities    layer entities; backends camel, stanza\n" in run("stages")[1]
    out = run("doctor")[1]
    assert "names.model" in out and "pipeline works" in out and "dataframe" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    pytest.importorskip("shtab")
    code, out, _ = run("completion", shell)
    assert code == 0 and "normalize" in out and "text-field" in out


def test_the_configuration_of_a_file_is_used(run, tmp_path, jsonl):
    (tmp_path / "own.toml").write_text('stages = ["normalize", "numbers"]\n[stage.normalize]\nprofile = "ner"\n')
    text = RECORDS[0]["text"]
    assert objects(run("normalize", jsonl, "--config", tmp_path / "own.toml")[1])[0]["text"] == an.normalize(
        text, "ner"
    )
    code, _, err = run("entities", jsonl, "--config", tmp_path / "own.toml")
    assert code == 2 and "unknown layer 'entities'" in err


def test_parquet_out_has_a_row_for_each_record(run, jsonl, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    code, out, _ = run("process", jsonl, "-o", tmp_path / "a.parquet", "-q")
    rows = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert (code, out, [row["id"] for row in rows]) == (1, "", ["a1", "2", "a3"])
    assert json.loads(rows[0]["meta"]) == {"title": "عنوان", "tags": ["x", {"y": None}]}
    assert rows[0]["numbers"][0]["unit"] == "USD" and rows[0]["location"] == f"{jsonl}:1"
    assert rows[1]["error"] == "no field 'text'; fields: id, title" and rows[1]["numbers"] is None
    again = run("numbers", tmp_path / "a.parquet", "-q")[1]
    assert [row["id"] for row in objects(again)] == ["a1", "2", "a3"]


def test_records_written_anew_as_csv_have_their_columns(run, jsonl, table, tmp_path):
    code, out, _ = run("normalize", jsonl, "--out", "csv", "-q")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 1 and list(rows[0]) == ["id", "title", "tags", "text", "error"]
    assert [row["id"] for row in rows] == ["a1", "2", "a3"]
    assert rows[0]["text"] == an.normalize(RECORDS[0]["text"], "search")
    assert json.loads(rows[0]["tags"]) == RECORDS[0]["tags"]
    assert (rows[1]["text"], rows[1]["error"]) == ("", "no field 'text'; fields: id, title")
    run("normalize", table, "-o", tmp_path / "out.csv", "-q")
    assert "one,\ntwo" in [row["title"] for row in csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8"))]


def test_a_field_without_a_column_is_never_dropped(run, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b", "late": 1}\n{"text": "c"}\n')
    code, out, _ = run("normalize", path, "--out", "csv", "-q")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 1 and [row["text"] for row in rows] == ["a", "", "c"] and "'late'" in rows[1]["error"]
    code, out, _ = run("normalize", path, "--out", "csv", "-q", "--keep", "none")
    assert (code, out.count("\n")) == (0, 4)


def test_the_first_record_says_columns_also_where_it_failed(run, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": 1}\n{"id": 2, "text": "قال محمد علي"}\n', "utf-8")
    _, out, _ = run("replace", path, "--out", "csv", "--with-originals", "-q")
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["error"] != "", second["text"]) == (True, "قال [PER_1]")
    assert json.loads(second["replacements"])[0]["text"] == "محمد علي"


def test_a_text_that_is_a_file_is_known_by_its_name_and_what_has_no_id_by_its_line(run, tmp_path):
    (tmp_path / "a.txt").write_text("أ", "utf-8")
    assert objects(run("normalize", tmp_path, "--out", "jsonl")[1]) == [{"id": f"{tmp_path}/a.txt", "text": "ا"}]
    (tmp_path / "b.jsonl").write_text("no JSON\n")
    (failed,) = objects(run("normalize", tmp_path / "b.jsonl")[1])
    assert failed["location"] == f"{tmp_path}/b.jsonl:1"


@pytest.mark.parametrize(
    ("command", "name"),
    [("process", "a.txt"), ("entities", "a.html"), ("normalize", "a.json"), ("numbers", "a.tsv.gz")],
)
def test_a_suffix_of_a_format_that_the_command_does_not_write_is_refused(run, jsonl, tmp_path, command, name):
    code, out, err = run(command, jsonl, "-o", tmp_path / name)
    assert (code, out, err.count("\n")) == (2, "", 1) and ".jsonl" in err and "--out" in err
    assert not (tmp_path / name).exists()
    assert run(command, jsonl, "-o", tmp_path / name, "--out", "jsonl", "-q")[0] == 1


def test_a_field_of_date_or_id_that_is_not_there_is_told(run, jsonl):
    code, _, err = run("numbers", jsonl, "--date-field", "datum", "--id-field", "ID")
    assert code == 1
    assert "--date-field datum: the first record has none" in err and "--id-field ID: the first record has none" in err
    assert run("numbers", jsonl, "--date-field", "datum", "-q")[2] == ""


def test_a_field_that_is_no_string_is_named_as_in_json(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": null}\n{"text": true}\n{"text": 5}\n{"text": []}\n{"text": {}}\n')
    found = [row["error"] for row in objects(run("numbers", tmp_path / "a.jsonl", "-q")[1])]
    assert found == [
        f"field 'text' is {what}, not a string" for what in ("null", "true", "a number", "a list", "an object")
    ]


@pytest.mark.parametrize("command", ["sentences", "tokenize", "entities", "numbers", "names", "duplicates"])
def test_annotations_as_parquet(run, jsonl, tmp_path, command):
    pq = pytest.importorskip("pyarrow.parquet")
    run(command, jsonl, "-o", tmp_path / "a.parquet", "-q", "--keep", "title")
    rows = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["error"] for row in rows if row["id"] == "2"] == ["no field 'text'; fields: id, title"]
    lines = objects(run(command, jsonl, "-q")[1])
    assert [(row["id"], row.get("start")) for row in rows] == [(str(line["id"]), line.get("start")) for line in lines]
    assert all(json.loads(row["meta"])["title"] == "عنوان" for row in rows if row["id"] == "a1")


def test_relative_dates_are_told_from_the_date_of_the_record(run, tmp_path):
    path = tmp_path / "m.jsonl"
    dates = ["2024-01-05", None, "yesterday", "2020-06-02T10:00:00+03:00"]
    path.write_text(
        "".join(json.dumps({"id": n, "text": "يصل في 5 مارس المقبل", "when": d}) + "\n" for n, d in enumerate(dates))
    )
    rows = objects(run("numbers", path, "--date-field", "when")[1])
    assert [row.get("timex") for row in rows] == ["2024-03-05", "XXXX-03-05", None, "2021-03-05"]
    assert "its date" in rows[2]["error"]
    docs = objects(run("process", path, "--date-field", "when", "--keep", "none")[1])
    assert [doc.get("reference") for doc in docs] == ["2024-01-05T00:00:00", None, None, "2020-06-02T10:00:00"]


@pytest.mark.parametrize("to", ["jsonl", "csv"])
def test_the_number_of_a_name_is_not_the_id_of_its_record(run, tmp_path, to):
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": "r1", "text": "قالت Microsoft إن مايكروسوفت"}\n', "utf-8")
    out = run("names", path, "--out", to)[1]
    rows = objects(out) if to == "jsonl" else [*csv.DictReader(io.StringIO(out))]
    assert {row["id"] for row in rows} == {"r1"}
    assert {str(row["cluster"]) for row in rows} == {str(an.align_names("قالت Microsoft إن مايكروسوفت")[0].id)}


def test_every_layer_as_csv_has_a_row_for_each_annotation(run, tmp_path):
    path = tmp_path / "m.jsonl"
    records = [{"id": "a\nb", "text": "دفعت OpenAI مبلغ 20 دولارًا", "title": "س"}, {"id": 2}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    code, out, _ = run("process", path, "--out", "csv", "--layers", "entities,numbers")
    assert len(out.splitlines()) == 4
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 1
    assert [(row["id"], row["line"], row["layer"], row["text"], row["label"]) for row in rows] == [
        ("a\\nb", "1", "numbers", "20 دولارًا", "MONEY"),
        ("a\\nb", "1", "entities", "OpenAI", "ORG"),
        ("2", "2", "", "", ""),
    ]
    assert json.loads(rows[0]["meta"]) == {"title": "س"} and "no field 'text'" in rows[2]["error"]


def test_names_and_numbers_are_replaced_in_their_records(run, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "دفع سام ألتمان 20 دولارًا", "title": "س"}) + "\n", "utf-8")
    _, out, _ = run("replace", path, "--labels", "PER,MONEY", "--with-originals")
    (record,) = objects(out)
    assert record["text"] == "دفع [PER_1] [MONEY_1]" and record["title"] == "س"
    assert [(r["text"], r["new"]) for r in record["replacements"]] == [
        ("سام ألتمان", "[PER_1]"),
        ("20 دولارًا", "[MONEY_1]"),
    ]
    assert "replacements" not in run("replace", path)[1]
