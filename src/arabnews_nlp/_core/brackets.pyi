from collections.abc import Iterator

from arabnews_nlp._core.latin import LatinNames
from arabnews_nlp._core.lexemes import Lexemes

def bracketed(lx: Lexemes, names: LatinNames) -> Iterator[tuple[int, int, int, int, int, bool]]: ...
