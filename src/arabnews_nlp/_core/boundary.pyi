from arabnews_nlp._core.sentences import Sentences
from arabnews_nlp._core.stops import Rules

NEWLINE_MODES: dict[str, int]

def scan_sentences(text: str, rules: Rules, newline: int, max_chars: int, semicolon: bool) -> Sentences: ...
