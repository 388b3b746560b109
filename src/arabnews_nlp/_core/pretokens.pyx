"""One scan that every stage shares: maximal runs of one character class, each with a folded hash key.

A *pretoken* is a run of Arabic letters (with their marks, tatweel and joiners inside), of Latin letters, of other
letters, of digits, of blanks, one line break, or a single other character. PreTokens cover the text without gaps. The
key of a pretoken is the 64-bit FNV-1a hash of its folded form (see :func:`fold`), so that lexicons are looked up without
making strings.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t

from arabnews_nlp._core.characters cimport BMP
from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable

from arabnews_nlp._core.reading import reading, unmarked

cdef enum:
    # harakat, which are composed with no letter
    FIRST_HARAKAT = 0x64B
    LAST_HARAKAT = 0x652
    # no letter of the Arabic blocks has a bit above those of this one but the presentation forms
    FIRST_FORM = 0x8000

# What the scan asks of a character: in the lowest byte its class; in the next one the class that joins it in one pretoken,
# NONE where none does, RARE where it must be looked at more closely; above them its folded form.
cdef enum:
    NONE = 255
    RARE = 254

cdef uint32_t _TRAITS[BMP]


cdef uint64_t _traits_of(Py_UCS4 c) noexcept nogil:
    cdef uint8_t cls = char_class(c), following = cls
    if cls == PUNCT or cls == SYMBOL:
        following = NONE
    elif cls == NEWLINE or cls > LETTER or (cls == ARABIC and c >= FIRST_FORM) or (cls == SPACE and c != c" " and c != c"\t"):
        following = RARE
    return <uint64_t>fold_char(c) << 16 | following << 8 | cls


cdef Py_UCS4 _c
for _c in range(BMP):
    _TRAITS[_c] = <uint32_t>_traits_of(_c)

cdef extern from "Python.h":
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)


cdef class PreTokens:
    """The pretokens of a text as columns; ``len()`` of them, ``pretokens[i]`` is ``(start, end, kind)``.

    ``source`` is the text that was given and ``text`` how it is read (see :mod:`arabnews_nlp._core.reading`), nearly
    always the same string; offsets are those of ``text``, and ``alignment`` leads back to the source, None where both
    are one. ``latin`` keeps the Latin names of the text, once they were sought.
    """

    def __cinit__(self, str source not None, str read=None, alignment=None):
        """``read``: another reading of the source than the usual one, with its alignment."""
        cdef str text = source if read is None else read
        self.source = source
        self.alignment = alignment
        self._reserve(len(text) // 8 * 3 + 16)
        if self._scan_text(text) and read is None:
            text, self.alignment = reading(source)
            if text is not source:
                self._scan_text(text)
        self.text = text
        if self._capacity - self.count > self.count // 8:
            self._reserve(self.count)

    @property
    def phrases(self):
        """The scan in which phrases are found: this one, or that of the text without the marks of emphasis inside them
        (**خمسة** ملايين)."""
        cdef list signs
        if self._phrases is None:
            signs = self._signs()
            if not signs and "\u0640" not in self.text:
                self._phrases = False
                return self
            read, alignment = unmarked(self.text, self.alignment, signs)
            self._phrases = False if read is self.text else PreTokens(self.source, read, alignment)
        return self._phrases or self

    def _signs(self):
        """Offsets of the signs that marks of emphasis begin with."""
        cdef int width = PyUnicode_KIND(self.text)
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t i
        cdef Py_UCS4 c
        cdef list found = []
        for i in range(self.count):
            if self.kind[i] == PUNCT or self.kind[i] == SYMBOL:
                c = PyUnicode_READ(width, data, self.start[i])
                if c == c"*" or c == c"<" or c == c"_" or c == c"`" or c == c"~":
                    found.append(self.start[i])
        return found

    cdef int _scan_text(self, str text) except -1:
        """Find the pretokens; whether the text may be read otherwise than it is stored."""
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        if width == 1:
            return self._scan(<const uint8_t *>data, len(text))
        if width == 2:
            return self._scan(<const uint16_t *>data, len(text))
        return self._scan(<const uint32_t *>data, len(text))

    cdef int _scan(self, const CodeUnit *text, Py_ssize_t n) except -1:
        """Each character joins the pretoken before it or begins one, and no branch asks which: where words end cannot be
        foreseen."""
        cdef Py_ssize_t i, last = -1, room = self._capacity
        cdef bint joins, unread = False
        cdef Py_UCS4 c
        cdef uint64_t traits, key = FNV_OFFSET
        cdef uint8_t cls, joining = NONE, following
        cdef int32_t *end = self.end
        cdef uint8_t *kind = self.kind
        cdef uint64_t *keys = self.key
        for i in range(n):
            c = text[i]
            traits = _TRAITS[c] if CodeUnit is not uint32_t or c < BMP else _traits_of(c)
            cls = <uint8_t>traits
            following = <uint8_t>(traits >> 8)
            joins = cls == joining
            if following == RARE:
                following = NONE
                if cls == NEWLINE:
                    joins = c == 0x0A and i > 0 and text[i - 1] == 0x0D
                    traits = 0 if joins else traits
                elif cls == MARK and is_letter(joining):
                    unread |= c < FIRST_HARAKAT or c > LAST_HARAKAT
                    joins = True
                elif (c == 0x200C or c == 0x200D) and joining == ARABIC and i + 1 < n and char_class(text[i + 1]) == ARABIC:
                    joins = True
                else:
                    unread = True
                    following = cls if cls == ARABIC or cls == SPACE else <uint8_t>NONE
                if joins and cls > LETTER:
                    cls = following = joining
            joining = following
            last += not joins
            if last == room:
                self._reserve(enlarged(last))
                end, kind, keys, room = self.end, self.kind, self.key, self._capacity
            key = key if joins else FNV_OFFSET
            if traits >> 16:
                key = fnv1a_step(key, traits >> 16)
            end[last] = <int32_t>(i + 1)
            kind[last] = cls
            keys[last] = key
        self.count = last + 1
        for i in range(self.count):
            unread |= (kind[i] == SPACE) & (end[i] - self.start[i] > 1)
        return unread

    cdef int _reserve(self, Py_ssize_t capacity) except -1:
        self.start = <int32_t *>resized(self.start, capacity + 1, sizeof(int32_t))
        self.start[0] = 0
        self.end = self.start + 1
        self.kind = <uint8_t *>resized(self.kind, capacity, sizeof(uint8_t))
        self.key = <uint64_t *>resized(self.key, capacity, sizeof(uint64_t))
        self._capacity = capacity
        return 0

    def __dealloc__(self):
        PyMem_Free(self.start)
        PyMem_Free(self.kind)
        PyMem_Free(self.key)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.start[i], self.end[i], self.kind[i]


cdef class KeyMap:
    """Immutable map from folded words to small non-negative integers, looked up by pretoken key."""

    def __cinit__(self, entries):
        self._table = HashTable()
        for word, value in dict(entries).items():
            self._table.put(_key_of(word), value)

    def get(self, str word not None):
        """Value of a word in any spelling that folds alike, -1 where it is absent."""
        return self.find(_key_of(word))

    def __len__(self):
        return self._table.count


cdef uint64_t _key_of(str word):
    return fold_key(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word))


cdef str folded(int width, const void *data, Py_ssize_t start, Py_ssize_t end):
    """Folded form of a stretch of a string buffer, as a string."""
    cdef Py_UCS4 few[32]
    cdef Py_UCS4 *out = few
    cdef Py_UCS4 c
    cdef Py_ssize_t i, n = 0
    if end - start > 32:
        out = <Py_UCS4 *>PyMem_Malloc((end - start) * sizeof(Py_UCS4))
        if out == NULL:
            raise MemoryError()
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if c:
            out[n] = c
            n += 1
    try:
        return PyUnicode_FromKindAndData(sizeof(Py_UCS4), out, n)
    finally:
        if out != few:
            PyMem_Free(out)


def fold(str word not None):
    """Folded form under which lexicons are keyed: marks, tatweel and invisible characters dropped, alef and yeh forms
    unified, ta marbuta as heh, digits as ASCII, letters in lower case."""
    return folded(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word))
