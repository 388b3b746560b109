# cython: cdivision=True
"""What recurrent transducers are asked: the likeliest counterparts of a word, and how likely a given one is.

For each source letter a group of target letters is written. The search is a beam over source letters; a given target is
scored by Viterbi's algorithm over how many of its letters are written. Both hold no lock.
"""

from libc.stdint cimport int32_t, uint16_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcpy

from arabnews_nlp.names.models._log_probabilities cimport logaddexp
from arabnews_nlp.names.models._recurrent_model cimport LONGEST, Reading, RecurrentModel, WIDEST, close_reading

cdef enum:
    # Most hypotheses at a letter.
    BEAM = 24
    # Most places in a given target at a letter.
    PLACES = 4

# Log probability of what is impossible, and that of a target, at least.
cdef float NEVER = -1e30
cdef float LEAST = -60.0


cdef struct Option:
    # A group that may be written after a hypothesis.
    float score
    int32_t parent
    int32_t group


cdef struct Node:
    # A hypothesis at a letter: what it continues, the group written last, and a hash of all that is written.
    float score
    int32_t parent
    int32_t group
    uint64_t output


cdef struct Place:
    # How many letters of a given target are written, by which group last and after which place.
    float score
    int letters
    int group
    int parent


cdef int _likelier(const void *a, const void *b) noexcept nogil:
    cdef Option *x = <Option *>a
    cdef Option *y = <Option *>b
    if x.score != y.score:
        return -1 if x.score > y.score else 1
    if x.parent != y.parent:
        return -1 if x.parent < y.parent else 1
    return (x.group > y.group) - (x.group < y.group)


