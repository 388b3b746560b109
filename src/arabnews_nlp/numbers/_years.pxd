from arabnews_nlp.numbers._parser cimport Parser

cdef enum:
    EARLIEST = 1000         # of the years that are read
    LATEST = 2200
    HIJRI_LATEST = 1600
    FIRST_BARE_YEAR = 1900  # years that are read without a word that says so
    LAST_BARE_YEAR = 2100

cpdef tuple year(Parser parser, Py_ssize_t i, bint hijri)
cpdef int year_digits(Parser parser, Py_ssize_t i) except -2
cpdef tuple year_with_era(Parser parser, Py_ssize_t i, bint named)
cpdef str year_timex(int value, bint hijri)
cdef tuple year_after_comma(Parser parser, Py_ssize_t i, bint hijri)
cpdef bint counts_noun(Parser parser, Py_ssize_t i) except -1
cdef Py_ssize_t fiscal_end(Parser parser, Py_ssize_t at, int first) except -1
