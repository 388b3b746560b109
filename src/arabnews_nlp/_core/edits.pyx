"""Edits of stretches of a text: found one after another, or applied in one buffer and with their alignment; and what a
text is made of."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.unicode_buffer cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_New, CodeUnit, Stretch

from arabnews_nlp.errors import ArgumentValueError

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) noexcept nogil
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)

cdef enum:
    BMP = 0x10000
    CODE_SPACE = 0x110000
    BLOCK = 16
    # characters of a text that are sooner compared with each other than noted in a table
    FEW = 48

ctypedef fused Target:
    uint8_t
    uint16_t
    uint32_t


cdef class _FoundEdits:
    """``(start, end, replacement)`` of the stretches that a finder finds, in order."""

    cdef str text
    cdef Finder finder
    cdef tuple replacements
    cdef Stretch found

    def __iter__(self):
        return self

    def __next__(self):
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t n = len(self.text)
        cdef int width = PyUnicode_KIND(self.text), which
        if width == 1:
            which = self.finder.in_bytes(<const uint8_t *>data, n, &self.found)
        elif width == 2:
            which = self.finder.in_words(<const uint16_t *>data, n, &self.found)
        else:
            which = self.finder.in_quads(<const uint32_t *>data, n, &self.found)
        if not which:
            raise StopIteration
        return self.found.start, self.found.end, self.replacements[which]


cdef object found_edits(str text, Finder finder, tuple replacements):
    """``(start, end, replacement)`` of the stretches of a text that a finder finds, one by one."""
    cdef _FoundEdits edits = _FoundEdits()
    edits.text = text
    edits.finder = finder
    edits.replacements = replacements
    return edits


cdef class _Edits:
    """Replacements of stretches of a text as columns."""

    cdef Py_ssize_t *bounds
    cdef Py_ssize_t count, capacity
    cdef list replacements

    def __cinit__(self):
        self.replacements = []

    def __dealloc__(self):
        PyMem_Free(self.bounds)

    cdef int add(self, Py_ssize_t start, Py_ssize_t end, str replacement) except -1:
        cdef void *block
        if self.count == self.capacity:
            self.capacity += self.capacity // 2 + 16
            block = PyMem_Realloc(self.bounds, self.capacity * 2 * sizeof(Py_ssize_t))
            if block == NULL:
                raise MemoryError()
            self.bounds = <Py_ssize_t *>block
        self.bounds[2 * self.count] = start
        self.bounds[2 * self.count + 1] = end
        self.replacements.append(replacement)
        self.count += 1
        return 0

    cdef str applied(self, str text, Py_ssize_t size):
        """The edited text, of this size, in one buffer of the narrowest width."""
        cdef Py_ssize_t i, last = 0
        cdef uint32_t seen = 0
        cdef str result, replacement
        cdef void *out
        if size == 0:
            return ""
        for i in range(self.count):
            seen |= _seen(text, last, self.bounds[2 * i])
            last = self.bounds[2 * i + 1]
            replacement = self.replacements[i]
            seen |= _seen(replacement, 0, len(replacement))
        seen |= _seen(text, last, len(text))
        result = PyUnicode_New(size, min(seen, 0x10FFFF))
        last = 0
        out = PyUnicode_DATA(result)
        for i in range(self.count):
            out = _copied(text, last, self.bounds[2 * i], PyUnicode_KIND(result), out)
            replacement = self.replacements[i]
            out = _copied(replacement, 0, len(replacement), PyUnicode_KIND(result), out)
            last = self.bounds[2 * i + 1]
        _copied(text, last, len(text), PyUnicode_KIND(result), out)
        return result


cdef uint32_t _joined(const CodeUnit *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """All characters of a stretch, their bits or-ed."""
    cdef uint32_t seen = 0
    cdef Py_ssize_t i
    for i in range(start, end):
        seen |= text[i]
    return seen


cdef uint32_t _seen(str text, Py_ssize_t start, Py_ssize_t end) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    if kind == 1:
        return _joined(<const uint8_t *>data, start, end)
    if kind == 2:
        return _joined(<const uint16_t *>data, start, end)
    return _joined(<const uint32_t *>data, start, end)


cdef void *_copy(const CodeUnit *source, Py_ssize_t length, Target *target) noexcept nogil:
    """Write characters that fit the width of the target; the place after them."""
    cdef Py_ssize_t i
    if CodeUnit is Target:
        memcpy(target, source, length * sizeof(CodeUnit))
    else:
        for i in range(length):
            target[i] = <Target>source[i]
    return target + length


cdef void *_copy_from(const CodeUnit *source, Py_ssize_t length, int kind, void *target) noexcept nogil:
    if kind == 1:
        return _copy(source, length, <uint8_t *>target)
    if kind == 2:
        return _copy(source, length, <uint16_t *>target)
    return _copy(source, length, <uint32_t *>target)


cdef void *_copied(str text, Py_ssize_t start, Py_ssize_t end, int kind, void *target) noexcept:
    """Write a stretch of a text into a buffer of this kind; the place after them."""
    cdef int source = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    if source == 1:
        return _copy_from(<const uint8_t *>data + start, end - start, kind, target)
    if source == 2:
        return _copy_from(<const uint16_t *>data + start, end - start, kind, target)
    return _copy_from(<const uint32_t *>data + start, end - start, kind, target)


cdef class _Marks:
    """A mark for each code point. Who borrows them takes away those that he made, as there are too many to clear."""

    cdef uint8_t *of

    def __cinit__(self):
        self.of = <uint8_t *>PyMem_Calloc(CODE_SPACE, 1)
        if self.of == NULL:
            raise MemoryError()

    def __dealloc__(self):
        PyMem_Free(self.of)


cdef list _idle = []


cdef str _distinct(const CodeUnit *text, Py_ssize_t n, uint8_t *seen):
    """The characters that have no mark; they have none afterwards either."""
    cdef uint32_t *found = NULL
    cdef uint32_t c
    cdef Py_ssize_t i = 0, k, count = 0, capacity = 0
    cdef uint8_t met
    try:
        while i < n:
            if i + BLOCK <= n:
                met = 1
                for k in range(BLOCK):
                    met &= seen[text[i + k]]
                if met:
                    i += BLOCK
                    continue
            for i in range(i, min(i + BLOCK, n)):
                c = text[i]
                if seen[c]:
                    continue
                if count == capacity:
                    capacity = enlarged(capacity)
                    found = <uint32_t *>resized(found, capacity, sizeof(uint32_t))
                found[count] = c
                count += 1
                seen[c] = 1
            i += 1
        for k in range(count):
            seen[found[k]] = 0
        return PyUnicode_FromKindAndData(sizeof(uint32_t), found, count)
    finally:
        PyMem_Free(found)


cdef str _distinct_of_few(int kind, const void *data, Py_ssize_t n):
    """The same for a text of up to ``FEW`` characters."""
    cdef Py_UCS4 found[FEW]
    cdef Py_UCS4 c
    cdef Py_ssize_t i, k, count = 0
    for i in range(n):
        c = PyUnicode_READ(kind, data, i)
        k = 0
        while k < count and found[k] != c:
            k += 1
        if k == count:
            found[count] = c
            count += 1
    return PyUnicode_FromKindAndData(sizeof(Py_UCS4), found, count)


def distinct_characters(str text not None):
    """Every character of a text once, in order of appearance."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef _Marks marks
    cdef str found
    if len(text) <= FEW:
        return _distinct_of_few(kind, data, len(text))
    try:
        marks = _idle.pop()
    except IndexError:
        marks = _Marks()
    if kind == 1:
        found = _distinct(<const uint8_t *>data, len(text), marks.of)
    elif kind == 2:
        found = _distinct(<const uint16_t *>data, len(text), marks.of)
    else:
        found = _distinct(<const uint32_t *>data, len(text), marks.of)
    _idle.append(marks)
    return found


