"""Features of a token as bits: their numbers, the shape of a name in Latin script, and what the lists say of a word."""

from libc.stdint cimport uint16_t, uint64_t, uint8_t

from arabnews_nlp._core.pretokens cimport DIGIT, LATIN, PyUnicode_READ, SPACE, char_class, fold_char
from arabnews_nlp.entities._lists cimport IN_BODY, IN_GIVEN, IN_NAME_WORDS, IN_PERSON, IN_SMALL, IN_SURNAME

cdef enum:
    F_ARABIC, F_NAME, F_LATIN, F_DIGITS, F_MARK, F_OTHER, F_LEFT, F_RIGHT
    F_ROW, F_ROW_ONE, F_ROW_TWO, F_NO_ROW
    F_CAPITALS, F_CAPITAL, F_INNER, F_DIGIT, F_TWO, F_THREE, F_SHORT, F_JOINER
    F_EXACT, F_FIRST = 25, F_BEGIN = 30, F_IN = 35
    F_PLACE = 40, F_IN_PLACE, F_PERSON, F_PERSON_LESS, F_ARTICLE, F_LESS
    F_GIVEN, F_GIVEN_LESS, F_SURNAME, F_SURNAME_LESS, F_NAME_WORD, F_NAME_WORD_LESS
    F_SMALL, F_IN_SMALL, F_BODY, F_IN_BODY


cdef inline uint64_t latin_features(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Shape of a name in Latin script."""
    cdef int letters = 0, upper = 0, words = 1, inner = 0
    cdef bint digit = False, joiner = False, after = False, first = False
    cdef Py_ssize_t p
    cdef Py_UCS4 c
    cdef uint8_t kind
    cdef uint64_t bits = 0
    for p in range(start, end):
        c = PyUnicode_READ(width, data, p)
        kind = char_class(c)
        if kind == LATIN:
            letters += 1
            if fold_char(c) != c:
                upper += 1
                if after:
                    inner += 1
                if p == start:
                    first = True
            after = True
        else:
            after = False
            if kind == DIGIT:
                digit = True
            elif kind == SPACE:
                words += 1
            else:
                joiner = True
    if upper == letters:
        bits |= <uint64_t>1 << F_CAPITALS
    elif inner:
        bits |= <uint64_t>1 << F_INNER
    elif first:
        bits |= <uint64_t>1 << F_CAPITAL
    if digit:
        bits |= <uint64_t>1 << F_DIGIT
    if joiner:
        bits |= <uint64_t>1 << F_JOINER
    if words == 2:
        bits |= <uint64_t>1 << F_TWO
    elif words > 2:
        bits |= <uint64_t>1 << F_THREE
    if letters <= 3:
        bits |= <uint64_t>1 << F_SHORT
    return bits


cdef inline uint64_t name_word_features(uint16_t lists) noexcept nogil:
    """Features of a word by the lists of names' words it stands in; one bit further up they say so of the word without
    its proclitics."""
    return (
        <uint64_t>(lists & IN_PERSON != 0) << F_PERSON
        | <uint64_t>(lists & IN_GIVEN != 0) << F_GIVEN
        | <uint64_t>(lists & IN_SURNAME != 0) << F_SURNAME
        | <uint64_t>(lists & IN_NAME_WORDS != 0) << F_NAME_WORD
    )


cdef inline uint64_t wide_features(int lists) noexcept nogil:
    """Features of the first word of a phrase of the wide lists; one bit further up those of the words after it."""
    return <uint64_t>(lists & IN_SMALL != 0) << F_SMALL | <uint64_t>(lists & IN_BODY != 0) << F_BODY
