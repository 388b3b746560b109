cimport cython
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

from arabnews_nlp._core.characters cimport (
    ARABIC, DIGIT, INVISIBLE, LATIN, LETTER, MARK, NEWLINE, PUNCT, SPACE, SYMBOL, char_class, fold_char, is_letter,
)
from arabnews_nlp._core.hashing cimport FNV_OFFSET, FNV_PRIME, fnv1a_step
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.hash_table cimport HashTable

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept nogil
    const void *PyUnicode_DATA(object text) noexcept nogil
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) noexcept nogil

cdef inline uint64_t extended_key(uint64_t key, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """FNV-1a hash that goes on with the folded characters of a stretch of a string buffer."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(kind, data, i))
        if c:
            key = fnv1a_step(key, c)
    return key


cdef inline uint64_t fold_key(int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """FNV-1a hash of the folded characters of a stretch of a string buffer."""
    return extended_key(FNV_OFFSET, kind, data, start, end)


cdef str folded(int width, const void *data, Py_ssize_t start, Py_ssize_t end)

cdef class PreTokens:
    cdef public object latin
    cdef readonly str source
    cdef readonly str text
    cdef readonly object alignment
    cdef readonly object _phrases
    cdef readonly Py_ssize_t count
    # ``start`` has one place more; ``end`` is the same column from its second place on
    cdef int32_t *start
    cdef int32_t *end
    cdef uint8_t *kind
    cdef uint64_t *key
    cdef Py_ssize_t _capacity
    cdef int _reserve(self, Py_ssize_t capacity) except -1
    cdef int _scan_text(self, str text) except -1
    cdef int _scan(self, const CodeUnit *text, Py_ssize_t n) except -1

cdef class KeyMap:
    cdef HashTable _table

    @cython.final
    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        """Value of a key, -1 where it is absent."""
        return self._table.find(key)
