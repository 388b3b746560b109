"""Beam search for the counterparts of a name: graphones are read off its letters from left to right.

Hypotheses that stand at one place of the source, in one state of the model, with the same letters written, are added up.
"""

from libc.stdint cimport int32_t, uint16_t, uint64_t, uint8_t
from libc.stdlib cimport free, malloc, qsort, realloc
from libc.string cimport memcpy, memset

from arabnews_nlp.names.models._log_probabilities cimport logaddexp
from arabnews_nlp.names.models._graphone_trie cimport ARABIC_SIDE, NEVER, START, STOP, GraphoneTrie, mix

cdef enum:
    WIDEST_BEAM = 512
    # Open hypotheses of a position, and slots of the table by which they are found.
    MOST_OPEN = 16384
    SLOTS = 2 * MOST_OPEN
    # Most graphones without a letter of the source, one after another.
    INSERTED = 2

# A hypothesis so much less likely than the best one of its position, as a logarithm, is dropped.
cdef float GAP = 14.0


cdef int _better(const void *a, const void *b) noexcept nogil:
    cdef Hypothesis *x = <Hypothesis *>a
    cdef Hypothesis *y = <Hypothesis *>b
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.output != y.output:
        return -1 if x.output < y.output else 1
    return (x.state > y.state) - (x.state < y.state)


