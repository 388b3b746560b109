from collections.abc import Iterable

from arabnews_nlp._core.hash_table import HashTable
from arabnews_nlp.entities._features import Lexicon, Units
from arabnews_nlp.entities._spans import Spans

def tagged_spans(
    units: Units, tags: Iterable[tuple[int, int, int, float]], lexicon: Lexicon, heads: HashTable
) -> Spans: ...
def event_spans(units: Units, lexicon: Lexicon) -> Spans: ...
def listed_spans(units: Units, lexicon: Lexicon) -> Spans: ...
