"""Names in Latin script as they stand in a text: one or several words, digits and joiners inside, clitics outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["latin_names"]

_WORD = r"[A-Z][A-Za-z\u00c0-\u024f]*(?:[A-Z0-9a-z]+)*|[a-z]{1,2}[A-Z][A-Za-z]+"
_COUNTED = " (?:%|٪|ألف|آلاف|مليون|ملايين|مليار|مليارات|دولار|يورو|ريال|درهم|جنيه)"
_NAME = re.compile(
    rf"(?<![A-Za-z0-9@#/._-])(?:{_WORD})(?:[-.&'](?=[A-Za-z0-9])[A-Za-z0-9]+(?:\.\d+)?)*"
    rf"(?: (?:(?:{_WORD})(?:[-.&'](?=[A-Za-z0-9])[A-Za-z0-9]+(?:\.\d+)?)*|\d{{1,4}}(?![\d.,%٪\w]|{_COUNTED})))*"
)


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of capitalized Latin names, longest first at each place."""
    for match in _NAME.finditer(text):
        yield match.span()
