from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t, uint8_t

from arabnews_nlp._core.pretokens cimport FNV_OFFSET, FNV_PRIME

cdef enum:
    SIZE = 48
    WORDS = 8
    ARABIC_LETTERS = 48
    LATIN_LETTERS = 26
    BASE = 0x620
    BREAK = 1
    # Most rows of the tables with one Arabic spelling.
    ROWS = 4


cdef struct Stretch:
    # What matching has found out about some words of a name; nothing yet where ``best`` is 1.
    float best                  # log probability with the likeliest spelling of the other script
    uint32_t hash
    bint frequent               # whether the lists of name words have it often


cdef struct Name:
    int side
    int length
    int strong
    int words
    int other
    int acronym
    uint64_t digits
    uint8_t letters[SIZE]
    uint8_t start[WORDS + 1]
    uint8_t consonants[SIZE]
    uint8_t sounded[SIZE]       # of a Latin name: whether a letter is one of its consonants
    uint64_t mask[LATIN_LETTERS]
    int32_t rows[ROWS]          # of the tables of names, -1 after the last one
    uint64_t spelled            # hash of the letters that all its words name or are, 0 where some do not
    bint common                 # whether it is an ordinary Arabic word
    Stretch stretch[WORDS][2]   # of each word, and of it with the next one

# Letters by code point (below 0x2000), 0 for what is passed over, BREAK, or a digit below 16.
cdef const uint16_t *FOLDED
# Of each folded letter: the Latin consonants that it may stand for, as bits; whether it is a consonant that counts.
cdef const uint32_t *SOUNDS
cdef const uint8_t *STRONG_ARABIC
# Folded Arabic letters that may be vowels or silent, then a zero.
cdef const uint8_t *WEAK_ARABIC
cdef const uint8_t *STRONG_LATIN

cdef int prepare(str text, Name *name, bint composed=*) except -1
cdef int spoken(str text, Name *name) except -1
cdef str chat_name(str text)


cdef inline bint is_break(Py_UCS4 u) noexcept nogil:
    return u < 0x2000 and FOLDED[u] == BREAK


cdef inline uint32_t word_hash(const uint8_t *letters, int start, int end) noexcept nogil:
    """FNV-1a of the folded letters of a stretch."""
    return continued(FNV_OFFSET, letters, start, end)


cdef inline uint32_t continued(uint64_t key, const uint8_t *letters, int start, int end) noexcept nogil:
    """The hash of a word of which the letters before the stretch have made ``key``."""
    cdef int i
    for i in range(start, end):
        key = (key ^ letters[i]) * FNV_PRIME
    return <uint32_t>(key ^ (key >> 32))


cdef inline uint32_t pair_hash(uint32_t latin, uint32_t arabic) noexcept nogil:
    cdef uint64_t key = (<uint64_t>latin << 32 | arabic) * 0x9E3779B97F4A7C15U
    return <uint32_t>(key >> 32)
