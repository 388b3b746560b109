from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._latin_mentions cimport LatinMention, LatinMentions
from arabnews_nlp.names._name_table cimport KnownNames

cdef struct LatinName:
    uint64_t key
    int32_t first       # mention
    int32_t last        # mention
    int32_t row         # in the table of known names, -1 for none
    bint varied         # stands in several spellings

cdef class LatinNames:
    cdef readonly str text
    cdef readonly LatinMentions mentions
    cdef readonly KnownNames known
    cdef readonly Py_ssize_t count
    cdef LatinName *rows
    cdef int32_t *name          # of each mention
    cdef int32_t *following     # the next mention of the same name, -1 for none
    cdef Py_ssize_t _capacity
    cdef HashTable _table
    cdef int32_t _number(self, LatinMention *mention, Py_ssize_t i) except -1
    cdef uint64_t _key_of(self, LatinMention *mention, int32_t *row)
    cdef void _append(self, LatinName *name, Py_ssize_t i) noexcept
    cdef int32_t find(self, uint64_t key) noexcept nogil
    cdef list _parts(self, int width, const void *data, const Py_ssize_t *starts, int words)
    cdef bint _same(self, Py_ssize_t a, Py_ssize_t b) noexcept
    cdef int _count(self, dict found, Py_ssize_t i, Py_ssize_t count) except -1
    cdef Py_ssize_t _checked(self, Py_ssize_t name) except -1
