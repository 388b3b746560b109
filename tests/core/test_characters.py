"""Classes, lookup letters and sets of characters, against rules written out one by one."""

import sys
import unicodedata

import pytest

from arabnews_nlp._core.characters import character_set, plain_letters, properties, set_characters
from arabnews_nlp._core.pretokens import fold

SPACE, NEWLINE, ARABIC, LATIN, DIGIT, PUNCT, SYMBOL, LETTER, INVISIBLE, MARK = range(10)
ARABIC_BLOCKS = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
LATIN_BLOCKS = ((0, 0x24F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFF21, 0xFF5A))
CONTROLS = "\u061c\u00ad\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)


def inside(code, blocks):
    return any(first <= code <= last for first, last in blocks)


def expected_class(character):
    code = ord(character)
    category = unicodedata.category(character)
    if 0x3400 <= code <= 0x9FFF or 0xA000 <= code <= 0xA48C or 0xAC00 <= code <= 0xD7A3:
        return LETTER
    if character in "\n\v\f\r\x85\u2028\u2029":
        return NEWLINE
    if character in CONTROLS:
        return INVISIBLE
    if character.isspace():
        return SPACE
    if category[0] == "L":
        return ARABIC if inside(code, ARABIC_BLOCKS) else LATIN if inside(code, LATIN_BLOCKS) else LETTER
    return {"Nd": DIGIT, "Cf": INVISIBLE, "Cc": INVISIBLE}.get(
        category, {"M": MARK, "P": PUNCT}.get(category[0], SYMBOL)
    )


def expected_letter(character):
    kind = expected_class(character)
    if kind in (MARK, INVISIBLE) or character == "ـ":
        return ""
    for letter, forms in {"ا": "آأإٱٲٳٵ", "ي": "ىیے", "ه": "ةۀہە", "ك": "کڭݣ", "ق": "ڨ", "ف": "ڥ"}.items():
        if character in forms:
            return letter
    if kind == DIGIT:
        return str(unicodedata.decimal(character))
    lowered = character.lower()
    return lowered if kind in (LATIN, LETTER) and len(lowered) == 1 else character


PLANE = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xF8FF]


def test_every_character_has_the_class_of_its_category_and_block():
    assert [c for c in PLANE if properties(c)[0] != expected_class(c)] == []


def test_every_character_is_looked_up_as_its_plain_letter():
    assert [c for c in PLANE if (chr(properties(c)[1]) if properties(c)[1] else "") != expected_letter(c)] == []
    assert [c for c in PLANE if fold(c) != expected_letter(c)] == []


@pytest.mark.parametrize("name", ["emoji", "full_stop", "question", "opener", "closer", "comma", "bullet"])
def test_a_set_has_the_members_that_its_table_lists(name):
    listed = {chr(c) for first, last in character_set(name) for c in range(first, last + 1)}
    assert {chr(c) for c in range(sys.maxunicode + 1) if name in properties(chr(c))[2]} == listed


def test_look_alikes_become_arabic_letters():
    assert plain_letters()[ord("ک")] == "ك"
    assert all(inside(ord(letter), ((0x621, 0x64A),)) for letter in plain_letters().values())


def test_the_characters_of_sets():
    assert set_characters("conjunction", "preposition") == "وفبكل"
    ranges = character_set("line_break")
    assert list(map(ord, set_characters("line_break"))) == [c for first, last in ranges for c in range(first, last + 1)]
    assert set_characters() == ""
