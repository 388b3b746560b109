from collections.abc import Iterable
from typing import Any, final

from arabnews_nlp._core.alignment import Alignment
from arabnews_nlp._core.json_buffer import JsonText
from arabnews_nlp.document.layers import Field

@final
class RecordWriter:
    def __init__(self, record: type, fields: tuple[Field, ...], inside: tuple[RecordWriter | None, ...]) -> None: ...
    def plain(self, records: Iterable[object]) -> list[dict[str, Any]]: ...
    def write(self, out: JsonText, records: Iterable[object]) -> None: ...

def write_edits(out: JsonText, alignment: Alignment) -> None: ...
