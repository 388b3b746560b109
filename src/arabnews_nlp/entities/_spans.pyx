"""Entities on the way to their final form, as columns: edges, events, overlaps, known names, agreement on types.

Offsets are code points into the text; labels and canonical forms are numbers until the records are made.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.stdlib cimport qsort

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._name_table cimport KnownNames
from arabnews_nlp.names._latin_mentions cimport LatinMention, LatinMentions
from arabnews_nlp._core.pretokens cimport (
    ARABIC as ARABIC_WORD, DIGIT, FNV_OFFSET, FNV_PRIME, LATIN, LETTER, PreTokens, PyUnicode_DATA, PyUnicode_KIND,
    PyUnicode_READ, SPACE, fold_char, fold_key,
)
from arabnews_nlp.entities._features cimport Lexicon, Readings, Slot, Units, phrase_extended, read_word

from arabnews_nlp.names._name_table import LABELS
from arabnews_nlp.entities._features import FEATURES, TYPES as LISTS, word_key

cdef enum:
    PER, ORG, LOC, PRODUCT, EVENT
    TYPES

cdef int COMMON = 1000      # words before this one in the order of frequency are too common to be names by a list alone
cdef enum:
    PHRASE = 5              # words of the longest name that is found again

cdef int OFTEN = 3000       # words after this one are rare enough to stand for a name introduced in the text
cdef int UNAMBIGUOUS = 2    # words of a listed name that is one wherever it stands
cdef int DOUBTFUL = 3       # a word passed over more than so many times for each time it was found is no name
cdef int CERTAIN = 10       # a given name so many times as frequent as the word with a proclitic decides between two names
cdef double RECALLED = 0.8  # score of a name found by the lists beside one that the tagger found, or found again
cdef double UNLIKELY = 0.43 # score below which the tagger is more often wrong than right (fitted on the gold documents)
cdef double KNOWN = 0.9     # score of what only a table says
cdef double DOUBT = 0.9     # score below which a table decides against the tagger
cdef double SURE = 0.8      # score from which on a type stands against, or teaches, the rest of the document

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef uint64_t _bits(names) except? 0:
    return sum([1 << FEATURES.index(name) for name in names])


cdef uint64_t MARK = _bits(["mark"])
cdef uint64_t PERSON = _bits(["person-word"])
cdef uint64_t LISTED = _bits(["per", "org", "loc", "product", "event", "place"])
cdef uint64_t IS_EVENT = _bits(["event"])
cdef uint64_t IN_EVENT = _bits(["in-event"])
cdef uint64_t IS_TYPED = _bits(["per", "org", "loc", "product"])
cdef uint64_t IS_LABEL[TYPES]
cdef uint64_t IN_LABEL[TYPES]
for _label in range(TYPES):
    IS_LABEL[_label] = _bits([LABELS[_label].lower()])
    IN_LABEL[_label] = _bits(["in-" + LABELS[_label].lower()])
cdef uint64_t PLACE = _bits(["loc", "place"])
cdef uint64_t IN_PLACE = _bits(["in-loc", "in-place"])
cdef uint64_t DIGITS = _bits(["digits"])
cdef uint64_t ARABIC = _bits(["arabic"])
cdef uint64_t LATIN_NAME = _bits(["latin-name"])
cdef uint64_t ARTICLE = _bits(["article"])
cdef uint64_t GIVEN = _bits(["given", "given-less"])

cdef int IN_PER = LISTS["PER"]
cdef int IN_NO_NAMES = LISTS["no-name"]
cdef int IN_GIVEN = LISTS["given"]
cdef int IN_SMALL = LISTS["small-place"]
cdef int LISTS_OF[TYPES]    # the lists of the gazetteer that know names of a type
LISTS_OF[PER] = LISTS["PER"] | LISTS["person"] | LISTS["given"] | LISTS["surname"] | LISTS["name-word"]
LISTS_OF[ORG] = LISTS["ORG"] | LISTS["body"]
LISTS_OF[LOC] = LISTS["LOC"] | LISTS["place"] | LISTS["small-place"]
LISTS_OF[PRODUCT] = LISTS["PRODUCT"]
LISTS_OF[EVENT] = LISTS["EVENT"]
cdef uint64_t SON = word_key("بن")
cdef uint64_t MOTHER = word_key("أم")


cdef struct Row:
    double score
    int32_t start
    int32_t end
    int32_t canonical   # number of the canonical form, -1 for none
    uint8_t label


cdef class Spans:
    """Stretches of a text with a type, a score and perhaps a canonical form, in order of their starts."""

    cdef Row *_rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room
    cdef readonly list canonical

    def __cinit__(self):
        self.canonical = []

    def __dealloc__(self):
        PyMem_Free(self._rows)

    def __len__(self):
        return self.count

    cdef int _add(self, Row row) except -1:
        if self.count == self._room:
            self._rows = <Row *>resized(self._rows, enlarged(self._room), sizeof(Row))
            self._room = enlarged(self._room)
        self._rows[self.count] = row
        self.count += 1
        return 0

    def add(self, Py_ssize_t start, Py_ssize_t end, str label not None, double score, str canonical=None):
        """One more span, behind those there are."""
        cdef Row row = Row(score, <int32_t>start, <int32_t>end, -1, LABELS.index(label))
        if canonical is not None:
            row.canonical = <int32_t>len(self.canonical)
            self.canonical.append(canonical)
        self._add(row)

    def extend(self, Spans more not None):
        """The spans of another, which come after all there are."""
        cdef Py_ssize_t i
        cdef int32_t shift = <int32_t>len(self.canonical)
        cdef Row row
        for i in range(more.count):
            row = more._rows[i]
            if row.canonical >= 0:
                row.canonical += shift
            self._add(row)
        self.canonical += more.canonical

    def records(self, str text not None, names):
        """``(text, start, end, label, score, canonical)`` of every span.

        :param names: names with their mentions; a span that is a mention takes the canonical form of the name.
        """
        cdef list made = []
        cdef Py_ssize_t i, at = 0
        cdef Row *row
        cdef Mentions mentions = Mentions(names)
        cdef object form
        for i in range(self.count):
            row = self._rows + i
            while at < mentions.count and mentions.before(at, row):
                at += 1
            if at < mentions.count and mentions.rows[at].start == row.start and mentions.rows[at].end == row.end:
                form = mentions.canonical[mentions.rows[at].name]
            else:
                form = self.canonical[row.canonical] if row.canonical >= 0 else None
            made.append((text, row.start, row.end, LABELS[row.label], row.score, form))
        return made


cdef struct Mention:
    int32_t start
    int32_t end
    int32_t name


cdef int _compare(const void *a, const void *b) noexcept nogil:
    cdef const Mention *x = <const Mention *>a
    cdef const Mention *y = <const Mention *>b
    if x.start != y.start:
        return -1 if x.start < y.start else 1
    if x.end != y.end:
        return -1 if x.end < y.end else 1
    return y.name - x.name      # of several names the last


cdef class Mentions:
    """The mentions of names in order."""

    cdef Mention *rows
    cdef Py_ssize_t count
    cdef list canonical

    def __cinit__(self, names):
        cdef Py_ssize_t i = 0
        cdef int32_t number
        self.canonical = [name.canonical for name in names]
        self.count = sum([len(name.mentions) for name in names])
        self.rows = <Mention *>PyMem_Calloc(self.count + 1, sizeof(Mention))
        if self.rows == NULL:
            raise MemoryError()
        for number in range(<int32_t>len(self.canonical)):
            for mention in names[number].mentions:
                self.rows[i] = Mention(mention.start, mention.end, number)
                i += 1
        qsort(self.rows, self.count, sizeof(Mention), _compare)

    def __dealloc__(self):
        PyMem_Free(self.rows)

    cdef inline bint before(self, Py_ssize_t i, const Row *row) noexcept:
        """Whether a mention comes before a span."""
        return self.rows[i].start < row.start or (self.rows[i].start == row.start and self.rows[i].end < row.end)


# --- From units to spans ---------------------------------------------------------------------------------------------

cdef bint _trim(Units units, Py_ssize_t first, Py_ssize_t last, int label, Lexicon lexicon, Row *row) noexcept:
    while first < last and units.features[first] & MARK:
        first += 1
    while first < last and units.features[last - 1] & MARK:
        last -= 1
    if first == last:
        return False
    first, last = _without_article_words(units, first, last)
    first, last = _within_quotes(units, first, last)
    first, last = _within_hashtag(units, first, last)
    first = _after_particle(units, first, last, label)
    if first + 1 == last and _is_adverb(units, first):
        return False
    row.start = <int32_t>_name_start(units, first, last, label, lexicon)
    row.end = _version_end(units, last) if label == PRODUCT else units.end[last - 1]
    row.canonical = -1
    row.label = label
    return True


cdef bint _definite(Units units, Py_ssize_t i) noexcept:
    """Whether a unit is an Arabic word that begins with the article, perhaps after the preposition ل (للأوراق)."""
    cdef int width = PyUnicode_KIND(units.text)
    cdef const void *data = PyUnicode_DATA(units.text)
    return units.features[i] & ARTICLE != 0 or (
        units.features[i] & ARABIC != 0 and units.end[i] - units.start[i] > 3
        and PyUnicode_READ(width, data, units.start[i]) == 0x644 and PyUnicode_READ(width, data, units.start[i] + 1) == 0x644
    )


cdef (Py_ssize_t, Py_ssize_t) _without_article_words(Units units, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A name in Latin script without the article before it (الـ) and the adjectives and purposes after it (القابضة,
    للأوراق المالية)."""
    cdef Py_ssize_t end = last
    cdef int width = PyUnicode_KIND(units.text)
    cdef const void *data = PyUnicode_DATA(units.text)
    if last - first < 2:
        return first, last
    if (units.features[first + 1] & LATIN_NAME and units.features[first] & ARABIC and units.end[first] - units.start[first] <= 3
            and PyUnicode_READ(width, data, units.start[first]) == 0x627 and PyUnicode_READ(width, data, units.start[first] + 1) == 0x644):
        first += 1
    if units.features[first] & LATIN_NAME:
        while end > first + 1 and _definite(units, end - 1):
            end -= 1
        if units.features[end - 1] & LATIN_NAME:
            last = end
    return first, last


