"""Edits that take HTML and Markdown marks out of running text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<!--[^<>]{0,10000}-->|</?[A-Za-z][^<>]{0,10000}>")
_MARKDOWN = re.compile(
    r"[*_]{2,}"  # bold, rules
    r"|^[ \t]{0,3}#{1,6}[ \t]+"  # headings
    r"|^[ \t]{0,3}>[ \t]?"  # quotations
    r"|^[ \t]{0,8}[*+•][ \t]+",  # bullets
    re.MULTILINE,
)


def html_entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Character references of HTML, also those that were escaped several times, as characters."""
    for match in _ENTITY.finditer(text):
        found = match[0]
        name = found[1:]
        while name.startswith("amp;") and len(name) > 4:
            name = name[4:]
        decoded = html.unescape("&" + name)
        if decoded != "&" + name and decoded != found:
            yield match.start(), match.end(), decoded


def html_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Tags and comments; each leaves a space, so that words do not run together."""
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), " "


def markdown(text: str) -> Iterator[tuple[int, int, str]]:
    """Marks of bold text, headings, quotations and bullets; the words stay."""
    for match in _MARKDOWN.finditer(text):
        yield match.start(), match.end(), ""
