from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._name_table cimport KnownNames

cdef struct LatinMention:
    int32_t start
    int32_t end
    int32_t first       # pretoken
    int32_t last        # pretoken after the last
    uint64_t key

cdef struct LatinName:
    uint64_t key
    int32_t first       # run
    int32_t last        # run
    int32_t row         # in the table of known names, -1 for none
    bint varied         # stands in several spellings

cdef class LatinMentions:
    cdef LatinMention *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room
    cdef int add(self, LatinMention run) except -1

cdef class LatinNames:
    cdef readonly str text
    cdef readonly LatinMentions runs
    cdef readonly KnownNames known
    cdef readonly Py_ssize_t count
    cdef LatinName *rows
    cdef int32_t *name          # of each run
    cdef int32_t *following     # the next run of the same name, -1 for none
    cdef Py_ssize_t _room
    cdef HashTable _table
    cdef int32_t find(self, uint64_t key) noexcept nogil
    cdef Py_ssize_t occurrences(self, Py_ssize_t name) except -1
    cdef list _parts(self, int width, const void *data, const Py_ssize_t *starts, int words)
    cdef bint _same(self, Py_ssize_t a, Py_ssize_t b) noexcept
    cdef int _count(self, dict found, Py_ssize_t run, Py_ssize_t count) except -1
    cdef Py_ssize_t _checked(self, Py_ssize_t name) except -1