cdef inline uint64_t _key_from(Units units, Py_ssize_t i, Py_ssize_t start) noexcept:
    """Key of the word of a unit from where a name starts in it."""
    return fold_key(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), start, units.end[i])


cdef inline Py_UCS4 _character(Units units, Py_ssize_t i) noexcept:
    """The character at an offset, 0 beyond the text."""
    return PyUnicode_READ(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), i) if 0 <= i < len(units.text) else 0


cdef inline bint _quote(Py_UCS4 c) noexcept nogil:
    return c == 0x22 or c == 0xAB or c == 0xBB or 0x201C <= c <= 0x201E


cdef (Py_ssize_t, Py_ssize_t) _within_quotes(Units units, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A name right after a quotation mark up to the next one, if that is the only one in it ("اتصالات" الإماراتية)."""
    cdef Py_ssize_t i, end = last
    if not _quote(_character(units, <Py_ssize_t>units.start[first] - 1)):
        return first, last
    for i in range(first + 1, last):
        if units.features[i] & MARK and _quote(_character(units, units.start[i])):
            if end < last:
                return first, last
            end = i
    return first, end


cdef (Py_ssize_t, Py_ssize_t) _within_hashtag(Units units, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A hashtag of several words without the adjectives after it (#حزب_الله الإرهابي)."""
    cdef Py_ssize_t end = first + 1, i
    if _character(units, <Py_ssize_t>units.start[first] - 1) != 0x23:
        return first, last
    while end < last and units.start[end] == units.end[end - 1]:
        end += 1
    if end < first + 3 or _character(units, units.start[first + 1]) != 0x5F:
        return first, last
    for i in range(end, last):
        if not _definite(units, i):
            return first, last
    return first, end


cdef Py_ssize_t _after_particle(Units units, Py_ssize_t first, Py_ssize_t last, int label) noexcept:
    """Where a name begins that has taken in a preposition: a single letter with a tatweel (التسوق كـ Amazon), or على before
    a person (حصل على فالكاو), which is not the given name علي where another given name follows (على حسن)."""
    cdef Py_ssize_t i, start = units.start[first]
    for i in range(last - 1, first, -1):
        if (i + 1 < last and units.end[i] - units.start[i] == 2 and _character(units, units.start[i] + 1) == 0x640
                and units.features[i + 1] & LATIN_NAME):
            return i + 1
    if (label == PER and first + 1 < last and units.end[first] - start == 3 and not units.features[first + 1] & GIVEN
            and _character(units, start) == 0x639 and _character(units, start + 1) == 0x644
            and _character(units, start + 2) == 0x649):
        return first + 1
    return first


cdef bint _is_adverb(Units units, Py_ssize_t i) noexcept:
    """Whether a word ends in a written tanwin of the accusative (دوماً), which no name alone does."""
    cdef Py_ssize_t last = <Py_ssize_t>units.end[i] - 1
    return _character(units, last) == 0x64B or (
        _character(units, last) == 0x627 and _character(units, last - 1) == 0x64B and units.start[i] < last)


cdef int32_t _version_end(Units units, Py_ssize_t last) noexcept:
    """Where a name ends whose last unit begins the number of a version (أندرويد 2.1)."""
    while (last + 1 < units.count and units.features[last - 1] & DIGITS and units.features[last + 1] & DIGITS
            and _character(units, units.start[last]) == 0x2E and units.start[last] == units.end[last - 1]
            and units.start[last + 1] == units.end[last]):
        last += 2
    return units.end[last - 1]


cdef Py_ssize_t _name_start(Units units, Py_ssize_t i, Py_ssize_t last, int label, Lexicon lexicon) noexcept:
    """Where a name starts in its first unit: after its proclitics.

    The lists of the label decide where they know one reading of the word and the word as it stands is not the more
    frequent one; else the reading that is the more frequent word.
    """
    cdef uint64_t features = units.features[i]
    cdef const Slot *slot
    cdef Readings read
    cdef int r
    cdef int32_t row
    cdef bint whole
    cdef int width = PyUnicode_KIND(units.text)
    cdef const void *data = PyUnicode_DATA(units.text)
    if not features & ARABIC or features & LISTED:
        return units.body[i]
    if label == PER and _short_name(units, i, last, lexicon, width, data):
        return units.start[i] + 1
    read_word(width, data, units.start[i], units.end[i], units.key[i], &read)
    slot = lexicon.find(read.of[0].key)
    row = slot.row
    whole = slot.lists & LISTS_OF[label] != 0
    for r in range(1, read.count):
        if r == 2 and not _conjunction(PyUnicode_READ(width, data, units.start[i])):
            break
        slot = lexicon.find(read.of[r].key)
        if not slot.lists & LISTS_OF[label]:
            continue
        if whole:
            if slot.lists & IN_GIVEN and slot.row >= 0 and (row < 0 or CERTAIN * slot.row < row):
                return read.of[r].start
        elif row < 0 or (0 <= slot.row < row and slot.lists & LISTS_OF[label] & ~IN_SMALL):
            return read.of[r].start
    if _preposition_and_lam(units, i, label, lexicon):
        return units.start[i] + 1
    if whole or (label == PER and features & PERSON):
        return units.start[i]
    if PyUnicode_READ(width, data, units.start[i]) == 0x648 and _with_hamza(_character(units, units.start[i] + 1)):
        return units.start[i] + 1
    if i + 1 < last or not _quote(_character(units, <Py_ssize_t>units.start[i] - 1)):
        return units.body[i]
    return units.start[i]       # proclitics stand before the quotation mark


cdef inline bint _with_hamza(Py_UCS4 c) noexcept nogil:
    """Whether a letter is an alef with hamza or madda, with which only و as a conjunction makes the beginning of a word."""
    return c == 0x622 or c == 0x623 or c == 0x625


cdef bint _preposition_and_lam(Units units, Py_ssize_t i, int label, Lexicon lexicon) noexcept:
    """Whether a word is ل and a listed name whose own first letter is ل (لليبيا), not a name with the article (للعراق)."""
    cdef Py_ssize_t start = units.start[i]
    return (
        units.end[i] - start > 4 and _character(units, start) == 0x644 and _character(units, start + 1) == 0x644
        and lexicon.find(phrase_extended(0, _key_from(units, i, start + 1))).lists & LISTS_OF[label] & ~IN_SMALL != 0
    )


cdef inline bint _conjunction(Py_UCS4 c) noexcept nogil:
    return c == 0x648 or c == 0x641


cdef bint _short_name(Units units, Py_ssize_t i, Py_ssize_t last, Lexicon lexicon, int width, const void *data) noexcept:
    """Whether a word of three letters is a conjunction or preposition and a name of two (وجو, وبن), more of which
    follows."""
    cdef Py_UCS4 c = PyUnicode_READ(width, data, units.start[i])
    cdef uint64_t key
    if units.end[i] - units.start[i] != 3 or not (c == 0x648 or c == 0x644 or c == 0x628):
        return False
    key = fold_key(width, data, units.start[i] + 1, units.end[i])
    if i + 1 == last:
        return False
    return key == SON or key == MOTHER or (
        lexicon.find(phrase_extended(0, key)).lists & IN_GIVEN != 0
        and not lexicon.find(phrase_extended(0, units.key[i])).lists & LISTS_OF[PER]
    )


def trimmed(Units units not None, Py_ssize_t first, Py_ssize_t last, str label not None, Lexicon lexicon not None):
    """Span of the units from ``first`` up to ``last`` without marks at its ends and proclitics at its start.

    Whether a first letter is a proclitic is decided by the lists of names where they know the word with or without it,
    and else by which reading is the more frequent word. ``None`` where nothing is left.
    """
    cdef Row row
    if not 0 <= first <= last <= units.count:
        raise IndexError(first, last)
    return (row.start, row.end) if _trim(units, first, last, LABELS.index(label), lexicon, &row) else None


cdef bint _hyphenated(Units units, Py_ssize_t begin, const Row *before, const Row *row) noexcept:
    """Whether a hyphen without blanks joins two places to one name (فاس-سايس), other than two listed ones."""
    return (
        not (begin > 1 and units.features[begin] & PLACE and units.features[begin - 2] & (PLACE | IN_PLACE))
        and before.label == LOC and row.label == LOC and row.start == before.end + 1
        and PyUnicode_READ(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), before.end) == 0x2D
    )


