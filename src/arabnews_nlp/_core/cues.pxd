from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t

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

cdef enum:              # the senses that rules in the core ask for, as bits
    PERCENT = 1 << 0
    PERCENT_SIGN = 1 << 1
    SYMBOL = 1 << 2
    MONEY = 1 << 3
    MEASURE = 1 << 4
    PERIOD = 1 << 5
    FRACTION = 1 << 6
    ONLY = 1 << 7
    NEVER = 1 << 8
    PART_OF = 1 << 9    # links a number to the whole that it is a part of
    EVERY = 1 << 10
    DAILY = 1 << 11
    MODIFIER = 1 << 12
    MODIFIER_AFTER = 1 << 13
    WEEKDAY = 1 << 14
    MONTH = 1 << 15     # a month of any calendar
    MONTH_WORD = 1 << 16
    ORDINAL = 1 << 17
    PERIOD_DATE = 1 << 18   # names another date that is longer than a month
    CARDINAL = 1 << 19  # units, teens or tens
    CLOCK = 1 << 20
    COMPOUND = 1 << 21  # an ordinal of its own or before tens
    YEAR_WORD = 1 << 22
    OTHER = 1 << 30     # any other sense

cdef class Lexicon:
    cdef readonly list senses
    cdef KeyMap _map
    cdef bytes _starts
    cdef bytes _own     # for every entry the bits of its own senses, and with those of the phrases that it starts
    cdef bytes _all

cdef class Word:
    cdef readonly int32_t start
    cdef readonly int32_t end
    cdef readonly int32_t begin
    cdef readonly int kind
    cdef readonly bint glued
    cdef readonly bint article
    cdef readonly dict senses
    cdef uint32_t own   # bits of its senses
    cdef uint32_t all   # and of those of the phrases that it starts
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
