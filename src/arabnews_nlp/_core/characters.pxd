from libc.stdint cimport uint8_t, uint16_t

cdef enum:
    BMP = 0x10000       # code points of the Basic Multilingual Plane

cdef enum CharClass:
    SPACE = 0
    NEWLINE = 1
    ARABIC = 2
    LATIN = 3
    DIGIT = 4
    PUNCT = 5
    SYMBOL = 6
    LETTER = 7
    INVISIBLE = 8
    MARK = 9

# Bits of PROPERTIES, one for each set of data/character_sets.tsv that callers ask about.
cdef enum Property:
    EMOJI = 1 << 0
    FULL_STOP = 1 << 1
    QUESTION = 1 << 2
    OPENER = 1 << 3
    CLOSER = 1 << 4
    COMMA = 1 << 5
    BULLET = 1 << 6
    CONJUNCTION = 1 << 7
    PREPOSITION = 1 << 8

cdef enum:
    # emoji beyond the Basic Multilingual Plane
    FIRST_EMOJI = 0x1F000
    LAST_EMOJI = 0x1FAFF

# Columns indexed by code point, BMP long: class, letter of the lookup key (0: dropped), set bits.
cdef const uint8_t *CLASS
cdef const uint16_t *FOLD
cdef const uint16_t *PROPERTIES

cdef uint8_t astral_class(Py_UCS4 c) noexcept nogil


cdef inline uint8_t char_class(Py_UCS4 c) noexcept nogil:
    """Class of a character; beyond the Basic Multilingual Plane an approximation by block."""
    return CLASS[c] if c < BMP else astral_class(c)


cdef inline bint is_letter(uint8_t kind) noexcept nogil:
    """Whether a class is one of letters."""
    return kind == ARABIC or kind == LATIN or kind == LETTER


cdef inline Py_UCS4 fold_char(Py_UCS4 c) noexcept nogil:
    """The character under which words are looked up, 0 for one that is dropped."""
    return <Py_UCS4>FOLD[c] if c < BMP else c


cdef inline bint has_property(Py_UCS4 c, int properties) noexcept nogil:
    """Whether a character of the Basic Multilingual Plane is in one of some sets."""
    return c < BMP and PROPERTIES[c] & properties


cdef inline bint is_emoji(Py_UCS4 c) noexcept nogil:
    """Whether a character is a pictograph."""
    return PROPERTIES[c] & EMOJI if c < BMP else FIRST_EMOJI <= c <= LAST_EMOJI


cdef inline bint is_opener(Py_UCS4 c) noexcept nogil:
    """Whether a character opens a bracket or quotation."""
    return has_property(c, OPENER)


cdef inline bint is_closer(Py_UCS4 c) noexcept nogil:
    """Whether a character closes a bracket or quotation, whatever stands around it."""
    return has_property(c, CLOSER)


cdef inline bint is_comma(Py_UCS4 c) noexcept nogil:
    """Whether a character is a comma, semicolon or colon."""
    return has_property(c, COMMA)


cdef inline bint is_bullet(Py_UCS4 c) noexcept nogil:
    """Whether a character begins an item of a list."""
    return has_property(c, BULLET)
