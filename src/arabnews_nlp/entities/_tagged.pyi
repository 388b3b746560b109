from collections.abc import Iterable

from arabnews_nlp._core.hash_table import HashTable
from arabnews_nlp.entities._features import Lexicon, TaggerTokens
from arabnews_nlp.entities._spans import Spans

def tagged_spans(
    tokens: TaggerTokens, tags: Iterable[tuple[int, int, int, float]], lexicon: Lexicon, heads: HashTable
) -> Spans: ...
def event_spans(tokens: TaggerTokens, lexicon: Lexicon) -> Spans: ...
def listed_spans(tokens: TaggerTokens, lexicon: Lexicon) -> Spans: ...
