"""Fields of many records as columns, and columns as bytes."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.object cimport PyObject
from libc.stdint cimport int32_t, uint16_t

from arabnews_nlp._core.field_reader cimport MOST_FIELDS, FieldReader

cdef extern from "Python.h":
    object PyObject_Vectorcall(object called, PyObject **args, size_t count, PyObject *names)

cdef enum:
    # how a column is coded
    AS_THEY_ARE = 0
    INTEGERS = 1
    FLOATS = 2
    STRINGS = 3

ctypedef fused Number:
    int32_t
    double


def columns(records, kind, str source):
    """What the records hold in each field, field by field; the source of spans is left out.

    :param kind: a ``msgspec.Struct``; where a source is given its first field holds the source.
    :param source: the text of the records, if they are spans.
    :returns: a list of values for each field; None where a record is of another type, or of another source.
    """
    cdef FieldReader fields = FieldReader(kind, kind.__struct_fields__)
    cdef Py_ssize_t i, skipped = source is not None, count = len(fields.names) - skipped
    cdef list result = [[] for _ in range(count)]
    for record in records:
        if type(record) is not kind:
            return None
        if skipped:
            of = fields.read(record, 0)
            if of is not source and of != source:
                return None
        for i in range(count):
            (<list>result[i]).append(fields.read(record, i + skipped))
    return result


def encoded(list values not None):
    """A column as a code and data: whole numbers and floats as bytes; strings (or None) as the different ones and the
    index of each value among them; anything else as it is."""
    kind = type(values[0]) if values else None
    try:
        if kind is int:
            return INTEGERS, _numbers(values, int, <int32_t *>NULL)
        if kind is float:
            return FLOATS, _numbers(values, float, <double *>NULL)
        if kind is str or kind is type(None):
            return STRINGS, _strings(values)
    except (TypeError, OverflowError):
        pass
    return AS_THEY_ARE, values


cdef bytes _numbers(list values, kind, Number *of):
    """Numbers of one type as bytes; ``of`` says how wide they are, and points nowhere."""
    cdef bytes result = PyBytes_FromStringAndSize(NULL, len(values) * sizeof(Number))
    cdef Number *out = <Number *><char *>result
    cdef Py_ssize_t i
    for i in range(len(values)):
        if type(values[i]) is not kind:
            raise TypeError
        out[i] = values[i]
    return result


cdef tuple _strings(list values):
    cdef bytes places = PyBytes_FromStringAndSize(NULL, len(values) * sizeof(uint16_t))
    cdef uint16_t *out = <uint16_t *><char *>places
    cdef dict known = {}
    cdef Py_ssize_t i
    for i in range(len(values)):
        if i and values[i] is values[i - 1]:
            out[i] = out[i - 1]
            continue
        if type(values[i]) is not str and values[i] is not None:
            raise TypeError
        out[i] = known.setdefault(values[i], len(known))
    return list(known), places


def restored(kind, str source, list values not None):
    """The records that :func:`columns` read these values from.

    :raises ValueError: columns of different lengths.
    """
    cdef list result
    cdef Py_ssize_t i, k, first = source is not None, width = len(values), count = len(values[0]) if values else 0
    cdef PyObject *arguments[MOST_FIELDS]
    if width >= MOST_FIELDS or any([len(column) != count for column in values]):
        raise ValueError("columns of different lengths")
    arguments[0] = <PyObject *>source
    result = [None] * count
    for i in range(count):
        for k in range(width):
            arguments[k + first] = <PyObject *>(<list>values[k])[i]
        result[i] = PyObject_Vectorcall(kind, arguments, width + first, NULL)
    return result


def decoded(int code, data):
    """The values that :func:`encoded` made this column of.

    :raises ValueError: an index of no string.
    """
    cdef list known, result
    cdef bytes places
    cdef const uint16_t *place
    cdef const int32_t *whole
    cdef const double *real
    cdef Py_ssize_t i
    if code == AS_THEY_ARE:
        return data
    if code == STRINGS:
        known, places = data
        place = <const uint16_t *><const char *>places
        result = [None] * (len(places) // sizeof(uint16_t))
        for i in range(len(result)):
            if place[i] >= len(known):
                raise ValueError("an index of no string")
            result[i] = known[place[i]]
        return result
    places = data
    if code == INTEGERS:
        whole = <const int32_t *><const char *>places
        return [whole[i] for i in range(len(places) // sizeof(int32_t))]
    real = <const double *><const char *>places
    return [real[i] for i in range(len(places) // sizeof(double))]
