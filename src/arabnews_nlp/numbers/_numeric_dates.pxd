from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._word_stream cimport Word

cdef class Day:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t next
    cdef readonly int month
    cdef readonly int day
    cdef readonly int year
    cdef readonly bint hijri

cdef str timex_of(Day day)
cdef Day new_day(Py_ssize_t start, Py_ssize_t following, int month, int day, int year, bint hijri)
cdef int small_number(Parser parser, Word word, int most) except -2
cdef Day numeric_date(Parser parser, Py_ssize_t i)
