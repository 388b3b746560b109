"""The command line in real processes: streams, exit codes, bad input."""

import io
import json
import os
import subprocess
import sys

import pytest

import arabnews_nlp as an
from arabnews_nlp.render.bidi import strip_isolates


def arabnews(*arguments, stdin=b"", env=None):
    return subprocess.run(
        [sys.executable, "-m", "arabnews_nlp.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=120,
    )


def lines(result):
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_process_writes_documents_that_read_back(tmp_path, seed):
    path = tmp_path / "a.txt"
    path.write_bytes(seed.encode())
    result = arabnews("process", path)
    assert result.returncode == 0 and result.stderr == b""
    assert an.Doc.from_json(result.stdout) == an.load()(seed, id=str(path))
    assert lines(result)[0]["id"] == str(path)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("normalize", "ارتفع سهم openai بنسبه 38%\n"),
        ("sentences", "ارتفع سهمُ OpenAI بنسبة ٣٨٪"),
        ("tokenize", "سهمُ"),
        ("numbers", '"label": "PERCENT", "value": "38"'),
        ("entities", '"label": "ORG"'),
        ("explain", "dediacritize"),
        ("transliterate", "ArtfE"),
        ("isolate", "\u2066OpenAI\u2069"),
    ],
)
def test_each_command_reads_standard_input(command, expected):
    result = arabnews(command, stdin="ارتفع سهمُ OpenAI بنسبة ٣٨٪".encode())
    assert result.returncode == 0, result.stderr
    assert expected in result.stdout.decode()


@pytest.mark.parametrize("command", ["normalize --profile display", "process --out summary"])
def test_what_is_written_can_be_isolated(command):
    text = "قالت OpenAI إن سام ألتمان نال 38%".encode()
    plain, isolated = (arabnews(*command.split(), "--bidi", way, stdin=text) for way in ("original", "isolate"))
    assert isolated.returncode == plain.returncode == 0
    assert plain.stdout != isolated.stdout
    assert strip_isolates(isolated.stdout.decode()) == plain.stdout.decode()


def test_a_format_that_keeps_the_text_is_not_isolated():
    result = arabnews("process", "--bidi", "isolate", stdin=b"x")
    assert result.returncode == 2 and "--out summary" in result.stderr.decode()


def test_parquet_goes_through_a_pipe_but_not_to_a_terminal(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    result = arabnews("process", "--out", "parquet", stdin="السعر 5 دولارات".encode())
    assert (result.returncode, result.stderr) == (0, b"")
    (row,) = pq.read_table(io.BytesIO(result.stdout)).to_pylist()
    assert row["numbers"][0]["unit"] == "USD"
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "arabnews_nlp.cli", "numbers", "--out", "parquet", "/dev/null"]
    done = subprocess.run(words, stdout=theirs, stderr=subprocess.PIPE, timeout=120)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2 and b"--output names a file" in done.stderr


def test_without_a_command_the_help_is_shown():
    result = arabnews()
    assert (result.returncode, result.stdout) == (2, b"") and b"examples:" in result.stderr


def test_every_command_says_what_it_does():
    from arabnews_nlp.cli.main import _parser
    from arabnews_nlp.cli.parser import subcommands

    for name, command, summary in subcommands(_parser()):
        assert summary and len(summary) < 90 and command.description.endswith("."), name


def test_a_page_is_named_after_its_document(tmp_path):
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "news.txt"
    path.write_text("نمت الشركة.", "utf-8")
    page = arabnews("process", "--out", "html", path).stdout.decode()
    assert "<title>news</title>" in page and "folder" not in page


def test_names_command():
    (name,) = lines(arabnews("names", stdin="قالت Microsoft إن مايكروسوفت".encode()))
    assert [m["text"] for m in name["mentions"]] == ["Microsoft", "مايكروسوفت"]


