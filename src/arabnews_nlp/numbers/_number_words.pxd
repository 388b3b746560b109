from arabnews_nlp.numbers._parser cimport Number, Parser

cdef class Group:
    cdef object value
    cdef object scale
    cdef Py_ssize_t next

cdef Group scaled_group(Parser parser, Py_ssize_t i)
cdef Group with_scales(Parser parser, Py_ssize_t at, value, scale)
cdef Number after_digits(Parser parser, Py_ssize_t start, Py_ssize_t at, value)
cdef Number with_smaller_groups(Parser parser, Py_ssize_t start, bint in_words, Group group)
cdef bint is_construct_dual(Parser parser, Py_ssize_t i) except -1
