from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._parser import Parser

if TYPE_CHECKING:
    from arabnews_nlp.numbers.grammar import Rule

class CompiledReader:
    def __call__(self, parser: Parser, i: int) -> tuple[Quantity, int] | tuple[()] | None: ...

class CompiledTest: ...

class RuleTable:
    def __init__(
        self,
        rules: Iterable[Rule],
        with_time: Callable[[Parser, tuple[Quantity, int]], tuple[Quantity, int]] | None = None,
    ) -> None: ...
    def quantities(self, parser: Parser) -> list[Quantity]: ...
