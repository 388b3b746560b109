from libc.stdint cimport uint8_t, uint32_t


cdef class SectionReader:
    cdef const uint8_t *at
    cdef const uint8_t *end
    cdef bytes data
    cdef str what

    cdef Py_ssize_t left(self) noexcept
    cdef const uint8_t *take(self, Py_ssize_t size) except NULL
    cdef int copy(self, void *out, Py_ssize_t size) except -1
    cdef uint32_t number(self, uint32_t least, uint32_t most) except? 0xFFFFFFFF
    cdef int close(self) except -1
