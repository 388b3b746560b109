"""Fields of records, read through the slot descriptors of their class rather than by name."""

cimport cython
from cpython.object cimport PyObject, PyTypeObject, descrgetfunc

from types import MemberDescriptorType

cdef extern from *:
    """
    #include <structmember.h>
    #ifdef Py_GIL_DISABLED
    #define FIELDS_HOLD_STILL 0
    #else
    #define FIELDS_HOLD_STILL 1
    #endif
    """
    ctypedef struct PyMemberDef:
        int type
        Py_ssize_t offset
    ctypedef struct PyMemberDescrObject:
        PyMemberDef *d_member
    enum: T_OBJECT_EX
    # whether no other thread can set a field between the moments when it is found and when it is used
    enum: FIELDS_HOLD_STILL

cdef object _Slot = MemberDescriptorType
cdef descrgetfunc _slot_value = (<PyTypeObject *><PyObject *>MemberDescriptorType).tp_descr_get


@cython.final
cdef class FieldReader:
    """Reads fields of the records of one class, from their memory where the class keeps them in slots of its own.

    :param kind: the class; ``read`` takes records of this very class, and of none derived from it.
    :param names: the fields.
    """

    def __init__(self, kind, tuple names not None):
        cdef Py_ssize_t i
        cdef PyMemberDef *member
        if len(names) > MOST_FIELDS:
            raise ValueError("too many fields")
        self.kind, self.names = kind, names
        self.members = [None] * len(names)
        if kind.__getattribute__ is not object.__getattribute__ or hasattr(kind, "__getattr__"):
            return
        for i in range(len(names)):
            found = getattr(kind, names[i], None)
            if type(found) is _Slot:
                self.members[i] = found
                member = (<PyMemberDescrObject *><PyObject *>found).d_member
                if FIELDS_HOLD_STILL and member.type == T_OBJECT_EX:
                    self.offsets[i] = member.offset

    cdef object find(self, record, Py_ssize_t i):
        """What a record holds in a field, by the descriptor or by name."""
        member = self.members[i]
        return getattr(record, self.names[i]) if member is None else _slot_value(member, record, self.kind)
