from collections import Counter
from datetime import datetime
from decimal import Decimal

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.numbers._word_stream import Cues, Lexicon

class Reading(Cues):
    reference: datetime | None
    everything: bool
    countries: Counter[str] | None
    def __init__(
        self, pretokens: PreTokens, lexicon: Lexicon, reference: datetime | None, everything: bool
    ) -> None: ...
    def end(self, following: int) -> int: ...
    def alone(self, start: int, following: int) -> bool: ...

class Number:
    start: int
    next: int
    value: Decimal
    in_words: bool
    label: str

def read_number(r: Reading, i: int) -> Number | None: ...
def part_after(r: Reading, at: int) -> tuple[Decimal, int]: ...
def read_ordinal(r: Reading, i: int) -> tuple[int, int, int] | None: ...
def read_pair(r: Reading, i: int, low: Number) -> tuple[Decimal, Number, str] | None: ...
