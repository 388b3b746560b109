# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Edits of white space and of elongated letters, found in one pass over the text."""

from arabnews_nlp._core.lexemes cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

cdef extern from "Python.h":
    int Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    int Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil


cdef inline bint _blank(Py_UCS4 c) noexcept nogil:
    return c == 0x20 or c == 0x09


cdef inline bint _break(Py_UCS4 c) noexcept nogil:
    return c == 0x0A or c == 0x0D


def whitespace_edits(str text not None):
    """``(start, end, replacement)`` that leave one space where blanks ran, none at the edges of lines, and at most one
    empty line in a row."""
    cdef Py_ssize_t n = len(text), i = 0, begin, lines
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    cdef list edits = []
    cdef bint edge
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if c > 0x20:
            i += 1
        elif _blank(c):
            begin = i
            i += 1
            while i < n and _blank(PyUnicode_READ(width, data, i)):
                i += 1
            edge = begin == 0 or i == n or _break(PyUnicode_READ(width, data, begin - 1)) or _break(PyUnicode_READ(width, data, i))
            if edge or i - begin > 1:
                edits.append((begin, i, "" if edge else " "))
        elif _break(c):
            begin = i
            lines = 0
            while i < n:
                c = PyUnicode_READ(width, data, i)
                if c == 0x0A:
                    i += 1
                elif c == 0x0D and i + 1 < n and PyUnicode_READ(width, data, i + 1) == 0x0A:
                    i += 2
                else:
                    break
                lines += 1
            if lines > 2:
                edits.append((begin, i, "\n\n"))
            elif lines == 0:
                i += 1
        else:
            i += 1
    return edits


def elongation_edits(str text not None):
    """``(start, end, "")`` for what is more than two of one letter in a row."""
    cdef Py_ssize_t n = len(text), i = 2, begin
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    cdef list edits = []
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if c != PyUnicode_READ(width, data, i - 1) or c != PyUnicode_READ(width, data, i - 2):
            i += 1
            continue
        begin = i
        while i < n and PyUnicode_READ(width, data, i) == c:
            i += 1
        if Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c):
            edits.append((begin, i, ""))
        i += 1
    return edits
