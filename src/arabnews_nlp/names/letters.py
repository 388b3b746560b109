"""Letters of names: one form for each letter, without marks and joiners; what Arabic calls each Latin letter."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table

__all__ = ["LETTER_NAMES", "LETTER_OF", "READ_AS_WORD", "arabic_letters", "latin_letters", "spelled"]


class LetterName(NamedTuple):
    """What a Latin letter is called."""

    arabic: tuple[str, ...]
    """In Arabic, the usual form first."""
    consonants: str
    """Classes of the consonants of that (see ``consonants.tsv``)."""
    english: str
    """In English, written as it is heard."""


LETTER_NAMES = {
    letter: LetterName(tuple(arabic.split("|")), consonants, english)
    for letter, arabic, consonants, english in read_table("arabnews_nlp.names", "letter_names.tsv")
}

READ_AS_WORD = re.compile("(?=.{4})[B-DF-HJ-NP-TV-Z]?(?:[AEIOU][B-DF-HJ-NP-TV-Z]{1,2})+[AEIOU]?")
"""A word in capitals that has vowels between its consonants and no hard cluster: NASA, OPEC, NATO, UNESCO."""

LETTER_OF: dict[str, str] = {}
"""The letter that an Arabic letter name stands for, by its folded form; B keeps the name that it shares with P."""
for _letter, _name in LETTER_NAMES.items():
    for _form in _name.arabic:
        LETTER_OF.setdefault(fold(_form), _letter)
LETTER_OF[fold("آي")] = "I"  # folded it is the name of E as well, which is rarer

_ARABIC: dict[int, str | None] = {
    code: None for code in (*range(0x610, 0x61B), *range(0x64B, 0x660), *range(0x6D6, 0x6EE), 0x640, 0x670)
}
_ARABIC |= {code: None for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C)}
_ARABIC |= {0xFEFF: None, 0xAD: None, 0x2060: None}
_ARABIC |= dict(zip(map(ord, "یېےکڪہھەۀٱ"), "يييككهههةا", strict=True))
_ARABIC |= dict(zip(map(ord, "ڨڭݣݢڥڢڧ"), "گگگگڤفق", strict=True))  # of the Maghreb

_LATIN: dict[int, str | None] = {code: None for code in (*range(0x200B, 0x2010), 0xAD, 0xFEFF, 0x2060)}
_LATIN |= {ord(a): b for a, b in zip("ıøłđðħŧ", "iolddht", strict=True)}
_LATIN |= {ord("œ"): "oe", ord("æ"): "ae", ord("ß"): "ss", ord("þ"): "th"}
_LATIN |= dict.fromkeys(map(ord, "’‘ʻʼ`´ʿʾ"), "'")


def arabic_letters(name: str) -> str:
    """An Arabic name without vowel signs, tatweel and invisible characters, Persian yeh and kaf as Arabic ones.

    Letters of the Maghreb for g and v are those of the east.

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


def spelled(letters: str) -> str:
    """Capitals as Arabic letter names.

    >>> spelled("IBM")
    'آي بي إم'
    """
    return " ".join(LETTER_NAMES[c].arabic[0] for c in letters.upper() if c in LETTER_NAMES)
