"""Columns of numbers in plain memory: how they grow, one for values that few places have, and sequences over them."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint32_t
from libc.string cimport memcpy


cdef class RecordSequence:
    """A read-only sequence whose records a subclass makes of its columns when they are asked for."""

    cdef object make(self, Py_ssize_t i):
        """The record at a place from 0 to ``count``; a sequence without columns has none."""
        raise IndexError(i)

    cdef tuple place(self, Py_ssize_t i):
        """Where the record at a place from 0 to ``count`` starts and ends, without making it."""
        raise IndexError(i)

    def bounds(self, Py_ssize_t i):
        """Where the record of this number starts and ends. It is not made: a word may be as long as the text."""
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.place(i)

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self.make(i) for i in range(*index.indices(self.count))]
        cdef Py_ssize_t i = index
        if i < 0:
            i += self.count
        if not 0 <= i < self.count:
            raise IndexError(index)
        return self.make(i)

    def __iter__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            yield self.make(i)

    def __eq__(self, other):
        if isinstance(other, (type(self), list, tuple)):
            return len(other) == self.count and list(self) == list(other)
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(list(self))


cdef class SparseColumn:
    """Numbers at few places, written in the order of the places; 0 everywhere else."""

    def __dealloc__(self):
        PyMem_Free(self._places)
        PyMem_Free(self._values)

    cdef int _reserve(self, Py_ssize_t capacity) except -1:
        self._places = <int32_t *>resized(self._places, capacity, sizeof(int32_t))
        self._values = <uint32_t *>resized(self._values, capacity, sizeof(uint32_t))
        self._capacity = capacity
        return 0

    cdef int add(self, Py_ssize_t place, uint32_t value) except -1:
        """Set the value of a place after all places that have one."""
        if self._count == self._capacity:
            self._reserve(enlarged(self._capacity))
        self._places[self._count] = <int32_t>place
        self._values[self._count] = value
        self._count += 1
        return 0

    cdef uint32_t at(self, Py_ssize_t place) noexcept:
        """The value of a place."""
        cdef Py_ssize_t low = 0, high = self._count, middle
        while low < high:
            middle = (low + high) >> 1
            if self._places[middle] < place:
                low = middle + 1
            else:
                high = middle
        return self._values[low] if low < self._count and self._places[low] == place else 0

    cdef uint32_t following(self, Py_ssize_t place, Py_ssize_t *passed) noexcept:
        """The value of a place, where places are asked for in order; ``passed`` counts those before it that have one."""
        while passed[0] < self._count and self._places[passed[0]] < place:
            passed[0] += 1
        return self._values[passed[0]] if passed[0] < self._count and self._places[passed[0]] == place else 0

    cdef int trim(self) except -1:
        """Give back what is not used."""
        return self._reserve(self._count)

    cdef tuple to_bytes(self):
        """The places and the values, for :func:`sparse_column`."""
        return (
            PyBytes_FromStringAndSize(<char *>self._places, self._count * sizeof(int32_t)),
            PyBytes_FromStringAndSize(<char *>self._values, self._count * sizeof(uint32_t)),
        )


cdef SparseColumn sparse_column(bytes places, bytes values):
    """A column from its places and values.

    :raises ValueError: places without order, or not as many as values.
    """
    cdef SparseColumn result = SparseColumn()
    cdef Py_ssize_t i, n = len(places) // 4
    if not len(places) == len(values) == 4 * n:
        raise ValueError("columns of different lengths")
    result._reserve(n)
    memcpy(result._places, <const char *>places, 4 * n)
    memcpy(result._values, <const char *>values, 4 * n)
    result._count = n
    for i in range(1, n):
        if result._places[i - 1] >= result._places[i]:
            raise ValueError("places without order")
    return result
