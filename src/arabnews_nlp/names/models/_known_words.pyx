"""Sets of hashes of the words that lists of personal names have, as the name model holds them."""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from arabnews_nlp.errors import ModelFormatError

cdef enum:
    COLUMNS = 3
    MOST = 1 << 24
    HALVES = 1 << 16


cdef class KnownWords:
    """Three sets of 32-bit hashes: of pairs of words that lists have, of their Latin words and of their Arabic words.

    :param data: for each set its size, the number of its low bits and of its bytes (u32 each); then the sets, sorted: the
        difference to the hash before as its high part in ones and a zero, then its low bits (Rice code, lowest bit
        first).
    :raises ModelFormatError: bytes of another length or layout.
    """

    def __cinit__(self, bytes data not None):
        cdef const unsigned char *p = data
        cdef uint64_t at = COLUMNS * 12
        cdef uint32_t head[COLUMNS][3]
        cdef int k
        if <uint64_t>len(data) < at:
            raise ModelFormatError("known words: truncated")
        memcpy(head, p, at)
        for k in range(COLUMNS):
            if head[k][0] > MOST or not head[k][1] < 32 or at + head[k][2] > <uint64_t>len(data):
                raise ModelFormatError("known words: impossible sizes")
            self.first[k] = <uint32_t *>malloc(<uint64_t>head[k][0] * 4 + 4)
            if not self.first[k]:
                raise MemoryError()
            self.count[k] = head[k][0]
            if not self._read(k, <int>head[k][1], p + at, <uint64_t>head[k][2] * 8):
                raise ModelFormatError("known words: a set of another size than its header says")
            self._index(k)
            at += head[k][2]
        if at != <uint64_t>len(data):
            raise ModelFormatError("known words: of another length than its header says")

    def __dealloc__(self):
        cdef int k
        for k in range(COLUMNS):
            free(self.first[k])
            free(self.begin[k])

    cdef bint _read(self, int column, int low, const unsigned char *p, uint64_t bits) noexcept nogil:
        """Reads a set; false where its bits do not hold it."""
        cdef uint64_t at = 0, value = 0, step
        cdef uint32_t i
        cdef int k
        for i in range(self.count[column]):
            step = 0
            while at < bits and p[at >> 3] >> (at & 7) & 1:
                step += 1
                at += 1
            at += 1
            if at + <uint64_t>low > bits:
                return False
            step <<= low
            for k in range(low):
                step |= <uint64_t>(p[at >> 3] >> (at & 7) & 1) << k
                at += 1
            value += step
            if value >> 32:
                return False
            self.first[column][i] = <uint32_t>value
        return bits - at < 8

    cdef int _index(self, int column) except -1:
        """Finds where the hashes with each upper half begin."""
        cdef uint32_t i = 0
        cdef int half
        self.begin[column] = <uint32_t *>malloc((HALVES + 1) * sizeof(uint32_t))
        if not self.begin[column]:
            raise MemoryError()
        for half in range(HALVES):
            while i < self.count[column] and <int>(self.first[column][i] >> 16) < half:
                i += 1
            self.begin[column][half] = i
        self.begin[column][HALVES] = self.count[column]
        return 0

    cdef bint has(self, int column, uint32_t hash) noexcept nogil:
        """Whether a set has a hash."""
        cdef const uint32_t *p = self.first[column]
        cdef uint32_t i
        for i in range(self.begin[column][hash >> 16], self.begin[column][(hash >> 16) + 1]):
            if p[i] >= hash:
                return p[i] == hash
        return False
