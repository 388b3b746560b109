from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

_Record = TypeVar("_Record")

PLAIN: int

def columns(records: Sequence[object], kind: type, source: str) -> list[tuple[int, Any]] | None: ...
def restored(kind: type[_Record], source: str, columns: Iterable[tuple[int, Any]]) -> list[_Record]: ...
