cimport cython
from libc.stdint cimport uint8_t

from arabnews_nlp._core.characters cimport BMP, char_class
from arabnews_nlp._core.pretokens cimport PyUnicode_READ


# What the scan for sentences has to look at; all other characters are plain.
cdef enum Flag:
    PLAIN = 0
    STOP = 1
    STRONG = 2          # question and exclamation marks
    ELLIPSIS = 3
    BREAK = 4
    QUOTE = 5
    COLON = 6
    SEMICOLON = 7
    LESS = 8
    UNREAD = 9          # may be read otherwise than it is stored


# Column indexed by code point, BMP long.
cdef const uint8_t *FLAG


cdef inline uint8_t flag_of(Py_UCS4 c) noexcept nogil:
    return FLAG[c] if c < BMP else <uint8_t>PLAIN


cdef class ScannedText:
    cdef str text
    cdef const void *data
    cdef int width
    cdef Py_ssize_t n

    @cython.final
    cdef inline Py_UCS4 at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.width, self.data, i)

    @cython.final
    cdef inline uint8_t cls(self, Py_ssize_t i) noexcept:
        return char_class(PyUnicode_READ(self.width, self.data, i))

    cdef Py_ssize_t skip_plain(self, Py_ssize_t i) noexcept
    cdef Py_ssize_t skip_blank(self, Py_ssize_t i, bint lines) noexcept
    cdef Py_ssize_t after_break(self, Py_ssize_t i) noexcept
