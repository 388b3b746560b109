from libc.stdint cimport uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.unicode_buffer cimport Stretch

# A function that finds the next stretch to edit from ``found.end`` on, for each width of a text. It says which of some
# replacements the stretch gets; 0 is that no stretch is left.
ctypedef int (*FindInBytes)(const uint8_t *text, Py_ssize_t n, Stretch *found) noexcept nogil
ctypedef int (*FindInWords)(const uint16_t *text, Py_ssize_t n, Stretch *found) noexcept nogil
ctypedef int (*FindInQuads)(const uint32_t *text, Py_ssize_t n, Stretch *found) noexcept nogil

cdef struct Finder:
    FindInBytes in_bytes
    FindInWords in_words
    FindInQuads in_quads


cdef object found_edits(str text, Finder finder, tuple replacements)
