from libc.stdint cimport int32_t, uint64_t

cdef struct LatinMention:
    int32_t start
    int32_t end
    int32_t first       # pretoken
    int32_t last        # pretoken after the last
    uint64_t key

cdef class LatinMentions:
    cdef LatinMention *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _capacity
    cdef int add(self, LatinMention mention) except -1
