from arabnews_nlp.numbers._parser cimport Number, Parser

cdef Number read_digits(Parser parser, Py_ssize_t i)
