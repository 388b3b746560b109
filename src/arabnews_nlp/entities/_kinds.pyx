"""The kinds of entities in a document: those of one spelling and one type, with their words, in groups that grow together."""

from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.hashing cimport FNV_OFFSET, fnv1a_step
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp._core.proclitics cimport LAM
from arabnews_nlp.entities._labels cimport PER
from arabnews_nlp.entities._name_words cimport NameWord, Py_UNICODE_ISSPACE, has_clitic, read_name_word
from arabnews_nlp.entities._readings cimport phrase_extended
from arabnews_nlp.entities._spans cimport Span, Spans
from arabnews_nlp.names._name_table cimport KnownNames

cdef enum:
    STRONG = 3      # strong letters that a word needs to be the same as another without its weak ones


cdef Py_ssize_t _count_words(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Stretches between blanks."""
    cdef Py_ssize_t i, count = 0
    cdef bint inside = False, blank
    for i in range(start, end):
        blank = Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i))
        count += inside < (not blank)
        inside = not blank
    return count


cdef class Kinds:
    """The kinds of the spans of a text; the first kind of a group stands for it (union-find)."""

    def __cinit__(self, Spans spans not None, str text not None):
        cdef HashTable numbers = HashTable()
        cdef Py_ssize_t i
        cdef uint64_t key
        cdef int32_t kind
        self.text, self.spans = text, spans
        self.width, self.data = PyUnicode_KIND(text), PyUnicode_DATA(text)
        self.of = <int32_t *>resized(NULL, spans.count, sizeof(int32_t))
        for i in range(spans.count):
            key = self._spelling(spans.rows + i)
            kind = numbers.find(key)
            if kind < 0:
                kind = <int32_t>self.count
                numbers.put(key, kind)
                self._add(spans.rows + i)
            self.of[i] = kind

    def __dealloc__(self):
        PyMem_Free(self.of)
        PyMem_Free(self.rows)
        PyMem_Free(self.words)

    cdef uint64_t _spelling(self, const Span *row) noexcept:
        """Key of a span as it stands, and of its type."""
        cdef uint64_t key = fnv1a_step(FNV_OFFSET, row.label)
        cdef Py_ssize_t i
        for i in range(row.start, row.end):
            key = fnv1a_step(key, PyUnicode_READ(self.width, self.data, i))
        return key

    cdef int _add(self, const Span *row) except -1:
        """One more kind, in a group of its own."""
        if self.count == self._capacity:
            self.rows = <Kind *>resized(self.rows, enlarged(self._capacity), sizeof(Kind))
            self._capacity = enlarged(self._capacity)
        self.rows[self.count] = Kind(0, 0, 0, row.start, row.end, <int32_t>self.count, -1, -1, False, row.label)
        self.count += 1
        return 0

    cdef int32_t group(self, int32_t kind) noexcept:
        """The first kind of a group."""
        while self.rows[kind].parent != kind:
            self.rows[kind].parent = self.rows[self.rows[kind].parent].parent
            kind = self.rows[kind].parent
        return kind

    cdef void join(self, int32_t a, int32_t b) noexcept:
        """Make one group of two."""
        a, b = self.group(a), self.group(b)
        self.rows[max(a, b)].parent = min(a, b)

    cdef int read_words(self, KnownNames known) except -1:
        """The words of each kind; of two people run together, those of the first."""
        cdef Py_ssize_t at, end
        cdef int32_t i
        cdef Kind *kind
        cdef NameWord word
        for i in range(<int32_t>self.count):
            kind = self.rows + i
            kind.word = self.words_count
            at, end = kind.start, kind.end
            if kind.label == PER:
                end = self._first_person_end(at, end, known)
            if at and self.char_at(at) == LAM and self.char_at(at - 1) == LAM:
                at += 1     # the article after the preposition ل
            while True:
                at = read_name_word(self.width, self.data, at, end, &word)
                if not word.letters:
                    break
                kind.key = phrase_extended(kind.key, word.key)
                kind.words += 1
                self._add_word(&word)
        return 0

    cdef int _add_word(self, const NameWord *word) except -1:
        if self.words_count == self._words_capacity:
            self.words = <NameWord *>resized(self.words, enlarged(self._words_capacity), sizeof(NameWord))
            self._words_capacity = enlarged(self._words_capacity)
        self.words[self.words_count] = word[0]
        self.words_count += 1
        return 0

    cdef Py_ssize_t _first_person_end(self, Py_ssize_t start, Py_ssize_t end, KnownNames known) noexcept:
        """Where the known full name ends with which a longer one begins (دونالد ترامب of دونالد ترامب بومبيو), else the end of
        the whole."""
        cdef Py_ssize_t count = _count_words(self.width, self.data, start, end), stop = end
        cdef bint term
        cdef int32_t row
        if count < 3 or known.find(self.width, self.data, start, end, &term) >= 0:
            return end
        for count in range(count - 1, 1, -1):
            while Py_UNICODE_ISSPACE(self.char_at(stop - 1)):
                stop -= 1
            while not Py_UNICODE_ISSPACE(self.char_at(stop - 1)):
                stop -= 1
            row = known.find(self.width, self.data, start, stop, &term)
            if row >= 0 and known.labels[row] == PER:
                return stop
        return end

    cdef uint64_t key_without_clitic(self, int32_t kind) noexcept:
        """Key of the words of a name without a letter before the first that may be a clitic."""
        cdef NameWord *words = self.words + self.rows[kind].word
        cdef int32_t count = self.rows[kind].words
        return forward_key(words, count, words[0].bare) if count and has_clitic(words) else self.rows[kind].key

    cdef uint64_t strong_key(self, int32_t kind) noexcept:
        """Key of the strong letters of the words of a name; 0 where a word has too few of them, or there is none."""
        cdef Py_ssize_t k, first = self.rows[kind].word
        cdef uint64_t key = 0
        for k in range(first, first + self.rows[kind].words):
            if self.words[k].strong_letters < STRONG:
                return 0
            key = phrase_extended(key, self.words[k].strong)
        return key

    cdef bint is_fuller(self, const Kind *kind, const Kind *other) noexcept:
        """Whether a name has more words than another, or as many and no more than those, or is longer besides."""
        cdef bint whole, other_whole
        if kind.words != other.words:
            return kind.words > other.words
        whole = _count_words(self.width, self.data, kind.start, kind.end) <= kind.words
        other_whole = _count_words(self.width, self.data, other.start, other.end) <= other.words
        if whole != other_whole:
            return whole
        return kind.end - kind.start > other.end - other.start
