"""What the entities of a document name: their spellings in groups that grow together, joined by one evidence after another.

What each evidence means stands in identity.py.
"""

cimport cython
from cpython.mem cimport PyMem_Free
from cpython.object cimport PyObject
from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport KeyMap, fold_key
from arabnews_nlp._core.proclitics cimport WAW
from arabnews_nlp.entities._kinds cimport Kind, Kinds, forward_key
from arabnews_nlp.entities._labels cimport ORG, PER
from arabnews_nlp.entities._name_words cimport LONGER, NameWord, has_clitic
from arabnews_nlp.entities._readings cimport phrase_extended
from arabnews_nlp.entities._spans cimport Mentions, Span, Spans
from arabnews_nlp.names._name_table cimport KnownNames

from arabnews_nlp.document.records import Entity
from arabnews_nlp.names._name_table import LABELS

cdef extern from "Python.h":
    object PyObject_Vectorcall(object called, PyObject **args, size_t count, PyObject *names)

cdef enum:
    APART = 6       # characters between a name and one in parentheses after it are fewer

cdef enum Sense:
    # what a key is said of
    WHOLE           # all words of a name
    STRONG_LETTERS  # the strong letters of all words of a person's name
    BEGINNING       # the first words of a longer name
    ENDING          # the last words of a longer name
    INSIDE          # the first word of a longer name, and one after it


cdef inline uint64_t _said(Sense sense, int label, uint64_t key) noexcept nogil:
    """Key of what is said of people, or of others: neither is ever the same as the other."""
    return phrase_extended(key, 2 * <uint64_t>sense + (label == PER))


cdef int32_t _first_of(HashTable kinds, uint64_t key, int32_t kind) except -1:
    """The first kind with a key: the one that it was met with before, or this one."""
    cdef int32_t found = kinds.find(key)
    if found < 0:
        kinds.put(key, kind)
        found = kind
    return found


cdef class Evidence:
    """What the tables know of names.

    :param known: the names of the tables.
    :param expansions: what acronyms stand for, with the rows of the acronyms in ``known``.
    :param given: first names of people.
    :param heads: nouns that many names begin with, none of which is meant by such a noun alone.
    """

    cdef KnownNames known
    cdef KeyMap expansions, given, heads

    def __init__(self, KnownNames known not None, KeyMap expansions not None, KeyMap given not None, KeyMap heads not None):
        self.known, self.expansions, self.given, self.heads = known, expansions, given, heads

    def identified(self, Spans spans not None, str text not None, Mentions mentions not None):
        """The entities that these spans are, each with the number of what it names and the canonical form of that.

        :param mentions: those of aligned names, whose numbers come first.
        """
        cdef Things things = Things(spans, text)
        things.join_mentions(mentions)
        if things.count > 1:
            things.read_words(self.known)
            things.join_rows(self)
            things.join_words()
            things.join_parentheses()
            things.join_parts(self)
        return things.entities(<int32_t>len(mentions.canonical))

    cdef int32_t row_of(self, int width, const void *data, const Kind *kind) noexcept:
        """Row of the tables that has a name as a spelling or as what an acronym stands for, -1 for none."""
        cdef bint term
        cdef int32_t row = self.known.find(width, data, kind.start, kind.end, &term)
        if row < 0:
            row = self.expansions.find(fold_key(width, data, kind.start, kind.end))
        return row if row >= 0 and (self.known.labels[row] == PER) == (kind.label == PER) else -1