def tagged_spans(Units units not None, tags, Lexicon lexicon not None, HashTable heads not None):
    """Trimmed spans of the tagger's ``(first unit, last unit + 1, tag, score)``.

    :param heads: the head nouns that are part of the name after them, by the keys of :func:`phrase_key`, with the numbers of
        the labels of such names.

    Persons whom a و joins are apart (ترامب وبلينكن), and one that the tagger passed over right after another is found by
    the lists (فهد وعائشة), as a place is (ألمانيا وكمبوديا). A word of the list of words that are no names (diseases) is none
    by itself.
    """
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last, i, begin, done = 0     # units of the spans before
    cdef list rows = list(tags)
    cdef Py_ssize_t k, following
    cdef int tag, label
    cdef Row row
    for k in range(len(rows)):
        first, last, tag, score = rows[k]
        if score < UNLIKELY:
            continue
        label = (tag - 1) // 2
        following = rows[k + 1][0] if k + 1 < len(rows) else units.count
        begin = first
        if label == PER:
            for i in range(first + 1, last):
                if _joined(units, i, last, label, lexicon) or (
                    units.features[i] & LATIN_NAME and units.features[i - 1] & ARABIC
                ):
                    if _trim(units, begin, i, label, lexicon, &row):
                        row.score = score
                        spans._add(row)
                    begin = i
        if _trim(units, begin, last, label, lexicon, &row) and not (
            last == begin + 1 and lexicon.find(phrase_extended(0, _key_from(units, begin, row.start))).lists & IN_NO_NAMES
        ):
            row.score = score
            if begin > done and (label == LOC or label == PER):
                _take_head(units, begin, heads, &row)
            if spans.count and _hyphenated(units, begin, spans._rows + spans.count - 1, &row):
                spans._rows[spans.count - 1].end = row.end
            else:
                spans._add(row)
        while (label == PER or label == LOC) and last < following and score > SURE and _one_more(units, begin, last, label, lexicon):
            begin = last
            last += 1
            if _trim(units, begin, last, label, lexicon, &row):
                row.score = RECALLED
                spans._add(row)
        done = last
    return spans


