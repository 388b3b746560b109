# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Entity tagging: summed embeddings, a bidirectional LSTM, and a linear-chain CRF, on the columns of :class:`Units`.

The input projection of a unit without its context features depends on its letters alone; the most recent ones are kept
from text to text in a table of fixed size. Results never depend on what the table holds.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.math cimport expf, fabsf, lrintf
from libc.stdint cimport int16_t, int32_t, int8_t, uint64_t
from libc.string cimport memset

from arabnews_nlp._core.lexemes cimport PyUnicode_DATA, PyUnicode_KIND
from arabnews_nlp._core.units cimport GRAMS, LONGEST, MOST_GRAMS, Units, grams
from arabnews_nlp._core.units import FEATURES

cdef extern from "recurrent.h" nogil:
    enum:
        BLOCK
        SLOTS
        LANES
        STATE_SCALE
    void multiply_add(const float *weights, const float *input, int rows, int columns, float *out)
    void multiply_lanes(const int16_t *weights, const int16_t *states, int lanes, int rows, int columns, int32_t *sums)
    float pack_weights(const float *blocked, int rows, int columns, int16_t *narrow)
    void run_lstm(const int16_t *weights, float scale, int lanes, float *const *gates, long stride, const int *counts,
                  int hidden, int backward, float *cell, int16_t *state, int32_t *sums, float *const *out, long spacing)
    void score_tags(const float *weights, const float *bias, const float *states, int count, int width, float *out)
    bint best_path(const float *chain, const float *score, int count, int tags, int32_t *back, unsigned char *best)
    void path_chances(const float *follows, const float *precedes, float *score, float *alpha, int count, int tags,
                      const unsigned char *best, float *chance)

cdef enum:
    KEPT = 4096         # unit types whose projections are kept, a power of two
    KEPT_SETS = 512     # sets of context features whose projections are kept, a power of two
    MOST_FEATURES = 64


cdef uint64_t LETTERED = sum([1 << FEATURES.index(name) for name in ("arabic", "latin-name", "latin", "other")])


cdef struct Table:
    const int8_t *values
    const float *scales
    Py_ssize_t rows


