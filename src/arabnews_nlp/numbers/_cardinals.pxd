from arabnews_nlp.numbers._word_stream cimport WordStream

cdef enum:
    KEPT = 64   # numbers that are kept while readings that start nearby ask for them again

cdef class Parser(WordStream):
    cdef readonly object reference
    cdef readonly bint scope_all
    cdef public object countries    # how often the text names each country, once that was asked for
    cdef list _numbers
    cdef Py_ssize_t _numbers_at[KEPT]
    cdef Py_ssize_t _row_start      # of the row of groups of digits that was read last
    cdef Py_ssize_t _row_end
    cpdef bint is_whole_text(self, Py_ssize_t start, Py_ssize_t following) noexcept

cdef class Number:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t next
    cdef readonly object value
    cdef readonly object scale
    cdef readonly bint in_words
    cdef readonly str label

cpdef Number read_number(Parser parser, Py_ssize_t i)
cpdef tuple part_after(Parser parser, Py_ssize_t at, scale=*)
cpdef tuple read_pair(Parser parser, Py_ssize_t i, Number low)
cdef away_from_zero(value, part)
