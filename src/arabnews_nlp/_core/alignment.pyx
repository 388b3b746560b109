"""The way back from an edited text to its original, as a list of the edits that changed a length."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free
from libc.stdint cimport uint32_t

from arabnews_nlp._core.columns cimport enlarged, resized

from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, OffsetError, check_span

cdef enum:
    FIELDS = 4

cdef Py_ssize_t LONGEST = 0xFFFFFFFF  # code points: offsets are kept in 32 bits


cdef Py_ssize_t _whole(argument, value) except -1:
    """A length that a text can have.

    :raises ArgumentTypeError: it is no whole number.
    :raises ArgumentValueError: it is too small or too large.
    """
    if not isinstance(value, int):
        raise ArgumentTypeError(argument, value, "a whole number")
    if not 0 <= value <= LONGEST:
        raise ArgumentValueError(argument, value, f"from 0 to {LONGEST}")
    return value


cdef class Alignment:
    """Immutable map between the offsets of a normalized text and those of its original.

    It holds one record for each *edit*: a stretch of the original that became a stretch of another length. Text
    outside the edits corresponds one to one (a character replaced by one other needs no record). Look-ups are
    O(log edits); a span that ends beside deleted text maps to the tight span without it.

    >>> a = Alignment.from_edits(8, [(1, 2, 0), (4, 6, 1)])      # delete [1, 2), replace [4, 6) by one character
    >>> a.to_original(1, 3), a.to_original(3, 4), a.to_normalized(4, 5)
    ((2, 4), (4, 6), (3, 4))
    """

    def __cinit__(self):
        self._edits = NULL
        self._count = self._capacity = 0
        self.original_length = self.normalized_length = 0

    def __dealloc__(self):
        PyMem_Free(self._edits)

    cdef int push(self, Py_ssize_t ns, Py_ssize_t ne, Py_ssize_t os, Py_ssize_t oe) except -1:
        """Append an edit; neighbouring deletions become one, and one character for one needs no record."""
        cdef uint32_t *last
        if ne - ns == oe - os <= 1:
            return 0
        if self._count:
            last = self._edits + (self._count - 1) * FIELDS
            if last[0] == last[1] == ns == ne and last[3] == os:
                last[3] = <uint32_t>oe
                return 0
        if self._count == self._capacity:
            self._capacity = enlarged(self._capacity)
            self._edits = <uint32_t *>resized(self._edits, self._capacity, FIELDS * sizeof(uint32_t))
        last = self._edits + self._count * FIELDS
        last[0], last[1], last[2], last[3] = <uint32_t>ns, <uint32_t>ne, <uint32_t>os, <uint32_t>oe
        self._count += 1
        return 0

    cdef void clear(self) noexcept:
        """Forget the edits."""
        self._count = 0

    cdef int close(self, Py_ssize_t normalized_length, Py_ssize_t original_length) except -1:
        """Set the lengths and give back unused memory."""
        self.normalized_length = normalized_length
        self.original_length = original_length
        if self._count and self._capacity > self._count:
            self._capacity = self._count
            self._edits = <uint32_t *>resized(self._edits, self._capacity, FIELDS * sizeof(uint32_t))
        return 0

    @staticmethod
    def identity(length):
        """The alignment of a text of this length with itself.

        :raises ArgumentTypeError: it is no whole number.
        :raises ArgumentValueError: no text can be that long.
        """
        cdef Alignment result = Alignment.__new__(Alignment)
        cdef Py_ssize_t size = _whole("length", length)
        result.close(size, size)
        return result

    @staticmethod
    def from_edits(original_length, edits):
        """Alignment of replacing ``[start, end)`` of the original by ``width`` code points, for each triple.

        :raises ArgumentTypeError: what is no length, or no triple of whole numbers.
        :raises ArgumentValueError: the edits overlap, are unordered, or lie outside the text, or one of the texts is longer
            than a text can be.
        """
        cdef Alignment result = Alignment.__new__(Alignment)
        cdef Py_ssize_t start, end, width, shift = 0, last = 0, length = _whole("original_length", original_length)
        try:
            triples = [(start, end, width) for start, end, width in edits]
        except (TypeError, ValueError, OverflowError) as error:
            raise ArgumentTypeError("edits", edits, "triples of whole numbers") from error
        for start, end, width in triples:
            if not last <= start <= end <= length or not 0 <= width <= LONGEST - length - shift:
                raise ArgumentValueError("edits", (start, end, width), "ordered, disjoint triples inside the text")
            result.push(start + shift, start + shift + width, start, end)
            shift += width - (end - start)
            last = end
        result.close(length + shift, length)
        return result

    cdef Py_ssize_t _find(self, Py_ssize_t offset, int field) noexcept:
        """Number of edits whose ``field`` (an end) is at or before the offset."""
        cdef Py_ssize_t low = 0, high = self._count, middle
        while low < high:
            middle = (low + high) >> 1
            if self._edits[middle * FIELDS + field] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    cdef (Py_ssize_t, Py_ssize_t) _image(self, Py_ssize_t offset, int source) noexcept:
        """Span on the other side of the one character at an offset; source 0: normalized, 2: original."""
        cdef int target = 2 - source
        cdef Py_ssize_t i = self._find(offset, source + 1), base
        cdef uint32_t *edit
        if i < self._count:
            edit = self._edits + i * FIELDS
            if edit[source] <= offset:
                return edit[target], edit[target + 1]
        base = offset
        if i:
            edit = self._edits + (i - 1) * FIELDS
            base = offset - <Py_ssize_t>edit[source + 1] + <Py_ssize_t>edit[target + 1]
        return base, base + 1

    cdef tuple _map(self, given_start, given_end, int source):
        cdef Py_ssize_t length = self.original_length if source else self.normalized_length
        cdef Py_ssize_t other = self.normalized_length if source else self.original_length
        cdef Py_ssize_t first, last, ignored, start, end
        try:
            start, end = given_start, given_end
        except (TypeError, OverflowError):
            check_span(given_start, given_end, length)
            raise
        if not 0 <= start <= end <= length:
            raise OffsetError(start, end, length)
        if start == end:
            if start == length:
                return other, other
            first, ignored = self._image(start, source)
            return first, first
        first, ignored = self._image(start, source)
        ignored, last = self._image(end - 1, source)
        return first, last if last > first else first

    def to_original(self, start, end):
        """Original span of a normalized span.

        :raises OffsetError: the span is not inside the normalized text.
        """
        return self._map(start, end, 0)

    def to_normalized(self, start, end):
        """Normalized span of an original span; empty where all of it was deleted.

        :raises OffsetError: the span is not inside the original text.
        """
        return self._map(start, end, 2)

    def then(self, other):
        """The alignment of this edit followed by another one on its result.

        :raises ArgumentTypeError: it is no alignment.
        :raises ArgumentValueError: the other one starts from a text of another length.
        """
        if not isinstance(other, Alignment):
            raise ArgumentTypeError("other", other, "an Alignment")
        cdef Alignment following = other
        if following.original_length != self.normalized_length:
            raise ArgumentValueError("other", following.original_length, f"from a text of {self.normalized_length}")
        if not self._count:
            return following
        if not following._count:
            return self
        cdef Alignment result = Alignment.__new__(Alignment)
        cdef Py_ssize_t i = 0, j = 0, low, high
        cdef Py_ssize_t to_original = 0, to_final = 0
        cdef uint32_t *a
        cdef uint32_t *b
        cdef bint take_a, joined, has_a, has_b
        while i < self._count or j < following._count:
            a = self._edits + i * FIELDS
            b = following._edits + j * FIELDS
            if i == self._count:
                take_a = False
            elif j == following._count:
                take_a = True
            elif a[0] != b[2]:
                take_a = a[0] < b[2]
            else:
                take_a = a[0] == a[1] or b[2] != b[3]
            if take_a:
                low, high = a[0], a[1]
            else:
                low, high = b[2], b[3]
            has_a = has_b = False
            first_original, first_final = low + to_original, low + to_final
            joined = True
            while joined:
                joined = False
                if i < self._count:
                    a = self._edits + i * FIELDS
                    if (take_a and not has_a and not has_b) or (has_b and (low < a[0] < high or (a[0] < high and a[1] > low and a[1] > a[0]))) or (has_a and has_b and a[0] < high):
                        has_a = True
                        joined = True
                        high = a[1] if a[1] > high else high
                        to_original = <Py_ssize_t>a[3] - <Py_ssize_t>a[1]
                        i += 1
                        continue
                if j < following._count:
                    b = following._edits + j * FIELDS
                    if (not take_a and not has_a and not has_b) or (has_a and (low < b[2] < high or (b[2] < high and b[3] > low and b[3] > b[2]))):
                        has_b = True
                        joined = True
                        high = b[3] if b[3] > high else high
                        to_final = <Py_ssize_t>b[1] - <Py_ssize_t>b[3]
                        j += 1
            result.push(first_final, high + to_final, first_original, high + to_original)
        result.close(following.normalized_length, self.original_length)
        return result

    @property
    def edits(self):
        """The edits as ``(normalized_start, normalized_end, original_start, original_end)``."""
        cdef Py_ssize_t i
        return tuple([
            (self._edits[i], self._edits[i + 1], self._edits[i + 2], self._edits[i + 3])
            for i in range(0, self._count * FIELDS, FIELDS)
        ])

    @property
    def is_identity(self):
        """Whether no edit changed a length."""
        return self._count == 0

    @property
    def nbytes(self):
        """Memory held by the edits, in bytes."""
        return self._capacity * FIELDS * sizeof(uint32_t)

    def __len__(self):
        return self._count

    def __eq__(self, other):
        return (
            isinstance(other, Alignment)
            and self.original_length == (<Alignment>other).original_length
            and self.normalized_length == (<Alignment>other).normalized_length
            and self.edits == (<Alignment>other).edits
        )

    def __hash__(self):
        return hash((self.original_length, self.normalized_length, self.edits))

    def __repr__(self):
        return f"Alignment({self.original_length} -> {self.normalized_length}, {self._count} edits)"

    def __reduce__(self):
        return restored_alignment, (
            self.original_length,
            self.normalized_length,
            PyBytes_FromStringAndSize(<char *>self._edits, self._count * FIELDS * sizeof(uint32_t)),
        )


def restored_alignment(Py_ssize_t original_length, Py_ssize_t normalized_length, bytes edits not None):
    """An alignment from the lengths of both texts and the bytes of its edits, made in another process maybe.

    :raises ValueError: edits that overlap, are unordered, or lie outside the texts.
    """
    cdef Alignment result = Alignment.__new__(Alignment)
    cdef const uint32_t *edit = <const uint32_t *><const char *>edits
    cdef Py_ssize_t i, normalized = 0, original = 0
    if len(edits) % (FIELDS * sizeof(uint32_t)):
        raise ValueError("half an edit")
    for i in range(<Py_ssize_t>(len(edits) // (FIELDS * sizeof(uint32_t)))):
        if not (normalized <= edit[0] <= edit[1] <= normalized_length and original <= edit[2] <= edit[3] <= original_length
                and <Py_ssize_t>edit[0] - normalized == <Py_ssize_t>edit[2] - original):
            raise ValueError(f"no edit of these texts: {edit[0]}, {edit[1]}, {edit[2]}, {edit[3]}")
        result.push(edit[0], edit[1], edit[2], edit[3])
        normalized, original = edit[1], edit[3]
        edit += FIELDS
    if normalized_length - normalized != original_length - original:
        raise ValueError("lengths that the edits do not account for")
    result.close(normalized_length, original_length)
    return result
