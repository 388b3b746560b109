cimport cython
from libc.stdint cimport int32_t, uint16_t, uint64_t, uint8_t

from arabnews_nlp.names.models._graphone_trie cimport SIDE, GraphoneTrie


cdef struct Hypothesis:
    float score
    int32_t state
    int32_t back        # the stored hypothesis that this one continues, -1 for none
    uint16_t token      # its last graphone
    uint8_t inserted    # how many graphones without a letter of the source it ends with
    uint64_t output     # hash of the letters written


@cython.final
cdef class Search:
    cdef GraphoneTrie model
    cdef int side, beam
    # open hypotheses of a source position and the next few: lists in a ring, found by output and state
    cdef Hypothesis *open[SIDE + 1]
    cdef int32_t *slots[SIDE + 1]
    cdef int count[SIDE + 1]
    cdef float top[SIDE + 1]
    # those of earlier positions, stored for good; the last position's are from ``last_first`` to ``stored``
    cdef Hypothesis *store
    cdef Py_ssize_t stored, capacity
    cdef int32_t last_first

    cdef int run(self, const uint16_t *letters, int length) except -1 nogil
    cdef list best(self, int n)
    cdef void clear(self, int i) noexcept nogil
    cdef void offer(self, int i, float score, int32_t state, int32_t back, int32_t token, int inserted,
                    uint64_t output) noexcept nogil
    cdef void continue_by(self, const int32_t *tokens, const Hypothesis *h, int32_t back, int i, int inserted) noexcept nogil
    cdef uint64_t extend(self, uint64_t output, int32_t token) noexcept nogil
    cdef void prune(self, int i) noexcept nogil
    cdef void reindex(self, int i) noexcept nogil
    cdef int insert(self, int i) except -1 nogil
    cdef int finish(self, int i) except -1 nogil
    cdef void read(self, const uint16_t *letters, int length, int position) noexcept nogil
    cdef int reserve(self, Py_ssize_t added) except -1 nogil
