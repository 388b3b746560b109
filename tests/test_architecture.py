"""The packages stand on floors: imports and cimports lead down, but through a few named doors, and never in a circle.

A door is an import inside a function (or for type checkers), so that the lower module works without the upper one. Most
are methods of ``Doc`` that packages above it implement.
"""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

import arabnews_nlp

pytestmark = pytest.mark.sources
ROOT = Path(arabnews_nlp.__file__).parent
FLOORS = (
    ("errors", "_version"),
    ("_files",),
    ("_core",),
    ("document",),
    ("normalization", "transliteration", "segmentation", "numbers", "names", "entities", "duplicates"),
    ("serialization",),
    ("chunking", "render", "search", "export", "readers"),
    ("pipeline",),
    ("scaleout",),
    ("integrations", "testing"),
    ("",),  # arabnews_nlp itself: the public names
    ("cli",),
    ("__main__",),
)
"""From bottom to top."""
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

BESIDE = {("segmentation", "normalization"), ("entities", "names"), ("duplicates", "normalization")}
"""A package that may use another of its own floor."""

DOORS = {
    ("document.doc", "chunking"),
    ("document.doc", "duplicates"),
    ("document.doc", "integrations.spacy"),
    ("document.doc", "render.html"),
    ("document.doc", "render.names"),
    ("document.doc", "render.replaced"),
    ("document.doc", "render.views"),
    ("document.doc", "search"),
    ("document.doc", "serialization.json"),
    ("document.doc", "serialization.packed"),
    ("document.records", "integrations.hijri"),
    ("document.normalized", "normalization.explanation"),
    ("pipeline.pipeline", "integrations.columns"),
    ("pipeline.pipeline", "integrations.huggingface"),
    ("scaleout", "integrations.datatrove"),
}
"""Modules that reach a module of an upper floor when they are asked to."""

_CIMPORT = re.compile(r"^\s*from (arabnews_nlp[\w.]*) c?import (?:\(([^)]*)\)|(.*))", re.M)


def module_name(path: Path) -> str:
    """The module without ``arabnews_nlp.``; empty for the package itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = [path for path in sorted(ROOT.rglob("*")) if path.suffix in (".py", ".pyx", ".pxd")]
MODULES = {module_name(path) for path in SOURCES}


def imported(path: Path) -> list[tuple[str, bool]]:
    """Names that a source imports, and whether as soon as it is imported itself."""
    if path.suffix != ".py":
        return [
            (f"{module}.{name}", True)
            for module, *names in _CIMPORT.findall(path.read_text("utf-8"))
            for name in re.findall(r"(\w+)(?: as \w+)?", "".join(names))
        ]
    tree = ast.parse(path.read_text("utf-8"))
    later = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [(f"{node.module}.{name.name}", id(node) not in later) for name in node.names]
        elif isinstance(node, ast.Import):
            found += [(name.name, id(node) not in later) for name in node.names]
    return found


def module_of(name: str) -> str | None:
    """The module of ours that has this name or holds it; None for another library."""
    if name.split(".")[0] != "arabnews_nlp":
        return None
    name = name.removeprefix("arabnews_nlp").removeprefix(".")
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


EDGES = {
    (module_name(path), target, at_once)
    for path in SOURCES
    for name, at_once in imported(path)
    if (target := module_of(name)) is not None and target != module_name(path)
}


def room(module: str) -> str:
    return module.split(".")[0]


def test_every_package_has_a_floor():
    assert {room(module) for module in MODULES} == set(LEVEL)
    assert len(EDGES) > 300


def test_imports_lead_down_but_through_the_doors():
    upward = {
        (source, target)
        for source, target, _ in EDGES
        if LEVEL[room(target)] > LEVEL[room(source)]
        or (LEVEL[room(target)] == LEVEL[room(source)] and room(target) != room(source))
    }
    beside = {(source, target) for source, target in upward if (room(source), room(target)) in BESIDE}
    assert {(room(source), room(target)) for source, target in beside} == BESIDE
    assert upward - beside == DOORS


def test_doors_are_opened_late():
    at_once = {(source, target) for source, target, now in EDGES if now}
    assert not at_once & DOORS


def test_there_is_no_circle():
    """Take away modules that import nothing of ours that is left, until none is left."""
    needs = {module: set() for module in MODULES}
    for source, target, _ in EDGES:
        if (source, target) not in DOORS:
            needs[source].add(target)
    while free := [module for module, targets in needs.items() if not targets]:
        for module in free:
            del needs[module]
        for targets in needs.values():
            targets.difference_update(free)
    assert not needs


def test_the_core_is_small():
    assert len(list(ROOT.joinpath("_core").glob("*.pyx"))) <= 12


@pytest.mark.parametrize("suffix", [".pyx", ".h"])
def test_compiled_sources_stand_in_a_package(suffix):
    assert {room(module_name(path)) for path in ROOT.rglob(f"*{suffix}")} <= set(chain(*FLOORS)) - {""}
