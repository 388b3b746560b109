"""Sentence boundaries for Arabic news text, clean or messy."""

from __future__ import annotations

import sys

from arabnews_nlp._core.reading import reading
from arabnews_nlp.document.records import Span
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError, plain_text
from arabnews_nlp.segmentation._sentence_columns import Sentences
from arabnews_nlp.segmentation._sentence_scanner import NEWLINE_MODES, scan_sentences
from arabnews_nlp.segmentation.rules import boundary_rules

__all__ = ["MAX_CHARS", "segment_sentences", "split_sentences"]

MAX_CHARS = 4000
"""Default bound on the length of a sentence, in code points."""


def split_sentences(
    text: str,
    *,
    newline: str = "paragraph",
    max_chars: int | None = MAX_CHARS,
    split_on_semicolon: bool = False,
) -> list[Span]:
    """Sentences of a text as exact spans, in order.

    A span has no white space, invisible characters or Markdown marks (``**``, ``__``, ``#``, ``>``, bullets)
    at its edges. What lies outside every span is such marks, lines without any letter or digit, Markdown
    images in front of a sentence or alone, lines of HTML tags, and HTML comments.

    >>> [s.text for s in split_sentences("نما القطاع 3.5%. وقال د. سامي: لا تعليق!")]
    ['نما القطاع 3.5%.', 'وقال د. سامي: لا تعليق!']

    :param newline: ``"paragraph"``: a line break ends a sentence, except inside a hard-wrapped block (four
        lines or more, each broken where the next word would not fit); ``"always"``: every line break does;
        ``"never"``: none.
    :param max_chars: longest sentence in code points; a longer one is cut at the best clause boundary.
        None: no bound.
    :param split_on_semicolon: whether ``؛`` and ``;`` end a sentence too.
    :raises ArabNewsError: a wrong argument; no text ever raises.
    """
    return segment_sentences(text, newline, max_chars, split_on_semicolon).to_list()


def segment_sentences(text: str, newline: str, max_chars: int | None, split_on_semicolon: bool) -> Sentences:
    """The sentences as columns that make spans on access; ``cuts`` has the offsets of cuts at the bound."""
    text = plain_text(text)
    mode = NEWLINE_MODES.get(newline) if isinstance(newline, str) else None
    if mode is None:
        raise UnknownNameError("newline", newline, NEWLINE_MODES)
    if max_chars is None:
        bound = 0
    elif isinstance(max_chars, bool) or not isinstance(max_chars, int):
        raise ArgumentTypeError("max_chars", max_chars, "int or None")
    elif max_chars < 1:
        raise ArgumentValueError("max_chars", max_chars, "a positive number of code points or None")
    else:
        bound = min(max_chars, sys.maxsize)
    found = scan_sentences(text, boundary_rules(), mode, bound, bool(split_on_semicolon), False)
    if found is not None:
        return found
    read, alignment = reading(text)
    found = scan_sentences(read, boundary_rules(), mode, bound, bool(split_on_semicolon), True)
    assert found is not None
    return found if alignment is None else found.in_source(text, alignment)
