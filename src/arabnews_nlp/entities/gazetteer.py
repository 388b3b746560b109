"""The curated list of places, bodies and events that news names every day."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["entries"]


@cache
def entries() -> list[tuple[str, str]]:
    """Label and name of every entry."""
    lines = files(__package__).joinpath("data", "gazetteer.tsv").read_text("utf-8").splitlines()
    return [(label, name) for label, names in (line.split("\t") for line in lines[1:]) for name in names.split("|")]
