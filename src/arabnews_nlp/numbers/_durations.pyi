from decimal import Decimal
from typing import final

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._rules import CompiledTest

has_from: CompiledTest

@final
class Duration:
    parts: list[tuple[str, Decimal]]
    next: int
    @property
    def value(self) -> Decimal | None: ...
    @property
    def timex(self) -> str: ...

def filled(template: str, value: Decimal) -> str: ...
def one_of(parser: Parser, i: int) -> bool: ...
def read_duration(parser: Parser, at: int, value: Decimal, scale: Decimal | None) -> Duration: ...
def duration(
    parser: Parser, start: int, at: int, value: Decimal, scale: Decimal | None = ...
) -> tuple[Quantity, int]: ...
