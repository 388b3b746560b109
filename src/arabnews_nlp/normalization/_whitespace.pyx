"""Edits of white space and of elongated letters, found in one pass over the text."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.characters cimport ARABIC, LETTER, char_class
from arabnews_nlp._core.unicode_buffer cimport PyUnicode_DATA, PyUnicode_KIND, Stretch, CodeUnit, is_blank

cdef enum:
    BLOCK = 32
    TEH = 0x62A

cdef enum White:
    NO_MORE
    RUN
    EDGE
    LINES

cdef tuple _REPLACEMENTS = ("", " ", "", "\n\n")


cdef inline bint _break(uint32_t c) noexcept nogil:
    return c == 0x0A or c == 0x0D


cdef bint _spaced(const CodeUnit *text) noexcept nogil:
    """Whether white space stands beside white space in the next ``BLOCK`` characters and the one after them."""
    cdef CodeUnit found = 0
    cdef int i
    for i in range(BLOCK):
        found |= (text[i] <= 0x20) & (text[i + 1] <= 0x20)
    return found != 0


cdef bint _tripled(const CodeUnit *text) noexcept nogil:
    """Whether one of the next ``BLOCK`` characters is the first of three of a kind."""
    cdef CodeUnit found = 0
    cdef int i
    for i in range(BLOCK):
        found |= (text[i] == text[i + 1]) & (text[i] == text[i + 2])
    return found != 0


cdef White _white(const CodeUnit *text, Py_ssize_t n, Stretch *found) noexcept nogil:
    """The next stretch of white space to replace, from ``found.end`` on."""
    cdef Py_ssize_t i = found.end, near = i, begin, lines
    cdef uint32_t c
    while i < n:
        c = text[i]
        if c > 0x20:
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
                if text[i] == 0x0A:
                    i += 1
                elif text[i] == 0x0D and i + 1 < n and text[i + 1] == 0x0A:
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


cdef bint _elongated(const CodeUnit *text, Py_ssize_t n, Stretch *found) noexcept nogil:
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
            return True
        i += 1
    return False


def whitespace_edits(str text not None):
    """``(start, end, replacement)`` that leave one space where blanks ran, none at the edges of lines, and at most one
    empty line in a row."""
    cdef Py_ssize_t n = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Stretch found
    cdef White kind
    found.start = found.end = 0
    while True:
        if width == 1:
            kind = _white(<const uint8_t *>data, n, &found)
        elif width == 2:
            kind = _white(<const uint16_t *>data, n, &found)
        else:
            kind = _white(<const uint32_t *>data, n, &found)
        if kind == NO_MORE:
            return
        yield found.start, found.end, _REPLACEMENTS[kind]


def elongation_edits(str text not None):
    """``(start, end, "")`` for what is more than two of one letter in a row."""
    cdef Py_ssize_t n = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Stretch found
    cdef bint more
    found.start = found.end = 0
    while True:
        if width == 1:
            more = _elongated(<const uint8_t *>data, n, &found)
        elif width == 2:
            more = _elongated(<const uint16_t *>data, n, &found)
        else:
            more = _elongated(<const uint32_t *>data, n, &found)
        if not more:
            return
        yield found.start, found.end, ""
