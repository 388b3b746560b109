"""Numbers, money, percent, quantities, dates and durations with their values."""

from __future__ import annotations

from datetime import datetime

from arabnews_nlp.doc import Quantity
from arabnews_nlp.errors import ArgumentTypeError

__all__ = ["parse_numbers"]


def parse_numbers(text: str, reference: datetime | None = None) -> list[Quantity]:
    """All quantities of a text with their values.

    :param reference: the moment that partial dates resolve against: the nearest one that is not past.

    >>> [(q.text, q.label, q.unit) for q in parse_numbers("بنسبة 38 % إلى 17 مليار دولار أمريكي")]
    [('38 %', 'PERCENT', '%'), ('17 مليار دولار أمريكي', 'MONEY', 'USD')]
    """
    from arabnews_nlp.numbers.grammar import parse
    from arabnews_nlp.numbers.resolution import resolve

    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    found = parse(text)
    return found if reference is None else [resolve(q, reference) for q in found]