cdef inline Py_ssize_t _slot(uint64_t key) noexcept nogil:
    """Where the projection of a unit with this key is kept."""
    return (key ^ (key >> 32)) & (KEPT - 1)


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
    cdef int16_t *inputs
    cdef float inputs_scale
    cdef const float *bias
    cdef int16_t *forward
    cdef int16_t *backward
    cdef float forward_scale
    cdef float backward_scale
    cdef const float *output
    cdef const float *output_bias
    cdef float chain[17 * 16]
    cdef float follows[17 * 16]
    cdef float precedes[17 * 16]
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
        if not (0 < size <= 512 and size % 2 == 0 and 0 < hidden <= 512 and 4 * hidden % BLOCK == 0 and 0 < tags <= SLOTS):
            raise ValueError(f"sizes {size}, {hidden}, {tags}")
        if len(words) != rows * size or len(letters) != GRAMS * size:
            raise ValueError("a quantized table of another size than its scales")
        self.size, self.hidden, self.tags = size, hidden, tags
        self.parts = (words, word_scales, letters, letter_scales, bias, output, output_bias)
        self.words.values = <const int8_t *><const char *>words
        self.words.scales = _floats(word_scales, rows, "word_scales")
        self.words.rows = rows
        self.letters.values = <const int8_t *><const char *>letters
        self.letters.scales = _floats(letter_scales, GRAMS, "letter_scales")
        self.letters.rows = GRAMS
        source = _floats(inputs, size * gates, "inputs")
        self.inputs = <int16_t *>PyMem_Malloc(size * gates * sizeof(int16_t))
        if self.inputs == NULL:
            raise MemoryError()
        self.inputs_scale = pack_weights(source, size, gates, self.inputs)
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
        for i in range(17 * 16):
            self.chain[i] = -1e30
            self.follows[i] = self.precedes[i] = 0
        for i in range(tags + 1):
            for j in range(tags):
                self.chain[16 * i + j] = source[tags * i + j]
                self.follows[16 * i + j] = expf(source[tags * i + j])
                self.precedes[16 * j + i] = self.follows[16 * i + j]
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
            multiply_add(_floats(inputs, size * gates, "inputs"), source + i * size, size, gates, self.context + i * gates)
        for i in range(KEPT):
            self.kept_row[i] = -2

    def __dealloc__(self):
        PyMem_Free(self.inputs)
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
        cdef Py_ssize_t room = LANES * (longest * (8 * self.hidden + 2 * self.hidden + 2 * SLOTS) + 12 * self.hidden)
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
        cdef int16_t *state = <int16_t *>(sums + LANES * gates)
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
            self.project_all(units, begin, count[lane], gate[lane], sums)
        with nogil:
            run_lstm(self.forward, self.forward_scale, lanes, gate, gates, count, hidden, 0, cell, state, sums, states,
                     2 * hidden)
            run_lstm(self.backward, self.backward_scale, lanes, back_gate, gates, count, hidden, 1, cell, state, sums,
                     back_states, 2 * hidden)
        for lane in range(lanes):
            with nogil:
                score_tags(self.output, self.output_bias, states[lane], count[lane], 2 * hidden, score)
                # The input projections are done with: their room serves the steps back and the forward sums.
                any_entity = best_path(self.chain, score, count[lane], self.tags, <int32_t *>gate[lane], best)
                if any_entity:
                    path_chances(self.follows, self.precedes, score, gate[lane], count[lane], self.tags, best, chance)
            if any_entity:
                found[chosen[lane]] = _entities(bounds[chosen[lane]][0], count[lane], best, chance)
        return 0

    cdef int project_all(self, Units units, Py_ssize_t begin, int count, float *gate, int32_t *sums) except -1:
        """The input projections of a stretch, with context features. Units whose projections are not kept wait until
        there are LANES of them. ``sums`` is room for LANES rows."""
        cdef int gates = 8 * self.hidden, t, waiting = 0
        cdef Py_ssize_t i, slot
        cdef int16_t unit[LANES * 512]
        cdef float scale[LANES]
        cdef int place[LANES]
        for t in range(count):
            i = begin + t
            slot = _slot(units.key[i])
            if self.kept_key[slot] == units.key[i] and self.kept_row[slot] == units.row[i]:
                self.in_context(units, i, gate + t * gates)
                continue
            scale[waiting] = self.embed(units, i, unit + waiting * self.size)
            place[waiting] = t
            waiting += 1
            if waiting == LANES:
                self.project_waiting(units, begin, waiting, place, scale, unit, sums, gate)
                waiting = 0
        if waiting:
            self.project_waiting(units, begin, waiting, place, scale, unit, sums, gate)
        return 0

    cdef int project_waiting(self, Units units, Py_ssize_t begin, int waiting, const int *place, const float *scale,
                             const int16_t *unit, int32_t *sums, float *gate) except -1:
        """Project embedded units, and keep the projections."""
        cdef int gates = 8 * self.hidden, lane, d
        cdef Py_ssize_t i, slot
        cdef float *kept
        cdef const int32_t *own
        multiply_lanes(self.inputs, unit, waiting, self.size, gates, sums)
        for lane in range(waiting):
            i = begin + place[lane]
            slot = _slot(units.key[i])
            kept = self.kept + slot * gates
            own = sums + lane * gates
            for d in range(gates):
                kept[d] = self.bias[d] + scale[lane] * own[d]
            self.kept_key[slot] = units.key[i]
            self.kept_row[slot] = units.row[i]
            self.in_context(units, i, gate + place[lane] * gates)
        return 0

    cdef void in_context(self, Units units, Py_ssize_t i, float *out) noexcept:
        """The projection of a unit, which is kept, and its context features."""
        cdef int gates = 8 * self.hidden, d
        cdef const float *unit = self.kept + _slot(units.key[i]) * gates
        cdef const float *context = self.projected_set(units.features[i])
        for d in range(gates):
            out[d] = unit[d] + context[d]

    cdef float embed(self, Units units, Py_ssize_t i, int16_t *out) except -1:
        """The embedding of a unit as integers; returns the scale of its products with the input weights."""
        cdef int size = self.size, n, k, d
        cdef int32_t row = units.row[i]
        cdef int32_t bucket[MOST_GRAMS]
        cdef float unit[512]
        cdef float scale, most = 1e-6
        cdef const int8_t *values
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
        for d in range(size):
            most = max(most, fabsf(unit[d]))
        scale = STATE_SCALE / most
        for d in range(size):
            out[d] = <int16_t>lrintf(unit[d] * scale)
        return most * self.inputs_scale

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
