"""Edits that take HTML and Markdown marks out of running text."""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator

from arabnews_nlp.normalization._markdown import markdown_edits

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE_RUN = re.compile("[&#;0-9A-Za-z]+")
_LONGEST_ENTITY = 34
_TAG_EDGE = re.compile(r"<(?=/?[A-Za-z])(?!(?:https?|ftp)://|www\.|mailto:)|>")
_HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_LONGEST_TAG = 2000
_OPENS_TAG = re.compile(r"/?[A-Za-z]|!--")


def html_entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Character references of HTML as characters, also those that were escaped several times over.

    An escaped ``<`` that would open a tag stays as it is, with its ``>``: who wrote it wanted it to be read.

    One scan with a stack of each run of the characters that references are written in: a reference is decoded when its
    ``;`` is reached, and what it gives may end another.
    """
    if not _ENTITY.search(text):
        return
    escaped = False
    for run in _REFERENCE_RUN.finditer(text):
        if "&" in run[0] and ";" in run[0]:
            escaped = yield from _decoded(text, run.start(), run.end(), escaped)


def _decoded(text: str, first: int, last: int, escaped: bool) -> Generator[tuple[int, int, str], None, bool]:
    """Edits of one run; ``escaped``: whether an escaped tag is open before it, and whether one is after it."""
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    for i in range(first, last):
        characters.append(text[i])
        spans.append((i, i + 1))
        while characters and characters[-1] == ";":
            tail = "".join(characters[-_LONGEST_ENTITY:])
            match = _ENTITY.fullmatch(tail, tail.rfind("&")) if "&" in tail else None
            decoded = html.unescape(match[0]) if match else ""
            if match is None or decoded == match[0]:
                break
            if decoded == "<" and _OPENS_TAG.match(text, i + 1):
                escaped = True
                break
            if decoded == ">" and escaped:
                escaped = False
                break
            start, end = spans[-len(match[0])][0], i + 1
            del characters[-len(match[0]) :], spans[-len(match[0]) :]
            characters.extend(decoded)
            spans.extend([(start, end)] * len(decoded))
    i = 0
    while i < len(characters):
        start, end = spans[i]
        begin = i
        while i < len(characters) and spans[i] == (start, end):
            i += 1
        if end - start > 1:
            yield start, end, "".join(characters[begin:i])
    return escaped


def html_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Tags, comments, scripts and styles; each leaves a space, so that words do not run together. A tag inside a tag
    goes with it; an address in angle brackets is no tag."""
    reached = 0
    for start, end in sorted([*_hidden(text), *_comments(text), *_tags(text)], key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end, " "
            reached = end


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Scripts and styles, which no reader sees, with their tags."""
    lower = text.lower() if _HIDDEN.search(text) else ""
    if len(lower) != len(text):  # a letter whose small form is two
        return
    missing = set[str]()
    match = _HIDDEN.search(text)
    while match:
        name = match[1].lower()
        close = -1 if name in missing else lower.find(f"</{name}", match.end())
        end = -1 if close < 0 else text.find(">", close)
        if end < 0:
            missing.add(name)
            match = _HIDDEN.search(text, match.end())
        else:
            yield match.start(), end + 1
            match = _HIDDEN.search(text, end + 1)


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
