"""Where an address of the web ends in running text."""

from arabnews_nlp._core.characters cimport char_class, is_letter

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) noexcept nogil


cdef inline Py_ssize_t address_end(int width, const void *data, Py_ssize_t n, Py_ssize_t i, bint path) noexcept nogil:
    """End of the address that goes on at ``i``, without the marks that close a sentence or bracket after it; ``path``:
    whether what stands before ``i`` belongs to its path, which may have letters of any script."""
    cdef Py_ssize_t low = i
    cdef Py_ssize_t opened = 0      # brackets
    cdef Py_UCS4 c
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if c <= c" " or c == c'"' or c == c"<" or c == c">":
            break
        if c == c"/":
            path = True
        elif c == c"(":
            opened += 1
        elif c == c"]" or (c == c")" and opened == 0):
            break
        elif c == c")":
            opened -= 1
        if c > c"~" and not (path and is_letter(char_class(c))):
            break
        i += 1
    while i > low:
        c = PyUnicode_READ(width, data, i - 1)
        if not (c == c"." or c == c"," or c == c":" or c == c";" or c == c"!" or c == c"?" or c == c"'" or c == c"*" or c == c"]"):
            break
        i -= 1
    return i
