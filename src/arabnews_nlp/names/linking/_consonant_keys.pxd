cimport cython
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._latin_names cimport LatinNames

cdef enum:
    # Codes of consonants and digits: their low bits tell most of them apart, and bit 6 is set in all.
    CONSONANTS = 0x40
    DIGITS = 0xC0
    BITS = 4
    # Where the characters end that have a code.
    REACH = 0x700
    # Two letters that write one sound (تشيلي for Chile)
    TEH = 0x62A
    SHEEN = 0x634
    # First consonants of a run, all where it has fewer, by which most runs that are no name are told.
    OPENING = 4

# The key of no consonant at all.
cdef uint64_t NOTHING

cdef const uint8_t *CONSONANT_CLASS


cdef inline uint8_t consonant_class(Py_UCS4 c, Py_UCS4 following) noexcept nogil:
    """Code of the consonant that an Arabic letter stands for, or of a digit; 0 for anything else.

    تش is ch, so that the ت says nothing there.
    """
    if c >= REACH:
        return 0
    return CONSONANT_CLASS[c] if c != TEH or following != SHEEN else 0


cdef struct KeyState:
    uint64_t key
    uint32_t opening    # the first consonants
    int length
    int last

cdef struct ClassCodes:
    # Consonant classes of a reading.
    unsigned char size
    unsigned char codes[3]

@cython.final
cdef class ConsonantKeys:
    cdef readonly LatinNames names
    cdef readonly dict surnames         # last words of persons' names, by their numbers
    cdef HashTable table         # their numbers
    cdef uint64_t *_bloom       # bits of the beginnings
    cdef uint64_t _mask
    cdef uint64_t *_openings    # bits of the first consonants of all skeletons
    cdef uint64_t[64] _first_three      # bits of fewer of them, which tell most runs
    cdef int32_t *_places       # skeletons of all names, those of a name together
    cdef int32_t *_first        # where those of a name begin
    cdef Py_ssize_t _count, _room
    cdef int32_t *_members      # names of all skeletons, those of a skeleton together and in order
    cdef int32_t *_from         # where those of a skeleton begin
    cdef int _add(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t since) except -1
    cdef int _read(self, const unsigned char *letters, int n, Py_ssize_t since) except -1
    cdef void _append(self, KeyState *state, int code) noexcept nogil
    cdef void _extend(self, KeyState *state, const ClassCodes *classes) noexcept nogil
    cdef int _keep(self, const KeyState *state, Py_ssize_t since) except -1
    cdef void _note_three(self, const KeyState *state) noexcept nogil
    cdef int _invert(self) except -1
    cdef bint has(self, Py_ssize_t name, Py_ssize_t place) noexcept
    cdef list alike(self, Py_ssize_t place, Py_ssize_t start, Py_ssize_t most)
    cdef bint follow(
        self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t *key, int *length
    ) noexcept nogil

    cdef inline bint bloom_has(self, uint64_t key) noexcept nogil:
        """Whether a skeleton may begin so."""
        cdef uint64_t bit = (key ^ (key >> 29)) & self._mask
        return self._bloom[bit >> 6] >> (bit & 63) & 1

    # The filter by which most words of a text end: the first OPENING consonants of every key, packed in BITS bits each, are
    # an index of a table of bits. A text is read from its end (_starts in _arabic_matches), so that the consonants of what
    # begins at a word are those of the word below those of what follows. Microsoft has the classes M K R S F T; their low
    # bits are 8 4 6 5 A 2, the first four packed 0x5648, and that bit is set. At مايكروسوفت the text gives 0x2A5648, whose
    # lowest 16 bits are the index: the word may start a match.
    # A name may have fewer: Apple has B L, packed 0x0071. At آبل وسامسونغ the text gives 0x..8571, whose lowest 16 bits are
    # not 0x0071; but ``ends`` has a bit where a word ends, here bit 8, above two consonants. So the beginning of two is
    # asked for where a word ends after two, likewise that of three. One of one consonant is no key.
    # What must hold: the packed bits of the text and of the keys are in one order, the first lowest; the code of no
    # consonant has low bits of 0; names of more consonants are set by their first four alone.
    cdef inline bint may_start(self, uint64_t consonants, uint64_t ends) noexcept nogil:
        """Whether a run may have a skeleton.

        :param consonants: the low bits of the codes of its first consonants, the first lowest.
        :param ends: a bit where a word of it ends, above its last consonant.
        """
        cdef uint64_t three = consonants & (1 << 3 * BITS) - 1
        return self._first_three[three >> 6] >> (three & 63) & 1 and (
            self._opens(consonants & (1 << OPENING * BITS) - 1)
            | self._opens(consonants & (1 << (OPENING - 1) * BITS) - 1) & ends >> (OPENING - 1) * BITS
            | self._opens(consonants & (1 << (OPENING - 2) * BITS) - 1) & ends >> (OPENING - 2) * BITS
        )

    cdef inline uint64_t _opens(self, uint64_t consonants) noexcept nogil:
        return self._openings[consonants >> 6] >> (consonants & 63) & 1
