from libc.stdint cimport int16_t, int32_t

from arabnews_nlp.names.models._folded_names cimport ARABIC_LETTERS, LATIN_LETTERS, Name

cdef enum:
    KEPT = 2


cdef struct Place:
    # The cheapest ways to come here, each by another last graphone; costs are negative logarithms times SCALE.
    int32_t count
    int32_t cost[KEPT]
    int16_t last[KEPT]


cdef class PairBigrams:
    cdef int16_t *follow
    cdef int tokens
    cdef float latin_chance[LATIN_LETTERS]
    cdef float arabic_chance[ARABIC_LETTERS]
    cdef float latin_end, arabic_end
    cdef int16_t one_one[ARABIC_LETTERS][LATIN_LETTERS]
    cdef int16_t one_none[ARABIC_LETTERS]
    cdef int16_t none_one[LATIN_LETTERS]
    cdef int16_t one_two[ARABIC_LETTERS][LATIN_LETTERS][LATIN_LETTERS]
    cdef int16_t two_one[ARABIC_LETTERS][ARABIC_LETTERS][LATIN_LETTERS]

    cdef float chance(self, const Name *name, int start, int end) noexcept nogil
    cdef float log_ratio(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil
    cdef void move(self, Place *here, Place *there, int token) noexcept nogil
