"""Hypothesis strategies for Arabic text, for the tests of this library and of programs that use it.

They need the package ``hypothesis``, which the base install does not bring.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from arabnews_nlp._core.edits import apply_edits
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.errors import MissingExtraError, UnknownNameError

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtraError("hypothesis", "test") from error

__all__ = ["ENCODINGS", "arabic_text", "encoded", "encodings", "messy_text", "mixed_news"]

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
_MARKS = "ًٌٍَُِّْٰـ"
_LATIN = ("OpenAI", "Microsoft", "GPT-3.5 Turbo", "Llama2", "API", "iPhone 15", "U.S.", "AT&T", "ChatGPT")
_NUMBERS = ("38%", "38 %", "٣٫٥", "١٬٢٣٤", "1,234.5", "17 مليار دولار", "29 أغسطس", "366.78", "الـ 12", "2019–2021")
_GLUE = (" ", " ", " ", "، ", ". ", ".", "؟ ", "! ", "؛ ", ": ", "\n", "\n\n", " - ", "\u00a0", "\t")
_MARKUP = (
    "**",
    "__",
    "# ",
    "> ",
    "* ",
    "(",
    ")",
    "«",
    "»",
    '"',
    "“",
    "”",
    "[",
    "]",
    "<b>",
    "</b>",
    "&amp;",
    "&nbsp;",
    "@user",
)
_ODD = (
    "\u200f\u200e\u200c\u200d\u061c\ufeff\u00ad\u202a\u202c\u2066\u2069\x00\ud800\udfff\uffff"
    "😀👍🏽ﷲﷺﻻﺍﹰﹱｱＡ½²①\u0301\u1100"
)


def arabic_text(max_size: int = 80) -> st.SearchStrategy[str]:
    """Arabic letters with diacritics, tatweel and blanks."""
    return st.text(st.sampled_from(_LETTERS * 3 + _MARKS + "   "), max_size=max_size)


def mixed_news(max_size: int = 30) -> st.SearchStrategy[str]:
    """News-like sequences of Arabic words, Latin names with clitics, numbers and punctuation."""
    word = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=8)
    name = st.tuples(st.sampled_from(("", "و", "ل", "بـ", "لـ ")), st.sampled_from(_LATIN)).map("".join)
    piece = st.one_of(word, name, st.sampled_from(_NUMBERS), st.sampled_from(_GLUE), st.sampled_from(_GLUE))
    return st.lists(piece, max_size=max_size).map("".join)


def messy_text(max_size: int = 40) -> st.SearchStrategy[str]:
    """Anything: markup, invisible characters, lone surrogates, presentation forms, any code point."""
    piece = st.one_of(
        st.sampled_from(_MARKUP),
        st.sampled_from(_ODD),
        st.sampled_from(_GLUE),
        st.sampled_from(_NUMBERS),
        arabic_text(8),
        st.text(st.characters(exclude_categories=()), max_size=4),
    )
    return st.lists(piece, max_size=max_size).map("".join)


# The same text in another encoding

Edits = Iterator[tuple[int, int, str]]
_WORD = re.compile(r"[\u0621-\u064a]{2,}(?:[\u064b-\u0652]*[\u0621-\u064a])*")
_DECOMPOSABLE = re.compile("[\u00c0-\u024f\u0622-\u0626\u06c0\u06c2\u06d3\u1e00-\u1eff]")
_JOINS_ON_BOTH_SIDES = frozenset("ئبتثجحخسشصضطظعغفقكلمنهي")
_JOINS_BEFORE = frozenset("آأؤإاةدذرزوى")


@cache
def _shapes() -> Mapping[tuple[str, str], str]:
    """Presentation forms by the letters that they show and their place in the word."""
    shapes: dict[tuple[str, str], str] = {}
    for code in range(0xFE80, 0xFEFD):
        kind, *letters = unicodedata.decomposition(chr(code)).split()
        shapes["".join(chr(int(letter, 16)) for letter in letters), kind] = chr(code)
    return shapes


def _shaped(text: str) -> Edits:
    """Letters as the shapes that a renderer would draw, lam and alef as one ligature: what comes out of a PDF."""
    shapes = _shapes()
    i = 0
    joined = False
    while i < len(text):
        letters = text[i : i + 2] if (text[i : i + 2], "<isolated>") in shapes else text[i]
        if (letters, "<isolated>") not in shapes:
            joined = joined and unicodedata.category(text[i]) == "Mn"
            i += 1
            continue
        after = text[i + len(letters) : i + len(letters) + 1]
        joins = (
            letters in _JOINS_ON_BOTH_SIDES
            and (after in _JOINS_ON_BOTH_SIDES or after in _JOINS_BEFORE)
            and after != ""
        )
        place = ("<medial>" if joined else "<initial>") if joins else "<final>" if joined else "<isolated>"
        yield i, i + len(letters), shapes[letters, place]
        joined = joins
        i += len(letters)


def _inside_words(character: str) -> Callable[[str], Edits]:
    """The character in the middle of every Arabic word."""

    def edits(text: str) -> Edits:
        for word in _WORD.finditer(text):
            place = word.start() + (word.end() - word.start()) // 2
            while unicodedata.combining(text[place]):
                place -= 1
            if place > word.start():
                yield place, place, character

    return edits


def _at_blanks(before: str, after: str) -> Callable[[str], Edits]:
    def edits(text: str) -> Edits:
        for i, character in enumerate(text):
            if character == " ":
                yield i, i + 1, before + " " + after

    return edits


def _decomposed(text: str) -> Edits:
    for letter in _DECOMPOSABLE.finditer(text):
        yield letter.start(), letter.end(), unicodedata.normalize("NFD", letter[0])


def _no_break(text: str) -> Edits:
    return ((i, i + 1, "\u00a0") for i, character in enumerate(text) if character == " ")


ENCODINGS: Mapping[str, Callable[[str], Edits]] = {
    "presentation forms": _shaped,
    "soft hyphens": _inside_words("\u00ad"),
    "word joiners": _inside_words("\u2060"),
    "right-to-left marks before blanks": _at_blanks("\u200f", ""),
    "right-to-left marks after blanks": _at_blanks("", "\u200f"),
    "two blanks": _at_blanks(" ", ""),
    "no-break spaces": _no_break,
    "decomposed": _decomposed,
    "tatweel": _inside_words("\u0640"),
}
"""Ways in which the same text reaches a program, each as the edits that write a text so."""


def encoded(text: str, encoding: str) -> tuple[str, Alignment]:
    """The same text in another encoding, with the alignment that leads back to it.

    >>> encoded("القاهرة", "soft hyphens")[0]
    'الق\xadاهرة'

    :raises UnknownNameError: there is no such encoding in :data:`ENCODINGS`.
    """
    if encoding not in ENCODINGS:
        raise UnknownNameError("encoding", encoding, ENCODINGS)
    return apply_edits(text, ENCODINGS[encoding](text))


def encodings() -> st.SearchStrategy[str]:
    """Names of :data:`ENCODINGS`."""
    return st.sampled_from(sorted(ENCODINGS))