@pytest.mark.parametrize("to", ["html", "conll2003", "conllu", "label-studio", "summary", "web-annotation"])
def test_other_outputs(to):
    result = arabnews("process", "--out", to, stdin="أعلنت OpenAI ذلك. Open AI".encode())
    assert result.returncode == 0
    assert "OpenAI" in result.stdout.decode()


def test_label_studio_gets_one_list_of_tasks(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    result = arabnews("process", "--out", "label-studio", tmp_path / "a.jsonl")
    assert [task["data"]["text"] for task in json.loads(result.stdout)] == ["a", "b"]


def test_brat_writes_a_folder(tmp_path):
    result = arabnews("process", "--out", "brat", "--output", tmp_path / "out", stdin="أعلنت OpenAI ذلك".encode())
    assert result.returncode == 0
    assert (tmp_path / "out" / "000001.txt").read_text("utf-8") == "أعلنت OpenAI ذلك"
    assert (tmp_path / "out" / "000001.ann").read_text("utf-8").startswith("T1\tORG 6 12\tOpenAI\n")
    result = arabnews("process", "--out", "brat", stdin=b"x")
    assert (result.returncode, b"--output, the folder" in result.stderr) == (2, True)


def test_failed_records_are_listed_and_the_rest_goes_on(tmp_path):
    errors = tmp_path / "errors.jsonl"
    data = b'{"text": "a"}\n{"txt": 1}\nnot json\n\n{"text": "\xff"}\n{"text": 3}\n{"text": "b"}\n'
    result = arabnews("process", "--format", "jsonl", "--errors", errors, stdin=data)
    assert result.returncode == 1
    assert [d.get("text") for d in lines(result)] == ["a", None, None, None, None, "b"]
    assert ["error" in d for d in lines(result)] == [False, True, True, True, True, False]
    failed = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert [f["location"] for f in failed] == ["<stdin>:2", "<stdin>:3", "<stdin>:5", "<stdin>:6"]
    assert "byte 45" in failed[2]["reason"]


def test_workers_keep_the_order(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"نص {n}"}) + "\n" for n in range(300)), "utf-8")
    assert [d["text"] for d in lines(arabnews("process", path, "--workers", 2))] == [f"نص {n}" for n in range(300)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["process", "missing.txt"],
        ["process", "--config", "nws"],
        ["normalize", "--profile", "serach"],
        ["transliterate", "--scheme", "nope"],
        ["transliterate", "--scheme", "ala_lc", "--reverse"],
        ["config", "check", "missing.toml"],
        ["process", "--output", "/nowhere/at/all"],
        ["nonsense"],
        [],
        ["process", "--workers", "0"],
    ],
)
def test_wrong_use_is_one_message_and_code_2(arguments):
    result = arabnews(*arguments, stdin=b"x")
    assert result.returncode == 2
    assert result.stderr and b"Traceback" not in result.stderr


def test_bytes_that_are_not_utf8():
    result = arabnews("normalize", stdin=b"ab\xff")
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"byte 2 (0xff)" in result.stderr
    result = arabnews("normalize", "--encoding-errors", "replace", stdin=b"ab\xff")
    assert (result.returncode, result.stdout.decode()) == (0, "ab\ufffd\n")


def test_empty_input_gives_an_empty_document():
    (doc,) = lines(arabnews("process"))
    assert doc["text"] == "" and doc["tokens"] == []


def test_no_locale_is_needed():
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    result = arabnews("normalize", stdin="أَحمد".encode(), env=env)
    assert result.stdout.decode() == "احمد\n"


def test_a_closed_pipe_is_silent(tmp_path, seed):
    path = tmp_path / "a.txt"
    path.write_bytes((seed * 20).encode())
    command = f"{sys.executable} -m arabnews_nlp.cli tokenize {path} | head -c 20"
    result = subprocess.run(command, shell=True, capture_output=True, timeout=120)
    assert result.stderr == b""


