"""Spans of a text with a type and a score, as columns; which of two that overlap is kept.

Offsets are code points into the text; labels and canonical forms are numbers until the records are made.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport int32_t
from libc.stdlib cimport qsort

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.field_reader cimport FieldReader

from arabnews_nlp.document.records import Mention as MentionRecord
from arabnews_nlp.names._name_table import LABELS

cdef FieldReader _MENTION = FieldReader(MentionRecord, ("start", "end"))


cdef class Spans:
    """Stretches of a text with a type, a score and perhaps a canonical form, in order of their starts."""

    def __cinit__(self):
        self.canonical = []

    def __dealloc__(self):
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        """``(start, end, label, score, canonical)`` of a span."""
        cdef Span *row = self.rows + i
        if not 0 <= i < self.count:
            raise IndexError(i)
        return row.start, row.end, LABELS[row.label], row.score, self.canonical[row.canonical] if row.canonical >= 0 else None

    cdef int _grow(self) except -1:
        """Room for more spans."""
        self.rows = <Span *>resized(self.rows, enlarged(self._capacity), sizeof(Span))
        self._capacity = enlarged(self._capacity)
        return 0

    def add(self, Py_ssize_t start, Py_ssize_t end, str label not None, double score, str canonical=None):
        """One more span, behind those there are."""
        cdef Span row = Span(score, <int32_t>start, <int32_t>end, -1, LABELS.index(label))
        if canonical is not None:
            row.canonical = <int32_t>len(self.canonical)
            self.canonical.append(canonical)
        self.append(row)

    def extend(self, Spans more not None):
        """The spans of another, which come after all there are."""
        cdef Py_ssize_t i
        cdef int32_t shift = <int32_t>len(self.canonical)
        cdef Span row
        for i in range(more.count):
            row = more.rows[i]
            if row.canonical >= 0:
                row.canonical += shift
            self.append(row)
        self.canonical += more.canonical


cdef int _compare(const void *a, const void *b) noexcept nogil:
    cdef const Mention *x = <const Mention *>a
    cdef const Mention *y = <const Mention *>b
    if x.end != y.end:
        return -1 if x.end < y.end else 1
    if x.start != y.start:
        return -1 if x.start < y.start else 1
    return x.name - y.name


cdef class Mentions:
    """The mentions of aligned names by where they end; of those that end at one place the longest comes first."""

    def __cinit__(self, names):
        cdef FieldReader reader = _MENTION
        cdef Py_ssize_t i = 0
        cdef int32_t number
        self.canonical = [name.canonical for name in names]
        self.count = sum([len(name.mentions) for name in names])
        self.rows = <Mention *>PyMem_Calloc(self.count + 1, sizeof(Mention))
        if self.rows == NULL:
            raise MemoryError()
        for number in range(<int32_t>len(self.canonical)):
            for mention in names[number].mentions:
                if type(mention) is not reader.kind:
                    reader = FieldReader(type(mention), reader.names)
                self.rows[i] = Mention(reader.read(mention, 1), reader.read(mention, 0), number)
                i += 1
        qsort(self.rows, self.count, sizeof(Mention), _compare)

    def __dealloc__(self):
        PyMem_Free(self.rows)


cdef Spans merged(Spans first, Spans second):
    """Both in order; of those that overlap, the ones of the first."""
    cdef Spans both
    cdef Py_ssize_t i, at = 0, done = 0
    cdef bint shared = second.canonical is first.canonical or not second.canonical
    cdef int32_t shift = 0 if shared else <int32_t>len(first.canonical)
    cdef Span row
    if not second.count:
        return first
    if not first.count:
        return second
    both = Spans()
    both.canonical = first.canonical if shared else first.canonical + second.canonical
    for i in range(second.count):
        row = second.rows[i]
        while at < first.count and first.rows[at].start < row.end:
            at += 1
        while at and first.rows[at - 1].start >= row.end:
            at -= 1
        if at and first.rows[at - 1].end > row.start:
            continue
        while done < first.count and first.rows[done].start <= row.start:
            both.append(first.rows[done])
            done += 1
        if row.canonical >= 0:
            row.canonical += shift
        both.append(row)
    while done < first.count:
        both.append(first.rows[done])
        done += 1
    return both


def outer(Spans first not None, Spans second not None):
    """Both in order; of those that overlap, the ones of the first."""
    return merged(first, second)
