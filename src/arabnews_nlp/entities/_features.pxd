cimport cython
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

cdef extern from *:
    """
    #define prefetch(place) __builtin_prefetch(place, 0, 2)
    """
    void prefetch(const void *place) noexcept nogil

cdef enum:
    GRAMS = 32768       # buckets of letter n-grams
    MOST_GRAMS = 72     # n-grams of one unit of 24 letters
    LONGEST = 120       # units of a stretch that is tagged at once

# Bits of the lists that a phrase of the gazetteer stands in; those of names by their type come first.
cdef enum:
    IN_PER = 1 << 0
    IN_ORG = 1 << 1
    IN_LOC = 1 << 2
    IN_PRODUCT = 1 << 3
    IN_EVENT = 1 << 4
    IN_PLACE = 1 << 5
    IN_PERSON = 1 << 6
    IN_GIVEN = 1 << 7
    IN_SURNAME = 1 << 8
    IN_NAME_WORDS = 1 << 9
    IN_SMALL = 1 << 10
    IN_BODY = 1 << 11
    IN_NO_NAMES = 1 << 12
    LONGER = 1 << 15    # longer phrases begin so

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

cdef inline uint64_t phrase_extended(uint64_t key, uint64_t word) noexcept nogil:
    """Key of a phrase with one more word; that of no words is 0."""
    return (key ^ (word >> 29) ^ word) * <uint64_t>0x9E3779B97F4A7C15


@cython.final
cdef class Lexicon:
    cdef Slot *_slots
    cdef Py_ssize_t _mask
    cdef Slot *_slot(self, uint64_t key) noexcept nogil

    cdef inline void fetch(self, uint64_t key) noexcept nogil:
        """Have the slot of a key on its way from memory."""
        prefetch(self._slots + (key & self._mask))

    cdef inline const Slot *find(self, uint64_t key) noexcept nogil:
        """The slot of a phrase, or a free one, which says that nothing is known."""
        cdef Py_ssize_t i = key & self._mask
        while self._slots[i].key != key and (self._slots[i].row >= 0 or self._slots[i].lists):
            i = (i + 1) & self._mask
        return self._slots + i

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
