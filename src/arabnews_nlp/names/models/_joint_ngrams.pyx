# cython: cdivision=True
"""Joint n-grams over graphones: pairs of an Arabic and a Latin letter group that stand for each other (م/ma, ش/sh).

A name pair is a sequence of graphones; its probability is the sum over all ways to cut it. The model is a trie of
n-grams with back-off (Kneser-Ney, 8-bit logarithms), read from bytes into C tables; decoding and scoring hold no lock.
"""

from libc.math cimport expf, log1pf
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t, uint8_t
from libc.stdlib cimport calloc, free, malloc, qsort, realloc
from libc.string cimport memcpy, memset

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.models._section_reader cimport SectionReader

from arabnews_nlp.errors import ModelFormatError

cdef enum:
    START = 0
    STOP = 1
    SIDE = 4
    STATES = 24
    ROOM = 16384

cdef float NEVER = -1e30


cdef struct Hypothesis:
    float score
    int32_t state
    int32_t back
    uint16_t token
    uint8_t added
    uint64_t output


cdef struct Cell:
    int count
    float best
    int32_t state[STATES]
    float score[STATES]


cdef inline float logaddexp(float a, float b) noexcept nogil:
    if a < b:
        a, b = b, a
    if b - a < -16.0:
        return a
    return a + log1pf(expf(b - a))


cdef inline uint64_t mix(uint64_t key, uint64_t c) noexcept nogil:
    return (key ^ (c + 1)) * <uint64_t>0x9E3779B97F4A7C15 ^ (key >> 29)


cdef inline uint64_t side_hash(const uint16_t *letters, int n) noexcept nogil:
    cdef uint64_t key = 0x51ED270B
    cdef int i
    for i in range(n):
        key = mix(key, letters[i])
    return key | 1


