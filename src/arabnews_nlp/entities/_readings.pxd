"""How a word may be read: as it stands, and without proclitics before it; and which of these is the likelier."""

from libc.stdint cimport int32_t, uint16_t, uint64_t

from arabnews_nlp._core.hashing cimport FNV_OFFSET, fnv1a_step
from arabnews_nlp._core.pretokens cimport PyUnicode_READ, extended_key
from arabnews_nlp._core.proclitics cimport ALEF, FEH, KAF, LAM, WAW, is_proclitic

cdef enum:
    YEH = 0x64A
    # The rest of a word is read after a proclitic if it is so many times as frequent as the whole word; the second where
    # the proclitic is rare. A word that the vocabulary lacks is taken to stand at the place UNSEEN_AT.
    COMMON_PROCLITIC = 3
    RARE_PROCLITIC = 30
    UNSEEN_AT = 40000


cdef struct Reading:
    uint64_t key        # of the word as a phrase
    Py_ssize_t start    # of the body
    uint16_t lists      # that the word stands in

cdef struct Readings:
    int count
    Reading of[3]

cdef inline uint64_t phrase_extended(uint64_t key, uint64_t word) noexcept nogil:
    """Key of a phrase with one more word; that of no words is 0."""
    return (key ^ (word >> 29) ^ word) * <uint64_t>0x9E3779B97F4A7C15


cdef inline void read_word(int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t key, Readings *out) noexcept nogil:
    """The word whole, and without one and two proclitics; ``لل`` gives back the article's alef."""
    cdef uint64_t with_alef = fnv1a_step(FNV_OFFSET, ALEF)
    cdef int n = 1
    cdef Py_ssize_t p = start
    cdef Py_UCS4 c
    cdef bint article = False
    out.of[0].key = phrase_extended(0, key)
    out.of[0].start = start
    while n < 3 and end - p > 3 and not article:
        c = PyUnicode_READ(width, data, p)
        if not is_proclitic(c):
            break
        p += 1
        article = c == LAM and PyUnicode_READ(width, data, p) == LAM
        out.of[n].key = phrase_extended(0, extended_key(with_alef if article else FNV_OFFSET, width, data, p, end))
        out.of[n].start = p
        n += 1
    out.count = n


cdef inline bint has_article(int width, const void *data, Py_ssize_t i) noexcept nogil:
    """Whether an alef and a lam stand at an offset that two letters follow."""
    return PyUnicode_READ(width, data, i) == ALEF and PyUnicode_READ(width, data, i + 1) == LAM


cdef inline bint before_is_proclitic(int width, const void *data, Py_ssize_t start, Py_ssize_t body, int32_t vocab_id, int32_t whole) noexcept nogil:
    """Whether what stands before ``body`` is proclitics: the rest is so much more frequent than the word as it stands.

    ``vocab_id`` and ``whole`` are the places of the two in the order of frequency, -1 for none. The preposition ك, the
    conjunction ف and two clitics at once ask for more; an article after them for less. An unknown word with و is taken
    for a conjunction and a name unless a vowel letter follows, as in the many names that begin with W.
    """
    cdef Py_UCS4 c = PyUnicode_READ(width, data, start), following = PyUnicode_READ(width, data, start + 1)
    cdef bint article = has_article(width, data, body), waw = c == WAW and body - start == 1
    cdef int ratio = COMMON_PROCLITIC
    if not article and (c == KAF or c == FEH or body - start > 1):
        ratio = RARE_PROCLITIC
    if vocab_id < 0:
        return whole < 0 and waw and (article or (following != ALEF and following != WAW and following != YEH))
    if whole < 0:
        return waw or article or vocab_id * ratio < UNSEEN_AT
    return vocab_id * ratio < whole