cdef class Search:
    """The search for the counterparts of one name.

    :param side: the side that the name is on.
    """

    def __cinit__(self, GraphoneTrie model, int side, int beam):
        cdef int i
        self.model, self.side, self.beam = model, side, max(1, min(beam, WIDEST_BEAM))
        self.capacity = 4096
        self.store = <Hypothesis *>malloc(self.capacity * sizeof(Hypothesis))
        for i in range(SIDE + 1):
            self.open[i] = <Hypothesis *>malloc(MOST_OPEN * sizeof(Hypothesis))
            self.slots[i] = <int32_t *>malloc(SLOTS * sizeof(int32_t))
            if not self.open[i] or not self.slots[i] or not self.store:
                raise MemoryError()
            self.clear(i)

    def __dealloc__(self):
        cdef int i
        free(self.store)
        for i in range(SIDE + 1):
            free(self.open[i])
            free(self.slots[i])

    # ---- the open hypotheses of one position

    cdef void clear(self, int i) noexcept nogil:
        self.count[i] = 0
        self.top[i] = NEVER
        memset(self.slots[i], 255, SLOTS * sizeof(int32_t))

    cdef inline void offer(self, int i, float score, int32_t state, int32_t back, int32_t token, int inserted,
                           uint64_t output) noexcept nogil:
        """Open a hypothesis, or add it to the one with its output and state, which continues the likelier of both."""
        cdef uint64_t slot
        cdef Hypothesis *h
        if score < self.top[i] - GAP:
            return
        slot = mix(output, state) >> 16 & (SLOTS - 1)
        while self.slots[i][slot] >= 0:
            h = self.open[i] + self.slots[i][slot]
            if h.state == state and h.output == output:
                if score > h.score:
                    h.back, h.token = back, <uint16_t>token
                    h.inserted = <uint8_t>inserted
                h.score = logaddexp(h.score, score)
                break
            slot = slot + 1 & (SLOTS - 1)
        else:
            if self.count[i] == MOST_OPEN:
                return
            self.slots[i][slot] = self.count[i]
            h = self.open[i] + self.count[i]
            self.count[i] += 1
            h[0] = Hypothesis(score, state, back, <uint16_t>token, <uint8_t>inserted, output)
        if h.score > self.top[i]:
            self.top[i] = h.score

    cdef void continue_by(
        self, const int32_t *tokens, const Hypothesis *h, int32_t back, int i, int inserted
    ) noexcept nogil:
        """Open the continuations of a hypothesis, stored at ``back``, by each of some graphones."""
        cdef int32_t after
        cdef float score
        while tokens[0] >= 0:
            score = h.score + self.model.step(h.state, tokens[0], &after)
            self.offer(i, score, after, back, tokens[0], inserted, self.extend(h.output, tokens[0]))
            tokens += 1

    cdef inline uint64_t extend(self, uint64_t output, int32_t token) noexcept nogil:
        """Hash of what is written with the letters of one more graphone."""
        cdef uint16_t *letters = self.model.letters + self.model.at[token]
        cdef int i, n
        if self.side == ARABIC_SIDE:
            letters += self.model.size_a[token]
            n = self.model.size_l[token]
        else:
            n = self.model.size_a[token]
        for i in range(n):
            output = mix(output, letters[i])
        return output

    cdef void prune(self, int i) noexcept nogil:
        """Sort the hypotheses of a position and leave the best."""
        qsort(self.open[i], self.count[i], sizeof(Hypothesis), _better)
        self.count[i] = min(self.count[i], self.beam)

    cdef void reindex(self, int i) noexcept nogil:
        cdef int k
        cdef uint64_t slot
        memset(self.slots[i], 255, SLOTS * sizeof(int32_t))
        for k in range(self.count[i]):
            slot = mix(self.open[i][k].output, self.open[i][k].state) >> 16 & (SLOTS - 1)
            while self.slots[i][slot] >= 0:
                slot = slot + 1 & (SLOTS - 1)
            self.slots[i][slot] = k

    # ---- from position to position

    cdef int run(self, const uint16_t *letters, int length) except -1 nogil:
        cdef int i, widest = self.model.widest_arabic if self.side == ARABIC_SIDE else self.model.widest_latin
        self.stored = 0
        self.offer(0, 0.0, self.model.state[START + 1], -1, START, 0, 0x1234567)
        for i in range(length + 1):
            self.insert(i % (SIDE + 1))
            self.finish(i % (SIDE + 1))
            if i < length:
                self.read(letters + i, min(widest, length - i), i)
        return 0

    cdef int insert(self, int i) except -1 nogil:
        """Continue the hypotheses of a position by graphones without a letter of the source."""
        cdef const int32_t *tokens = self.model.find_side(self.side, NULL, 0)
        cdef int inserted, k
        cdef Hypothesis h
        if not tokens:
            return 0
        for inserted in range(INSERTED):
            self.prune(i)
            self.reindex(i)
            for k in range(self.count[i]):
                h = self.open[i][k]
                if h.inserted != inserted:
                    continue
                # A stored copy is continued, since the open list will be sorted again.
                self.reserve(1)
                self.store[self.stored] = h
                self.stored += 1
                self.continue_by(tokens, &h, <int32_t>self.stored - 1, i, inserted + 1)
        return 0

    cdef int finish(self, int i) except -1 nogil:
        """Store the best hypotheses of a position and close it."""
        self.prune(i)
        self.reserve(self.count[i])
        self.last_first = <int32_t>self.stored
        memcpy(self.store + self.stored, self.open[i], self.count[i] * sizeof(Hypothesis))
        self.stored += self.count[i]
        self.clear(i)
        return 0

    cdef void read(self, const uint16_t *letters, int length, int position) noexcept nogil:
        """Continue the hypotheses stored last by graphones with the next letters of the source, at most ``length``."""
        cdef const int32_t *tokens
        cdef Py_ssize_t k
        cdef int p
        for k in range(self.last_first, self.stored):
            for p in range(1, length + 1):
                tokens = self.model.find_side(self.side, letters, p)
                if tokens:
                    self.continue_by(tokens, self.store + k, <int32_t>k, (position + p) % (SIDE + 1), 0)

    cdef int reserve(self, Py_ssize_t added) except -1 nogil:
        """Make sure that so many hypotheses more can be stored."""
        cdef Hypothesis *block
        while self.stored + added > self.capacity:
            block = <Hypothesis *>realloc(self.store, self.capacity * 2 * sizeof(Hypothesis))
            if not block:
                with gil:
                    raise MemoryError()
            self.store = block
            self.capacity *= 2
        return 0

    # ---- the end

    cdef list best(self, int n):
        """The ``n`` likeliest counterparts with their log probabilities, each summed over its hypotheses."""
        cdef dict found = {}
        cdef int32_t k, after, i
        cdef float score
        cdef list path
        for k in range(self.last_first, <int32_t>self.stored):
            score = self.store[k].score + self.model.step(self.store[k].state, STOP, &after)
            output = self.store[k].output
            if output in found:
                best, total, first = found[output]
                found[output] = (max(best, score), logaddexp(total, score), k if score > best else first)
            else:
                found[output] = (score, score, k)
        out = []
        for best, total, k in sorted(found.values(), key=lambda row: -row[1])[:n]:
            path = []
            i = k
            while self.store[i].back >= 0:
                path.append(self.store[i].token)
                i = self.store[i].back
            path.reverse()
            out.append((self.model.written(path, 1 - self.side), total))
        return out
