"""Numbers, money, percent, quantities, dates and times with their values, and back into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from arabnews_nlp.document.given import Moment, moment
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.errors import UnknownNameError, plain_text
from arabnews_nlp.numbers.spellout import spell
from arabnews_nlp.numbers.timex import PREFERENCES, Prefer

if TYPE_CHECKING:
    from arabnews_nlp._core.pretokens import PreTokens

__all__ = ["PREFERENCES", "SCOPES", "Prefer", "Scope", "parse_numbers", "spell"]

Scope = Literal["all", "explicit"]
SCOPES: tuple[Scope, ...] = ("all", "explicit")


def parse_numbers(
    text: str, reference: Moment | None = None, *, scope: Scope = "all", prefer: Prefer = "future"
) -> list[Quantity]:
    """All quantities of a text with their values, in order, without overlaps.

    :param reference: the moment (a datetime, a date, or either in ISO 8601) that relative and partial dates resolve
        against. Without it partial dates keep X for what is not known and relative ones have no ``timex``.
    :param scope: ``"explicit"`` leaves out what newspaper annotation leaves out: relative expressions (أمس),
        duals without a number word (شهرين), and a text that is only واحد. The pipeline does so.
    :param prefer: which date a partial one becomes, at its own grain, where the words of its sentence do not say so:
        the nearest one that is not past (a day of the reference's month is one of its year), ``"past"`` the last one,
        or ``"nearest"``. ``"evident"`` leaves it partial, unless the nearest one that is not past is less than three
        months away and nearer than the last one; the pipeline does so.

    >>> [(q.text, q.label, q.unit) for q in parse_numbers("بنسبة 38 % إلى 17 مليار دولار أمريكي")]
    [('38 %', 'PERCENT', '%'), ('17 مليار دولار أمريكي', 'MONEY', 'USD')]
    >>> [q.timex for q in parse_numbers("وصل قبل ثلاثة أيام", reference="2023-08-29")]
    ['2023-08-26']
    """
    text = plain_text(text)
    if scope not in SCOPES:
        raise UnknownNameError("scope", scope, SCOPES)
    if prefer not in PREFERENCES:
        raise UnknownNameError("prefer", prefer, PREFERENCES)
    scan, parse = _grammar()
    return parse(scan(text), None if reference is None else moment(reference), scope == "all", prefer)


@cache
def _grammar() -> tuple[type[PreTokens], Callable[[PreTokens, datetime | None, bool, Prefer], list[Quantity]]]:
    """The scan of a text and the grammar, which are imported when the first text is read."""
    from arabnews_nlp._core.pretokens import PreTokens
    from arabnews_nlp.numbers.grammar import parse

    return PreTokens, parse
