"""What is written alike in a document has one type: all its mentions vote."""

cimport cython
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.string cimport memset

from cpython.mem cimport PyMem_Free

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.hashing cimport FNV_OFFSET, fnv1a_step
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char, fold_key
from arabnews_nlp.entities._labels cimport LABEL_COUNT, PER
from arabnews_nlp.entities._scores cimport SURE
from arabnews_nlp.entities._spans cimport Span, Spans

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef struct Form:
    double votes[LABEL_COUNT]
    uint8_t order[LABEL_COUNT]    # types in the order in which they were first voted for
    uint8_t types           # how many were voted for
    bint person             # stands as a word in the name of a person


@cython.final
cdef class Forms:
    """The folded forms of a document, by key."""

    cdef Form *_forms
    cdef Py_ssize_t _capacity
    cdef HashTable _numbers

    def __cinit__(self):
        self._numbers = HashTable()

    def __dealloc__(self):
        PyMem_Free(self._forms)

    cdef Form *get(self, uint64_t key) except NULL:
        """The row of a form, from now on its own; good until the next call."""
        cdef int32_t number = self._numbers.find(key)
        if number < 0:
            number = <int32_t>self._numbers.count
            if number == self._capacity:
                self._forms = <Form *>resized(self._forms, enlarged(self._capacity), sizeof(Form))
                self._capacity = enlarged(self._capacity)
            memset(self._forms + number, 0, sizeof(Form))
            self._numbers.put(key, number)
        return self._forms + number


cdef bint _has_blank(int width, const void *data, const Span *row) noexcept:
    """Whether a name is of several words."""
    cdef Py_ssize_t i
    for i in range(row.start, row.end):
        if fold_char(PyUnicode_READ(width, data, i)) == c" ":
            return True
    return False


cdef int _mark_persons_words(int width, const void *data, const Span *row, Forms forms) except -1:
    """Note each word of a person's name."""
    cdef Py_ssize_t i
    cdef uint64_t key = FNV_OFFSET
    cdef Py_UCS4 c
    for i in range(row.start, row.end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if c and not Py_UNICODE_ISSPACE(c):
            key = fnv1a_step(key, c)
        elif c and key != FNV_OFFSET:
            forms.get(key).person = True
            key = FNV_OFFSET
    if key != FNV_OFFSET:
        forms.get(key).person = True
    return 0


def agree(Spans spans not None, str text not None):
    """Bring the types of one name in a document into agreement, except where the tables have said the type.

    Each mention votes with its score. A single word that stands in the name of a person elsewhere in the document is
    that person.
    """
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t i
    cdef Forms forms = Forms()
    cdef Form *form
    cdef Span *row
    cdef int k, best
    for i in range(spans.count):
        row = spans.rows + i
        form = forms.get(fold_key(width, data, row.start, row.end))
        for k in range(form.types):
            if form.order[k] == row.label:
                break
        else:
            form.order[form.types] = row.label
            form.types += 1
        form.votes[row.label] += row.score
        if row.label == PER and row.score > SURE and _has_blank(width, data, row):
            _mark_persons_words(width, data, row, forms)
    for i in range(spans.count):
        row = spans.rows + i
        if row.canonical >= 0:
            continue
        form = forms.get(fold_key(width, data, row.start, row.end))
        if form.types > 1:
            best = form.order[0]
            for k in range(1, form.types):
                if form.votes[form.order[k]] > form.votes[best]:
                    best = form.order[k]
            row.label = best
        if form.person and row.score < SURE:
            row.label = PER
