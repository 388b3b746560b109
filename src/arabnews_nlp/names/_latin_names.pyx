"""The Latin names of a text, each with all its occurrences: which mentions are one name."""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcmp

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport (
    FNV_OFFSET, FNV_PRIME, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char,
)
from arabnews_nlp.names._latin_mentions cimport LatinMention, LatinMentions
from arabnews_nlp.names._name_table cimport KnownNames, letters_key

cdef enum:
    # Most words of a name whose parts may be names.
    PARTED = 8
    # Most letters of a known name whose plural is not looked up (iPhones is, Macs is not).
    PLURAL = 4


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef class LatinNames:
    """The Latin names of a text, numbered in order of appearance, each with all its occurrences.

    Spellings that differ in case, blanks and hyphens, or that the table of known names lists, are one name. An acronym
    with the s of the plural is the acronym, and a known name with it is the name.
    """

    def __cinit__(self, PreTokens pretokens not None, LatinMentions mentions not None, KnownNames known not None):
        cdef HashTable spellings = HashTable()
        cdef Py_ssize_t i
        cdef int32_t name
        cdef LatinMention *mention
        self.text = pretokens.text
        self.mentions = mentions
        self.known = known
        self._table = HashTable()
        if not mentions.count:
            return
        self.name = <int32_t *>PyMem_Realloc(NULL, mentions.count * sizeof(int32_t))
        self.following = <int32_t *>PyMem_Realloc(NULL, mentions.count * sizeof(int32_t))
        if self.name == NULL or self.following == NULL:
            raise MemoryError()
        for i in range(mentions.count):
            mention = mentions.rows + i
            name = spellings.find(mention.key)
            if name < 0:
                name = self._number(mention, i)
                spellings.put(mention.key, name)
            self.name[i] = name
            self._append(self.rows + name, i)

    def __dealloc__(self):
        PyMem_Free(self.name)
        PyMem_Free(self.following)
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    cdef int32_t _number(self, LatinMention *mention, Py_ssize_t i) except -1:
        """Number of the name of a mention; of a new one if the text has not had it yet."""
        cdef int32_t row, name
        cdef uint64_t key = self._key_of(mention, &row)
        name = self._table.find(key)
        if name >= 0:
            return name
        if self.count == self._capacity:
            self.rows = <LatinName *>resized(self.rows, enlarged(self._capacity), sizeof(LatinName))
            self._capacity = enlarged(self._capacity)
        name = <int32_t>self.count
        self.rows[name] = LatinName(key, <int32_t>i, -1, row, False)
        self.count += 1
        self._table.put(key, name)
        return name

    cdef uint64_t _key_of(self, LatinMention *mention, int32_t *row):
        """Key of the name of a mention, which is that of the canonical form if it is known; and its row, -1 if not."""
        cdef str text = self.text
        cdef uint64_t key, shorter
        cdef int letters
        cdef Py_UCS4 last
        key = letters_key(
            PyUnicode_KIND(text), PyUnicode_DATA(text), mention.start, mention.end, &shorter, &letters, &last)
        if letters > 2 and text[mention.end - 1] == "s" and text[mention.start : mention.end - 1].isupper():
            key = shorter
        row[0] = self.known.row_of(key)
        if row[0] < 0 and last == c"s" and letters > PLURAL:
            row[0] = self.known.row_of(shorter)
        return self.known.keys[row[0]] if row[0] >= 0 else key

    cdef void _append(self, LatinName *name, Py_ssize_t i) noexcept:
        """Make mention ``i`` the last of a name."""
        self.following[i] = -1
        if name.last >= 0:
            self.following[name.last] = <int32_t>i
            if not self._same(name.first, i):
                name.varied = True
        name.last = <int32_t>i

    cdef int32_t find(self, uint64_t key) noexcept nogil:
        return self._table.find(key)

    def get(self, str letters not None):
        """Number of the name with these letters and digits, -1 where there is none."""
        return self._table.find(_key(letters))

    def of_row(self, Py_ssize_t row):
        """Number of the name in a row of the table of known names, -1 where the text lacks it in Latin script."""
        if not 0 <= row < len(self.known.canonical):
            raise IndexError(row)
        return self._table.find(self.known.keys[row])

    def text_of(self, Py_ssize_t name):
        """The first spelling of a name."""
        cdef LatinMention *mention = self.mentions.rows + self.rows[self._checked(name)].first
        return self.text[mention.start : mention.end]

    def row_of(self, Py_ssize_t name):
        """Row of a name in the table of known names, -1 where it lacks the name."""
        return self.rows[self._checked(name)].row

    def spans(self, Py_ssize_t name):
        """``(start, end)`` of all occurrences of a name, in order."""
        cdef list found = []
        cdef int32_t i = self.rows[self._checked(name)].first
        while i >= 0:
            found.append((self.mentions.rows[i].start, self.mentions.rows[i].end))
            i = self.following[i]
        return found

    def spellings(self, Py_ssize_t name, added=()):
        """How often each spelling of a name stands in the text, in order of appearance.

        :param name: -1 for none, so that only what is added counts.
        :param added: more spans of it, which come last.
        """
        cdef dict found = {}
        cdef int32_t i = self.rows[self._checked(name)].first if name >= 0 else -1, before = -1
        cdef Py_ssize_t start, end, count = 0
        while i >= 0:
            if before >= 0 and self.rows[name].varied and not self._same(before, i):
                self._count(found, before, count)
                count = 0
            count += 1
            before = i
            i = self.following[i]
        if count:
            self._count(found, before, count)
        for start, end in added:
            form = self.text[start:end]
            found[form] = found.get(form, 0) + 1
        return found

    cdef int _count(self, dict found, Py_ssize_t i, Py_ssize_t count) except -1:
        form = self.text[self.mentions.rows[i].start : self.mentions.rows[i].end]
        found[form] = found.get(form, 0) + count
        return 0

    cdef bint _same(self, Py_ssize_t a, Py_ssize_t b) noexcept:
        """Whether two mentions are spelled alike."""
        cdef int width = PyUnicode_KIND(self.text)
        cdef const char *data = <const char *>PyUnicode_DATA(self.text)
        cdef LatinMention *x = self.mentions.rows + a
        cdef LatinMention *y = self.mentions.rows + b
        cdef Py_ssize_t size = x.end - x.start
        return size == y.end - y.start and memcmp(data + x.start * width, data + y.start * width, size * width) == 0

    cdef Py_ssize_t _checked(self, Py_ssize_t name) except -1:
        if not 0 <= name < self.count:
            raise IndexError(name)
        return name

    def varied(self):
        """Numbers of the names that stand in several spellings."""
        cdef Py_ssize_t i
        return [i for i in range(self.count) if self.rows[i].varied]

    def keys(self):
        """Hash of the letters of every name, in order of their numbers."""
        cdef Py_ssize_t i
        return [self.rows[i].key for i in range(self.count)]

    def of_several_words(self):
        """``(number, start, end)`` of the first occurrence of every name of two to eight words."""
        cdef list found = []
        cdef int width = PyUnicode_KIND(self.text), words
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t i, p
        cdef LatinMention *mention
        for i in range(self.count):
            mention = self.mentions.rows + self.rows[i].first
            words = 1
            for p in range(mention.start, mention.end):
                words += PyUnicode_READ(width, data, p) == 32
            if 2 <= words <= PARTED:
                found.append((i, mention.start, mention.end))
        return found

    def parted(self):
        """Names of a few words of which some, but not all, are a name of the text or a known one, with these parts.

        A part is ``(number of words, first word, name, row, canonical)``: the number of the name and its row in the
        table of known names, -1 where there is none, and whether the part is spelled as the table has it. Those of most
        words come first.
        """
        cdef list found = []
        cdef list parts
        cdef int width = PyUnicode_KIND(self.text)
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t starts[PARTED + 1]
        cdef Py_ssize_t i, p
        cdef int words
        cdef bint inside
        cdef LatinMention *mention
        for i in range(self.count):
            mention = self.mentions.rows + self.rows[i].first
            words = 0
            inside = False
            for p in range(mention.start, mention.end):
                if Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, p)):
                    inside = False
                elif not inside:
                    inside = True
                    if words <= PARTED:
                        starts[words] = p
                    words += 1
            if 2 <= words <= PARTED:
                starts[words] = mention.end
                parts = self._parts(width, data, starts, words)
                if parts:
                    found.append((i, parts))
        return found

    cdef list _parts(self, int width, const void *data, const Py_ssize_t *starts, int words):
        cdef uint64_t keys[PARTED]      # of as many words from each on as are looked at
        cdef list found = []
        cdef int first, size
        cdef int32_t name, row
        for size in range(1, words):
            for first in range(words - size + 1):
                if size == 1:
                    keys[first] = FNV_OFFSET
                keys[first] = _extended(keys[first], width, data, starts[first + size - 1], starts[first + size])
            for first in range(words - size, -1, -1):
                name, row = self._table.find(keys[first]), self.known.row_of(keys[first])
                if name >= 0 or row >= 0:
                    found.append((size, first, name, row, row >= 0 and self.known.keys[row] == keys[first]))
        found.reverse()
        return found


cdef uint64_t _extended(uint64_t key, int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Key of letters and digits with those of a further part of the text."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if c and (c == c"+" or Py_UNICODE_ISALNUM(c)):
            key = (key ^ <uint64_t>c) * FNV_PRIME
    return key


cdef uint64_t _key(str letters):
    cdef uint64_t shorter
    cdef int count
    cdef Py_UCS4 last
    return letters_key(PyUnicode_KIND(letters), PyUnicode_DATA(letters), 0, len(letters), &shorter, &count, &last)


def letters_hash(str letters not None):
    """Hash of folded letters and digits, as names are looked up by it."""
    return _key(letters)
