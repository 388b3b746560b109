from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

cdef enum:
    GRAMS = 32768       # buckets of letter n-grams
    MOST_GRAMS = 72     # n-grams of one unit of 24 letters
    LONGEST = 120       # units of a stretch that is tagged at once

cdef struct Slot:
    uint64_t key
    int32_t row         # of the vocabulary, -1 for none
    uint16_t lists      # of the gazetteer, 0 for none; a slot with neither is free

cdef struct Reading:
    uint64_t key        # of the word as a phrase
    Py_ssize_t start    # of the body
    uint16_t lists      # that the word stands in

cdef struct Readings:
    int count
    Reading of[3]

cdef class Lexicon:
    cdef Slot *_slots
    cdef Py_ssize_t _mask
    cdef Slot *_slot(self, uint64_t key) noexcept nogil
    cdef void fetch(self, uint64_t key) noexcept nogil
    cdef const Slot *find(self, uint64_t key) noexcept nogil

cdef class Units:
    cdef readonly str text
    cdef readonly Py_ssize_t count
    cdef int32_t *start
    cdef int32_t *end
    cdef int32_t *row
    cdef uint8_t *first
    cdef uint64_t *key
    cdef uint64_t *features
    cdef int32_t *body
    cdef int _reserve(self, Py_ssize_t most) except -1

cdef int grams(int width, const void *data, Py_ssize_t start, Py_ssize_t end, int32_t *out) noexcept nogil
cdef void read_word(int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t key, Readings *out) noexcept nogil
cdef uint64_t phrase_extended(uint64_t key, uint64_t word) noexcept nogil
