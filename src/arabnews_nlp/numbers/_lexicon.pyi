from collections.abc import Iterable, Mapping
from typing import Any

ARABIC: int
LATIN: int
DIGIT: int

class Lexicon:
    senses: list[dict[str, Any]]
    def __init__(
        self, senses: Mapping[str, dict[str, Any]], starts: Iterable[str], starts_before_digits: Iterable[str] = ()
    ) -> None: ...
