# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Entity tagging: summed embeddings, a bidirectional LSTM, and a linear-chain CRF, on the columns of :class:`Units`.

The input projection of a unit without its context features depends on its letters alone; the most recent ones are kept
from text to text in a table of fixed size. Results never depend on what the table holds.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.math cimport expf
from libc.stdint cimport int16_t, int32_t, int8_t, uint64_t
from libc.string cimport memcpy, memset

from arabnews_nlp._core.lexemes cimport PyUnicode_DATA, PyUnicode_KIND
from arabnews_nlp._core.units cimport GRAMS, LONGEST, MOST_GRAMS, Units, grams
from arabnews_nlp._core.units import FEATURES

cdef extern from "recurrent.h" nogil:
    enum:
        BLOCK
        SLOTS
        LANES
    void multiply_add(const float *weights, const float *input, int rows, int columns, float *out)
    float pack_weights(const float *blocked, int rows, int columns, int16_t *narrow)
    void run_lstm(const int16_t *weights, float scale, int lanes, float *const *gates, long stride, const int *counts,
                  int hidden, int backward, float *cell, int16_t *state, int32_t *sums, float *const *out, long spacing)
    void score_tags(const float *weights, const float *bias, const float *states, int count, int width, float *out)

cdef enum:
    KEPT = 4096         # unit types whose projections are kept, a power of two
    KEPT_SETS = 512     # sets of context features whose projections are kept, a power of two
    MOST_FEATURES = 64


cdef uint64_t LETTERED = sum([1 << FEATURES.index(name) for name in ("arabic", "latin-name", "latin", "other")])


cdef struct Table:
    const int8_t *values
    const float *scales
    Py_ssize_t rows


cdef list _entities(Py_ssize_t begin, int count, const unsigned char *best, const float *chance):
    """Runs of a tag that begins an entity and those that go on with it; the score is the least of their chances."""
    cdef list found = []
    cdef int t = 0, first, k
    cdef float least
    while t < count:
        if not best[t]:
            t += 1
            continue
        first = t
        least = chance[t]
        t += 1
        while t < count and best[t] and best[t] % 2 == 0:
            least = min(least, chance[t])
            t += 1
        found.append((begin + first, begin + t, best[first], round(min(1.0, max(0.0, <double>least)), 4)))
    return found


cdef const float *_floats(bytes data, Py_ssize_t count, str what) except NULL:
    if len(data) != 4 * count:
        raise ValueError(f"{what}: {len(data)} bytes where {4 * count} belong")
    return <const float *><const char *>data


