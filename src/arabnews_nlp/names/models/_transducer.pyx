# cython: cdivision=True
"""Recurrent transducers, run: for each source letter the group of target letters that stands for it.

A two-way GRU reads the word; a second GRU, which sees the groups written so far, gives each next group a probability.
Several members of one inventory vote by the mean of their log probabilities. Weights are 8-bit with one scale a row in
the bytes and floats in memory; the search is a beam over source letters and holds no lock.
"""

from libc.math cimport expf, log1pf, logf, tanhf
from libc.stdint cimport int8_t, int32_t, uint16_t, uint32_t, uint64_t, uint8_t
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcpy, memset

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.models._section_reader cimport SectionReader

from arabnews_nlp.errors import ModelFormatError

cdef enum:
    LONGEST = 63
    BEAM = 24
    MEMBERS = 4
    WIDEST = 8


cdef struct Layer:
    # A gated recurrent layer: gates from its own last state, rows are inputs.
    float *hidden
    float *bias


cdef struct Member:
    float *forward_in
    float *backward_in
    Layer forward
    Layer backward
    float *group_in
    float *read_in
    float *read_bias
    Layer writer
    float *out_state
    float *out_read
    float *out_bias


cdef struct Option:
    float score
    int32_t parent
    int32_t group
    uint64_t output


cdef struct Node:
    float score
    int32_t parent
    int32_t group
    uint64_t output


cdef inline float sigmoid(float x) noexcept nogil:
    return 1.0 / (1.0 + expf(-x))


cdef inline float logaddexp(float a, float b) noexcept nogil:
    if a < b:
        a, b = b, a
    return a if b - a < -16.0 else a + log1pf(expf(b - a))


cdef void add_product(float *out, const float *x, const float *matrix, int inputs, int outputs) noexcept nogil:
    """out += x · matrix, whose rows are inputs."""
    cdef int i, j
    cdef float v
    cdef const float *row
    for i in range(inputs):
        v = x[i]
        row = matrix + <Py_ssize_t>i * outputs
        for j in range(outputs):
            out[j] += v * row[j]


cdef void gru_cell(const float *given, const float *own, float *state, int size) noexcept nogil:
    """One step of a gated recurrent unit: ``given`` and ``own`` are the gate sums of input and state."""
    cdef int i
    cdef float r, z, n
    for i in range(size):
        r = sigmoid(given[i] + own[i])
        z = sigmoid(given[size + i] + own[size + i])
        n = tanhf(given[2 * size + i] + r * own[2 * size + i])
        state[i] = (1 - z) * n + z * state[i]


cdef int likelier(const void *a, const void *b) noexcept nogil:
    cdef Option *x = <Option *>a
    cdef Option *y = <Option *>b
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.parent != y.parent:
        return -1 if x.parent < y.parent else 1
    return (x.group > y.group) - (x.group < y.group)


cdef class _Reader(SectionReader):
    cdef int matrix(self, float *out, int rows, int columns, bint turned) except -1:
        """Reads 8-bit rows with their scales; ``turned`` puts columns first."""
        cdef const uint8_t *scales = self.take(<Py_ssize_t>rows * 4)
        cdef const int8_t *data = <const int8_t *>self.take(<Py_ssize_t>rows * columns)
        cdef float scale
        cdef int i, j
        for i in range(rows):
            memcpy(&scale, scales + i * 4, 4)
            for j in range(columns):
                out[j * rows + i if turned else i * columns + j] = scale * data[i * columns + j]
        return 0

    cdef int vector(self, float *out, int size) except -1:
        """Reads floats."""
        return self.copy(out, <Py_ssize_t>size * 4)


