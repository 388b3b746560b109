from libc.stdint cimport int32_t

from arabnews_nlp._core.characters cimport fold_char
from arabnews_nlp._core.pretokens cimport KeyMap
from arabnews_nlp.segmentation._scanned_text cimport ScannedText


# Classes of the words of data/abbreviations.tsv, whose head explains them.
cdef enum Abbreviation:
    TITLE = 0
    NAME = 1
    NUMBER = 2
    LETTERNAME = 3
    EITHER = 4
    SITE = 5
    EXCLAIM = 6
    UNIT = 7


# After what the words of data/sentence_continuers.tsv continue a sentence.
cdef enum Continues:
    AFTER_UNIT = 1
    AFTER_QUESTION = 2


cdef inline bint is_title_letter(Py_UCS4 c) noexcept nogil:
    """Whether a letter alone before a stop is a title that a name follows: د. (doctor), أ. (professor), م. (engineer)."""
    c = fold_char(c)
    return c == u"د" or c == u"ا" or c == u"م"


cdef class Rules:
    cdef KeyMap words
    cdef KeyMap openers
    cdef KeyMap resumers
    cdef KeyMap continuers


cdef class Stops(ScannedText):
    cdef Rules rules

    cdef Py_ssize_t word_start(self, Py_ssize_t end) noexcept
    cdef Py_ssize_t word_end(self, Py_ssize_t start) noexcept
    cdef int letters(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef int32_t listed(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint opens(self, Py_ssize_t i) noexcept
    cdef bint continues(self, Py_ssize_t i, int after) noexcept
    cdef bint word_ends(self, Py_ssize_t e, Py_ssize_t p) noexcept
    cdef bint exclaims(self, Py_ssize_t i, Py_ssize_t j, Py_ssize_t p) noexcept
    cdef bint latin_goes_on(self, Py_ssize_t i, Py_ssize_t p) noexcept
    cdef bint after_number(self, Py_ssize_t w) noexcept
    cdef bint chained(self, Py_ssize_t w) noexcept
    cdef bint letter_name(self, Py_ssize_t p, bint stopped) noexcept
    cdef bint letter_before(self, Py_ssize_t w) noexcept
    cdef bint enumerates(self, Py_ssize_t first, Py_ssize_t stop) noexcept
    cdef bint first_item(self, Py_ssize_t stop) noexcept
    cdef bint only_initials(self, Py_ssize_t first, Py_ssize_t e) noexcept


cdef bint joins(int width, const void *data, Py_ssize_t n, Py_ssize_t i, Py_ssize_t p, Rules rules) noexcept
