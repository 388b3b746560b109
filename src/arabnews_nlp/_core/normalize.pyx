# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Steps of normalization on the string's own buffer: a table of characters in one pass, and edits of stretches."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.buffers cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_New, Unit
from arabnews_nlp._core.columns cimport enlarged, resized

from arabnews_nlp.errors import ArgumentValueError

cdef extern from "Python.h":
    int PyUnicode_Resize(PyObject **text, Py_ssize_t size) except -1
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)

cdef enum:
    BMP = 0x10000
    CODE_SPACE = 0x110000
    DELETED = 0
    SPECIAL = 0xFFFF
    BLOCK = 16

ctypedef fused Target:
    uint8_t
    uint16_t
    uint32_t


cdef PyObject *_new(Py_ssize_t size) except NULL:
    """A new two-byte string that nobody else holds."""
    cdef str text = PyUnicode_New(size, 0xFFFF)
    Py_INCREF(text)
    return <PyObject *>text


cdef class CharTable:
    """Maps single characters to zero, one or more characters.

    Most of the table is one array look-up: 0 deletes, ``SPECIAL`` asks the dictionary (expansions, NUL, U+FFFF, and
    everything beyond the BMP), any other value is the replacement.
    """

    cdef uint16_t _map[BMP]
    cdef dict _special
    cdef bint _astral
    cdef readonly dict mapping

    def __init__(self, mapping):
        cdef int i
        for i in range(BMP):
            self._map[i] = <uint16_t>i
        self._map[0] = SPECIAL
        self._special = {}
        self._astral = False
        self.mapping = dict(mapping)
        for code, replacement in self.mapping.items():
            if code >= BMP:
                self._special[code] = replacement
                self._astral = True
            elif not replacement and code:
                self._map[code] = DELETED
            elif len(replacement) == 1 and code and 0 < ord(replacement) < SPECIAL:
                self._map[code] = <uint16_t>ord(replacement)
            else:
                self._map[code] = SPECIAL
                self._special[code] = replacement

    cdef str _expansion(self, Py_UCS4 c):
        """Replacement of a character that the array cannot tell; None where it stays as it is."""
        return self._special.get(<int>c)

    def apply(self, str text not None):
        """The text with every character replaced; the same object where nothing changes."""
        return self._run(text, None)

    def align(self, str text not None):
        """The same, with its :class:`Alignment`."""
        cdef Alignment alignment = Alignment.__new__(Alignment)
        result = self._run(text, alignment)
        alignment.close(len(result), len(text))
        return result, alignment

    def edits(self, str text not None):
        """``(start, end, replacement)`` for each character that the table changes."""
        cdef Py_ssize_t n = len(text), i = 0
        cdef int kind = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        while True:
            if kind == 1:
                i = self._candidate(<const uint8_t *>data, i, n)
            elif kind == 2:
                i = self._candidate(<const uint16_t *>data, i, n)
            else:
                i = self._candidate(<const uint32_t *>data, i, n)
            if i == n:
                return
            replacement = self.mapping.get(ord(text[i]))
            if replacement is not None:
                yield i, i + 1, replacement
            i += 1

    cdef Py_ssize_t _candidate(self, const Unit *text, Py_ssize_t i, Py_ssize_t n) noexcept:
        """The next place from ``i`` with a character that the array does not keep; ``n`` where there is none."""
        while i < n:
            if Unit is uint32_t and text[i] >= BMP:
                if self._astral:
                    break
            elif self._map[<uint16_t>text[i]] != text[i] or text[i] == SPECIAL:
                break
            i += 1
        return i

    cdef str _run(self, str text, Alignment alignment):
        cdef Py_ssize_t n = len(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef str result
        if n == 0:
            return text
        if kind == 1:
            return self._measure[uint8_t](text, <uint8_t *>data, n, alignment)
        if kind == 2:
            result = self._shrinking(text, <uint16_t *>data, n, alignment)
            if result is not None:
                return result
            return self._measure[uint16_t](text, <uint16_t *>data, n, alignment)
        return self._measure[uint32_t](text, <uint32_t *>data, n, alignment)

    cdef str _shrinking(self, str text, uint16_t *source, Py_ssize_t n, Alignment alignment):
        """The usual case in one pass: two-byte text that only loses characters, written and then cut to length.

        None where it does not apply: a character expands, or the result needs another width.
        """
        cdef Py_ssize_t i = 0, out
        cdef uint32_t t, seen = 0
        cdef uint16_t *target
        cdef PyObject *result
        cdef str replacement
        if SPECIAL in self._special:
            return None
        while i < n and self._map[source[i]] == source[i]:
            i += 1
        if i == n:
            return text
        result = _new(n)
        target = <uint16_t *>PyUnicode_DATA(<object>result)
        memcpy(target, source, i * sizeof(uint16_t))
        for out in range(i):
            seen |= target[out]
        out = i
        while i < n:
            t = self._map[source[i]]
            if t == SPECIAL:
                replacement = self._expansion(source[i])
                if replacement is not None:
                    Py_XDECREF(result)
                    return None
                t = source[i]
                target[out] = <uint16_t>t
                out += 1
            else:
                target[out] = <uint16_t>t
                out += t != DELETED
            seen |= t
            i += 1
        if seen < 0x100 or out == 0:
            Py_XDECREF(result)
            return None
        PyUnicode_Resize(&result, out)
        finished = <str>result
        Py_XDECREF(result)
        if alignment is not None and out < n:
            self._push_deleted(source, n, alignment)
        return finished

    cdef int _push_deleted(self, const uint16_t *source, Py_ssize_t n, Alignment alignment) except -1:
        """Write the deletions into the alignment, of a text that is else mapped one to one."""
        cdef Py_ssize_t i, deleted = 0
        for i in range(n):
            if self._map[source[i]] == DELETED:
                alignment.push(i - deleted, i - deleted, i, i + 1)
                deleted += 1
        return 0

    cdef str _measure(self, str text, Unit *source, Py_ssize_t n, Alignment alignment):
        """First pass: where the first change is, how long the result is, and which width it needs."""
        cdef Py_ssize_t i = 0, first, size
        cdef uint32_t c, t, seen = 0
        cdef str replacement, result
        cdef bint special = False
        while i < n:
            c = source[i]
            if Unit is uint32_t and c >= BMP:
                if self._astral and self._expansion(c) is not None:
                    break
                t = c
            else:
                t = self._map[c]
                if t != c or t == SPECIAL:
                    if t != SPECIAL:
                        break
                    replacement = self._expansion(c)
                    if replacement is not None:
                        break
                    t = c
            seen |= t
            i += 1
        if i == n:
            return text
        first = i
        size = i
        while i < n:
            c = source[i]
            i += 1
            if Unit is uint32_t and c >= BMP:
                t = SPECIAL if self._astral else c
            else:
                t = self._map[c]
            if t != SPECIAL:
                size += t != DELETED
                seen |= t
                continue
            special = True
            replacement = self._expansion(c)
            if replacement is None:
                size += 1
                seen |= c
            else:
                size += len(replacement)
                for character in replacement:
                    seen |= <uint32_t>ord(character)
        if seen > 0x10FFFF:
            seen = 0x10FFFF
        result = PyUnicode_New(size, seen)
        if size == 0 and alignment is None:
            return result
        cdef int width = PyUnicode_KIND(result) if size else 1
        cdef void *target = PyUnicode_DATA(result)
        if width == 1:
            self._write(source, n, first, <uint8_t *>target, special, alignment)
        elif width == 2:
            self._write(source, n, first, <uint16_t *>target, special, alignment)
        else:
            self._write(source, n, first, <uint32_t *>target, special, alignment)
        return result

    cdef int _write(self, Unit *source, Py_ssize_t n, Py_ssize_t first, Target *target, bint special, Alignment alignment) except -1:
        """Second pass: write the result into its own buffer, and the edits into the alignment."""
        cdef Py_ssize_t i, out = first, begin
        cdef uint32_t c, t
        cdef str replacement
        if Unit is Target:
            memcpy(target, source, first * sizeof(Unit))
        else:
            for i in range(first):
                target[i] = <Target>source[i]
        i = first
        if alignment is None and not special:
            while i < n:
                c = source[i]
                i += 1
                if Unit is uint32_t and c >= BMP:
                    t = c
                else:
                    t = self._map[c]
                if t != DELETED:
                    target[out] = <Target>t
                    out += 1
            return 0
        while i < n:
            c = source[i]
            if Unit is uint32_t and c >= BMP:
                t = SPECIAL if self._astral else c
            else:
                t = self._map[c]
            if t == DELETED:
                begin = i
                i += 1
                while i < n and source[i] < BMP and self._map[source[i]] == DELETED:
                    i += 1
                if alignment is not None:
                    alignment.push(out, out, begin, i)
                continue
            i += 1
            if t != SPECIAL:
                target[out] = <Target>t
                out += 1
                continue
            replacement = self._expansion(c)
            if replacement is None:
                target[out] = <Target>c
                out += 1
                continue
            begin = out
            for character in replacement:
                target[out] = <Target>ord(character)
                out += 1
            if alignment is not None and out - begin != 1:
                alignment.push(begin, out, i - 1, i)
        return 0

    def __reduce__(self):
        return CharTable, (self.mapping,)


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


cdef uint32_t _joined(const Unit *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
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


cdef void *_copy(const Unit *source, Py_ssize_t length, Target *target) noexcept nogil:
    """Write characters that fit the width of the target; where it goes on."""
    cdef Py_ssize_t i
    if Unit is Target:
        memcpy(target, source, length * sizeof(Unit))
    else:
        for i in range(length):
            target[i] = <Target>source[i]
    return target + length


cdef void *_copy_from(const Unit *source, Py_ssize_t length, int kind, void *target) noexcept nogil:
    if kind == 1:
        return _copy(source, length, <uint8_t *>target)
    if kind == 2:
        return _copy(source, length, <uint16_t *>target)
    return _copy(source, length, <uint32_t *>target)


cdef void *_copied(str text, Py_ssize_t start, Py_ssize_t end, int kind, void *target) noexcept:
    """Write a stretch of a text into a buffer of this kind; where it goes on."""
    cdef int source = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    if source == 1:
        return _copy_from(<const uint8_t *>data + start, end - start, kind, target)
    if source == 2:
        return _copy_from(<const uint16_t *>data + start, end - start, kind, target)
    return _copy_from(<const uint32_t *>data + start, end - start, kind, target)


cdef str _distinct(const Unit *text, Py_ssize_t n):
    cdef uint8_t *seen = <uint8_t *>PyMem_Calloc(0x100 if Unit is uint8_t else BMP if Unit is uint16_t else CODE_SPACE, 1)
    cdef uint32_t *found = NULL
    cdef uint32_t c
    cdef Py_ssize_t i = 0, k, count = 0, capacity = 0
    cdef uint8_t met
    if seen == NULL:
        raise MemoryError()
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
        return PyUnicode_FromKindAndData(sizeof(uint32_t), found, count)
    finally:
        PyMem_Free(seen)
        PyMem_Free(found)


def distinct_characters(str text not None):
    """Every character of a text once."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    if kind == 1:
        return _distinct(<const uint8_t *>data, len(text))
    if kind == 2:
        return _distinct(<const uint16_t *>data, len(text))
    return _distinct(<const uint32_t *>data, len(text))


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
