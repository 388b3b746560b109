"""Number words, months, periods and units, read from the tables beside this module."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from arabnews_nlp._core.lexemes import fold

__all__ = ["Unit", "currency_adjectives", "forms", "units"]


class Unit(NamedTuple):
    """What a measured or counted unit stands for."""

    label: str
    unit: str


def _rows(name: str) -> list[list[str]]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@cache
def forms(kind: str) -> dict[str, str]:
    """Folded word forms of one kind (``unit``, ``scale``, ``month`` …) with the value they stand for.

    >>> forms("month")["اغسطس"]
    '8'
    """
    return {fold(form): value for k, value, words in _rows("words.tsv") if k == kind for form in words.split()}


@cache
def decimals(kind: str) -> dict[str, Decimal]:
    """The same with decimal values."""
    return {form: Decimal(value) for form, value in forms(kind).items()}


@cache
def units() -> dict[str, Unit]:
    """Folded unit words and symbols."""
    return {fold(form): Unit(label, unit) for label, unit, words in _rows("units.tsv") for form in words.split()}


@cache
def currency_adjectives() -> dict[tuple[str, str], str]:
    """ISO 4217 code of a currency noun's default unit and a folded nationality adjective, in every ending."""
    return {
        (units()[fold(noun)].unit, fold(form) + ending): code
        for noun, words, code in _rows("adjectives.tsv")
        for form in words.split()
        for ending in ("", "ا", "ه")
    }
