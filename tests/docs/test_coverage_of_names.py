"""Every public name occurs in code that the test-suite executes: pages, the README, or a docstring."""

import ast
import doctest
from pathlib import Path

import msgspec
import pytest

import arabnews_nlp as an

ROOT = Path(__file__).parents[2]
CLASSES = (
    "Alignment",
    "Doc",
    "Entity",
    "Mention",
    "Name",
    "Normalized",
    "Normalizer",
    "Pipeline",
    "Quantity",
    "Span",
    "Token",
)


def executed() -> str:
    """Source of all examples, one after another."""
    parser = doctest.DocTestParser()
    texts = [path.read_text("utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/*.md"))]
    for path in ROOT.glob("src/arabnews_nlp/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                texts.append(ast.get_docstring(node) or "")
    return "".join(example.source for text in texts for example in parser.get_examples(text))


@pytest.fixture(scope="module")
def used() -> set[str]:
    """Names, attributes and keywords of the examples."""
    found = set()
    for node in ast.walk(ast.parse(executed())):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
    return found


def members(name: str) -> list[str]:
    """Public fields, properties and methods that a class adds to those of a span."""
    cls = getattr(an, name)
    found = {m for m in vars(cls) if not m.startswith("_")}
    if issubclass(cls, msgspec.Struct):
        found |= set(cls.__struct_fields__)
    if issubclass(cls, an.Span) and cls is not an.Span:
        found -= set(members("Span"))
    return sorted(found)


@pytest.mark.parametrize("name", sorted(an.__all__))
def test_public_name_is_executed(name: str, used: set[str]) -> None:
    assert name in used


@pytest.mark.parametrize(("name", "member"), [(name, member) for name in CLASSES for member in members(name)])
def test_member_of_public_class_is_executed(name: str, member: str, used: set[str]) -> None:
    assert member in used


@pytest.mark.parametrize(
    "option",
    ["profile", "steps", "newline", "max_chars", "split_on_semicolon", "reference", "scope", "scheme", "reverse", "n",
     "gender", "case", "unit", "names", "batch_size", "n_process", "on_error"],
)  # fmt: skip
def test_option_is_executed(option: str, used: set[str]) -> None:
    assert option in used


def test_examples_are_found() -> None:
    assert len(executed().splitlines()) > 300