cdef class Tagger:
    """The network. Its parts come as little-endian bytes, quantized tables as int8 rows with a float32 scale each; the
    first row of ``words`` stands for every word without one.

    :raises ValueError: a part of another size than the others ask for.
    """

    cdef readonly int hidden, size, tags
    cdef tuple parts
    cdef Table words
    cdef Table letters
    cdef const float *inputs
    cdef const float *bias
    cdef int16_t *forward
    cdef int16_t *backward
    cdef float forward_scale
    cdef float backward_scale
    cdef const float *output
    cdef const float *output_bias
    cdef float chain[17 * 16]
    cdef float chances[17 * 16]
    cdef float *context
    cdef float *kept
    cdef float *kept_set
    cdef uint64_t *kept_key
    cdef uint64_t *kept_bits
    cdef int32_t *kept_row

    def __cinit__(self, int size, int hidden, int tags, bytes words not None, bytes word_scales not None,
                  bytes letters not None, bytes letter_scales not None, bytes features not None, bytes inputs not None,
                  bytes bias not None, bytes forward not None, bytes backward not None, bytes output not None,
                  bytes output_bias not None, bytes chain not None):
        cdef Py_ssize_t rows = len(word_scales) // 4, i, j
        cdef int gates = 8 * hidden
        cdef const float *source
        if not (0 < size <= 512 and 0 < hidden <= 512 and 4 * hidden % BLOCK == 0 and 0 < tags <= SLOTS):
            raise ValueError(f"sizes {size}, {hidden}, {tags}")
        if len(words) != rows * size or len(letters) != GRAMS * size:
            raise ValueError("a quantized table of another size than its scales")
        self.size, self.hidden, self.tags = size, hidden, tags
        self.parts = (words, word_scales, letters, letter_scales, inputs, bias, output, output_bias)
        self.words.values = <const int8_t *><const char *>words
        self.words.scales = _floats(word_scales, rows, "word_scales")
        self.words.rows = rows
        self.letters.values = <const int8_t *><const char *>letters
        self.letters.scales = _floats(letter_scales, GRAMS, "letter_scales")
        self.letters.rows = GRAMS
        self.inputs = _floats(inputs, size * gates, "inputs")
        self.bias = _floats(bias, gates, "bias")
        self.forward = <int16_t *>PyMem_Malloc(4 * hidden * hidden * sizeof(int16_t))
        self.backward = <int16_t *>PyMem_Malloc(4 * hidden * hidden * sizeof(int16_t))
        if self.forward == NULL or self.backward == NULL:
            raise MemoryError()
        source = _floats(forward, 4 * hidden * hidden, "forward")
        self.forward_scale = pack_weights(source, hidden, 4 * hidden, self.forward)
        source = _floats(backward, 4 * hidden * hidden, "backward")
        self.backward_scale = pack_weights(source, hidden, 4 * hidden, self.backward)
        self.output = _floats(output, 2 * hidden * SLOTS, "output")
        self.output_bias = _floats(output_bias, SLOTS, "output_bias")
        source = _floats(chain, (tags + 1) * tags, "chain")
        for i in range(tags + 1):
            for j in range(tags):
                self.chain[16 * i + j] = source[tags * i + j]
                self.chances[16 * i + j] = expf(source[tags * i + j])
        source = _floats(features, len(FEATURES) * size, "features")
        self.context = <float *>PyMem_Malloc(MOST_FEATURES * gates * sizeof(float))
        self.kept = <float *>PyMem_Malloc(<Py_ssize_t>KEPT * gates * sizeof(float))
        self.kept_key = <uint64_t *>PyMem_Malloc(KEPT * sizeof(uint64_t))
        self.kept_row = <int32_t *>PyMem_Malloc(KEPT * sizeof(int32_t))
        self.kept_set = <float *>PyMem_Calloc(<Py_ssize_t>KEPT_SETS * gates, sizeof(float))
        self.kept_bits = <uint64_t *>PyMem_Calloc(KEPT_SETS, sizeof(uint64_t))
        if (self.context == NULL or self.kept == NULL or self.kept_key == NULL or self.kept_row == NULL
                or self.kept_set == NULL or self.kept_bits == NULL):
            raise MemoryError()
        memset(self.context, 0, MOST_FEATURES * gates * sizeof(float))
        for i in range(len(FEATURES)):
            multiply_add(self.inputs, source + i * size, size, gates, self.context + i * gates)
        for i in range(KEPT):
            self.kept_row[i] = -2

    def __dealloc__(self):
        PyMem_Free(self.forward)
        PyMem_Free(self.backward)
        PyMem_Free(self.context)
        PyMem_Free(self.kept)
        PyMem_Free(self.kept_key)
        PyMem_Free(self.kept_row)
        PyMem_Free(self.kept_set)
        PyMem_Free(self.kept_bits)

    def tag(self, Units units not None):
        """Entities as ``(first unit, last unit + 1, tag of the first unit, score)`` in order.

        Stretches of about one length go through the network side by side, the longest first; a stretch of digits
        and marks alone holds no entity, and is passed over.
        """
        cdef Py_ssize_t n = units.count, i = 0, j, k
        cdef list bounds = [], by_length, found
        cdef uint64_t seen
        while i < n:
            seen = units.features[i]
            j = i + 1
            while j < n and not units.first[j]:
                seen |= units.features[j]
                j += 1
            if seen & LETTERED:
                bounds.append((i, j))
            i = j
        if not bounds:
            return []
        by_length = sorted(range(len(bounds)), key=lambda k: bounds[k][0] - bounds[k][1])
        found = [()] * len(bounds)
        cdef Py_ssize_t longest = bounds[by_length[0]][1] - bounds[by_length[0]][0]
        cdef Py_ssize_t room = LANES * (longest * (8 * self.hidden + 2 * self.hidden + 2 * SLOTS) + 8 * self.hidden)
        cdef float *work = <float *>PyMem_Malloc(room * sizeof(float))
        if work == NULL:
            raise MemoryError()
        try:
            for k in range(0, len(by_length), LANES):
                self.side_by_side(units, bounds, by_length[k:k + LANES], longest, work, found)
        finally:
            PyMem_Free(work)
        return [entity for entities in found for entity in entities]

    cdef int side_by_side(self, Units units, list bounds, list chosen, Py_ssize_t longest, float *work,
                          list found) except -1:
        """Tag up to LANES stretches, the longest first."""
        cdef int hidden = self.hidden, gates = 8 * hidden, lanes = <int>len(chosen), lane
        cdef float *gate[LANES]
        cdef float *back_gate[LANES]
        cdef float *states[LANES]
        cdef float *back_states[LANES]
        cdef int count[LANES]
        cdef float *score = work + LANES * longest * (gates + 2 * hidden)
        cdef float *chance = score + longest * SLOTS
        cdef float *cell = score + LANES * longest * 2 * SLOTS
        cdef int32_t *sums = <int32_t *>(cell + LANES * hidden)
        cdef int16_t *state = <int16_t *>(sums + LANES * 4 * hidden)
        cdef unsigned char best[LONGEST]
        cdef Py_ssize_t begin, end
        cdef bint any_entity
        for lane in range(lanes):
            begin, end = bounds[chosen[lane]]
            count[lane] = <int>(end - begin)
            gate[lane] = work + lane * longest * (gates + 2 * hidden)
            back_gate[lane] = gate[lane] + 4 * hidden
            states[lane] = gate[lane] + longest * gates
            back_states[lane] = states[lane] + hidden
            self.project_all(units, begin, count[lane], gate[lane])
        with nogil:
            run_lstm(self.forward, self.forward_scale, lanes, gate, gates, count, hidden, 0, cell, state, sums, states,
                     2 * hidden)
            run_lstm(self.backward, self.backward_scale, lanes, back_gate, gates, count, hidden, 1, cell, state, sums,
                     back_states, 2 * hidden)
        for lane in range(lanes):
            with nogil:
                score_tags(self.output, self.output_bias, states[lane], count[lane], 2 * hidden, score)
                any_entity = self.decode(score, count[lane], best)
                if any_entity:
                    self.chances_of(score, chance, gate[lane], count[lane], best)
            if any_entity:
                found[chosen[lane]] = _entities(bounds[chosen[lane]][0], count[lane], best, chance)
        return 0

    cdef int project_all(self, Units units, Py_ssize_t begin, int count, float *gate) except -1:
        """The input projections of a stretch, with context features."""
        cdef int gates = 8 * self.hidden, t, d
        cdef float *row
        cdef const float *unit
        cdef const float *context
        for t in range(count):
            unit = self.projected(units, begin + t)
            context = self.projected_set(units.features[begin + t])
            row = gate + t * gates
            for d in range(gates):
                row[d] = unit[d] + context[d]
        return 0

    cdef const float *projected(self, Units units, Py_ssize_t i) except NULL:
        """The input projection of a unit, context features left out; valid until the next call."""
        cdef int gates = 8 * self.hidden, size = self.size, n, k, d
        cdef uint64_t key = units.key[i]
        cdef int32_t row = units.row[i]
        cdef Py_ssize_t slot = (key ^ (key >> 32)) & (KEPT - 1)
        cdef float *kept = self.kept + slot * gates
        cdef int32_t bucket[MOST_GRAMS]
        cdef float unit[512]
        cdef float scale
        cdef const int8_t *values
        if self.kept_key[slot] == key and self.kept_row[slot] == row:
            return kept
        memset(unit, 0, size * sizeof(float))
        n = grams(PyUnicode_KIND(units.text), PyUnicode_DATA(units.text), units.start[i], units.end[i], bucket)
        for k in range(n):
            values = self.letters.values + <Py_ssize_t>bucket[k] * size
            scale = self.letters.scales[bucket[k]] / n
            for d in range(size):
                unit[d] += scale * values[d]
        if -1 <= row < self.words.rows - 1:
            values = self.words.values + <Py_ssize_t>(row + 1) * size
            scale = self.words.scales[row + 1]
            for d in range(size):
                unit[d] += scale * values[d]
        memcpy(kept, self.bias, gates * sizeof(float))
        multiply_add(self.inputs, unit, size, gates, kept)
        self.kept_key[slot] = key
        self.kept_row[slot] = row
        return kept

    cdef const float *projected_set(self, uint64_t features) noexcept:
        """The sum of the projections of some context features; valid until the next call."""
        cdef int gates = 8 * self.hidden, k = 0, d
        cdef Py_ssize_t slot = ((features * 0x9E3779B97F4A7C15ULL) >> 32) & (KEPT_SETS - 1)
        cdef float *kept = self.kept_set + slot * gates
        cdef const float *column
        cdef uint64_t bits = features
        if self.kept_bits[slot] == features:
            return kept
        memset(kept, 0, gates * sizeof(float))
        while bits:
            if bits & 1:
                column = self.context + k * gates
                for d in range(gates):
                    kept[d] += column[d]
            bits >>= 1
            k += 1
        self.kept_bits[slot] = features
        return kept

    cdef bint decode(self, const float *score, int count, unsigned char *best) noexcept nogil:
        """Best tags by Viterbi; whether there is an entity among them."""
        cdef float now[16]
        cdef float after[16]
        cdef unsigned char back[LONGEST][16]
        cdef int t, i, j, tags = self.tags, top
        cdef float value, most
        cdef bint any_entity = False
        for j in range(tags):
            now[j] = score[j] + self.chain[16 * tags + j]
        for t in range(1, count):
            for j in range(tags):
                most = now[0] + self.chain[j]
                top = 0
                for i in range(1, tags):
                    value = now[i] + self.chain[16 * i + j]
                    if value > most:
                        most = value
                        top = i
                after[j] = most + score[t * SLOTS + j]
                back[t][j] = <unsigned char>top
            memcpy(now, after, sizeof(now))
        top = 0
        for j in range(1, tags):
            if now[j] > now[top]:
                top = j
        for t in range(count - 1, -1, -1):
            best[t] = <unsigned char>top
            if top:
                any_entity = True
            if t:
                top = back[t][top]
        return any_entity

    cdef void chances_of(self, float *score, float *chance, float *alpha, int count, const unsigned char *best) noexcept nogil:
        """Marginal probability of the chosen tag of each unit, by forward and backward sums."""
        cdef int t, i, j, tags = self.tags
        cdef float total, most
        cdef float beta[16]
        cdef float before[16]
        for t in range(count):
            most = score[t * SLOTS]
            for j in range(1, tags):
                if score[t * SLOTS + j] > most:
                    most = score[t * SLOTS + j]
            total = 0
            for j in range(tags):
                score[t * SLOTS + j] = expf(score[t * SLOTS + j] - most)
                if t == 0:
                    alpha[j] = self.chances[16 * tags + j]
                else:
                    alpha[t * SLOTS + j] = 0
                    for i in range(tags):
                        alpha[t * SLOTS + j] += alpha[(t - 1) * SLOTS + i] * self.chances[16 * i + j]
                alpha[t * SLOTS + j] *= score[t * SLOTS + j]
                total += alpha[t * SLOTS + j]
            total = 1 / (total + 1e-30)
            for j in range(tags):
                alpha[t * SLOTS + j] *= total
        for j in range(tags):
            beta[j] = 1
        for t in range(count - 1, -1, -1):
            total = 0
            for j in range(tags):
                total += alpha[t * SLOTS + j] * beta[j]
            chance[t] = alpha[t * SLOTS + best[t]] * beta[best[t]] / (total + 1e-30)
            if t:
                total = 0
                for i in range(tags):
                    before[i] = 0
                    for j in range(tags):
                        before[i] += self.chances[16 * i + j] * score[t * SLOTS + j] * beta[j]
                    total += before[i]
                total = 1 / (total + 1e-30)
                for i in range(tags):
                    beta[i] = before[i] * total
