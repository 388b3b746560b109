"""User-visible characters: extended grapheme clusters (UAX #29), for marking whole ones."""

from __future__ import annotations

import unicodedata

from arabnews_nlp._core.characters import properties

__all__ = ["whole_characters"]

_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_JOINER = "\u200d"


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole user-visible characters; an empty one stays.

    >>> whole_characters("مدرسةٌ", 0, 5)
    (0, 6)
    """
    if start == end:
        return start, end
    while start > 0 and _is_inside(text, start):
        start -= 1
    while end < len(text) and _is_inside(text, end):
        end += 1
    return start, end


def _is_inside(text: str, i: int) -> bool:
    """Whether one user-visible character continues over ``i``; the rules GB3 to GB13 but for Indic conjuncts (GB9c)."""
    before, after = text[i - 1], text[i]
    if before == "\r":
        return after == "\n"
    if _is_control(before) or _is_control(after):
        return False
    if _extends(after) or before in _PREPENDED:
        return True
    if before == _JOINER and _is_pictograph(after):
        while i > 1 and (_extends(text[i - 1])):
            i -= 1
        return _is_pictograph(text[i - 1])
    if _is_regional(before) and _is_regional(after):
        first = i - 1
        while first > 0 and _is_regional(text[first - 1]):
            first -= 1
        return (i - first) % 2 == 1
    return _is_jamo_sequence(before, after)


def _is_control(character: str) -> bool:
    if character in "\u200c\u200d" or "\U000e0020" <= character <= "\U000e007f" or character in _PREPENDED:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs")


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_pictograph(character: str) -> bool:
    return "emoji" in properties(character)[2] and not _is_regional(character)


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_jamo_sequence(before: str, after: str) -> bool:
    """Whether two Hangul jamo or syllables are one (GB6 to GB8)."""
    if not ("\u1160" <= after <= "\u11ff" or "\u1100" <= after <= "\u115f" or "\uac00" <= after <= "\ud7a3"):
        return False
    vowel, final = "\u1160" <= after <= "\u11a7", "\u11a8" <= after <= "\u11ff"
    if "\u1100" <= before <= "\u115f":
        return not final
    syllable = "\uac00" <= before <= "\ud7a3"
    open_syllable = syllable and (ord(before) - 0xAC00) % 28 == 0
    if "\u1160" <= before <= "\u11a7" or open_syllable:
        return vowel or final
    return final and (syllable or "\u11a8" <= before <= "\u11ff")
