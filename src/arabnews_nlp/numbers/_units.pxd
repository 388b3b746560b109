from arabnews_nlp.numbers._parser cimport Parser

cpdef tuple with_unit(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=*)
cpdef tuple percent(Parser parser, Py_ssize_t start, Py_ssize_t following, value)
cpdef tuple measured(Parser parser, Py_ssize_t start, Py_ssize_t following, value, str unit, scale=*)
cdef tuple below_zero(Parser parser, Py_ssize_t i)
