"""The curated list of places, bodies and events that news names every day, and the nouns that names begin with."""

from __future__ import annotations

from functools import cache

from arabnews_nlp._core.hash_table import HashTable
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.entities._features import phrase_key
from arabnews_nlp.names._name_table import LABELS

__all__ = ["entries", "heads"]


@cache
def entries() -> list[tuple[str, str]]:
    """Label and name of every entry."""
    return [(label, name) for label, name in read_table(__package__, "gazetteer.tsv")]


@cache
def heads() -> HashTable:
    """Numbers of the labels of names that begin with a head noun, by the key of the noun."""
    rows = read_table(__package__, "head_nouns.tsv")
    return HashTable({phrase_key(noun): LABELS.index(label) for label, noun in rows})
