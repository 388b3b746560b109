# cython: cdivision=True
"""How much likelier two stretches of letters are as one name than as two: joint bigrams against letter chances."""

from libc.stdint cimport int16_t, int32_t, uint16_t, uint8_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from arabnews_nlp.names.models._folded_names cimport BASE, SIZE
from arabnews_nlp.names.models._graphone_trie cimport GraphoneTrie

from arabnews_nlp.errors import ModelFormatError

cdef enum:
    SCALE = 256
    DEAREST = 30000
    FAR = 1 << 29


cdef class PairBigrams:
    """The joint model of matching.

    :param joint: joint bigrams over folded letters.
    :param chances: log probability of each Latin letter (26), each Arabic letter (48) and of the end of each, as floats.
    :raises ModelFormatError: bytes of another length or layout.
    """

    def __cinit__(self, bytes joint not None, bytes chances not None):
        cdef int i, j, k
        cdef uint16_t a[2]
        cdef uint16_t l[2]
        if len(chances) != (LATIN_LETTERS + ARABIC_LETTERS + 2) * 4:
            raise ModelFormatError("matching model: chances of another number")
        cdef GraphoneTrie model = GraphoneTrie(joint)
        cdef int32_t after
        cdef float cost
        if model.widest_arabic > 2 or model.widest_latin > 2 or model.order != 2 or model.tokens > 4096:
            raise ModelFormatError("matching model: not bigrams of graphones of at most two letters")
        self.tokens = <int>model.tokens
        self.follow = <int16_t *>malloc(<Py_ssize_t>self.tokens * self.tokens * 2)
        if not self.follow:
            raise MemoryError()
        for i in range(self.tokens):
            for j in range(self.tokens):
                cost = -SCALE * model.step(model.state[i + 1], j, &after)
                self.follow[i * self.tokens + j] = <int16_t>(DEAREST if cost > DEAREST else cost)
        cdef const float *p = <const float *><const char *>chances
        memcpy(self.latin_chance, p, LATIN_LETTERS * 4)
        memcpy(self.arabic_chance, p + LATIN_LETTERS, ARABIC_LETTERS * 4)
        self.latin_end, self.arabic_end = p[LATIN_LETTERS + ARABIC_LETTERS], p[LATIN_LETTERS + ARABIC_LETTERS + 1]
        for i in range(ARABIC_LETTERS):
            a[0] = <uint16_t>(BASE + i)
            self.one_none[i] = model.find_pair(a, 1, l, 0)
            for j in range(LATIN_LETTERS):
                l[0] = <uint16_t>(97 + j)
                self.one_one[i][j] = model.find_pair(a, 1, l, 1)
                if i == 0:
                    self.none_one[j] = model.find_pair(a, 0, l, 1)
                for k in range(LATIN_LETTERS):
                    l[1] = <uint16_t>(97 + k)
                    self.one_two[i][j][k] = model.find_pair(a, 1, l, 2)
                for k in range(ARABIC_LETTERS):
                    a[1] = <uint16_t>(BASE + k)
                    self.two_one[i][k][j] = model.find_pair(a, 2, l, 1)

    def __dealloc__(self):
        free(self.follow)

    cdef float chance(self, const Name *name, int start, int end) noexcept nogil:
        cdef float total = self.latin_end if name.side == 1 else self.arabic_end
        cdef int i
        for i in range(start, end):
            total += self.latin_chance[name.letters[i]] if name.side == 1 else self.arabic_chance[name.letters[i]]
        return total

    cdef float log_ratio(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Log of how much likelier two stretches are as one name than as two: best cut, near the diagonal."""
        cdef Place places[(SIZE + 1) * (SIZE + 1)]
        cdef Place *here
        cdef int i, j, k, na = a1 - a0, nl = l1 - l0, columns = nl + 1
        cdef int band = max(na, nl) * 3 + na * nl // 4
        cdef const uint8_t *x = a.letters + a0
        cdef const uint8_t *y = l.letters + l0
        cdef int32_t cost, best = FAR
        if not na or not nl:
            return -30.0
        for i in range((na + 1) * columns):
            places[i].count = 0
        places[0].count = 1
        places[0].last[0] = 0
        places[0].cost[0] = 0
        for i in range(na + 1):
            for j in range(columns):
                here = places + i * columns + j
                if not here.count:
                    continue
                k = i * nl - j * na
                if k > band or k < -band:
                    continue
                if i < na:
                    self.move(here, here + columns, self.one_none[x[i]])
                    if j < nl:
                        self.move(here, here + columns + 1, self.one_one[x[i]][y[j]])
                        if j + 1 < nl:
                            self.move(here, here + columns + 2, self.one_two[x[i]][y[j]][y[j + 1]])
                        if i + 1 < na:
                            self.move(here, here + 2 * columns + 1, self.two_one[x[i]][x[i + 1]][y[j]])
                if j < nl:
                    self.move(here, here + 1, self.none_one[y[j]])
        here = places + na * columns + nl
        for k in range(here.count):
            cost = here.cost[k] + self.follow[here.last[k] * self.tokens + 1]
            if cost < best:
                best = cost
        if best == FAR:
            return -30.0
        return -<float>best / SCALE - self.chance(a, a0, a1) - self.chance(l, l0, l1)

    cdef inline void move(self, Place *here, Place *there, int token) noexcept nogil:
        """Continues the ways of one place to another by a graphone; the way with the dearest cost makes room."""
        cdef int k, worst
        cdef int32_t cost = FAR, other
        if token < 0:
            return
        for k in range(here.count):
            other = here.cost[k] + self.follow[here.last[k] * self.tokens + token]
            if other < cost:
                cost = other
        if there.count < KEPT:
            worst = there.count
            there.count += 1
        else:
            worst = 0 if there.cost[0] > there.cost[1] else 1
            if cost >= there.cost[worst]:
                return
        there.cost[worst] = cost
        there.last[worst] = <int16_t>token
