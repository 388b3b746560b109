"""What the network hands to the rules after it: runs of tokens with a tag and a score, without an object for each."""

from libc.stdlib cimport free, realloc

from arabnews_nlp._core.columns cimport enlarged


cdef class TaggedRuns:
    """Runs of tokens that the network takes for entities, as ``(first token, last token + 1, its tag, score)``.

    :param runs: such tuples, in order.
    """

    def __cinit__(self, runs=()):
        for first, last, tag, score in runs:
            if self.append(TaggedRun(first, last, score, tag)):
                raise MemoryError()

    def __dealloc__(self):
        free(self.rows)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        cdef TaggedRun *row = self.rows + i
        if not 0 <= i < self.count:
            raise IndexError(i)
        return row.first, row.last, row.tag, row.score

    def __iter__(self):
        return iter([self[i] for i in range(self.count)])

    cdef bint append(self, TaggedRun row) noexcept nogil:
        """One more run, behind those there are. Returns whether memory ran out."""
        cdef TaggedRun *more
        if self.count == self._capacity:
            more = <TaggedRun *>realloc(self.rows, enlarged(self._capacity) * sizeof(TaggedRun))
            if more == NULL:
                return True
            self.rows, self._capacity = more, enlarged(self._capacity)
        self.rows[self.count] = row
        self.count += 1
        return False
