"""Emphasis and headings of Markdown, shown as such; their marks stay in the text."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from arabnews_nlp.render.marks import Mark

__all__ = ["headings", "markdown_marks"]

_LINE = regex.compile(r"[^\r\n]+")
_HEADING = regex.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_FENCE = regex.compile(r"[ ]{0,3}(```|~~~)")
_DELIMITER = regex.compile(r"`[^`\r\n]*`|\*+|_+")
_EMPHASIS = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}
"""Elements for that many asterisks or underscores."""
_OUTSIDE, _SIGN = -1, 9
"""Ranks: emphasis lies around the marks of the layers, its signs inside."""


def headings(text: str) -> dict[int, int]:
    """Level of each heading, by the start of its line."""
    return {start: level for start, _, level in _lines(text) if level}


def markdown_marks(text: str) -> Iterator[Mark]:
    """Marks of what is emphasized, and of the signs that say so."""
    for start, end, level in _lines(text):
        if level and (sign := _HEADING.match(text, start, end)):
            yield Mark(start, sign.end(), _SIGN, "span", 'class="y"')
        yield from _emphasis(text, start, end)


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each line outside blocks of code, and its level as a heading, 0 if it is none."""
    fence: str | None = None
    for line in _LINE.finditer(text):
        mark = _FENCE.match(text, *line.span())
        if mark and fence in (None, mark[1]):
            fence = mark[1] if fence is None else None
        elif fence is None:
            heading = _HEADING.match(text, *line.span())
            yield *line.span(), len(heading[1]) if heading else 0


def _emphasis(text: str, start: int, end: int) -> Iterator[Mark]:
    """Emphasis in a line: a run of signs with a word behind it, up to the next equal run with a word before it."""
    opened: dict[str, int] = {}
    for found in _DELIMITER.finditer(text, start, end):
        signs = found[0]
        if signs[0] == "`" or len(signs) not in _EMPHASIS:
            continue
        first, last = found.span()
        before = text[first - 1] if first > start else " "
        behind = text[last] if last < end else " "
        inside_word = len(signs) == 1 and before.isalnum() and behind.isalnum()
        if signs in opened and not before.isspace() and not inside_word:
            left = opened.pop(signs)
            opened = {other: at for other, at in opened.items() if at < left}
            for element in _EMPHASIS[len(signs)]:
                yield Mark(left, last, _OUTSIDE, element, 'class="m"')
            for at in (left, first):
                yield Mark(at, at + len(signs), _SIGN, "span", 'class="y"')
        elif not behind.isspace() and not inside_word:
            opened[signs] = first
