cimport cython
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t

from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.hash_table cimport HashTable

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept nogil
    const void *PyUnicode_DATA(object text) noexcept nogil
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) noexcept nogil

cdef extern from *:
    """
    #define FNV_OFFSET 0xCBF29CE484222325ULL
    #define FNV_PRIME 0x100000001B3ULL
    """
    const uint64_t FNV_OFFSET
    const uint64_t FNV_PRIME

cdef enum CharClass:
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

cdef const uint8_t *CLASS
cdef const uint16_t *FOLD

cdef uint8_t astral_class(Py_UCS4 c) noexcept nogil


cdef inline uint8_t char_class(Py_UCS4 c) noexcept nogil:
    """Class of a character; beyond the BMP letters and everything else are told apart roughly."""
    return CLASS[c] if c < 0x10000 else astral_class(c)


cdef inline bint is_letter(uint8_t kind) noexcept nogil:
    """Whether a class is one of letters."""
    return kind == ARABIC or kind == LATIN or kind == LETTER


cdef inline Py_UCS4 fold_char(Py_UCS4 c) noexcept nogil:
    """Folded form of a character, 0 where it is dropped."""
    return <Py_UCS4>FOLD[c] if c < 0x10000 else c


cdef inline uint64_t extended_key(uint64_t key, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """FNV-1a hash that goes on with the folded characters of a stretch of a string buffer."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(kind, data, i))
        if c:
            key = (key ^ <uint64_t>c) * FNV_PRIME
    return key


cdef inline uint64_t fold_key(int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """FNV-1a hash of the folded characters of a stretch of a string buffer."""
    return extended_key(FNV_OFFSET, kind, data, start, end)


cdef str folded(int width, const void *data, Py_ssize_t start, Py_ssize_t end)

cdef class PreTokens:
    cdef public object latin
    cdef readonly str text
    cdef readonly Py_ssize_t count
    # ``start`` has one place more; ``end`` is the same column from its second place on
    cdef int32_t *start
    cdef int32_t *end
    cdef uint8_t *kind
    cdef uint64_t *key
    cdef Py_ssize_t _capacity
    cdef int _reserve(self, Py_ssize_t capacity) except -1
    cdef int _scan(self, const CodeUnit *text, Py_ssize_t n) except -1

cdef class KeyMap:
    cdef HashTable _table

    @cython.final
    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        """Value of a key, -1 where it is absent."""
        return self._table.find(key)
