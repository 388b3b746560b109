from arabnews_nlp._core.cues cimport Cues

cdef bint inside_name(Cues r, Py_ssize_t i) except -1