@cython.final
cdef class Things(Kinds):
    """The kinds of entities in a document, in groups of those that name one thing."""

    cdef list forms             # canonical form of each kind, where an aligned name or a table gives one
    cdef list formed            # the kinds that have one, in the order in which they were found
    cdef list named             # the kinds that mention an aligned name, likewise

    def __cinit__(self, Spans spans not None, str text not None):
        self.forms, self.formed, self.named = [None] * self.count, [], []

    # --- Evidence ----------------------------------------------------------------------------------------------------

    cdef int join_mentions(self, Mentions mentions) except -1:
        """Join what mentions one aligned name, and note canonical forms. A mention is an entity, or, where this is a person,
        any that ends with it."""
        cdef HashTable first = HashTable()
        cdef Py_ssize_t i, k, at = 0
        cdef int32_t kind
        cdef Span *row
        for i in range(self.spans.count):
            row = self.spans.rows + i
            kind = self.of[i]
            form = self.spans.canonical[row.canonical] if row.canonical >= 0 else None
            while at < mentions.count and mentions.rows[at].end < row.end:
                at += 1
            k = at
            while k < mentions.count and mentions.rows[k].end == row.end:
                if mentions.rows[k].start == row.start:
                    form = mentions.canonical[mentions.rows[k].name]
                if mentions.rows[k].start == row.start or row.label == PER:
                    if self.rows[kind].name < 0:
                        self.rows[kind].name = mentions.rows[k].name
                        self.named.append(kind)
                    self.join(kind, _first_of(first, mentions.rows[k].name, kind))
                k += 1
            if form is not None and self.forms[kind] is None:
                self.forms[kind] = form
                self.formed.append(kind)
        return 0

    cdef int join_rows(self, Evidence evidence) except -1:
        """Join spellings of one row of the tables."""
        cdef HashTable first = HashTable()
        cdef int32_t kind, row
        for kind in range(<int32_t>self.count):
            row = evidence.row_of(self.width, self.data, self.rows + kind)
            if row >= 0:
                self.join(kind, _first_of(first, row, kind))
        return 0

    cdef int join_words(self) except -1:
        """Join what has the same words, people apart from others; the weak letters of a person's name may differ."""
        cdef HashTable first = HashTable()
        cdef uint64_t key, bare, strong
        cdef int32_t kind
        cdef int label
        for kind in range(<int32_t>self.count):
            label = self.rows[kind].label
            key = _said(WHOLE, label, self.rows[kind].key)
            if first.find(key) < 0:
                bare = _said(WHOLE, label, self.key_without_clitic(kind))
                if first.find(bare) >= 0:
                    key = bare
            self.join(kind, _first_of(first, key, kind))
            strong = self.strong_key(kind) if label == PER else 0
            if strong:
                self.join(kind, _first_of(first, _said(STRONG_LETTERS, label, strong), kind))
        return 0

    cdef int join_parentheses(self) except -1:
        """Join an entity and the one in parentheses right after it, if they are of one type."""
        cdef Py_ssize_t i
        cdef Span *row
        for i in range(1, self.spans.count):
            row = self.spans.rows + i
            if (row - 1).label == row.label and self._opens((row - 1).end, row.start) and self._closes(row.end):
                self.join(self.of[i - 1], self.of[i])
        return 0

    cdef int join_parts(self, Evidence evidence) except -1:
        """Join a short form and the only longer name of its type that it fits."""
        cdef LongerNames longer = LongerNames(self, evidence)
        cdef HashTable seen = HashTable()
        cdef NameWord *first
        cdef int32_t kind, same
        for kind in range(<int32_t>self.count):
            if not _has_parts(self.rows + kind):
                continue
            same = _first_of(seen, _said(WHOLE, self.rows[kind].label, self.rows[kind].key), kind)
            if same == kind:
                first = self.words + self.rows[kind].word
                same = longer.only_one(kind, first.key, first.letters)
                if same < 0 and has_clitic(first):
                    same = longer.only_one(kind, first.bare, first.letters - 1)
            if same >= 0:
                self.join(kind, same)
        return 0

    cdef bint _opens(self, Py_ssize_t end, Py_ssize_t start) noexcept:
        """Whether between two offsets parentheses open, perhaps with blanks and quotation marks."""
        cdef bint found = False
        cdef Py_ssize_t i
        cdef Py_UCS4 c
        if not 0 < start - end < APART:
            return False
        for i in range(end, start):
            c = self.char_at(i)
            if c == c"(":
                found = True
            elif not (c == c" " or c == c"[" or c == c"'" or c == 0x22 or c == 0xAB or c == 0x201C):
                return False
        return found

    cdef bint _closes(self, Py_ssize_t i) noexcept:
        """Whether brackets or quotation marks close at an offset, perhaps after a blank; so does the end of the text."""
        cdef Py_ssize_t last = min(i + 2, len(self.text))
        cdef Py_UCS4 c
        while i < last and self.char_at(i) == c" ":
            i += 1
        if i == last:
            return True
        c = self.char_at(i)
        return c == c")" or c == c"]" or c == c"'" or c == 0x22 or c == 0xBB or c == 0x201D

    # --- What comes of it --------------------------------------------------------------------------------------------

    cdef list entities(self, int32_t following):
        """A record for each span.

        :param following: the number of the first thing that no aligned name names.
        """
        cdef list found = [None] * self.spans.count, forms = self._canonical_forms(), numbers = self._numbers(following)
        cdef object kind_of_record = Entity, start, end, score
        cdef PyObject *fields[7]
        cdef Py_ssize_t i
        cdef int32_t group
        cdef Span *row
        fields[0] = <PyObject *>self.text
        for i in range(self.spans.count):
            row = self.spans.rows + i
            group = self.group(self.of[i])
            start, end, score = row.start, row.end, row.score
            fields[1], fields[2] = <PyObject *>start, <PyObject *>end
            fields[3], fields[4] = <PyObject *>LABELS[row.label], <PyObject *>score
            fields[5], fields[6] = <PyObject *>forms[group], <PyObject *>numbers[group]
            found[i] = PyObject_Vectorcall(kind_of_record, fields, 7, NULL)
        return found

    cdef list _numbers(self, int32_t following):
        """The number of each group: that of an aligned name, or one after those, in order of appearance."""
        cdef list numbers = [None] * self.count
        cdef int32_t kind, group
        for kind in self.named:
            group = self.group(kind)
            if numbers[group] is None:
                numbers[group] = self.rows[kind].name
        for kind in range(<int32_t>self.count):
            group = self.group(kind)
            if numbers[group] is None:
                numbers[group] = following
                following += 1
        return numbers

    cdef list _canonical_forms(self):
        """The canonical form of each group: of an aligned name, of a table, or the fullest if there are several."""
        cdef list forms = [None] * self.count
        cdef int32_t kind, group
        cdef Kind *full
        for kind in self.formed:
            group = self.group(kind)
            if forms[group] is None:
                forms[group] = self.forms[kind]
        self._find_fullest()
        for kind in range(<int32_t>self.count):
            if self.rows[kind].varied and not forms[kind]:
                full = self.rows + self.rows[kind].fullest
                forms[kind] = self.text[full.start:full.end]
        return [form or None for form in forms]

    cdef void _find_fullest(self) noexcept:
        """Note for each group its fullest form, and whether it has several."""
        cdef int32_t kind
        cdef Kind *first
        for kind in range(<int32_t>self.count):
            first = self.rows + self.group(kind)
            if first.fullest < 0:
                first.fullest = kind
                continue
            first.varied |= self.rows[kind].key != self.rows[first.fullest].key
            if self.is_fuller(self.rows + kind, self.rows + first.fullest):
                first.fullest = kind

