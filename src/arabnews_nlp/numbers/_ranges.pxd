from arabnews_nlp.numbers._parser cimport Number, Parser

cpdef tuple ranged(Parser parser, Py_ssize_t i, Py_ssize_t start, low, Number high, str link)
