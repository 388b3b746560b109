from libc.stdint cimport uint8_t

cdef bint is_silent(const uint8_t *letters, int i, int n) noexcept nogil
cdef int hear(uint8_t *letters, int n, int first) noexcept nogil
