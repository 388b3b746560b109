# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What the curated tables say of a stretch of text, looked up by its keys without making a string of it.

A name in Latin script is known by its letters, digits and plus signs, folded; one in Arabic script by its folded words.
"""

from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.lexemes cimport KeyMap, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char

cdef uint64_t FNV_OFFSET = 0xCBF29CE484222325ULL
cdef uint64_t FNV_PRIME = 0x100000001B3ULL

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef class KnownNames:
    """Names with their types in both scripts, and the terms that are no names.

    :param rows: Latin form and type of each name.
    :param latin: number of the row for the letters and digits of each Latin spelling.
    :param arabic: number of the row for the folded words, one blank between them, of each Arabic spelling.
    :param terms: letters and digits of acronyms of things (API), which may take the s of the plural.
    """

    def __init__(self, rows, latin, arabic, terms):
        self.canonical = [name for name, _ in rows]
        self.types = [kind for _, kind in rows]
        self._latin = KeyMap(latin)
        self._arabic = KeyMap(arabic)
        self._terms = KeyMap(dict.fromkeys(terms, 0))

    cdef int32_t find(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint *term) noexcept nogil:
        """Row of the name that a stretch of a text is, -1 where it is none, and whether it is a term."""
        cdef uint64_t letters = FNV_OFFSET, words = FNV_OFFSET, before = FNV_OFFSET
        cdef bint begun = False, blank = False
        cdef Py_UCS4 c, last = 0
        cdef Py_ssize_t i
        cdef int32_t row
        for i in range(start, end):
            c = fold_char(PyUnicode_READ(width, data, i))
            if not c:
                continue
            if Py_UNICODE_ISSPACE(c):
                blank = begun
                continue
            if blank:
                words = (words ^ <uint64_t>32) * FNV_PRIME
                blank = False
            begun = True
            words = (words ^ <uint64_t>c) * FNV_PRIME
            if c == c"+" or Py_UNICODE_ISALNUM(c):
                before = letters
                last = c
                letters = (letters ^ <uint64_t>c) * FNV_PRIME
        term[0] = self._terms.find(letters) >= 0 or (last == c"s" and self._terms.find(before) >= 0)
        row = self._latin.find(letters)
        return row if row >= 0 else self._arabic.find(words)

    def get(self, str name not None):
        """Row of a name in either script, -1 where the tables lack it."""
        cdef bint term
        return self.find(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), &term)

    def technical(self, str name not None):
        """Whether a name is an acronym of a thing (API, GPUs)."""
        cdef bint term
        self.find(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), &term)
        return term
