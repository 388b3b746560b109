from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._rules import CompiledReader

period: CompiledReader

def millennium(parser: Parser, i: int) -> tuple[str, int] | None: ...