cdef int _take_head(Units units, Py_ssize_t begin, HashTable heads, Row *row) noexcept:
    """Take in the head noun before a name that is part of it (مطار فاس, بورصة تونس), which says its type."""
    cdef Readings read
    cdef int r
    cdef int32_t label
    cdef Py_ssize_t i = begin - 1
    if (units.first[begin] or row.start != units.start[begin] or units.start[begin] != units.end[i] + 1
            or not units.features[i] & ARABIC):
        return 0
    read_word(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), units.start[i], units.end[i], units.key[i], &read)
    for r in range(read.count):
        label = heads.find(read.of[r].key)
        if label >= 0:
            row.start, row.label = <int32_t>read.of[r].start, <uint8_t>label
            break
    return 0


cdef bint _joined(Units units, Py_ssize_t i, Py_ssize_t last, int label, Lexicon lexicon) noexcept:
    """Whether a unit inside the name of a person is the conjunction و and another person's name."""
    cdef Readings read
    cdef const Slot *slot
    cdef int width = PyUnicode_KIND(units.text)
    cdef const void *data = PyUnicode_DATA(units.text)
    cdef int32_t row
    if not units.features[i] & ARABIC or PyUnicode_READ(width, data, units.start[i]) != 0x648:
        return False
    read_word(width, data, units.start[i], units.end[i], units.key[i], &read)
    slot = lexicon.find(read.of[0].key)
    row = slot.row
    if slot.lists & (LISTS_OF[PER] | LISTS_OF[LOC]):
        return False
    if read.count == 1:
        return _short_name(units, i, last, lexicon, width, data)
    slot = lexicon.find(read.of[1].key)
    return slot.lists & LISTS_OF[PER] != 0 or (slot.row >= 0 and (row < 0 or slot.row < row))


