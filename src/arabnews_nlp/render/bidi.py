"""Texts of mixed direction that display in order: each run of the other direction isolated by control characters.

The bidirectional algorithm of Unicode moves what it cannot place. In an Arabic line it shows ``C++`` as ``++C``,
``2023-08-29`` as ``29-08-2023``, the names of a Latin list from left to right, and a line that begins with a Latin word
as an English one. Between LRI (U+2066) and PDI (U+2069) a run keeps its own order, and the line keeps its direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

import regex

from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Span
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError, plain_text
from arabnews_nlp.render.direction import ltr_runs
from arabnews_nlp.render.names import Rendered

__all__ = ["BIDI", "DIRECTIONS", "isolate", "isolated_view", "strip_isolates", "visual_order"]

BIDI = ("original", "isolate")
"""What a view does about direction."""
DIRECTIONS = ("auto", "rtl", "ltr")
"""Directions that the lines of a text may have."""
Direction = Literal["auto", "rtl", "ltr"]

_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"

_RTL_WORD = regex.compile(r"[\p{bc=R}\p{bc=AL}][\p{bc=R}\p{bc=AL}\p{M}]*")
_LTR_WORD = regex.compile(r"(?V1)[\p{bc=L}&&\p{L}][\p{bc=L}\p{M}]*")
_SMALL_WORD = regex.compile(r"(?V1)(?<![\p{bc=L}\p{M}])[\p{bc=L}&&\p{Ll}][\p{bc=L}\p{M}]+")
_RTL_RUN = regex.compile(
    r"[\p{bc=R}\p{bc=AL}](?:[\p{bc=R}\p{bc=AL}\p{M}]|[\ \u00a0.,:;\-–—/'’_]{1,4}(?=[\p{bc=R}\p{bc=AL}]))*+"
)
# A number that displays in another order in an Arabic line: with a sign, a currency or percent sign, or two separators
# or more (a date, a telephone number). A range has one, and is read from right to left as the line is.
# One that touches a word is none, and so it is where that word was isolated before.
_NUMBER = regex.compile(
    r"""(?x) (?<![\w.,:/+%$€£\u2069-])
    (?: [$€£+] [0-9]+ (?: [\ .,:/-] [0-9]+ )*+ %?
      | [0-9]+ (?: [.,:] [0-9]+ )*+ [%$€£]
      | [0-9]+ (?: [/.-] [0-9]+ ){2,}+ )
    (?![\w%$€£\u2066])"""
)
# What is left as it is: isolates, code, targets of links, tags, addresses.
_ISOLATE = "[\u2066-\u2068][^\u2066-\u2069\n]*\u2069"
_ADDRESS = r"(?:https?://|www\.)[^\s<>()\[\]\u2066-\u2069]+|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]+)++"
_LEFT = regex.compile(f"{_ISOLATE}|{_ADDRESS}")
_LEFT_IN_MARKDOWN = regex.compile(
    rf"{_ISOLATE}|^[ \t]*(?P<fence>```+|~~~+)[^\n]*(?:\n(?![ \t]*(?P=fence))[^\n]*)*(?:\n[ \t]*(?P=fence)[^\n]*|\Z)"
    rf"|(?<!`)(?P<code>`++)[^`\n]+(?P=code)|\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|<[^<>\n]+>|{_ADDRESS}",
    regex.MULTILINE,
)
_MARK = regex.compile(r"[*|~\[\]`]|(?<!\w)_|_(?!\w)")


def isolate(text: str, *, direction: Direction = "auto", markdown: bool = True, html: bool = False) -> str:
    """The text with each run of the other direction isolated: Latin names and signed numbers in Arabic lines.

    What is isolated already stays as it is, and so do addresses. :func:`strip_isolates` gives the text back.

    :param direction: of the lines; ``auto`` takes that of most words, but for Latin names. A line in one direction is
        left alone.
    :param markdown: leave code, targets of links and tags as they are, and isolate nothing across a mark.
    :param html: return HTML, with ``<bdi>`` in place of control characters; the text is escaped.
    :raises ArgumentTypeError: the text is not a ``str``.
    :raises UnknownNameError: another direction.

    >>> ascii(isolate("لغة C++ جديدة"))
    "'\\\\u0644\\\\u063a\\\\u0629 \\\\u2066C++\\\\u2069 \\\\u062c\\\\u062f\\\\u064a\\\\u062f\\\\u0629'"
    >>> isolate("لغة C++ جديدة", html=True)
    'لغة <bdi dir="ltr">C++</bdi> جديدة'
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    if direction not in DIRECTIONS:
        raise UnknownNameError("direction", direction, DIRECTIONS)
    inner = _inner(text, direction, markdown)
    pieces: list[str] = []
    last = 0
    for start, end in _runs(text, inner, markdown):
        before, run = text[last:start], text[start:end]
        if html:
            pieces.append(f'{escape(before)}<bdi dir="{inner}">{escape(run)}</bdi>')
        else:
            pieces.append(f"{before}{_LRI if inner == 'ltr' else _RLI}{run}{_PDI}")
        last = end
    pieces.append(escape(text[last:]) if html else text[last:])
    return "".join(pieces)


