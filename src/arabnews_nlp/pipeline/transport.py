"""How batches go to worker processes and documents come back, with as few copies of long data as possible.

Texts are sent one way only: the receiver of the documents has the texts, and gets their packed layers as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.pipeline.items import text_of
from arabnews_nlp.serialization.packed import CODEC, packed, restored_doc

__all__ = ["Batch", "received_results", "send_batch", "send_results"]

Batch: TypeAlias = tuple[int, list[Any]]
"""The number of the first record, and for each record its text, or text and reference, or why it has none."""


def send_batch(connection: Connection, batch: Batch) -> None:
    """Send a batch, which ``connection.recv()`` receives as it is."""
    first, items = batch
    connection.send((first, [_sent(item) for item in items]))


def _sent(item: Any) -> Any:
    if type(item) is tuple:
        return (_Utf16(item[0]), *item[1:])
    return _Utf16(item) if type(item) is str else item


def send_results(connection: Connection, texts: list[Any], results: Iterable[Any] | None) -> None:
    """Send one result for each text of a batch, for :func:`received_results`; None if there are no results.

    A document that can be packed is sent as bytes after the list of results. It is packed as soon as it is made, and
    freed before the next one.
    """
    if results is None:
        connection.send(None)
        return
    head: list[Any] = []
    parts: list[bytes] = []
    following = iter(results)
    for item in texts:
        result = next(following)
        part = packed(result) if type(result) is Doc and result.text is text_of(item) else None
        if part is not None:
            parts.append(part)
        head.append(result if part is None else None)
        del result
    connection.send(head)
    for part in parts:
        connection.send_bytes(part)


def received_results(connection: Connection, texts: list[Any]) -> list[Any] | None:
    """The results of the texts of a batch; waits for them."""
    results = connection.recv()
    if results is None:
        return None
    return [
        restored_doc(Doc, text_of(item), connection.recv_bytes()) if result is None else result
        for item, result in zip(texts, results, strict=True)
    ]


class _Utf16:
    """A text that is pickled as UTF-16, in a fraction of the time of UTF-8, and unpickled as itself."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __reduce__(self) -> tuple[Any, ...]:
        try:
            return str, (self.text.encode(CODEC), CODEC)
        except UnicodeEncodeError:
            return str, (self.text,)
