from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.pretokens cimport PyUnicode_READ
from arabnews_nlp.entities._name_words cimport NameWord
from arabnews_nlp.entities._readings cimport phrase_extended
from arabnews_nlp.entities._spans cimport Span, Spans
from arabnews_nlp.names._name_table cimport KnownNames

cdef struct Kind:       # the entities of one spelling and one type
    uint64_t key        # of all words of the name
    Py_ssize_t word     # where its words begin
    int32_t words
    int32_t start       # of the first entity
    int32_t end
    int32_t parent      # an earlier kind that names the same, or the kind itself
    int32_t name        # the first aligned name that it mentions, -1 for none
    int32_t fullest     # the kind with the fullest form in the group that this kind is the first of, -1 before it is known
    bint varied         # whether the forms of that group differ in their words
    uint8_t label


cdef class Kinds:
    cdef str text
    cdef int width
    cdef const void *data
    cdef Spans spans
    cdef int32_t *of            # the kind of each span
    cdef Kind *rows
    cdef Py_ssize_t count, _capacity
    cdef NameWord *words        # of all kinds
    cdef Py_ssize_t words_count, _words_capacity
    cdef uint64_t _spelling(self, const Span *row) noexcept
    cdef int _add(self, const Span *row) except -1
    cdef int _add_word(self, const NameWord *word) except -1
    cdef Py_ssize_t _first_person_end(self, Py_ssize_t start, Py_ssize_t end, KnownNames known) noexcept
    cdef int32_t group(self, int32_t kind) noexcept
    cdef void join(self, int32_t a, int32_t b) noexcept
    cdef int read_words(self, KnownNames known) except -1
    cdef uint64_t key_without_clitic(self, int32_t kind) noexcept
    cdef uint64_t strong_key(self, int32_t kind) noexcept
    cdef bint is_fuller(self, const Kind *kind, const Kind *other) noexcept

    cdef inline Py_UCS4 char_at(self, Py_ssize_t i) noexcept:
        """The character at an offset inside the text."""
        return PyUnicode_READ(self.width, self.data, i)


cdef inline uint64_t forward_key(const NameWord *words, int32_t count, uint64_t first) noexcept nogil:
    """Key of words in order, the first of which has another key."""
    cdef uint64_t key = phrase_extended(0, first)
    cdef int32_t k
    for k in range(1, count):
        key = phrase_extended(key, words[k].key)
    return key
