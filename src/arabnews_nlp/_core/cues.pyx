# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""One pass that finds the words a grammar may start at, so that text without them costs almost nothing.

The words of a text are its lexemes without blanks; digits with separators inside (``1,234.5``) are one word. Each word
is looked up in a lexicon by its folded key, as it stands and without proclitics (و ف, then ب ك ل) and the article.
"""

cimport cython
from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memmove

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.lexemes cimport (
    ARABIC,
    DIGIT,
    INVISIBLE,
    MARK,
    PUNCT,
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    SPACE,
    KeyMap,
    Lexemes,
    fold_char,
    fold_key,
    folded,
)

from array import array

cdef enum:
    GLUED = 1
    ARTICLE = 2
    START = 4

cdef enum:
    ANYWHERE = 1        # a grammar may start at the word
    BEFORE_DIGITS = 2   # it may where digits follow

cdef enum:
    MOST_PROCLITICS = 0xFFFF    # characters of proclitics, with their marks

cdef enum:
    KEPT = 64           # words that are kept while the grammar looks around
    LOOK_BACK = 64      # rows that are kept before the word that the grammar has come to
    PIECE = 1024        # rows that are made together

cdef dict _BITS = {
    "percent": PERCENT, "percent_sign": PERCENT_SIGN, "symbol": SYMBOL, "money": MONEY, "measure": MEASURE,
    "period": PERIOD, "fraction": FRACTION, "only": ONLY, "never": NEVER, "piece": PART_OF, "over": PART_OF,
    "of": PART_OF, "every": EVERY, "daily": DAILY, "modifier": MODIFIER, "modifier_after": MODIFIER_AFTER,
    "weekday": WEEKDAY, "month": MONTH, "weak_month": MONTH, "hijri": MONTH, "month_word": MONTH_WORD,
    "ordinal": ORDINAL, "compound": COMPOUND, "year_word": YEAR_WORD, "season": PERIOD_DATE, "quarter": PERIOD_DATE,
    "half": PERIOD_DATE, "decade": PERIOD_DATE, "century": PERIOD_DATE, "unit": CARDINAL, "ten": CARDINAL,
    "teen": CARDINAL, "tens": CARDINAL, "clock": CLOCK,
}


cdef bytes _bits(list names):
    """For every set of names of senses its bits."""
    cdef uint32_t bits
    cdef list found = []
    for each in names:
        bits = 0
        for name in each:
            bits |= _BITS.get(name, OTHER)
        found.append(bits)
    return array("I", found).tobytes()


cdef class Lexicon:
    """Folded words with what they mean to a grammar.

    :param senses: for every folded form a mapping from the name of a sense to its value. Under ``…`` it holds the phrases
        that start with the form: a mapping from the name of a sense to pairs of the folded words that follow and the
        value, the longest first.
    :param starts: the senses that a grammar may start at; with ``…`` after the name, its phrases.
    :param starts_before_digits: forms that it may start at only where digits follow.
    """

    def __init__(self, senses, starts, starts_before_digits=()):
        forms = sorted(senses)
        wanted = frozenset(starts)
        before = frozenset(starts_before_digits)
        self.senses = [senses[form] for form in forms]
        self._map = KeyMap([(form, i) for i, form in enumerate(forms)])
        own = [senses[form].keys() - {"…"} for form in forms]
        self._own = _bits(own)
        self._all = _bits([names | senses[form].get("…", {}).keys() for names, form in zip(own, forms)])
        self._starts = bytes(
            [
                BEFORE_DIGITS
                if form in before
                else ANYWHERE
                if not wanted.isdisjoint(senses[form])
                or not wanted.isdisjoint(name + "…" for name in senses[form].get("…", ()))
                else 0
                for form in forms
            ]
        )


@cython.final
@cython.no_gc
@cython.freelist(32)
cdef class Word:
    """One word or mark of a text.

    ``start`` and ``end`` are its offsets, ``begin`` is where it starts without its proclitics.
    """

    def get(self, str sense, default=None):
        """Value of a sense of the word, ``default`` where it has not that sense."""
        return self.senses.get(sense, default)

    cdef inline str folded(self):
        if self._form is None:
            self._form = folded(PyUnicode_KIND(self._text), PyUnicode_DATA(self._text), self.start, self.end)
        return self._form

    @property
    def form(self):
        """Folded form, proclitics included."""
        return self.folded()

    @property
    def proclitics(self):
        """Folded proclitics; empty where there are none."""
        return self.folded()[: self.begin - self.start] if self.begin > self.start else ""


cdef dict _NO_SENSES = {}


cdef Word _make(str text, Py_ssize_t index, Row *row, Lexicon lexicon):
    cdef Word word = Word.__new__(Word)
    word._text = text
    word.index = index
    word.start = row.start
    word.end = row.end
    word.begin = row.start + row.proclitics
    word.kind = row.kind
    word.glued = row.flags & GLUED
    word.article = (row.flags & ARTICLE) != 0
    if row.entry >= 0:
        word.senses = <dict>lexicon.senses[row.entry]
        word.own = (<const uint32_t *><const char *>lexicon._own)[row.entry]
        word.all = (<const uint32_t *><const char *>lexicon._all)[row.entry]
    else:
        word.senses = _NO_SENSES
        word.own = word.all = 0
    return word


cdef class Cues:
    """The words of a text, which are numbered from 0.

    The rows behind them are made as they are asked for, and given back once :meth:`next_start` is far enough beyond.
    """

    def __init__(self, Lexemes lexemes not None, Lexicon lexicon not None):
        cdef Row blank
        self.text = lexemes.text
        self.lexemes = lexemes
        self._lexicon = lexicon
        self._made = [None] * KEPT
        self._last_end = -1
        blank.start = blank.end = <int32_t>len(self.text)
        blank.proclitics = 0
        blank.entry = -1
        blank.kind = PUNCT
        blank.flags = 0
        self._end = _make(self.text, -1, &blank, lexicon)

    cdef bint _make_more(self, Py_ssize_t i) except -1:
        """Make rows up to the one after ``i``, as far as the text goes; whether there is a word at ``i``."""
        cdef Py_ssize_t passed
        while i + 1 >= self._first + self._count and self._lexeme < self.lexemes.count:
            passed = min(self._here - LOOK_BACK - self._first, self._count - 1)
            if passed > self._count - passed:
                memmove(self._rows, self._rows + passed, (self._count - passed) * sizeof(Row))
                self._first += passed
                self._count -= passed
            self._scan(PIECE)
        return i < self._first + self._count

    cdef int _scan(self, Py_ssize_t most) except -1:
        """Make the rows of the next words, one for each."""
        cdef Lexemes lexemes = self.lexemes
        cdef KeyMap known = self._lexicon._map
        cdef Py_ssize_t i = self._lexeme, n = lexemes.count, count = self._count
        cdef Py_ssize_t wanted = count + min(most, n - i)
        cdef int32_t last_end = self._last_end
        cdef int width = PyUnicode_KIND(self.text)
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef const uint8_t *starts = self._lexicon._starts
        cdef int kind
        cdef Row *row
        cdef bint digits_wanted = self._digits_wanted
        if wanted > self._capacity:
            self._capacity = max(wanted, enlarged(self._capacity))
            self._rows = <Row *>resized(self._rows, self._capacity, sizeof(Row))
        while i < n and count < wanted:
            kind = lexemes.kind[i]
            if kind == SPACE or kind == INVISIBLE or kind == MARK:
                i += 1
                continue
            row = self._rows + count
            row.start = lexemes.start[i]
            row.end = lexemes.end[i]
            row.proclitics = 0
            row.kind = kind
            row.entry = -1
            row.flags = GLUED if row.start == last_end else 0
            i += 1
            if kind == DIGIT:
                while i + 1 < n and lexemes.kind[i + 1] == DIGIT and _separates(PyUnicode_READ(width, data, lexemes.start[i])):
                    row.end = lexemes.end[i + 1]
                    i += 2
                row.flags |= START
                if digits_wanted:
                    (row - 1).flags |= START
            elif kind == ARABIC:
                if _hamza_after_waw(row, width, data):
                    _strip(row, width, data, known)
                if row.entry < 0:
                    row.entry = known.find(lexemes.key[i - 1])
                    if row.entry < 0:
                        _strip(row, width, data, known)
            else:
                row.entry = known.find(lexemes.key[i - 1])
            digits_wanted = False
            if row.entry >= 0:
                if starts[row.entry] == ANYWHERE:
                    row.flags |= START
                digits_wanted = starts[row.entry] == BEFORE_DIGITS
            last_end = row.end
            count += 1
        self._count = count
        self._lexeme, self._last_end, self._digits_wanted = i, last_end, digits_wanted
        return 0

    def __dealloc__(self):
        PyMem_Free(self._rows)

    cpdef Py_ssize_t next_start(self, Py_ssize_t i):
        """Position of the first word from ``i`` on that a grammar may start at; -1 where there is none.

        The words more than LOOK_BACK before ``i`` must not be asked for any more.
        """
        self._here = i
        while has_word(self, i):
            if self._rows[i - self._first].flags & START:
                return i
            i += 1
            self._here = i
        return -1

    cpdef tuple phrase(self, Py_ssize_t i, str sense):
        """Value of the longest phrase of a sense that starts at ``i``, and the position after it; None without one."""
        cdef dict senses = self.word(i).senses, phrases
        cdef tuple rest
        if not senses:
            return None
        phrases = senses.get("…")
        if phrases is not None:
            for rest, value in phrases.get(sense, ()):
                if self._follow(i, rest):
                    return value, i + 1 + len(rest)
        value = senses.get(sense)
        return None if value is None else (value, i + 1)

    cdef bint _follow(self, Py_ssize_t i, tuple forms) except -1:
        cdef str form
        for form in forms:
            i += 1
            if self.word(i).folded() != form:
                return False
        return True

    cpdef tuple bare(self, Py_ssize_t i, str sense):
        """The same without proclitics before the first word."""
        cdef Word word = self.word(i)
        return self.phrase(i, sense) if word.begin == word.start else None

    def has(self, Py_ssize_t i, *senses):
        """Whether a phrase of one of the senses starts at ``i``."""
        return self.any_of(i, senses)

    cdef bint any_of(self, Py_ssize_t i, tuple senses) except -1:
        cdef dict known = self.word(i).senses
        cdef bint phrases
        cdef str sense
        if known:
            phrases = "…" in known
            for sense in senses:
                if sense in known or (phrases and self.phrase(i, sense) is not None):
                    return True
        return False

    cdef Py_ssize_t joins(self, Py_ssize_t i) except -2:
        """What :meth:`joined` gives; -1 where it gives None."""
        cdef Word word = self.word(i), following
        if word.start == word.end or fold_char(PyUnicode_READ_CHAR(self.text, word.start)) != 0x648:
            return -1
        if word.begin == word.start + 1:
            return i
        if word.folded() == "و":
            following = self.word(i + 1)
            return i + 1 if following.begin == following.start else -1
        return -1

    def joined(self, Py_ssize_t i):
        """Position of the word that و joins at ``i``, written on to it or as a word of its own; None where there is none."""
        cdef Py_ssize_t at = self.joins(i)
        return None if at < 0 else at

    cpdef Word word(self, Py_ssize_t i):
        """The word at an index; beyond either end a word that is empty and means nothing."""
        cdef Word word
        if i < self._first or not has_word(self, i):
            return self._end
        word = <Word>self._made[i % KEPT]
        if word is None or word.index != i:
            word = _make(self.text, i, self._rows + (i - self._first), self._lexicon)
            self._made[i % KEPT] = word
        return word


cdef bint _separates(Py_UCS4 c) noexcept nogil:
    """Whether a mark between digits belongs to the number."""
    return c == 0x2E or c == 0x2C or c == 0x66B or c == 0x66C or c == 0x60C


cdef bint _hamza_after_waw(Row *row, int width, const void *data) noexcept nogil:
    """Whether a word begins with وأ or وإ, where و is the conjunction though folding makes it look otherwise (وأحد, واحد)."""
    cdef Py_UCS4 second
    if row.end - row.start < 2 or PyUnicode_READ(width, data, row.start) != 0x648:
        return False
    second = PyUnicode_READ(width, data, row.start + 1)
    return second == 0x623 or second == 0x625


cdef Py_UCS4 _folded_at(int width, const void *data, Py_ssize_t *at, Py_ssize_t end) noexcept nogil:
    """The folded character at a place, and the place after it; marks and tatweel are passed over."""
    cdef Py_UCS4 c = 0
    while at[0] < end and c == 0:
        c = fold_char(PyUnicode_READ(width, data, at[0]))
        at[0] += 1
    return c


cdef void _strip(Row *row, int width, const void *data, KeyMap known) noexcept nogil:
    """Look a word up without its proclitics and article, the fewest letters first."""
    cdef Py_ssize_t at = row.start, rest
    cdef Py_UCS4 c = _folded_at(width, data, &at, row.end)
    if c == 0x648 or c == 0x641:
        if _known(row, width, data, known, at, at, 0):
            return
        rest = at
        c = _folded_at(width, data, &rest, row.end)
        if c == 0x627:
            _article(row, width, data, known, at, at)
            return
        if c != 0x628 and c != 0x643 and c != 0x644:
            return
        at = rest
    elif c == 0x627:
        _article(row, width, data, known, row.start, row.start)
        return
    elif c != 0x628 and c != 0x643 and c != 0x644:
        return
    if _known(row, width, data, known, at, at, 0):
        return
    if c == 0x644:
        rest = at
        if _folded_at(width, data, &rest, row.end) == 0x644:
            _known(row, width, data, known, at, rest, ARTICLE)
            return
    _article(row, width, data, known, at, at)


cdef void _article(Row *row, int width, const void *data, KeyMap known, Py_ssize_t begin, Py_ssize_t at) noexcept nogil:
    """Look a word up without the article that starts at ``at``."""
    if _folded_at(width, data, &at, row.end) == 0x627 and _folded_at(width, data, &at, row.end) == 0x644:
        _known(row, width, data, known, begin, at, ARTICLE)


cdef bint _known(Row *row, int width, const void *data, KeyMap known, Py_ssize_t begin, Py_ssize_t at, int flags) noexcept nogil:
    cdef int32_t entry
    if at >= row.end or begin - row.start > MOST_PROCLITICS:
        return False
    entry = known.find(fold_key(width, data, at, row.end))
    if entry < 0:
        return False
    row.entry = entry
    row.proclitics = <uint16_t>(begin - row.start)
    row.flags |= flags
    return True
