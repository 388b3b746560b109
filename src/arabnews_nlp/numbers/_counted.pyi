from arabnews_nlp.numbers._rules import CompiledReader

number_with_unit: CompiledReader
one_and_part: CompiledReader
period_before_number: CompiledReader
letter_degrees: CompiledReader
split_decimal: CompiledReader
