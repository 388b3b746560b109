"""The name of a document, for people."""

from __future__ import annotations

from pathlib import PurePath

import regex

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.errors import plain_text

__all__ = ["document_name"]

_LINE = regex.compile(r"\S[^\r\n]*")
_LINK = regex.compile(r"^[\s#]*\[([^\[\]]+)\]\([^()]*\)\s*$")
_LONGEST = 120
"""Code points of a headline; a longer first line is a paragraph."""


def document_name(doc: Doc, place: str | None = None) -> str:
    """The title among its metadata, else its headline, else the name of its file without folders and suffix.

    :param place: where the document comes from, if it has no id: a path.
    """
    check_doc(doc)
    place = "" if place is None else plain_text(place, "place")
    title = doc.meta.get("title") if doc.meta else None
    if isinstance(title, str) and title.strip():
        return title.strip()
    return headline(doc.text) or PurePath(str(doc.id if doc.id is not None else place)).stem or "arabnews"


def headline(text: str) -> str:
    """The first line, if it is short and has no stop at its end and text below it; else nothing."""
    found = _LINE.search(text)
    if found is None or not text[found.end() :].strip():
        return ""
    line = _LINK.sub(r"\1", found[0]).strip(" \t#*_")
    return line if 0 < len(line) <= _LONGEST and line[-1] not in ".؟!…،؛:" else ""