# --- Parts of longer names -----------------------------------------------------------------------------------------------

cdef inline bint _has_parts(const Kind *kind) noexcept nogil:
    """Whether a part of a name may stand for it: that of a person or an organization."""
    return (kind.label == PER or kind.label == ORG) and kind.words > 0


cdef uint64_t _backward(const NameWord *words, int32_t count, uint64_t first) noexcept nogil:
    """Key of words from the last to the first, which has another key."""
    cdef uint64_t key = 0
    cdef int32_t k
    for k in range(count - 1, 0, -1):
        key = phrase_extended(key, words[k].key)
    return phrase_extended(key, first)


cdef bint _names_two(const NameWord *words, int32_t count) noexcept nogil:
    """Whether a person's name holds a second person, joined by و."""
    cdef int32_t k
    for k in range(1, count):
        if words[k].first == WAW and words[k].letters >= LONGER:
            return True
    return False


cdef struct Part:           # some words of a longer name
    int32_t kind
    int32_t following       # another part with the same key, -1 for none
    int32_t count           # of the parts with the same key from this one on


cdef struct Fits:
    int32_t group           # that a short form fits, -1 for none
    bint several            # whether it fits another one as well


cdef inline void _note(Fits *fits, int32_t group) noexcept nogil:
    if fits.group < 0:
        fits.group = group
    elif fits.group != group:
        fits.several = True