cdef bint _one_more(Units units, Py_ssize_t begin, Py_ssize_t i, int label, Lexicon lexicon) noexcept:
    """Whether the unit after a name is و and a name by the lists: a rare word, or a given name after a given name."""
    cdef Readings read
    cdef const Slot *slot
    cdef int width = PyUnicode_KIND(units.text)
    cdef const void *data = PyUnicode_DATA(units.text)
    cdef int32_t row
    if (units.first[i] or not units.features[i] & ARABIC or PyUnicode_READ(width, data, units.start[i]) != 0x648
            or PyUnicode_READ(width, data, units.end[i] - 1) == 0x649 or units.start[i] != units.end[i - 1] + 1):
        return False
    read_word(width, data, units.start[i], units.end[i], units.key[i], &read)
    slot = lexicon.find(read.of[0].key)
    if slot.lists & LISTS_OF[label] or read.count < 2:
        return False
    row = slot.row
    slot = lexicon.find(read.of[1].key)
    if label == LOC:
        return slot.lists & (LISTS_OF[LOC] & ~IN_SMALL) != 0 and (slot.row < 0 or slot.row > COMMON)
    if not slot.lists & LISTS_OF[PER] or (0 <= row and (slot.row < 0 or row < slot.row)):
        return False
    if slot.row < 0 or slot.lists & IN_PER:
        return True
    return begin + 1 == i and slot.lists & IN_GIVEN != 0 and units.features[begin] & GIVEN != 0


cdef inline bint _has(Units units, Py_ssize_t i, uint64_t features) noexcept:
    return i < units.count and units.features[i] & features


def event_spans(Units units not None, Lexicon lexicon not None):
    """Spans of the events that the tables know, with the place and year that follow them (مونديال روسيا 2018)."""
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last
    cdef Row row
    for first in range(units.count):
        if not units.features[first] & IS_EVENT:
            continue
        last = first + 1
        while _has(units, last, IN_EVENT):
            last += 1
        if _has(units, last, PLACE) and not units.first[last]:
            last += 1
            while _has(units, last, IN_PLACE):
                last += 1
            if _has(units, last, DIGITS) and not units.first[last] and units.end[last] - units.start[last] == 4:
                last += 1
        if _trim(units, first, last, EVENT, lexicon, &row):
            row.score = KNOWN
            spans._add(row)
    return spans


def listed_spans(Units units not None, Lexicon lexicon not None):
    """Persons of the curated list, and other listed names of so many words that nothing else is meant."""
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last
    cdef Row row
    cdef int label
    for first in range(units.count):
        if not units.features[first] & IS_TYPED:
            continue
        for label in range(EVENT):
            if not units.features[first] & IS_LABEL[label]:
                continue
            last = first + 1
            while _has(units, last, IN_LABEL[label]):
                last += 1
            if (label == PER or last - first >= UNAMBIGUOUS) and _trim(units, first, last, label, lexicon, &row):
                row.score = KNOWN
                spans._add(row)
                break
    return spans


