"""Offsets in the units that other systems count in: UTF-8 bytes and UTF-16 code units.

This library counts Unicode code points. JavaScript, Java and Lucene count UTF-16 code units; most search engines and
Rust or Go programs count UTF-8 bytes. A lone surrogate counts as three bytes and one unit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable

from arabnews_nlp.errors import check_span

__all__ = ["OffsetMap", "without_surrogates"]

_STRIDE = 256


def _utf8_length(piece: str) -> int:
    return len(piece.encode("utf-8", "surrogatepass"))


def _utf16_length(piece: str) -> int:
    return len(piece.encode("utf-16-le", "surrogatepass")) // 2


class OffsetMap:
    """Converts code-point offsets of one text to UTF-8 or UTF-16 offsets and back.

    Building it reads the text once; each look-up is O(log n) with a bounded local scan.

    >>> places = OffsetMap("أ😀b")
    >>> places.to_utf8(0, 2), places.to_utf16(0, 2)
    ((0, 6), (0, 3))
    >>> places.from_utf8(2, 6), places.from_utf16(1, 3)
    ((1, 2), (1, 2))
    """

    __slots__ = ("_text", "_utf8", "_utf16")

    def __init__(self, text: str) -> None:
        self._text = text
        self._utf8 = _checkpoints(text, _utf8_length)
        self._utf16 = _checkpoints(text, _utf16_length)

    def to_utf8(self, start: int, end: int) -> tuple[int, int]:
        """UTF-8 byte offsets of a code-point span."""
        return self._to(start, end, self._utf8, _utf8_length)

    def to_utf16(self, start: int, end: int) -> tuple[int, int]:
        """UTF-16 code-unit offsets of a code-point span."""
        return self._to(start, end, self._utf16, _utf16_length)

    def from_utf8(self, start: int, end: int) -> tuple[int, int]:
        """Code-point span of a UTF-8 byte span; an offset inside a character moves to its beginning."""
        return self._from(start, end, self._utf8, _utf8_length)

    def from_utf16(self, start: int, end: int) -> tuple[int, int]:
        """Code-point span of a UTF-16 span; an offset inside a surrogate pair moves to its beginning."""
        return self._from(start, end, self._utf16, _utf16_length)

    def _to(self, start: int, end: int, marks: array[int], measure: Callable[[str], int]) -> tuple[int, int]:
        length = len(self._text)
        check_span(start, end, length)

        def place(offset: int) -> int:
            block = offset // _STRIDE
            return marks[block] + measure(self._text[block * _STRIDE : offset])

        return place(start), place(end)

    def _from(self, start: int, end: int, marks: array[int], measure: Callable[[str], int]) -> tuple[int, int]:
        total = marks[-1]
        check_span(start, end, total)

        def place(target: int) -> int:
            if target == total:
                return len(self._text)
            block = bisect_right(marks, target) - 1
            offset, reached = block * _STRIDE, marks[block]
            while reached < target:
                width = measure(self._text[offset])
                if reached + width > target:
                    break
                reached += width
                offset += 1
            return offset

        return place(start), place(end)


def _checkpoints(text: str, measure: Callable[[str], int]) -> array[int]:
    """Cumulative width before each block of ``_STRIDE`` code points, and the total at the end."""
    marks = array("q", [0])
    for block in range(0, len(text), _STRIDE):
        marks.append(marks[-1] + measure(text[block : block + _STRIDE]))
    if len(text) % _STRIDE == 0:
        marks.append(marks[-1])
    return marks


def without_surrogates(text: str) -> str:
    """The text with U+FFFD in the place of each lone surrogate, which UTF-8 cannot hold; every offset stays."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
