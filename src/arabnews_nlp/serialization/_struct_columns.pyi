from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

Record = TypeVar("Record")

PLAIN: int

def columns(records: Sequence[object], kind: type, source: str) -> list[tuple[int, Any]] | None: ...
def restored(kind: type[Record], source: str, columns: Iterable[tuple[int, Any]]) -> list[Record]: ...
