cimport cython
from libc.stdint cimport int32_t, uint8_t

cdef struct Span:
    double score
    int32_t start
    int32_t end
    int32_t canonical   # number of the canonical form, -1 for none
    uint8_t label


# Rows stand in order of their starts.
@cython.final
cdef class Spans:
    cdef Span *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _capacity
    cdef readonly list canonical
    cdef int _grow(self) except -1

    cdef inline int append(self, Span row) except -1:
        """One more span, behind those there are; its canonical form is one of :attr:`canonical`."""
        if self.count == self._capacity:
            self._grow()
        self.rows[self.count] = row
        self.count += 1
        return 0


cdef struct Mention:
    int32_t end
    int32_t start
    int32_t name        # number of the aligned name


@cython.final
cdef class Mentions:
    cdef Mention *rows
    cdef Py_ssize_t count
    cdef list canonical     # form of each aligned name


cdef Spans merged(Spans first, Spans second)
