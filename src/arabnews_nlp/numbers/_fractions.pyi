from decimal import Decimal

from arabnews_nlp.numbers._parser import Parser

def part_after(parser: Parser, at: int, scale: Decimal | None = ...) -> tuple[Decimal, int]: ...
