from arabnews_nlp.numbers._word_stream cimport Cues

cdef bint inside_name(Cues r, Py_ssize_t i) except -1
