from libc.stdint cimport int32_t

from arabnews_nlp._core.columns cimport RecordSequence


cdef class Sentences(RecordSequence):
    cdef readonly str text
    cdef readonly tuple cuts
    cdef Py_ssize_t capacity
    cdef int32_t *start
    cdef int32_t *end
    cdef int add(self, Py_ssize_t start, Py_ssize_t end) except -1
