"""What every character is: its class, the letter under which words are looked up, the sets that it belongs to.

Filled once, at import, from the Unicode database of Python and the tables ``data/character_sets.tsv`` and
``data/folding.tsv``.
"""

from libc.stdint cimport uint8_t, uint16_t

import unicodedata

from arabnews_nlp._files.tables import read_table

cdef uint8_t _CLASS[BMP]
cdef uint16_t _FOLD[BMP]
cdef uint16_t _PROPERTIES[BMP]
CLASS = _CLASS
FOLD = _FOLD
PROPERTIES = _PROPERTIES

_BITS = {
    "emoji": EMOJI, "full_stop": FULL_STOP, "question": QUESTION, "opener": OPENER, "closer": CLOSER, "comma": COMMA,
    "bullet": BULLET, "conjunction": CONJUNCTION, "preposition": PREPOSITION,
}
_SETS: dict = {}
_FOLDED: dict = {}
_LETTERS: dict = {}


def character_set(str name not None):
    """Ranges of code points of a set, first and last."""
    return tuple(_SETS[name])


def set_characters(*names):
    """The characters of some sets, one after the other."""
    return "".join([chr(c) for name in names for first, last in _SETS[name] for c in range(first, last + 1)])


def plain_letters():
    """Arabic letters by the code points of their Persian and Urdu look-alikes."""
    return dict(_LETTERS)


def _read():
    for name, first, last, _ in read_table("arabnews_nlp._core", "character_sets.tsv"):
        _SETS.setdefault(name, []).append((int(first, 16), int(last, 16)))
    for source, plain, key, _ in read_table("arabnews_nlp._core", "folding.tsv"):
        if plain:
            _LETTERS[int(source, 16)] = chr(int(plain, 16))
        if key:
            _FOLDED[int(source, 16)] = int(key, 16)


cdef enum:
    UNKNOWN = 255       # class of a character that has not been looked at


cdef int _fill() except -1:
    cdef int i, first, last
    for i in range(BMP):
        _FOLD[i] = <uint16_t>i
        _CLASS[i] = SYMBOL if 0xD800 <= i <= 0xF8FF else UNKNOWN      # surrogates and private use
    for name, kind in (("other_letters", LETTER), ("line_break", NEWLINE), ("invisible", INVISIBLE)):
        for first, last in _SETS[name]:
            for i in range(first, last + 1):
                _CLASS[i] = kind
    for i in range(BMP):
        if _CLASS[i] == UNKNOWN:
            _CLASS[i] = _classify(chr(i))
    # letters of the two scripts, by block
    for name, kind in (("arabic", ARABIC), ("latin", LATIN)):
        for first, last in _SETS[name]:
            for i in range(first, last + 1):
                if _CLASS[i] == LETTER:
                    _CLASS[i] = kind
    for i in range(BMP):
        if _CLASS[i] != PUNCT and _CLASS[i] != SYMBOL:
            _FOLD[i] = _folded(i)
    for name, bit in _BITS.items():
        for first, last in _SETS[name]:
            for i in range(first, min(last + 1, BMP)):
                _PROPERTIES[i] |= <uint16_t>bit


cdef uint8_t _classify(str character):
    """Class of one character from its Unicode general category, letters of all scripts alike."""
    cdef str category = unicodedata.category(character)
    cdef Py_UCS4 major = category[0]
    if major == c"L":
        return LETTER
    if major == c"M":
        return MARK
    if major == c"P":
        return PUNCT
    if category == "Nd":
        return DIGIT
    if character.isspace():
        return SPACE
    return INVISIBLE if category == "Cf" or category == "Cc" else SYMBOL


cdef uint16_t _folded(int c):
    """Lookup letter of one character, 0 where it is dropped."""
    cdef uint8_t kind = _CLASS[c]
    cdef str lowered
    if kind == MARK or kind == INVISIBLE or c == 0x640:
        return 0
    if kind == ARABIC:
        return _FOLDED.get(c, c)
    if kind == DIGIT:
        return <uint16_t>(c"0" + <int>unicodedata.decimal(chr(c)))
    if kind == LATIN or kind == LETTER:
        lowered = chr(c).lower()
        if len(lowered) == 1 and <Py_UCS4>lowered[0] < BMP:
            return <uint16_t><Py_UCS4>lowered[0]
    return <uint16_t>c


_read()
_fill()


cdef uint8_t astral_class(Py_UCS4 c) noexcept nogil:
    """Class of a character beyond the Basic Multilingual Plane, by block."""
    if FIRST_EMOJI <= c <= LAST_EMOJI:
        return SYMBOL
    if 0xE0000 <= c <= 0xE01EF:
        return INVISIBLE
    if c <= 0x1BFFF or 0x20000 <= c <= 0x323AF or 0x1D400 <= c <= 0x1D7FF or 0x1DF00 <= c <= 0x1EFFF or 0x1FBF0 <= c <= 0x1FBF9:
        return LETTER
    return SYMBOL


def properties(str character not None):
    """Class, lookup letter, and names of the sets of one character."""
    cdef Py_UCS4 c = ord(character)
    sets = {name for name, bit in _BITS.items() if has_property(c, bit)} | ({"emoji"} if is_emoji(c) else set())
    return char_class(c), <int>fold_char(c), frozenset(sets)
