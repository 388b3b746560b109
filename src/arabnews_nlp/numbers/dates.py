"""Dates that start with a weekday, and years that stand alone."""

from __future__ import annotations

from decimal import Decimal

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.numbers._cardinals import Parser
from arabnews_nlp.numbers._dates import day_of_month, year_digits
from arabnews_nlp.numbers._quantities import date_quantity, quantity
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers.measures import Read

__all__ = ["bare_year", "weekday"]


def weekday(parser: Parser, i: int) -> Read:
    """A weekday, with the date it falls on."""
    word, at = parser.word(i), i + 1
    if parser.word(at).form in ("،", ","):
        at += 1
    if parser.word(at).has("suitable"):
        at += 1
    day = day_of_month(parser, at)
    if day is not None and day.day:
        return date_quantity(parser, word.host_start, day.next, day.timex)
    return date_quantity(parser, word.host_start, i + 1, f"XXXX-WXX-{word.value_of('weekday')}")


def bare_year(parser: Parser, i: int) -> Read | None:
    """Four digits that read as a year, or two years joined by a dash or a slash (2019–2021).

    They do where a word of time stands before them or nothing that they could count follows.
    """
    word = parser.word(i)
    value = year_digits(parser, i)
    if value < 0 or parser.is_whole_text(i, i + 1):
        return None
    before, after = parser.word(i - 1), parser.word(i + 1)
    if (
        before.kind == LATIN
        and not word.no_space_before
        and i
        and before.end + 1 == word.start
        and not parser.word(i - 2).has("when")
    ):
        return None
    if (word.no_space_before and i and (before.kind in (LATIN, DIGIT) or before.form in "-/.:_#$€£+")) or (
        after.no_space_before
        and (
            after.kind == LATIN
            or after.form in "%٪_$€£°"
            or (after.form in ":." and parser.word(i + 2).no_space_before)
        )
    ):
        return None
    if after.form in ("-", "–", "—", "/") and parser.word(i + 2).kind == DIGIT:
        last = year_digits(parser, i + 2)
        if last < 0 and after.no_space_before and parser.word(i + 2).end - parser.word(i + 2).start == 2:
            tail = fold(parser.text[parser.word(i + 2).start : parser.word(i + 2).end])
            last = value // 100 * 100 + int(tail) if tail.isdigit() else -1
        if value < last and parser.word(i + 3).form != after.form:
            low, high = f"{value:04d}", f"{last:04d}"
            both = (Decimal(value), Decimal(last))
            return quantity(parser, word.start, i + 3, "DATE", both, timex=f"{low}/{high}")
    if after.has("AH"):
        return None
    if after.has("CE") and after.no_space_before:
        return date_quantity(parser, word.start, i + 2, f"{value:04d}")
    if parser.has(i + 1, "percent", "money", "scale", "measure", "period", "month") or (
        after.has("over") and parser.word(i + 2).kind == DIGIT
    ):
        return None
    timed = (
        before.has("when")
        or (i > 1 and before.form in ("و", "("))
        or (i > 1 and parser.text[word.start - 1 : word.start] == "و" and before.kind == DIGIT)
    )
    if timed and (value % 100 or not _plain_noun(parser, i + 1)):
        return date_quantity(parser, word.start, i + 1, f"{value:04d}")
    return (
        None
        if _plain_noun(parser, i + 1) or before.form in ("رقم", "الرقم")
        else date_quantity(parser, word.start, i + 1, f"{value:04d}")
    )


def _plain_noun(parser: Parser, i: int) -> bool:
    """Whether an Arabic word without و, article and preposition stands at ``i``: something that can be counted."""
    word = parser.word(i)
    if word.kind != ARABIC or word.article or word.has("follows"):
        return False
    form = word.form
    if form.startswith(("ال", "و", "ف", "لل", "بال")):
        return False
    return not form.startswith(("ب", "ل", "ي", "ت", "س")) or form.endswith(("ا", "ه"))
