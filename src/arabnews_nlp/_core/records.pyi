from collections.abc import Sequence
from typing import Any

def columns(records: Sequence[object], kind: type, source: str) -> list[list[Any]] | None: ...