def strip_isolates(text: str) -> str:
    """The text without isolates; the inverse of :func:`isolate` for a text that had none.

    >>> strip_isolates(isolate("لغة C++ جديدة"))
    'لغة C++ جديدة'
    """
    text = plain_text(text)
    return regex.sub("[\u2066-\u2069]", "", text)


def isolated_view(view: Rendered, doc: Doc) -> Rendered:
    """A view with its runs of the other direction isolated; a run ends where a sentence of the document does."""
    inner = _inner(view.text, "auto", True)
    edges = [view.to_rendered(sentence.start, sentence.start)[0] for sentence in doc.sentences]
    pieces: list[str] = []
    edits: list[tuple[int, int, int]] = []
    last = 0
    for start, end in _runs(view.text, inner, True, edges):
        pieces += (view.text[last:start], _LRI if inner == "ltr" else _RLI, view.text[start:end], _PDI)
        edits += ((start, start, 1), (end, end, 1))
        last = end
    pieces.append(view.text[last:])
    alignment = view.alignment.then(Alignment.from_edits(len(view.text), edits))
    return Rendered(view.original, "".join(pieces), alignment)


def _inner(text: str, direction: Direction, markdown: bool) -> Literal["rtl", "ltr"]:
    """The direction of what is to be isolated. Latin words count where they begin small: others are names."""
    if direction == "auto":
        words = (_LEFT_IN_MARKDOWN if markdown else _LEFT).sub(" ", text)
        direction = "rtl" if len(_RTL_WORD.findall(words)) >= len(_SMALL_WORD.findall(words)) else "ltr"
    return "ltr" if direction == "rtl" else "rtl"


def _runs(text: str, inner: str, markdown: bool, edges: list[int] | None = None) -> Iterator[tuple[int, int]]:
    """What is to be isolated, in order: runs of the direction ``inner`` in lines that have words of the other one."""
    stops = sorted({*(edges or ()), *(m.start() for m in _MARK.finditer(text))} if markdown else edges or ())
    place = 0
    for start, end in _mixed_parts(text, inner, markdown):
        while place < len(stops) and stops[place] <= start:
            place += 1
        first = place
        while place < len(stops) and stops[place] < end:
            place += 1
        if inner == "rtl":
            yield from (found.span() for found in _RTL_RUN.finditer(text, start, end))
            continue
        last = start
        for run in (*ltr_runs(text, start, end, stops[first:place]), (end, end)):
            yield from (found.span() for found in _NUMBER.finditer(text, last, run[0]))
            if run[0] < run[1]:
                yield run
            last = run[1]


def _mixed_parts(text: str, inner: str, markdown: bool) -> Iterator[tuple[int, int]]:
    """Parts of lines that have words of the direction of the text, without what is left as it is."""
    outer = _RTL_WORD if inner == "ltr" else _LTR_WORD
    left = (_LEFT_IN_MARKDOWN if markdown else _LEFT).finditer(text)
    skipped = next(left, None)
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if outer.search(text, start, end):
            last = start
            while skipped is not None and skipped.start() < end:
                if last < skipped.start():
                    yield last, skipped.start()
                last = max(last, skipped.end())
                skipped = next(left, None)
            if last < end:
                yield last, end
        while skipped is not None and skipped.end() <= end:
            skipped = next(left, None)
        start = end + 1


_ARABIC_WORD = regex.compile(r"[\u0621-\u064a]{3,}")


def visual_order(text: str) -> list[Span]:
    """Lines whose Arabic words are stored backwards, as some PDF files give them; they cannot be read by any program.

    Told by letters that end words in Arabic (ة ى) and the article that begins them: at least three words of a line
    have them at the other end, and twice as many as have them where they belong.

    >>> [span.text for span in visual_order("ةكرشلا نأ ةموكحلا تنلعأ ةديدج ةطخ\\nأعلنت الحكومة خطة جديدة")]
    ['ةكرشلا نأ ةموكحلا تنلعأ ةديدج ةطخ']
    """
    text = plain_text(text)
    found = []
    start = 0
    for line in text.split("\n"):
        backwards = sum(w[0] in "ةى" or (w.endswith("لا") and not w.startswith("ال")) for w in _words(line))
        forwards = sum(w[-1] in "ةى" or w.startswith("ال") for w in _words(line))
        if backwards >= 3 and backwards >= 2 * forwards:
            found.append(Span(text, start, start + len(line)))
        start += len(line) + 1
    return found


def _words(line: str) -> list[str]:
    words: list[str] = _ARABIC_WORD.findall(line)
    return words
