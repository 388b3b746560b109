from arabnews_nlp._core.numerals cimport Reading

cdef tuple read_period(Reading r, Py_ssize_t i)
