"""Edits of white space, punctuation beside Arabic, and elongated letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANKS = re.compile(r"[ \t]{2,}|[ \t]+(?=[\r\n]|\Z)|(?:(?<=[\r\n])|\A)[ \t]+|(?:\r?\n){3,}")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_LATIN_PUNCTUATION = re.compile(r"(?<=[\u0621-\u064a])[,;?]")
_TO_ARABIC = {",": "،", ";": "؛", "?": "؟"}


def whitespace(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of blanks to one space, none at the edges of lines, at most one empty line in a row."""
    length = len(text)
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        found = match[0]
        if found[0] in "\r\n":
            yield start, end, "\n\n"
        elif start == 0 or end == length or text[start - 1] in "\r\n" or text[end] in "\r\n":
            yield start, end, ""
        else:
            yield start, end, " "


def elongation(text: str) -> Iterator[tuple[int, int, str]]:
    """Emphatic lengthening: a letter three times or more becomes two."""
    for match in _ELONGATED.finditer(text):
        yield match.start() + 2, match.end(), ""


def arabic_punctuation(text: str) -> Iterator[tuple[int, int, str]]:
    """Latin comma, semicolon and question mark right after an Arabic letter become the Arabic marks."""
    for match in _LATIN_PUNCTUATION.finditer(text):
        yield match.start(), match.end(), _TO_ARABIC[match[0]]
