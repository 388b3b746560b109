"""What comes from outside is refused or escaped: model files, configuration, records, output; nothing is executed."""

import ast
import html
import io
import json
import random
import struct
import zlib
from importlib.resources import files
from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp._files.models import ModelKind
from arabnews_nlp.entities import tagger
from arabnews_nlp.entities.own_names import Gazetteer
from arabnews_nlp.errors import ArabNewsError, ConfigError, ModelFormatError, RecordError
from arabnews_nlp.export import to_conll2003, to_conllu
from arabnews_nlp.names.models import matcher, model_file
from arabnews_nlp.normalization.profiles import read_profiles
from arabnews_nlp.readers import read_records
from arabnews_nlp.render import to_html

SOURCE = Path(an.__file__).parent
MODELS = {
    "entities": (tagger.read_model, files("arabnews_nlp.entities").joinpath("data", "entities.model").read_bytes()),
    "names": (model_file.read_model, model_file.file_bytes()),
    "matching": (matcher.read_matcher, model_file.file_bytes()),
}
SMALL = ModelKind("small model", b"SMLL", 1)
SMALL_FILE = SMALL.pack({"one": b"abc" * 40, "two": bytes(range(60)), "none": b""})
MARKUP = "<script>alert(1)</script>\"><img src=x onerror=y>&lt;' OpenAI </style> Microsoft مايكروسوفت 5 دولارات"


@pytest.mark.slow
@pytest.mark.parametrize("name", MODELS)
def test_a_changed_bit_anywhere_is_refused(name):
    read, data = MODELS[name]
    rng = random.Random(7)
    for place in [*range(40), *rng.sample(range(len(data)), 60), len(data) - 1]:
        damaged = bytearray(data)
        damaged[place] ^= 1 << rng.randrange(8)
        with pytest.raises(ModelFormatError):
            read(bytes(damaged))


@pytest.mark.parametrize("name", MODELS)
def test_a_file_cut_anywhere_is_refused(name):
    read, data = MODELS[name]
    for end in [*range(40), *range(40, len(data), len(data) // 50)]:
        with pytest.raises(ModelFormatError):
            read(data[:end])


@pytest.mark.parametrize("name", MODELS)
def test_another_version_is_refused(name):
    read, data = MODELS[name]
    for version in (0, 2, 65535):
        with pytest.raises(ModelFormatError, match=f"version {version}"):
            read(data[:4] + struct.pack("<H", version) + data[6:])


@pytest.mark.slow
@pytest.mark.parametrize("bits", ["7fc00000", "7f800000", "ff800000", "7f7fffff"])
@pytest.mark.parametrize("part", ["to_latin", "to_arabic"])
def test_weights_that_are_no_numbers_break_nothing(part, bits):
    sections = model_file.KIND.unpack(model_file.file_bytes())
    whole = sections[part]
    for count in (1, 8, 2000):
        sections[part] = whole[: -4 * count] + bytes.fromhex(bits)[::-1] * count
        loaded = getattr(model_file.read_model(model_file.KIND.pack(sections)), part)
        for source, target in (("سامي", "sami"), ("sami", "سامي")):
            loaded.decode(source, 3, 12)
            assert not loaded.score(source, target) > 0


def test_every_byte_of_a_small_file_counts():
    assert SMALL.unpack(SMALL_FILE)["two"] == bytes(range(60))
    for place in range(len(SMALL_FILE)):
        for bit in range(8):
            damaged = bytearray(SMALL_FILE)
            damaged[place] ^= 1 << bit
            with pytest.raises(ModelFormatError):
                SMALL.unpack(bytes(damaged))
    for end in range(len(SMALL_FILE)):
        with pytest.raises(ModelFormatError):
            SMALL.unpack(SMALL_FILE[:end])


def test_a_section_does_not_grow_beyond_its_entry():
    bomb = zlib.compress(bytes(1 << 24), 9)
    for claimed in (0, 1, 1 << 10, (1 << 32) - 1):
        body = struct.pack("<16sII", b"words", claimed, len(bomb)) + bomb
        with pytest.raises(ModelFormatError):
            SMALL.unpack(struct.pack("<4sHHI", b"SMLL", 1, 1, zlib.crc32(body)) + body)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"\x00",
        b"preset = ",
        b"preset = 3",
        b'preset = "nwes"',
        b'stages = "tokens"',
        b'stages = ["tokens"]\nstages = ["tokens"]',
        b'stages = ["tokens"]\n[stage.tokens]\n__class__ = 1',
        b'stages = ["os:system"]',
        b'stages = ["sentences"]\n[stage.sentences]\nmax_chars = -1',
        b'stages = ["numbers"]\n[stage.numbers]\nreference = "yesterday"',
        b'stages = ["entities"]\n[stage.entities]\nreference = "/nonexistent"',
        b"a = " + b"[" * 100_000,
        b"a." * 1500 + b"b = 1",
        b"a." * 500_000 + b"b = 1",
        b"a = " + b"1" * 10_000,
    ],
    ids=lambda data: repr(data[:40]),
)
def test_a_bad_configuration_is_refused(tmp_path, data):
    path = tmp_path / "pipeline.toml"
    path.write_bytes(data)
    for read in (an.load, read_profiles):
        with pytest.raises(ArabNewsError):
            read(str(path))


