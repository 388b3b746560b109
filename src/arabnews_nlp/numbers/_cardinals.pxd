from arabnews_nlp.numbers._parser cimport Number, Parser

cpdef Number read_number(Parser parser, Py_ssize_t i)
cpdef tuple read_pair(Parser parser, Py_ssize_t i, Number low)
