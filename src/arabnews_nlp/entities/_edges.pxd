from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_key
from arabnews_nlp.entities._features cimport Lexicon, Units
from arabnews_nlp.entities._readings cimport Readings, read_word
from arabnews_nlp.entities._spans cimport Span

cdef bint trim(Units units, Py_ssize_t first, Py_ssize_t last, int label, Lexicon lexicon, Span *row) noexcept
cdef bint short_name(Units units, Py_ssize_t i, Py_ssize_t last, Lexicon lexicon) noexcept


cdef inline Py_UCS4 char_at(Units units, Py_ssize_t i) noexcept:
    """The character at an offset, 0 beyond the text."""
    return PyUnicode_READ(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), i) if 0 <= i < len(units.text) else 0


cdef inline bint is_quote(Py_UCS4 c) noexcept nogil:
    """Whether a character is a double quotation mark."""
    return c == 0x22 or c == 0xAB or c == 0xBB or 0x201C <= c <= 0x201E


cdef inline uint64_t key_from(Units units, Py_ssize_t i, Py_ssize_t start) noexcept:
    """Key of the word of a unit from where a name starts in it."""
    return fold_key(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), start, units.end[i])


cdef inline void read_unit(Units units, Py_ssize_t i, Readings *out) noexcept:
    """The readings of a unit's word."""
    read_word(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), units.start[i], units.end[i], units.key[i], out)
