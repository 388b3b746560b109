"""The word lists of the segmenter, read from the tables in this folder once, at first use."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from arabnews_nlp._core.boundary import WORD_CLASSES, Rules
from arabnews_nlp._core.lexemes import KeyMap

__all__ = ["boundary_rules", "read_table"]


def read_table(name: str) -> list[list[str]]:
    """Rows of a tab-separated table in this folder, without comments and empty lines."""
    text = files("arabnews_nlp.segment").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def boundary_rules() -> Rules:
    """Abbreviations and sentence openers for the boundary scanner."""
    words = {word: WORD_CLASSES[kind] for word, kind in read_table("abbreviations.tsv")}
    openers = dict.fromkeys((row[0] for row in read_table("openers.tsv")), 0)
    resumers = dict.fromkeys((row[0] for row in read_table("resumers.tsv")), 0)
    return Rules(KeyMap(words), KeyMap(openers), KeyMap(resumers))
