from libc.stdint cimport int32_t, uint16_t, uint8_t
from libc.stdlib cimport free

from arabnews_nlp.names.models._section_reader cimport SectionReader

cdef enum:
    LONGEST = 63        # most letters of a word
    MEMBERS = 4         # most members that vote
    WIDEST = 8          # most letters of a group


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


cdef struct Reading:
    # A word as the members have read it, for each member and letter: sums of the writer's gates, and of the outputs.
    int length
    float *given
    float *out
    # for one letter: memory for the sums of a member, and the votes of all for each group
    float *sums
    float *votes


cdef class WeightReader(SectionReader):
    cdef int matrix(self, float *out, int rows, int columns, bint turned) except -1
    cdef int vector(self, float *out, int size) except -1


cdef class RecurrentModel:
    cdef int letters, classes, wide, reader, writer, members
    cdef readonly int widest
    cdef int stride             # floats of a state of all members
    cdef uint16_t *letter       # of the source
    # of each group: how many letters, and which, WIDEST places each
    cdef uint8_t *size
    cdef uint16_t *written
    cdef float *memory
    cdef float *next_free
    cdef Member member[MEMBERS]
    cdef tuple groups

    cdef float *floats(self, Py_ssize_t size)
    cdef int load(self, WeightReader r, Member *m, float *scratch) except -1
    cdef int numbers(self, str text, int32_t *out)
    cdef int read(self, Member *m, const int32_t *word, int n, float *given, float *out) noexcept nogil
    cdef void write(self, Member *m, const float *given, const float *out, int group, float *state, float *sums,
                    float *votes) noexcept nogil
    cdef bint open(self, Reading *reading, const int32_t *word, int length) noexcept nogil
    cdef void vote(self, const Reading *reading, int t, int group, float *state) noexcept nogil


cdef inline void close_reading(Reading *reading) noexcept nogil:
    free(reading.given)
    free(reading.out)
    free(reading.sums)
    free(reading.votes)
