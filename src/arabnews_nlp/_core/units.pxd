from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

cdef enum:
    GRAMS = 32768       # buckets of letter n-grams
    MOST_GRAMS = 72     # n-grams of one unit of 24 letters
    LONGEST = 120       # units of a stretch that is tagged at once

cdef struct WordSlot:
    uint64_t key
    int32_t row     # -1 where the slot is free

cdef struct PhraseSlot:
    uint64_t key
    uint16_t types  # 0 where the slot is free

cdef class Vocabulary:
    cdef readonly Py_ssize_t count
    cdef WordSlot *_slots
    cdef Py_ssize_t _mask
    cdef int32_t find(self, uint64_t key) noexcept nogil

cdef class Gazetteer:
    cdef readonly Py_ssize_t count
    cdef PhraseSlot *_slots
    cdef Py_ssize_t _mask
    cdef int find(self, uint64_t key) noexcept nogil
    cdef int _insert(self, uint64_t key, uint16_t types) except -1

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
