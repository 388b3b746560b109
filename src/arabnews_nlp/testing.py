"""Hypothesis strategies for Arabic text, for the tests of this library and of programs that use it.

They need the package ``hypothesis``, which the base install does not bring.
"""

from __future__ import annotations

from arabnews_nlp.errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtraError("hypothesis", "test") from error

__all__ = ["arabic_text", "messy_text", "mixed_news"]

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
