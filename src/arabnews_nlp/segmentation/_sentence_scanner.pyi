from arabnews_nlp.segmentation._full_stops import Rules
from arabnews_nlp.segmentation._sentence_columns import Sentences

NEWLINE_MODES: dict[str, int]

def scan_sentences(
    text: str, rules: Rules, newline: int, max_chars: int, semicolon: bool, read: bool
) -> Sentences | None: ...
