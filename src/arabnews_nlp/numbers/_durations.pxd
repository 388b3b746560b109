from arabnews_nlp.numbers._cardinals cimport Reading

cpdef str plain(value)
cpdef bint one_of(Reading r, Py_ssize_t i) except -1
cdef tuple read_duration(Reading r, Py_ssize_t at, value)
