from arabnews_nlp.numbers._parser cimport Parser

cpdef tuple quantity(
    Parser parser, Py_ssize_t start, Py_ssize_t following, str label,
    value=*, str unit=*, str timex=*, str modifier=*,
)
cpdef tuple date_quantity(Parser parser, Py_ssize_t start, Py_ssize_t following, str timex)
