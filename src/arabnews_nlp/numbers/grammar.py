"""The number grammar: which rules there are, and the order in which they are tried.

A cue is a word that a quantity may start with (:mod:`arabnews_nlp.numbers._word_stream` finds them). At each cue the
rules are tried in the order of :data:`RULES`, the more specific before the plainer; the first that reads a quantity
takes its words, so that quantities never overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.reading import spans_in_source
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers import _bare_numbers as bare
from arabnews_nlp.numbers import _counted as counted
from arabnews_nlp.numbers import _date_periods as periods
from arabnews_nlp.numbers import _dates as days
from arabnews_nlp.numbers import _durations as durations
from arabnews_nlp.numbers import _hours as hours
from arabnews_nlp.numbers import _ordinals as ordinals
from arabnews_nlp.numbers import _ranges as ranges
from arabnews_nlp.numbers import _years as years
from arabnews_nlp.numbers import clock, dates, measures, month_days, relative
from arabnews_nlp.numbers._lexicon import Lexicon
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._rules import CompiledTest, RuleTable
from arabnews_nlp.numbers.lexicon import lexicon
from arabnews_nlp.numbers.resolution import all_resolved
from arabnews_nlp.numbers.timex import Prefer

__all__ = ["RULES", "Rule", "parse"]


class Rule(NamedTuple):
    """One rule of the grammar: at which cues it is tried, and what reads it there."""

    name: str
    read: Callable[[Parser, int], tuple[Quantity, int] | tuple[()] | None]
    """Gives a quantity and the position after it, None without one, an empty tuple so that no further rule is tried."""
    senses: tuple[str, ...] = ()
    """The cue has one of these senses, or starts a phrase of them; with neither senses nor classes any cue will do."""
    classes: tuple[str, ...] = ()
    """Or it is of one of these classes: ``digits``, ``letters``, ``marks``."""
    unless: tuple[str, ...] = ()
    """Senses of cues that the rule is not for."""
    test: CompiledTest | None = None
    """What else has to hold."""
    scope: str = "explicit"
    """``all`` for a rule of that scope only."""


NUMBER_WORDS = "unit", "ten", "teen", "tens", "hundred", "dual", "alone", "construct", "minus", "fraction", "fifth"
BELOW_HUNDRED = ("unit", "ten", "teen", "tens")
ORDINALS = ("ordinal", "compound")
MONTH_DAYS = (*ORDINALS, *BELOW_HUNDRED)
MONTHS = ("month", "weak_month", "hijri")
DIGITS = ("digits",)
DIGITS_AND_MARKS = ("digits", "marks")  # marks may be fractions of one character (½)
WEEKDAY = ("weekday",)
AMOUNTS = ("unit", "ten", "duration", "period", "few")
UNIT_WORDS = ("duration", "unit_dual", "measure", "money_dual", "percent_dual")
OF_MONTHS = (*ORDINALS, "mid_month", "week_word", "day_word", "last_one")
LONG_PERIODS = ("season", "quarter", "half", "decade", "century")
RELATIVE: dict[str, Any] = {"scope": "all", "unless": WEEKDAY}

# fmt: off
RULES = (
    #    what it reads              reader                        at which cues
    Rule("part of a whole",         measures.piece,               ("piece",), scope="all"),
    Rule("relative weekday",        month_days.weekday,           WEEKDAY, scope="all"),
    Rule("now",                     relative.now,                 ("now",), **RELATIVE),
    Rule("before or after today",   relative.deictic,             ("since", "after"), **RELATIVE),
    Rule("ago, in",                 relative.ago,                 ("since", "after"), **RELATIVE),
    Rule("day in a week",           relative.day_in_week,         ("bare_weekday",), **RELATIVE),
    Rule("nth of a month",          month_days.nth_of_month,      OF_MONTHS, **RELATIVE),
    Rule("last or next period",     relative.period,              ("period",), **RELATIVE),
    Rule("today, yesterday",        relative.deictic,             ("deictic", "day_word"), **RELATIVE),
    Rule("this period",             relative.this,                ("this",), **RELATIVE),
    Rule("edge of a period",        relative.edge,                ("edge",), **RELATIVE),
    Rule("from now",                relative.from_now,            AMOUNTS, DIGITS, test=durations.has_from, **RELATIVE),
    Rule("day of this month",       month_days.day_of_this_month, MONTH_DAYS, DIGITS, test=days.of_month, **RELATIVE),
    Rule("day by its number",       month_days.day_number,        ("day_word",), **RELATIVE),
    Rule("repeated period",         relative.every,               ("every",), **RELATIVE),
    Rule("whole period",            relative.whole,               ("whole_of", "period"), **RELATIVE),
    Rule("time of day",             clock.read_time,              ("clock",)),
    Rule("time without الساعة",     clock.read_time,              ("ordinal",), DIGITS, test=hours.may_be_hour),
    Rule("middle of the day",       clock.midnight,               ("midnight",), scope="all"),
    Rule("weekday",                 dates.weekday,                WEEKDAY),
    Rule("days of one month",       days.days_of_month,           ORDINALS, DIGITS),
    Rule("day or month",            days.day,                     (*MONTHS, *ORDINALS, *BELOW_HUNDRED), DIGITS),
    Rule("year with its noun",      years.year_phrase,            ("year_word",)),
    Rule("quarter to century",      periods.period,               LONG_PERIODS),
    Rule("millennium",              dates.read_millennium,        ("millennium",)),
    Rule("first of a Hijri month",  dates.first_day,              ("first_day",)),
    Rule("year with its era",       years.era_year,               (), DIGITS, test=years.era_follows),
    Rule("year alone",              dates.bare_year,              (), DIGITS, test=years.four_digits),
    Rule("compound ordinal",        ordinals.compound_ordinal,    ("compound",), unless=("ordinal",)),
    Rule("currency first",          measures.currency_first,      ("symbol",)),
    Rule("percent first",           measures.percent_first,       ("percent", "percent_sign")),
    Rule("idiom",                   bare.idiom),
    Rule("noun and one",            measures.noun_and_one,        ("only",), scope="all"),
    Rule("unit and a part",         counted.one_and_part,         ("fraction",)),
    Rule("degrees by their letter", counted.letter_degrees,       (), DIGITS),
    Rule("percent with a blank",    counted.split_decimal,        (), DIGITS),
    Rule("range",                   ranges.number_range,          NUMBER_WORDS, DIGITS_AND_MARKS),
    Rule("sizes with one unit",     ranges.sizes,                 (), DIGITS),
    Rule("number with a unit",      counted.number_with_unit,     NUMBER_WORDS, DIGITS_AND_MARKS),
    Rule("ratio",                   bare.ratio,                   NUMBER_WORDS, DIGITS_AND_MARKS),
    Rule("period before number",    counted.period_before_number, (), DIGITS),
    Rule("number",                  bare.number,                  NUMBER_WORDS, DIGITS_AND_MARKS),
    Rule("ordinal",                 ordinals.ordinal,             ORDINALS),
    Rule("dual of a unit",          measures.plain_dual,          UNIT_WORDS, scope="all"),
)
# fmt: on
"""Every rule, in the order in which they are tried."""


@cache
def _grammar(scope_all: bool) -> tuple[Lexicon, RuleTable]:
    """The words and the rules of a scope."""
    if scope_all:
        return lexicon(True), RuleTable(RULES, clock.with_clock)
    return lexicon(False), RuleTable([rule for rule in RULES if rule.scope == "explicit"])


def parse(
    pretokens: PreTokens, reference: datetime | None, scope_all: bool, prefer: Prefer = "future"
) -> list[Quantity]:
    """Quantities of a text, in order."""
    pretokens = pretokens.phrases
    words, rules = _grammar(scope_all)
    found = rules.quantities(Parser(pretokens, words, reference, scope_all))
    if reference is not None:
        found = all_resolved(found, reference, prefer)
    return found if pretokens.alignment is None else spans_in_source(pretokens, found)
