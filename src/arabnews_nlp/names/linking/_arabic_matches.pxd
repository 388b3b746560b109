from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, KeyMap, PreTokens

cdef struct ArabicMatch:
    int32_t kind
    int32_t value
    int32_t start
    int32_t end
    int32_t first       # pretoken
    int32_t length
    int32_t nearest     # Latin names right beside, -1 for none
    int32_t farther

cdef class ArabicMatches:
    cdef ArabicMatch *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room
    cdef int add(self, ArabicMatch hit) except -1

cdef class Phrases:
    cdef HashTable table
    cdef HashTable single        # those of one word
    cdef uint64_t[1024] firsts  # bits of the keys of the first words, by their upper bits
    cdef uint64_t endings       # bits of the last letters of the first words
    cdef void fetch(self) noexcept
    cdef int32_t _find(self, PreTokens lx)
    cdef int _put(self, PreTokens lx, str form, int32_t number) except -1

cdef bint is_common(str word, Py_ssize_t start, Py_ssize_t end, KeyMap common) noexcept

cdef inline bint is_word(PreTokens lx, Py_ssize_t i) noexcept:
    """Whether a pretoken may be a word of a run."""
    return lx.kind[i] == ARABIC or lx.kind[i] == DIGIT


cdef Py_ssize_t next_word(PreTokens lx, int width, const void *data, Py_ssize_t i) noexcept
