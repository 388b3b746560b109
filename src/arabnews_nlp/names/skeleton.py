"""Consonant skeletons: what is left of a name in either script when vowels and fine distinctions are taken away.

Microsoft and مايكروسوفت have the same skeleton. Sounds that Arabic writes in several ways (g as ج غ ق ك, p as ب پ,
v as ف ڤ) fall into one class.
"""

from __future__ import annotations

import re

from arabnews_nlp._core.lexemes import fold

__all__ = ["similarity", "skeleton"]

_ARABIC = str.maketrans(
    "بپتطثجغقكگخچشسصزظذدضرلمنفڤ" + "اويىعءئؤهحةآأإ",
    "bbttskkkkkkSSsssssddrlmnff" + "\x00" * 14,
)
_LATIN = str.maketrans("bpvfgkcqjtdsxzlrmnhaeiouyw", "bbffkkkkktdsKslrmn" + "\x00" * 8)
_SPELLINGS = (
    (re.compile(r"\bthe\b"), ""),
    (re.compile(r"[ts]ion"), "Sn"),
    (re.compile(r"tch|sch|ch|sh"), "S"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
)
_DOUBLED = re.compile(r"([a-zS])\1+")
_ARABIC_THE = re.compile(r"\bذ[اي]\b")


def skeleton(name: str) -> str:
    """Skeleton of a name in either script; empty where it has no consonants.

    >>> skeleton("Microsoft"), skeleton("مايكروسوفت")
    ('mkrsft', 'mkrsft')
    """
    folded = fold(name)
    if folded.isascii():
        for pattern, sound in _SPELLINGS:
            folded = pattern.sub(sound, folded)
        kept = folded.translate(_LATIN).replace("K", "ks").replace("\x00", "")
    else:
        folded = _ARABIC_THE.sub("", folded).replace("تش", "ش")
        kept = folded.translate(_ARABIC).replace("\x00", "")
    return _DOUBLED.sub(r"\1", "".join(c for c in kept if c.isalpha() and c.isascii()))


_VOWELS = re.compile("[aeiouyw]+")
_LETTERS = str.maketrans("اآأإويىعةبتثجحخدذرزسشصضطظغفقكلمنهپچڤگ", "aaaawyaaabttjhkdzrzsSsdtzgfqklmnhpcvg")


def similarity(latin: str, arabic: str) -> float:
    """Likeness of two names with the same skeleton, in [0, 1]: how well their vowel letters agree in place."""
    left = _VOWELS.findall(re.sub(r"[^a-z]", "", fold(latin)))
    right = _VOWELS.findall(re.sub(r"[^a-zS]", "", fold(arabic).translate(_LETTERS)))
    most = max(len(left), len(right), 1)
    first = (fold(latin)[:1] in "aeiou") == (fold(arabic)[:1] in "اعيو")
    return (0.7 if first else 0.3) + 0.3 * min(len(left), len(right)) / most