@pytest.mark.parametrize(
    "data", [b"\xff", b"name only\n", b"a\tNOTYPE\n", b"\tPER\n", b"\x00\tPER\n" * 3, b"a\tPER\tb\tc\n"]
)
def test_a_bad_list_of_names_is_refused(tmp_path, data):
    path = tmp_path / "names.tsv"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=r"names\.tsv"):
        Gazetteer.from_file(str(path))


@pytest.mark.parametrize(
    "line",
    ["[" * 100_000, '{"text": 1}', '{"text": "' + "a" * 10, "nan", '{"txt": "a"}', '{"text": "\\ud800"}', "1" * 5000],
)
def test_a_bad_line_is_one_bad_record(tmp_path, line):
    path = tmp_path / "records.jsonl"
    path.write_text(f'{{"text": "قبل"}}\n{line}\n{{"text": "بعد"}}\n', "utf-8")
    first, middle, last = read_records([str(path)])
    assert (first.text, last.text) == ("قبل", "بعد")
    assert isinstance(middle, RecordError) or middle.text == "\ud800"
    an.load()(getattr(middle, "text", ""))


def test_text_of_parquet_that_is_not_utf8_is_one_bad_record(tmp_path):
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    path = tmp_path / "records.parquet"
    good = pa.table({"text": ["قبل", "مكسور", "بعد"]})
    sink = io.BytesIO()
    pq.write_table(good, sink, compression="none", use_dictionary=False, write_statistics=False)
    path.write_bytes(sink.getvalue().replace("مكسور".encode(), b"\xff" * len("مكسور".encode())))
    first, middle, last = read_records([str(path)])
    assert (first.text, last.text) == ("قبل", "بعد")
    assert isinstance(middle, RecordError)
    replaced = list(read_records([str(path)], encoding_errors="replace"))[1]
    assert set(replaced.text) == {"\ufffd"}


def test_documents_from_outside_are_checked():
    good = an.load()("قال 5").to_dict()
    for change in ({"text": 3}, {"tokens": None}, {"sentences": [{}]}, {"numbers": [{"start": "a"}]}, {"schema": "x"}):
        with pytest.raises(ArabNewsError):
            an.Doc.from_dict({**good, **change})
    for data in ("", "[]", "null", "[" * 100_000, '{"schema": "arabnews-doc/1"}', json.dumps(good)[:-1]):
        with pytest.raises(ArabNewsError):
            an.Doc.from_json(data)


