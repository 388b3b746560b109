from arabnews_nlp.numbers._cardinals cimport Parser

cpdef str plain(value)
cpdef bint one_of(Parser parser, Py_ssize_t i) except -1
cdef tuple read_duration(Parser parser, Py_ssize_t at, value, scale)