def is_astral(str text not None):
    """Whether a text has characters beyond the Basic Multilingual Plane."""
    return PyUnicode_KIND(text) == 4


def apply_edits(str text not None, edits):
    """Replace ``[start, end)`` by a string, for each ordered, disjoint ``(start, end, string)``; with the alignment.

    :raises ArgumentValueError: the edits overlap, are unordered, or lie outside the text.
    """
    cdef Py_ssize_t start, end, width, shift = 0, last = 0, n = len(text)
    cdef str replacement
    cdef _Edits taken = _Edits()
    cdef Alignment alignment = Alignment.__new__(Alignment)
    for start, end, replacement in edits:
        if not last <= start <= end <= n:
            raise ArgumentValueError("edits", (start, end, replacement), "ordered, disjoint and inside the text")
        width = len(replacement)
        alignment.push(start + shift, start + shift + width, start, end)
        taken.add(start, end, replacement)
        shift += width - (end - start)
        last = end
    alignment.close(n + shift, n)
    return (taken.applied(text, n + shift) if taken.count else text), alignment


def common_edges(str before not None, str after not None):
    """How many characters two strings have in common at the start, and of the rest at the end."""
    cdef Py_ssize_t head = 0, tail = 0, m = len(before), n = len(after), least = min(m, n)
    while head < least and before[head] == after[head]:
        head += 1
    while tail < least - head and before[m - 1 - tail] == after[n - 1 - tail]:
        tail += 1
    return head, tail
