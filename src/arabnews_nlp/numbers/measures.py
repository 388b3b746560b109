"""Readers of units and signs before their number, of parts of a whole, and of duals without a number word."""

from __future__ import annotations

from decimal import Decimal

from arabnews_nlp.document.records import Quantity, Value
from arabnews_nlp.numbers._cardinals import Parser, read_number, read_pair
from arabnews_nlp.numbers._durations import one_of, plain
from arabnews_nlp.numbers._quantities import code_of, measured, money, percent, quantity, ranged
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, Currency

__all__ = ["Read", "currency_first", "noun_and_one", "percent_first", "piece", "plain_dual"]

Read = tuple[Quantity, int]
"""A quantity and the position of the word after it."""


def percent_first(parser: Parser, i: int) -> Read | None:
    """%5, بالمئة 5."""
    word = parser.word(i)
    if word.kind == ARABIC:
        if not word.has("percent") or (i and parser.word(i - 1).kind == DIGIT):
            return None
    elif not word.has("percent_sign") or not parser.word(i + 1).no_space_before:
        return None
    inner = read_number(parser, i + 1) if parser.word(i + 1).kind == DIGIT else None
    return None if inner is None else percent(parser, parser.word(i).start, inner.next, inner.value)


def noun_and_one(parser: Parser, i: int) -> Read | None:
    """دولار أمريكي واحد, كيلومتر واحد: a singular unit and the word one."""
    word = parser.word(i)
    for back in (1, 2):
        unit = parser.word(i - back)
        if word.host_start != word.start or i < back or unit.article:
            return None
        if back == 1 and unit.senses and not one_of(parser, i):
            return None
        money = unit.value_of("money")
        if money is not None and (back == 1 or parser.word(i - 1).form in money.adjectives):
            code = money.adjectives.get(parser.word(i - 1).form) or code_of(parser, money)
            return quantity(parser, unit.host_start, i + 1, "MONEY", 1 / Decimal(money.per), code)
        if back == 1 and unit.has("measure") and unit.kind == ARABIC:
            return quantity(parser, unit.host_start, i + 1, "QUANTITY", Decimal(1), unit.value_of("measure"))
        if back == 1 and unit.has("period"):
            timex = unit.value_of("period").format(1)
            return quantity(parser, unit.host_start, i + 1, "DURATION", Decimal(1), timex=timex)
    return None


def currency_first(parser: Parser, i: int) -> Read | None:
    """$10, USD 100, € 2.5 مليون."""
    following = parser.word(i + 1)
    if following.kind != DIGIT:
        return None
    found = read_number(parser, i + 1)
    if found is None:
        return None
    pair = read_pair(parser, i + 1, found)
    both = None if pair is None else ranged(parser, i + 1, found.start, *pair)
    value: Value = found.value if both is None else both[0].value
    at = found.next if both is None else both[1]
    again = parser.without_proclitics(at, "money")
    currency: Currency = parser.word(i).value_of("symbol")
    if again is not None and again[0].code == currency.code:
        at = again[1]
    return quantity(parser, parser.word(i).start, at, "MONEY", value, currency.code)


def piece(parser: Parser, i: int) -> Read | None:
    """جزء من مئة."""
    word, link = parser.word(i), parser.word(i + 1)
    if not word.has("piece") or not link.has("of"):
        return None
    bottom = read_number(parser, i + 2)
    if bottom is None or bottom.value < 2:
        return None
    return quantity(parser, word.host_start, bottom.next, "FRACTION", 1 / bottom.value)


def plain_dual(parser: Parser, i: int) -> Read | None:
    """Duals of units, currencies and periods without a number word: لترين, دولارين, ساعتين ونصف; and a bare unit with a
    fraction (لتر ونصف)."""
    word = parser.word(i)
    two = Decimal(2)
    if word.has("duration") and not word.article:
        template: str = word.value_of("duration").replace("2", "{}")
        amount, at = two, i + 1
        following = parser.conjoined_by_waw(at)
        half = parser.word(following).value_of("fraction") if following is not None else None
        if following is not None and half is not None and half < 1:
            amount, at = two + half, following + 1
        return quantity(parser, word.host_start, at, "DURATION", amount, timex=template.format(plain(amount)))
    for sense in ("unit_dual", "measure"):
        if word.has(sense) and not word.article:
            amount = two if sense == "unit_dual" else Decimal(1)
            following = parser.conjoined_by_waw(i + 1)
            half = parser.word(following).value_of("fraction") if following is not None else None
            if following is not None and half is not None and half < 1:
                return measured(parser, word.host_start, following + 1, amount + half, word.value_of(sense))
            if sense == "unit_dual":
                return measured(parser, word.host_start, i + 1, amount, word.value_of(sense))
    if word.has("money_dual") and not word.article:
        return money(parser, word.host_start, i + 1, two, word.value_of("money_dual"))
    return None
