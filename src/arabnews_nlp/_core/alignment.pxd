from libc.stdint cimport uint32_t

cdef class Alignment:
    cdef uint32_t *_edits
    cdef Py_ssize_t _count
    cdef Py_ssize_t _capacity
    cdef readonly Py_ssize_t original_length
    cdef readonly Py_ssize_t normalized_length
    cdef int push(self, Py_ssize_t ns, Py_ssize_t ne, Py_ssize_t os, Py_ssize_t oe) except -1
    cdef void clear(self) noexcept
    cdef int close(self, Py_ssize_t normalized_length, Py_ssize_t original_length) except -1
    cdef Py_ssize_t _find(self, Py_ssize_t offset, int field) noexcept
    cdef (Py_ssize_t, Py_ssize_t) _image(self, Py_ssize_t offset, int source) noexcept
    cdef tuple _map(self, given_start, given_end, int source)
