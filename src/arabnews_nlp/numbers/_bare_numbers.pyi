from arabnews_nlp.numbers._rules import CompiledReader

number: CompiledReader
ratio: CompiledReader
idiom: CompiledReader
