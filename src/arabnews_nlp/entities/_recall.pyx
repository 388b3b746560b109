"""Names that the tagger passed over: those of the tables, those in parentheses, and those that the text introduced."""

cimport cython
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t

from cpython.mem cimport PyMem_Free

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, LETTER, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, SPACE, fold_char, fold_key,
)
from arabnews_nlp.entities._edges cimport is_quote
from arabnews_nlp.entities._features cimport Lexicon, Slot
from arabnews_nlp.entities._labels cimport COMMON, EVENT, ORG, PER, PERSON_LISTS, lists_of
from arabnews_nlp.entities._lists cimport IN_SMALL
from arabnews_nlp.entities._readings cimport Reading, Readings, phrase_extended, read_word
from arabnews_nlp.entities._scores cimport DOUBT, KNOWN, RECALLED, SURE
from arabnews_nlp.entities._spans cimport Span, Spans, merged
from arabnews_nlp.names._latin_mentions cimport LatinMention, LatinMentions
from arabnews_nlp.names._name_table cimport KnownNames

cdef enum:
    PHRASE = 5          # words of the longest name that is found again
    OFTEN = 3000        # words after this one are rare enough to stand for a name introduced in the text
    DOUBTFUL = 3        # a word passed over more than so many times for each time it was found is no name
    ENDINGS = 64 * 64   # numbers of endings of words


def with_known(Spans found not None, str text not None, LatinMentions names not None, KnownNames known not None):
    """Canonical forms and types of known names, and the known Latin names that the tagger passed over.

    The table decides where the tagger is in doubt. Terms are left out.

    :param names: the Latin names of the text, as :func:`scan_latin` gives them.
    """
    cdef Spans kept = Spans(), missed = Spans()
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, at = 0
    cdef int32_t brand
    cdef bint term
    cdef uint8_t label
    cdef LatinMention *name
    cdef Span row
    kept.canonical = missed.canonical = known.canonical
    for i in range(found.count):
        row = found.rows[i]
        brand = known.find(width, data, row.start, row.end, &term)
        if brand >= 0:
            label = known.labels[brand]
            if row.score < DOUBT:
                row.label = label
            row.canonical = brand
        elif term:
            continue
        kept.append(row)
    for i in range(names.count):
        name = names.rows + i
        while at < kept.count and kept.rows[at].end <= name.start:
            at += 1
        if at < kept.count and kept.rows[at].start < name.end or known.row_of(name.key) < 0:
            continue
        brand = known.find(width, data, name.start, name.end, &term)
        if not term:
            missed.append(Span(KNOWN, name.start, name.end, brand, known.labels[brand]))
    return merged(kept, missed)


cdef Py_ssize_t _gloss_start(int width, const void *data, Py_ssize_t i, Py_ssize_t length) noexcept:
    """Where what stands in parentheses right after an offset begins, quotation marks passed over; -1 where there is none."""
    cdef int k
    cdef Py_UCS4 c
    cdef bint inside = False
    for k in range(5):
        if i >= length:
            return -1
        c = PyUnicode_READ(width, data, i)
        if c == c"(" and not inside:
            inside = True
        elif c != c" " and not is_quote(c):
            return i if inside else -1
        i += 1
    return -1


cdef bint _gloss_ends(int width, const void *data, Py_ssize_t i, Py_ssize_t length) noexcept:
    """Whether parentheses close at an offset, or after a quotation mark or blank there."""
    cdef Py_UCS4 c
    cdef int k
    for k in range(2):
        c = PyUnicode_READ(width, data, i + k) if i + k < length else 0
        if c == c")":
            return True
        if c != c" " and not is_quote(c):
            return False
    return False


def with_glosses(Spans found not None, str text not None, LatinMentions names not None, KnownNames known not None):
    """The spans, and the Latin names that stand alone in parentheses right after one of them: the same name in the other
    script, other than a technical term."""
    cdef Spans more = Spans()
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, start, at = 0
    cdef bint term
    cdef Span *row
    more.canonical = found.canonical
    for i in range(found.count):
        row = found.rows + i
        start = _gloss_start(width, data, row.end, len(text))
        if start < 0 or (i + 1 < found.count and found.rows[i + 1].start <= start):
            continue
        while at < names.count and names.rows[at].start < start:
            at += 1
        if at == names.count or names.rows[at].start != start or not _gloss_ends(width, data, names.rows[at].end, len(text)):
            continue
        known.find(width, data, start, names.rows[at].end, &term)
        if not term or row.label == ORG:    # the table of acronyms has terms and organizations, and does not say which
            more.append(Span(RECALLED, <int32_t>start, names.rows[at].end, row.canonical, row.label))
    return merged(found, more)


