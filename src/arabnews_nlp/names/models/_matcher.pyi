from collections.abc import Iterable

from arabnews_nlp.names.models._name_rows import NameTables

class Matcher:
    def __init__(
        self,
        joint: bytes,
        chances: bytes,
        weights: bytes,
        calibration: bytes,
        words: bytes,
        tables: NameTables | None = None,
    ) -> None: ...
    def features(self, latin: str, arabic: str) -> tuple[float, ...] | None: ...
    def logits(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[float, int] | None]: ...
    def score(self, first: str, second: str) -> float: ...
    def scores(self, pairs: Iterable[tuple[str, str]]) -> list[float]: ...
