from arabnews_nlp.numbers._parser cimport Parser

cpdef tuple money(Parser parser, Py_ssize_t start, Py_ssize_t at, value, currency, scale=*)
cpdef tuple subunits_after(Parser parser, Py_ssize_t at, str code)
cpdef str code_of(Parser parser, currency)
