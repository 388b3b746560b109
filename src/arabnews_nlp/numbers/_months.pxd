from arabnews_nlp.numbers._parser cimport Parser

cpdef tuple month(Parser parser, Py_ssize_t i, bint expected)
cpdef tuple numbered_month(Parser parser, Py_ssize_t i)
