from arabnews_nlp._core.pretokens cimport KeyMap
from arabnews_nlp.names._name_table cimport KnownNames
from arabnews_nlp.names.models._folded_names cimport Name


cdef class NameTables:
    cdef KnownNames known
    cdef KeyMap letters, common
    cdef list groups
    cdef Py_ssize_t rows

    cdef int look_up(self, str text, Name *name) except -1
