from libc.stdint cimport int32_t, uint32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable

cdef enum:
    BEGINNINGS = 1024   # words of 32 bits, one bit for each three letters that a form may begin with

cdef enum:
    ANYWHERE = 1        # a grammar may start at the word
    BEFORE_DIGITS = 2   # it may where digits follow

cdef extern from *:
    """
    #define lowest_bit(bits) __builtin_ctzll(bits)
    #define bits_set(bits) __builtin_popcountll(bits)
    """
    int lowest_bit(uint64_t bits) noexcept nogil
    int bits_set(uint64_t bits) noexcept nogil

cdef struct Senses:
    uint64_t own        # of a form
    uint64_t all        # and of the phrases that it starts
    uint64_t seconds    # bits of the words that follow it in those phrases
    Py_ssize_t first_value      # place of the value of the lowest bit of ``own``; the others follow

cdef class Lexicon:
    # Columns by entry; the entries are the folded forms in their order.
    cdef readonly list senses
    cdef list values        # of the senses that have a bit, entry by entry in the order of the bits
    cdef list phrases       # by sense and second word what follows, the longest first; None without phrases
    cdef Senses *bits
    cdef bytes starts       # whether a grammar may start at the form
    cdef HashTable table    # from the key of a form to its entry
    cdef uint32_t beginnings[BEGINNINGS]     # which three letters forms begin with, as bits


cdef dict NO_SENSES
cdef list NAMES       # of the senses that have a bit, by bit

cdef uint64_t sense_bit(str name)
cdef uint64_t sense_bits(names)
cdef frozenset rare_senses(names)
cdef uint64_t form_key(str form) noexcept


cdef inline uint32_t beginning_of(uint32_t first, uint32_t second, uint32_t third) noexcept nogil:
    """Number of 15 bits for the three letters that a form begins with, 0 for those that it has not."""
    return (first & 31) << 10 | (second & 31) << 5 | (third & 31)


cdef inline uint64_t second_bit(uint64_t key) noexcept nogil:
    """The bit of the second word of a phrase, by its key; most other words have another one."""
    return <uint64_t>1 << (key * <uint64_t>0x9E3779B97F4A7C15 >> 58)


cdef inline object lowest_value(Lexicon lexicon, int32_t entry, uint64_t senses):
    """Value of the lowest of some senses of an entry, which has them all; they have bits of their own."""
    cdef Senses *bits = lexicon.bits + entry
    return lexicon.values[bits.first_value + bits_set(bits.own & ((senses & -senses) - 1))]
