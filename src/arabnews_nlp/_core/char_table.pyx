"""A table of characters applied to the string's own buffer, with the alignment."""

from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.unicode_buffer cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_New, CodeUnit

cdef extern from "Python.h":
    int PyUnicode_Resize(PyObject **text, Py_ssize_t size) except -1

cdef enum:
    BMP = 0x10000
    DELETED = 0
    SPECIAL = 0xFFFF

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

    cdef Py_ssize_t _candidate(self, const CodeUnit *text, Py_ssize_t i, Py_ssize_t n) noexcept:
        """The next place from ``i`` with a character that the array does not keep; ``n`` where there is none."""
        while i < n:
            if CodeUnit is uint32_t and text[i] >= BMP:
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
        cdef uint32_t seen = 0
        cdef uint16_t *target
        cdef PyObject *result
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
        try:
            if alignment is None:
                out = self._shrink(source, i, n, target, &seen)
            else:
                out = self._shrink_aligned(source, i, n, target, &seen, alignment)
            if out <= 0 or seen < 0x100:
                if alignment is not None:
                    alignment.clear()
                return None
            PyUnicode_Resize(&result, out)
            return <str>result
        finally:
            Py_XDECREF(result)

    cdef Py_ssize_t _shrink(
        self, const uint16_t *source, Py_ssize_t i, Py_ssize_t n, uint16_t *target, uint32_t *seen
    ) except? -1:
        """Write the characters from ``i`` on; how many are written then, -1 where one expands."""
        cdef Py_ssize_t out = i
        cdef uint32_t t, every = 0
        while i < n:
            t = self._map[source[i]]
            if t == SPECIAL:
                if self._expansion(source[i]) is not None:
                    return -1
                t = source[i]
                target[out] = <uint16_t>t
                out += 1
            else:
                target[out] = <uint16_t>t
                out += t != DELETED
            every |= t
            i += 1
        seen[0] |= every
        return out

    cdef Py_ssize_t _shrink_aligned(
        self, const uint16_t *source, Py_ssize_t i, Py_ssize_t n, uint16_t *target, uint32_t *seen, Alignment alignment
    ) except? -1:
        """The same, with the deletions written into the alignment."""
        cdef Py_ssize_t out = i
        cdef uint32_t t, every = 0
        while i < n:
            t = self._map[source[i]]
            if t == DELETED:
                alignment.push(out, out, i, i + 1)
            else:
                if t == SPECIAL:
                    if self._expansion(source[i]) is not None:
                        return -1
                    t = source[i]
                target[out] = <uint16_t>t
                out += 1
                every |= t
            i += 1
        seen[0] |= every
        return out

    cdef str _measure(self, str text, CodeUnit *source, Py_ssize_t n, Alignment alignment):
        """First pass: where the first change is, how long the result is, and which width it needs."""
        cdef Py_ssize_t i = 0, first, size
        cdef uint32_t c, t, seen = 0
        cdef str replacement, result
        cdef bint special = False
        while i < n:
            c = source[i]
            if CodeUnit is uint32_t and c >= BMP:
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
            if CodeUnit is uint32_t and c >= BMP:
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

    cdef int _write(self, CodeUnit *source, Py_ssize_t n, Py_ssize_t first, Target *target, bint special, Alignment alignment) except -1:
        """Second pass: write the result into its own buffer, and the edits into the alignment."""
        cdef Py_ssize_t i, out = first, begin
        cdef uint32_t c, t
        cdef str replacement
        if CodeUnit is Target:
            memcpy(target, source, first * sizeof(CodeUnit))
        else:
            for i in range(first):
                target[i] = <Target>source[i]
        i = first
        if alignment is None and not special:
            while i < n:
                c = source[i]
                i += 1
                if CodeUnit is uint32_t and c >= BMP:
                    t = c
                else:
                    t = self._map[c]
                if t != DELETED:
                    target[out] = <Target>t
                    out += 1
            return 0
        while i < n:
            c = source[i]
            if CodeUnit is uint32_t and c >= BMP:
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
