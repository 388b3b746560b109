from arabnews_nlp.document.records import Quantity, Value
from arabnews_nlp.numbers._parser import Parser

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
