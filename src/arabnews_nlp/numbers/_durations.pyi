from decimal import Decimal
from typing import final

from arabnews_nlp.numbers._cardinals import Parser

@final
class Duration:
    parts: list[tuple[str, Decimal]]
    next: int
    @property
    def value(self) -> Decimal | None: ...
    @property
    def timex(self) -> str: ...

def plain(value: Decimal) -> str: ...
def one_of(parser: Parser, i: int) -> bool: ...
def read_duration(parser: Parser, at: int, value: Decimal, scale: Decimal | None) -> Duration: ...
