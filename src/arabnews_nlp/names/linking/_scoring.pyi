from collections.abc import Callable, Sequence

from arabnews_nlp._core.pretokens import KeyMap, PreTokens
from arabnews_nlp.names.linking._arabic_matches import ArabicMatches
from arabnews_nlp.names.linking._candidates import Candidates
from arabnews_nlp.names.linking._consonant_keys import ConsonantKeys

def link_runs(
    hits: ArabicMatches,
    pretokens: PreTokens,
    skeletons: ConsonantKeys,
    links: Candidates,
    meanings: Sequence[tuple[tuple[int, str], ...]],
    common: KeyMap,
    likeness: Callable[[str, str], float],
) -> dict[int, list[int]]: ...
def all_capitals(name: str) -> bool: ...
