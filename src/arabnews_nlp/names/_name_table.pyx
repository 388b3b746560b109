"""What the curated tables say of a stretch of text, looked up by its keys without making a string of it.

A name in Latin script is known by its letters, digits and plus signs, folded; one in Arabic script by its folded words.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, FNV_OFFSET, FNV_PRIME, KeyMap, LATIN,
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char, folded,
)

LABELS = ("PER", "ORG", "LOC", "PRODUCT", "EVENT")
"""Types of names, in the order of the tags of the entity tagger."""

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef inline bint _counts(Py_UCS4 c) noexcept nogil:
    """Whether a character is a letter, a digit or a plus sign."""
    cdef uint8_t kind = char_class(c)
    return kind == ARABIC or kind == LATIN or kind == DIGIT or c == c"+" or Py_UNICODE_ISALNUM(c)


cdef uint64_t letters_key(int width, const void *data, Py_ssize_t start, Py_ssize_t end,
                          uint64_t *shorter, int *count, Py_UCS4 *last) noexcept nogil:
    """Key of the folded letters, digits and plus signs of a stretch; also that without the last one, which it tells."""
    cdef uint64_t key = FNV_OFFSET
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    shorter[0] = key
    count[0] = 0
    last[0] = 0
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if c and _counts(c):
            shorter[0] = key
            last[0] = c
            count[0] += 1
            key = (key ^ <uint64_t>c) * FNV_PRIME
    return key


def brand_key(str name not None):
    """Key that spelling variants share: folded, without spaces, hyphens and stops (Open AI, OpenAI); a plus counts."""
    cdef str form = folded(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name))
    if form.isalnum():
        return form
    return "".join([c for c in form if c == "+" or c.isalnum()])


cdef class KnownNames:
    """Names with their types in both scripts, and the terms that are no names.

    :param rows: Latin form and type of each name.
    :param latin: number of the row for the letters and digits of each Latin spelling.
    :param arabic: number of the row for the folded words, one blank between them, of each Arabic spelling.
    :param terms: letters and digits of acronyms of things (API), which may take the s of the plural.
    """

    def __cinit__(self, rows, latin, arabic, terms):
        cdef uint64_t shorter
        cdef int count
        cdef Py_UCS4 last
        self.canonical = [name for name, _ in rows]
        self.types = [kind for _, kind in rows]
        self._latin = KeyMap(latin)
        self._arabic = KeyMap(arabic)
        self._terms = KeyMap(dict.fromkeys(terms, 0))
        self.keys = <uint64_t *>PyMem_Malloc((len(self.canonical) + 1) * sizeof(uint64_t))
        self.labels = <uint8_t *>PyMem_Malloc(len(self.canonical) + 1)
        if self.keys == NULL or self.labels == NULL:
            raise MemoryError()
        for i, name in enumerate(self.canonical):
            self.labels[<Py_ssize_t>i] = LABELS.index(self.types[i])
            self.keys[<Py_ssize_t>i] = letters_key(
                PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), &shorter, &count, &last)

    def __dealloc__(self):
        PyMem_Free(self.keys)
        PyMem_Free(self.labels)

    cdef int32_t row_of(self, uint64_t key) noexcept nogil:
        """Row of the Latin name with this key of its letters and digits, -1 where there is none."""
        return self._latin.find(key)

    cdef int32_t find(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint *term) noexcept nogil:
        """Row of the name that a stretch of a text is, -1 where it is none, and whether it is a term."""
        cdef uint64_t letters = FNV_OFFSET, shorter = FNV_OFFSET, words = FNV_OFFSET
        cdef bint begun = False, blank = False
        cdef Py_UCS4 c, last = 0
        cdef Py_ssize_t i
        cdef int32_t row
        for i in range(start, end):
            c = fold_char(PyUnicode_READ(width, data, i))
            if not c:
                continue
            if _counts(c):
                shorter = letters
                last = c
                letters = (letters ^ <uint64_t>c) * FNV_PRIME
            elif Py_UNICODE_ISSPACE(c):
                blank = begun
                continue
            if blank:
                words = (words ^ <uint64_t>32) * FNV_PRIME
                blank = False
            begun = True
            words = (words ^ <uint64_t>c) * FNV_PRIME
        term[0] = self._terms.find(letters) >= 0 or (last == c"s" and self._terms.find(shorter) >= 0)
        row = self._latin.find(letters)
        return row if row >= 0 else self._arabic.find(words)

    def get(self, str name not None):
        """Row of a name in either script, -1 where the tables lack it."""
        cdef bint term
        return self.find(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), &term)

    def latin(self, str letters not None):
        """Row of the Latin name with these letters and digits, -1 where the table lacks it."""
        cdef uint64_t shorter
        cdef int count
        cdef Py_UCS4 last
        return self.row_of(
            letters_key(PyUnicode_KIND(letters), PyUnicode_DATA(letters), 0, len(letters), &shorter, &count, &last))

    def technical(self, str name not None):
        """Whether a name is an acronym of a thing (API, GPUs)."""
        cdef bint term
        self.find(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), &term)
        return term
