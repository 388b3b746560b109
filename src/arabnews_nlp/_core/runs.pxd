from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.keytable cimport KeyTable
from arabnews_nlp._core.lexemes cimport ARABIC, DIGIT, KeyMap, Lexemes

cdef struct Hit:
    int32_t kind
    int32_t value
    int32_t start
    int32_t end
    int32_t first       # lexeme
    int32_t length
    int32_t nearest     # Latin names right beside, -1 for none
    int32_t farther

cdef class Hits:
    cdef Hit *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room
    cdef int add(self, Hit hit) except -1

cdef class Phrases:
    cdef KeyTable table
    cdef KeyTable single        # those of one word
    cdef uint64_t endings       # bits of the last letters of the first words

cdef bint is_ordinary(str word, Py_ssize_t start, Py_ssize_t end, KeyMap common) noexcept

cdef inline bint is_word(Lexemes lx, Py_ssize_t i) noexcept:
    """Whether a lexeme may be a word of a run."""
    return lx.kind[i] == ARABIC or lx.kind[i] == DIGIT


cdef Py_ssize_t next_word(Lexemes lx, int width, const void *data, Py_ssize_t i) noexcept
