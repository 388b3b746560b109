from arabnews_nlp.numbers._rules import CompiledTest

may_be_hour: CompiledTest
