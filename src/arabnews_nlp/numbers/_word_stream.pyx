"""One pass that finds the words a grammar may start at, so that text without them costs almost nothing.

The words of a text are its pretokens without blanks; digits with separators inside (``1,234.5``) are one word. Each
word is looked up in a lexicon by its folded key, as it stands and without its proclitics and article (:mod:`_lookup`).
"""

cimport cython
from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memmove

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, INVISIBLE, MARK, PUNCT, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, SPACE, SYMBOL, PreTokens,
    fold_char, folded,
)
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp.numbers._lexicon cimport (
    ANYWHERE, BEFORE_DIGITS, NAMES, Lexicon, form_key, lowest_bit, lowest_value, sense_bit,
)
from arabnews_nlp.numbers._lookup cimport Host, look_up
from arabnews_nlp.numbers._senses cimport OTHER_SENSE

cdef enum:
    VIEWS = 64          # views of words that are remembered, by their position modulo this, for the rules in Python
    LOOK_BACK = 64      # words that are kept before the word that the grammar has come to
    AT_ONCE = 256        # words that are made together
    PASSED_OVER = 1 << SPACE | 1 << INVISIBLE | 1 << MARK       # classes of pretokens that are no words

AND = form_key("و")


@cython.final
@cython.no_gc
@cython.freelist(32)
cdef class WordView:
    """One word or mark of a text, as the rules in Python see it.

    ``start`` and ``end`` are its offsets, ``host_start`` is where it starts without its proclitics; ``form`` is its
    folded form, proclitics included.
    """

    def has(self, *senses):
        """Whether the word has one of some senses."""
        for sense in senses:
            if sense in self.senses:
                return True
        return False

    def value_of(self, *senses):
        """Value of the first of some senses that the word has; None where it has none of them."""
        for sense in senses:
            if sense in self.senses:
                return self.senses[sense]
        return None

    @property
    def proclitics(self):
        """Folded proclitics; empty where there are none."""
        return self.form[: self.host_start - self.start] if self.host_start > self.start else ""


cdef str folded_form(WordStream parser, Word word):
    """Folded form of a word, proclitics included."""
    return folded(parser._width, parser._data, word.start, word.end)


cdef bint is_among(WordStream parser, Word word, str signs) except -1:
    """Whether a word is one of some signs, or nothing but tatweel and marks."""
    cdef Py_UCS4 first = 0
    if word.end > word.start:
        first = fold_char(PyUnicode_READ(parser._width, parser._data, word.start))
    return (word.end == word.start + 1 and first in signs) if first else not folded_form(parser, word)