cdef class Transducer:
    """A group of recurrent transducers for one direction, from the bytes that the training script writes.

    :raises ModelFormatError: bytes of another length or layout.
    """

    cdef int letters, classes, wide, reader, writer, members
    cdef readonly int widest
    cdef uint16_t *letter
    cdef uint8_t *size
    cdef uint16_t *written
    cdef float *memory
    cdef float *next_free
    cdef Member member[MEMBERS]
    cdef tuple groups

    def __cinit__(self, bytes data not None):
        cdef _Reader r = _Reader(data, "transducer")
        cdef Py_ssize_t k, total, one
        cdef int m
        cdef float *scratch
        self.letters, self.classes = r.number(1, 4096), r.number(1, 16384)
        self.wide, self.reader, self.writer = r.number(1, 1024), r.number(1, 1024), r.number(1, 1024)
        self.members = r.number(1, MEMBERS)
        self.letter = <uint16_t *>malloc(self.letters * 2)
        self.size = <uint8_t *>malloc(self.classes)
        self.written = <uint16_t *>calloc(self.classes * WIDEST, 2)
        if not self.letter or not self.size or not self.written:
            raise MemoryError()
        r.copy(self.letter, self.letters * 2)
        r.copy(self.size, self.classes)
        shown = []
        for k in range(self.classes):
            if self.size[k] > WIDEST:
                raise ModelFormatError("transducer: a group of impossible size")
            self.widest = max(self.widest, self.size[k])
            r.copy(self.written + k * WIDEST, self.size[k] * 2)
            shown.append("".join([chr(self.written[k * WIDEST + i]) for i in range(self.size[k])]))
        self.groups = tuple(shown)
        one = (
            2 * 3 * self.reader * (self.letters + 1 + self.reader + 1)
            + 3 * self.writer * (self.classes + 1 + 2 * self.reader + 1 + self.writer + 1)
            + self.classes * (self.writer + 2 * self.reader + 1)
        )
        self.memory = <float *>calloc(one * self.members, 4)
        total = max(self.letters, self.classes) + 2
        total = total * self.wide + 3 * max(self.writer, self.reader) * (self.wide + 2 * self.reader)
        scratch = <float *>malloc(total * 4)
        if not self.memory or not scratch:
            free(scratch)
            raise MemoryError()
        self.next_free = self.memory
        try:
            for m in range(self.members):
                self.load(r, &self.member[m], scratch)
        finally:
            free(scratch)
        r.close()

    def __dealloc__(self):
        free(self.letter)
        free(self.size)
        free(self.written)
        free(self.memory)

    cdef float *floats(self, Py_ssize_t size):
        cdef float *here = self.next_free
        self.next_free += size
        return here

    cdef int load(self, _Reader r, Member *m, float *scratch) except -1:
        cdef int side, k, wide = self.wide, gates, rows = self.letters + 1
        cdef float *shown = scratch
        cdef float *weights = scratch + (max(self.letters, self.classes) + 2) * wide
        cdef float *table
        cdef Layer *layer
        r.matrix(shown, rows, wide, False)
        gates = 3 * self.reader
        for side in range(2):
            layer = &m.backward if side else &m.forward
            table = self.floats(rows * gates)
            layer.hidden = self.floats(self.reader * gates)
            layer.bias = self.floats(gates)
            r.matrix(weights, gates, wide, True)
            r.matrix(layer.hidden, gates, self.reader, True)
            # The input bias goes into the table of letters.
            r.vector(layer.bias, gates)
            for k in range(rows):
                memcpy(table + k * gates, layer.bias, gates * 4)
                add_product(table + k * gates, shown + k * wide, weights, wide, gates)
            r.vector(layer.bias, gates)
            if side:
                m.backward_in = table
            else:
                m.forward_in = table
        gates = 3 * self.writer
        m.group_in = self.floats((self.classes + 1) * gates)
        m.read_in = self.floats(2 * self.reader * gates)
        m.read_bias = self.floats(gates)
        m.writer.hidden = self.floats(self.writer * gates)
        m.writer.bias = self.floats(gates)
        m.out_state = self.floats(self.writer * self.classes)
        m.out_read = self.floats(2 * self.reader * self.classes)
        m.out_bias = self.floats(self.classes)
        r.matrix(shown, self.classes + 1, wide, False)
        r.matrix(weights, gates, wide + 2 * self.reader, True)
        for k in range(self.classes + 1):
            add_product(m.group_in + k * gates, shown + k * wide, weights, wide, gates)
        memcpy(m.read_in, weights + wide * gates, 2 * self.reader * gates * 4)
        r.matrix(m.writer.hidden, gates, self.writer, True)
        r.vector(m.read_bias, gates)
        r.vector(m.writer.bias, gates)
        r.matrix(m.out_state, self.classes, self.writer, True)
        r.matrix(m.out_read, self.classes, 2 * self.reader, True)
        r.vector(m.out_bias, self.classes)
        return 0

    cdef int numbers(self, str text, int32_t *out):
        """Letter numbers of the first 63 letters, 0 for a letter that the model does not know."""
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int i, k, n = <int>min(len(text), LONGEST)
        cdef Py_UCS4 c
        for i in range(n):
            c = PyUnicode_READ(width, data, i)
            out[i] = 0
            for k in range(self.letters):
                if self.letter[k] == c:
                    out[i] = k + 1
                    break
        return n

    cdef int read(self, Member *m, const int32_t *word, int n, float *given, float *out) noexcept nogil:
        """Gate sums (``given``) and output sums (``out``) that the reader gives for each letter; 0 without memory."""
        cdef int i, k, side, size = self.reader, gates = 3 * self.reader
        cdef float *read = <float *>calloc(n * 2 * size + size + gates, 4)
        cdef float *state
        cdef float *own
        cdef Layer *layer
        if not read:
            return 0
        state = read + n * 2 * size
        own = state + size
        for side in range(2):
            layer = &m.backward if side else &m.forward
            memset(state, 0, size * 4)
            for k in range(n):
                i = n - 1 - k if side else k
                memcpy(own, layer.bias, gates * 4)
                add_product(own, state, layer.hidden, size, gates)
                gru_cell((m.backward_in if side else m.forward_in) + word[i] * gates, own, state, size)
                memcpy(read + i * 2 * size + side * size, state, size * 4)
        for i in range(n):
            memcpy(given + i * 3 * self.writer, m.read_bias, 3 * self.writer * 4)
            add_product(given + i * 3 * self.writer, read + i * 2 * size, m.read_in, 2 * size, 3 * self.writer)
            memcpy(out + i * self.classes, m.out_bias, self.classes * 4)
            add_product(out + i * self.classes, read + i * 2 * size, m.out_read, 2 * size, self.classes)
        free(read)
        return 1

    cdef void write(self, Member *m, const float *given, const float *out, int group, float *state, float *sums,
                    float *votes) noexcept nogil:
        """Moves a state on by one letter and adds the log probability of each group to ``votes``."""
        cdef int i, gates = 3 * self.writer
        cdef float *own = sums
        cdef float *both = sums + gates
        cdef float *shown = both + gates
        cdef float top, total = 0
        cdef const float *table = m.group_in + <Py_ssize_t>group * gates
        memcpy(own, m.writer.bias, gates * 4)
        add_product(own, state, m.writer.hidden, self.writer, gates)
        for i in range(gates):
            both[i] = given[i] + table[i]
        gru_cell(both, own, state, self.writer)
        memcpy(shown, out, self.classes * 4)
        add_product(shown, state, m.out_state, self.writer, self.classes)
        top = shown[0]
        for i in range(1, self.classes):
            if shown[i] > top:
                top = shown[i]
        for i in range(self.classes):
            total += expf(shown[i] - top)
        top += logf(total)
        for i in range(self.classes):
            votes[i] += shown[i] - top

    def decode(self, str source not None, int n=5, int beam=12):
        """The ``n`` best counterparts of a word of at most 63 letters, with log probability."""
        cdef int32_t word[LONGEST + 1]
        cdef int length = self.numbers(source, word), kept, k, at
        cdef Node *nodes
        cdef dict found = {}
        cdef list out = [], path
        if not length:
            return []
        beam = max(1, min(beam, BEAM))
        nodes = <Node *>malloc((length + 1) * BEAM * sizeof(Node))
        if not nodes:
            raise MemoryError()
        try:
            with nogil:
                kept = self.search(word, length, beam, nodes)
            if kept < 0:
                raise MemoryError()
            for k in range(kept):
                at = length * BEAM + k
                score = nodes[at].score
                path = []
                while at >= BEAM:
                    path.append(self.groups[nodes[at].group])
                    at = (at // BEAM - 1) * BEAM + nodes[at].parent
                text = "".join(reversed(path))
                found[text] = logaddexp(found[text], score) if text in found else score
        finally:
            free(nodes)
        return sorted(found.items(), key=lambda row: -row[1])[:n]

    cdef int search(self, const int32_t *word, int length, int beam, Node *nodes) noexcept nogil:
        cdef int m, t, k, i, p, kept = 1, count, gates = 3 * self.writer, classes = self.classes, most = 2 * beam
        cdef int stride = self.members * self.writer
        cdef float *given = <float *>malloc(self.members * length * gates * 4)
        cdef float *out = <float *>malloc(self.members * length * classes * 4)
        cdef float *states = <float *>calloc(2 * BEAM * stride, 4)
        cdef float *sums = <float *>malloc((2 * gates + classes) * 4)
        cdef float *votes = <float *>malloc(classes * 4)
        cdef Option *options = <Option *>malloc((classes + 2 * BEAM + 1) * sizeof(Option))
        cdef float *old = states
        cdef float *new = states + BEAM * stride
        cdef float score, worst
        cdef uint64_t output
        cdef Node *node
        if not given or not out or not states or not sums or not votes or not options:
            kept = -1
        for m in range(self.members):
            if kept > 0 and not self.read(
                &self.member[m], word, length, given + m * length * gates, out + m * length * classes
            ):
                kept = -1
        if kept > 0:
            nodes[0].score, nodes[0].parent, nodes[0].group, nodes[0].output = 0, -1, classes, 0x1234567
            for t in range(length):
                count = 0
                for k in range(kept):
                    node = nodes + t * BEAM + k
                    memset(votes, 0, classes * 4)
                    for m in range(self.members):
                        self.write(&self.member[m], given + (m * length + t) * gates, out + (m * length + t) * classes,
                                   node.group, old + k * stride + m * self.writer, sums, votes)
                    worst = options[most - 1].score if count >= most else -1e30
                    for i in range(classes):
                        score = node.score + votes[i] / self.members
                        if not score > worst:  # no number at all is left out too
                            continue
                        options[count].score, options[count].parent, options[count].group = score, k, i
                        count += 1
                    qsort(options, count, sizeof(Option), likelier)
                    count = min(count, most)
                # Options with the same output and last group are one hypothesis; the likelier keeps its state.
                kept = 0
                for i in range(count):
                    node = nodes + t * BEAM + options[i].parent
                    output = node.output
                    for p in range(self.size[options[i].group]):
                        output = (output ^ self.written[options[i].group * WIDEST + p]) * <uint64_t>0x9E3779B97F4A7C15
                        output ^= output >> 29
                    for k in range(kept):
                        node = nodes + (t + 1) * BEAM + k
                        if node.output == output and node.group == options[i].group:
                            node.score = logaddexp(node.score, options[i].score)
                            break
                    else:
                        if kept == beam:
                            continue
                        node = nodes + (t + 1) * BEAM + kept
                        node.score, node.parent, node.group = options[i].score, options[i].parent, options[i].group
                        node.output = output
                        memcpy(new + kept * stride, old + node.parent * stride, stride * 4)
                        kept += 1
                old, new = new, old
        free(given)
        free(out)
        free(states)
        free(sums)
        free(votes)
        free(options)
        return kept

    def score(self, str source not None, str target not None):
        """Log probability of a target, by its best division into groups; -60 where none is found."""
        cdef int32_t word[LONGEST + 1]
        cdef uint16_t wanted[LONGEST + 1]
        cdef int length = self.numbers(source, word), goal = <int>min(len(target), LONGEST), i
        cdef float result
        if not length or not goal or len(target) > LONGEST:
            return -60.0
        for i in range(goal):
            wanted[i] = <uint16_t>min(<int>ord(target[i]), 0xFFFF)
        with nogil:
            result = self.forced(word, length, wanted, goal)
        return max(result, -60.0)

    cdef float forced(self, const int32_t *word, int length, const uint16_t *wanted, int goal) noexcept nogil:
        """Viterbi over how many target letters are written; the four likeliest places are kept at each letter."""
        cdef int m, t, k, i, j, p, kept = 1, gates = 3 * self.writer, classes = self.classes, low
        cdef int stride = self.members * self.writer
        cdef float *given = <float *>malloc(self.members * length * gates * 4)
        cdef float *out = <float *>malloc(self.members * length * classes * 4)
        cdef float *states = <float *>calloc(2 * 5 * stride, 4)
        cdef float *sums = <float *>malloc((2 * gates + classes) * 4)
        cdef float *votes = <float *>malloc(classes * 4)
        cdef float *old = states
        cdef float *new = states + 5 * stride
        cdef int place[5]
        cdef int group[5]
        cdef float score[5]
        cdef int next_place[5]
        cdef int next_group[5]
        cdef int next_from[5]
        cdef float next_score[5]
        cdef int next_kept
        cdef float s, result = -1e30
        if not given or not out or not states or not sums or not votes:
            kept = 0
        for m in range(self.members):
            if kept and not self.read(
                &self.member[m], word, length, given + m * length * gates, out + m * length * classes
            ):
                kept = 0
        place[0], group[0], score[0] = 0, classes, 0
        for t in range(length):
            next_kept = 0
            for k in range(kept):
                memset(votes, 0, classes * 4)
                for m in range(self.members):
                    self.write(&self.member[m], given + (m * length + t) * gates, out + (m * length + t) * classes,
                               group[k], old + k * stride + m * self.writer, sums, votes)
                for i in range(classes):
                    p = self.size[i]
                    if place[k] + p > goal:
                        continue
                    for j in range(p):
                        if self.written[i * WIDEST + j] != wanted[place[k] + j]:
                            break
                    else:
                        s = score[k] + votes[i] / self.members
                        # Weights out of all bounds give no number at all, which no place may start with.
                        if not s > -1e30:
                            continue
                        low = 0
                        for j in range(next_kept):
                            if next_place[j] == place[k] + p:
                                break
                            if next_score[j] < next_score[low]:
                                low = j
                        else:
                            j = next_kept
                            if next_kept < 4:
                                next_kept += 1
                                next_score[j] = -1e30
                            else:
                                j = low
                        if s > next_score[j]:
                            next_score[j], next_place[j] = s, place[k] + p
                            next_group[j], next_from[j] = i, k
            for j in range(next_kept):
                place[j], group[j], score[j] = next_place[j], next_group[j], next_score[j]
                memcpy(new + j * stride, old + next_from[j] * stride, stride * 4)
            kept = next_kept
            old, new = new, old
        for k in range(kept):
            if place[k] == goal:
                result = score[k]
        free(given)
        free(out)
        free(states)
        free(sums)
        free(votes)
        return result
