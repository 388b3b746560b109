from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t

from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport PreTokens, PyUnicode_READ, fold_char

cdef extern from *:     # the senses that rules in the core ask for, as bits
    """
    #define BIT(n) ((uint64_t)1 << (n))
    enum {
        PERCENT = BIT(0), PERCENT_SIGN = BIT(1), SYMBOL = BIT(2), MONEY = BIT(3), MEASURE = BIT(4), PERIOD = BIT(5),
        FRACTION = BIT(6), FIFTH = BIT(7), PARTS = BIT(8), ONLY = BIT(9), NEVER = BIT(10),
        PIECE = BIT(11), OVER = BIT(12), OF = BIT(13), EVERY = BIT(14), DAILY = BIT(15),
        MODIFIER = BIT(16), MODIFIER_AFTER = BIT(17), WEEKDAY = BIT(18),
        MONTH = BIT(19), WEAK_MONTH = BIT(20), HIJRI = BIT(21), MONTH_WORD = BIT(22),
        ORDINAL = BIT(23), COMPOUND = BIT(24), YEAR_WORD = BIT(25), WEEK_WORD = BIT(26), DAY_WORD = BIT(27),
        SEASON = BIT(28), QUARTER = BIT(29), HALF = BIT(30), DECADE = BIT(31), CENTURY = BIT(32),
        UNIT = BIT(33), TEN = BIT(34), TEEN = BIT(35), TENS = BIT(36), HUNDRED = BIT(37), SCALE = BIT(38),
        DUAL = BIT(39), ALONE = BIT(40), CONSTRUCT = BIT(41), MINUS = BIT(42), THEN = BIT(43),
        CLOCK = BIT(44), DAYPART = BIT(45), DAYPART_SHORT = BIT(46), LESS = BIT(47),
        VERSIONED = BIT(48), EVENT = BIT(49), FISCAL = BIT(50), AH = BIT(51), CE = BIT(52),
        WHEN = BIT(53), PAST = BIT(54), COMING = BIT(55), PRESENT = BIT(56), WHOLE = BIT(57), OTHER = BIT(58),
        ANY_MONTH = BIT(19) | BIT(20) | BIT(21),
        PART_OF = BIT(11) | BIT(12) | BIT(13),
        PERIOD_DATE = BIT(28) | BIT(29) | BIT(30) | BIT(31) | BIT(32),
        CARDINAL = BIT(33) | BIT(34) | BIT(35) | BIT(36)
    };
    #undef BIT
    #define lowest_bit(bits) __builtin_ctzll(bits)
    """
    int lowest_bit(uint64_t bits) noexcept nogil
    const uint64_t PERCENT, PERCENT_SIGN, SYMBOL, MONEY, MEASURE, PERIOD
    const uint64_t FRACTION, FIFTH, PARTS, ONLY, NEVER
    const uint64_t PIECE, OVER, OF, EVERY, DAILY
    const uint64_t MODIFIER, MODIFIER_AFTER, WEEKDAY
    const uint64_t MONTH, WEAK_MONTH, HIJRI, MONTH_WORD
    const uint64_t ORDINAL, COMPOUND, YEAR_WORD, WEEK_WORD, DAY_WORD
    const uint64_t SEASON, QUARTER, HALF, DECADE, CENTURY
    const uint64_t UNIT, TEN, TEEN, TENS, HUNDRED, SCALE
    const uint64_t DUAL, ALONE, CONSTRUCT, MINUS, THEN
    const uint64_t CLOCK, DAYPART, DAYPART_SHORT, LESS
    const uint64_t VERSIONED, EVENT, FISCAL, AH, CE
    const uint64_t WHEN, PAST, COMING, PRESENT, WHOLE, OTHER
    const uint64_t ANY_MONTH        # a month of any calendar
    const uint64_t PART_OF          # links a number to the whole that it is a part of
    const uint64_t PERIOD_DATE      # names a date that is longer than a month
    const uint64_t CARDINAL         # units, teens or tens

cdef struct Senses:
    uint64_t own        # of a form
    uint64_t all        # and of the phrases that it starts

cdef struct Word:
    int32_t start
    int32_t end
    int32_t begin       # where it starts without its proclitics
    int32_t entry       # in the lexicon, -1 without one
    int32_t pretoken      # its first, -1 beyond the text
    uint8_t kind
    uint8_t glued       # whether nothing stands between it and the word before
    uint8_t article
    uint8_t starts      # whether the grammar may start at it
    uint64_t own        # its senses
    uint64_t all        # and those of the phrases that it starts

