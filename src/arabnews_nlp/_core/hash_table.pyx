"""Tables from 64-bit keys to numbers."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport int32_t, uint64_t


cdef class HashTable:
    """Map from 64-bit keys to small non-negative integers, open-addressed and at most half full.

    Most keys that are looked up are absent: two bits for each key, in a stretch of memory that is small enough to stay
    near, tell so first.
    """

    def __cinit__(self, entries=()):
        cdef uint64_t size = 16
        while size < 4 * <uint64_t>len(entries):
            size *= 2
        self._resize(size)
        if entries:
            for key, value in entries.items():
                self.put(key, value)

    def __dealloc__(self):
        PyMem_Free(self._slots)
        PyMem_Free(self._present)

    def __len__(self):
        return self.count

    cdef int _resize(self, uint64_t size) except -1:
        cdef HashSlot *old = self._slots
        cdef uint64_t slots = self._mask + 1 if old != NULL else 0, i
        cdef HashSlot *fresh = <HashSlot *>PyMem_Malloc(size * sizeof(HashSlot))
        cdef uint64_t *present = <uint64_t *>PyMem_Calloc(size // 16, sizeof(uint64_t))
        if fresh == NULL or present == NULL:
            PyMem_Free(fresh)
            PyMem_Free(present)
            raise MemoryError()
        PyMem_Free(self._present)
        self._present = present
        for i in range(size):
            fresh[i].value = -1
        self._slots = fresh
        self._mask = size - 1
        for i in range(slots):
            if old[i].value >= 0:
                self._slot(old[i].key)[0] = old[i]
                self._note(old[i].key)
        PyMem_Free(old)
        return 0

    cdef inline void _note(self, uint64_t key) noexcept nogil:
        cdef uint64_t mixed = key * <uint64_t>0x9E3779B97F4A7C15
        self._present[mixed >> 20 & (self._mask >> 4)] |= present_bits(mixed)

    cdef int put(self, uint64_t key, int32_t value) except -1:
        """Set the value of a key."""
        cdef HashSlot *slot
        if 2 * <uint64_t>(self.count + 1) > self._mask + 1:
            self._resize(2 * (self._mask + 1))
        slot = self._slot(key)
        if slot.value < 0:
            self.count += 1
        slot[0] = HashSlot(key, value)
        self._note(key)
        return 0

    def set(self, uint64_t key, int32_t value):
        """Set the value of a key.

        :raises ValueError: a negative value.
        """
        if value < 0:
            raise ValueError(value)
        self.put(key, value)

    def get(self, uint64_t key):
        """Value of a key, -1 where it is absent."""
        return self.find(key)
