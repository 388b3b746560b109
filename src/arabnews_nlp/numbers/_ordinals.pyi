from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._rules import CompiledReader

ordinal: CompiledReader
compound_ordinal: CompiledReader

def read_ordinal(parser: Parser, i: int) -> tuple[int, int, int] | None: ...
