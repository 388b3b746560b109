"""Latin words of a text that are no names: in addresses, paths, file names and handles, and in mark-up."""

from arabnews_nlp._core.pretokens cimport PyUnicode_READ

cdef enum:
    # Most characters of a mark-up tag or a call of a template.
    LONGEST_TAG = 400
    # Most characters of a dot, an extension and a stop after it.
    EXTENSION = 5


cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil


cdef struct VisibleRun:
    # A run of visible ASCII without brackets and quotation marks, and the last places in it that tell an address. Where
    # it ends, and what it is, can be said of any place in it without reading it again.
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t mark         # @ _ \\ or ://
    Py_ssize_t dot
    Py_ssize_t dot_before_slash


cdef inline bint is_upper(Py_UCS4 c) noexcept nogil:
    if c < 128:
        return c"A" <= c <= c"Z"
    return Py_UNICODE_ISUPPER(c)


cdef inline Py_UCS4 char_at(int width, const void *data, Py_ssize_t n, Py_ssize_t i) noexcept nogil:
    """The character at a place, 0 outside the text."""
    return PyUnicode_READ(width, data, i) if 0 <= i < n else 0


cdef inline bint _ends_run(Py_UCS4 c) noexcept nogil:
    return c <= 32 or c >= 127 or c in (
        c"(", c")", c"[", c"]", c"<", c">", c'"', c"|", c"{", c"}", c",", c";"
    )


cdef inline void _read_run(int width, const void *data, Py_ssize_t n, Py_ssize_t start, VisibleRun *run) noexcept nogil:
    """Read the run that continues at ``start``."""
    cdef Py_ssize_t i = start
    cdef Py_UCS4 c
    run.start = start
    run.mark = run.dot = run.dot_before_slash = -1
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if _ends_run(c):
            break
        if c == c"@" or c == c"_" or c == c"\\":
            run.mark = i
        elif c == c":" and char_at(width, data, n, i + 1) == c"/" and char_at(width, data, n, i + 2) == c"/":
            run.mark = i
        elif c == c"/":
            run.dot_before_slash = run.dot
        elif c == c".":
            run.dot = i
        i += 1
    run.end = i


cdef inline bint _www(int width, const void *data, Py_ssize_t n, Py_ssize_t start) noexcept nogil:
    """Whether ``www.`` stands at ``start``, in letters of either case."""
    cdef Py_ssize_t i
    for i in range(start, start + 3):
        if (<int>char_at(width, data, n, i) | 32) != c"w":
            return False
    return char_at(width, data, n, start + 3) == c"."


cdef inline bint _is_file_name(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Whether a word ends with a dot and an extension or domain in lower case: a file, or an address in lower case."""
    cdef Py_ssize_t i = end - 1
    cdef Py_UCS4 c
    if PyUnicode_READ(width, data, i) == c".":
        i -= 1
    while i > start and end - i <= EXTENSION:
        c = PyUnicode_READ(width, data, i)
        if c == c".":
            break
        if not c"a" <= c <= c"z":
            return False
        i -= 1
    if not 2 <= end - 1 - i <= 4 or i <= start:
        return False
    c = PyUnicode_READ(width, data, i + 1)
    if c == c"p" or c == c"j" or c == c"g" or c == c"h":
        return True
    return not is_upper(PyUnicode_READ(width, data, start))


cdef inline bint is_address(int width, const void *data, Py_ssize_t n, Py_ssize_t start, VisibleRun *run) noexcept nogil:
    """Whether the run of visible ASCII at ``start`` is an address, a path or a handle from there to its end.

    :param run: the run that was read last; it is read anew where ``start`` is beyond it, and holds ``start`` afterwards.
    """
    cdef Py_UCS4 before = char_at(width, data, n, start - 1)
    if not run.start <= start < run.end:
        _read_run(width, data, n, start, run)
    if before == c"@" or before == c"#" or before == c"_" or before == c"/" or before == c"\\":
        return True
    if run.mark >= start or run.dot_before_slash >= start:
        return True
    if run.dot < start or run.end - start <= 4:
        return False
    return _www(width, data, n, start) or _is_file_name(width, data, start, run.end)


cdef inline bint _opens_tag(Py_UCS4 c, Py_UCS4 following) noexcept nogil:
    return c == c"<" and (following == c"/" or following == c"!" or c"a" <= (<int>following | 32) <= c"z")


cdef inline Py_ssize_t tag_end(int width, const void *data, Py_ssize_t n, Py_ssize_t start) noexcept nogil:
    """Where the mark-up tag or the call of a template that opens at a sign ends, 0 where none does."""
    cdef Py_ssize_t i = start + 1, end
    cdef Py_UCS4 c = PyUnicode_READ(width, data, start), second = char_at(width, data, n, i), closing
    if _opens_tag(c, second):
        closing = c">"
    elif c == c"{" and (second == c"{" or second == c"%"):
        closing = c"}"
    else:
        return 0
    end = min(n, i + LONGEST_TAG)
    while i < end:
        c = PyUnicode_READ(width, data, i)
        if c == closing:
            return i
        if c == c"\n":
            return 0
        i += 1
    return 0
