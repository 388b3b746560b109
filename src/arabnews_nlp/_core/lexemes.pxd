from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept nogil
    const void *PyUnicode_DATA(object text) noexcept nogil
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) noexcept nogil

cdef enum Kind:
    SPACE = 0
    NEWLINE = 1
    ARABIC = 2
    LATIN = 3
    DIGIT = 4
    PUNCT = 5
    SYMBOL = 6
    LETTER = 7
    INVISIBLE = 8
    MARK = 9

cdef uint8_t char_class(Py_UCS4 c) noexcept nogil
cdef Py_UCS4 fold_char(Py_UCS4 c) noexcept nogil
cdef uint64_t fold_key(int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil

cdef class Lexemes:
    cdef public object latin
    cdef readonly str text
    cdef readonly Py_ssize_t count
    cdef int32_t *start
    cdef int32_t *end
    cdef uint8_t *kind
    cdef uint64_t *key
    cdef int _reserve(self, Py_ssize_t capacity) except -1

cdef class KeyMap:
    cdef uint64_t *_keys
    cdef int32_t *_values
    cdef Py_ssize_t _mask
    cdef readonly Py_ssize_t count
    cdef int32_t find(self, uint64_t key) noexcept nogil
