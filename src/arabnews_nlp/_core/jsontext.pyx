# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""JSON written straight from columns, as UTF-8."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp._core.lexemes cimport PyUnicode_READ

cdef const char *_HEX = b"0123456789abcdef"


cdef class JsonText:
    """A growing buffer of JSON."""

    def __dealloc__(self):
        PyMem_Free(self._bytes)

    cdef int room(self, Py_ssize_t more) except -1:
        """Make room for so many more bytes."""
        cdef void *block
        if self._count + more > self._capacity:
            self._capacity = (self._count + more) * 2 + 256
            block = PyMem_Realloc(self._bytes, self._capacity)
            if block == NULL:
                raise MemoryError()
            self._bytes = <uint8_t *>block
        return 0

    cdef int raw(self, const char *ascii, Py_ssize_t length) except -1:
        """Bytes as they are."""
        self.room(length)
        memcpy(self._bytes + self._count, ascii, length)
        self._count += length
        return 0

    cdef int integer(self, Py_ssize_t value) except -1:
        """A number that is not negative."""
        cdef char digits[20]
        cdef int at = 20
        while True:
            at -= 1
            digits[at] = <char>(48 + value % 10)
            value //= 10
            if value == 0:
                break
        return self.raw(digits + at, 20 - at)

    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1:
        """A stretch of a string buffer inside quotation marks; surrogates are escaped."""
        cdef Py_ssize_t i
        cdef uint32_t c
        cdef uint8_t *out
        self.room((end - start) * 6)
        out = self._bytes + self._count
        for i in range(start, end):
            c = PyUnicode_READ(kind, data, i)
            if c < 0x80:
                if c == 0x22 or c == 0x5C:
                    out[0] = 0x5C
                    out[1] = <uint8_t>c
                    out += 2
                elif c < 0x20:
                    out[0] = 0x5C
                    if c == 0x0A or c == 0x0D or c == 0x09 or c == 0x08 or c == 0x0C:
                        out[1] = 0x6E if c == 0x0A else 0x72 if c == 0x0D else 0x74 if c == 0x09 else 0x62 if c == 0x08 else 0x66
                        out += 2
                    else:
                        out = _escaped(out, c)
                else:
                    out[0] = <uint8_t>c
                    out += 1
            elif c < 0x800:
                out[0] = <uint8_t>(0xC0 | (c >> 6))
                out[1] = <uint8_t>(0x80 | (c & 0x3F))
                out += 2
            elif 0xD800 <= c <= 0xDFFF:
                out = _escaped(out, c)
            elif c < 0x10000:
                out[0] = <uint8_t>(0xE0 | (c >> 12))
                out[1] = <uint8_t>(0x80 | ((c >> 6) & 0x3F))
                out[2] = <uint8_t>(0x80 | (c & 0x3F))
                out += 3
            else:
                out[0] = <uint8_t>(0xF0 | (c >> 18))
                out[1] = <uint8_t>(0x80 | ((c >> 12) & 0x3F))
                out[2] = <uint8_t>(0x80 | ((c >> 6) & 0x3F))
                out[3] = <uint8_t>(0x80 | (c & 0x3F))
                out += 4
        self._count = out - self._bytes
        return 0

    cdef bytes finish(self):
        """What was written."""
        return PyBytes_FromStringAndSize(<char *>self._bytes, self._count)


cdef uint8_t *_escaped(uint8_t *out, uint32_t c) noexcept:
    """The six characters of a \\u escape."""
    out[0] = 0x5C
    out[1] = 0x75
    out[2] = _HEX[(c >> 12) & 0xF]
    out[3] = _HEX[(c >> 8) & 0xF]
    out[4] = _HEX[(c >> 4) & 0xF]
    out[5] = _HEX[c & 0xF]
    return out + 6
