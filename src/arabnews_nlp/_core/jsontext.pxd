cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.buffers cimport Unit

ctypedef fused Wide:
    uint16_t
    uint32_t


cdef inline Wide *put_ascii(Wide *out, const char *ascii, Py_ssize_t length) noexcept nogil:
    """Write characters as they are; where it goes on."""
    cdef Py_ssize_t i
    for i in range(length):
        out[i] = <uint8_t>ascii[i]
    return out + length


cdef inline Wide *put_integer(Wide *out, Py_ssize_t value) noexcept nogil:
    """Write a number that is not negative; where it goes on."""
    cdef char digits[20]
    cdef int at = 20
    cdef size_t rest = <size_t>value
    while True:
        at -= 1
        digits[at] = <char>(48 + rest % 10)
        rest //= 10
        if rest == 0:
            break
    return put_ascii(out, digits + at, 20 - at)


cdef inline void *here(JsonText out) noexcept nogil:
    """Where the next character goes; there is room after :meth:`room`."""
    return out._data + (out._count << (out.kind >> 1))


cdef inline void reached(JsonText out, const void *place) noexcept nogil:
    """What lies before this place is written."""
    out._count = (<const char *>place - out._data) >> (out.kind >> 1)


@cython.final
cdef class JsonText:
    # a string of two or four bytes a character that nobody else holds, longer than what is written so far
    cdef PyObject *_text
    cdef char *_data
    cdef Py_ssize_t _count, _capacity
    cdef uint32_t _seen
    cdef int kind
    cdef readonly bint lone
    cdef int room(self, Py_ssize_t more) except -1
    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int _widen(self) except -1
    cdef int _ascii(self, const char *ascii, Py_ssize_t length) except -1
    cdef int _integer(self, Py_ssize_t value) except -1
    cdef int _string(self, str text) except -1
    cdef int _number(self, double value) except -1
    cdef int _value(self, object value) except -1