def test_config_and_doctor(tmp_path):
    shown = arabnews("config", "show").stdout.decode()
    path = tmp_path / "a.toml"
    path.write_text(shown, "utf-8")
    assert arabnews("config", "check", path).returncode == 0
    assert b"pipeline works" in arabnews("doctor").stdout


def test_lone_surrogates_travel_through_json():
    result = arabnews("process", "--format", "jsonl", stdin=b'{"text": "a \\ud800 b"}\n')
    assert lines(result)[0]["text"] == "a \ud800 b"


def test_control_characters_of_bad_records_never_reach_the_terminal(tmp_path):
    path = tmp_path / "a\x1b[2J.csv"
    path.write_bytes(b'id,text\n"\x1b[31m",a,b\n')
    result = arabnews("normalize", path)
    assert result.returncode == 1 and b"\x1b" not in result.stderr and b"\\x1b[2J.csv:2" in result.stderr
    result = arabnews("normalize", "--format", "jsonl", stdin=b'{"\\u001b[2J\\u202e": 1}\n')
    assert result.returncode == 1 and b"\x1b" not in result.stderr and "\u202e" not in result.stderr.decode()


def test_in_place_keeps_the_input_where_a_record_failed(tmp_path):
    path = tmp_path / "a.jsonl"
    for content, code in ((b'{"text": "\xd8\xa3"}\n', 0), (b'{"text": "a"}\nnot json\n', 1)):
        path.write_bytes(content)
        result = arabnews("process", path, "--output", path, "--in-place", "--errors", tmp_path / "errors")
        assert result.returncode == code
        assert (path.read_bytes() == content) == bool(code)
        assert len((tmp_path / "errors").read_bytes().splitlines()) == code
    assert b"stays as it was" in result.stderr


def test_closed_standard_streams_are_one_message():
    for redirection, arguments in ((">&-", "normalize"), ("<&-", "normalize")):
        command = f"echo a | {sys.executable} -m arabnews_nlp.cli {arguments} {redirection}"
        result = subprocess.run(command, shell=True, capture_output=True, timeout=120)
        assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
        assert b"is closed" in result.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs the device /dev/full")
def test_nobody_reads_the_messages(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\nnot json\n{"text": "b"}\n')
    command = f"{sys.executable} -m arabnews_nlp.cli process {tmp_path}/a.jsonl --output {tmp_path}/out 2> /dev/full"
    result = subprocess.run(command, shell=True, capture_output=True, timeout=120)
    assert result.returncode == 1
    assert len((tmp_path / "out").read_text().splitlines()) == 3


def test_named_pipes_and_process_substitution_are_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    command = f"echo a > {tmp_path}/pipe & {sys.executable} -m arabnews_nlp.cli normalize {tmp_path}/pipe /dev/stdin"
    result = subprocess.run(command, shell=True, input=b"b", capture_output=True, timeout=120)
    assert (result.returncode, result.stdout) == (0, b"a\nb\n")


def test_texts_in_other_encodings(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("أعلنت OpenAI ذلك".encode("windows-1256"))
    refused = arabnews("sentences", path)
    assert refused.returncode == 1
    assert b"not UTF-8" in refused.stderr and b"--encoding" in refused.stderr
    (sentence,) = lines(arabnews("sentences", "--encoding", "windows-1256", path))
    assert sentence["text"] == "أعلنت OpenAI ذلك"
    unknown = arabnews("sentences", "--encoding", "martian", path)
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    assert b"windows-1256" in unknown.stderr


def test_columns_with_another_separator(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id;text\n7;نعم, كلا\n", "utf-8")
    (sentence,) = lines(arabnews("sentences", path))
    assert (sentence["id"], sentence["text"]) == ("7", "نعم, كلا")
    path.write_text("id\\text\n7\\نعم\n", "utf-8")
    (sentence,) = lines(arabnews("sentences", "--separator", "\\", path))
    assert sentence["text"] == "نعم"
    assert arabnews("sentences", "--separator", "ab", path).returncode == 2
