# cython: cdivision=True
"""Entity tagging: summed embeddings, simple recurrent units in both directions, and a linear-chain CRF, on the columns of
:class:`TaggerTokens`.

The input projection of a token without its context features depends on its letters alone; those that are most in use are
kept from text to text, as many as there is room for. Results never depend on what is kept.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.math cimport isfinite, rint
from libc.stdint cimport int16_t, int32_t, int8_t, uint64_t
from libc.string cimport memset

from arabnews_nlp.entities._projection_cache cimport (LINE, ProjectionCache, aligned, discard, expect_bucket, expect_row,
                                                      find, prepare,
                                      release, take, values_of)
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND
from arabnews_nlp.entities._features cimport LONGEST, TaggerTokens
from arabnews_nlp.entities._grams cimport GRAMS, MOST_GRAMS, grams
from arabnews_nlp.entities._tagged_runs cimport TaggedRun, TaggedRuns
from arabnews_nlp.entities._features import FEATURES
from arabnews_nlp.names._name_table import LABELS

cdef extern from *:
    int lowest_bit "__builtin_ctzll"(unsigned long long bits) noexcept nogil

cdef extern from "sru_crf.h" nogil:
    enum:
        BLOCK
        GATES
        SLOTS
        MOST_HIDDEN
        MOST_SIZE
        MOST_LABELS
        GATE_SCALE
        NEVER
    ctypedef struct transitions:
        pass
    void fetch(const void *place, int bytes)
    int file_output(int output, int hidden)
    int place_in_block(int output)
    int padded(int size)
    void pack_inputs(const int8_t *weights, const float *scales, int size, int hidden, int8_t *packed, int32_t *offsets,
                     float *steps)
    void pack_peepholes(const float *weights, int hidden, int16_t *packed)
    float pack_output(const float *weights, int rows, int labels, int16_t *packed)
    void read_transitions(const float *chain, int tags, transitions *scores, transitions *exps)
    int slot_of_tag(int tag)
    int tag_of_slot(int slot)
    bint is_slot(int slot, int labels)
    void add_rows(const int8_t *table, const int32_t *row, const float *scale, int count, int size, float *sum)
    float as_bytes(const float *values, int size, int8_t *out)
    void project(const int8_t *weights, const int32_t *offsets, const float *steps, const float *bias, const int8_t *inputs,
                 const float *scale, int lanes, int size, int columns, int16_t **out)
    void sum_rows(const float *table, const int32_t *row, int count, int size, int16_t *out)
    void run_direction(const int16_t *peepholes, int hidden, bint backward, int count, const int16_t **token,
                       const int16_t **context, int16_t *states)
    void score_states(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden, int count,
                      float *score)
    bint viterbi(const transitions *of, const float *score, int count, int labels, float *path, unsigned char *best)
    void marginals(const transitions *exps, float *score, int count, int labels, const unsigned char *best, float *sums,
                   float *marginal)

cdef enum:
    CACHED_TOKENS = 8192        # tokens whose projections are kept, a power of two
    CACHED_SETS = 1024    # sets of context features whose projections are kept, a power of two
    AT_ONCE = 256       # tokens whose sequences go through the network together
    WAITING = 12        # tokens that are projected together


cdef uint64_t LETTERED = sum([1 << FEATURES.index(name) for name in ("arabic", "latin-name", "latin", "other")])
cdef uint64_t LATIN_NAME = <uint64_t>1 << FEATURES.index("latin-name")
cdef uint64_t LATIN_PLACE = sum([1 << FEATURES.index(name) for name in ("latin-loc", "first-loc")])
cdef int FEATURE_COUNT = len(FEATURES)
cdef int PLACE_SLOT = slot_of_tag(1 + 2 * LABELS.index("LOC"))
cdef float RARE_PLACE = 2   # what the score of a place is less for a name in Latin script that no list of places has


cdef struct Table:
    const int8_t *values
    const float *scales
    Py_ssize_t rows


cdef inline void fetch_row(const Table *table, Py_ssize_t row, int size) noexcept nogil:
    """Have a row on its way to the cache."""
    fetch(table.scales + row, sizeof(float))
    fetch(table.values + row * size, size)


cdef struct Work:
    ProjectionCache tokens
    ProjectionCache sets
    # The batch in hand, by the place of a token in it.
    Py_ssize_t origin[AT_ONCE]      # number of the first token of a sequence
    int32_t begin[AT_ONCE]
    int32_t count[AT_ONCE]
    const int16_t *token[AT_ONCE]
    const int16_t *context[AT_ONCE]
    int16_t *states
    # Tokens that wait for their projection: their n-grams and vocabulary id, and where the projection is to go.
    int pending
    int grams[WAITING]
    int32_t bucket[WAITING * MOST_GRAMS]
    int32_t vocab_id[WAITING]
    int16_t *place[WAITING]
    float scale[WAITING]
    int8_t embedded[WAITING * MOST_SIZE]
    float score[AT_ONCE * SLOTS]
    # One sequence after another.
    float path[LONGEST * 2 * SLOTS]
    float sums[LONGEST * 2 * SLOTS]
    float marginal[LONGEST]
    unsigned char best[LONGEST]


cdef class Workspace:
    """What one call at a time needs: kept projections, and room for a batch."""

    cdef Work *work

    def __cinit__(self, int hidden):
        self.work = <Work *>PyMem_Calloc(1, sizeof(Work))
        if self.work == NULL:
            raise MemoryError()
        self.work.states = <int16_t *>PyMem_Malloc(AT_ONCE * 2 * hidden * sizeof(int16_t))
        if self.work.states == NULL:
            raise MemoryError()
        prepare(&self.work.tokens, CACHED_TOKENS, 4 * GATES * hidden)
        prepare(&self.work.sets, CACHED_SETS, 4 * GATES * hidden)

    def __dealloc__(self):
        if self.work != NULL:
            discard(&self.work.tokens)
            discard(&self.work.sets)
            PyMem_Free(self.work.states)
            PyMem_Free(self.work)


cdef const float *_floats(bytes data, Py_ssize_t count, str what) except NULL:
    if len(data) != 4 * count:
        raise ValueError(f"{what}: {len(data)} bytes where {4 * count} belong")
    cdef const float *numbers = <const float *><const char *>data
    cdef Py_ssize_t i
    for i in range(count):
        if not isfinite(numbers[i]):
            raise ValueError(f"{what}: not a number, or infinite")
    return numbers


cdef class Tagger:
    """The network. Its parts come as little-endian bytes, quantized tables as int8 rows with a float32 scale each; the
    first row of ``words`` stands for every word without one.

    :raises ValueError: a part of another size than the others ask for, or numbers that no network has.
    """

    cdef readonly int hidden, size, tags
    cdef tuple parts
    cdef list idle
    cdef Table words
    cdef Table letters
    cdef void *room
    cdef int8_t *inputs
    cdef int32_t *offsets
    cdef float *steps
    cdef int16_t *output
    cdef float output_scale
    cdef float *bias
    cdef float *context
    cdef int16_t *peepholes
    cdef float output_bias[16]
    cdef int labels
    cdef transitions chain
    cdef transitions exp_chain

    def __cinit__(self, int size, int hidden, int tags, bytes words not None, bytes word_scales not None,
                  bytes letters not None, bytes letter_scales not None, bytes features not None, bytes inputs not None,
                  bytes input_scales not None, bytes bias not None, bytes peepholes not None, bytes output not None,
                  bytes output_bias not None, bytes chain not None):
        cdef Py_ssize_t rows = len(word_scales) // 4
        cdef int outputs = 4 * GATES * hidden
        cdef const int8_t *weights = <const int8_t *><const char *>inputs
        cdef const float *scales = _floats(input_scales, outputs, "input_scales")
        if not (0 < size <= MOST_SIZE and size % 2 == 0 and 0 < hidden <= MOST_HIDDEN and hidden % 16 == 0
                and tags % 2 and 0 < tags <= 2 * MOST_LABELS + 1):
            raise ValueError(f"sizes {size}, {hidden}, {tags}")
        if len(words) != rows * size or len(letters) != GRAMS * size or len(inputs) != outputs * size:
            raise ValueError("a quantized table of another size than its scales")
        self.size, self.hidden, self.tags, self.labels = size, hidden, tags, tags // 2
        self.parts = (words, word_scales, letters, letter_scales)
        self.idle = []
        self.words = Table(<const int8_t *><const char *>words, _floats(word_scales, rows, "word_scales"), rows)
        self.letters = Table(<const int8_t *><const char *>letters, _floats(letter_scales, GRAMS, "letter_scales"), GRAMS)
        self.room = PyMem_Malloc((len(FEATURES) + 2) * outputs * sizeof(float) + outputs * (sizeof(int32_t) + padded(size))
                                 + (4 * hidden + 2 * hidden * SLOTS) * sizeof(int16_t) + LINE)
        if self.room == NULL:
            raise MemoryError()
        self.bias = <float *>aligned(self.room)
        self.steps = self.bias + outputs
        self.context = self.steps + outputs
        self.offsets = <int32_t *>(self.context + len(FEATURES) * outputs)
        self.output = <int16_t *>(self.offsets + outputs)
        self.peepholes = self.output + 2 * hidden * SLOTS
        self.inputs = <int8_t *>(self.peepholes + 4 * hidden)
        pack_inputs(weights, scales, size, hidden, self.inputs, self.offsets, self.steps)
        pack_peepholes(_floats(peepholes, 4 * hidden, "peepholes"), hidden, self.peepholes)
        self.output_scale = pack_output(_floats(output, 2 * hidden * SLOTS, "output"), 2 * hidden, self.labels,
                                        self.output)
        self._read_projections(_floats(bias, outputs, "bias"), _floats(features, len(FEATURES) * size, "features"),
                               weights, scales)
        read_transitions(_floats(chain, (tags + 1) * tags, "chain"), tags, &self.chain, &self.exp_chain)
        self._read_output_bias(_floats(output_bias, SLOTS, "output_bias"))

    def __dealloc__(self):
        PyMem_Free(self.room)

    cdef void _read_projections(self, const float *bias, const float *features, const int8_t *weights,
                                const float *scales) noexcept:
        """The bias, in the order of sums, and the projections of the context features, in that of packed outputs."""
        cdef int outputs = 4 * GATES * self.hidden, size = self.size, feature, i, j, row, block
        cdef float sum
        for j in range(outputs):
            row, block = file_output(j, self.hidden), j - j % BLOCK
            self.bias[block + place_in_block(j % BLOCK)] = GATE_SCALE * bias[row]
            for feature in range(FEATURE_COUNT):
                sum = 0
                for i in range(size):
                    sum += features[feature * size + i] * weights[row * size + i]
                self.context[feature * outputs + j] = GATE_SCALE * scales[row] * sum

    cdef void _read_output_bias(self, const float *bias) noexcept:
        """What is added to the scores, by slots, with NEVER where there is no tag."""
        cdef int slot
        for slot in range(SLOTS):
            self.output_bias[slot] = bias[tag_of_slot(slot)] if is_slot(slot, self.labels) else NEVER

    def tag(self, TaggerTokens tokens not None):
        """The entities of a text, in order."""
        cdef Workspace space
        cdef TaggedRuns found = TaggedRuns()
        cdef int problem
        try:
            space = self.idle.pop()
        except IndexError:
            space = Workspace(self.hidden)
        with nogil:
            problem = self.tag_all(space.work, tokens, found)
        if problem:
            raise MemoryError()
        self.idle.append(space)
        return found

    cdef int tag_all(self, Work *work, TaggerTokens tokens, TaggedRuns found) noexcept nogil:
        """Tag a text, batch by batch; what is found is added to ``found``. Returns whether memory ran out.

        A batch is so many sequences as there is room for. A sequence of digits and marks alone holds no entity, and is
        passed over.
        """
        cdef Py_ssize_t first = 0, last
        cdef int sequences = 0, used = 0, count
        cdef uint64_t seen
        while first < tokens.count:
            seen = tokens.features[first]
            last = first + 1
            while last < tokens.count and not tokens.first[last]:
                seen |= tokens.features[last]
                last += 1
            if seen & LETTERED:
                count = <int>(last - first)
                if used + count > AT_ONCE or not self.look_up(work, tokens, first, count, used):
                    if self.tag_batch(work, tokens, sequences, found):
                        return 1
                    sequences = used = 0
                    self.look_up(work, tokens, first, count, used)
                work.origin[sequences] = first
                work.begin[sequences] = used
                work.count[sequences] = count
                sequences += 1
                used += count
            first = last
        return self.tag_batch(work, tokens, sequences, found)

    cdef bint look_up(self, Work *work, TaggerTokens tokens, Py_ssize_t first, int count, int used) noexcept nogil:
        """Find or make the projections of a sequence; whether there is a row for each. There always is for the first
        sequence of a batch."""
        cdef Py_ssize_t i, row, context
        cdef int k
        for i in range(first, first + count):
            expect_bucket(&work.tokens, tokens.key[i])
        for i in range(first, first + count):
            expect_row(&work.tokens, tokens.key[i])
        for k in range(count):
            i = first + k
            context = find(&work.sets, tokens.features[i], 0)
            if context < 0:
                context = take(&work.sets, tokens.features[i], 0)
                if context < 0:
                    return False
                self.sum_context(tokens.features[i], values_of(&work.sets, context))
            row = find(&work.tokens, tokens.key[i], tokens.vocab_id[i])
            if row < 0:
                row = take(&work.tokens, tokens.key[i], tokens.vocab_id[i])
                if row < 0:
                    return False
                if work.pending == WAITING:
                    self.project_waiting(work)
                self.wait(work, tokens, i, values_of(&work.tokens, row))
            else:
                fetch(values_of(&work.tokens, row), <int>(work.tokens.width * sizeof(int16_t)))
            work.token[used + k] = values_of(&work.tokens, row)
            work.context[used + k] = values_of(&work.sets, context)
        return True

    cdef void wait(self, Work *work, TaggerTokens tokens, Py_ssize_t i, int16_t *place) noexcept nogil:
        """Let a token wait for its projection; what its embedding is the sum of is fetched meanwhile."""
        cdef int pending = work.pending, k
        cdef int32_t *bucket = work.bucket + pending * MOST_GRAMS
        work.place[pending] = place
        work.vocab_id[pending] = tokens.vocab_id[i]
        work.grams[pending] = grams(PyUnicode_KIND(tokens.text), PyUnicode_DATA(tokens.text), tokens.start[i], tokens.end[i],
                                    bucket)
        for k in range(work.grams[pending]):
            fetch_row(&self.letters, bucket[k], self.size)
        if -1 <= tokens.vocab_id[i] < self.words.rows - 1:
            fetch_row(&self.words, tokens.vocab_id[i] + 1, self.size)
        work.pending += 1

    cdef void project_waiting(self, Work *work) noexcept nogil:
        cdef int lane, size = padded(self.size)
        for lane in range(work.pending):
            work.scale[lane] = self.embed(
                work.bucket + lane * MOST_GRAMS, work.grams[lane], work.vocab_id[lane], work.embedded + lane * size)
        project(self.inputs, self.offsets, self.steps, self.bias, work.embedded, work.scale, work.pending, size,
                4 * GATES * self.hidden, work.place)
        work.pending = 0

    cdef float embed(self, const int32_t *bucket, int count, int32_t row, int8_t *out) noexcept nogil:
        """The embedding of a token of ``count`` n-grams as bytes; returns the number that EMBEDDING_SCALE stands for."""
        cdef float token[MOST_SIZE]
        cdef float scale[MOST_GRAMS]
        cdef int32_t word = row + 1
        cdef int k
        memset(token, 0, self.size * sizeof(float))
        for k in range(count):
            scale[k] = self.letters.scales[bucket[k]] / count
        add_rows(self.letters.values, bucket, scale, count, self.size, token)
        if 0 <= word < self.words.rows:
            add_rows(self.words.values, &word, self.words.scales + word, 1, self.size, token)
        return as_bytes(token, self.size, out)

    cdef void sum_context(self, uint64_t features, int16_t *out) noexcept nogil:
        """The sum of the projections of some context features."""
        cdef int32_t row[64]
        cdef int count = 0
        while features:
            row[count] = lowest_bit(features)
            features &= features - 1
            count += 1
        sum_rows(self.context, row, count, 4 * GATES * self.hidden, out)

    cdef int tag_batch(self, Work *work, TaggerTokens tokens, int sequences, TaggedRuns found) noexcept nogil:
        """Tag the sequences in hand; returns whether memory ran out."""
        cdef int k, t, count, begin
        cdef uint64_t features
        cdef float *score
        cdef int used = work.begin[sequences - 1] + work.count[sequences - 1] if sequences else 0
        self.project_waiting(work)
        for k in range(sequences):
            begin = work.begin[k]
            for t in range(2):
                run_direction(self.peepholes, self.hidden, t, work.count[k], work.token + begin, work.context + begin,
                              work.states + 2 * self.hidden * begin)
        release(&work.tokens)
        release(&work.sets)
        score_states(self.output, self.output_scale, self.output_bias, work.states, self.hidden, used, work.score)
        for k in range(sequences):
            count = work.count[k]
            score = work.score + SLOTS * work.begin[k]
            for t in range(count):
                features = tokens.features[work.origin[k] + t]
                if features & LATIN_NAME and not features & LATIN_PLACE:
                    score[t * SLOTS + PLACE_SLOT] -= RARE_PLACE
            if viterbi(&self.chain, score, count, self.labels, work.path, work.best):
                marginals(&self.exp_chain, score, count, self.labels, work.best, work.sums, work.marginal)
                if add_entities(found, work, work.origin[k], count):
                    return 1
        return 0


cdef int add_entities(TaggedRuns found, const Work *work, Py_ssize_t origin, int count) noexcept nogil:
    """Runs of a tag that begins an entity and those that go on with it; the score is the least of their marginals,
    rounded. Returns whether memory ran out."""
    cdef const unsigned char *best = work.best
    cdef int t = 0, first
    cdef float least
    cdef double score
    while t < count:
        if not best[t]:
            t += 1
            continue
        first = t
        least = work.marginal[t]
        t += 1
        while t < count and best[t] and best[t] % 2 == 0:
            least = min(least, work.marginal[t])
            t += 1
        score = rint(10000.0 * min(1.0, max(0.0, least))) / 10000.0
        if found.append(TaggedRun(origin + first, origin + t, score, best[first])):
            return 1
    return 0