cdef class WordStream:
    """The words of a text, which are numbered from 0.

    They are made as they are asked for, and given back once :meth:`next_start` is far enough beyond.
    """

    def __init__(self, PreTokens pretokens not None, Lexicon lexicon not None):
        self.text = pretokens.text
        self.pretokens = pretokens
        self._lexicon = lexicon
        self._width = PyUnicode_KIND(self.text)
        self._data = PyUnicode_DATA(self.text)
        self._last_end = -1
        self._beyond.start = self._beyond.end = self._beyond.host_start = <int32_t>len(self.text)
        self._beyond.entry = self._beyond.pretoken = -1
        self._beyond.kind = PUNCT

    def __dealloc__(self):
        PyMem_Free(self._words)

    cdef bint _make_more(self, Py_ssize_t i) noexcept:
        """Make words up to the one after ``i``, as far as the text goes; whether there is a word at ``i``.

        Where there is no memory for them the text ends here, and :meth:`find_start` raises.
        """
        cdef Py_ssize_t passed
        while i + 1 >= self._first + self._count and self._pretoken < self.pretokens.count:
            passed = min(self._here - LOOK_BACK - self._first, self._count - 1)
            if passed > self._count - passed:
                memmove(self._words, self._words + passed, (self._count - passed) * sizeof(Word))
                self._first += passed
                self._count -= passed
            try:
                if self._width == 1:
                    self._scan(<const uint8_t *>self._data, AT_ONCE)
                elif self._width == 2:
                    self._scan(<const uint16_t *>self._data, AT_ONCE)
                else:
                    self._scan(<const uint32_t *>self._data, AT_ONCE)
            except MemoryError:
                self._failed = True
                self._pretoken = self.pretokens.count
        return i < self._first + self._count

    cdef int _scan(self, const CodeUnit *text, Py_ssize_t most) except -1:
        """Make the next words."""
        cdef PreTokens pretokens = self.pretokens
        cdef Lexicon lexicon = self._lexicon
        cdef const uint8_t *starts = lexicon.starts
        cdef Py_ssize_t i = self._pretoken, n = pretokens.count, count = self._count
        cdef Py_ssize_t wanted = count + min(most, n - i)
        cdef int32_t last_end = self._last_end
        cdef int kind
        cdef Word *word
        cdef Host host
        cdef bint digits_wanted = self._digits_wanted
        if wanted > self._capacity:
            self._words = <Word *>resized(self._words, max(wanted, enlarged(self._capacity)), sizeof(Word))
            self._capacity = max(wanted, enlarged(self._capacity))
        while i < n and count < wanted:
            kind = pretokens.kind[i]
            if 1 << kind & PASSED_OVER:
                i += 1
                continue
            if kind == DIGIT and i + 1 < n and pretokens.kind[i + 1] == MARK and _on_keycap(text, pretokens, i):
                kind = SYMBOL
            word = self._words + count
            word.start = word.host_start = pretokens.start[i]
            word.end = pretokens.end[i]
            word.pretoken = <int32_t>i
            word.kind = kind
            word.no_space_before = word.start == last_end
            word.article = False
            word.starts = kind == DIGIT
            word.entry = -1
            i += 1
            if kind == DIGIT:
                while i + 1 < n and pretokens.kind[i + 1] == DIGIT and _separates(text, pretokens, i):
                    word.end = pretokens.end[i + 1]
                    i += 2
                if digits_wanted:
                    (word - 1).starts = True
            elif kind == ARABIC:
                host = look_up(text, word.start, word.end, pretokens.key[word.pretoken], lexicon)
                word.host_start, word.entry, word.article = host.start, host.entry, host.article
            else:
                word.entry = lexicon.table.find(pretokens.key[word.pretoken])
            digits_wanted = False
            if word.entry >= 0:
                word.own, word.all = lexicon.bits[word.entry].own, lexicon.bits[word.entry].all
                word.starts = starts[word.entry] == ANYWHERE
                digits_wanted = starts[word.entry] == BEFORE_DIGITS
            else:
                word.own = word.all = 0
            last_end = word.end
            count += 1
        self._count = count
        self._pretoken, self._last_end, self._digits_wanted = i, last_end, digits_wanted
        return 0

    cdef Py_ssize_t find_start(self, Py_ssize_t i) except -2:
        """What :meth:`next_start` gives."""
        self._here = i
        while has_word(self, i):
            if self._words[i - self._first].starts:
                return i
            i += 1
            self._here = i
        if self._failed:
            raise MemoryError()
        return -1

    def next_start(self, Py_ssize_t i):
        """Position of the first word from ``i`` on that a grammar may start at; -1 where there is none.

        The words more than LOOK_BACK before ``i`` must not be asked for any more.
        """
        return self.find_start(i)

    cpdef tuple phrase(self, Py_ssize_t i, str sense):
        """Value of the longest phrase of a sense that starts at ``i``, and the position after it; None without one."""
        cdef uint64_t bit = sense_bit(sense)
        cdef Word word
        cdef tuple longer
        if bit != OTHER_SENSE:
            return self.phrase_of(i, bit)
        word = word_at(self, i)
        if not starts_phrase(word, OTHER_SENSE):
            return None
        longer = self._longer_phrase(i, word, sense) if may_go_on(self, i, word) else None
        if longer is not None:
            return longer
        value = senses_of(self, word).get(sense)
        return None if value is None else (value, i + 1)

    cdef tuple phrase_of(self, Py_ssize_t i, uint64_t sense):
        """The same for a sense that is given as its bit."""
        cdef Word word = word_at(self, i)
        cdef tuple longer
        if not starts_phrase(word, sense):
            return None
        longer = self._longer_phrase(i, word, <str>NAMES[lowest_bit(sense)]) if may_go_on(self, i, word) else None
        if longer is not None:
            return longer
        return (lowest_value(self._lexicon, word.entry, sense), i + 1) if has(word, sense) else None

    cdef tuple _longer_phrase(self, Py_ssize_t i, Word word, str sense):
        """What :meth:`phrase` gives for phrases of several words."""
        cdef dict phrases = (<dict>self._lexicon.phrases[word.entry]).get(sense)
        cdef list following = None if phrases is None else phrases.get(folded_form(self, word_at(self, i + 1)))
        cdef tuple rest
        if following is not None:
            for rest, value in following:
                if self._follow(i + 2, rest):
                    return value, i + 2 + len(rest)
        return None

    cdef bint _follow(self, Py_ssize_t i, tuple forms) except -1:
        cdef str form
        for form in forms:
            if folded_form(self, word_at(self, i)) != form:
                return False
            i += 1
        return True

    def without_proclitics(self, Py_ssize_t i, str sense):
        """What :meth:`phrase` gives, without proclitics before the first word."""
        return None if has_proclitics(word_at(self, i)) else self.phrase(i, sense)

    cdef tuple bare_phrase_of(self, Py_ssize_t i, uint64_t sense):
        """The same for a sense that is given as its bit."""
        return None if has_proclitics(word_at(self, i)) else self.phrase_of(i, sense)

    def has(self, Py_ssize_t i, *senses):
        """Whether a phrase of one of the senses starts at ``i``."""
        for sense in senses:
            if self.phrase(i, sense) is not None:
                return True
        return False

    cdef bint any_of(self, Py_ssize_t i, uint64_t senses) except -1:
        """The same for senses that are given as bits."""
        cdef Word word = word_at(self, i)
        if has(word, senses):
            return True
        senses &= word.all
        if not senses or not may_go_on(self, i, word):
            return False
        while senses:
            if self.phrase_of(i, senses & -senses) is not None:
                return True
            senses &= senses - 1
        return False

    cdef bint is_rare(self, Py_ssize_t i, frozenset senses) except -1:
        """Whether the word at ``i``, or a phrase that it starts, has one of some senses that have no bit."""
        cdef dict found = senses_of(self, word_at(self, i)), phrases = found.get("…", NO_SENSES)
        for sense in senses:
            if sense in found or sense in phrases:
                return True
        return False

    def conjoined_by_waw(self, Py_ssize_t i):
        """Position of the word that و conjoins at ``i``, attached to it or as a word of its own; None without one."""
        cdef Py_ssize_t at = conjoined_by_waw(self, i)
        return None if at < 0 else at

    def word(self, Py_ssize_t i):
        """The word at an index; beyond either end a word that is empty and means nothing."""
        cdef Word word = word_at(self, i)
        cdef WordView view
        if self._views is None:
            self._views = [None] * VIEWS
        view = <WordView>self._views[i % VIEWS]
        if view is None or view._index != i or view.start != word.start:
            view = WordView.__new__(WordView)
            view._index = i
            view.start, view.end, view.host_start = word.start, word.end, word.host_start
            view.kind, view.no_space_before, view.article = word.kind, word.no_space_before, word.article
            view.senses = senses_of(self, word)
            view.form = folded_form(self, word)
            self._views[i % VIEWS] = view
        return view


