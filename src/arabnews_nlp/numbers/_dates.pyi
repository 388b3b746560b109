from typing import final

from arabnews_nlp.numbers._cardinals import Parser

@final
class Day:
    start: int
    next: int
    month: int
    day: int
    year: int
    hijri: bool
    @property
    def timex(self) -> str: ...

def day_of_month(parser: Parser, i: int) -> Day | None: ...
def year_digits(parser: Parser, i: int) -> int: ...
def month(parser: Parser, i: int, expected: bool) -> tuple[int, int, bool] | None: ...
def year(parser: Parser, i: int, hijri: bool) -> tuple[int, int, bool] | None: ...
def may_be_hour(parser: Parser, i: int) -> bool: ...
