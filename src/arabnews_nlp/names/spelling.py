"""Letters that the name models know: one form for each letter, no marks, no joiners."""

from __future__ import annotations

import unicodedata

__all__ = ["arabic_letters", "latin_letters"]

_ARABIC: dict[int, str | None] = {
    code: None for code in (*range(0x610, 0x61B), *range(0x64B, 0x660), *range(0x6D6, 0x6EE), 0x640, 0x670)
}
_ARABIC |= {code: None for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C)}
_ARABIC |= {0xFEFF: None, 0xAD: None, 0x2060: None}
_ARABIC |= dict(zip(map(ord, "یېےکڪہھەۀٱ"), "يييككهههةا", strict=True))

_LATIN: dict[int, str | None] = {code: None for code in (*range(0x200B, 0x2010), 0xAD, 0xFEFF, 0x2060)}
_LATIN |= {ord(a): b for a, b in zip("ıøłđðħŧ", "iolddht", strict=True)}
_LATIN |= {ord("œ"): "oe", ord("æ"): "ae", ord("ß"): "ss", ord("þ"): "th"}
_LATIN |= dict.fromkeys(map(ord, "’‘ʻʼ`´ʿʾ"), "'")


def arabic_letters(name: str) -> str:
    """An Arabic name without vowel signs, tatweel and invisible characters, Persian yeh and kaf as Arabic ones.

    >>> arabic_letters("مُحمّـد")
    'محمد'
    """
    if not name.isascii() and any(c >= "\ufb50" for c in name):
        name = unicodedata.normalize("NFKC", name)
    return name.translate(_ARABIC)


def latin_letters(name: str) -> str:
    """A Latin name in small letters without accents.

    >>> latin_letters("Erdoğan")
    'erdogan'
    """
    name = name.lower()
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name.translate(_LATIN))
    return "".join(c for c in parts if not unicodedata.combining(c))
