cimport cython
from libc.stdint cimport int32_t, uint64_t

cdef struct KeySlot:
    uint64_t key
    int32_t value       # -1 where free

cdef class KeyTable:
    cdef KeySlot *_slots
    cdef uint64_t *_present     # four bits for each slot
    cdef uint64_t _mask
    cdef readonly Py_ssize_t count
    cdef int _resize(self, uint64_t size) except -1
    cdef void _note(self, uint64_t key) noexcept nogil
    cdef int put(self, uint64_t key, int32_t value) except -1
    cdef int32_t _value(self, uint64_t key) noexcept nogil

    @cython.final
    cdef inline uint64_t _bit(self, uint64_t key) noexcept nogil:
        """Number of the bit of a key."""
        return key * 0x9E3779B97F4A7C15ULL >> 34 & (4 * self._mask + 3)

    @cython.final
    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        """Value of a key, -1 where it is absent."""
        cdef uint64_t bit = self._bit(key)
        return self._value(key) if self._present[bit >> 6] >> (bit & 63) & 1 else -1
