from libc.stdint cimport int16_t, int32_t, uint8_t

from arabnews_nlp.names.models._folded_names cimport ARABIC_LETTERS, LATIN_LETTERS, Name

cdef enum:
    KEPT = 2


cdef struct Place:
    # The cheapest ways to come here, each by another last graphone; costs are negative logarithms times SCALE. The first
    # way has its place first: of those where none has come yet, its cost is more than FAR and that of the other is FAR.
    int32_t cost[KEPT]
    const int16_t *after[KEPT]      # costs of each graphone after the last one


cdef struct Writing:
    # A graphone that writes a letter, or it and the one after it.
    int16_t token
    int32_t least               # its cost after the graphone after which it costs least


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
    # By side (0 Arabic, 1 Latin) the graphones of one of its letters and of two, those of the same letters together, which
    # may cost least first; and where those of each letter or pair of letters begin.
    cdef Writing *writings[2]
    cdef int32_t one[2][ARABIC_LETTERS + 1]
    cdef int32_t two[2][ARABIC_LETTERS * ARABIC_LETTERS + 1]

    cdef float chance(self, const Name *name, int start, int end) noexcept nogil
    cdef int index(self, int side) except -1
    cdef int write(self, int side, int n, list rows) except -1
    cdef int32_t least(self, int token) noexcept nogil
    cdef float joint(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil
    cdef float best(self, const Name *name, int start, int end) noexcept nogil
    cdef void spread(self, const Place *here, Place *there, const Writing *writing, const Writing *last) noexcept nogil
    cdef Place nowhere(self) noexcept nogil
    cdef Place beginning(self) noexcept nogil
    cdef float cheapest(self, const Place *place) noexcept nogil
    cdef void move(self, const Place *here, Place *there, int token) noexcept nogil