cdef enum:
    BEGINNINGS = 1024

cdef class Lexicon:
    cdef readonly list senses
    cdef list _phrases      # of every entry: by sense and second word what follows, the longest first
    cdef HashTable _table
    cdef Senses *_bits
    cdef bytes _starts
    cdef uint32_t _beginnings[BEGINNINGS]     # which three letters forms begin with, as bits

cdef class WordView:
    cdef readonly int32_t start
    cdef readonly int32_t end
    cdef readonly int32_t begin
    cdef readonly int kind
    cdef readonly bint glued
    cdef readonly bint article
    cdef readonly dict senses
    cdef readonly str form
    cdef Py_ssize_t _index

cdef class Cues:
    cdef readonly str text
    cdef readonly PreTokens pretokens
    cdef Lexicon _lexicon
    cdef int _width
    cdef const void *_data
    cdef Word *_words           # from _first on, _count of them
    cdef Py_ssize_t _first, _count, _capacity
    cdef Py_ssize_t _here       # word that the grammar has come to
    cdef Py_ssize_t _pretoken     # that the next word starts with
    cdef int32_t _last_end      # of the last word
    cdef bint _digits_wanted    # whether the last word starts something where digits follow
    cdef bint _failed           # whether there was no memory for the words
    cdef Word _beyond
    cdef list _views
    cdef bint _make_more(self, Py_ssize_t i) noexcept
    cdef int _scan(self, const CodeUnit *text, Py_ssize_t most) except -1
    cdef Py_ssize_t find_start(self, Py_ssize_t i) except -2
    cpdef tuple phrase(self, Py_ssize_t i, str sense)
    cpdef tuple bare(self, Py_ssize_t i, str sense)
    cdef bint any_of(self, Py_ssize_t i, uint64_t senses) except -1
    cdef bint _follow(self, Py_ssize_t i, tuple forms) except -1


cdef dict NO_SENSES
cdef list NAMES       # of the senses, by bit
cdef uint64_t AND

cdef uint64_t form_key(str form) noexcept
cdef str folded_form(Cues r, Word word)
cdef bint is_among(Cues r, Word word, str signs) except -1


cdef inline bint has_word(Cues r, Py_ssize_t i) noexcept:
    """Whether there is a word at an index from 0 up. The word after it is made too: it may change whether this starts."""
    return i + 1 < r._first + r._count or r._make_more(i)


cdef inline Word word_at(Cues r, Py_ssize_t i) noexcept:
    """The word at an index; beyond either end a word that is empty and means nothing."""
    return r._words[i - r._first] if i >= r._first and has_word(r, i) else r._beyond


cdef inline bint means(Word word, uint64_t senses) noexcept:
    """Whether a word has one of some senses."""
    return (word.own & senses) != 0


cdef inline bint begins(Word word, uint64_t senses) noexcept:
    """Whether a word has one of some senses, or starts phrases that have."""
    return (word.all & senses) != 0


cdef inline Py_UCS4 sign_of(Cues r, Word word) noexcept:
    """Character of a word that is but one, 0 for others."""
    return PyUnicode_READ(r._width, r._data, word.start) if word.end == word.start + 1 else 0


cdef inline bint is_form(Cues r, Word word, uint64_t form) noexcept:
    """Whether the folded form of a word, proclitics included, has a key."""
    return word.pretoken >= 0 and r.pretokens.key[word.pretoken] == form


cdef inline str surface_of(Cues r, Word word):
    """A word as it stands in the text."""
    return r.text[word.start : word.end]


cdef inline dict senses_of(Cues r, Word word):
    """What a word means, by the names of its senses."""
    return <dict>r._lexicon.senses[word.entry] if word.entry >= 0 else NO_SENSES


cdef inline object value_of(Cues r, Word word, uint64_t sense):
    """Value of a sense of a word, or of the first of several; None where it has none of them."""
    cdef uint64_t found = word.own & sense
    return (<dict>r._lexicon.senses[word.entry])[<str>NAMES[lowest_bit(found)]] if found else None


cdef inline Py_ssize_t joins(Cues r, Py_ssize_t i) noexcept:
    """Position of the word that و joins at ``i``, written on to it or as a word of its own; -1 where there is none."""
    cdef Word word = word_at(r, i)
    if word.start == word.end or fold_char(PyUnicode_READ(r._width, r._data, word.start)) != 0x648:
        return -1
    if word.begin == word.start + 1:
        return i
    if is_form(r, word, AND):
        word = word_at(r, i + 1)
        return i + 1 if word.begin == word.start else -1
    return -1
