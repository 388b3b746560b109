from collections.abc import Sequence
from typing import overload

from arabnews_nlp._core.boundary import Rules
from arabnews_nlp._core.jsontext import JsonText
from arabnews_nlp._core.lexemes import KeyMap, Lexemes
from arabnews_nlp.doc import Token

KINDS: tuple[str, ...]

class Tokens(Sequence[Token]):
    text: str
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def write_json(self, out: JsonText) -> None: ...
    def to_list(self) -> list[Token]: ...

def scan_tokens(lexemes: Lexemes, rules: Rules, words: KeyMap) -> Tokens: ...
