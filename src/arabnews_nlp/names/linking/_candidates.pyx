"""Which runs of Arabic words are linked to which names: candidates as columns, the best without overlap kept."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memset

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._latin_mentions cimport LatinMentions
from arabnews_nlp.names._latin_names cimport LatinNames

cdef extern from "Python.h":
    object PyObject_Vectorcall(object callable, PyObject **args, size_t count, PyObject *names)

cdef enum:
    # Most characters from the end of a link to a name that it stands right before.
    NEAR = 4

cdef enum:
    FREE, TAKEN, HELD, HELD_FIRST


cdef int _compare(const void *a, const void *b) noexcept nogil:
    cdef const Rank *x = <const Rank *>a
    cdef const Rank *y = <const Rank *>b
    if x.priority != y.priority:
        return -1 if x.priority > y.priority else 1
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.start != y.start:
        return -1 if x.start < y.start else 1
    if x.blocking != y.blocking:
        return -1 if y.blocking else 1
    return -1 if x.number < y.number else 1


cdef struct Row:
    # A mention of a name.
    int32_t start
    int32_t end
    int32_t number      # of the occurrence in Latin script
    Candidate *link          # NULL for such


cdef int _in_order(const void *a, const void *b) noexcept nogil:
    """By the start, Latin script first, in the order of its occurrences; the links by all they say."""
    cdef const Row *x = <const Row *>a
    cdef const Row *y = <const Row *>b
    if x.start != y.start:
        return -1 if x.start < y.start else 1
    if x.link == NULL or y.link == NULL:
        if x.link != NULL or y.link != NULL:
            return -1 if x.link == NULL else 1
        return -1 if x.number < y.number else 1
    if x.end != y.end:
        return -1 if x.end < y.end else 1
    if x.link.name != y.link.name:
        return -1 if x.link.name < y.link.name else 1
    if x.link.score != y.link.score:
        return -1 if x.link.score < y.link.score else 1
    return <int>x.link.translated - <int>y.link.translated


cdef class Candidates:
    """Runs of a text that may be mentions of names; ``links[i]`` is ``(start, end, name, score, translated)``.

    A *blocking* one is a known spelling of a name whose Latin form the text lacks: it is linked to nothing, but keeps what
    it covers from others.
    """

    def __cinit__(self, str text not None):
        self.text = text
        self._size = len(text)
        self._state = <uint8_t *>PyMem_Calloc(self._size + 1, 1)
        if self._state == NULL:
            raise MemoryError()

    def __dealloc__(self):
        PyMem_Free(self.rows)
        PyMem_Free(self._state)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        cdef Candidate *link
        if not 0 <= i < self.count:
            raise IndexError(i)
        link = self.rows + i
        return link.start, link.end, link.name, link.score, bool(link.translated)

    def span(self, Py_ssize_t i):
        """``(start, end)`` of a candidate."""
        cdef Candidate *link = self.rows + self._checked(i)
        return link.start, link.end

    def is_translated(self, Py_ssize_t i):
        """Whether a candidate is a translation, not a spelling by sound."""
        return bool(self.rows[self._checked(i)].translated)

    cpdef Py_ssize_t add(
        self, int32_t start, int32_t end, int32_t name, double score, bint translated, int priority, bint blocking=False
    ) except -1:
        """One more candidate; its number.

        :param priority: words in the run, and more for evidence that outranks.
        """
        if not 0 <= start <= end <= self._size:
            raise IndexError(start, end)
        if self.count == self._room:
            self.rows = <Candidate *>resized(self.rows, enlarged(self._room), sizeof(Candidate))
            self._room = enlarged(self._room)
        self.rows[self.count] = Candidate(score, start, end, name, min(priority, 255), translated, blocking)
        self.count += 1
        return self.count - 1

    def close(self, LatinMentions mentions not None):
        """Keep the Latin names of the text from being linked: a digit may stand in one and in a run of Arabic words."""
        cdef Py_ssize_t i
        for i in range(mentions.count):
            if not 0 <= mentions.rows[i].start <= mentions.rows[i].end <= self._size:
                raise IndexError(i)
            memset(self._state + mentions.rows[i].start, TAKEN, mentions.rows[i].end - mentions.rows[i].start)

    def any_translated(self, numbers):
        """Whether one of these links is a translation."""
        cdef Py_ssize_t number
        for number in numbers:
            if self.rows[self._checked(number)].translated:
                return True
        return False

    def mentions(self, make, LatinNames names not None, Py_ssize_t name, added, dict kinds not None, numbers):
        """Records of a name's mentions, ``make(text, start, end, kind, script, score)``, in order of their starts.

        :param name: the Latin name whose occurrences, which are in order, are mentions; -1 for none.
        :param added: spans of more mentions in Latin script.
        :param kinds: the kind of each of its spellings there.
        :param numbers: its links.
        """
        cdef Py_ssize_t i = 0, number, count = len(added) + len(numbers)
        cdef int32_t run = names.rows[names._checked(name)].first if name >= 0 else -1, latin = 0
        cdef list made = []
        cdef Row *rows = <Row *>PyMem_Malloc((count + 1) * sizeof(Row))
        cdef Row own
        cdef Row *row
        cdef Candidate *link
        cdef object only = next(iter(kinds.values())) if len(set(kinds.values())) == 1 else None
        cdef object start, end, kind, script, score, whole = 1.0
        cdef PyObject *args[6]
        if rows == NULL:
            raise MemoryError()
        try:
            for start, end in added:
                rows[latin] = Row(start, end, latin, NULL)
                latin += 1
            for number in numbers:
                link = self.rows + self._checked(number)
                rows[latin] = Row(link.start, link.end, 0, link)
                latin += 1
            qsort(rows, count, sizeof(Row), _in_order)
            args[0] = <PyObject *>self.text
            while run >= 0 or i < count:
                if run >= 0 and (i == count or names.mentions.rows[run].start <= rows[i].start):
                    own = Row(names.mentions.rows[run].start, names.mentions.rows[run].end, 0, NULL)
                    row = &own
                    run = names.following[run]
                else:
                    row = rows + i
                    i += 1
                start, end, score = row.start, row.end, whole
                if row.link == NULL:
                    kind, script = kinds[self.text[row.start : row.end]] if only is None else only, "latin"
                else:
                    kind, script = "translation" if row.link.translated else "transliteration", "arabic"
                    if row.link.score != 1.0:
                        score = round(row.link.score, 3)
                args[1], args[2], args[3] = <PyObject *>start, <PyObject *>end, <PyObject *>kind
                args[4], args[5] = <PyObject *>script, <PyObject *>score
                made.append(PyObject_Vectorcall(make, args, 6, NULL))
        finally:
            PyMem_Free(rows)
        return tuple(made)

    cdef Py_ssize_t _checked(self, Py_ssize_t number) except -1:
        if not 0 <= number < self.count:
            raise IndexError(number)
        return number

    def right_before(self, numbers, list spans not None):
        """Place in ``numbers`` of the link that stands right before the first span that has one there, -1 for none.

        Translations do not count; of links that end at one place the last counts.
        """
        cdef HashTable ends = HashTable()
        cdef Py_ssize_t place, number, start, end
        cdef int32_t found
        for place, number in enumerate(numbers):
            if not self.rows[self._checked(number)].translated:
                ends.put(self.rows[number].end, <int32_t>place)
        if not ends.count:
            return -1
        for start, end in spans:
            for end in range(start - 1, start - NEAR - 1, -1):
                found = ends.find(<uint64_t>end)
                if found >= 0:
                    return found
        return -1

    def ends(self, Py_ssize_t most):
        """Where the first candidates end, of which ``most`` are looked at."""
        cdef Py_ssize_t i
        return {self.rows[i].end for i in range(min(most, self.count))}

    def select_non_overlapping(self, key, inside):
        """Numbers of the best candidates that do not overlap, by their names, the best first.

        :param key: the key of a name, which decides between candidates that are otherwise equal.
        :param inside: whether runs inside an blocking spelling of a name may be linked on their own.
        """
        cdef dict kept = {}
        cdef dict open_names = {}
        cdef Py_ssize_t i, count = 0
        cdef Candidate *link
        cdef Rank *ranks = <Rank *>PyMem_Malloc((self.count + 1) * sizeof(Rank))
        if ranks == NULL:
            raise MemoryError()
        try:
            for i in range(self.count):
                link = self.rows + i
                if not link.blocking or link.priority > 2 or link.end - link.start > 3:
                    ranks[count] = Rank(link.score, link.start, <int32_t>i, link.priority, link.blocking)
                    count += 1
            qsort(ranks, count, sizeof(Rank), _compare)
            self._by_key(ranks, count, key)
            for i in range(count):
                link = self.rows + ranks[i].number
                if not self._free(link.start, link.end):
                    continue
                if not link.blocking:
                    memset(self._state + link.start, TAKEN, link.end - link.start)
                    (<list>kept.setdefault(link.name, [])).append(ranks[i].number)
                    continue
                if link.name not in open_names:
                    open_names[link.name] = inside(link.name)
                if not open_names[link.name] and link.end > link.start:
                    memset(self._state + link.start, HELD, link.end - link.start)
                    self._state[link.start] = HELD_FIRST
        finally:
            PyMem_Free(ranks)
        return kept

    cdef int _by_key(self, Rank *ranks, Py_ssize_t count, key) except -1:
        """Put those that are equal but for their names in the order of the keys of the names."""
        cdef Py_ssize_t i = 0, j, k
        cdef list equal
        cdef bint mixed
        while i < count:
            j = i + 1
            mixed = False
            while (j < count and ranks[j].priority == ranks[i].priority and ranks[j].score == ranks[i].score
                    and ranks[j].start == ranks[i].start):
                mixed = mixed or self.rows[ranks[j].number].name != self.rows[ranks[i].number].name
                j += 1
            if mixed:
                equal = sorted([
                    (key(self.rows[ranks[k].number].name), bool(ranks[k].blocking), ranks[k].number) for k in range(i, j)
                ])
                for k in range(i, j):
                    ranks[k].blocking, ranks[k].number = equal[k - i][1], equal[k - i][2]
            i = j
        return 0

    cdef bint _free(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        cdef Py_ssize_t i
        for i in range(start, end):
            if self._state[i]:
                return False
        return True

    def take(self, Py_ssize_t start, Py_ssize_t end):
        """Take a stretch of the text if all of it is free."""
        if not 0 <= start <= end <= self._size:
            raise IndexError(start, end)
        if not self._free(start, end):
            return False
        memset(self._state + start, TAKEN, end - start)
        return True

    def held(self, Py_ssize_t start, Py_ssize_t end):
        """Whether a stretch is just what a blocking spelling keeps from others."""
        cdef Py_ssize_t i
        if not 0 <= start < end <= self._size or self._state[start] != HELD_FIRST:
            return False
        for i in range(start + 1, end):
            if self._state[i] != HELD:
                return False
        return self._state[end] != HELD
