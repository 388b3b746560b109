"""Importing the library is cheap and brings no heavy package along."""

import subprocess
import sys

import pytest

import arabnews_nlp as an

HEAVY = ("torch", "numpy", "pandas", "pyarrow", "pydantic", "spacy", "stanza", "camel_tools", "regex", "hypothesis")


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_brings_nothing_heavy():
    loaded = run("import sys, arabnews_nlp; print(*sys.modules)").split()
    assert not set(HEAVY) & set(loaded)


def test_the_default_pipeline_brings_nothing_heavy():
    loaded = run("import sys, arabnews_nlp as an; an.load()('نص'); print(*sys.modules)").split()
    assert not set(HEAVY) & set(loaded)


def test_import_costs_less_than_60_ms():
    code = "import time; t = time.perf_counter(); import arabnews_nlp; print(time.perf_counter() - t)"
    assert min(float(run(code)) for _ in range(5)) < 0.060


@pytest.mark.parametrize("name", an.__all__)
def test_every_public_name_can_be_used(name):
    assert getattr(an, name) is not None
    assert name in dir(an)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nope"):
        _ = an.nope


def test_the_help_of_the_command_line_brings_only_what_it_needs():
    helped = "try: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    argparse = set(
        run(f"import sys\nfrom argparse import ArgumentParser\nmain = ArgumentParser().parse_args\n{helped}").split()
    )
    loaded = set(run(f"import sys\nfrom arabnews_nlp.cli import main\n{helped}").splitlines()[-1].split())
    assert {"argparse", "arabnews_nlp.cli.main"} <= loaded
    wasted = {*HEAVY, "msgspec", "csv", "difflib", "inspect", "arabnews_nlp.document.doc"} & (loaded - argparse)
    assert not wasted  # Python 3.14's argparse itself brings inspect


def test_a_pipeline_brings_what_goes_between_processes_only_when_there_are_several():
    loaded = set(run("import sys, arabnews_nlp as an; an.load('fast')('نص'); print(*sys.modules)").split())
    assert not {"multiprocessing", "arabnews_nlp.pipeline.transport", "arabnews_nlp.serialization.packed"} & loaded
