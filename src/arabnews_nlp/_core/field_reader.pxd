cimport cython
from cpython.object cimport PyObject

from arabnews_nlp._core.prefetch cimport prefetch_to_write

cdef enum:
    MOST_FIELDS = 16


@cython.final
cdef class FieldReader:
    cdef readonly object kind
    cdef tuple names
    # the slot descriptor of each field; None if it must be looked up by name
    cdef list members
    # where a record has the field in its memory; 0 if only the descriptor knows
    cdef Py_ssize_t offsets[MOST_FIELDS]
    cdef object find(self, record, Py_ssize_t i)

    cdef inline object read(self, record, Py_ssize_t i):
        """What a record holds in a field."""
        cdef PyObject *value
        if self.offsets[i]:
            value = (<PyObject **>(<char *><PyObject *>record + self.offsets[i]))[0]
            if value != NULL:
                return <object>value
        return self.find(record, i)

    cdef inline void fetch(self, record) noexcept:
        """Have what a record holds on its way from memory."""
        cdef Py_ssize_t i
        if type(record) is self.kind:
            for i in range(len(self.names)):
                if self.offsets[i]:
                    prefetch_to_write((<PyObject **>(<char *><PyObject *>record + self.offsets[i]))[0])
