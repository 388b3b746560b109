"""Reads a section of the name model from its beginning to its end; what is not there is an error, not memory."""

from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memcpy

from arabnews_nlp.errors import ModelFormatError


cdef class SectionReader:
    """The bytes of a section, of which each is taken once.

    :param what: name of the section in messages.
    """

    def __cinit__(self, bytes data not None, str what not None):
        self.data, self.what = data, what
        self.at = data
        self.end = self.at + len(data)

    cdef Py_ssize_t left(self) noexcept:
        """Bytes that are not taken."""
        return self.end - self.at

    cdef const uint8_t *take(self, Py_ssize_t size) except NULL:
        """The next bytes.

        :raises ModelFormatError: fewer are left.
        """
        cdef const uint8_t *here = self.at
        if not 0 <= size <= self.left():
            raise ModelFormatError(f"{self.what}: truncated")
        self.at += size
        return here

    cdef int copy(self, void *out, Py_ssize_t size) except -1:
        """Copies the next bytes."""
        memcpy(out, self.take(size), size)
        return 0

    cdef uint32_t number(self, uint32_t least, uint32_t most) except? 0xFFFFFFFF:
        """The next number, within its bounds."""
        cdef uint32_t value
        self.copy(&value, 4)
        if not least <= value <= most:
            raise ModelFormatError(f"{self.what}: impossible size {value}")
        return value

    cdef int close(self) except -1:
        """Checks that all is taken."""
        if self.left():
            raise ModelFormatError(f"{self.what}: longer than its header says")
        return 0
