"""NFC and NFKC as edits with true alignment, linear on any input.

The text is cut at normalization boundaries (a character that neither changes, nor combines, nor is combined with;
UAX #15, section 9), and only the stretches between are normalized. Long runs of combining marks are sorted by class
here first, because the library sorts them by insertion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from arabnews_nlp._core.edits import common_edges, is_astral

Form = Literal["NFC", "NFKC"]

_ASSIGNED_DECOMPOSING = (
    (0x80, 0x3400),
    (0xA640, 0xABFF),
    (0xF900, 0xFFF0),
    (0x10000, 0x12000),
    (0x16A00, 0x17000),
    (0x1BC00, 0x1F300),
    (0x1FBF0, 0x1FC00),
    (0x2F800, 0x2FA20),
)
"""Stretches of the code space outside which no character of Unicode 14–16 changes or combines (Hangul apart)."""

_PLAIN = "[\0-\x7f«»\u060c\u061b\u061f\u0621-\u064a\u0660-\u066c–—‘’“”]*"
_STABLE = re.compile(f"{_PLAIN}(?:[\u064b-\u0652]{_PLAIN})?")
"""Characters of most news, which neither change nor combine in either form, with at most one of the marks fathatan to
sukun: they are composed with no letter, but several change places."""

_UNCOMBINED = re.compile(
    "[\0-\u02ff\u0600-\u060f\u061b-\u0652\u0660-\u066f\u0671-\u06d5\u2000-\u20cf\u2100-\u2bff\U0001f300-\U0001faff]*"
)
"""Letters, digits and signs without combining marks but fathatan to sukun, which are composed with no letter."""

_LONG = 30
_STRETCH = 2048
"""Characters that are looked at together."""


@cache
def _changing(form: Form, astral: bool) -> re.Pattern[str]:
    """A run of characters that may change or combine; the character before it may combine with it. Without those beyond
    the Basic Multilingual Plane the pattern is a table look-up for each character, and many times as fast."""
    codes = [
        code
        for first, last in _ASSIGNED_DECOMPOSING
        for code in range(first, last)
        if unicodedata.category(chr(code))[0] == "M"
        or 0x1100 <= code <= 0x11FF
        or unicodedata.normalize(form, chr(code)) != chr(code)
    ]
    return re.compile(f"[{_ranges([*codes, *range(0xD7B0, 0xD800)], astral)}]+")


def _ranges(codes: Iterable[int], astral: bool) -> str:
    """Ascending code points as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in codes:
        if code > 0xFFFF and not astral:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges)


@cache
def _combining(astral: bool) -> re.Pattern[str]:
    """A character with a combining class."""
    codes = [code for first, last in _ASSIGNED_DECOMPOSING for code in range(first, last)]
    return re.compile(f"[{_ranges((code for code in codes if unicodedata.combining(chr(code))), astral)}]")


def _sorted_marks(piece: str) -> str:
    """Canonical decomposition with marks in canonical order, by a stable sort of each run."""
    result: list[str] = []
    marks: list[str] = []
    for character in piece:
        for part in unicodedata.normalize("NFD", character):
            if unicodedata.combining(part):
                marks.append(part)
            else:
                result.extend(sorted(marks, key=unicodedata.combining))
                marks.clear()
                result.append(part)
    result.extend(sorted(marks, key=unicodedata.combining))
    return "".join(result)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts a run before every starter that cannot combine with what stands before it."""
    begin = start
    for i in range(start + 1, end):
        character = text[i]
        if character.isalpha() and not "\u1100" <= character <= "\u11ff" and not "\ud7b0" <= character <= "\ud7ff":
            yield begin, i
            begin = i
    yield begin, end


def _runs(text: str, form: Form) -> Iterator[re.Match[str]]:
    """Runs of characters that may change or combine, but for stretches that the library says are in this form, which
    takes it a fraction of the time."""
    if len(text) <= _STRETCH and unicodedata.is_normalized(form, text):
        return  # a word of a table, say; the pattern is not made for it
    changing = _changing(form, is_astral(text))
    start = 0
    while start < len(text):
        end = start + _STRETCH
        if end < len(text) and (run := changing.match(text, end)):
            end = run.end()
        if not unicodedata.is_normalized(form, text[start:end]):
            yield from changing.finditer(text, start, end)
        start = end


def _edits(text: str, form: Form) -> Iterator[tuple[int, int, str]]:
    for match in _runs(text, form):
        if match.end() - match.start() == 1 and "\u064b" <= text[match.start()] <= "\u0652":
            continue  # fathatan to sukun alone, which are composed with no letter
        for start, end in _pieces(text, max(match.start() - 1, 0), match.end()):
            piece = text[start:end]
            plain = unicodedata.normalize(form, _sorted_marks(piece) if len(piece) > _LONG else piece)
            if plain == piece:
                continue
            head, tail = common_edges(piece, plain)
            yield start + head, end - tail, plain[head : len(plain) - tail]


def _unsure(characters: str, form: Form) -> bool:
    if _STABLE.fullmatch(characters):
        return False
    classes = set(map(unicodedata.combining, _combining(is_astral(characters)).findall(characters)))
    return len(classes) > 1 or not _UNCOMBINED.fullmatch(characters) or not unicodedata.is_normalized(form, characters)


def concerns_nfc(characters: str) -> bool:
    """Whether a text of these characters may be other than in Normalization Form C."""
    return _unsure(characters, "NFC")


def concerns_nfkc(characters: str) -> bool:
    """Whether a text of these characters may be other than in Normalization Form KC."""
    return _unsure(characters, "NFKC")


def nfc(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits that bring a text into Normalization Form C."""
    return _edits(text, "NFC")


def nfkc(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits that bring a text into Normalization Form KC."""
    return _edits(text, "NFKC")
