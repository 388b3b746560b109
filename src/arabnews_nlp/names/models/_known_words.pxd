from libc.stdint cimport uint32_t, uint64_t


cdef class KnownWords:
    cdef uint32_t *first[3]     # sorted hashes of each set
    cdef uint32_t count[3]

    cdef bint _read(self, int column, int low, const unsigned char *p, uint64_t bits) noexcept nogil
    cdef bint has(self, int column, uint32_t hash) noexcept nogil
