"""Sentences of a text as columns."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free
from cpython.object cimport PyObject
from libc.stdint cimport int32_t

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.columns cimport RecordSequence, enlarged, resized
from arabnews_nlp._core.json_buffer cimport JsonText, write_character, write_integer

cdef extern from "Python.h":
    object PyObject_Vectorcall(object callable, PyObject **args, size_t count, PyObject *names)

from arabnews_nlp.document.records import Span


cdef class Sentences(RecordSequence):
    """Sentence spans of a text as columns; a read-only sequence that makes :class:`~arabnews_nlp.document.records.Span` objects on
    access. ``cuts`` holds the offsets where a sentence was cut at the length bound."""

    def __dealloc__(self):
        PyMem_Free(self.start)
        PyMem_Free(self.end)

    cdef int add(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.count == self.capacity:
            self.capacity = enlarged(self.capacity)
            self.start = <int32_t *>resized(self.start, self.capacity, sizeof(int32_t))
            self.end = <int32_t *>resized(self.end, self.capacity, sizeof(int32_t))
        self.start[self.count] = <int32_t>start
        self.end[self.count] = <int32_t>end
        self.count += 1
        return 0

    def in_source(self, str source not None, Alignment alignment not None):
        """Sentences of the reading of a text as sentences of the text."""
        cdef Sentences result = Sentences()
        cdef Py_ssize_t i, start, end, last = 0
        result.text = source
        result.cuts = tuple([alignment.to_original(place, place)[0] for place in self.cuts])
        for i in range(self.count):
            start, end = alignment.to_original(self.start[i], self.end[i])
            if start < last:
                start = last    # a cut at the bound may lie inside a ligature, and a blank behind that
                while start < end and source[start].isspace():
                    start += 1
            if start < end:
                result.add(start, end)
                last = end
        return result

    cdef object make(self, Py_ssize_t i):
        return Span(self.text, self.start[i], self.end[i])

    cdef tuple place(self, Py_ssize_t i):
        return self.start[i], self.end[i]

    def __reduce__(self):
        return restored_sentences, (
            self.text,
            PyBytes_FromStringAndSize(<char *>self.start, self.count * sizeof(int32_t)),
            PyBytes_FromStringAndSize(<char *>self.end, self.count * sizeof(int32_t)),
            self.cuts,
        )

    def write_json(self, JsonText out not None):
        """All spans as a JSON array, as :meth:`arabnews_nlp.Doc.to_dict` has them."""
        cdef Py_ssize_t i
        write_character(out, c"[")
        for i in range(self.count):
            out._ascii(b',{"start":' if i else b'{"start":', 10 if i else 9)
            write_integer(out, self.start[i])
            out._ascii(b',"end":', 7)
            write_integer(out, self.end[i])
            write_character(out, c"}")
        write_character(out, c"]")

    def plain(self):
        """All spans as plain JSON values, as :meth:`write_json` writes them."""
        cdef Py_ssize_t i
        return [{"start": self.start[i], "end": self.end[i]} for i in range(self.count)]

    def to_list(self):
        """All spans at once."""
        cdef Py_ssize_t i
        cdef list result = [None] * self.count
        cdef object start, end, kind = Span
        cdef PyObject *args[3]
        args[0] = <PyObject *>self.text
        for i in range(self.count):
            start, end = self.start[i], self.end[i]
            args[1] = <PyObject *>start
            args[2] = <PyObject *>end
            result[i] = PyObject_Vectorcall(kind, args, 3, NULL)
        return result


def restored_sentences(str text not None, bytes start not None, bytes end not None, cuts not None):
    """Sentences from the bytes of their columns, made in another process maybe.

    :raises ValueError: columns that do not fit together or the text.
    """
    cdef Sentences result = Sentences.__new__(Sentences)
    cdef Py_ssize_t n = len(start) // 4, i, last = 0, length = len(text)
    cdef const int32_t *starts = <const int32_t *><const char *>start
    cdef const int32_t *ends = <const int32_t *><const char *>end
    if not len(start) == len(end) == 4 * n:
        raise ValueError("columns of different lengths")
    result.text = text
    result.cuts = tuple(cuts)
    for i in range(n):
        if not last <= starts[i] < ends[i] <= length:
            raise ValueError(f"no sentence of this text: {starts[i]}, {ends[i]}")
        last = ends[i]
        result.add(starts[i], ends[i])
    return result
