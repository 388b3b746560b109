"""Rows of numbers that are kept by key, as many as there is room for: the least used give way (second marginal, counted).

A row that is held is not given away before :c:func:`release`, so that pointers to it stay good until then.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport int16_t, int32_t, uint8_t, uint64_t

cdef extern from "sru_crf.h" nogil:
    enum:
        LINE
    void fetch(const void *place, int bytes)

cdef enum:
    MOST_USES = 3       # uses of a row that count

cdef struct Row:
    uint64_t key
    int32_t also        # the rest of the key
    int32_t following   # the next row of the same bucket, or -1
    int32_t held        # when it was last held
    uint8_t uses

cdef struct ProjectionCache:
    Py_ssize_t count, width
    Py_ssize_t filled, hand, holding
    int32_t now
    Row *rows
    int32_t *buckets
    void *room
    int16_t *values


cdef inline void *aligned(void *room) noexcept nogil:
    """The first whole line of some room, which has LINE bytes to spare."""
    return <void *>((<size_t>room + LINE - 1) & ~<size_t>(LINE - 1))


cdef inline int prepare(ProjectionCache *kept, Py_ssize_t count, Py_ssize_t width) except -1:
    """Room for ``count`` rows, a power of two, of ``width`` numbers each."""
    cdef Py_ssize_t i
    kept.count, kept.width = count, width
    kept.filled = kept.hand = kept.holding = 0
    kept.now = 1
    kept.rows = <Row *>PyMem_Malloc(count * sizeof(Row))
    kept.buckets = <int32_t *>PyMem_Malloc(count * sizeof(int32_t))
    kept.room = PyMem_Malloc(count * width * sizeof(int16_t) + LINE)
    if kept.rows == NULL or kept.buckets == NULL or kept.room == NULL:
        raise MemoryError()
    kept.values = <int16_t *>aligned(kept.room)
    for i in range(count):
        kept.buckets[i] = -1
    return 0


cdef inline void discard(ProjectionCache *kept) noexcept:
    PyMem_Free(kept.rows)
    PyMem_Free(kept.buckets)
    PyMem_Free(kept.room)


cdef inline void release(ProjectionCache *kept) noexcept nogil:
    """Hold no row any more."""
    kept.now += 1
    kept.holding = 0


cdef inline int16_t *values_of(ProjectionCache *kept, Py_ssize_t row) noexcept nogil:
    return kept.values + row * kept.width


cdef inline int32_t *_bucket(ProjectionCache *kept, uint64_t key) noexcept nogil:
    return kept.buckets + (((key * 0x9E3779B97F4A7C15ULL) >> 40) & <uint64_t>(kept.count - 1))


cdef inline void expect_bucket(ProjectionCache *kept, uint64_t key) noexcept nogil:
    """First of two steps that have on its way to the cache what :c:func:`find` will read."""
    fetch(_bucket(kept, key), sizeof(int32_t))


cdef inline void expect_row(ProjectionCache *kept, uint64_t key) noexcept nogil:
    """Second of two steps that have on its way to the cache what :c:func:`find` will read."""
    fetch(kept.rows + _bucket(kept, key)[0], sizeof(Row))


cdef inline void _hold(ProjectionCache *kept, Row *row) noexcept nogil:
    if row.held != kept.now:
        row.held = kept.now
        kept.holding += 1


cdef inline Py_ssize_t find(ProjectionCache *kept, uint64_t key, int32_t also) noexcept nogil:
    """The row of a key, which is held from now on; -1 where there is none."""
    cdef int32_t at = _bucket(kept, key)[0]
    cdef Row *row
    while at >= 0:
        row = kept.rows + at
        if row.key == key and row.also == also:
            row.uses += row.uses < MOST_USES
            _hold(kept, row)
            return at
        at = row.following
    return -1


cdef inline Py_ssize_t take(ProjectionCache *kept, uint64_t key, int32_t also) noexcept nogil:
    """A row for a key that has none, to be filled by the caller and held from now on; -1 where all rows are held."""
    cdef Py_ssize_t at
    cdef Row *row
    cdef int32_t *link
    if kept.filled < kept.count:
        at = kept.filled
        kept.filled += 1
    elif kept.holding == kept.count:
        return -1
    else:
        at = kept.hand
        while kept.rows[at].held == kept.now or kept.rows[at].uses:
            if kept.rows[at].held != kept.now:
                kept.rows[at].uses -= 1
            at = (at + 1) & (kept.count - 1)
        kept.hand = (at + 1) & (kept.count - 1)
        link = _bucket(kept, kept.rows[at].key)
        while link[0] != at:
            link = &kept.rows[link[0]].following
        link[0] = kept.rows[at].following
    row = kept.rows + at
    link = _bucket(kept, key)
    row.key, row.also, row.following, row.held, row.uses = key, also, link[0], 0, 0
    link[0] = <int32_t>at
    _hold(kept, row)
    return at
