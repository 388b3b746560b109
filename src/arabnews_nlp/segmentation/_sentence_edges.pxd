from arabnews_nlp.segmentation._scanned_text cimport ScannedText

cdef Py_ssize_t left_edge(ScannedText text, Py_ssize_t s, Py_ssize_t e, Py_ssize_t line, Py_ssize_t begin) noexcept
cdef Py_ssize_t right_edge(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept
cdef bint only_tags(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept
cdef bint only_image(ScannedText text, Py_ssize_t s, Py_ssize_t e, Py_ssize_t begin) noexcept
cdef Py_ssize_t clause_end(ScannedText text, Py_ssize_t s, Py_ssize_t bound) noexcept