def test_the_page_holds_no_markup_of_the_text():
    page = to_html(an.load()(MARKUP), MARKUP)
    inside = page[page.index("</style>") + 8 :]
    assert "<script>alert" not in page and "<img" not in page and "</style>" not in inside
    assert "<script" not in to_html(an.load()(MARKUP), MARKUP, script=False)
    assert html.escape("<script>alert(1)</script>") in page


def test_no_text_adds_a_row_or_a_column():
    doc = an.load()("OpenAI\t5\tB-ORG\nقال\x85ثم\u2028=cmd|' /C calc'!A0\r\n@SUM(1)")
    for row in to_conllu(doc).splitlines():
        assert row == "" or row[0] == "#" or len(row.split("\t")) == 10
    for row in to_conll2003(doc).splitlines():
        assert row == "" or len(row.split(" ")) == 4


def trees():
    for path in SOURCE.rglob("*.py"):
        yield path, ast.parse(path.read_text("utf-8"))


def test_nothing_is_unpickled_or_executed():
    names = {"eval", "exec", "compile", "__import__", "system", "popen", "Popen"}
    modules = {
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "joblib",
        "yaml",
        "subprocess",
        "socket",
        "urllib.request",
        "requests",
        "http",
    }
    for path, tree in trees():
        for node in ast.walk(tree):
            place = f"{path}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Name):
                    assert called.id not in names, place
                elif isinstance(called, ast.Attribute) and called.attr in names:
                    assert called.attr == "compile" and ast.unparse(called.value) in ("re", "regex"), place
            elif isinstance(node, ast.Import):
                assert not modules & {part for a in node.names for part in (a.name, a.name.split(".")[0])}, place
            elif isinstance(node, ast.ImportFrom):
                assert not {node.module, (node.module or "").split(".")[0]} & modules, place


def test_every_regular_expression_takes_linear_time():
    """Each pattern of the source on long runs of what it repeats; a pattern that backtracks would take hours."""
    import re
    import time
    from importlib import import_module

    found = {}
    for path in SOURCE.rglob("*.py"):
        if "re.compile" not in path.read_text("utf-8") or "integrations" in path.parts:
            continue
        module = import_module("arabnews_nlp." + ".".join(path.relative_to(SOURCE).with_suffix("").parts))
        for name, value in vars(module).items():
            for pattern in value if isinstance(value, tuple) else (value,):
                if isinstance(pattern, re.Pattern):
                    found[f"{module.__name__}.{name}"] = pattern
    assert len(found) > 10
    units = (
        "a A Ab a. a- a@ @a #a 1 1, 1,000 1.000 < <a & &a &#1 * _ http:// http://a. www. 😀 \u200d ا َ é ' a' AEB XXXX-"
    )
    units = [*units.split(), " ", "\t", "\n", "# ", "> ", "* ", "\n# "]
    for name, pattern in found.items():
        for unit in units:
            for tail in ("", "\x00"):
                text = unit * (6_000 // len(unit)) + tail
                begun = time.process_time()
                sum(1 for _ in pattern.finditer(text))
                pattern.fullmatch(text)
                assert time.process_time() - begun < 2, f"{name} on {unit!r}"


@pytest.mark.slow
def test_parquet_that_grows_beyond_reason_is_refused(tmp_path):
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    path = tmp_path / "bomb.parquet"
    pq.write_table(
        pa.table({"text": pa.array(["ا" * 1_500_000 + str(i) for i in range(100)])}), path, compression="zstd"
    )
    assert path.stat().st_size < 100_000
    with pytest.raises(ConfigError, match="would become 3"):
        list(read_records([str(path)]))


def test_a_text_that_all_rows_of_parquet_share_is_not_copied_for_each(tmp_path):
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    path = tmp_path / "shared.parquet"
    pq.write_table(pa.table({"text": pa.array(["ا" * 100_000] * 1000)}), path)
    before = pa.total_allocated_bytes()
    next(iter(read_records([str(path)])))
    assert pa.total_allocated_bytes() - before < 20_000_000
