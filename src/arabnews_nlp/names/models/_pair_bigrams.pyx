# cython: cdivision=True
"""How likely two stretches of letters are as one name: joint bigrams, against letter chances and against the likeliest
name that either stretch could be written as.
"""

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
    # How much more than the cheapest graphone of a letter one may cost that is tried.
    REACH = 4 * SCALE

cdef float NEVER = -1000.0  # log probability of what the model does not know

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
        self.index(0)
        self.index(1)

    def __dealloc__(self):
        free(self.follow)
        free(self.writings[0])
        free(self.writings[1])

    cdef int index(self, int side) except -1:
        """Gathers the graphones by the letters of a side that they write, those that may cost least first; the rest never
        is in a likeliest spelling.
        """
        cdef int i, j, k, letter, n = 0
        cdef list found = [[] for _ in range(ARABIC_LETTERS)]
        cdef list twos = [[] for _ in range(ARABIC_LETTERS * ARABIC_LETTERS)]
        for i in range(ARABIC_LETTERS):
            if side == 0 and self.one_none[i] >= 0:
                found[i].append((self.one_none[i], -1))
            for j in range(LATIN_LETTERS):
                letter = j if side else i
                if side and i == 0 and self.none_one[j] >= 0:
                    found[j].append((self.none_one[j], -1))
                if self.one_one[i][j] >= 0:
                    found[letter].append((self.one_one[i][j], -1))
                for k in range(LATIN_LETTERS):
                    if self.one_two[i][j][k] >= 0:
                        found[letter].append((self.one_two[i][j][k], k if side else -1))
                for k in range(ARABIC_LETTERS):
                    if self.two_one[i][k][j] >= 0:
                        found[letter].append((self.two_one[i][k][j], -1 if side else k))
        self.writings[side] = <Writing *>malloc(sum([len(rows) for rows in found]) * sizeof(Writing) + 1)
        if not self.writings[side]:
            raise MemoryError()
        for letter in range(ARABIC_LETTERS):
            rows = sorted([(self.least(token), token, second) for token, second in found[letter]])
            rows = [row for row in rows if row[0] <= rows[0][0] + REACH]
            for least, token, second in rows:
                if second >= 0:
                    twos[letter * ARABIC_LETTERS + second].append((least, token))
            self.one[side][letter] = n
            n = self.write(side, n, [(least, token) for least, token, second in rows if second < 0])
        self.one[side][ARABIC_LETTERS] = n
        for i in range(ARABIC_LETTERS * ARABIC_LETTERS):
            self.two[side][i] = n
            n = self.write(side, n, twos[i])
        self.two[side][ARABIC_LETTERS * ARABIC_LETTERS] = n
        return 0

    cdef int write(self, int side, int n, list rows) except -1:
        """Puts costs and graphones after the first ``n``; how many there are then."""
        for least, token in rows:
            self.writings[side][n] = Writing(token, least)
            n += 1
        return n

    cdef int32_t least(self, int token) noexcept nogil:
        """Cost of a graphone after the one after which it costs least."""
        cdef int k
        cdef int32_t found = FAR
        for k in range(self.tokens):
            found = min(found, <int32_t>self.follow[k * self.tokens + token])
        return found

    cdef float chance(self, const Name *name, int start, int end) noexcept nogil:
        cdef float total = self.latin_end if name.side == 1 else self.arabic_end
        cdef int i
        for i in range(start, end):
            total += self.latin_chance[name.letters[i]] if name.side == 1 else self.arabic_chance[name.letters[i]]
        return total

    cdef float best(self, const Name *name, int start, int end) noexcept nogil:
        """Log probability of a stretch with the likeliest spelling that the other script has for it (by few ways)."""
        cdef Place places[SIZE + 1]
        cdef const Writing *writings = self.writings[name.side]
        cdef const int32_t *one = self.one[name.side]
        cdef const int32_t *two = self.two[name.side]
        cdef const uint8_t *x = name.letters + start
        cdef int i, pair, n = end - start
        places[0] = self.beginning()
        for i in range(1, n + 1):
            places[i] = self.nowhere()
        for i in range(n):
            self.spread(places + i, places + i + 1, writings + one[x[i]], writings + one[x[i] + 1])
            if i + 1 < n:
                pair = x[i] * ARABIC_LETTERS + x[i + 1]
                self.spread(places + i, places + i + 2, writings + two[pair], writings + two[pair + 1])
        return self.cheapest(places + n)

    cdef inline void spread(
        self, const Place *here, Place *there, const Writing *writing, const Writing *last
    ) noexcept nogil:
        """Continues the ways of one place to another by graphones, as long as one may be among the cheapest there."""
        cdef int32_t cheapest = min(here.cost[0], here.cost[1])
        if here.cost[0] > FAR:
            return
        while writing < last and cheapest + writing.least < max(there.cost[0], there.cost[1]):
            self.move(here, there, writing.token)
            writing += 1

    cdef float joint(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Log probability of two stretches as one name, by the best cut near the diagonal; ``NEVER`` where none is."""
        cdef Place places[(SIZE + 1) * (SIZE + 1)]
        cdef Place *here
        cdef int i, j, k, na = a1 - a0, nl = l1 - l0, columns = nl + 1
        cdef Place nowhere = self.nowhere()
        cdef int band = max(na, nl) * 3 + na * nl // 4
        cdef const uint8_t *x = a.letters + a0
        cdef const uint8_t *y = l.letters + l0
        if not na or not nl:
            return NEVER
        places[0] = self.beginning()
        for i in range(1, (na + 1) * columns):
            places[i] = nowhere
        for i in range(na + 1):
            for j in range(columns):
                here = places + i * columns + j
                if here.cost[0] > FAR:
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
        return self.cheapest(places + na * columns + nl)

    cdef inline Place nowhere(self) noexcept nogil:
        """A place to which no way has come yet."""
        cdef Place place
        place.cost[0], place.cost[1] = FAR + 1, FAR
        place.after[0] = place.after[1] = self.follow
        return place

    cdef inline Place beginning(self) noexcept nogil:
        cdef Place place = self.nowhere()
        place.cost[0] = 0
        return place

    cdef inline float cheapest(self, const Place *place) noexcept nogil:
        """Log probability of the likeliest way that ends at a place; ``NEVER`` where none comes."""
        cdef int32_t cost = min(place.cost[0] + place.after[0][1], place.cost[1] + place.after[1][1])
        return NEVER if cost >= FAR else -<float>cost / SCALE

    cdef inline void move(self, const Place *here, Place *there, int token) noexcept nogil:
        """Continues the ways of one place to another by a graphone; the way with the dearest cost makes room."""
        cdef int worst = 0 if there.cost[0] > there.cost[1] else 1
        cdef int32_t cost
        if token < 0:
            return
        cost = min(here.cost[0] + here.after[0][token], here.cost[1] + here.after[1][token])
        if cost < there.cost[worst]:
            there.cost[worst] = cost
            there.after[worst] = self.follow + token * self.tokens
