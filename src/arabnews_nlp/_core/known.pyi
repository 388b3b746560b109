from collections.abc import Iterable, Mapping, Sequence

class KnownNames:
    canonical: list[str]
    types: list[str]
    def __init__(
        self, rows: Sequence[tuple[str, str]], latin: Mapping[str, int], arabic: Mapping[str, int], terms: Iterable[str]
    ) -> None: ...
    def get(self, name: str) -> int: ...
    def technical(self, name: str) -> bool: ...
