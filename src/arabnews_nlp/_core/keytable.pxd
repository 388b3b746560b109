cimport cython
from libc.stdint cimport int32_t, uint64_t

cdef struct KeySlot:
    uint64_t key
    int32_t value       # -1 where free

@cython.final
cdef class KeyTable:
    cdef KeySlot *_slots
    cdef uint64_t *_present     # four bits for each slot
    cdef uint64_t _mask
    cdef readonly Py_ssize_t count
    cdef int _resize(self, uint64_t size) except -1
    cdef void _note(self, uint64_t key) noexcept nogil
    cdef int put(self, uint64_t key, int32_t value) except -1

    cdef inline uint64_t _bit(self, uint64_t key) noexcept nogil:
        return key * <uint64_t>0x9E3779B97F4A7C15 >> 34 & (4 * self._mask + 3)

    cdef inline bint may_have(self, uint64_t key) noexcept nogil:
        """Whether a key may be present; of those that are absent most are told so."""
        cdef uint64_t bit = self._bit(key)
        return self._present[bit >> 6] >> (bit & 63) & 1

    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        """Value of a key, -1 where it is absent."""
        cdef uint64_t slot
        if not self.may_have(key):
            return -1
        slot = (key ^ (key >> 29)) & self._mask
        while self._slots[slot].value >= 0:
            if self._slots[slot].key == key:
                return self._slots[slot].value
            slot = (slot + 1) & self._mask
        return -1