# --- Found again -----------------------------------------------------------------------------------------------------

cdef struct Introduced:
    double score        # of the mention that introduced the name; 0 for a phrase that only begins a name
    int32_t canonical
    int32_t tagged      # mentions of a name of one word that the tagger found, 0 for other names
    int32_t passed      # and that it passed over
    uint8_t label
    bint longer         # longer names begin so


cdef inline uint32_t _ending(Py_UCS4 before, Py_UCS4 last) noexcept nogil:
    """Number of the ending of a word, from its last two folded letters."""
    return (37 * <uint32_t>before + <uint32_t>last) % ENDINGS


@cython.final
cdef class Introductions:
    """Names that the text introduced, by the keys of their words in order."""

    cdef Introduced *_rows
    cdef Py_ssize_t _capacity
    cdef HashTable _numbers
    cdef uint64_t _endings[64]      # those of the first words of the names, as bits

    def __cinit__(self):
        self._numbers = HashTable()

    def __dealloc__(self):
        PyMem_Free(self._rows)

    cdef Introduced *get(self, uint64_t key) except NULL:
        """The row of a phrase, from now on its own; good until the next call."""
        cdef int32_t number = self._numbers.find(key)
        if number < 0:
            number = <int32_t>self._numbers.count
            if number == self._capacity:
                self._rows = <Introduced *>resized(self._rows, enlarged(self._capacity), sizeof(Introduced))
                self._capacity = enlarged(self._capacity)
            self._rows[number] = Introduced(0, -1, 0, 0, 0, False)
            self._numbers.put(key, number)
        return self._rows + number

    cdef inline Introduced *find(self, uint64_t key) noexcept:
        cdef int32_t number = self._numbers.find(key)
        return NULL if number < 0 else self._rows + number

    cdef void note_ending(self, uint32_t ending) noexcept:
        self._endings[ending // 64] |= <uint64_t>1 << (ending % 64)

    cdef inline bint may_have(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether a name may begin with an Arabic word, with its proclitics or without: of most words the ending tells, which
        is the same for both, as three characters at least are left of a word."""
        cdef Py_UCS4 before, last
        cdef uint32_t ending
        if end - start < 2:
            return True
        before, last = fold_char(PyUnicode_READ(width, data, end - 2)), fold_char(PyUnicode_READ(width, data, end - 1))
        ending = _ending(before, last)
        return not before or not last or self._endings[ending // 64] >> (ending % 64) & 1

    cdef int add(self, const uint64_t *words, int count, int label, double score, int32_t canonical) except -1:
        """Note a name of so many words; of several mentions of it the surest says its type."""
        cdef uint64_t key = 0
        cdef Introduced *row
        cdef int k
        for k in range(count):
            key = phrase_extended(key, words[k])
            row = self.get(key)
            if k < count - 1:
                row.longer = True
            elif score > row.score:
                row.score, row.label, row.canonical = score, <uint8_t>label, canonical
        return 0


cdef inline bint _wordlike(uint8_t kind) noexcept nogil:
    return (1 << ARABIC | 1 << LATIN | 1 << DIGIT | 1 << LETTER) >> kind & 1


cdef inline bint _gap(PreTokens lx, Py_ssize_t i, int width, const void *data) noexcept:
    """Whether a pretoken is what may stand between the words of a name: a blank, a low line or a hyphen."""
    cdef Py_UCS4 c = PyUnicode_READ(width, data, lx.start[i])
    return lx.kind[i] == SPACE or (lx.end[i] - lx.start[i] == 1 and (c == c"_" or c == c"-"))


cdef bint _rare(Lexicon lexicon, uint64_t key, int lists) noexcept:
    """Whether a word alone can stand for a name: one that the vocabulary has late or not at all, or a listed one that is
    not among the commonest."""
    cdef const Slot *slot = lexicon.find(phrase_extended(0, key))
    return slot.vocab_id < 0 or slot.vocab_id > OFTEN or (slot.lists & lists & ~IN_SMALL != 0 and slot.vocab_id > COMMON)


cdef struct Words:
    uint64_t keys[PHRASE]
    uint32_t endings[PHRASE]
    int count           # 0 where the name is none that is found again: too long, or with other signs in it
    Py_ssize_t letters  # of the last word
    bint arabic         # whether the last word is Arabic


cdef uint32_t _ending_of(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Number of the ending of a word."""
    cdef Py_UCS4 before = 0, last = 0
    while end > start and not before:
        end -= 1
        if last:
            before = fold_char(PyUnicode_READ(width, data, end))
        else:
            last = fold_char(PyUnicode_READ(width, data, end))
    return _ending(before, last)


cdef void _read_words(PreTokens lx, Py_ssize_t i, const Span *row, Words *words) noexcept:
    """The words of a span that begins in a pretoken."""
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Py_ssize_t start
    words.count = 0
    while i < lx.count and lx.start[i] < row.end:
        if _wordlike(lx.kind[i]):
            if words.count == PHRASE:
                words.count = 0
                return
            start = max(<Py_ssize_t>row.start, <Py_ssize_t>lx.start[i])
            words.keys[words.count] = lx.key[i] if start == lx.start[i] else fold_key(width, data, start, lx.end[i])
            words.endings[words.count] = _ending_of(width, data, start, lx.end[i])
            words.arabic = lx.kind[i] == ARABIC
            words.letters = lx.end[i] - start
            words.count += 1
        elif not _gap(lx, i, width, data):
            words.count = 0
            return
        i += 1


cdef Introductions _introduced(Spans found, PreTokens lx, Lexicon lexicon):
    """The names that the sure spans of a text introduce, a person also by the last word of the name."""
    cdef Introductions names = Introductions()
    cdef Py_ssize_t i = 0, k
    cdef Span *row
    cdef Words words
    for k in range(found.count):
        row = found.rows + k
        if row.score < SURE or row.label == EVENT:
            continue
        while i < lx.count and lx.end[i] <= row.start:
            i += 1
        _read_words(lx, i, row, &words)
        if not words.count:
            continue
        if words.count > 1 or _can_stand_alone(lexicon, &words, lists_of(row.label)):
            names.add(words.keys, words.count, row.label, row.score, row.canonical)
            names.note_ending(words.endings[0])
            if words.count == 1 and words.arabic:
                names.get(phrase_extended(0, words.keys[0])).tagged += 1
        if row.label == PER and words.count > 1 and _can_stand_alone(lexicon, &words, PERSON_LISTS):
            names.add(words.keys + words.count - 1, 1, PER, row.score, -1)
            names.note_ending(words.endings[words.count - 1])
    return names


cdef bint _can_stand_alone(Lexicon lexicon, const Words *words, int lists) noexcept:
    """Whether the last word of a name can stand for it: of three letters or more, and rare if it is Arabic."""
    return words.letters > 2 and (not words.arabic or _rare(lexicon, words.keys[words.count - 1], lists))


@cython.final
cdef class Search:
    """The search of a text for the names that it introduced, between the spans found before.

    A text is read once; ``at`` and ``named`` are the first span and Latin mention that do not lie before the pretoken.
    """

    cdef Spans found
    cdef LatinMentions names
    cdef Lexicon lexicon
    cdef Introductions introduced
    cdef Py_ssize_t at
    cdef Py_ssize_t named
    cdef Py_ssize_t start, end      # of the last name: offset where it starts, and the pretoken after it

    cdef inline bint _is_free(self, PreTokens lx, Py_ssize_t i) noexcept:
        """Whether a word lies outside all spans, and not inside a Latin mention."""
        while self.at < self.found.count and self.found.rows[self.at].end <= lx.start[i]:
            self.at += 1
        if self._is_taken(lx.end[i]):
            return False
        while self.named < self.names.count and self.names.rows[self.named].last <= i:
            self.named += 1
        return self.named == self.names.count or self.names.rows[self.named].first >= i

    cdef inline bint _is_taken(self, Py_ssize_t end) noexcept:
        """Whether the next span starts before an offset."""
        return self.at < self.found.count and self.found.rows[self.at].start < end

    cdef Introduced *longest(self, PreTokens lx, Py_ssize_t i) noexcept:
        """The longest introduced name that begins with a word, with proclitics or without; NULL for none."""
        cdef int width = PyUnicode_KIND(lx.text)
        cdef const void *data = PyUnicode_DATA(lx.text)
        cdef Readings read
        cdef Introduced *best = NULL
        cdef int r
        if lx.kind[i] == ARABIC and not self.introduced.may_have(width, data, lx.start[i], lx.end[i]):
            return NULL
        if not self._is_free(lx, i):
            return NULL
        if lx.kind[i] == ARABIC:
            read_word(width, data, lx.start[i], lx.end[i], lx.key[i], &read)
        else:
            read.count = 1
            read.of[0].key = phrase_extended(0, lx.key[i])
            read.of[0].start = lx.start[i]
        self.end = i
        for r in range(read.count):
            if self.introduced.find(read.of[r].key) != NULL and (r == 0 or _with_proclitic(self.lexicon, &read, r)):
                best = self._longer(lx, i, &read.of[r], best)
        return best

    cdef Introduced *_longer(self, PreTokens lx, Py_ssize_t i, const Reading *read, Introduced *best) noexcept:
        """The longest name from one reading of a word, if it is longer than the best of the others."""
        cdef int width = PyUnicode_KIND(lx.text)
        cdef const void *data = PyUnicode_DATA(lx.text)
        cdef Py_ssize_t j = i
        cdef uint64_t key = read.key
        cdef Introduced *one = self.introduced.find(key)
        while one != NULL:
            if one.score > 0 and (best == NULL or j + 1 > self.end) and _whole(lx, self.names, self.named, i, j):
                best = one
                self.end = j + 1
                self.start = read.start
            if not one.longer or j + 2 >= lx.count or not _gap(lx, j + 1, width, data) or not _wordlike(lx.kind[j + 2]):
                break
            j += 2
            if self._is_taken(lx.end[j]):
                break
            key = phrase_extended(key, lx.key[j])
            one = self.introduced.find(key)
        return best


def found_again(Spans found not None, PreTokens pretokens not None, LatinMentions names not None, Lexicon lexicon not None):
    """The spans, and between them the names that they introduce where the tagger passed over them.

    A name is found again in full, a person also by the last word of the name, each with proclitics before it, in hashtags
    (``#``, ``_``) too. A single Arabic word must be rare enough to stand for a name (:func:`_rare`), and a Latin one must
    be a Latin mention of its own. An Arabic word that the tagger passed over much more often than it found it is none.
    """
    cdef Introductions introduced = _introduced(found, pretokens, lexicon)
    cdef Search search
    cdef Spans again = Spans(), sound = Spans()
    cdef Introduced *name
    cdef Span *row
    cdef Py_ssize_t i = 0
    if not introduced._numbers.count:
        return found
    again.canonical = sound.canonical = found.canonical
    search = Search.__new__(Search)
    search.found, search.names, search.lexicon, search.introduced = found, names, lexicon, introduced
    while i < pretokens.count:
        name = search.longest(pretokens, i) if _wordlike(pretokens.kind[i]) else NULL
        if name == NULL:
            i += 1
            continue
        name.passed += 1
        i = search.end
        # The number of the name stands in the place of the score until it is known how often each was passed over.
        again.append(Span(<double>(name - introduced._rows), <int32_t>search.start, pretokens.end[i - 1], name.canonical, name.label))
    for i in range(again.count):
        row = again.rows + i
        name = introduced._rows + <Py_ssize_t>row.score
        if not name.tagged or name.passed <= DOUBTFUL * name.tagged:
            row.score = RECALLED
            sound.append(row[0])
    return merged(found, sound)


cdef bint _with_proclitic(Lexicon lexicon, const Readings *read, int r) noexcept:
    """Whether a word may be read as proclitics and a name: unless the vocabulary has it rather as it stands."""
    cdef int32_t whole = lexicon.find(read.of[0].key).vocab_id, rest = lexicon.find(read.of[r].key).vocab_id
    return whole < 0 or 0 <= rest < whole


cdef bint _whole(PreTokens lx, LatinMentions names, Py_ssize_t named, Py_ssize_t first, Py_ssize_t last) noexcept:
    """Whether no Latin mention is cut by the pretokens from ``first`` to ``last``."""
    while named < names.count and names.rows[named].first <= last:
        if names.rows[named].last > last + 1 or names.rows[named].first < first:
            return False
        named += 1
    return True
