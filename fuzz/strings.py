"""Short strings of every kind, from a seed: the same seed gives the same strings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import arabnews_nlp

__all__ = ["ARTICLE", "Strings", "table_words"]

ARTICLE = next(iter(sorted(Path(__file__).parents[1].joinpath("seeds").glob("*.txt")))).read_text("utf-8")

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0653\u0655\u06d6\u0610\u0640\u0301\u0327\u0308\u20e3"
_BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = "\u200b\u200c\u200d\ufeff\u00ad\x00\x1b\x7f\u2060\ufe0f\U000e0041\U000e007f"
_BREAKS = " \n\r\t\x0b\x0c\x1c\x85\xa0\u1680\u2009\u2028\u2029\u202f\u3000"
_BRACKETS = "()[]{}<>«»“”‘’‹›\"'"
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۹०९０９"
_SIGNS = ".,،؛;:!?؟…۔٪%/\\-–—_#@&+*=~^|°$€£٫٬−×½¼²①№"
_ODD = (
    "\ud800\udbff\udc00\udfff\uffff\ufffe\ufdd0\U0010ffff\U0001ee00\U0001d400ﷲﷺﻻﺍﹰﹱ\ufd3eＡ１ﬁŐİıßſK가\u1100\u1161中Жéğ"
)
_EMOJI = ("😀", "👍🏽", "🇸🇦", "👨\u200d👩\u200d👧", "❤\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067\U000e007f", "\u200d")
_WORDS = (
    "مليون مليار ألف مئة مائتان مئتي الفا نصف ربع ثلث خمس خمسة عشر عشرون ثلاثمئة واحد فاصلة و والـ بـ لـ "
    "كـ في من إلى حتى بين قبل بعد منذ خلال نحو أكثر دولار يورو ريال جنيه دينار سنت كيلومتر متر غرام "
    "برميل درجة مئوية بالمئة بالمائة المئة يوم يومين أسبوع شهر شهرين سنة عام أعوام قرن ساعة دقيقة ثانية "
    "اليوم أمس غدا الأحد الاثنين يناير كانون الثاني شباط أغسطس رمضان محرم هـ م ق.م الربع الأول النصف "
    "الثاني الساعة صباحا مساء ظهرا د. أ.د. ص.ب. السيد شركة منظمة مدينة الرئيس وزير سالب ناقص رقم المادة "
    "الماضي المقبل الجاري مايكروسوفت أوبن إيه آي غوغل القاهرة الأمم المتحدة"
).split()
_LATIN = (
    "OpenAI Microsoft GPT-3.5 GPT-4 Turbo iPhone 15 U.S. AT&T API WHO (SOHR) Al-Jazeera O'Neil McDonald "
    "e.g. km kg USD $5 5G Chrome OS 365 J.R.R. a.b.c x http://a.b/c?d=1#e https://www.x.y/ز www.x a@b.co "
    "@user #وسم #tag_a &amp; &#x41; &nbsp; <b> </p> <!-- --> ![a](b) ** __ \n#\x20 \n>\x20 \n-\x20 1. 1) "
    "[رابط] 10^6 2e9 1,234.5 1.234,5 ١٬٢٣٤٫٥ 12:30 29/8/2023 2023-08-29T10:00Z 5-10 5–10 1/2 38% -5 +966 "
    "100 000 00 .5 5. 999999999999999999999"
).split(" ")

_PIECES: tuple[str, ...] = (
    *_LETTERS,
    *_LETTERS,
    *_MARKS,
    *_BIDI,
    *_HIDDEN,
    *_BREAKS,
    *_BREAKS,
    *_BRACKETS,
    *_DIGITS,
    *_SIGNS,
    *_SIGNS,
    *_ODD,
    *_EMOJI,
    *_WORDS,
    *_WORDS,
    *_LATIN,
    *_LATIN,
    *(" ",) * 60,
)


@cache
def _grammar_words() -> tuple[str, ...]:
    return tuple(table_words())


def table_words() -> list[str]:
    """Words of the tables of the number grammar, sorted."""
    words = set[str]()
    for name in ("words", "calendar", "units", "currencies", "subunits"):
        (table,) = Path(arabnews_nlp.__path__[0], "numbers").rglob(f"{name}.tsv")
        for row in table.read_text("utf-8").splitlines():
            words.update(word for word in row.replace("_", " ").split() if "\u0600" <= word[0] <= "\u06ff")
    return sorted(words)


class Strings:
    """An endless stream of strings of up to some sixty characters.

    :param seed: same seed, same stream; its own generator, nothing of the process leaks in.
    :param words: words of the number grammar; those of its tables where nothing is given.
    """

    def __init__(self, seed: int, words: Iterable[str] | None = None) -> None:
        self._rng = random.Random(seed)
        self._grammar_pieces: tuple[str, ...] = (
            *(_grammar_words() if words is None else words),
            *_WORDS * 2,
            *[piece for piece in _LATIN if piece[:1].isdigit()] * 8,
            *_DIGITS,
        )
        mixed, any_kind = self._mixed, self._any
        self._makers: tuple[Callable[[], str], ...] = (
            mixed,
            mixed,
            mixed,
            mixed,
            self._sentence,
            self._sentence,
            self._sentence,
            self._grammar,
            self._grammar,
            any_kind,
            self._narrow,
            self._nested,
            self._digits,
            self._zalgo,
            self._article,
            self._article,
            self._article,
            self._repeated,
        )

    def __iter__(self) -> Iterator[str]:
        choose, makers = self._rng.random, self._makers
        many = len(makers)
        while True:
            yield makers[int(choose() * many)]()

    def _below(self, limit: int) -> int:
        return int(self._rng.random() * limit)

    def _mixed(self) -> str:
        """Pieces that interact, side by side."""
        return "".join(self._rng.choices(_PIECES, k=self._below(11)))

    def _sentence(self) -> str:
        """Words and numbers with single blanks, as the grammars expect them."""
        rng = self._rng
        return " ".join(rng.choices(_WORDS, k=self._below(5)) + rng.choices(_PIECES, k=self._below(4)))

    def _grammar(self) -> str:
        """Words of the number grammar in any order, as they would never be written."""
        return " ".join(self._rng.choices(self._grammar_pieces, k=1 + self._below(8)))

    def _any(self) -> str:
        """Any code points at all."""
        return "".join([chr(self._below(0x110000)) for _ in range(self._below(10))])

    def _narrow(self) -> str:
        """Characters of one byte: the storage in which Arabic never comes."""
        return "".join([chr(self._below(256)) for _ in range(self._below(20))])

    def _nested(self) -> str:
        return "".join(self._rng.choices(_BRACKETS + " ا.", k=self._below(24)))

    def _digits(self) -> str:
        return "".join(self._rng.choices(_DIGITS + "..,,/::--%  " + "وةأ", k=self._below(20)))

    def _zalgo(self) -> str:
        rng = self._rng
        return "".join(
            [rng.choice(_LETTERS + "aé😀 ") + "".join(rng.choices(_MARKS, k=self._below(6))) for _ in range(4)]
        )

    def _article(self) -> str:
        """A stretch of the seed article with a few characters changed, dropped or doubled."""
        start = self._below(len(ARTICLE))
        text = ARTICLE[start : start + 4 + self._below(40)]
        for _ in range(self._below(4)):
            at = self._below(len(text) + 1)
            text = text[:at] + (self._rng.choice(_PIECES) if self._below(2) else "") + text[at + self._below(3) :]
        return text

    def _repeated(self) -> str:
        unit = "".join(self._rng.choices(_PIECES, k=1 + self._below(3)))
        return unit * (1 + self._below(9))
