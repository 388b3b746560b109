from arabnews_nlp.numbers._cardinals cimport Parser

cdef tuple read_period(Parser parser, Py_ssize_t i)
