"""The developers' pages name what is there."""

import re
from pathlib import Path

import pytest
from tests.test_architecture import FLOORS

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
