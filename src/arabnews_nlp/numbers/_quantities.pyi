from decimal import Decimal
from typing import Any

from arabnews_nlp.document.records import Quantity, Value
from arabnews_nlp.numbers._cardinals import Number, Parser
from arabnews_nlp.numbers._rules import CompiledReader, CompiledTest

may_be_hour_test: CompiledTest
four_digits: CompiledTest
of_month: CompiledTest
has_from: CompiledTest
idiom: CompiledReader
ordinal: CompiledReader
compound_ordinal: CompiledReader
number_range: CompiledReader
number_with_unit: CompiledReader
ratio: CompiledReader
period_before_number: CompiledReader
number: CompiledReader
one_and_part: CompiledReader
day: CompiledReader
year_phrase: CompiledReader
period: CompiledReader
era_follows: CompiledTest
era_year: CompiledReader
days_of_month: CompiledReader
sizes: CompiledReader
split_decimal: CompiledReader
letter_degrees: CompiledReader

def quantity(
    parser: Parser,
    start: int,
    following: int,
    label: str,
    value: Value = None,
    unit: str | None = None,
    timex: str | None = None,
    modifier: str | None = None,
) -> tuple[Quantity, int]: ...
def date_quantity(parser: Parser, start: int, following: int, timex: str | None) -> tuple[Quantity, int]: ...
def ranged(
    parser: Parser, i: int, start: int, low: Decimal, high: Number, link: str
) -> tuple[Quantity, int] | None: ...
def with_unit(
    parser: Parser, start: int, at: int, value: Decimal | tuple[Decimal, Decimal], scale: Decimal | None = ...
) -> tuple[Quantity, int] | None: ...
def percent(
    parser: Parser, start: int, following: int, value: Decimal | tuple[Decimal, Decimal]
) -> tuple[Quantity, int]: ...
def measured(
    parser: Parser, start: int, following: int, value: Decimal, unit: str, scale: Decimal | None = ...
) -> tuple[Quantity, int]: ...
def money(
    parser: Parser, start: int, at: int, value: Value, currency: Any, scale: Decimal | None = ...
) -> tuple[Quantity, int]: ...
def code_of(parser: Parser, currency: Any) -> str: ...
def subunits_after(parser: Parser, at: int, code: str) -> tuple[Decimal, int]: ...
def duration(
    parser: Parser, start: int, at: int, value: Decimal, scale: Decimal | None = ...
) -> tuple[Quantity, int]: ...
