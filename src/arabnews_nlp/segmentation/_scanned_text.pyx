"""A text as the scan for sentences sees it: plain characters, and the few that it has to look at."""

from libc.stdint cimport uint8_t

from arabnews_nlp._core.characters cimport BMP, INVISIBLE, NEWLINE, SPACE

from arabnews_nlp._core.characters import character_set
from arabnews_nlp._core.reading import unread_characters

cdef uint8_t _FLAG[BMP]
FLAG = _FLAG


def _fill():
    cdef int i
    for i in range(BMP):
        _FLAG[i] = PLAIN
    for i in (0x200C, 0x200D, *unread_characters()):
        _FLAG[i] = UNREAD
    for flag, name in ((STOP, "full_stop"), (STRONG, "question"), (BREAK, "line_break")):
        for first, last in character_set(name):
            for i in range(first, last + 1):
                _FLAG[i] = flag
    _FLAG[ord("…")] = ELLIPSIS
    _FLAG[ord('"')] = QUOTE
    _FLAG[ord(":")] = COLON
    _FLAG[ord(";")] = SEMICOLON
    _FLAG[ord("؛")] = SEMICOLON
    _FLAG[ord("<")] = LESS


_fill()


cdef class ScannedText:
    """The characters of a text with their classes; ``at`` and ``cls`` do not check their place."""

    cdef Py_ssize_t skip_plain(self, Py_ssize_t i) noexcept:
        """First position from ``i`` on that is not plain."""
        cdef const uint8_t *narrow
        cdef const unsigned short *wide
        cdef Py_ssize_t n = self.n
        if self.width == 2:
            wide = <const unsigned short *>self.data
            while i + 4 <= n and not (_FLAG[wide[i]] | _FLAG[wide[i + 1]] | _FLAG[wide[i + 2]] | _FLAG[wide[i + 3]]):
                i += 4
            while i < n and _FLAG[wide[i]] == PLAIN:
                i += 1
        elif self.width == 1:
            narrow = <const uint8_t *>self.data
            while i < n and _FLAG[narrow[i]] == PLAIN:
                i += 1
        else:
            while i < n and flag_of(self.at(i)) == PLAIN:
                i += 1
        return i

    cdef Py_ssize_t skip_blank(self, Py_ssize_t i, bint lines) noexcept:
        """First position that is neither blank nor invisible, within the line unless ``lines``."""
        cdef uint8_t c
        while i < self.n:
            c = self.cls(i)
            if c != SPACE and c != INVISIBLE and not (lines and c == NEWLINE):
                break
            i += 1
        return i

    cdef Py_ssize_t after_break(self, Py_ssize_t i) noexcept:
        """Start of the line after the line break at ``i``."""
        if self.at(i) == c"\r" and i + 1 < self.n and self.at(i + 1) == c"\n":
            return i + 2
        return i + 1
