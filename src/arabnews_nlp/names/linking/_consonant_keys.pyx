"""Consonant skeletons, by which a Latin name and Arabic words that write it are found to be alike.

A *skeleton* is the sequence of consonant classes of a name. Sounds that Arabic writes in several ways (g as ج غ ق ك, p
as ب پ) fall into one class and vowels are left out, so that a name has the same skeleton in both scripts. ConsonantKeys are
compared as 64-bit hashes, and the skeleton of a run of words continues that of its first word.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._latin_mentions cimport LatinMention
from arabnews_nlp.names._latin_names cimport LatinNames
from arabnews_nlp._core.pretokens cimport FNV_OFFSET, FNV_PRIME, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.linking._letter_groups cimport GROUP_LETTERS, MOST_GROUPS, LetterGroups, find_group, put_group
from arabnews_nlp.names.linking._similarity cimport PLAIN, plain_letters

from arabnews_nlp._files.tables import read_table

cdef enum:
    # Most skeletons of a reading of a name.
    FORMS = 8
    # Most characters of a Latin name whose spelling is sought among the Arabic words.
    LONGEST = 200

NOTHING = FNV_OFFSET

# Consonant classes: B T D K S R L M N F, and the digits.
cdef uint8_t _CONSONANT_CLASS[REACH]
CONSONANT_CLASS = _CONSONANT_CLASS
cdef dict _CODES = {c: CONSONANTS + i for i, c in enumerate("BTDKSRLMNF", 1)}


cdef struct Grapheme:
    # Readings of letters of a Latin name that are read together, the likeliest first.
    uint8_t readings
    uint8_t used        # letters that are passed over; the rest is read again
    ClassCodes classes[2]


cdef LetterGroups _groups
cdef Grapheme _graphemes[MOST_GROUPS]       # by the number of their group
cdef ClassCodes _spoken[26]


cdef ClassCodes _codes_of(str codes) except *:
    cdef ClassCodes classes
    cdef int k
    classes.size = len(codes)
    for k in range(3):
        classes.codes[k] = _CODES[codes[k]] if k < len(codes) else 0
    return classes


def _fill():
    """Tables of the sounds of both scripts, at import; all are read before one is filled, for an import that fails for want
    of one may be tried again."""
    cdef int number, k
    consonants = [(sign, letters) for kind, sign, letters in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "class"]
    groups = [(sign, readings.split()) for kind, sign, readings in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "group"]
    spoken = [(row[0], row[2]) for row in read_table("arabnews_nlp.names", "letter_names.tsv")]
    for name, letters in consonants:
        for letter in letters:
            _CONSONANT_CLASS[<Py_UCS4>ord(letter)] = _CODES[name]
    for k in range(10):
        _CONSONANT_CLASS[0x30 + k] = _CONSONANT_CLASS[0x660 + k] = DIGITS + k
    for number, (letters, options) in enumerate(groups):
        put_group(&_groups, letters, number)
        _graphemes[number].readings = len(options)
        _graphemes[number].used = len(letters) - (letters in ("ce", "ci", "cy", "sce", "sci"))
        for k in range(len(options)):
            _graphemes[number].classes[k] = _codes_of(options[k].replace("-", ""))
    for letter, codes in spoken:
        _spoken[<int>ord(letter) - 65] = _codes_of(codes)


_fill()


cdef inline const Grapheme *_grapheme(const uint8_t *letters, int count) noexcept nogil:
    """The longest group of letters at a place that is read together; NULL where there is none."""
    cdef uint32_t packed[GROUP_LETTERS]
    cdef int size, number, most = GROUP_LETTERS if count > GROUP_LETTERS else count
    packed[0] = letters[0]
    for size in range(1, most):
        packed[size] = packed[size - 1] << 8 | letters[size]
    for size in range(most, 0, -1):
        number = find_group(&_groups, packed[size - 1])
        if number >= 0:
            return &_graphemes[number]
    return NULL


cdef class ConsonantKeys:
    """The skeletons of the Latin names of a text, by number, and the names that have each.

    Every beginning of a skeleton is known too, so that a run of words that none of them begins with is given up early.

    :param surnames: where the last word of a person's name begins in the first occurrence, by the number of the name.
    """

    def __cinit__(self, LatinNames names not None, dict surnames=None):
        cdef str text = names.text
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t i, since, start, letters = 0
        cdef LatinMention *mention
        self.names = names
        self.surnames = {}
        self.table = HashTable()
        for i in range(names.count):
            mention = names.mentions.rows + names.rows[i].first
            if mention.end - mention.start <= LONGEST:
                letters += mention.end - mention.start
        self._mask = 63
        while self._mask < 64 * <uint64_t>letters and self._mask >> 26 == 0:
            self._mask = 2 * self._mask + 1
        self._bloom = <uint64_t *>PyMem_Calloc((self._mask + 1) // 64, sizeof(uint64_t))
        self._first = <int32_t *>PyMem_Calloc(names.count + 1, sizeof(int32_t))
        self._openings = <uint64_t *>PyMem_Calloc(1 << OPENING * BITS - 6, sizeof(uint64_t))
        if self._bloom == NULL or self._first == NULL or self._openings == NULL:
            raise MemoryError()
        for i in range(names.count):
            self._first[i] = <int32_t>self._count
            mention = names.mentions.rows + names.rows[i].first
            if mention.end - mention.start <= LONGEST:
                since = self._count
                self._add(width, data, mention.start, mention.end, since)
                if surnames is not None and i in surnames:
                    start = surnames[i]
                    if not mention.start < start < mention.end:
                        raise IndexError(start)
                    self.surnames[i] = text[start : mention.end]
                    self._add(width, data, start, mention.end, since)
        self._first[names.count] = <int32_t>self._count
        self._invert()

    def __dealloc__(self):
        PyMem_Free(self._bloom)
        PyMem_Free(self._openings)
        PyMem_Free(self._places)
        PyMem_Free(self._first)
        PyMem_Free(self._members)
        PyMem_Free(self._from)

    cdef int _add(self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t since) except -1:
        """The skeletons of one name."""
        cdef uint8_t read[PLAIN]
        cdef uint8_t spelled[PLAIN]
        cdef int reads = plain_letters(width, data, start, end, False, read)
        cdef int spells = plain_letters(width, data, start, end, True, spelled)
        self._read(read, reads, since)
        if reads != spells or memcmp(read, spelled, reads):
            self._read(spelled, spells, since)
        if reads > 6 and memcmp(read, <const char *>b"the ", 4) == 0:
            self._read(read + 4, reads - 4, since)
        return 0

    cdef int _read(self, const uint8_t *letters, int n, Py_ssize_t since) except -1:
        """The skeletons of the letters of a name, of which each group may be read in several ways."""
        cdef KeyState states[FORMS]
        cdef int count = 1, kept, i = 0, s, a
        cdef uint8_t c
        cdef const Grapheme *group
        states[0] = KeyState(NOTHING, 0, 0, 0)
        while i < n:
            c = letters[i]
            if c == c" ":
                for s in range(count):
                    states[s].last = 0
                i += 1
            elif 48 <= c <= 57:
                for s in range(count):
                    self._append(&states[s], DIGITS + c - 48)
                    states[s].last = 0
                i += 1
            elif 65 <= c <= 90:
                for s in range(count):
                    states[s].last = 0
                    self._extend(&states[s], &_spoken[c - 65])
                i += 1
            else:
                group = _grapheme(letters + i, n - i)
                if group == NULL:
                    i += 1
                    continue
                kept = count
                for a in range(1, group.readings):
                    if count + kept > FORMS:
                        break
                    for s in range(kept):
                        states[count] = states[s]
                        self._extend(&states[count], &group.classes[a])
                        count += 1
                for s in range(kept):
                    self._extend(&states[s], &group.classes[0])
                i += group.used
        for s in range(count):
            if states[s].length > 1:
                self._keep(&states[s], since)
        return 0

    cdef inline void _append(self, KeyState *state, int code) noexcept nogil:
        cdef uint64_t bit
        state.key = (state.key ^ <uint64_t>code) * FNV_PRIME
        bit = (state.key ^ (state.key >> 29)) & self._mask
        self._bloom[bit >> 6] |= <uint64_t>1 << (bit & 63)
        if state.length < OPENING:
            state.opening |= <uint32_t>(code & (1 << BITS) - 1) << BITS * state.length
        state.length += 1

    cdef inline void _extend(self, KeyState *state, const ClassCodes *classes) noexcept nogil:
        cdef int k
        if not classes.size:
            state.last = 0
        for k in range(classes.size):
            if classes.codes[k] != state.last:
                self._append(state, classes.codes[k])
            state.last = classes.codes[k]

    cdef int _keep(self, const KeyState *state, Py_ssize_t since) except -1:
        """Note a skeleton of the name whose skeletons begin at ``since``, unless it has it already."""
        cdef Py_ssize_t i
        cdef int32_t place = self.table.find(state.key)
        if place < 0:
            place = <int32_t>self.table.count
            self.table.put(state.key, place)
            self._openings[state.opening >> 6] |= <uint64_t>1 << (state.opening & 63)
            self._note_three(state)
        for i in range(since, self._count):
            if self._places[i] == place:
                return 0
        if self._count == self._room:
            self._places = <int32_t *>resized(self._places, enlarged(self._room), sizeof(int32_t))
            self._room = enlarged(self._room)
        self._places[self._count] = place
        self._count += 1
        return 0

    cdef void _note_three(self, const KeyState *state) noexcept nogil:
        """Note the first three consonants of a skeleton, or with two of them whatever follows."""
        cdef uint32_t three = state.opening & (1 << 3 * BITS) - 1, any
        for any in range(1 if state.length > 2 else 1 << BITS):
            self._first_three[three >> 6] |= <uint64_t>1 << (three & 63)
            three += 1 << 2 * BITS

    cdef int _invert(self) except -1:
        """The names of each skeleton, from the skeletons of each name."""
        cdef Py_ssize_t i, k, places = self.table.count
        self._from = <int32_t *>PyMem_Calloc(places + 2, sizeof(int32_t))
        self._members = <int32_t *>PyMem_Calloc(self._count + 1, sizeof(int32_t))
        if self._from == NULL or self._members == NULL:
            raise MemoryError()
        for i in range(self._count):
            self._from[self._places[i] + 2] += 1
        for i in range(places):
            self._from[i + 2] += self._from[i + 1]
        for i in range(self.names.count):
            for k in range(self._first[i], self._first[i + 1]):
                self._members[self._from[self._places[k] + 1]] = <int32_t>i
                self._from[self._places[k] + 1] += 1
        return 0

    cdef bint has(self, Py_ssize_t name, Py_ssize_t place) noexcept:
        """Whether a name has the skeleton of this number."""
        cdef Py_ssize_t k
        for k in range(self._first[name], self._first[name + 1]):
            if self._places[k] == place:
                return True
        return False

    cdef list alike(self, Py_ssize_t place, Py_ssize_t start, Py_ssize_t most):
        """Names with the skeleton of this number; of very many the ``most`` that first stand nearest to ``start``."""
        cdef Py_ssize_t low, high, begin, end, middle
        cdef LatinMention *mentions = self.names.mentions.rows
        begin, end = self._from[place], self._from[place + 1]
        if end - begin > most:
            low, high = begin, end
            while low < high:
                middle = (low + high) // 2
                if mentions[self.names.rows[self._members[middle]].first].start < start:
                    low = middle + 1
                else:
                    high = middle
            low = max(begin, min(low - most // 2, end - most))
            begin, end = low, low + most
        return [self._members[k] for k in range(begin, end)]

    cdef bint follow(
        self, int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t *key, int *length
    ) noexcept nogil:
        """Continue a skeleton with the letters of an Arabic word or the digits of a number, as long as one begins so."""
        cdef Py_ssize_t i
        cdef Py_UCS4 c
        cdef uint8_t code
        for i in range(start, end):
            c = PyUnicode_READ(width, data, i)
            code = consonant_class(c, PyUnicode_READ(width, data, i + 1) if i + 1 < end else 0)
            if code:
                key[0] = (key[0] ^ <uint64_t>code) * FNV_PRIME
                length[0] += 1
                if not self.bloom_has(key[0]):
                    return False
        return True
