"""Marks of Markdown, found in one pass over the text."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.edits cimport Finder, found_edits
from arabnews_nlp._core.unicode_buffer cimport CodeUnit, Stretch, is_blank

cdef enum:
    DEEPEST_HEADING = 6
    BULLET = 0x2022     # •
    BLOCK = 32


cdef inline bint _bold(uint32_t c) noexcept nogil:
    return c == c"*" or c == c"_"


cdef Py_ssize_t _blanks_end(const CodeUnit *text, Py_ssize_t n, Py_ssize_t i) noexcept nogil:
    while i < n and is_blank(text[i]):
        i += 1
    return i


cdef Py_ssize_t _bold_end(const CodeUnit *text, Py_ssize_t n, Py_ssize_t i) noexcept nogil:
    while i < n and _bold(text[i]):
        i += 1
    return i


cdef Py_ssize_t _line_mark_end(const CodeUnit *text, Py_ssize_t n, Py_ssize_t i) noexcept nogil:
    """End of the heading, quotation, bullet or bold mark at ``i``, with the blanks that belong to it; or ``i``."""
    cdef Py_ssize_t end = i
    cdef uint32_t c
    if i == n:
        return i
    c = text[i]
    if c == c"#":
        while end < n and text[end] == c"#":
            end += 1
        return _blanks_end(text, n, end) if end - i <= DEEPEST_HEADING and end < n and is_blank(text[end]) else i
    if c == c">":
        return i + 2 if i + 1 < n and is_blank(text[i + 1]) else i + 1
    if (c == c"*" or c == c"+" or c == BULLET) and i + 1 < n and is_blank(text[i + 1]):
        return _blanks_end(text, n, i + 1)
    end = _bold_end(text, n, i)
    return end if end - i > 1 else i


cdef Py_ssize_t _line_marks_end(const CodeUnit *text, Py_ssize_t n, Py_ssize_t i) noexcept nogil:
    """End of all marks at the start ``i`` of a line, with blanks before and between them; or ``i``."""
    cdef Py_ssize_t begin, end
    while True:
        begin = _blanks_end(text, n, i)
        end = _line_mark_end(text, n, begin)
        if end == begin:
            return i
        i = end


cdef bint _marked(const CodeUnit *text) noexcept nogil:
    """Whether one of the next ``BLOCK`` characters may be a mark of bold text or ends a line."""
    cdef CodeUnit found = 0
    cdef int i
    for i in range(BLOCK):
        found |= (text[i] == c"*") | (text[i] == c"_") | (text[i] == c"\n")
    return found != 0


cdef int _marks(const CodeUnit *text, Py_ssize_t n, Stretch *found) noexcept nogil:
    """The next marks, from ``found.end`` on."""
    cdef Py_ssize_t i = found.end, near = i, end
    cdef uint32_t c
    cdef bint fresh = i == 0
    while fresh or i < n:
        if fresh:
            fresh = False
            end = _line_marks_end(text, n, i)
            if end > i:
                found.start, found.end = i, end
                return 1
            continue
        if i >= near:
            while i + BLOCK <= n and not _marked(text + i):
                i += BLOCK
            near = i + BLOCK
            if i >= n:
                break
        c = text[i]
        if c == c"\n":
            i += 1
            fresh = True
        elif _bold(c):
            end = _bold_end(text, n, i)
            if end - i > 1:
                found.start, found.end = i, end
                return 1
            i = end
        else:
            i += 1
    return 0


cdef Finder _MARKS = Finder(_marks[uint8_t], _marks[uint16_t], _marks[uint32_t])


def markdown_edits(str text not None):
    """``(start, end, "")`` for marks of bold text anywhere, and of headings, quotations and bullets at the start of a
    line."""
    return found_edits(text, _MARKS, ("", ""))
