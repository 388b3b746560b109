from arabnews_nlp.numbers._word_stream cimport WordStream

cdef enum:
    REMEMBERED = 64     # numbers that are remembered, by their position modulo this

cdef class Parser(WordStream):
    cdef readonly object reference
    cdef readonly bint scope_all
    cdef public object countries    # how often the text names each country, once that was asked for
    cdef list _numbers
    cdef Py_ssize_t _numbers_at[REMEMBERED]
    cdef Py_ssize_t _run_start      # of the run of groups of digits that was read last
    cdef Py_ssize_t _run_end
    cpdef bint is_whole_text(self, Py_ssize_t start, Py_ssize_t following) noexcept

cdef class Number:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t next
    cdef readonly object value
    cdef readonly object scale
    cdef readonly bint in_words
    cdef readonly str label

cdef Number new_number(Py_ssize_t start, Py_ssize_t following, value, bint in_words, str label=*, scale=*)