# --- Overlaps --------------------------------------------------------------------------------------------------------

def outer(Spans first not None, Spans second not None):
    """Both in order; of those that overlap, the ones of the first."""
    cdef Spans both
    cdef Py_ssize_t i, at = 0, done = 0
    cdef bint shared = second.canonical is first.canonical or not second.canonical
    cdef int32_t shift = 0 if shared else <int32_t>len(first.canonical)
    cdef Row row
    if not second.count:
        return first
    if not first.count:
        return second
    both = Spans()
    both.canonical = first.canonical if shared else first.canonical + second.canonical
    for i in range(second.count):
        row = second._rows[i]
        while at < first.count and first._rows[at].start < row.end:
            at += 1
        while at and first._rows[at - 1].start >= row.end:
            at -= 1
        if at and first._rows[at - 1].end > row.start:
            continue
        while done < first.count and first._rows[done].start <= row.start:
            both._add(first._rows[done])
            done += 1
        if row.canonical >= 0:
            row.canonical += shift
        both._add(row)
    while done < first.count:
        both._add(first._rows[done])
        done += 1
    return both


# --- Known names -----------------------------------------------------------------------------------------------------

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
    cdef Row row
    kept.canonical = missed.canonical = known.canonical
    for i in range(found.count):
        row = found._rows[i]
        brand = known.find(width, data, row.start, row.end, &term)
        if brand >= 0:
            label = known.labels[brand]
            if row.score < DOUBT:
                row.label = label
            row.canonical = brand
        elif term:
            continue
        kept._add(row)
    for i in range(names.count):
        name = names.rows + i
        while at < kept.count and kept._rows[at].end <= name.start:
            at += 1
        if at < kept.count and kept._rows[at].start < name.end or known.row_of(name.key) < 0:
            continue
        brand = known.find(width, data, name.start, name.end, &term)
        if not term:
            missed._add(Row(KNOWN, name.start, name.end, brand, known.labels[brand]))
    return outer(kept, missed)


cdef Py_ssize_t _gloss_start(int width, const void *data, Py_ssize_t i, Py_ssize_t length) noexcept:
    """Where what stands in parentheses right after an offset begins, quotation marks passed over; -1 where there is none."""
    cdef int k
    cdef Py_UCS4 c
    cdef bint inside = False
    for k in range(5):
        if i >= length:
            return -1
        c = PyUnicode_READ(width, data, i)
        if c == 0x28 and not inside:
            inside = True
        elif c != 0x20 and not _quote(c):
            return i if inside else -1
        i += 1
    return -1


cdef bint _gloss_ends(int width, const void *data, Py_ssize_t i, Py_ssize_t length) noexcept:
    """Whether parentheses close at an offset, or after a quotation mark or blank there."""
    cdef Py_UCS4 c
    cdef int k
    for k in range(2):
        c = PyUnicode_READ(width, data, i + k) if i + k < length else 0
        if c == 0x29:
            return True
        if c != 0x20 and not _quote(c):
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
    cdef Row *row
    more.canonical = found.canonical
    for i in range(found.count):
        row = found._rows + i
        start = _gloss_start(width, data, row.end, len(text))
        if start < 0 or (i + 1 < found.count and found._rows[i + 1].start <= start):
            continue
        while at < names.count and names.rows[at].start < start:
            at += 1
        if at == names.count or names.rows[at].start != start or not _gloss_ends(width, data, names.rows[at].end, len(text)):
            continue
        known.find(width, data, start, names.rows[at].end, &term)
        if not term or row.label == ORG:    # the table of acronyms has terms and organizations, and does not say which
            more._add(Row(RECALLED, <int32_t>start, names.rows[at].end, row.canonical, row.label))
    return outer(found, more)


# --- Found again -----------------------------------------------------------------------------------------------------

cdef struct Introduced:
    double score        # of the mention that introduced the name; 0 for a phrase that only begins a name
    int32_t canonical
    int32_t tagged      # mentions of a name of one word that the tagger found, 0 for other names
    int32_t passed      # and that it passed over
    uint8_t label
    bint longer         # longer names begin so


cdef class Introductions:
    """Names that the text introduced, by the keys of their words in order."""

    cdef Introduced *_rows
    cdef Py_ssize_t _room
    cdef HashTable _numbers

    def __cinit__(self):
        self._numbers = HashTable()

    def __dealloc__(self):
        PyMem_Free(self._rows)

    cdef Introduced *get(self, uint64_t key) except NULL:
        """The row of a phrase, from now on its own; good until the next call."""
        cdef int32_t number = self._numbers.find(key)
        if number < 0:
            number = <int32_t>self._numbers.count
            if number == self._room:
                self._rows = <Introduced *>resized(self._rows, enlarged(self._room), sizeof(Introduced))
                self._room = enlarged(self._room)
            self._rows[number] = Introduced(0, -1, 0, 0, 0, False)
            self._numbers.put(key, number)
        return self._rows + number

    cdef Introduced *find(self, uint64_t key) noexcept:
        cdef int32_t number = self._numbers.find(key)
        return NULL if number < 0 else self._rows + number


