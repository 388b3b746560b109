"""Layers that were found in the reading of a text, brought back to the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.records import Mention, Name, Span

__all__ = ["names_in_reading", "names_in_source", "spans_in_source"]

S = TypeVar("S", bound=Span)


def spans_in_source(pretokens: PreTokens, spans: list[S]) -> list[S]:
    """Ordered and disjoint spans of the text of a scan as spans of its source."""
    if pretokens.alignment is None:
        return spans
    found: list[S] = []
    last = 0
    for span in spans:
        start, end = pretokens.alignment.to_original(span.start, span.end)
        if (start := max(start, last)) < end:  # both may have a share in one ligature
            found.append(msgspec.structs.replace(span, source=pretokens.source, start=start, end=end))
            last = end
    return found


def names_in_source(pretokens: PreTokens, names: list[Name]) -> list[Name]:
    """Names with mentions in the text of a scan as names with mentions in its source."""
    if pretokens.alignment is None:
        return names
    return [Name(name.canonical, _mentions(pretokens, name.mentions), name.id) for name in names]


def _mentions(pretokens: PreTokens, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    alignment = pretokens.alignment
    assert alignment is not None
    found = []
    for mention in mentions:
        start, end = alignment.to_original(mention.start, mention.end)
        found.append(msgspec.structs.replace(mention, source=pretokens.source, start=start, end=end))
    return tuple(found)


def names_in_reading(pretokens: PreTokens, names: Sequence[Name]) -> Sequence[Name]:
    """Names with mentions in the source of a scan as names with mentions in its text."""
    alignment = pretokens.alignment
    if alignment is None:
        return names
    result = []
    for name in names:
        mentions = []
        for mention in name.mentions:
            start, end = alignment.to_normalized(mention.start, mention.end)
            mentions.append(msgspec.structs.replace(mention, source=pretokens.text, start=start, end=end))
        result.append(Name(name.canonical, tuple(mentions), name.id))
    return result
