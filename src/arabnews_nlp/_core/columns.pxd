from cpython.mem cimport PyMem_Realloc
from libc.stdint cimport int32_t, uint32_t


cdef inline void *resized(void *column, Py_ssize_t capacity, size_t width) except NULL:
    """A column with this many places of this many bytes, what it held kept."""
    cdef void *block = PyMem_Realloc(column, max(capacity, 1) * width)
    if block == NULL:
        raise MemoryError()
    return block


cdef inline Py_ssize_t enlarged(Py_ssize_t capacity) noexcept nogil:
    """The next capacity of a column that is full; an eighth more, so that little of it stays unused."""
    return capacity + capacity // 8 + 64


cdef class RecordSequence:
    cdef Py_ssize_t count
    cdef object make(self, Py_ssize_t i)
    cdef tuple place(self, Py_ssize_t i)


cdef class SparseColumn:
    cdef int32_t *_places
    cdef uint32_t *_values
    cdef Py_ssize_t _count, _capacity
    cdef int _reserve(self, Py_ssize_t capacity) except -1
    cdef int add(self, Py_ssize_t place, uint32_t value) except -1
    cdef uint32_t at(self, Py_ssize_t place) noexcept
    cdef uint32_t following(self, Py_ssize_t place, Py_ssize_t *passed) noexcept
    cdef int trim(self) except -1
    cdef tuple to_bytes(self)


cdef SparseColumn sparse_column(bytes places, bytes values)
