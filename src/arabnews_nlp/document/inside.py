"""A stretch of a document with what its layers hold there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from arabnews_nlp.document.bounds import bounds_of, first_from
from arabnews_nlp.document.layers import LAYERS, Layers, fields_of
from arabnews_nlp.document.records import Span

__all__ = ["Inside"]


class Inside(Layers):
    """What lies inside a stretch of a text, layer by layer; offsets are those of the whole text.

    Of a name it has the mentions inside. A layer that is no sequence of records (``normalized``) is None.

    :param doc: the document.
    :param start: first code point of the stretch.
    :param end: one past the last.
    """

    __slots__ = ("end", "start", "text", *(row.name for row in LAYERS))

    text: str
    """The stretch itself."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def __init__(self, doc: Any, start: int, end: int) -> None:
        self.text, self.start, self.end = doc.text[start:end], start, end
        for row in LAYERS:
            found = [*_inside(getattr(doc, row.name), row.record, start, end)] if row.many and row.record else None
            setattr(self, row.name, found)

    def __repr__(self) -> str:
        counts = [
            f"{len(getattr(self, row.name))} {row.name}" for row in LAYERS if row.many and getattr(self, row.name)
        ]
        return f"<Inside {self.start}, {self.end}: {', '.join(counts) or 'nothing'}>"


def _inside(records: Sequence[Any], record: type[msgspec.Struct], start: int, end: int) -> Iterator[Any]:
    """Those of the records, in order where they are spans, that lie inside the stretch."""
    if issubclass(record, Span):
        bounds = bounds_of(records)
        for number in range(first_from(records, start), len(records)):
            first, last = bounds(number)
            if first >= end and last > end:
                return
            if last <= end:
                yield records[number]
        return
    inside = [field.name for field in fields_of(record) if field.kind == "records"]
    for item in records:
        parts = {name: tuple(p for p in getattr(item, name) if start <= p.start and p.end <= end) for name in inside}
        if any(parts.values()):
            yield msgspec.structs.replace(item, **parts)
