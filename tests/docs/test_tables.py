"""The tables of the documentation are what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import arabnews_nlp as an
from arabnews_nlp import errors

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md") if "<!-- table: " in path.read_text("utf-8"))


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tables", DOCS / "tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES)
def test_tables_are_current(page: str, tables: ModuleType) -> None:
    text = DOCS.joinpath(page).read_text("utf-8")
    assert text == tables.current(text), "run: python docs/tables.py"


def test_every_table_stands_on_a_page(tables: ModuleType) -> None:
    shown = {name for page in PAGES for _, name, _, _ in tables.BLOCK.findall(DOCS.joinpath(page).read_text("utf-8"))}
    assert shown == set(tables.TABLES)


def test_a_changed_cell_is_noticed(tables: ModuleType) -> None:
    text = DOCS.joinpath("errors.md").read_text("utf-8")
    assert tables.current(text.replace("| E003 |", "| E999 |")) == text


def test_every_error_has_a_code_of_its_own_and_a_row() -> None:
    page = DOCS.joinpath("errors.md").read_text("utf-8")
    classes = [found for name in errors.__all__ if isinstance(found := getattr(errors, name), type)]
    assert len({each.code for each in classes}) == len(classes)
    for each in classes:
        assert f"| {each.code} | `{each.__name__}` |" in page


def test_the_figure_of_the_alignment_has_the_numbers_of_the_alignment() -> None:
    figure = DOCS.joinpath("_static", "alignment.svg").read_text("utf-8")
    shown = [int(number) for number in re.findall(r'class="offset"[^>]*>(\d+)<', figure)]
    result = an.Normalizer("search")("قالَ  **OpenAI**")
    original = {0, 16}.union(*[edit[2:] for edit in result.alignment.edits])
    normalized = {0, 10}.union(*[edit[:2] for edit in result.alignment.edits])
    assert shown == [*sorted(original), *sorted(normalized)]
