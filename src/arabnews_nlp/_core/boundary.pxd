from libc.stdint cimport int32_t

from arabnews_nlp._core.lexemes cimport KeyMap

cdef class Rules:
    cdef KeyMap words
    cdef KeyMap openers
    cdef KeyMap resumers

cdef class Sentences:
    cdef readonly str text
    cdef readonly tuple cuts
    cdef Py_ssize_t count
    cdef Py_ssize_t capacity
    cdef int32_t *start
    cdef int32_t *end
    cdef int add(self, Py_ssize_t start, Py_ssize_t end) except -1

cdef bint joins(int width, const void *data, Py_ssize_t n, Py_ssize_t i, Py_ssize_t p, Rules rules) noexcept
