"""What a joint n-gram model says of names: how likely a pair is, how it is cut, what stands for a name in the other script.

A pair is a sequence of graphones; its probability is the sum over all ways to cut it (the forward algorithm).
"""

from libc.stdint cimport int32_t, uint16_t
from libc.stdlib cimport free, malloc

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.models._graphone_search cimport Search
from arabnews_nlp.names.models._graphone_trie cimport (
    ARABIC_SIDE, LATIN_SIDE, LONGEST, MOVES, NEVER, START, STOP, GraphoneTrie, Move,
)
from arabnews_nlp.names.models._log_probabilities cimport logaddexp

cdef enum:
    # Most states of a place that are continued.
    STATES = 24

# A state so much less likely than the best one of its place, as a logarithm, is not continued.
cdef float WIDTH = 12.0


cdef struct Cell:
    # The states in which the cuts up to a place leave the model; with how many letters of each side read is its place.
    int count
    float best
    int32_t state[STATES]
    float score[STATES]


cdef void _arrive(Cell *cell, int32_t state, float score) noexcept nogil:
    """Add a cut to a place; where all its states are in use, the least likely one makes room for a likelier one."""
    cdef int m = 0, least = 0
    if score < cell.best - WIDTH:
        return
    while m < cell.count and cell.state[m] != state:
        if cell.score[m] < cell.score[least]:
            least = m
        m += 1
    if m < cell.count:
        score = logaddexp(cell.score[m], score)
    elif m < STATES:
        cell.count += 1
    elif score > cell.score[least]:
        m = least
    else:
        return
    cell.state[m] = state
    cell.score[m] = score
    cell.best = max(cell.best, score)


cdef int _read(str text, uint16_t *out) noexcept:
    """The first 63 characters as 16-bit units; one outside the plane becomes U+FFFF, which no model knows."""
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef int i, n = <int>min(len(text), LONGEST)
    cdef Py_UCS4 c
    for i in range(n):
        c = PyUnicode_READ(width, data, i)
        out[i] = 0xFFFF if c > 0xFFFF else <uint16_t>c
    return n


cdef class Graphones(GraphoneTrie):
    """A joint n-gram model that is asked about names."""

    def score(self, str arabic not None, str latin not None):
        """Log probability of the pair, summed over all its cuts; -1e30 where the model knows none."""
        cdef uint16_t a[LONGEST + 1]
        cdef uint16_t l[LONGEST + 1]
        cdef int na = _read(arabic, a), nl = _read(latin, l)
        cdef float result
        with nogil:
            result = self.pair_score(a, na, l, nl)
        return result

    cdef float pair_score(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil:
        cdef Move moves[MOVES]
        cdef Cell *cells
        cdef Cell *cell
        cdef Cell *target
        cdef int i, j, k, m, count, columns = nl + 1
        cdef int32_t after
        cdef float floor, score, result = NEVER
        cells = <Cell *>malloc((na + 1) * columns * sizeof(Cell))
        if not cells:
            return NEVER
        for i in range((na + 1) * columns):
            cells[i].count = 0
            cells[i].best = NEVER
        _arrive(cells, self.state[START + 1], 0)
        for i in range(na + 1):
            for j in range(columns):
                cell = cells + i * columns + j
                if not cell.count:
                    continue
                floor = cell.best - WIDTH
                count = self.moves(a + i, na - i, l + j, nl - j, moves)
                for m in range(count):
                    target = cell + moves[m].arabic * columns + moves[m].latin
                    for k in range(cell.count):
                        if cell.score[k] >= floor:
                            score = cell.score[k] + self.step(cell.state[k], moves[m].token, &after)
                            _arrive(target, after, score)
        cell = cells + na * columns + nl
        for k in range(cell.count):
            score = cell.score[k] + self.step(cell.state[k], STOP, &after)
            result = logaddexp(result, score)
        free(cells)
        return result

    def decode(self, str source not None, int side, int n=5, int beam=96):
        """The ``n`` best counterparts of ``source``, which is Arabic (side 0) or Latin (side 1), with log probability.

        Only the first 63 letters are read; one letter the model does not know makes the list empty.
        """
        cdef uint16_t letters[LONGEST + 1]
        cdef int length = _read(source, letters)
        cdef Search search = Search(self, side, beam)
        with nogil:
            search.run(letters, length)
        return search.best(n)

    def cut(self, str arabic not None, str latin not None):
        """The likeliest graphones of a pair, each by its own probability, as (arabic, latin); empty where none fit."""
        cdef uint16_t a[LONGEST + 1]
        cdef uint16_t l[LONGEST + 1]
        cdef Move moves[MOVES]
        cdef int na = _read(arabic, a), nl = _read(latin, l), i, j, m, here, there, columns = nl + 1
        cdef Py_ssize_t places = (na + 1) * columns
        cdef float score
        cdef float *best = <float *>malloc(places * sizeof(float))
        cdef Move *last = <Move *>malloc(places * sizeof(Move))
        cdef list found = []
        try:
            if not best or not last:
                raise MemoryError()
            for i in range(<int>places):
                best[i] = NEVER
            best[0] = 0
            for i in range(na + 1):
                for j in range(columns):
                    here = i * columns + j
                    if best[here] == NEVER:
                        continue
                    for m in range(self.moves(a + i, na - i, l + j, nl - j, moves)):
                        there = here + moves[m].arabic * columns + moves[m].latin
                        score = best[here] + self.probs[self.prob[moves[m].token + 1]]
                        if score > best[there]:
                            best[there] = score
                            last[there] = moves[m]
            here = <int>places - 1
            if best[here] == NEVER:
                return found
            while here:
                i = last[here].token
                found.append((self.written([i], ARABIC_SIDE), self.written([i], LATIN_SIDE)))
                here -= last[here].arabic * columns + last[here].latin
            found.reverse()
            return found
        finally:
            free(best)
            free(last)
