from collections.abc import Callable, Sequence

from arabnews_nlp._core.lexemes import KeyMap, Lexemes
from arabnews_nlp._core.links import Links
from arabnews_nlp._core.runs import Hits
from arabnews_nlp._core.skeletons import Skeletons

def link_runs(
    hits: Hits,
    lexemes: Lexemes,
    skeletons: Skeletons,
    links: Links,
    meanings: Sequence[tuple[tuple[int, str], ...]],
    common: KeyMap,
    likeness: Callable[[str, str], float],
) -> dict[int, list[int]]: ...
def all_capitals(name: str) -> bool: ...
