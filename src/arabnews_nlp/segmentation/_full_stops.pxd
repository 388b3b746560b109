cimport cython
from libc.stdint cimport int32_t, uint8_t

from arabnews_nlp._core.pretokens cimport KeyMap, PyUnicode_READ, char_class


cdef inline bint is_opener(Py_UCS4 c) noexcept nogil:
    """Opens a bracket or quotation."""
    return c == 0x28 or c == 0x5B or c == 0x7B or c == 0xAB or c == 0x201C or c == 0x2018 or c == 0x2039 or c == 0x22 or c == 0x27


cdef inline bint is_comma(Py_UCS4 c) noexcept nogil:
    """A comma, semicolon or colon."""
    return c == 0x2C or c == 0x60C or c == 0x3B or c == 0x61B or c == 0x3A or c == 0x66C


cdef class Rules:
    cdef KeyMap words
    cdef KeyMap openers
    cdef KeyMap resumers


cdef class Stops:
    cdef str text
    cdef const void *data
    cdef int width
    cdef Py_ssize_t n
    cdef Rules rules

    @cython.final
    cdef inline Py_UCS4 at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.width, self.data, i)

    @cython.final
    cdef inline uint8_t cls(self, Py_ssize_t i) noexcept:
        return char_class(PyUnicode_READ(self.width, self.data, i))

    cdef Py_ssize_t word_start(self, Py_ssize_t end) noexcept
    cdef Py_ssize_t word_end(self, Py_ssize_t start) noexcept
    cdef int letters(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef int32_t listed(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint opens(self, Py_ssize_t i) noexcept
    cdef bint word_ends(self, Py_ssize_t e, Py_ssize_t p) noexcept
    cdef bint exclaims(self, Py_ssize_t i, Py_ssize_t j, Py_ssize_t p) noexcept
    cdef bint latin_goes_on(self, Py_ssize_t i, Py_ssize_t p) noexcept
    cdef bint after_number(self, Py_ssize_t w) noexcept
    cdef bint chained(self, Py_ssize_t w) noexcept
    cdef bint letter_name(self, Py_ssize_t p, bint stopped) noexcept
    cdef bint letter_before(self, Py_ssize_t w) noexcept


cdef bint joins(int width, const void *data, Py_ssize_t n, Py_ssize_t i, Py_ssize_t p, Rules rules) noexcept

cdef Py_ssize_t address_end(int width, const void *data, Py_ssize_t n, Py_ssize_t i, bint path) noexcept
