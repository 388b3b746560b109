# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which runs of Arabic words are linked to which names: candidates as columns, the best without overlap kept."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from libc.stdint cimport int32_t, uint8_t
from libc.stdlib cimport qsort
from libc.string cimport memset

cdef enum:
    FREE, TAKEN, HELD, HELD_FIRST

cdef struct Link:
    double score
    int32_t start
    int32_t end
    int32_t name
    uint8_t weight
    bint translated
    bint idle

cdef struct Rank:
    double score
    int32_t start
    int32_t number
    uint8_t weight
    bint idle


cdef int _compare(const void *a, const void *b) noexcept nogil:
    cdef const Rank *x = <const Rank *>a
    cdef const Rank *y = <const Rank *>b
    if x.weight != y.weight:
        return -1 if x.weight > y.weight else 1
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.start != y.start:
        return -1 if x.start < y.start else 1
    if x.idle != y.idle:
        return -1 if y.idle else 1
    return -1 if x.number < y.number else 1


cdef class Links:
    """Runs of a text that may be mentions of names; ``links[i]`` is ``(start, end, name, score, translated)``.

    An *idle* one is a known spelling of a name whose Latin form the text lacks: it is linked to nothing, but keeps what
    it covers from others.
    """

    cdef Link *_rows
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _room, _size
    cdef uint8_t *_state    # of every character of the text

    def __cinit__(self, str text not None):
        self._size = len(text)
        self._state = <uint8_t *>PyMem_Calloc(self._size + 1, 1)
        if self._state == NULL:
            raise MemoryError()

    def __dealloc__(self):
        PyMem_Free(self._rows)
        PyMem_Free(self._state)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        cdef Link *link
        if not 0 <= i < self.count:
            raise IndexError(i)
        link = self._rows + i
        return link.start, link.end, link.name, link.score, bool(link.translated)

    def add(self, int32_t start, int32_t end, int32_t name, double score, bint translated, int weight, bint idle=False):
        """One more candidate; its number.

        :param weight: words in the run, and more for evidence that outranks.
        """
        cdef void *block
        if not 0 <= start <= end <= self._size:
            raise IndexError(start, end)
        if self.count == self._room:
            self._room += self._room // 2 + 64
            block = PyMem_Realloc(self._rows, self._room * sizeof(Link))
            if block == NULL:
                raise MemoryError()
            self._rows = <Link *>block
        self._rows[self.count] = Link(score, start, end, name, min(weight, 255), translated, idle)
        self.count += 1
        return self.count - 1

    def ends(self, Py_ssize_t most):
        """Where the first candidates end, of which ``most`` are looked at."""
        cdef Py_ssize_t i
        return {self._rows[i].end for i in range(min(most, self.count))}

    def settle(self, key, inside):
        """Numbers of the best candidates that do not overlap, the best first.

        :param key: the key of a name, which decides between candidates that are otherwise equal.
        :param inside: whether runs inside an idle spelling of a name may be linked on their own.
        """
        cdef list kept = []
        cdef dict open_names = {}
        cdef Py_ssize_t i, count = 0
        cdef Link *link
        cdef Rank *ranks = <Rank *>PyMem_Malloc((self.count + 1) * sizeof(Rank))
        if ranks == NULL:
            raise MemoryError()
        try:
            for i in range(self.count):
                link = self._rows + i
                if not link.idle or link.weight > 2 or link.end - link.start > 3:
                    ranks[count] = Rank(link.score, link.start, <int32_t>i, link.weight, link.idle)
                    count += 1
            qsort(ranks, count, sizeof(Rank), _compare)
            self._by_key(ranks, count, key)
            for i in range(count):
                link = self._rows + ranks[i].number
                if not self._free(link.start, link.end):
                    continue
                if not link.idle:
                    memset(self._state + link.start, TAKEN, link.end - link.start)
                    kept.append(ranks[i].number)
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
            while (j < count and ranks[j].weight == ranks[i].weight and ranks[j].score == ranks[i].score
                    and ranks[j].start == ranks[i].start):
                mixed = mixed or self._rows[ranks[j].number].name != self._rows[ranks[i].number].name
                j += 1
            if mixed:
                equal = sorted([
                    (key(self._rows[ranks[k].number].name), bool(ranks[k].idle), ranks[k].number) for k in range(i, j)
                ])
                for k in range(i, j):
                    ranks[k].idle, ranks[k].number = equal[k - i][1], equal[k - i][2]
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
        """Whether a stretch is just what an idle spelling keeps from others."""
        cdef Py_ssize_t i
        if not 0 <= start < end <= self._size or self._state[start] != HELD_FIRST:
            return False
        for i in range(start + 1, end):
            if self._state[i] != HELD:
                return False
        return self._state[end] != HELD
