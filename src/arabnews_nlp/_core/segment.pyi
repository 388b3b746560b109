from arabnews_nlp._core.lexemes import KeyMap, Lexemes
from arabnews_nlp._core.stops import Rules
from arabnews_nlp._core.tokens import Tokens

def scan_tokens(lexemes: Lexemes, rules: Rules, words: KeyMap) -> Tokens: ...
