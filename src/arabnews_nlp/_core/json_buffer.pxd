cimport cython
from cpython.object cimport PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp._core.unicode_buffer cimport CodeUnit


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


cdef inline Wide *put_padded(Wide *out, const CodeUnit *text, Py_ssize_t length) noexcept nogil:
    """Write characters as they are, ``STEP`` at a time, so source and target must hold whole steps; returns the position
    after them."""
    cdef CodeUnit step[STEP]
    cdef Py_ssize_t i, done = 0
    while True:
        memcpy(step, text + done, sizeof(step))
        for i in range(STEP):
            out[done + i] = <Wide>step[i]
        done += STEP
        if done >= length:
            return out + length


cdef struct Hundreds:
    # The digits of a number without its last two. Offsets that follow each other mostly share them.
    size_t value
    Py_ssize_t length
    uint8_t digits[2 * STEP]


cdef inline void spell(Hundreds *hundreds, size_t value) noexcept nogil:
    """The digits of this number; none for 0."""
    cdef Py_ssize_t length = 0, i
    cdef size_t rest = value
    while rest:
        rest //= 10
        length += 1
    hundreds.value, hundreds.length = value, length
    for i in range(length - 1, -1, -1):
        hundreds.digits[i] = <uint8_t>(48 + value % 10)
        value //= 10


cdef inline Wide *put_integer(Wide *out, Py_ssize_t value, Hundreds *hundreds) noexcept nogil:
    """Write a number that is not negative, in memory for ``2 * STEP`` characters; returns the position after it.

    :param hundreds: those of the last number, and of this one afterwards.
    """
    cdef size_t above = <size_t>value // 100
    cdef uint32_t pair = <uint32_t>(<size_t>value - 100 * above)
    if above != hundreds.value:
        spell(hundreds, above)
    out = put_padded(out, hundreds.digits, hundreds.length)
    if above or pair >= 10:
        out[0] = <Wide>(48 + pair // 10)
        out += 1
    out[0] = <Wide>(48 + pair % 10)
    return out + 1


cdef inline void *cursor(JsonText out) noexcept nogil:
    """Where the next character goes; :func:`reserve` makes sure that there is memory for it."""
    return out._data + (out._count << (out.kind >> 1))


cdef inline void advance(JsonText out, const void *place) noexcept nogil:
    """Everything before this position has been written."""
    out._count = (<const char *>place - out._data) >> (out.kind >> 1)


cdef inline int reserve(JsonText out, Py_ssize_t more) except -1:
    """Make sure that there is memory for so many more characters."""
    return out._grow(more) if out._count + more > out._capacity else 0


cdef inline int write_character(JsonText out, uint32_t ascii) except -1:
    """Write one ASCII character, as it is."""
    reserve(out, 1)
    if out.kind == 2:
        (<uint16_t *>cursor(out))[0] = <uint16_t>ascii
    else:
        (<uint32_t *>cursor(out))[0] = ascii
    out._count += 1
    return 0


cdef inline int write_padded(JsonText out, const uint8_t *ascii, Py_ssize_t length) except -1:
    """Write ASCII characters whose memory is padded to whole steps; see :func:`put_padded`."""
    reserve(out, length)
    if out.kind == 2:
        advance(out, put_padded(<uint16_t *>cursor(out), ascii, length))
    else:
        advance(out, put_padded(<uint32_t *>cursor(out), ascii, length))
    return 0


cdef inline int write_integer(JsonText out, Py_ssize_t value) except -1:
    """Write a number that is not negative."""
    reserve(out, 2 * STEP)
    if out.kind == 2:
        advance(out, put_integer(<uint16_t *>cursor(out), value, &out._hundreds))
    else:
        advance(out, put_integer(<uint32_t *>cursor(out), value, &out._hundreds))
    return 0


@cython.final
cdef class JsonText:
    # A str that only this object refers to: ``_capacity`` + STEP characters of ``kind`` (2 or 4) bytes each, of which
    # ``_count`` are written at ``_data``. ``_seen`` is the bitwise or of all code points, ``_hundreds`` what the last
    # integer has in common with those near it.
    cdef PyObject *_text
    cdef char *_data
    cdef Py_ssize_t _count, _capacity
    cdef uint32_t _seen
    cdef Hundreds _hundreds
    cdef int kind
    cdef readonly bint lone
    cdef int _grow(self, Py_ssize_t more) except -1
    cdef int characters(self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int _widen(self) except -1
    cdef int _ascii(self, const char *ascii, Py_ssize_t length) except -1
    cdef int _string(self, str text) except -1
    cdef int _number(self, double value) except -1
