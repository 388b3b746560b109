# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Records read by the slots of their type, without a look-up by name."""

from cpython.object cimport PyObject, PyTypeObject, descrgetfunc

from types import MemberDescriptorType

cdef object _Slot = MemberDescriptorType
cdef descrgetfunc slot_value = (<PyTypeObject *><PyObject *>MemberDescriptorType).tp_descr_get


cdef list slots(kind, tuple fields):
    """The slot of each attribute of a type; None where there is none, and a look-up is needed."""
    if kind.__getattribute__ is not object.__getattribute__ or hasattr(kind, "__getattr__"):
        return [None] * len(fields)
    found = [getattr(kind, field, None) for field in fields]
    return [member if type(member) is _Slot else None for member in found]


def columns(records, kind, str source not None):
    """What the records hold in each field after the source, field by field.

    :param kind: a type of spans (``msgspec.Struct``), whose first field is the source.
    :returns: None where a record is of another type, or of another source.
    """
    cdef list members = slots(kind, kind.__struct_fields__)
    cdef list result = [[] for _ in members[1:]]
    cdef Py_ssize_t i, count = len(result)
    origin = members[0]
    for record in records:
        if type(record) is not kind:
            return None
        of = slot_value(origin, record, kind)
        if of is not source and of != source:
            return None
        for i in range(count):
            (<list>result[i]).append(slot_value(members[i + 1], record, kind))
    return result
