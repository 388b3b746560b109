"""JSON written straight into the buffer of a ``str``."""

cimport cython
from cpython.long cimport PyLong_AsLongLongAndOverflow
from cpython.object cimport PyObject, descrgetfunc
from cpython.ref cimport Py_INCREF, Py_XDECREF
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.unicode_buffer cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_New, CodeUnit
from arabnews_nlp.serialization._struct_columns cimport slot_value, slots

from decimal import Decimal

import msgspec

cdef extern from "Python.h":
    int PyUnicode_Resize(PyObject **text, Py_ssize_t size) except -1
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)

cdef enum:
    PIECE = 4096
    BLOCK = 32
    LONGEST_ESCAPE = 6

cdef const char *_HEX = b"0123456789abcdef"
cdef object _Decimal = Decimal
cdef descrgetfunc _slot_value = slot_value
cdef object _encode = msgspec.json.encode


cdef Wide *_escape(Wide *out, uint32_t c) noexcept nogil:
    """Write a quotation mark, backslash or control character; where it goes on."""
    cdef uint32_t short_form = 0
    out[0] = 0x5C
    if c == 0x22 or c == 0x5C:
        short_form = c
    elif c == 0x0A:
        short_form = 0x6E
    elif c == 0x0D:
        short_form = 0x72
    elif c == 0x09:
        short_form = 0x74
    elif c == 0x08:
        short_form = 0x62
    elif c == 0x0C:
        short_form = 0x66
    if short_form:
        out[1] = <uint8_t>short_form
        return out + 2
    out[1] = 0x75
    out[2] = out[3] = 0x30
    out[4] = <uint8_t>_HEX[c >> 4]
    out[5] = <uint8_t>_HEX[c & 0xF]
    return out + 6


cdef bint _odd(const CodeUnit *text) noexcept nogil:
    """Whether some of the next ``BLOCK`` characters are to be escaped, or surrogates."""
    cdef CodeUnit odd = 0, c
    cdef int i
    for i in range(BLOCK):
        c = text[i]
        odd |= (c < 0x20) | (c == 0x22) | (c == 0x5C)
        if CodeUnit is not uint8_t:
            odd |= c >> 11 == 0x1B
    return odd != 0


cdef Wide *_quoted(Wide *out, const CodeUnit *text, Py_ssize_t length, uint32_t *seen, bint *lone) noexcept nogil:
    """Write what stands between quotation marks; where it goes on."""
    cdef Py_ssize_t i = 0, until
    cdef uint32_t c
    cdef CodeUnit every = 0
    cdef int k
    while i < length:
        until = min(length, i + BLOCK)
        if until - i == BLOCK and not _odd(text + i):
            for k in range(BLOCK):
                every |= text[i + k]
                out[k] = <Wide>text[i + k]
            out += BLOCK
            i = until
        while i < until:
            c = text[i]
            i += 1
            every |= <CodeUnit>c
            if c < 0x20 or c == 0x22 or c == 0x5C:
                out = _escape(out, c)
            else:
                if CodeUnit is not uint8_t and c >> 11 == 0x1B:
                    lone[0] = True
                out[0] = <Wide>c
                out += 1
    seen[0] |= every
    return out