cdef inline bint _wordlike(uint8_t kind) noexcept:
    return kind == ARABIC_WORD or kind == LATIN or kind == DIGIT or kind == LETTER


cdef inline bint _gap(PreTokens lx, Py_ssize_t i, int width, const void *data) noexcept:
    """Whether a pretoken is what may stand between the words of a name: a blank, a low line or a hyphen."""
    cdef Py_UCS4 c = PyUnicode_READ(width, data, lx.start[i])
    return lx.kind[i] == SPACE or (lx.end[i] - lx.start[i] == 1 and (c == 0x5F or c == 0x2D))


cdef bint _rare(Lexicon lexicon, uint64_t key, int lists) noexcept:
    """Whether a word alone can stand for a name: one that the vocabulary has late or not at all, or a listed one that is
    not among the commonest."""
    cdef const Slot *slot = lexicon.find(phrase_extended(0, key))
    return slot.row < 0 or slot.row > OFTEN or (slot.lists & lists & ~IN_SMALL != 0 and slot.row > COMMON)


cdef int _introduce(Introductions known, const uint64_t *words, int count, int label, double score, int32_t canonical) except -1:
    cdef uint64_t key = 0
    cdef Introduced *row
    cdef int k
    for k in range(count):
        key = phrase_extended(key, words[k])
        row = known.get(key)
        if k < count - 1:
            row.longer = True
        elif score > row.score:
            row.score, row.label, row.canonical = score, <uint8_t>label, canonical
    return 0


def found_again(Spans found not None, PreTokens pretokens not None, LatinMentions names not None, Lexicon lexicon not None):
    """The spans, and between them the names that they introduce where the tagger passed over them.

    A name is found again in full, a person also by the last word of the name, each with proclitics before it, in hashtags
    (``#``, ``_``) too. A single Arabic word must be rare enough to stand for a name (:func:`_rare`), and a Latin one must
    be a Latin mention of its own. An Arabic word that the tagger passed over much more often than it found it is none.
    """
    cdef PreTokens lx = pretokens
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Introductions known = Introductions()
    cdef Spans again = Spans()
    cdef Py_ssize_t i = 0, j, k, last, named = 0, at = 0, best_end
    cdef uint64_t words[PHRASE]
    cdef uint64_t key
    cdef int count, r
    cdef Row *row
    cdef Introduced *one
    cdef Introduced *best
    cdef Readings read
    cdef Py_ssize_t start
    cdef bint arabic
    cdef Spans sound = Spans()
    again.canonical = sound.canonical = found.canonical
    for k in range(found.count):
        row = found._rows + k
        if row.score < SURE or row.label == EVENT:
            continue
        while i < lx.count and lx.end[i] <= row.start:
            i += 1
        count = 0
        j = i
        arabic = True
        while j < lx.count and lx.start[j] < row.end:
            if _wordlike(lx.kind[j]):
                if count == PHRASE:
                    count = PHRASE + 1
                    break
                start = max(<Py_ssize_t>row.start, <Py_ssize_t>lx.start[j])
                words[count] = lx.key[j] if start == lx.start[j] else fold_key(width, data, start, lx.end[j])
                arabic = lx.kind[j] == ARABIC_WORD
                last = lx.end[j] - start
                count += 1
            elif not _gap(lx, j, width, data):
                count = PHRASE + 1
                break
            j += 1
        if count == 0 or count > PHRASE:
            continue
        if count > 1 or (last > 2 and (not arabic or _rare(lexicon, words[0], LISTS_OF[row.label]))):
            _introduce(known, words, count, row.label, row.score, row.canonical)
            if count == 1 and arabic:
                known.get(phrase_extended(0, words[0])).tagged += 1
        if row.label == PER and count > 1 and last > 2 and (not arabic or _rare(lexicon, words[count - 1], LISTS_OF[PER])):
            _introduce(known, words + count - 1, 1, PER, row.score, -1)
    if not known._numbers.count:
        return found
    i = 0
    while i < lx.count:
        if not _wordlike(lx.kind[i]):
            i += 1
            continue
        while at < found.count and found._rows[at].end <= lx.start[i]:
            at += 1
        if at < found.count and found._rows[at].start < lx.end[i]:
            i += 1
            continue
        while named < names.count and names.rows[named].last <= i:
            named += 1
        arabic = lx.kind[i] == ARABIC_WORD
        if named < names.count and names.rows[named].first < i < names.rows[named].last:
            i += 1
            continue
        if arabic:
            read_word(width, data, lx.start[i], lx.end[i], lx.key[i], &read)
        else:
            read.count = 1
            read.of[0].key = phrase_extended(0, lx.key[i])
            read.of[0].start = lx.start[i]
        best = NULL
        best_end = i
        for r in range(read.count):
            key = read.of[r].key
            if r and (known.find(key) == NULL or not _with_proclitic(lexicon, &read, r)):
                continue
            j = i
            while True:
                one = known.find(key)
                if one == NULL:
                    break
                if one.score > 0 and (best == NULL or j + 1 > best_end) and _whole(lx, names, named, i, j):
                    best = one
                    best_end = j + 1
                    start = read.of[r].start
                if not one.longer or j + 2 >= lx.count or not _gap(lx, j + 1, width, data) or not _wordlike(lx.kind[j + 2]):
                    break
                j += 2
                if at < found.count and found._rows[at].start < lx.end[j]:
                    break
                key = phrase_extended(key, lx.key[j])
        if best == NULL:
            i += 1
            continue
        best.passed += 1
        # The number of the name stands in the place of the score until it is known how often each was passed over.
        again._add(Row(<double>(best - known._rows), <int32_t>start, lx.end[best_end - 1], best.canonical, best.label))
        i = best_end
    for k in range(again.count):
        row = again._rows + k
        one = known._rows + <Py_ssize_t>row.score
        if not one.tagged or one.passed <= DOUBTFUL * one.tagged:
            row.score = RECALLED
            sound._add(row[0])
    return outer(found, sound)


