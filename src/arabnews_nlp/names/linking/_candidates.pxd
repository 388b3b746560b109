from libc.stdint cimport int32_t, uint8_t

cdef struct Candidate:
    double score
    int32_t start
    int32_t end
    int32_t name
    uint8_t priority
    bint translated
    bint blocking

cdef struct Rank:
    double score
    int32_t start
    int32_t number
    uint8_t priority
    bint blocking

cdef class Candidates:
    cdef readonly str text
    cdef Candidate *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room, _size
    cdef uint8_t *_state    # of every character of the text
    cpdef Py_ssize_t add(
        self, int32_t start, int32_t end, int32_t name, double score, bint translated, int priority, bint blocking=*
    ) except -1
    cdef Py_ssize_t _checked(self, Py_ssize_t number) except -1
    cdef int _by_key(self, Rank *ranks, Py_ssize_t count, key) except -1
    cdef bint _free(self, Py_ssize_t start, Py_ssize_t end) noexcept
