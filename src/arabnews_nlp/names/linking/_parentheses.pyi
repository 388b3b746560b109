from collections.abc import Iterator

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.names._latin_names import LatinNames

def bracketed(lx: PreTokens, names: LatinNames) -> Iterator[tuple[int, int, int, int, int, bool]]: ...
