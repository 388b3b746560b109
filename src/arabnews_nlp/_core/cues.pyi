from collections.abc import Iterable, Mapping
from typing import Any

class Lexicon:
    senses: list[dict[str, Any]]
    def __init__(self, senses: Mapping[str, dict[str, Any]], starts: Iterable[str]) -> None: ...

class Word:
    start: int
    end: int
    begin: int
    kind: int
    glued: bool
    article: bool
    senses: dict[str, Any]
    def get(self, sense: str, default: Any = None) -> Any: ...
    @property
    def form(self) -> str: ...
    @property
    def proclitics(self) -> str: ...

class Cues:
    text: str
    count: int
    starts: list[int]
    def __init__(self, text: str, lexicon: Lexicon) -> None: ...
    def word(self, i: int) -> Word: ...
