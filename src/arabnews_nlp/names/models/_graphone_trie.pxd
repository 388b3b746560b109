cimport cython
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t, uint8_t

from arabnews_nlp._core.hash_table cimport HashTable

cdef enum:
    START = 0               # the graphone before the first one of a name, and that after its last
    STOP = 1
    SIDE = 4                # most letters of a graphone on one side
    MOVES = (SIDE + 1) * (SIDE + 1) - 1
    LONGEST = 63            # most letters of a name that are read

cdef enum:
    ARABIC_SIDE = 0
    LATIN_SIDE = 1

cdef extern from *:
    """
    #define NEVER -1e30f    /* log probability of what a model does not know */
    """
    const float NEVER


# A graphone that fits where a cut has come to, and how many letters it takes of each side.
cdef struct Move:
    int32_t token
    int arabic
    int latin


cdef inline uint64_t mix(uint64_t key, uint64_t c) noexcept nogil:
    """Hash of a sequence followed by one more value; the factor is 2^64 divided by the golden ratio (Knuth)."""
    return (key ^ (c + 1)) * <uint64_t>0x9E3779B97F4A7C15 ^ (key >> 29)


cdef class GraphoneTrie:
    cdef readonly int order, widest_arabic, widest_latin
    cdef Py_ssize_t tokens, nodes
    # of graphones: letters of each side, where in ``letters`` they begin, Arabic ones first
    cdef uint8_t *size_a
    cdef uint8_t *size_l
    cdef uint32_t *at
    cdef uint16_t *letters
    # of nodes: last graphone, log probability and back-off as indices of ``probs`` and ``backoffs``, first child (that of
    # the next node ends them), node without the first graphone, and the longest such node that has children
    cdef uint16_t *token
    cdef uint8_t *prob
    cdef uint8_t *backoff
    cdef int32_t *child
    cdef int32_t *suffix
    cdef int32_t *state
    cdef float probs[256]
    cdef float backoffs[256]
    # graphones by the letters of both sides; where among ``members`` those with the same letters on one side begin, each
    # group closed by -1
    cdef HashTable pairs
    cdef HashTable arabic_groups, latin_groups
    cdef int32_t *members[2]

    cdef int read_graphones(self, Py_ssize_t letters) except -1
    cdef int read_trie(self, const uint8_t *counts) except -1
    cdef int link_suffixes(self) except -1
    cdef int index_pairs(self) except -1
    cdef HashTable index_side(self, int side)
    cdef str written(self, list tokens, int side)
    cdef int32_t find_pair(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil
    cdef const int32_t *find_side(self, int side, const uint16_t *letters, int n) noexcept nogil
    cdef int moves(self, const uint16_t *a, int na, const uint16_t *l, int nl, Move *out) noexcept nogil

    @cython.final
    cdef inline int32_t find(self, int32_t node, int32_t token) noexcept nogil:
        """Child of a node, -1 where it has none for this graphone."""
        cdef int32_t low = self.child[node], high = self.child[node + 1], middle
        if node == 0:
            return token + 1
        while low < high:
            middle = (low + high) >> 1
            if self.token[middle] < token:
                low = middle + 1
            else:
                high = middle
        return low if low < self.child[node + 1] and self.token[low] == token else -1

    @cython.final
    cdef inline float step(self, int32_t state, int32_t token, int32_t *after) noexcept nogil:
        """Log probability of a graphone after a state, and the state it leads to."""
        cdef float total = 0
        cdef int32_t found = self.find(state, token)
        while found < 0:
            total += self.backoffs[self.backoff[state]]
            state = self.suffix[state]
            found = self.find(state, token)
        after[0] = self.state[found]
        return total + self.probs[self.prob[found]]
