"""Letter n-grams of a token, hashed into buckets."""

from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hashing cimport FNV_OFFSET, fnv1a_step
from arabnews_nlp._core.pretokens cimport PyUnicode_READ, fold_char

cdef enum:
    GRAMS = 32768       # buckets of letter n-grams
    LETTERS = 24        # letters of a token that n-grams are made of
    MOST_GRAMS = 72     # n-grams of one token of so many letters


cdef inline int32_t _bucket(uint64_t key) noexcept nogil:
    return <int32_t>((key ^ (key >> 31)) & (GRAMS - 1))


cdef inline int grams(int width, const void *data, Py_ssize_t start, Py_ssize_t end, int32_t *out) noexcept nogil:
    """Buckets of the 2-, 3- and 4-grams of the folded letters between two boundary marks; how many."""
    cdef Py_UCS4 letters[LETTERS + 2]
    cdef int n = 1, i
    cdef Py_ssize_t p
    cdef Py_UCS4 c
    cdef uint64_t key
    letters[0] = 1
    for p in range(start, end):
        c = fold_char(PyUnicode_READ(width, data, p))
        if c:
            letters[n] = c
            n += 1
            if n == LETTERS + 1:
                break
    letters[n] = 2
    n += 1
    # The 2-grams come first, then the 3-grams, then the 4-grams; the hash of each goes on with the next letter.
    for i in range(n - 1):
        key = fnv1a_step(fnv1a_step(FNV_OFFSET, letters[i]), letters[i + 1])
        out[i] = _bucket(key)
        if i + 2 < n:
            key = fnv1a_step(key, letters[i + 2])
            out[n - 1 + i] = _bucket(key)
        if i + 3 < n:
            out[2 * n - 3 + i] = _bucket(fnv1a_step(key, letters[i + 3]))
    return 3 * n - 6 if n > 2 else 1
