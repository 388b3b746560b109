from collections.abc import Callable, Sequence

from arabnews_nlp._core.pretokens import KeyMap, PreTokens
from arabnews_nlp.names.linking._arabic_matches import Hits
from arabnews_nlp.names.linking._candidates import Links
from arabnews_nlp.names.linking._consonant_keys import Skeletons

def link_runs(
    hits: Hits,
    pretokens: PreTokens,
    skeletons: Skeletons,
    links: Links,
    meanings: Sequence[tuple[tuple[int, str], ...]],
    common: KeyMap,
    likeness: Callable[[str, str], float],
) -> dict[int, list[int]]: ...
def all_capitals(name: str) -> bool: ...
