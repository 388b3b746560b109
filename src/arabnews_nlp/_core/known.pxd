from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.lexemes cimport KeyMap

cdef class KnownNames:
    cdef readonly list canonical
    cdef readonly list types
    cdef KeyMap _latin
    cdef KeyMap _arabic
    cdef KeyMap _terms
    cdef int32_t find(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint *term) noexcept nogil
