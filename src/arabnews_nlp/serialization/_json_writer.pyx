"""Records as JSON: as text, without making plain values of them first, and as plain values."""

cimport cython
from cpython.long cimport PyLong_AsLongLongAndOverflow
from libc.stdint cimport uint8_t

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.field_reader cimport FieldReader
from arabnews_nlp._core.json_buffer cimport STEP, JsonText, write_character, write_integer, write_padded

cdef enum Form:
    SCALAR  # a string or number, by its own type
    DECIMAL  # a decimal as a string, or a range of them
    PAIR  # [start, end]
    SPANS  # [[start, end], ...]
    RECORDS  # an array of objects
    PLAIN  # anything else that JSON knows

cdef enum:
    # how many records before one is written its values are asked for: they were made long ago, each in a place of its own
    AHEAD = 4

cdef dict _FORMS = {
    "integer": SCALAR, "number": SCALAR, "string": SCALAR, "strings": PLAIN,
    "decimal": DECIMAL, "pair": PAIR, "spans": SPANS, "records": RECORDS,
}


@cython.final
cdef class RecordWriter:
    """Makes objects of records with the same fields; a field that is None is left out, and so is one that is empty if its
    default is the empty tuple.

    :param record: the class of the records; those of a class derived from it have the same fields.
    :param fields: what :func:`arabnews_nlp.document.layers.fields_of` says of the records.
    :param inside: for each field its writer, if it holds records.
    """

    cdef tuple names, inside
    cdef FieldReader reader
    # a Form for each field, and whether it is left out if empty
    cdef bytes forms, droppable
    # ``,"NAME":`` of each field, padded to ``row`` characters
    cdef bytes keys
    cdef Py_ssize_t row

    def __init__(self, record, tuple fields not None, tuple inside not None):
        self.names = tuple([field.name for field in fields])
        self.reader = FieldReader(record, self.names)
        self.inside = inside
        self.forms = bytes([_FORMS[field.kind] for field in fields])
        self.droppable = bytes([field.default == () for field in fields])
        self.row = (max([len(name) for name in self.names]) + 4) // STEP * STEP + STEP
        self.keys = b"".join([f',"{name}":'.encode("ascii").ljust(self.row, b"\0") for name in self.names])

    def plain(self, records):
        """A list of the records as plain JSON values."""
        cdef Py_ssize_t i, count = len(self.names)
        cdef const char *forms = <const char *>self.forms
        cdef const char *droppable = <const char *>self.droppable
        cdef FieldReader reader = self.reader
        cdef list result = []
        cdef dict made
        for record in records:
            if type(record) is not reader.kind:
                reader = FieldReader(type(record), self.names)
            made = {}
            for i in range(count):
                value = reader.read(record, i)
                if value is None or (droppable[i] and not value):
                    continue
                made[self.names[i]] = value if forms[i] == SCALAR else self._plain(i, value)
            result.append(made)
        return result

    cdef object _plain(self, Py_ssize_t i, value):
        cdef char form = (<const char *>self.forms)[i]
        if form == DECIMAL:
            return [None if each is None else str(each) for each in value] if type(value) is tuple else str(value)
        if form == SPANS:
            return [[span.start, span.end] for span in value]
        if form == RECORDS:
            return (<RecordWriter>self.inside[i]).plain(value)
        return list(value)

    def write(self, JsonText out not None, records):
        """An array of the records."""
        self._write(out, records)

    cdef int _write(self, JsonText out, records) except -1:
        cdef bint first = True
        cdef Py_ssize_t i, opened, count = len(self.names)
        cdef const uint8_t *keys = <const uint8_t *><const char *>self.keys
        cdef const char *forms = <const char *>self.forms
        cdef const char *droppable = <const char *>self.droppable
        cdef FieldReader reader = self.reader
        cdef tuple rows = tuple(records)
        cdef Py_ssize_t row, ahead
        write_character(out, c"[")
        for row in range(len(rows)):
            ahead = row + AHEAD
            if ahead < len(rows):
                reader.fetch(rows[ahead])
            record = rows[row]
            if type(record) is not reader.kind:
                reader = FieldReader(type(record), self.names)
            if not first:
                write_character(out, c",")
            write_character(out, c"{")
            first = False
            opened = 1  # the comma before the first field is left out
            for i in range(count):
                value = reader.read(record, i)
                if value is None or (droppable[i] and not value):
                    continue
                write_padded(out, keys + i * self.row + opened, len(<str>self.names[i]) + 4 - opened)
                opened = 0
                if forms[i] == SCALAR:
                    _scalar(out, value)
                else:
                    self._field(out, i, value)
            write_character(out, c"}")
        write_character(out, c"]")
        return 0

    cdef int _field(self, JsonText out, Py_ssize_t i, value) except -1:
        cdef char form = (<const char *>self.forms)[i]
        cdef bint first = True
        if form == DECIMAL:
            if type(value) is tuple:
                out.plain([None if each is None else str(each) for each in value])
            else:
                out._string(str(value))
        elif form == PAIR:
            _pair(out, value[0], value[1])
        elif form == SPANS:
            write_character(out, c"[")
            for span in value:
                if not first:
                    write_character(out, c",")
                first = False
                _pair(out, span.start, span.end)
            write_character(out, c"]")
        elif form == RECORDS:
            (<RecordWriter>self.inside[i])._write(out, value)
        else:
            out.plain(value)
        return 0


cdef int _scalar(JsonText out, value) except -1:
    cdef int overflow = 0
    cdef long long number
    kind = type(value)
    if kind is str:
        return out._string(value)
    if kind is int:
        number = PyLong_AsLongLongAndOverflow(value, &overflow)
        if number >= 0 and not overflow:
            return write_integer(out, number)
    if kind is float:
        return out._number(value)
    out.plain(value)
    return 0


cdef int _pair(JsonText out, first, second) except -1:
    write_character(out, c"[")
    _scalar(out, first)
    write_character(out, c",")
    _scalar(out, second)
    return write_character(out, c"]")


def write_edits(JsonText out not None, Alignment alignment not None):
    """An array of the edits of an alignment as ``[start, end, width]`` of the original."""
    cdef Py_ssize_t i
    write_character(out, c"[")
    for i in range(alignment._count):
        out._ascii(b",[" if i else b"[", 2 if i else 1)
        write_integer(out, alignment._edits[4 * i + 2])
        write_character(out, c",")
        write_integer(out, alignment._edits[4 * i + 3])
        write_character(out, c",")
        write_integer(out, alignment._edits[4 * i + 1] - alignment._edits[4 * i])
        write_character(out, c"]")
    write_character(out, c"]")
