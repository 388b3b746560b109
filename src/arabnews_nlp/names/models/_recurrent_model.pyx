# cython: cdivision=True
"""Recurrent transducers as they lie in memory, and their arithmetic: a word is read, then groups of letters are voted for.

A two-way GRU reads the word; a second GRU, which sees the groups written so far, gives each next group a probability.
Several members of one inventory vote by the mean of their log probabilities. Weights are 8-bit with one scale a row in
the bytes and floats in memory. README.md has the layout.
"""

from libc.math cimport expf, logf, tanhf
from libc.stdint cimport int8_t, int32_t, uint16_t, uint8_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.models._section_reader cimport SectionReader

from arabnews_nlp.errors import ModelFormatError


cdef inline float sigmoid(float x) noexcept nogil:
    return 1.0 / (1.0 + expf(-x))


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


cdef class WeightReader(SectionReader):
    """Reads matrices and vectors."""

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


cdef class RecurrentModel:
    """A group of recurrent transducers for one direction, from the bytes that the training script writes.

    :raises ModelFormatError: bytes of another length or layout.
    """

    def __cinit__(self, bytes data not None):
        cdef WeightReader r = WeightReader(data, "transducer")
        cdef Py_ssize_t k, total, one
        cdef int m
        cdef float *scratch
        self.letters, self.classes = r.number(1, 4096), r.number(1, 16384)
        self.wide, self.reader, self.writer = r.number(1, 1024), r.number(1, 1024), r.number(1, 1024)
        self.members = r.number(1, MEMBERS)
        self.stride = self.members * self.writer
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

    cdef int load(self, WeightReader r, Member *m, float *scratch) except -1:
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

    # ---- all members

    cdef bint open(self, Reading *reading, const int32_t *word, int length) noexcept nogil:
        """Have all members read a word; False without memory. :c:func:`close_reading` frees it in either case."""
        cdef int m, gates = 3 * self.writer
        reading.length = length
        reading.given = <float *>malloc(self.members * length * gates * 4)
        reading.out = <float *>malloc(self.members * length * self.classes * 4)
        reading.sums = <float *>malloc((2 * gates + self.classes) * 4)
        reading.votes = <float *>malloc(self.classes * 4)
        if not reading.given or not reading.out or not reading.sums or not reading.votes:
            return False
        for m in range(self.members):
            if not self.read(
                &self.member[m], word, length,
                reading.given + m * length * gates, reading.out + m * length * self.classes
            ):
                return False
        return True

    cdef void vote(self, const Reading *reading, int t, int group, float *state) noexcept nogil:
        """Move a state on to letter ``t``, before which ``group`` was written; ``votes`` are the sums of what the members
        give each group."""
        cdef int m, place, gates = 3 * self.writer
        memset(reading.votes, 0, self.classes * 4)
        for m in range(self.members):
            place = m * reading.length + t
            self.write(&self.member[m], reading.given + place * gates, reading.out + place * self.classes, group,
                       state + m * self.writer, reading.sums, reading.votes)
