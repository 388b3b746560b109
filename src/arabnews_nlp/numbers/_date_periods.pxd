from arabnews_nlp.numbers._cardinals cimport Reading

cdef tuple read_period(Reading r, Py_ssize_t i)
