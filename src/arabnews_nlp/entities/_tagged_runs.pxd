cimport cython

cdef struct TaggedRun:
    Py_ssize_t first    # token
    Py_ssize_t last     # token behind it
    double score
    int tag             # of the first token


# Rows are disjoint and in order.
@cython.final
cdef class TaggedRuns:
    cdef TaggedRun *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _capacity
    cdef bint append(self, TaggedRun row) noexcept nogil
