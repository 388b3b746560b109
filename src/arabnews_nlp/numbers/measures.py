"""Readers of units and signs before their number, of parts of a whole, and of duals without a number word."""

from __future__ import annotations

from decimal import Decimal

from arabnews_nlp.document.records import Quantity, Value
from arabnews_nlp.numbers._cardinals import read_number, read_pair
from arabnews_nlp.numbers._durations import duration, one_of
from arabnews_nlp.numbers._fractions import part_after
from arabnews_nlp.numbers._money import code_of, money, subunits_after
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._quantities import quantity
from arabnews_nlp.numbers._units import measured, percent
from arabnews_nlp.numbers.countries import spelled_code
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN, Currency

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
    elif word.no_space_before and parser.word(i - 1).kind in (LATIN, DIGIT):
        return None  # of an address: a.com/%D8%88
    inner = read_number(parser, i + 1) if parser.word(i + 1).kind == DIGIT else None
    if inner is None:
        if parser.word(i + 1).form not in ("-", "−") or parser.word(i + 2).kind != DIGIT:
            return None
        inner = read_number(parser, i + 2)
        return None if inner is None else percent(parser, word.start, inner.next, -abs(inner.value))
    if parser.word(inner.next).form == "-" and parser.is_whole_text(i, inner.next + 1):
        return percent(parser, word.start, inner.next + 1, -inner.value)
    return percent(parser, word.start, inner.next, inner.value)


def noun_and_one(parser: Parser, i: int) -> Read | None:
    """دولار أمريكي واحد, كيلومتر واحد, نقطة مئوية واحدة: a singular unit and the word one."""
    word = parser.word(i)
    if word.host_start != word.start:
        return None
    for back in (3, 2):
        phrase = _phrase_to(parser, i - back, i)
        if phrase is not None:
            return phrase
    for back in (1, 2):
        unit = parser.word(i - back)
        if i < back or unit.article:
            return None
        if back == 1 and unit.senses and not one_of(parser, i):
            return None
        noun: Currency | None = unit.value_of("money")
        if noun is not None and (back == 1 or parser.word(i - 1).form in noun.adjectives):
            code = noun.adjectives.get(parser.word(i - 1).form) or code_of(parser, noun)
            smaller, at = subunits_after(parser, i + 1, code)
            return quantity(parser, unit.host_start, at, "MONEY", 1 / Decimal(noun.per) + smaller, code)
        if back == 1 and unit.has("measure") and unit.kind == ARABIC:
            if unit.value_of("measure") == "temperature-generic" and not parser.is_whole_text(i - 1, i + 1):
                return None  # خفض التصنيف درجة واحدة
            return quantity(parser, unit.host_start, i + 1, "QUANTITY", Decimal(1), unit.value_of("measure"))
        if back == 1 and unit.has("period"):
            timex = unit.value_of("period").format(1)
            return quantity(parser, unit.host_start, i + 1, "DURATION", Decimal(1), timex=timex)
    return None


def _phrase_to(parser: Parser, start: int, end: int) -> Read | None:
    """One of a unit whose name is the words from ``start`` to ``end``, before واحد (نقطة مئوية واحدة)."""
    unit = parser.word(start)
    if start < 0 or unit.host_start != unit.start or unit.article:
        return None
    for sense in ("percent", "money", "measure"):
        found = parser.phrase(start, sense)
        if found is not None and found[1] == end:
            if sense == "percent":
                return percent(parser, unit.host_start, end + 1, found[0])
            if sense == "money":
                smaller, at = subunits_after(parser, end + 1, found[0].code)
                return quantity(parser, unit.host_start, at, "MONEY", 1 + smaller, found[0].code)
            return quantity(parser, unit.host_start, end + 1, "QUANTITY", Decimal(1), found[0])
    return None


def currency_first(parser: Parser, i: int) -> Read | None:
    """$10, USD 100, € 2.5 مليون, ر.س 250, $5-10, -$250."""
    symbol = parser.phrase(i, "symbol")
    if symbol is None or parser.word(symbol[1]).kind != DIGIT:
        return None
    currency: Currency = symbol[0]
    first = symbol[1]
    found = read_number(parser, first)
    if found is None:
        return None
    pair = read_pair(parser, first, found)
    if pair is not None and pair[2] == "or":
        pair = None
    value: Value = found.value if pair is None else (pair[0], pair[1].value)
    at = found.next if pair is None else pair[1].next
    again = parser.without_proclitics(at, "money")
    if again is not None and again[0].code == currency.code:
        at = again[1]
    code = currency.code
    if currency.spellings:
        letter = parser.word(first - 2 if parser.word(first - 1).form == "." else first - 1)
        code = spelled_code(parser, currency, parser.text[letter.start : letter.end])
    start = parser.word(i).start
    sign = parser.word(i - 1)
    if i and sign.form in ("-", "−") and parser.word(i).no_space_before and not (i > 1 and sign.no_space_before):
        start = sign.start
        value = -value if isinstance(value, Decimal) else value
    return quantity(parser, start, at, "MONEY", value, code)


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
    if word.article or (word.has("other_word") and not parser.is_whole_text(i, i + 1)):
        return None
    if word.has("duration"):
        return duration(parser, word.host_start, i, Decimal(2))
    points = parser.phrase(i, "percent_dual")
    if points is not None:
        return percent(parser, word.host_start, points[1], 2 * points[0])
    noun = parser.phrase(i, "money_dual")
    if noun is not None:
        return money(parser, word.host_start, noun[1], Decimal(2), noun[0])
    unit = parser.phrase(i, "unit_dual")
    if unit is not None:
        return measured(parser, word.host_start, unit[1], Decimal(2), unit[0])
    if word.has("measure"):
        part, at = part_after(parser, i + 1)
        if part > 0:
            return measured(parser, word.host_start, at, 1 + part, word.value_of("measure"))
    return None