cdef bint _with_proclitic(Lexicon lexicon, const Readings *read, int r) noexcept:
    """Whether a word may be read as proclitics and a name: unless the vocabulary has it rather as it stands."""
    cdef int32_t whole = lexicon.find(read.of[0].key).row, rest = lexicon.find(read.of[r].key).row
    return whole < 0 or 0 <= rest < whole


cdef bint _whole(PreTokens lx, LatinMentions names, Py_ssize_t named, Py_ssize_t first, Py_ssize_t last) noexcept:
    """Whether no Latin mention is cut by the pretokens from ``first`` to ``last``."""
    while named < names.count and names.rows[named].first <= last:
        if names.rows[named].last > last + 1 or names.rows[named].first < first:
            return False
        named += 1
    return True


# --- Agreement -------------------------------------------------------------------------------------------------------

cdef struct Form:
    double votes[TYPES]
    uint8_t order[TYPES]    # types in the order in which they were first voted for
    uint8_t types           # how many were voted for
    bint person             # stands as a word in the name of a person


cdef class Forms:
    """The folded forms of a document, by key; room for a number of them that is known beforehand."""

    cdef Form *_forms
    cdef HashTable _numbers

    def __cinit__(self, Py_ssize_t most):
        self._numbers = HashTable()
        self._forms = <Form *>PyMem_Calloc(most + 1, sizeof(Form))
        if self._forms == NULL:
            raise MemoryError()

    def __dealloc__(self):
        PyMem_Free(self._forms)

    cdef Form *get(self, uint64_t key) except NULL:
        cdef int32_t number = self._numbers.find(key)
        if number < 0:
            number = <int32_t>self._numbers.count
            self._numbers.put(key, number)
        return self._forms + number


cdef Py_ssize_t _words(int width, const void *data, const Row *row, bint *blank, Forms forms) except -1:
    """Words of a name, and whether it has a blank; with ``forms``, the words are marked as those of a person."""
    cdef Py_ssize_t i, count = 0
    cdef uint64_t key = FNV_OFFSET
    cdef Py_UCS4 c
    cdef bint inside = False
    blank[0] = False
    for i in range(row.start, row.end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if not c:
            continue
        if not Py_UNICODE_ISSPACE(c):
            count += not inside
            inside = True
            key = (key ^ <uint64_t>c) * FNV_PRIME
            continue
        if c == 32:
            blank[0] = True
        if inside and forms is not None:
            forms.get(key).person = True
        inside = False
        key = FNV_OFFSET
    if inside and forms is not None:
        forms.get(key).person = True
    return count


def agree(Spans spans not None, str text not None):
    """Bring the types of one name in a document into agreement, except where the tables have said the type.

    Each mention votes with its score. A single word that stands in the name of a person elsewhere in the document is
    that person.
    """
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, words, most = spans.count
    cdef Forms forms
    cdef Form *form
    cdef Row *row
    cdef bint blank
    cdef int k, best
    for i in range(spans.count):
        row = spans._rows + i
        if row.label == PER and row.score > SURE:
            words = _words(width, data, row, &blank, None)
            most += words if blank else 0
    forms = Forms(most)
    for i in range(spans.count):
        row = spans._rows + i
        form = forms.get(fold_key(width, data, row.start, row.end))
        for k in range(form.types):
            if form.order[k] == row.label:
                break
        else:
            form.order[form.types] = row.label
            form.types += 1
        form.votes[row.label] += row.score
        if row.label == PER and row.score > SURE:
            _words(width, data, row, &blank, None)
            if blank:
                _words(width, data, row, &blank, forms)
    for i in range(spans.count):
        row = spans._rows + i
        if row.canonical >= 0:
            continue
        form = forms.get(fold_key(width, data, row.start, row.end))
        if form.types > 1:
            best = form.order[0]
            for k in range(1, form.types):
                if form.votes[form.order[k]] > form.votes[best]:
                    best = form.order[k]
            row.label = best
        if form.person and row.score < SURE:
            row.label = PER
