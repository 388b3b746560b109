cimport cython
from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.keytable cimport KeyTable
from arabnews_nlp._core.latin cimport LatinNames
from arabnews_nlp._core.lexemes cimport KeyMap

cdef struct Skeleton:
    uint64_t key
    int length
    int last

cdef struct Bones:
    # Consonant classes of a reading.
    unsigned char size
    unsigned char codes[3]

@cython.final
cdef class Skeletons:
    cdef readonly LatinNames names
    cdef KeyTable _table
    cdef uint64_t *_begun       # bits of the beginnings
    cdef uint64_t _mask
    cdef int32_t *_places       # skeletons of all names, those of a name together
    cdef int32_t *_first        # where those of a name begin
    cdef Py_ssize_t _count, _room
    cdef int32_t *_members      # names of all skeletons, those of a skeleton together and in order
    cdef int32_t *_from         # where those of a skeleton begin
    cdef int _add(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t since) except -1
    cdef int _read(self, const unsigned char *letters, int n, Py_ssize_t since) except -1
    cdef void _begin(self, uint64_t key) noexcept nogil
    cdef bint begun(self, uint64_t key) noexcept nogil
    cdef void _extend(self, Skeleton *state, const Bones *bones) noexcept nogil
    cdef int _keep(self, uint64_t key, Py_ssize_t since) except -1
    cdef int _invert(self) except -1
    cdef bint has(self, Py_ssize_t name, Py_ssize_t place) noexcept
    cdef list alike(self, Py_ssize_t place, Py_ssize_t start, Py_ssize_t most)

cdef struct Hit:
    int32_t kind
    int32_t value
    int32_t start
    int32_t end
    int32_t first       # lexeme
    int32_t length
    int32_t nearest     # Latin names right beside, -1 for none
    int32_t farther

cdef class Hits:
    cdef Hit *rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room
    cdef int add(self, Hit hit) except -1

cdef class Phrases:
    cdef KeyTable table
    cdef uint64_t endings       # bits of the last letters of the first words

cdef bint is_ordinary(str word, Py_ssize_t start, Py_ssize_t end, KeyMap common) noexcept
