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
    FNV_OFFSET, FNV_PRIME, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char, fold_key,
)
from arabnews_nlp.entities._features cimport Units

from arabnews_nlp.names._name_table import LABELS
from arabnews_nlp.entities._features import FEATURES

cdef enum:
    PER, ORG, LOC, PRODUCT, EVENT
    TYPES

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
cdef uint64_t PLACE = _bits(["loc", "place"])
cdef uint64_t IN_PLACE = _bits(["in-loc", "in-place"])
cdef uint64_t DIGITS = _bits(["digits"])


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

    def records(self, make, str text not None, names):
        """``make(text, start, end, label, score, canonical)`` of every span.

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
            made.append(make(text, row.start, row.end, LABELS[row.label], row.score, form))
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

cdef bint _trim(Units units, Py_ssize_t first, Py_ssize_t last, int label, Row *row) noexcept:
    cdef uint64_t features
    while first < last and units.features[first] & MARK:
        first += 1
    while first < last and units.features[last - 1] & MARK:
        last -= 1
    if first == last:
        return False
    features = units.features[first]
    row.start = units.start[first]
    row.end = units.end[last - 1]
    if not (label == PER and features & PERSON and not features & LISTED):
        row.start = units.body[first]
    row.canonical = -1
    row.label = label
    return True


def trimmed(Units units not None, Py_ssize_t first, Py_ssize_t last, str label not None):
    """Span of the units from ``first`` up to ``last`` without marks at its ends and proclitics at its start.

    Whether a first letter is a proclitic is told by the gazetteer where the name stands in it, by the list of personal
    names for a person, and else by which reading is the more frequent word. ``None`` where nothing is left.
    """
    cdef Row row
    if not 0 <= first <= last <= units.count:
        raise IndexError(first, last)
    return (row.start, row.end) if _trim(units, first, last, LABELS.index(label), &row) else None


def tagged_spans(Units units not None, tags):
    """Trimmed spans of the tagger's ``(first unit, last unit + 1, tag, score)``."""
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last
    cdef int tag
    cdef Row row
    for first, last, tag, score in tags:
        if _trim(units, first, last, (tag - 1) // 2, &row):
            row.score = score
            spans._add(row)
    return spans


cdef inline bint _has(Units units, Py_ssize_t i, uint64_t features) noexcept:
    return i < units.count and units.features[i] & features


def event_spans(Units units not None):
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
        if _trim(units, first, last, EVENT, &row):
            row.score = KNOWN
            spans._add(row)
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

    The table decides between a company and its product, and where the tagger is in doubt. Terms are left out.

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
            if row.score < DOUBT or ((label == ORG or label == PRODUCT) and (row.label == ORG or row.label == PRODUCT)):
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
