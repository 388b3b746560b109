"""JSON written straight into the buffer of a ``str``."""

cimport cython
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.unicode_buffer cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_New, CodeUnit

import msgspec

cdef extern from "Python.h":
    int PyUnicode_Resize(PyObject **text, Py_ssize_t size) except -1
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)

cdef enum:
    PIECE = 4096
    BLOCK = 32
    LONGEST_ESCAPE = 6

cdef const char *_HEX = b"0123456789abcdef"
cdef object _encode = msgspec.json.encode


cdef Wide *_escape(Wide *out, uint32_t c) noexcept nogil:
    """Write a quotation mark, backslash or control character as its escape; returns the position after it."""
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
    """Whether any of the next ``BLOCK`` characters must be escaped, or is a surrogate."""
    cdef CodeUnit odd = 0, c
    cdef int i
    for i in range(BLOCK):
        c = text[i]
        odd |= (c < 0x20) | (c == 0x22) | (c == 0x5C)
        if CodeUnit is not uint8_t:
            odd |= c >> 11 == 0x1B
    return odd != 0


cdef Wide *_quoted(Wide *out, const CodeUnit *text, Py_ssize_t length, uint32_t *seen, bint *lone) noexcept nogil:
    """Write characters of a JSON string, escaped where they must be; returns the position after them."""
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
    """A JSON text that grows as it is written, in the memory of the ``str`` that it becomes.

    :param text: a string that will be in it, as a hint at how wide its characters are; wider ones may follow.
    :param capacity: how many characters to expect; there may be more.

    ``lone`` says whether a string had lone surrogates, which the text cannot represent.
    """

    def __cinit__(self, str text not None, Py_ssize_t capacity):
        self.kind = 4 if PyUnicode_KIND(text) == 4 else 2
        self._capacity = capacity + 256
        self._text = _new(self._capacity + STEP, self.kind)
        self._data = <char *>PyUnicode_DATA(<object>self._text)

    def __dealloc__(self):
        Py_XDECREF(self._text)

    cdef int _grow(self, Py_ssize_t more) except -1:
        """Memory for so many more characters, and ``STEP`` for :func:`put_padded`."""
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
        """Part of the buffer of a string, without quotation marks."""
        cdef Py_ssize_t length
        if kind > self.kind:
            self._widen()
        while start < end:
            length = min(end - start, PIECE)
            reserve(self, length * LONGEST_ESCAPE)
            if self.kind == 2:
                if kind == 1:
                    advance(self, _quoted(
                        <uint16_t *>cursor(self), <const uint8_t *>data + start, length, &self._seen, &self.lone,
                    ))
                else:
                    advance(self, _quoted(
                        <uint16_t *>cursor(self), <const uint16_t *>data + start, length, &self._seen, &self.lone,
                    ))
            elif kind == 1:
                advance(self, _quoted(
                    <uint32_t *>cursor(self), <const uint8_t *>data + start, length, &self._seen, &self.lone,
                ))
            elif kind == 2:
                advance(self, _quoted(
                    <uint32_t *>cursor(self), <const uint16_t *>data + start, length, &self._seen, &self.lone,
                ))
            else:
                advance(self, _quoted(
                    <uint32_t *>cursor(self), <const uint32_t *>data + start, length, &self._seen, &self.lone,
                ))
            start += length
        return 0

    cdef int _ascii(self, const char *ascii, Py_ssize_t length) except -1:
        reserve(self, length)
        if self.kind == 2:
            advance(self, put_ascii(<uint16_t *>cursor(self), ascii, length))
        else:
            advance(self, put_ascii(<uint32_t *>cursor(self), ascii, length))
        return 0

    cdef int _string(self, str text) except -1:
        write_character(self, c'"')
        self.characters(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text))
        return write_character(self, c'"')

    cdef int _number(self, double value) except -1:
        """A float in its shortest form; that of a score (0 to 1, up to four decimals) needs no search."""
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

    def ascii(self, bytes ascii not None):
        """ASCII characters, as they are."""
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
        reserve(self, len(encoded))
        for character in encoded:
            self._seen |= <uint32_t>character
            if self.kind == 2:
                (<uint16_t *>cursor(self))[0] = <uint16_t>character
            else:
                (<uint32_t *>cursor(self))[0] = <uint32_t>character
            self._count += 1

    def finish(self):
        """The text; nothing can be written after this."""
        cdef PyObject *text
        if self._seen < (0x100 if self.kind == 2 else 0x10000):
            return PyUnicode_FromKindAndData(self.kind, self._data, self._count)
        PyUnicode_Resize(&self._text, self._count)
        text, self._text = self._text, NULL
        finished = <str>text
        Py_XDECREF(text)
        return finished


cdef PyObject *_new(Py_ssize_t size, int kind) except NULL:
    """A new string of this width, with one reference."""
    cdef str text = PyUnicode_New(size, 0xFFFF if kind == 2 else 0x10FFFF)
    Py_INCREF(text)
    return <PyObject *>text
