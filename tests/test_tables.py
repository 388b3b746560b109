"""Every table of the library has the same form."""

import re
from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp._files.tables import columns, read_table

ROOT = Path(an.__file__).parent
TABLES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("data/*.tsv"))


def package(path):
    return ".".join(("arabnews_nlp", *path.parent.parent.parts))


def test_there_are_tables():
    assert len(TABLES) >= 20


@pytest.mark.parametrize("path", TABLES, ids=str)
class TestTable:
    def test_its_head_says_what_it_is_for_and_names_its_columns(self, path):
        head = [line for line in (ROOT / path).read_text("utf-8").split("\n") if line.startswith("#")]
        assert len(head) >= 1
        assert all(line.startswith("# ") and len(line) <= 120 for line in head)
        assert all(re.fullmatch("[a-z][a-z_0-9]*", name) for name in columns(package(path), path.name))

    def test_no_row_is_empty_doubled_or_longer_than_the_header(self, path):
        rows = read_table(package(path), path.name)
        assert rows
        assert all(any(row) and len(row) == len(columns(package(path), path.name)) for row in rows)
        assert len(set(map(tuple, rows))) == len(rows)

    def test_its_lines_have_no_carriage_returns_and_the_last_one_ends(self, path):
        text = (ROOT / path).read_bytes().decode("utf-8")
        assert "\r" not in text and text.endswith("\n") and not text.endswith("\n\n")


def test_a_row_with_too_many_fields_is_refused(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "tabled" / "data").mkdir(parents=True)
    (tmp_path / "tabled" / "__init__.py").touch()
    (tmp_path / "tabled" / "data" / "a.tsv").write_text("# what it holds\nx\ty\n1\n1\t2\n", "utf-8")
    assert read_table("tabled", "a.tsv") == [["1", ""], ["1", "2"]]
    (tmp_path / "tabled" / "data" / "a.tsv").write_text("x\ty\n1\t2\t3\n", "utf-8")
    with pytest.raises(ValueError, match="more than 2 fields"):
        read_table("tabled", "a.tsv")
