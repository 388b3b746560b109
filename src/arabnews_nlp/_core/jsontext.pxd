from libc.stdint cimport uint8_t

cdef class JsonText:
    cdef uint8_t *_bytes
    cdef Py_ssize_t _count
    cdef Py_ssize_t _capacity
    cdef int room(self, Py_ssize_t more) except -1
    cdef int raw(self, const char *ascii, Py_ssize_t length) except -1
    cdef int integer(self, Py_ssize_t value) except -1
    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1
    cdef bytes finish(self)
