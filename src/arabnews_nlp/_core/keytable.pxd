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
    cdef int32_t find(self, uint64_t key) noexcept nogil