@cython.final
cdef class JsonText:
    """A growing JSON text.

    :param text: a string that will be in it, which tells how wide its characters are; wider ones may come.
    :param room: characters to make room for.

    ``lone`` tells whether a string had lone surrogates, which JSON cannot hold as they are.
    """

    def __cinit__(self, str text not None, Py_ssize_t room):
        self.kind = 4 if PyUnicode_KIND(text) == 4 else 2
        self._capacity = room + 256
        self._text = _new(self._capacity + STEP, self.kind)
        self._data = <char *>PyUnicode_DATA(<object>self._text)

    def __dealloc__(self):
        Py_XDECREF(self._text)

    cdef int _grow(self, Py_ssize_t more) except -1:
        """A buffer with room for so many more characters; ``STEP`` more are there for :func:`put_padded`."""
        cdef Py_ssize_t needed = self._count + more
        needed += needed // 8 + 256
        PyUnicode_Resize(&self._text, needed + STEP)
        self._capacity = needed
        self._data = <char *>PyUnicode_DATA(<object>self._text)
        return 0

    cdef int _widen(self) except -1:
        cdef PyObject *wide = _new(self._capacity + STEP, 4)
        cdef uint32_t *target = <uint32_t *>PyUnicode_DATA(<object>wide)
        cdef const uint16_t *source = <const uint16_t *>self._data
        cdef Py_ssize_t i
        for i in range(self._count):
            target[i] = source[i]
        Py_XDECREF(self._text)
        self._text = wide
        self._data = <char *>target
        self.kind = 4
        return 0

    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1:
        """A stretch of a string buffer inside quotation marks."""
        cdef Py_ssize_t length
        if kind > self.kind:
            self._widen()
        while start < end:
            length = min(end - start, PIECE)
            room(self, length * LONGEST_ESCAPE)
            if self.kind == 2:
                if kind == 1:
                    reached(self, _quoted(<uint16_t *>here(self), <const uint8_t *>data + start, length, &self._seen, &self.lone))
                else:
                    reached(self, _quoted(<uint16_t *>here(self), <const uint16_t *>data + start, length, &self._seen, &self.lone))
            elif kind == 1:
                reached(self, _quoted(<uint32_t *>here(self), <const uint8_t *>data + start, length, &self._seen, &self.lone))
            elif kind == 2:
                reached(self, _quoted(<uint32_t *>here(self), <const uint16_t *>data + start, length, &self._seen, &self.lone))
            else:
                reached(self, _quoted(<uint32_t *>here(self), <const uint32_t *>data + start, length, &self._seen, &self.lone))
            start += length
        return 0

    cdef int _ascii(self, const char *ascii, Py_ssize_t length) except -1:
        room(self, length)
        if self.kind == 2:
            reached(self, put_ascii(<uint16_t *>here(self), ascii, length))
        else:
            reached(self, put_ascii(<uint32_t *>here(self), ascii, length))
        return 0

    cdef int _padded(self, const char *ascii, Py_ssize_t length) except -1:
        """Characters that stand in memory padded to whole steps."""
        room(self, length)
        if self.kind == 2:
            reached(self, put_padded(<uint16_t *>here(self), ascii, length))
        else:
            reached(self, put_padded(<uint32_t *>here(self), ascii, length))
        return 0

    cdef int _integer(self, Py_ssize_t value) except -1:
        room(self, 20)
        if self.kind == 2:
            reached(self, put_integer(<uint16_t *>here(self), value))
        else:
            reached(self, put_integer(<uint32_t *>here(self), value))
        return 0

    cdef int _string(self, str text) except -1:
        self._ascii(b'"', 1)
        self.characters(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text))
        self._ascii(b'"', 1)
        return 0

    cdef int _number(self, double value) except -1:
        """A float in its shortest form; those of up to four decimals from 0 to 1 need no search for it."""
        cdef int rounded, width = 4
        cdef char digits[6]
        if 0 < value <= 1:
            rounded = <int>(value * 10000 + 0.5)
            if rounded and rounded / 10000.0 == value:
                digits[0] = 48 + rounded // 10000
                digits[1] = 46
                rounded %= 10000
                while width > 1 and rounded % 10 == 0:
                    rounded //= 10
                    width -= 1
                for i in range(width + 1, 1, -1):
                    digits[i] = 48 + rounded % 10
                    rounded //= 10
                return self._ascii(digits, width + 2)
        self.plain(value)
        return 0

    cdef int _value(self, object value) except -1:
        """A string, number, exact decimal (as a string), or range of decimals."""
        cdef int overflow = 0
        cdef long long number
        kind = type(value)
        if kind is str:
            return self._string(value)
        if kind is int:
            number = PyLong_AsLongLongAndOverflow(value, &overflow)
            if number >= 0 and not overflow:
                return self._integer(number)
        if kind is float:
            return self._number(value)
        if isinstance(value, _Decimal):
            return self._string(str(value))
        if kind is tuple:
            self.plain([None if each is None else str(each) for each in value])
            return 0
        self.plain(value)
        return 0

    def ascii(self, bytes ascii not None):
        """Characters as they are."""
        self._ascii(ascii, len(ascii))

    def string(self, str text not None):
        """A string with its quotation marks."""
        self._string(text)

    def plain(self, value):
        """Any plain JSON value."""
        cdef str encoded
        cdef Py_UCS4 character
        try:
            encoded = _encode(value).decode()
        except UnicodeEncodeError:
            self.lone = True
            return
        if PyUnicode_KIND(encoded) > self.kind:
            self._widen()
        room(self, len(encoded))
        for character in encoded:
            self._seen |= <uint32_t>character
            if self.kind == 2:
                (<uint16_t *>here(self))[0] = <uint16_t>character
            else:
                (<uint32_t *>here(self))[0] = <uint32_t>character
            self._count += 1

    def records(self, records, tuple fields not None):
        """An array of objects with these attributes; one that is None is left out."""
        cdef bint first = True
        cdef Py_ssize_t i, opened, count = len(fields)
        cdef Py_ssize_t row = (max([len(field) for field in fields]) + 4) // STEP * STEP + STEP
        cdef bytes keys = b"".join([f',"{field}":'.encode("ascii").ljust(row, b"\0") for field in fields])
        cdef list members = None
        kind = None
        self._ascii(b"[", 1)
        for record in records:
            if type(record) is not kind:
                kind = type(record)
                members = slots(kind, fields)
            self._ascii(b",{" if not first else b"{", 1 + (not first))
            first = False
            opened = 1  # the comma of the first field that is there is left out
            for i in range(count):
                member = members[i]
                value = getattr(record, fields[i]) if member is None else _slot_value(member, record, kind)
                if value is None:
                    continue
                self._padded(<const char *>keys + i * row + opened, len(<str>fields[i]) + 4 - opened)
                opened = 0
                self._value(value)
            self._ascii(b"}", 1)
        self._ascii(b"]", 1)

    def edits(self, Alignment alignment not None):
        """An array of the edits of an alignment as ``[start, end, width]`` of the original."""
        cdef Py_ssize_t i
        self._ascii(b"[", 1)
        for i in range(alignment._count):
            self._ascii(b",[" if i else b"[", 2 if i else 1)
            self._integer(alignment._edits[4 * i + 2])
            self._ascii(b",", 1)
            self._integer(alignment._edits[4 * i + 3])
            self._ascii(b",", 1)
            self._integer(alignment._edits[4 * i + 1] - alignment._edits[4 * i])
            self._ascii(b"]", 1)
        self._ascii(b"]", 1)

    def finish(self):
        """What was written; nothing can be written after it."""
        cdef PyObject *text
        if self._seen < (0x100 if self.kind == 2 else 0x10000):
            return PyUnicode_FromKindAndData(self.kind, self._data, self._count)
        PyUnicode_Resize(&self._text, self._count)
        text, self._text = self._text, NULL
        finished = <str>text
        Py_XDECREF(text)
        return finished


cdef PyObject *_new(Py_ssize_t size, int kind) except NULL:
    """A new string of this width that nobody else holds."""
    cdef str text = PyUnicode_New(size, 0xFFFF if kind == 2 else 0x10FFFF)
    Py_INCREF(text)
    return <PyObject *>text
