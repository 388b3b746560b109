from collections.abc import Callable, Sequence
from typing import Any, overload

from arabnews_nlp._core.json_buffer import JsonText
from arabnews_nlp.document.records import Token

KINDS: tuple[str, ...]

class Tokens(Sequence[Token]):
    text: str
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def bounds(self, i: int) -> tuple[int, int]: ...
    def write_json(self, out: JsonText) -> None: ...
    def to_list(self) -> list[Token]: ...
    def plain(self) -> list[dict[str, Any]]: ...
    def __reduce__(self) -> tuple[Callable[..., Tokens], tuple[Any, ...]]: ...

def restored_tokens(
    text: str,
    start: bytes,
    length: bytes,
    flags: bytes,
    long_places: bytes,
    long_lengths: bytes,
    split_places: bytes,
    splits: bytes,
) -> Tokens: ...
