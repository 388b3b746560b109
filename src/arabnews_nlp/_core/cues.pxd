from libc.stdint cimport int32_t, uint8_t, uint16_t

from arabnews_nlp._core.lexemes cimport KeyMap, Lexemes

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t index)

cdef struct Row:
    int32_t start
    int32_t end
    int32_t entry       # in the lexicon, -1 without one
    uint16_t proclitics # characters before the word without its proclitics
    uint8_t kind
    uint8_t flags

cdef class Lexicon:
    cdef readonly list senses
    cdef KeyMap _map
    cdef bytes _starts

cdef class Word:
    cdef readonly int32_t start
    cdef readonly int32_t end
    cdef readonly int32_t begin
    cdef readonly int kind
    cdef readonly bint glued
    cdef readonly bint article
    cdef readonly dict senses
    cdef Py_ssize_t index
    cdef str _text
    cdef str _form
    cdef str folded(self)

cdef class Cues:
    cdef readonly str text
    cdef readonly Lexemes lexemes
    cdef Lexicon _lexicon
    cdef Row *_rows             # of the words from _first on, _count of them
    cdef Py_ssize_t _first, _count, _capacity
    cdef Py_ssize_t _here       # word that the grammar has come to
    cdef Py_ssize_t _lexeme     # that the next row starts with
    cdef int32_t _last_end      # of the word of the last row
    cdef bint _digits_wanted    # whether the word of the last row starts something where digits follow
    cdef list _made
    cdef Word _end
    cdef bint _make_more(self, Py_ssize_t i) except -1
    cdef int _scan(self, Py_ssize_t most) except -1
    cpdef Py_ssize_t next_start(self, Py_ssize_t i)
    cpdef tuple phrase(self, Py_ssize_t i, str sense)
    cpdef tuple bare(self, Py_ssize_t i, str sense)
    cpdef Word word(self, Py_ssize_t i)
    cdef bint any_of(self, Py_ssize_t i, tuple senses) except -1
    cdef Py_ssize_t joins(self, Py_ssize_t i) except -2
    cdef bint _follow(self, Py_ssize_t i, tuple forms) except -1


cdef inline bint has_word(Cues cues, Py_ssize_t i) except -1:
    """Whether there is a word at an index from 0 up. The row after it is made too: it may change the flags of this."""
    return i + 1 < cues._first + cues._count or cues._make_more(i)
