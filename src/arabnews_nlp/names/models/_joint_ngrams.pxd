from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t, uint8_t

cdef enum:
    ARABIC_SIDE = 0
    LATIN_SIDE = 1
    LONGEST = 63

cdef class Graphones:
    cdef readonly int order, widest_arabic, widest_latin
    cdef Py_ssize_t tokens, nodes
    cdef float probs[256]
    cdef float backoffs[256]
    cdef uint8_t *prob
    cdef uint8_t *backoff
    cdef uint16_t *token
    cdef int32_t *child
    cdef int32_t *suffix
    cdef int32_t *state
    cdef uint8_t *size_a
    cdef uint8_t *size_l
    cdef uint16_t *letters
    cdef uint32_t *at
    cdef uint64_t *pair_key
    cdef int32_t *pair_token
    cdef uint64_t pair_mask
    cdef uint64_t *side_key[2]
    cdef int32_t *side_first[2]
    cdef uint64_t side_mask[2]
    cdef int32_t *side_token[2]

    cdef int index_pairs(self) except -1
    cdef int index_side(self, int side) except -1
    cdef uint64_t one_side(self, int32_t t, int side)
    cdef str written(self, list tokens, int side)
    cdef int32_t find(self, int32_t node, int32_t token) noexcept nogil
    cdef const int32_t *find_side(self, int side, const uint16_t *letters, int n) noexcept nogil
    cdef float step(self, int32_t state, int32_t token, int32_t *after) noexcept nogil
    cdef int32_t find_pair(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil
    cdef float pair_score(self, const uint16_t *a, int na, const uint16_t *l, int nl, int kept, float width,
                          bint total) noexcept nogil
