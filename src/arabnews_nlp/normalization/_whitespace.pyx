"""Edits of white space and of elongated letters, found in one pass over the text."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.characters cimport ARABIC, LETTER, char_class
from arabnews_nlp._core.edits cimport Finder, found_edits
from arabnews_nlp._core.unicode_buffer cimport CodeUnit, Stretch, is_blank

cdef enum:
    BLOCK = 32
    TEH = 0x62A     # ت

cdef enum White:
    NO_MORE
    RUN
    EDGE
    LINES

cdef tuple _REPLACEMENTS = ("", " ", "", "\n\n")


cdef inline bint _break(uint32_t c) noexcept nogil:
    return c == c"\n" or c == c"\r"


cdef bint _spaced(const CodeUnit *text) noexcept nogil:
    """Whether white space stands beside white space in the next ``BLOCK`` characters and the one after them."""
    cdef CodeUnit found = 0
    cdef int i
    for i in range(BLOCK):
        found |= (text[i] <= c" ") & (text[i + 1] <= c" ")
    return found != 0


cdef bint _tripled(const CodeUnit *text) noexcept nogil:
    """Whether one of the next ``BLOCK`` characters is the first of three of a kind."""
    cdef CodeUnit found = 0
    cdef int i
    for i in range(BLOCK):
        found |= (text[i] == text[i + 1]) & (text[i] == text[i + 2])
    return found != 0


cdef int _white(const CodeUnit *text, Py_ssize_t n, Stretch *found) noexcept nogil:
    """The next stretch of white space to replace, from ``found.end`` on."""
    cdef Py_ssize_t i = found.end, near = i, begin, lines
    cdef uint32_t c
    while i < n:
        c = text[i]
        if c > c" ":
            if i < near:
                i += 1
                continue
            # white space beside white space is rare: a block without it is passed at once
            while i + BLOCK < n and not _spaced(text + i):
                i += BLOCK
            near = i + BLOCK
            continue
        begin = i
        i += 1
        if is_blank(c):
            while i < n and is_blank(text[i]):
                i += 1
            found.start, found.end = begin, i
            if begin == 0 or i == n or _break(text[begin - 1]) or _break(text[i]):
                return EDGE
            if i - begin > 1:
                return RUN
        elif _break(c):
            i = begin
            lines = 0
            while i < n:
                if text[i] == c"\n":
                    i += 1
                elif text[i] == c"\r" and i + 1 < n and text[i + 1] == c"\n":
                    i += 2
                else:
                    break
                lines += 1
            if lines > 2:
                found.start, found.end = begin, i
                return LINES
            if lines == 0:
                i += 1
    return NO_MORE


cdef int _elongated(const CodeUnit *text, Py_ssize_t n, Stretch *found) noexcept nogil:
    """The next letters beyond two of a kind in a row, from ``found.end`` on. Latin letters are left alone (WWW, VIII, AAA),
    and so are three of the letter teh, which words have (تتتابع, تشتتت)."""
    cdef Py_ssize_t i = found.end + 2, near = i, begin
    cdef uint32_t c
    cdef uint8_t kind
    while i < n:
        if i >= near:
            while i + BLOCK <= n and not _tripled(text + i - 2):
                i += BLOCK
            near = i + BLOCK
            if i >= n:
                break
        c = text[i]
        if c != text[i - 1]:
            # neither this place nor the next can be the third of a kind
            i += 2
            continue
        if c != text[i - 2]:
            i += 1
            continue
        begin = i
        while i < n and text[i] == c:
            i += 1
        kind = char_class(c)
        if (kind == ARABIC or kind == LETTER) and not (c == TEH and i - begin == 1):
            found.start, found.end = begin, i
            return 1
        i += 1
    return 0


cdef Finder _SPACES = Finder(_white[uint8_t], _white[uint16_t], _white[uint32_t])
cdef Finder _ELONGATIONS = Finder(_elongated[uint8_t], _elongated[uint16_t], _elongated[uint32_t])


def whitespace_edits(str text not None):
    """``(start, end, replacement)`` that leave one space where blanks ran, none at the edges of lines, and at most one
    empty line in a row."""
    return found_edits(text, _SPACES, _REPLACEMENTS)


def elongation_edits(str text not None):
    """``(start, end, "")`` for what is more than two of one letter in a row."""
    return found_edits(text, _ELONGATIONS, ("", ""))
