from decimal import Decimal

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._parser import Number, Parser
from arabnews_nlp.numbers._rules import CompiledReader

number_range: CompiledReader
sizes: CompiledReader

def ranged(
    parser: Parser, i: int, start: int, low: Decimal, high: Number, link: str
) -> tuple[Quantity, int] | None: ...
