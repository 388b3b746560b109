from arabnews_nlp.numbers._word_stream cimport WordStream

cdef bint inside_name(WordStream parser, Py_ssize_t i) except -1
cdef bint after_number_noun(WordStream parser, Py_ssize_t i) except -1
