from arabnews_nlp.numbers._parser cimport Parser

cpdef tuple read_ordinal(Parser parser, Py_ssize_t i)
