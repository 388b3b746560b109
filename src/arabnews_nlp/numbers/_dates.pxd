from arabnews_nlp.numbers._cardinals cimport Parser

cdef enum:
    EARLIEST = 1000     # of the years that are read
    LATEST = 2200

cdef class Day:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t next
    cdef readonly int month
    cdef readonly int day
    cdef readonly int year
    cdef readonly bint hijri

cdef str timex_of(Day day)
cpdef Day day_of_month(Parser parser, Py_ssize_t i)
cpdef int year_digits(Parser parser, Py_ssize_t i) except -2
cpdef tuple month(Parser parser, Py_ssize_t i, bint expected)
cpdef tuple year(Parser parser, Py_ssize_t i, bint hijri)
cpdef bint may_be_hour(Parser parser, Py_ssize_t i) except -1
cpdef tuple year_with_era(Parser parser, Py_ssize_t i, bint named)
cpdef str year_timex(int value, bint hijri)
cpdef bint counts_noun(Parser parser, Py_ssize_t i) except -1
cdef tuple days_of_one_month(Parser parser, Py_ssize_t i)
cpdef tuple numbered_month(Parser parser, Py_ssize_t i)
cdef Py_ssize_t fiscal_end(Parser parser, Py_ssize_t at, int first) except -1
