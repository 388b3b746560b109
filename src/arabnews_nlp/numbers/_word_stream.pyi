from collections.abc import Iterable, Mapping
from typing import Any

from arabnews_nlp._core.pretokens import PreTokens

class Lexicon:
    senses: list[dict[str, Any]]
    def __init__(
        self, senses: Mapping[str, dict[str, Any]], starts: Iterable[str], starts_before_digits: Iterable[str] = ()
    ) -> None: ...

class WordView:
    start: int
    end: int
    begin: int
    kind: int
    glued: bool
    article: bool
    senses: dict[str, Any]
    form: str
    def get(self, sense: str, default: Any = None) -> Any: ...
    @property
    def proclitics(self) -> str: ...

class Cues:
    text: str
    pretokens: PreTokens
    def __init__(self, pretokens: PreTokens, lexicon: Lexicon) -> None: ...
    def next_start(self, i: int) -> int: ...
    def phrase(self, i: int, sense: str) -> tuple[Any, int] | None: ...
    def bare(self, i: int, sense: str) -> tuple[Any, int] | None: ...
    def has(self, i: int, *senses: str) -> bool: ...
    def joined(self, i: int) -> int | None: ...
    def word(self, i: int) -> WordView: ...