cdef bint _separates(const CodeUnit *text, PreTokens pretokens, Py_ssize_t i) noexcept:
    """Whether the mark ``i`` between digits belongs to the number.

    An Arabic comma does before a group of three digits or one or two decimals; elsewhere it separates the numbers of a
    list (2010،2011 and 5،6،7). An apostrophe does before a group.
    """
    cdef Py_UCS4 c = text[pretokens.start[i]]
    cdef int32_t following, before
    if c == 0x2E or c == 0x2C or c == 0x66B or c == 0x66C:
        return True
    if c != 0x60C and c != 0x27 and c != 0x2019:
        return False
    following = pretokens.end[i + 1] - pretokens.start[i + 1]
    before = pretokens.end[i - 1] - pretokens.start[i - 1]
    if following == 3:
        return before <= 3
    if c != 0x60C or following > 3 or before > 3:
        return False
    return not (_is_comma(text, pretokens, i + 2) or (i >= 3 and _is_comma(text, pretokens, i - 2)))


cdef bint _on_keycap(const CodeUnit *text, PreTokens pretokens, Py_ssize_t i) noexcept:
    """Whether the digit at the pretoken ``i`` is an emoji (1️⃣) and no number."""
    cdef Py_ssize_t mark = i + 1
    if text[pretokens.start[mark]] == 0xFE0F:
        mark += 1
    if mark >= pretokens.count or pretokens.end[i] - pretokens.start[i] != 1:
        return False
    return text[pretokens.start[mark]] == 0x20E3


cdef bint _is_comma(const CodeUnit *text, PreTokens pretokens, Py_ssize_t i) noexcept:
    """Whether an Arabic comma stands between digits at the pretoken ``i``."""
    return (
        i + 1 < pretokens.count and text[pretokens.start[i]] == 0x60C
        and pretokens.kind[i - 1] == DIGIT and pretokens.kind[i + 1] == DIGIT
    )
