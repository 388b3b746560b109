from arabnews_nlp.numbers._parser cimport Parser

cdef class Duration:
    cdef readonly list parts
    cdef readonly Py_ssize_t next

cpdef str filled(str template, value)
cpdef bint one_of(Parser parser, Py_ssize_t i) except -1
cpdef Duration read_duration(Parser parser, Py_ssize_t at, value, scale)
cpdef tuple duration(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=*)
cdef tuple duration_range(Parser parser, Py_ssize_t start, Py_ssize_t at, tuple pair)