cdef inline uint64_t pair_hash(const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil:
    cdef uint64_t key = 0xC2B2AE35
    cdef int i
    for i in range(na):
        key = mix(key, a[i])
    key = mix(key, 0)
    for i in range(nl):
        key = mix(key, l[i])
    return key | 1


cdef int better(const void *a, const void *b) noexcept nogil:
    cdef Hypothesis *x = <Hypothesis *>a
    cdef Hypothesis *y = <Hypothesis *>b
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.output != y.output:
        return -1 if x.output < y.output else 1
    return (x.state > y.state) - (x.state < y.state)


cdef class Graphones:
    """A joint n-gram model, read from the bytes that the training script writes.

    :raises ModelFormatError: bytes of another length or layout.
    """

    def __cinit__(self, bytes data not None):
        cdef SectionReader r = SectionReader(data, "graphone model")
        cdef Py_ssize_t i, letters, at
        cdef int32_t n, s, t
        cdef const uint8_t *counts
        cdef uint16_t count
        self.order, self.tokens = r.number(1, 19), r.number(2, 65534)
        self.nodes = r.number(<uint32_t>self.tokens + 1, (1 << 26) - 1)
        letters = r.number(0, (1 << 20) - 1)
        if r.left() != self.tokens * 2 + letters * 2 + 2048 + self.nodes * 6:
            raise ModelFormatError("graphone model: truncated, or longer than its header says")
        self.size_a = <uint8_t *>malloc(self.tokens)
        self.size_l = <uint8_t *>malloc(self.tokens)
        self.at = <uint32_t *>malloc(self.tokens * 4)
        self.letters = <uint16_t *>malloc(letters * 2 + 2)
        self.token = <uint16_t *>malloc(self.nodes * 2)
        self.prob = <uint8_t *>malloc(self.nodes)
        self.backoff = <uint8_t *>malloc(self.nodes)
        self.child = <int32_t *>malloc((self.nodes + 1) * 4)
        self.suffix = <int32_t *>calloc(self.nodes, 4)
        self.state = <int32_t *>calloc(self.nodes, 4)
        if (not self.size_a or not self.size_l or not self.at or not self.letters or not self.token or not self.prob
                or not self.backoff or not self.child or not self.suffix or not self.state):
            raise MemoryError()
        r.copy(self.size_a, self.tokens)
        r.copy(self.size_l, self.tokens)
        r.copy(self.letters, letters * 2)
        r.copy(self.probs, sizeof(self.probs))
        r.copy(self.backoffs, sizeof(self.backoffs))
        r.copy(self.token, self.nodes * 2)
        r.copy(self.prob, self.nodes)
        r.copy(self.backoff, self.nodes)
        counts = r.take(self.nodes * 2)     # of children
        r.close()
        at = 0
        for i in range(self.tokens):
            self.at[i] = <uint32_t>at
            at += self.size_a[i] + self.size_l[i]
            if self.size_a[i] > SIDE or self.size_l[i] > SIDE or (i > STOP and not self.size_a[i] + self.size_l[i]):
                raise ModelFormatError("graphone model: a graphone of impossible size")
            self.widest_arabic = max(self.widest_arabic, self.size_a[i])
            self.widest_latin = max(self.widest_latin, self.size_l[i])
        if at != letters:
            raise ModelFormatError("graphone model: graphones and letters do not agree")
        at = 1
        for i in range(self.nodes):
            memcpy(&count, counts + i * 2, 2)
            self.child[i] = <int32_t>min(at, self.nodes)
            at += count
        self.child[self.nodes] = <int32_t>self.nodes
        if at != self.nodes or self.child[1] != self.tokens + 1:
            raise ModelFormatError("graphone model: the trie does not close")
        for i in range(1, self.nodes):
            if self.token[i] >= self.tokens or self.child[i] <= i:
                raise ModelFormatError("graphone model: an unknown graphone in the trie")
        for n in range(self.nodes):
            for t in range(self.child[n], self.child[n + 1]):
                if n == 0:
                    if self.token[t] != t - 1:
                        raise ModelFormatError("graphone model: unigrams out of order")
                    continue
                s = self.suffix[n]
                while s and self.find(s, self.token[t]) < 0:
                    s = self.suffix[s]
                self.suffix[t] = self.find(s, self.token[t])
        for n in range(self.nodes):
            s = n
            while s and self.child[s] == self.child[s + 1]:
                s = self.suffix[s]
            self.state[n] = s
        self.index_pairs()
        self.index_side(ARABIC_SIDE)
        self.index_side(LATIN_SIDE)

    def __dealloc__(self):
        cdef int side
        free(self.size_a)
        free(self.size_l)
        free(self.at)
        free(self.letters)
        free(self.token)
        free(self.prob)
        free(self.backoff)
        free(self.child)
        free(self.suffix)
        free(self.state)
        free(self.pair_key)
        free(self.pair_token)
        for side in range(2):
            free(self.side_key[side])
            free(self.side_first[side])
            free(self.side_token[side])

    cdef int index_pairs(self) except -1:
        cdef uint64_t slots = 64, key, slot
        cdef int32_t t
        cdef uint16_t *a
        while slots < <uint64_t>self.tokens * 3:
            slots *= 2
        self.pair_mask = slots - 1
        self.pair_key = <uint64_t *>calloc(slots, 8)
        self.pair_token = <int32_t *>calloc(slots, 4)
        if not self.pair_key or not self.pair_token:
            raise MemoryError()
        for t in range(STOP + 1, self.tokens):
            a = self.letters + self.at[t]
            key = pair_hash(a, self.size_a[t], a + self.size_a[t], self.size_l[t])
            slot = key >> 20 & self.pair_mask
            while self.pair_key[slot]:
                slot = slot + 1 & self.pair_mask
            self.pair_key[slot] = key
            self.pair_token[slot] = t
        return 0

    cdef int index_side(self, int side) except -1:
        """Tokens grouped by their letters on one side, each group a stretch of ``side_token`` that -1 closes."""
        cdef uint64_t slots = 64, slot
        cdef int32_t t
        cdef Py_ssize_t at = 0
        cdef dict groups = {}
        while slots < <uint64_t>self.tokens * 3:
            slots *= 2
        for t in range(STOP + 1, self.tokens):
            groups.setdefault(self.one_side(t, side), []).append(t)
        self.side_mask[side] = slots - 1
        self.side_key[side] = <uint64_t *>calloc(slots, 8)
        self.side_first[side] = <int32_t *>calloc(slots, 4)
        self.side_token[side] = <int32_t *>malloc((self.tokens + len(groups)) * 4)
        if not self.side_key[side] or not self.side_first[side] or not self.side_token[side]:
            raise MemoryError()
        for key, members in groups.items():
            slot = <uint64_t>key >> 20 & self.side_mask[side]
            while self.side_key[side][slot]:
                slot = slot + 1 & self.side_mask[side]
            self.side_key[side][slot] = key
            self.side_first[side][slot] = <int32_t>at
            for t in members:
                self.side_token[side][at] = t
                at += 1
            self.side_token[side][at] = -1
            at += 1
        return 0

    cdef uint64_t one_side(self, int32_t t, int side):
        cdef uint16_t *a = self.letters + self.at[t]
        if side == ARABIC_SIDE:
            return side_hash(a, self.size_a[t])
        return side_hash(a + self.size_a[t], self.size_l[t])

    cdef int32_t find(self, int32_t node, int32_t token) noexcept nogil:
        """Child of a node, -1 where it has none for this token."""
        cdef int32_t low = self.child[node], high = self.child[node + 1], middle
        if node == 0:
            return token + 1
        while low < high:
            middle = (low + high) >> 1
            if self.token[middle] < token:
                low = middle + 1
            else:
                high = middle
        return low if low < self.child[node + 1] and self.token[low] == token else -1

    cdef float step(self, int32_t state, int32_t token, int32_t *after) noexcept nogil:
        """Log probability of a token after a state, and the state it leads to."""
        cdef float total = 0
        cdef int32_t found = self.find(state, token)
        while found < 0:
            total += self.backoffs[self.backoff[state]]
            state = self.suffix[state]
            found = self.find(state, token)
        after[0] = self.state[found]
        return total + self.probs[self.prob[found]]

    cdef int32_t find_pair(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil:
        cdef uint64_t key = pair_hash(a, na, l, nl)
        cdef uint64_t slot = key >> 20 & self.pair_mask
        while self.pair_key[slot]:
            if self.pair_key[slot] == key:
                return self.pair_token[slot]
            slot = slot + 1 & self.pair_mask
        return -1

    cdef const int32_t *find_side(self, int side, const uint16_t *letters, int n) noexcept nogil:
        cdef uint64_t key = side_hash(letters, n)
        cdef uint64_t slot = key >> 20 & self.side_mask[side]
        while self.side_key[side][slot]:
            if self.side_key[side][slot] == key:
                return self.side_token[side] + self.side_first[side][slot]
            slot = slot + 1 & self.side_mask[side]
        return NULL

    cdef float pair_score(self, const uint16_t *a, int na, const uint16_t *l, int nl, int kept, float width,
                          bint total) noexcept nogil:
        """Log probability of a pair: the sum over its cuts, or the best cut alone; ``NEVER`` where none is known.

        Each cell keeps ``kept`` states within ``width`` of its best one.
        """
        cdef Cell *cells
        cdef Cell *cell
        cdef Cell *target
        cdef int i, j, p, q, k, m, low, columns = nl + 1
        cdef int32_t token, after
        cdef float score, floor, result = NEVER
        if na > LONGEST or nl > LONGEST:
            return NEVER
        if kept > STATES:
            kept = STATES
        cells = <Cell *>malloc((na + 1) * columns * sizeof(Cell))
        if not cells:
            return NEVER
        for i in range((na + 1) * columns):
            cells[i].count = 0
            cells[i].best = NEVER
        cells[0].count = 1
        cells[0].best = 0
        cells[0].state[0] = self.state[START + 1]
        cells[0].score[0] = 0
        for i in range(na + 1):
            for j in range(columns):
                cell = cells + i * columns + j
                if not cell.count:
                    continue
                floor = cell.best - width
                for p in range(min(self.widest_arabic, na - i) + 1):
                    for q in range(min(self.widest_latin, nl - j) + 1):
                        if p + q == 0:
                            continue
                        token = self.find_pair(a + i, p, l + j, q)
                        if token < 0:
                            continue
                        target = cells + (i + p) * columns + j + q
                        for k in range(cell.count):
                            if cell.score[k] < floor:
                                continue
                            score = cell.score[k] + self.step(cell.state[k], token, &after)
                            if score < target.best - width:
                                continue
                            low = 0
                            for m in range(target.count):
                                if target.state[m] == after:
                                    break
                                if target.score[m] < target.score[low]:
                                    low = m
                            else:
                                m = target.count
                            if m < target.count:
                                if total:
                                    target.score[m] = logaddexp(target.score[m], score)
                                elif score > target.score[m]:
                                    target.score[m] = score
                            elif target.count < kept:
                                target.state[m] = after
                                target.score[m] = score
                                target.count += 1
                            elif score > target.score[low]:
                                m = low
                                target.state[m] = after
                                target.score[m] = score
                            else:
                                continue
                            if target.score[m] > target.best:
                                target.best = target.score[m]
        cell = cells + na * columns + nl
        for k in range(cell.count):
            score = cell.score[k] + self.step(cell.state[k], STOP, &after)
            result = logaddexp(result, score) if total else max(result, score)
        free(cells)
        return result

    def score(self, str arabic not None, str latin not None):
        """Log probability of the pair, summed over all its cuts; -1e30 where the model knows none."""
        cdef uint16_t a[LONGEST + 1]
        cdef uint16_t l[LONGEST + 1]
        cdef int na = units(arabic, a), nl = units(latin, l)
        cdef float result
        with nogil:
            result = self.pair_score(a, na, l, nl, STATES, 12.0, True)
        return result

    def decode(self, str source not None, int side, int n=5, int beam=96):
        """The ``n`` best counterparts of ``source``, which is Arabic (side 0) or Latin (side 1), with log probability.

        Only the first 63 letters are read; one letter the model does not know makes the list empty.
        """
        cdef uint16_t letters[LONGEST + 1]
        cdef int length = units(source, letters)
        cdef Search search = Search(self, side, beam)
        with nogil:
            search.run(letters, length)
        return search.best(n)

    cdef str written(self, list tokens, int side):
        cdef int32_t t
        cdef int i
        cdef list out = []
        for t in tokens:
            for i in range(self.size_a[t]) if side == ARABIC_SIDE else range(
                self.size_a[t], self.size_a[t] + self.size_l[t]
            ):
                out.append(chr(self.letters[self.at[t] + i]))
        return "".join(out)

    def cut(self, str arabic not None, str latin not None):
        """The likeliest graphones of a pair, each by its own probability, as (arabic, latin); empty where none fit."""
        cdef uint16_t a[LONGEST + 1]
        cdef uint16_t l[LONGEST + 1]
        cdef int na = units(arabic, a), nl = units(latin, l), i, j, p, q, columns = nl + 1
        cdef Py_ssize_t places = (na + 1) * columns
        cdef int32_t token
        cdef float score
        cdef float *best = <float *>malloc(places * sizeof(float))
        cdef int32_t *last = <int32_t *>malloc(places * 4)
        cdef list found = []
        try:
            if not best or not last:
                raise MemoryError()
            for i in range(<int>places):
                best[i] = NEVER
            best[0] = 0
            for i in range(na + 1):
                for j in range(columns):
                    if best[i * columns + j] == NEVER:
                        continue
                    for p in range(min(self.widest_arabic, na - i) + 1):
                        for q in range(min(self.widest_latin, nl - j) + 1):
                            token = self.find_pair(a + i, p, l + j, q) if p + q else -1
                            if token < 0:
                                continue
                            score = best[i * columns + j] + self.probs[self.prob[token + 1]]
                            if score > best[(i + p) * columns + j + q]:
                                best[(i + p) * columns + j + q] = score
                                last[(i + p) * columns + j + q] = token
            i, j = na, nl
            while i + j and best[places - 1] != NEVER:
                token = last[i * columns + j]
                i -= self.size_a[token]
                j -= self.size_l[token]
                found.append((self.written([token], ARABIC_SIDE), self.written([token], LATIN_SIDE)))
            found.reverse()
            return found
        finally:
            free(best)
            free(last)

    def graphones(self):
        """Every graphone, as (arabic, latin)."""
        return [(self.written([t], ARABIC_SIDE), self.written([t], LATIN_SIDE)) for t in range(STOP + 1, self.tokens)]


cdef int units(str text, uint16_t *out) noexcept:
    """The first 63 characters as 16-bit units; one outside the plane becomes U+FFFF, which no model knows."""
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef int i, n = <int>min(len(text), LONGEST)
    cdef Py_UCS4 c
    for i in range(n):
        c = PyUnicode_READ(width, data, i)
        out[i] = 0xFFFF if c > 0xFFFF else <uint16_t>c
    return n


cdef class Search:
    """Beam search over source positions; hypotheses with one output and one state are added up."""

    cdef Graphones model
    cdef int side, beam, length
    cdef Hypothesis *open[SIDE + 1]
    cdef int32_t *slots[SIDE + 1]
    cdef int count[SIDE + 1]
    cdef float top[SIDE + 1]
    cdef Hypothesis *kept
    cdef Py_ssize_t total, room
    cdef int32_t last_first, last_end

    def __cinit__(self, Graphones model, int side, int beam):
        cdef int i
        self.model, self.side, self.beam = model, side, max(1, min(beam, 512))
        self.room = 4096
        self.kept = <Hypothesis *>malloc(self.room * sizeof(Hypothesis))
        for i in range(SIDE + 1):
            self.open[i] = <Hypothesis *>malloc(ROOM * sizeof(Hypothesis))
            self.slots[i] = <int32_t *>malloc(ROOM * 2 * 4)
            if not self.open[i] or not self.slots[i] or not self.kept:
                raise MemoryError()
            self.clear(i)

    def __dealloc__(self):
        cdef int i
        free(self.kept)
        for i in range(SIDE + 1):
            free(self.open[i])
            free(self.slots[i])

    cdef void clear(self, int i) noexcept nogil:
        self.count[i] = 0
        self.top[i] = NEVER
        memset(self.slots[i], 255, ROOM * 2 * 4)

    cdef inline void offer(self, int i, float score, int32_t state, int32_t back, int32_t token, int added,
                           uint64_t output) noexcept nogil:
        cdef uint64_t slot
        cdef Hypothesis *h
        if score < self.top[i] - 14.0:
            return
        slot = mix(output, state) >> 16 & (ROOM * 2 - 1)
        while self.slots[i][slot] >= 0:
            h = self.open[i] + self.slots[i][slot]
            if h.state == state and h.output == output:
                if score > h.score:
                    h.back, h.token = back, <uint16_t>token
                    h.added = <uint8_t>added
                h.score = logaddexp(h.score, score)
                break
            slot = slot + 1 & (ROOM * 2 - 1)
        else:
            if self.count[i] == ROOM:
                return
            self.slots[i][slot] = self.count[i]
            h = self.open[i] + self.count[i]
            self.count[i] += 1
            h.score, h.state, h.back, h.token, h.added, h.output = score, state, back, <uint16_t>token, <uint8_t>added, output
        if h.score > self.top[i]:
            self.top[i] = h.score

    cdef inline uint64_t extend(self, uint64_t output, int32_t t) noexcept nogil:
        cdef uint16_t *letters = self.model.letters + self.model.at[t]
        cdef int i, n
        if self.side == ARABIC_SIDE:
            letters += self.model.size_a[t]
            n = self.model.size_l[t]
        else:
            n = self.model.size_a[t]
        for i in range(n):
            output = mix(output, letters[i])
        return output

    cdef int run(self, const uint16_t *letters, int length) except -1 nogil:
        cdef int i, k, p, target, round, widest
        cdef int32_t first, after
        cdef const int32_t *token
        cdef Hypothesis *h
        cdef Hypothesis held
        cdef float score
        cdef Hypothesis *block
        self.total = 0
        widest = self.model.widest_arabic if self.side == ARABIC_SIDE else self.model.widest_latin
        self.offer(0, 0.0, self.model.state[START + 1], -1, START, 0, 0x1234567)
        for i in range(length + 1):
            target = i % (SIDE + 1)
            for round in range(2):
                token = self.model.find_side(self.side, letters, 0)
                if not token:
                    break
                qsort(self.open[target], self.count[target], sizeof(Hypothesis), better)
                self.count[target] = min(self.count[target], self.beam)
                self.reindex(target)
                for k in range(self.count[target]):
                    held = self.open[target][k]
                    if held.added != round:
                        continue
                    if self.total + 1 > self.room:
                        self.grow()
                    # The insertion starts from a stored copy, since the open list is sorted again.
                    first = <int32_t>self.total
                    self.kept[self.total] = held
                    self.total += 1
                    token = self.model.find_side(self.side, letters, 0)
                    while token[0] >= 0:
                        score = held.score + self.model.step(held.state, token[0], &after)
                        self.offer(target, score, after, first, token[0], round + 1, self.extend(held.output, token[0]))
                        token += 1
            qsort(self.open[target], self.count[target], sizeof(Hypothesis), better)
            self.count[target] = min(self.count[target], self.beam)
            while self.total + self.count[target] > self.room:
                self.grow()
            first = <int32_t>self.total
            memcpy(self.kept + self.total, self.open[target], self.count[target] * sizeof(Hypothesis))
            self.total += self.count[target]
            self.last_first, self.last_end = first, <int32_t>self.total
            self.clear(target)
            if i == length:
                break
            for k in range(first, self.total):
                h = self.kept + k
                for p in range(1, min(widest, length - i) + 1):
                    token = self.model.find_side(self.side, letters + i, p)
                    if not token:
                        continue
                    while token[0] >= 0:
                        score = h.score + self.model.step(h.state, token[0], &after)
                        self.offer((i + p) % (SIDE + 1), score, after, k, token[0], 0, self.extend(h.output, token[0]))
                        token += 1
        return 0

    cdef void reindex(self, int i) noexcept nogil:
        cdef int k
        cdef uint64_t slot
        memset(self.slots[i], 255, ROOM * 2 * 4)
        for k in range(self.count[i]):
            slot = mix(self.open[i][k].output, self.open[i][k].state) >> 16 & (ROOM * 2 - 1)
            while self.slots[i][slot] >= 0:
                slot = slot + 1 & (ROOM * 2 - 1)
            self.slots[i][slot] = k

    cdef int grow(self) except -1 nogil:
        cdef Hypothesis *block = <Hypothesis *>realloc(self.kept, self.room * 2 * sizeof(Hypothesis))
        if not block:
            with gil:
                raise MemoryError()
        self.kept = block
        self.room *= 2
        return 0

    cdef list best(self, int n):
        cdef dict found = {}
        cdef int32_t k, after, at
        cdef float score
        cdef list path
        for k in range(self.last_first, self.last_end):
            score = self.kept[k].score + self.model.step(self.kept[k].state, STOP, &after)
            output = self.kept[k].output
            if output in found:
                best, total, first = found[output]
                found[output] = (max(best, score), logaddexp(total, score), k if score > best else first)
            else:
                found[output] = (score, score, k)
        out = []
        for best, total, k in sorted(found.values(), key=lambda row: -row[1])[:n]:
            path = []
            at = k
            while self.kept[at].back >= 0:
                path.append(self.kept[at].token)
                at = self.kept[at].back
            path.reverse()
            out.append((self.model.written(path, 1 - self.side), total))
        return out
