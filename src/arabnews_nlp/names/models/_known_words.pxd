from libc.stdint cimport uint32_t, uint64_t


cdef class KnownWords:
    cdef uint32_t *first[3]     # sorted hashes of each set
    cdef uint32_t count[3]
    cdef uint32_t *begin[3]     # where the hashes with each upper half begin, and one more

    cdef bint _read(self, int column, int low, const unsigned char *p, uint64_t bits) noexcept nogil
    cdef int _index(self, int column) except -1
    cdef bint has(self, int column, uint32_t hash) noexcept nogil
