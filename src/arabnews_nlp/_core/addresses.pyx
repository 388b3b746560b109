"""Addresses of the web, for callers in Python."""

from arabnews_nlp._core.url cimport address_end as _address_end

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept nogil
    const void *PyUnicode_DATA(object text) noexcept nogil


def address_end(str text not None, Py_ssize_t i, bint path):
    """End of the address that continues at ``i``, without the marks that close a sentence or bracket after it.

    :param path: whether what stands before ``i`` belongs to its path, which may have letters of any script.
    """
    return _address_end(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text), i, path)
