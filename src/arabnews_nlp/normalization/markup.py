"""Edits that take HTML and Markdown marks out of running text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from arabnews_nlp.normalization._markdown import markdown_edits

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE_RUN = re.compile("[&#;0-9A-Za-z]+")
_LONGEST_ENTITY = 34
_TAG_EDGE = re.compile(r"<(?=/?[A-Za-z])|>")
_LONGEST_TAG = 2000


def html_entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Character references of HTML as characters, also those that were escaped several times over.

    One scan with a stack of each run of the characters that references are written in: a reference is decoded when its
    ``;`` is reached, and what it gives may end another.
    """
    if not _ENTITY.search(text):
        return
    for run in _REFERENCE_RUN.finditer(text):
        if "&" in run[0] and ";" in run[0]:
            yield from _decoded(run[0], run.start())


def _decoded(run: str, offset: int) -> Iterator[tuple[int, int, str]]:
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    for i, character in enumerate(run, start=offset):
        characters.append(character)
        spans.append((i, i + 1))
        while characters and characters[-1] == ";":
            tail = "".join(characters[-_LONGEST_ENTITY:])
            match = _ENTITY.fullmatch(tail, tail.rfind("&")) if "&" in tail else None
            decoded = html.unescape(match[0]) if match else ""
            if match is None or decoded == match[0]:
                break
            start, end = spans[-len(match[0])][0], i + 1
            del characters[-len(match[0]) :], spans[-len(match[0]) :]
            characters.extend(decoded)
            spans.extend([(start, end)] * len(decoded))
    i = 0
    while i < len(characters):
        start, end = spans[i]
        first = i
        while i < len(characters) and spans[i] == (start, end):
            i += 1
        if end - start > 1:
            yield start, end, "".join(characters[first:i])


def html_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Tags and comments; each leaves a space, so that words do not run together. A tag inside a tag goes with it."""
    reached = 0
    for start, end in sorted([*_comments(text), *_tags(text)]):
        if start >= reached:
            yield start, end, " "
            reached = end


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _tags(text: str) -> list[tuple[int, int]]:
    """Outermost pairs of an opening ``<`` and its ``>``, no longer than a tag can be."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _TAG_EDGE.finditer(text):
        if match[0] == "<":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.end()
            if end - start <= _LONGEST_TAG:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, end))
    return found


def markdown(text: str) -> Iterator[tuple[int, int, str]]:
    """Marks of bold text, headings, quotations and bullets; the words stay."""
    return markdown_edits(text)
