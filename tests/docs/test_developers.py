"""The developers' pages name what is there."""

import re
from pathlib import Path

import pytest
from tests.test_architecture import EDGES, FLOORS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "arabnews_nlp"
PAGES = [*sorted((ROOT / "docs" / "developers").glob("*.md")), ROOT / "CONTRIBUTING.md"]
BELOW = re.compile(r"`((?:[a-z_]+/)+(?:[a-z0-9_.-]+)?)`")
"""A path in backquotes: folders, and a file maybe."""
MADE = ("build/", "dist/")
"""Folders that commands make."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_on_the_page_exists(page):
    paths = [path for path in BELOW.findall(page.read_text("utf-8")) if not path.startswith(MADE)]
    assert paths
    missing = [path for path in paths if not (PACKAGE / path).exists() and not (ROOT / path).exists()]
    assert missing == []


def test_the_table_of_floors_is_that_of_the_imports():
    """But for single modules below and above all rooms."""
    page = (ROOT / "docs" / "developers" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \| (.+?) \|", page, re.MULTILINE)
    shown = [set(re.findall(r"`([a-z_]+)(?:/|\.py)`", row)) for row in rows]
    rooms = [set(floor) - {"errors", "_version", "", "__main__"} for floor in reversed(FLOORS)]
    assert shown == [floor for floor in rooms if floor]


def floors_of_numbers():
    """The floor of each module in the table of the page on the number grammar."""
    page = (ROOT / "docs" / "developers" / "numbers.md").read_text("utf-8")
    floor, floors = "", {}
    for row, modules in re.findall(r"^\| (\d| ) +\| (.+?) \|", page, re.MULTILINE):
        floor = row.strip() or floor
        for module in re.findall(r"`([a-z_]+)(?:\.py)?`", modules):
            assert module not in floors
            floors[module] = int(floor)
    return floors


def test_the_table_of_the_number_grammar_has_its_modules():
    files = PACKAGE.joinpath("numbers").glob("*.p*")
    assert {*floors_of_numbers()} == {path.stem for path in files if path.suffix != ".pyi"} - {"__init__"}


def test_modules_of_the_number_grammar_import_downwards():
    floors = floors_of_numbers()
    edges = {
        (source.removeprefix("numbers."), target.removeprefix("numbers."))
        for source, target, _ in EDGES
        if source.startswith("numbers.") and target.startswith("numbers.")
    }
    assert len(edges) > 100
    assert [(source, target) for source, target in edges if floors[source] < floors[target]] == []
