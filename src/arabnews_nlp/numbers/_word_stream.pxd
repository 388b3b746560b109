from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.pretokens cimport PreTokens, PyUnicode_READ, fold_char
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp.numbers._lexicon cimport NO_SENSES, Lexicon, lowest_value, second_bit
from arabnews_nlp.numbers._senses cimport OTHER_SENSE

cdef struct Word:
    int32_t start
    int32_t end
    int32_t host_start       # where it starts without its proclitics
    int32_t entry       # in the lexicon, -1 without one
    int32_t pretoken      # its first, -1 beyond the text
    uint8_t kind
    uint8_t no_space_before       # whether nothing stands between it and the word before
    uint8_t article
    uint8_t starts      # whether the grammar may start at it
    uint64_t own        # its senses
    uint64_t all        # and those of the phrases that it starts

cdef class WordView:
    cdef readonly int32_t start
    cdef readonly int32_t end
    cdef readonly int32_t host_start
    cdef readonly int kind
    cdef readonly bint no_space_before
    cdef readonly bint article
    cdef readonly dict senses
    cdef readonly str form
    cdef Py_ssize_t _index

cdef class WordStream:
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
    cdef tuple phrase_of(self, Py_ssize_t i, uint64_t sense)
    cdef tuple bare_phrase_of(self, Py_ssize_t i, uint64_t sense)
    cdef bint is_rare(self, Py_ssize_t i, frozenset senses) except -1
    cdef bint any_of(self, Py_ssize_t i, uint64_t senses) except -1
    cdef tuple _longer_phrase(self, Py_ssize_t i, Word word, str sense)
    cdef bint _follow(self, Py_ssize_t i, tuple forms) except -1


cdef uint64_t AND     # key of the conjunction as a word of its own

cdef str folded_form(WordStream parser, Word word)
cdef bint is_among(WordStream parser, Word word, str signs) except -1


cdef inline bint has_word(WordStream parser, Py_ssize_t i) noexcept:
    """Whether there is a word at an index from 0 up.

    The word after it is made too, as digits there may let the grammar start at this one.
    """
    return i + 1 < parser._first + parser._count or parser._make_more(i)


cdef inline Word word_at(WordStream parser, Py_ssize_t i) noexcept:
    """The word at an index; beyond either end a word that is empty and means nothing."""
    return parser._words[i - parser._first] if i >= parser._first and has_word(parser, i) else parser._beyond


cdef inline bint has(Word word, uint64_t senses) noexcept:
    """Whether a word has one of some senses."""
    return (word.own & senses) != 0


cdef inline bint starts_phrase(Word word, uint64_t senses) noexcept:
    """Whether a word has one of some senses, or starts phrases that have."""
    return (word.all & senses) != 0


cdef inline bint has_proclitics(Word word) noexcept:
    """Whether a word has proclitics other than the article."""
    return word.host_start != word.start


cdef inline Py_UCS4 sign_of(WordStream parser, Word word) noexcept:
    """Character of a word that is but one, 0 for others."""
    return PyUnicode_READ(parser._width, parser._data, word.start) if word.end == word.start + 1 else 0


cdef inline bint is_form(WordStream parser, Word word, uint64_t form) noexcept:
    """Whether the folded form of a word, proclitics included, has a key."""
    return word.pretoken >= 0 and parser.pretokens.key[word.pretoken] == form


cdef inline str surface_of(WordStream parser, Word word):
    """A word as it stands in the text."""
    return parser.text[word.start : word.end]


cdef inline dict senses_of(WordStream parser, Word word):
    """What a word means, by the names of its senses."""
    return <dict>parser._lexicon.senses[word.entry] if word.entry >= 0 else NO_SENSES


cdef inline bint has_rare(WordStream parser, Word word, str sense) except -1:
    """Whether a word has a sense that has no bit."""
    return (word.own & OTHER_SENSE) != 0 and sense in senses_of(parser, word)


cdef inline object value_of(WordStream parser, Word word, uint64_t sense):
    """Value of a sense of a word, or of the first of several; None where it has none of them."""
    cdef uint64_t found = word.own & sense
    return lowest_value(parser._lexicon, word.entry, found) if found else None


cdef inline bint may_go_on(WordStream parser, Py_ssize_t i, Word word) noexcept:
    """Whether the word after ``i`` may be the second of a phrase that the word at ``i`` starts; rarely if it is not."""
    cdef uint64_t seconds = parser._lexicon.bits[word.entry].seconds if word.entry >= 0 else 0
    cdef Word following
    if not seconds:
        return False
    following = word_at(parser, i + 1)
    return following.pretoken >= 0 and (seconds & second_bit(parser.pretokens.key[following.pretoken])) != 0


cdef inline Py_ssize_t conjoined_by_waw(WordStream parser, Py_ssize_t i) noexcept:
    """Position of the word that و joins at ``i``, written on to it or as a word of its own; -1 where there is none."""
    cdef Word word = word_at(parser, i)
    if word.start == word.end or fold_char(PyUnicode_READ(parser._width, parser._data, word.start)) != 0x648:
        return -1
    if word.host_start == word.start + 1:
        return i
    if is_form(parser, word, AND):
        word = word_at(parser, i + 1)
        return i + 1 if word.host_start == word.start else -1
    return -1
