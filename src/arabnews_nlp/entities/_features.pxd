cimport cython
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

from arabnews_nlp._core.prefetch cimport prefetch

cdef enum:
    LONGEST = 120       # tokens of a stretch that is tagged at once

cdef struct Slot:
    uint64_t key
    int32_t vocab_id    # place in the vocabulary, -1 for none
    uint16_t lists      # of the gazetteer, 0 for none; a slot with neither is free

@cython.final
cdef class Lexicon:
    cdef Slot *_slots
    cdef Py_ssize_t _mask
    cdef Slot *_slot(self, uint64_t key) noexcept nogil

    cdef inline void fetch(self, uint64_t key) noexcept nogil:
        """Have the slot of a key on its way from memory."""
        prefetch(self._slots + (key & self._mask))

    cdef inline const Slot *find(self, uint64_t key) noexcept nogil:
        """The slot of a phrase, or a free one, which says that nothing is known."""
        cdef Py_ssize_t i = key & self._mask
        while self._slots[i].key != key and (self._slots[i].vocab_id >= 0 or self._slots[i].lists):
            i = (i + 1) & self._mask
        return self._slots + i

cdef class TaggerTokens:
    cdef readonly str text
    cdef readonly Py_ssize_t count
    cdef int32_t *start
    cdef int32_t *end
    cdef int32_t *vocab_id
    cdef uint8_t *first
    cdef uint64_t *key
    cdef uint64_t *features
    cdef int32_t *body
    cdef int _reserve(self, Py_ssize_t most) except -1

