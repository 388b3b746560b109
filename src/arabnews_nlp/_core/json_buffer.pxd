cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t


ctypedef fused Wide:
    uint16_t
    uint32_t


cdef inline Wide *put_ascii(Wide *out, const char *ascii, Py_ssize_t length) noexcept nogil:
    """Write ASCII characters; returns the position after them."""
    cdef Py_ssize_t i
    for i in range(length):
        out[i] = <uint8_t>ascii[i]
    return out + length


cdef enum:
    # characters that ``put_padded`` writes at once
    STEP = 16


cdef inline Wide *put_padded(Wide *out, const char *ascii, Py_ssize_t length) noexcept nogil:
    """Write ASCII characters ``STEP`` at a time, so source and target must hold whole steps; returns the position after
    them."""
    cdef Py_ssize_t i, done = 0
    while done < length:
        for i in range(STEP):
            out[done + i] = <uint8_t>ascii[done + i]
        done += STEP
    return out + length


cdef inline Wide *put_integer(Wide *out, Py_ssize_t value) noexcept nogil:
    """Write a number that is not negative; returns the position after it."""
    cdef size_t rest = <size_t>value, bound = 10
    cdef uint32_t pair
    cdef Wide *at = out + 1
    while rest >= bound:
        bound *= 10
        at += 1
    out = at
    while rest >= 100:
        pair = <uint32_t>(rest % 100)
        rest //= 100
        at -= 2
        at[0] = <Wide>(48 + pair // 10)
        at[1] = <Wide>(48 + pair % 10)
    pair = <uint32_t>rest
    if pair >= 10:
        at -= 1
        at[0] = <Wide>(48 + pair % 10)
        pair //= 10
    at -= 1
    at[0] = <Wide>(48 + pair)
    return out


cdef inline void *cursor(JsonText out) noexcept nogil:
    """Where the next character goes; :func:`reserve` makes sure that there is memory for it."""
    return out._data + (out._count << (out.kind >> 1))


cdef inline void advance(JsonText out, const void *place) noexcept nogil:
    """Everything before this position has been written."""
    out._count = (<const char *>place - out._data) >> (out.kind >> 1)


cdef inline int reserve(JsonText out, Py_ssize_t more) except -1:
    """Make sure that there is memory for so many more characters."""
    return out._grow(more) if out._count + more > out._capacity else 0


@cython.final
cdef class JsonText:
    # A str that only this object refers to: ``_capacity`` + STEP characters of ``kind`` (2 or 4) bytes each, of which
    # ``_count`` are written at ``_data``. ``_seen`` is the bitwise or of all code points.
    cdef PyObject *_text
    cdef char *_data
    cdef Py_ssize_t _count, _capacity
    cdef uint32_t _seen
    cdef int kind
    cdef readonly bint lone
    cdef int _grow(self, Py_ssize_t more) except -1
    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int _widen(self) except -1
    cdef int _ascii(self, const char *ascii, Py_ssize_t length) except -1
    cdef int _padded(self, const char *ascii, Py_ssize_t length) except -1
    cdef int _integer(self, Py_ssize_t value) except -1
    cdef int _string(self, str text) except -1
    cdef int _number(self, double value) except -1
