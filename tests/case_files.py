"""The files of cases in ``tests/cases``: a case a line, with tabs between its fields or as JSON; # begins a comment."""

import json
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def lines(name):
    return [line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rows(name):
    return [line.split("\t") for line in lines(name)]


def records(name):
    return [json.loads(line) for line in lines(name)]
