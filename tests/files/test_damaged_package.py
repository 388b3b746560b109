"""A file of the package that is missing or damaged is an error of the library, with its path and what helps."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import arabnews_nlp
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import ModelFormatError

ROOT = Path(arabnews_nlp.__file__).parent
READ = {".tsv", ".model", ".toml", ".css", ".js"}
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.suffix in READ)

EVERYTHING = """
from datetime import datetime
from importlib import import_module

def everything():
    import arabnews_nlp as an
    text = "قال محمد صلاح (Mohamed Salah) في 5 مارس إن OpenAI دفعت 20 دولارًا."
    yield lambda: [an.load(name)(text) for name in ("fast", "news")]
    yield lambda: [an.normalize("نص", profile) for profile in an.profiles()]
    yield lambda: [an.transliterate("نص", scheme) for scheme in an.schemes()]
    yield lambda: an.load()("نص OpenAI 5").to_html()
    yield lambda: (an.spell(5, unit="USD"), an.parse_numbers("خمسة دولارات"))
    yield lambda: an.parse_numbers("دفع 5 دنانير في الكويت في مارس الماضي، و5 د", reference=datetime(2024, 1, 1))
    yield lambda: an.parse_numbers("قتل في انفجار وقع السبت", reference=datetime(2024, 1, 1))
    yield lambda: an.romanize("محمد صلاح", country="EG")
    yield lambda: (an.romanize("محمد صلاح"), an.arabize("IBM of Microsoft"), an.match("Salah", "صلاح"))
    yield lambda: (an.find_entities("OpenAI"), an.align_names("صلاح Salah"))
    yield lambda: (an.tokenize("نص"), an.split_sentences("نص"), an.stop_words())
    yield lambda: an.search_query("OpenAI")
    yield lambda: import_module("arabnews_nlp.entities.gazetteer").entries()

found = []
calls = everything()
while True:
    try:
        call = next(calls)
        call()
    except StopIteration:
        break
    except Exception as error:
        from arabnews_nlp.errors import ArabNewsError

        if not isinstance(error, ArabNewsError) or "install arabnews-nlp again" not in str(error):
            raise
        found.append(str(error))
for error in found:
    print(error)
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A tree of the package, where nothing but the file under test is damaged."""
    root = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT, root / "arabnews_nlp", ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_there_are_files():
    assert len(FILES) >= 40


def test_a_whole_tree_has_no_error(copied):
    assert errors(copied) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=str)
def test_one_that_is_missing_is_named_with_its_path_and_the_remedy(copied, path):
    file = copied / "arabnews_nlp" / path
    aside = file.rename(file.with_name("aside"))
    try:
        found = errors(copied)
    finally:
        aside.rename(file)
    assert found and all(str(file) in error for error in found)


@pytest.mark.parametrize(
    "path", ["names/data/names.model", "_core/data/sites.tsv", "pipeline/presets/news.toml", "render/view.css"]
)
def test_one_that_is_no_text_and_no_model_is_named_too(copied, path):
    file = copied / "arabnews_nlp" / path
    whole = file.read_bytes()
    file.write_bytes(whole[:50] + b"\xff\xfe\x00" + whole[50:])
    try:
        found = errors(copied)
    finally:
        file.write_bytes(whole)
    assert found and all(str(file) in error for error in found)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package that carries one table."""
    (tmp_path / "carrier" / "data").mkdir(parents=True)
    (tmp_path / "carrier" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / "carrier" / "data" / "table.tsv"
    sys.modules.pop("carrier", None)


DAMAGE = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2 - 1].rstrip(b"\n"),
    "not text": lambda data: data[:50] + b"\xff\xfe\x00" + data[50:],
    "head alone": lambda data: b"".join(line for line in data.splitlines(True) if line.startswith(b"#")),
    "a field too many": lambda data: data + b"\t" * 30 + b"\n",
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".tsv"], ids=str)
def test_every_table_that_is_damaged_is_named(package, path, damage):
    package.write_bytes(DAMAGE[damage]((ROOT / path).read_bytes()))
    with pytest.raises(ModelFormatError) as caught:
        read_table("carrier", "table.tsv")
    assert str(package) in str(caught.value) and "install arabnews-nlp again" in str(caught.value)


def errors(tree):
    run = subprocess.run(
        [sys.executable, "-c", EVERYTHING], capture_output=True, text=True, env={"PYTHONPATH": str(tree)}, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()