cdef class Transducer(RecurrentModel):
    """A group of recurrent transducers that is asked about words."""

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
        """Fill ``nodes``, BEAM for each letter and the start; how many hypotheses the last letter has, -1 without memory.

        The states of the hypotheses at a letter lie in ``old``, those at the next in ``new``.
        """
        cdef Reading reading
        cdef float *states = <float *>calloc(2 * BEAM * self.stride, 4)
        cdef Option *options = <Option *>malloc((self.classes + 2 * BEAM + 1) * sizeof(Option))
        cdef float *old = states
        cdef float *new = states + BEAM * self.stride
        cdef int t, count, kept = -1
        if self.open(&reading, word, length) and states and options:
            nodes[0] = Node(0, -1, self.classes, 0x1234567)
            kept = 1
            for t in range(length):
                count = self.find_options(&reading, t, nodes + t * BEAM, kept, old, options, 2 * beam)
                kept = self.merge(options, count, nodes + t * BEAM, nodes + (t + 1) * BEAM, beam, old, new)
                old, new = new, old
        close_reading(&reading)
        free(states)
        free(options)
        return kept

    cdef int find_options(
        self, const Reading *reading, int t, const Node *nodes, int kept, float *states, Option *options, int most
    ) noexcept nogil:
        """The likeliest groups after the hypotheses at letter ``t``, best first; how many, at most ``most``."""
        cdef int k, i, count = 0
        cdef float score, worst
        for k in range(kept):
            self.vote(reading, t, nodes[k].group, states + k * self.stride)
            worst = options[most - 1].score if count >= most else NEVER
            for i in range(self.classes):
                score = nodes[k].score + reading.votes[i] / self.members
                if score > worst:  # NaN is left out too
                    options[count] = Option(score, k, i)
                    count += 1
            qsort(options, count, sizeof(Option), _likelier)
            count = min(count, most)
        return count

    cdef int merge(
        self, const Option *options, int count, const Node *nodes, Node *following, int beam, const float *old, float *new
    ) noexcept nogil:
        """Make options hypotheses at the next letter; how many.

        Those with one output and last group are one hypothesis, with the state of the likelier.
        """
        cdef int i, k, kept = 0
        cdef uint64_t output
        for i in range(count):
            output = self.extend(nodes[options[i].parent].output, options[i].group)
            k = 0
            while k < kept and (following[k].output != output or following[k].group != options[i].group):
                k += 1
            if k < kept:
                following[k].score = logaddexp(following[k].score, options[i].score)
            elif kept < beam:
                following[k] = Node(options[i].score, options[i].parent, options[i].group, output)
                memcpy(new + k * self.stride, old + options[i].parent * self.stride, self.stride * 4)
                kept += 1
        return kept

    cdef uint64_t extend(self, uint64_t output, int group) noexcept nogil:
        """Hash of what is written with the letters of one more group."""
        cdef int p
        for p in range(self.size[group]):
            output = (output ^ self.written[group * WIDEST + p]) * <uint64_t>0x9E3779B97F4A7C15
            output ^= output >> 29
        return output

    def score(self, str source not None, str target not None):
        """Log probability of a target, by its best division into groups; -60 where none is found."""
        cdef int32_t word[LONGEST + 1]
        cdef uint16_t wanted[LONGEST + 1]
        cdef int length = self.numbers(source, word), goal = <int>min(len(target), LONGEST), i
        cdef float result
        if not length or not goal or len(target) > LONGEST:
            return LEAST
        for i in range(goal):
            wanted[i] = <uint16_t>min(<int>ord(target[i]), 0xFFFF)
        with nogil:
            result = self.forced(word, length, wanted, goal)
        return max(result, LEAST)

    cdef float forced(self, const int32_t *word, int length, const uint16_t *wanted, int goal) noexcept nogil:
        """Viterbi over how many letters of a target are written; the likeliest places are kept at each letter."""
        cdef Reading reading
        cdef float *states = <float *>calloc(2 * PLACES * self.stride, 4)
        cdef float *old = states
        cdef float *new = states + PLACES * self.stride
        cdef Place places[PLACES]
        cdef Place following[PLACES]
        cdef int t, k, kept = 0, count
        cdef float result = NEVER
        if self.open(&reading, word, length) and states:
            places[0] = Place(0, 0, self.classes, -1)
            kept = 1
        for t in range(length):
            count = 0
            for k in range(kept):
                self.vote(&reading, t, places[k].group, old + k * self.stride)
                count = self.advance(&reading, places + k, k, wanted, goal, following, count)
            for k in range(count):
                places[k] = following[k]
                memcpy(new + k * self.stride, old + following[k].parent * self.stride, self.stride * 4)
            kept = count
            old, new = new, old
        for k in range(kept):
            if places[k].letters == goal:
                result = places[k].score
        close_reading(&reading)
        free(states)
        return result

    cdef int advance(
        self, const Reading *reading, const Place *place, int parent, const uint16_t *wanted, int goal, Place *following,
        int count
    ) noexcept nogil:
        """Continue a place by every group that the target has there; how many places the next letter has then."""
        cdef int i, j, size
        cdef float score
        for i in range(self.classes):
            size = self.size[i]
            if place.letters + size > goal or not self.has(i, wanted + place.letters):
                continue
            score = place.score + reading.votes[i] / self.members
            # Weights out of all bounds give NaN, with which no place may start.
            if not score > NEVER:
                continue
            j = _slot(following, &count, place.letters + size)
            if score > following[j].score:
                following[j] = Place(score, place.letters + size, i, parent)
        return count

    cdef bint has(self, int group, const uint16_t *letters) noexcept nogil:
        """Whether these are the letters of a group."""
        cdef int j
        for j in range(self.size[group]):
            if self.written[group * WIDEST + j] != letters[j]:
                return False
        return True


cdef int _slot(Place *places, int *count, int letters) noexcept nogil:
    """Where a place after so many letters is, or may be put: over the least likely one if all slots are in use."""
    cdef int j, least = 0
    for j in range(count[0]):
        if places[j].letters == letters:
            return j
        if places[j].score < places[least].score:
            least = j
    if count[0] == PLACES:
        return least
    places[count[0]] = Place(NEVER, letters, 0, 0)
    count[0] += 1
    return count[0] - 1
