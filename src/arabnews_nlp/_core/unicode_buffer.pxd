"""The buffer of a ``str``: its three widths, and stretches found in it."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept nogil
    void *PyUnicode_DATA(object text) noexcept nogil
    str PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)

ctypedef fused CodeUnit:
    uint8_t
    uint16_t
    uint32_t

cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end


cdef inline bint is_blank(uint32_t c) noexcept nogil:
    """Whether a character is a space or a tab."""
    return c == 0x20 or c == 0x09
