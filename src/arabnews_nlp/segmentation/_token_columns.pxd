cimport cython
from libc.stdint cimport int32_t, uint8_t, uint32_t

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.columns cimport RecordSequence, SparseColumn
from arabnews_nlp._core.json_buffer cimport JsonText, Wide

cdef enum TokenKind:
    T_ARABIC = 0
    T_LATIN = 1
    T_NUMBER = 2
    T_PUNCT = 3
    T_SYMBOL = 4
    T_URL = 5
    T_EMAIL = 6
    T_MENTION = 7
    T_HASHTAG = 8
    T_EMOJI = 9
    T_MIXED = 10

cdef enum:
    # a length that stands for "longer", and the bit of the kind that stands for "has clitics"
    LONG = 255
    SPLIT = 128


cdef class Tokens(RecordSequence):
    cdef readonly str text
    cdef Py_ssize_t capacity
    cdef int32_t *start
    # code points of a token; LONG: as many as ``long_length`` says
    cdef uint8_t *length
    cdef SparseColumn long_length
    # kind of a token; with SPLIT: it has clitics
    cdef uint8_t *flags
    # lengths of up to four clitics from the token's start, one byte each
    cdef SparseColumn clitics
    cdef int reserve(self, Py_ssize_t capacity) except -1
    cdef int add(self, Py_ssize_t start, Py_ssize_t end, uint8_t kind, uint32_t clitics) except -1
    cdef Tokens in_source(self, str source, Alignment alignment)
    cdef object norm(self, Py_ssize_t i)
    cdef list norms(self)
    cdef object record(self, Py_ssize_t i, object norm)
    cdef Py_ssize_t write_plain(self, JsonText out, int width, const void *data, Py_ssize_t i, Py_ssize_t *split) except -1
    cdef Py_ssize_t write_run(self, JsonText out, const CodeUnit *text, Wide *at, Py_ssize_t i, Py_ssize_t *split) except -1
    cdef int write_head(self, JsonText out, Py_ssize_t i, Wide *at) except -1
    cdef int write_tail(self, JsonText out, Py_ssize_t i, Py_ssize_t *split, Wide *at) except -1

    @cython.final
    cdef inline Py_ssize_t end(self, Py_ssize_t i) noexcept:
        return self.start[i] + (self.length[i] if self.length[i] != LONG else <Py_ssize_t>self.long_length.at(i))

    @cython.final
    cdef inline uint8_t kind(self, Py_ssize_t i) noexcept:
        return self.flags[i] & ~SPLIT

    @cython.final
    cdef inline uint32_t split(self, Py_ssize_t i) noexcept:
        """Lengths of the clitics of a token, 0 where there are none."""
        return self.clitics.at(i) if self.flags[i] & SPLIT else 0

    @cython.final
    cdef inline uint32_t next_split(self, Py_ssize_t i, Py_ssize_t *split) noexcept:
        """Lengths of the clitics of a token; tokens are asked for in order, and ``split`` counts those with clitics."""
        return self.clitics.following(i, split) if self.flags[i] & SPLIT else 0
