from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.pretokens cimport KeyMap

cdef uint64_t letters_key(int width, const void *data, Py_ssize_t start, Py_ssize_t end,
                          uint64_t *shorter, int *count, Py_UCS4 *last) noexcept nogil

cdef class KnownNames:
    cdef readonly list canonical
    cdef readonly list types
    cdef uint64_t *keys         # of the canonical forms
    cdef uint8_t *labels        # numbers of the types
    cdef KeyMap _latin
    cdef KeyMap _arabic
    cdef KeyMap _terms
    cdef int32_t find(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint *term) noexcept nogil
    cdef int32_t row_of(self, uint64_t key) noexcept nogil
