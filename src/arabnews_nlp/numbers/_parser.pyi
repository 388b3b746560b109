from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import final

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.numbers._lexicon import Lexicon
from arabnews_nlp.numbers._word_stream import WordStream

class Parser(WordStream):
    reference: datetime | None
    scope_all: bool
    countries: Counter[str] | None
    def __init__(self, pretokens: PreTokens, lexicon: Lexicon, reference: datetime | None, scope_all: bool) -> None: ...
    def end(self, following: int) -> int: ...
    def is_whole_text(self, start: int, following: int) -> bool: ...

@final
class Number:
    start: int
    next: int
    value: Decimal
    scale: Decimal | None
    in_words: bool
    label: str
