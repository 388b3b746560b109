"""The number grammar: which rules there are, and the order in which they are tried.

A cue is a word that a quantity may start with (:mod:`arabnews_nlp.numbers._word_stream` finds them). At each cue the rules
are tried in the order of :data:`RULES`, the more specific before the plainer; the first that reads a quantity takes its
words, so that quantities never overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import NamedTuple

import msgspec

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers import _quantities as core
from arabnews_nlp.numbers import clock, dates, measures, relative
from arabnews_nlp.numbers._cardinals import Parser
from arabnews_nlp.numbers._rules import CompiledTest, RuleTable
from arabnews_nlp.numbers.lexicon import lexicon
from arabnews_nlp.numbers.timex import resolve

__all__ = ["RULES", "Rule", "parse"]


class Rule(NamedTuple):
    """One rule of the grammar: at which cues it is tried, and what reads it there."""

    name: str
    read: Callable[[Parser, int], tuple[Quantity, int] | tuple[()] | None]
    """Reads at a cue: a quantity and the position after it, None without one, an empty tuple to end the search there."""
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


NUMBER_WORDS = (
    "unit", "ten", "teen", "tens", "hundred", "dual", "alone", "construct", "minus", "fraction", "fifth",
)  # fmt: skip
BELOW_HUNDRED = ("unit", "ten", "teen", "tens")
ORDINALS = ("ordinal", "compound")
MONTHS = ("month", "weak_month", "hijri")
DIGITS = ("digits",)
ALL, WEEKDAY = "all", ("weekday",)

# fmt: off
RULES = (
    #    name                      reader                       at cues with these senses             or other conditions
    Rule("part of a whole",        measures.piece,              ("piece",),                           scope=ALL),
    Rule("relative weekday",       relative.weekday,            WEEKDAY,                              scope=ALL),
    Rule("now",                    relative.now,                ("now",),                             scope=ALL, unless=WEEKDAY),
    Rule("before or after today",  relative.deictic,            ("since", "after"),                   scope=ALL, unless=WEEKDAY),
    Rule("ago, in",                relative.ago,                ("since", "after"),                   scope=ALL, unless=WEEKDAY),
    Rule("day in a week",          relative.day_in_week,        ("bare_weekday",),                    scope=ALL, unless=WEEKDAY),
    Rule("nth of a month",         relative.nth_of_month,       (*ORDINALS, "mid_month", "week_word", "day_word", "last_one"),
                                                                                                      scope=ALL, unless=WEEKDAY),
    Rule("last or next period",    relative.period,             ("period",),                          scope=ALL, unless=WEEKDAY),
    Rule("today, yesterday",       relative.deictic,            ("deictic", "day_word"),              scope=ALL, unless=WEEKDAY),
    Rule("this period",            relative.this,               ("this",),                            scope=ALL, unless=WEEKDAY),
    Rule("edge of a period",       relative.edge,               ("edge",),                            scope=ALL, unless=WEEKDAY),
    Rule("from now",               relative.from_now,           ("unit", "ten", "duration", "period", "few"), DIGITS,
                                                                                                      scope=ALL, unless=WEEKDAY),
    Rule("day of this month",      relative.day_of_this_month,  (*ORDINALS, *BELOW_HUNDRED), DIGITS,  scope=ALL, unless=WEEKDAY),
    Rule("day by its number",      relative.day_number,         ("day_word",),                        scope=ALL, unless=WEEKDAY),
    Rule("repeated period",        relative.every,              ("every",),                           scope=ALL, unless=WEEKDAY),
    Rule("whole period",           relative.whole,              ("whole_of", "period"),               scope=ALL, unless=WEEKDAY),
    Rule("time of day",            clock.read_time,             ("clock",)),
    Rule("time without الساعة",    clock.read_time,             ("ordinal",), DIGITS,                 test=core.may_be_hour_test),
    Rule("weekday",                dates.weekday,               WEEKDAY),
    Rule("day or month",           core.day,                    (*MONTHS, *ORDINALS, *BELOW_HUNDRED), DIGITS),
    Rule("year with its noun",     core.year_phrase,            ("year_word",)),
    Rule("quarter to century",     core.period,                 ("season", "quarter", "half", "decade", "century")),
    Rule("year alone",             dates.bare_year,             (), DIGITS,                           test=core.four_digits),
    Rule("compound ordinal",       core.compound_ordinal,       ("compound",),                        unless=("ordinal",)),
    Rule("currency first",         measures.currency_first,     ("symbol",)),
    Rule("percent first",          measures.percent_first,      ("percent", "percent_sign")),
    Rule("idiom",                  core.idiom,                  ("never",)),
    Rule("noun and one",           measures.noun_and_one,       ("only",),                            scope=ALL),
    Rule("unit and a part",        core.one_and_part,           ("fraction",)),
    Rule("range",                  core.number_range,           NUMBER_WORDS, ("digits", "marks")),
    Rule("number with a unit",     core.number_with_unit,       NUMBER_WORDS, ("digits", "marks")),
    Rule("ratio",                  core.ratio,                  NUMBER_WORDS, ("digits", "marks")),
    Rule("period before number",   core.period_before_number,   (), DIGITS),
    Rule("number",                 core.number,                 NUMBER_WORDS, ("digits", "marks")),
    Rule("ordinal",                core.ordinal,                ORDINALS),
    Rule("dual of a unit",         measures.plain_dual,         ("duration", "unit_dual", "measure", "money_dual"), scope=ALL),
)
# fmt: on
"""Every rule, in the order in which they are tried."""


@cache
def _rule_table(scope_all: bool) -> RuleTable:
    if scope_all:
        return RuleTable(RULES, clock.with_clock)
    return RuleTable([rule for rule in RULES if rule.scope == "explicit"])


def parse(pretokens: PreTokens, reference: datetime | None, scope_all: bool) -> list[Quantity]:
    """Quantities of a text, in order."""
    parser = Parser(pretokens, lexicon(scope_all), reference, scope_all)
    found = _rule_table(scope_all).quantities(parser)
    return found if reference is None else [_resolved(quantity, reference) for quantity in found]


def _resolved(quantity: Quantity, reference: datetime) -> Quantity:
    """A partial date resolved against the reference."""
    if quantity.timex is None or quantity.label != "DATE" or "XXXX" not in quantity.timex:
        return quantity
    return msgspec.structs.replace(quantity, timex=resolve(quantity.timex, reference))
