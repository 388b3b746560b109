cimport cython
from libc.stdint cimport int32_t, uint64_t

cdef struct HashSlot:
    uint64_t key
    int32_t value       # -1 where free


cdef inline uint64_t present_bits(uint64_t mixed) noexcept nogil:
    """The bits of a key in its word, from the key times a large odd number."""
    return <uint64_t>1 << (mixed >> 58) | <uint64_t>1 << (mixed >> 52 & 63)


@cython.final
cdef class HashTable:
    cdef HashSlot *_slots
    cdef uint64_t *_present     # four bits for each slot, two of them set for each key
    cdef uint64_t _mask
    cdef readonly Py_ssize_t count
    cdef int _resize(self, uint64_t size) except -1
    cdef void _note(self, uint64_t key) noexcept nogil
    cdef int put(self, uint64_t key, int32_t value) except -1

    cdef inline bint may_have(self, uint64_t key) noexcept nogil:
        """Whether a key may be present; of those that are absent most are told so."""
        cdef uint64_t mixed = key * <uint64_t>0x9E3779B97F4A7C15, bits = present_bits(mixed)
        return self._present[mixed >> 20 & (self._mask >> 4)] & bits == bits

    cdef inline HashSlot *_slot(self, uint64_t key) noexcept nogil:
        """The slot of a key, or the free one that it would get."""
        cdef uint64_t i = (key ^ (key >> 29)) & self._mask
        while self._slots[i].value >= 0 and self._slots[i].key != key:
            i = (i + 1) & self._mask
        return self._slots + i

    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        """Value of a key, -1 where it is absent."""
        return self._slot(key).value if self.may_have(key) else -1
