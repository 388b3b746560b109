"""Edits of white space, punctuation beside Arabic, and elongated letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arabnews_nlp.normalization._whitespace import elongation_edits, whitespace_edits

_LATIN_PUNCTUATION = re.compile(r"(?<=[\u0621-\u064a])[,;?]")
_TO_ARABIC = {",": "،", ";": "؛", "?": "؟"}


def whitespace(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of blanks to one space, none at the edges of lines, at most one empty line in a row."""
    return whitespace_edits(text)


def elongation(text: str) -> Iterator[tuple[int, int, str]]:
    """Emphatic lengthening: a letter three times or more becomes two."""
    return elongation_edits(text)


def arabic_punctuation(text: str) -> Iterator[tuple[int, int, str]]:
    """Latin comma, semicolon and question mark right after an Arabic letter become the Arabic marks."""
    for match in _LATIN_PUNCTUATION.finditer(text):
        yield match.start(), match.end(), _TO_ARABIC[match[0]]