@cython.final
cdef class LongerNames:
    """People and organizations of several words, by the words that a short form may have of them.

    The time for all short forms grows with the number of words in the names: each looks at the names alone that have its words
    at one end or, of organizations, its first word and the rarest of the others.
    """

    cdef Kinds names
    cdef Evidence evidence
    cdef HashTable last         # the last part with a key
    cdef Part *parts
    cdef Py_ssize_t count, _capacity

    def __cinit__(self, Kinds names not None, Evidence evidence not None):
        cdef int32_t kind
        self.names, self.evidence, self.last = names, evidence, HashTable()
        for kind in range(<int32_t>names.count):
            if _has_parts(names.rows + kind) and names.rows[kind].words > 1:
                self._add_parts(kind)

    def __dealloc__(self):
        PyMem_Free(self.parts)

    cdef int _add_parts(self, int32_t kind) except -1:
        cdef int label = self.names.rows[kind].label
        cdef int32_t count = self.names.rows[kind].words, k
        cdef NameWord *words = self.names.words + self.names.rows[kind].word
        cdef uint64_t key = 0
        if label == PER and _names_two(words, count):
            return 0
        for k in range(count - 1):
            key = phrase_extended(key, words[k].key)
            self._add(_said(BEGINNING, label, key), kind)
        key = 0
        for k in range(count - 1, 0, -1):
            key = phrase_extended(key, words[k].key)
            self._add(_said(ENDING, label, key), kind)
        if label == ORG and count > 2:
            for k in range(1, count):
                self._add(_said(INSIDE, label, phrase_extended(words[0].key, words[k].key)), kind)
        return 0

    cdef int _add(self, uint64_t key, int32_t kind) except -1:
        cdef int32_t last
        if self.count == self._capacity:
            self.parts = <Part *>resized(self.parts, enlarged(self._capacity), sizeof(Part))
            self._capacity = enlarged(self._capacity)
        last = self.last.find(key)
        self.parts[self.count] = Part(kind, last, self.parts[last].count + 1 if last >= 0 else 1)
        self.last.put(key, <int32_t>self.count)
        self.count += 1
        return 0

    cdef int32_t only_one(self, int32_t kind, uint64_t first, int32_t letters) noexcept:
        """The one group of longer names that a short form fits, -1 where there is none, or several. Of several people only
        those with a known first name count.

        :param first: key of the first word of the short form, with or without a letter that may be a clitic.
        :param letters: those of the first word.
        """
        cdef Kind *short = self.names.rows + kind
        cdef NameWord *words = self.names.words + short.word
        cdef Fits fits = Fits(-1, False), given = Fits(-1, False)
        cdef int32_t part
        if short.label == ORG and short.words == 1 and (letters < 3 or self.evidence.heads.find(first) >= 0):
            return -1
        part = self.last.find(_said(BEGINNING, short.label, forward_key(words, short.words, first)))
        self._fit(kind, part, False, &fits, &given)
        part = self.last.find(_said(ENDING, short.label, _backward(words, short.words, first)))
        self._fit(kind, part, False, &fits, &given)
        if short.label == ORG and short.words > 1:
            self._fit(kind, self._rarest(words, short.words, first), True, &fits, &given)
        if short.label == PER and fits.several:
            fits = given
        return -1 if fits.several else fits.group

    cdef int32_t _rarest(self, const NameWord *words, int32_t count, uint64_t first) noexcept:
        """The last part with the first word of a short form and that of the others which the fewest names have; -1 where one is
        in none."""
        cdef int32_t best = -1, part, k
        for k in range(1, count):
            part = self.last.find(_said(INSIDE, ORG, phrase_extended(first, words[k].key)))
            if part < 0:
                return -1
            if best < 0 or self.parts[part].count < self.parts[best].count:
                best = part
        return best

    cdef void _fit(self, int32_t kind, int32_t part, bint inside, Fits *fits, Fits *given) noexcept:
        """Note the groups of the longer names of a part and those that follow it, other than that of the short form.

        :param inside: whether the words of the short form must still be looked for in the longer name.
        """
        cdef int32_t own = self.names.group(kind), group
        cdef Kind *longer
        while part >= 0:
            longer = self.names.rows + self.parts[part].kind
            group = self.names.group(self.parts[part].kind)
            if group != own and (not inside or self._leaves_out(kind, longer)):
                _note(fits, group)
                if self.evidence.given.find(self.names.words[longer.word].key) >= 0:
                    _note(given, group)
            part = self.parts[part].following

    cdef bint _leaves_out(self, int32_t kind, const Kind *longer) noexcept:
        """Whether a longer name with the same first word has the other words of a short form in order, and more."""
        cdef Kind *short = self.names.rows + kind
        cdef NameWord *words = self.names.words + short.word
        cdef NameWord *full = self.names.words + longer.word
        cdef int32_t found = 1, k
        for k in range(1, longer.words):
            if found < short.words and full[k].key == words[found].key:
                found += 1
        return short.words < longer.words and found == short.words
