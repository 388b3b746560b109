from libc.stdint cimport uint8_t

cdef enum:
    # Most letters of a Latin name that are read.
    PLAIN = 1024

cdef int plain_letters(int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint spell, uint8_t *out) noexcept nogil
