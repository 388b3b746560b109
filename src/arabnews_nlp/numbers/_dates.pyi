from arabnews_nlp.numbers._numeric_dates import Day
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._rules import CompiledReader, CompiledTest

day: CompiledReader
days_of_month: CompiledReader
of_month: CompiledTest

def day_of_month(parser: Parser, i: int) -> Day | None: ...
