"""Spans of a text as nested markup: marks that overlap are split, the text itself is written exactly once.

No label is text: marks carry attributes, which the style sheet shows. Without its tags a paragraph is a line of the
text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from types import MappingProxyType

import msgspec

from arabnews_nlp.render.direction import is_ltr, ltr_runs

__all__ = ["Mark", "Point", "paragraphs"]

_BREAK = re.compile(r"\r\n|\r|\n")


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A stretch to mark, not empty, with no line break at either end."""

    start: int
    end: int
    rank: int
    """Order of marks with the same stretch, the least outside."""
    element: str
    """Name of its HTML element."""
    attributes: str
    """Attributes of each of its pieces, escaped."""
    once: str = ""
    """Further attributes of the first piece."""


class Point(msgspec.Struct, frozen=True, gc=False):
    """Markup without text at one place."""

    at: int
    markup: str


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """A part of a mark, or a left-to-right run (no mark)."""

    start: int
    end: int
    mark: Mark | None
    first: bool
    last: bool


def paragraphs(
    text: str,
    marks: Sequence[Mark],
    points: Sequence[Point],
    stops: Sequence[int],
    headings: Mapping[int, int] = MappingProxyType({}),
) -> Iterator[str]:
    """Each line of the text as an HTML paragraph.

    A line whose letters all run left to right does so as a whole; in the others each left-to-right run is isolated.
    A mark that crosses another mark, a run or a line break is split there. Time is linear in the text, the marks and
    the pieces they are split into.

    :param points: in the order of their places.
    :param stops: places, in ascending order, where a left-to-right run ends.
    :param headings: levels of the lines that are headings, by their starts.
    """
    waiting = sorted(marks, key=lambda m: (m.start, -m.end, m.rank))
    taken = shown = 0
    here: list[Mark] = []
    for start, end in _lines(text):
        here = [mark for mark in here if mark.end > start]
        while taken < len(waiting) and waiting[taken].start < end:
            here.append(waiting[taken])
            taken += 1
        first = shown
        while shown < len(points) and points[shown].at <= end:
            shown += 1
        level = headings.get(start)
        kind = "" if level is None else f' class="h" role="heading" aria-level="{level}"'
        if is_ltr(text, start, end):
            opening, runs = f'<p{kind} dir="ltr" lang="">', []
        else:
            opening = f"<p{kind}>"
            runs = list(ltr_runs(text, start, end, stops[bisect_right(stops, start) : bisect_left(stops, end)]))
        yield f"{opening}{_woven(text, start, end, _cut(here, start, end, runs), points[first:shown])}</p>\n"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _cut(marks: list[Mark], start: int, end: int, runs: list[tuple[int, int]]) -> list[_Piece]:
    """The marks of a line and its runs as pieces none of which crosses a run, outer ones first."""
    pieces = [_Piece(a, b, None, True, True) for a, b in runs]
    for mark in marks:
        a, b = max(mark.start, start), min(mark.end, end)
        bounds = [a]
        before = bisect_left(runs, (a,)) - 1
        if before >= 0 and a < runs[before][1] < b:
            bounds.append(runs[before][1])
        behind = bisect_left(runs, (b,)) - 1
        if behind >= 0 and a < runs[behind][0] and b < runs[behind][1]:
            bounds.append(runs[behind][0])
        bounds.append(b)
        for left, right in pairwise(bounds):
            if left < right:
                pieces.append(_Piece(left, right, mark, left == mark.start, right == mark.end))
    pieces.sort(key=lambda p: (p.start, -p.end, -1 if p.mark is None else p.mark.rank))
    return pieces


def _woven(text: str, start: int, end: int, pieces: list[_Piece], points: Sequence[Point]) -> str:
    """One line with its tags. The open pieces always end in the reverse order of their opening."""
    out: list[str] = []
    opened: list[tuple[_Piece, int]] = []
    at, taken, shown = start, 0, 0

    def open_(piece: _Piece) -> None:
        opened.append((piece, len(out)))
        out.append("")

    def close(last: bool) -> _Piece:
        piece, place = opened.pop()
        if piece.mark is None:
            out[place] = "<bdi>"
            out.append("</bdi>")
        else:
            mark = piece.mark
            out[place] = (
                f"<{mark.element} {mark.attributes}{mark.once if piece.first else ''}{'' if last else ' data-cut'}>"
            )
            out.append(f"</{mark.element}>")
        return piece

    while True:
        upto = end
        if taken < len(pieces):
            upto = pieces[taken].start
        if opened:
            upto = min(upto, opened[-1][0].end)
        if shown < len(points):
            upto = min(upto, max(points[shown].at, at))
        out.append(escape(text[at:upto]))
        at = upto
        while opened and opened[-1][0].end == at:
            close(opened[-1][0].last)
        while shown < len(points) and points[shown].at <= at:
            out.append(points[shown].markup)
            shown += 1
        first = taken
        while taken < len(pieces) and pieces[taken].start == at:
            taken += 1
        if first < taken:
            new = pieces[first:taken]
            again = []
            while opened and opened[-1][0].end < new[0].end:
                piece = close(last=False)
                again.append(_Piece(at, piece.end, piece.mark, False, piece.last))
            for piece in sorted(again[::-1] + new, key=lambda p: -p.end) if again else new:
                open_(piece)
        elif at == end and not opened:
            return "".join(out)
