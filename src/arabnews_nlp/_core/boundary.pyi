from collections.abc import Sequence
from typing import overload

from arabnews_nlp._core.lexemes import KeyMap
from arabnews_nlp.doc import Span

WORD_CLASSES: dict[str, int]
NEWLINE_MODES: dict[str, int]

class Rules:
    def __init__(self, words: KeyMap, openers: KeyMap, resumers: KeyMap) -> None: ...

class Sentences(Sequence[Span]):
    text: str
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    cuts: tuple[int, ...]
    def to_list(self) -> list[Span]: ...

def scan_sentences(text: str, rules: Rules, newline: int, max_chars: int, semicolon: bool) -> Sentences: ...
