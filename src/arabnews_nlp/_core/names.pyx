# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Arabic counterparts of Latin names: consonant skeletons, runs of Arabic words, glosses in brackets.

A *skeleton* is the sequence of consonant classes of a name. Sounds that Arabic writes in several ways (g as ج غ ق ك, p
as ب پ) fall into one class and vowels are left out, so that a name has the same skeleton in both scripts. Skeletons are
compared as 64-bit hashes, and the skeleton of a run of words continues that of its first word.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.keytable cimport KeyTable
from arabnews_nlp._core.latin cimport LatinNames, LatinRun
from arabnews_nlp._core.lexemes cimport (
    ARABIC, DIGIT, LATIN, PUNCT, SPACE,
    KeyMap, Lexemes, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char, fold_key,
)
from arabnews_nlp._core.sounds cimport PLAIN, plain_letters

cdef enum:
    # Most words in a run.
    RUN = 6
    # Most readings of the clitics of a word, and most skeletons of a reading of a name.
    FORMS = 8
    # Most characters of a Latin name whose spelling is sought among the Arabic words.
    LONGEST = 200
    # Most characters between a run and a Latin name beside it.
    GAP = 4
    # Lexemes within which a bracket opens beside a Latin name.
    NEAR = 8
    # Most words of a gloss.
    GLOSS = 9

cdef uint64_t FNV_OFFSET = 0xCBF29CE484222325ULL
cdef uint64_t FNV_PRIME = 0x100000001B3ULL

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 c) noexcept nogil

# Consonant classes: B T D K S R L M N F are 1 to 10, digits are 100 to 109.
cdef uint8_t BONES[256]
cdef dict _CODES = {c: i for i, c in enumerate("BTDKSRLMNF", 1)}


# --- Skeletons -------------------------------------------------------------------------------------------------------

cdef dict _GRAPHEMES = {
    "sch": ("S", "SK"), "tch": ("S",), "ch": ("S", "K"), "sh": ("S",), "ph": ("F",), "th": ("T", "D"), "ck": ("K",),
    "gh": ("K", ""), "igh": ("",), "kh": ("K",), "dge": ("K", "DK"), "dg": ("K", "DK"), "tion": ("SN", "TN"),
    "sion": ("KN", "SN"), "ture": ("SR", "TR"), "x": ("KS", "S"), "kn": ("N", "KN"), "dh": ("D",), "ts": ("TS",),
    "c": ("K",), "ce": ("S",), "ci": ("S", "K"), "cy": ("S",), "b": ("B",), "p": ("B",), "v": ("F",), "f": ("F",), "g": ("K",),
    "k": ("K",), "q": ("K",), "j": ("K", ""), "t": ("T",), "d": ("D",), "s": ("S",), "z": ("S",), "r": ("R",),
    "l": ("L",), "m": ("M",), "n": ("N",), "ng": ("NK", "N"), "cz": ("S",), "sc": ("SK",), "sce": ("S",), "sci": ("S",),
    "a": ("",), "e": ("",), "i": ("",), "o": ("",), "u": ("",), "y": ("",), "h": ("",), "w": ("",),
}
cdef dict _LETTER_NAMES = {
    "a": "", "b": "B", "c": "S", "d": "D", "e": "", "f": "F", "g": "K", "h": "S", "i": "", "j": "K", "k": "K", "l": "L",
    "m": "M", "n": "N", "o": "", "p": "B", "q": "K", "r": "R", "s": "S", "t": "T", "u": "", "v": "F", "w": "DBL",
    "x": "KS", "y": "", "z": "SD",
}


cdef struct Grapheme:
    # Letters of a Latin name that are read together, with their readings, the likeliest first.
    uint32_t letters
    uint8_t readings
    uint8_t used        # letters that are passed over; the rest is read again
    Bones bones[2]


cdef enum:
    GRAPHEMES = 256

cdef Grapheme _graphemes[GRAPHEMES]
cdef Bones _spoken[26]


cdef Bones _bones_of(str codes) except *:
    cdef Bones bones
    cdef int k
    bones.size = len(codes)
    for k in range(3):
        bones.codes[k] = _CODES[codes[k]] if k < len(codes) else 0
    return bones


def _fill():
    """Tables of the sounds of both scripts, once, at import."""
    cdef uint32_t packed
    cdef int slot, k
    for letters, name in (
        ("بپ", "B"), ("تطث", "T"), ("دضذظ", "D"), ("كقجغخگ", "K"), ("سصزشچژ", "S"),
        ("ر", "R"), ("ل", "L"), ("م", "M"), ("ن", "N"), ("فڤ", "F"),
    ):
        for letter in letters:
            BONES[ord(letter) - 0x600] = _CODES[name]
    for k in range(10):
        BONES[0x60 + k] = 100 + k
    for letters, options in _GRAPHEMES.items():
        packed = 0
        for letter in letters:
            packed = (packed << 8) | <uint32_t>ord(letter)
        slot = (packed * 2654435761U >> 24) & (GRAPHEMES - 1)
        while _graphemes[slot].letters:
            slot = (slot + 1) & (GRAPHEMES - 1)
        _graphemes[slot].letters = packed
        _graphemes[slot].readings = len(options)
        _graphemes[slot].used = len(letters) - (letters in ("ce", "ci", "cy", "sce", "sci"))
        for k in range(len(options)):
            _graphemes[slot].bones[k] = _bones_of(options[k])
    for letter, codes in _LETTER_NAMES.items():
        _spoken[<int>ord(letter) - 97] = _bones_of(codes)


_fill()


cdef inline const Grapheme *_grapheme(const uint8_t *letters, int count) noexcept nogil:
    """The longest group of letters at a place that is read together; NULL where there is none."""
    cdef int size, k, slot
    cdef uint32_t packed
    for size in range(4 if count > 4 else count, 0, -1):
        packed = 0
        for k in range(size):
            packed = (packed << 8) | letters[k]
        slot = (packed * <uint32_t>2654435761U >> 24) & (GRAPHEMES - 1)
        while _graphemes[slot].letters:
            if _graphemes[slot].letters == packed:
                return &_graphemes[slot]
            slot = (slot + 1) & (GRAPHEMES - 1)
    return NULL


cdef class Skeletons:
    """The skeletons of the Latin names of a text, by number, and the names that have each.

    Every beginning of a skeleton is known too, so that a run of words that none of them begins with is given up early.
    """

    def __cinit__(self, LatinNames names not None):
        cdef str text = names.text
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t i, letters = 0
        cdef LatinRun *run
        self.names = names
        self._table = KeyTable()
        for i in range(names.count):
            run = names.runs.rows + names.rows[i].first
            if run.end - run.start <= LONGEST:
                letters += run.end - run.start
        self._mask = 63
        while self._mask < 64 * <uint64_t>letters and self._mask >> 26 == 0:
            self._mask = 2 * self._mask + 1
        self._begun = <uint64_t *>PyMem_Calloc((self._mask + 1) // 64, sizeof(uint64_t))
        self._first = <int32_t *>PyMem_Calloc(names.count + 1, sizeof(int32_t))
        if self._begun == NULL or self._first == NULL:
            raise MemoryError()
        self._begin(FNV_OFFSET)
        for i in range(names.count):
            self._first[i] = <int32_t>self._count
            run = names.runs.rows + names.rows[i].first
            if run.end - run.start <= LONGEST:
                self._add(width, data, run.start, run.end, self._count)
        self._first[names.count] = <int32_t>self._count
        self._invert()

    def __dealloc__(self):
        PyMem_Free(self._begun)
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
        cdef Skeleton states[FORMS]
        cdef int count = 1, kept, i = 0, s, a
        cdef uint8_t c
        cdef const Grapheme *group
        states[0] = Skeleton(FNV_OFFSET, 0, 0)
        while i < n:
            c = letters[i]
            if c == c" ":
                for s in range(count):
                    states[s].last = 0
                i += 1
            elif 48 <= c <= 57:
                for s in range(count):
                    states[s].key = (states[s].key ^ <uint64_t>(100 + c - 48)) * FNV_PRIME
                    states[s].length += 1
                    states[s].last = 0
                    self._begin(states[s].key)
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
                        self._extend(&states[count], &group.bones[a])
                        count += 1
                for s in range(kept):
                    self._extend(&states[s], &group.bones[0])
                i += group.used
        for s in range(count):
            if states[s].length > 1:
                self._keep(states[s].key, since)
        return 0

    cdef inline void _begin(self, uint64_t key) noexcept nogil:
        cdef uint64_t bit = (key ^ (key >> 29)) & self._mask
        self._begun[bit >> 6] |= <uint64_t>1 << (bit & 63)

    cdef inline bint begun(self, uint64_t key) noexcept nogil:
        """Whether a skeleton may begin so."""
        cdef uint64_t bit = (key ^ (key >> 29)) & self._mask
        return self._begun[bit >> 6] >> (bit & 63) & 1

    cdef inline void _extend(self, Skeleton *state, const Bones *bones) noexcept nogil:
        cdef int k
        if not bones.size:
            state.last = 0
        for k in range(bones.size):
            if bones.codes[k] != state.last:
                state.key = (state.key ^ <uint64_t>bones.codes[k]) * FNV_PRIME
                state.length += 1
                self._begin(state.key)
            state.last = bones.codes[k]

    cdef int _keep(self, uint64_t key, Py_ssize_t since) except -1:
        """Note a skeleton of the name whose skeletons begin at ``since``, unless it has it already."""
        cdef Py_ssize_t i
        cdef int32_t place = self._table.find(key)
        if place < 0:
            place = <int32_t>self._table.count
            self._table.put(key, place)
        for i in range(since, self._count):
            if self._places[i] == place:
                return 0
        if self._count == self._room:
            self._places = <int32_t *>resized(self._places, enlarged(self._room), sizeof(int32_t))
            self._room = enlarged(self._room)
        self._places[self._count] = place
        self._count += 1
        return 0

    cdef int _invert(self) except -1:
        """The names of each skeleton, from the skeletons of each name."""
        cdef Py_ssize_t i, k, places = self._table.count
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
        cdef LatinRun *runs = self.names.runs.rows
        begin, end = self._from[place], self._from[place + 1]
        if end - begin > most:
            low, high = begin, end
            while low < high:
                middle = (low + high) // 2
                if runs[self.names.rows[self._members[middle]].first].start < start:
                    low = middle + 1
                else:
                    high = middle
            low = max(begin, min(low - most // 2, end - most))
            begin, end = low, low + most
        return [self._members[k] for k in range(begin, end)]


cdef bint _follow(Skeletons skeletons, int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t *key, int *length) noexcept:
    """Continue a skeleton with the letters of an Arabic word or the digits of a number, as long as one begins so."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    cdef int code
    for i in range(start, end):
        c = PyUnicode_READ(width, data, i)
        if 0x600 <= c <= 0x6FF:
            code = BONES[<int>c - 0x600]
            if c == 0x62A and i + 1 < end and PyUnicode_READ(width, data, i + 1) == 0x634:
                continue
        elif 48 <= c <= 57:
            code = 100 + <int>c - 48
        else:
            continue
        if code:
            key[0] = (key[0] ^ <uint64_t>code) * FNV_PRIME
            length[0] += 1
            if not skeletons.begun(key[0]):
                return False
    return True


# --- Runs of Arabic words --------------------------------------------------------------------------------------------

cdef inline uint64_t _chain(uint64_t key, uint64_t following) noexcept nogil:
    return (key ^ (following + (key << 6) + (key >> 2))) * FNV_PRIME


cdef class Phrases:
    """Numbers of phrases by the keys of their words; the beginning of one has the number 0."""

    def __cinit__(self):
        self.table = KeyTable()

    def __len__(self):
        return self.table.count

    def get(self, str form not None):
        """Number of a phrase, 0 where it is the beginning of one, -1 where there is none."""
        cdef Lexemes lx = Lexemes(form)
        cdef uint64_t key = FNV_OFFSET
        cdef Py_ssize_t i
        cdef bint empty = True
        for i in range(lx.count):
            if _spoken_word(lx, i):
                key = _chain(key, lx.key[i])
                empty = False
        return 0 if empty else self.table.find(key)

    def add(self, str form not None, int32_t number):
        """Set the number of a phrase."""
        cdef Lexemes lx = Lexemes(form)
        cdef uint64_t key = FNV_OFFSET
        cdef Py_ssize_t i, last = -1
        for i in range(lx.count):
            if not _spoken_word(lx, i):
                continue
            if last < 0:
                self.endings |= _ending(PyUnicode_KIND(form), PyUnicode_DATA(form), lx.start[i], lx.end[i])
            elif self.table.find(key) < 0:
                self.table.put(key, 0)
            key = _chain(key, lx.key[i])
            last = i
        if last >= 0:
            self.table.put(key, number)


cdef inline bint _spoken_word(Lexemes lx, Py_ssize_t i) noexcept:
    return lx.kind[i] == ARABIC or lx.kind[i] == DIGIT or lx.kind[i] == LATIN


cdef inline uint64_t _ending(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """A bit for the last folded letter of a word, which no reading of its clitics takes away; all where it has none."""
    cdef Py_UCS4 c
    while end > start:
        end -= 1
        c = fold_char(PyUnicode_READ(width, data, end))
        if c:
            return <uint64_t>1 << (<uint32_t>c & 63)
    return <uint64_t>-1


cdef Py_ssize_t _next(Lexemes lx, int width, const void *data, Py_ssize_t i) noexcept:
    """The lexeme that continues a run after lexeme ``i``, -1 where there is none."""
    cdef Py_ssize_t j = i + 1, count = lx.count
    cdef Py_UCS4 c
    if j >= count:
        return -1
    if lx.kind[j] == ARABIC or lx.kind[j] == DIGIT:
        return j
    if lx.kind[j] == SPACE:
        if lx.end[j] - lx.start[j] > 2:
            return -1
    elif lx.kind[j] == PUNCT:
        c = PyUnicode_READ(width, data, lx.start[j])
        if c != c"-" and c != c"_":
            return -1
    else:
        return -1
    j += 1
    return j if j < count and (lx.kind[j] == ARABIC or lx.kind[j] == DIGIT) else -1


cdef int _readings(int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *body, Py_ssize_t *left) noexcept:
    """Readings of a word with clitics and article before a name: where its letters begin, and where its span begins."""
    cdef int count = 1, k
    cdef Py_ssize_t p, skip
    cdef Py_UCS4 c, d
    cdef Py_ssize_t places[3]
    cdef int starts = 1
    body[0] = start
    left[0] = start
    places[0] = start
    c = PyUnicode_READ(width, data, start)
    if end - start >= 4 or (end - start == 3 and (c == 0x648 or c == 0x628 or c == 0x644)):
        if c == 0x648 or c == 0x641:
            places[starts] = start + 1
            starts += 1
            d = PyUnicode_READ(width, data, start + 1)
            if end - start >= 5 and (d == 0x628 or d == 0x643 or d == 0x644):
                places[starts] = start + 2
                starts += 1
        elif c == 0x628 or c == 0x643 or c == 0x644:
            places[starts] = start + 1
            starts += 1
    for k in range(starts):
        p = places[k]
        while p < end - 2 and PyUnicode_READ(width, data, p) == 0x640:
            p += 1
        if k and count < FORMS:
            body[count] = p
            left[count] = p
            count += 1
        if end - p >= 4:
            c = PyUnicode_READ(width, data, p)
            d = PyUnicode_READ(width, data, p + 1)
            if (c == 0x627 or c == 0x644) and d == 0x644 and count < FORMS:
                body[count] = p + 2
                left[count] = p if c == 0x627 else p + 1
                count += 1
    return count


cdef bint _near_latin(Lexemes lx, Py_ssize_t i, Py_ssize_t j) noexcept:
    """Whether Latin letters or digits stand within three lexemes before ``i`` or after ``j``."""
    cdef Py_ssize_t k
    for k in range(1, 4):
        if i - k >= 0 and lx.kind[i - k] == LATIN:
            return True
        if j + k < lx.count and (lx.kind[j + k] == LATIN or lx.kind[j + k] == DIGIT):
            return True
    return False


cdef class Hits:
    """Runs of Arabic words that were looked for, as columns.

    ``hits[i]`` is ``(kind, value, start, end, first lexeme, length, nearest, farther)``: ``kind`` 0 for phrases, 1 for
    skeletons; ``length`` counts the words or the consonants; ``nearest`` and ``farther`` are the numbers of the Latin
    names right beside the run, -1 for none. At most a bracket, quotation marks and blanks stand between.
    """

    def __dealloc__(self):
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        cdef Hit *hit
        if not 0 <= i < self.count:
            raise IndexError(i)
        hit = self.rows + i
        return hit.kind, hit.value, hit.start, hit.end, hit.first, hit.length, hit.nearest, hit.farther

    def __iter__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            yield self[i]

    cdef int add(self, Hit hit) except -1:
        if self.count == self._room:
            self.rows = <Hit *>resized(self.rows, enlarged(self._room), sizeof(Hit))
            self._room = enlarged(self._room)
        self.rows[self.count] = hit
        self.count += 1
        return 0


cdef int _gap(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Characters of a gap, more than GAP where it is too long, or holds a letter, a digit or a line feed."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if end - start > GAP:
        return GAP + 1
    for i in range(start, end):
        c = PyUnicode_READ(width, data, i)
        if c == 10 or Py_UNICODE_ISALNUM(c):
            return GAP + 1
    return <int>(end - start)


cdef void _beside(LatinNames names, Py_ssize_t following, int width, const void *data, Hit *hit) noexcept:
    """Set the Latin names right beside a run; the first Latin run after its first word is given."""
    cdef LatinRun *runs = names.runs.rows
    cdef Py_ssize_t count = names.runs.count
    cdef Py_ssize_t before = following - 1
    cdef int left = GAP + 1, right = GAP + 1
    while following < count and runs[following].start < hit.end:
        following += 1
    if following < count:
        right = _gap(width, data, hit.end, runs[following].start)
    if before >= 0:
        left = _gap(width, data, runs[before].end, hit.start)
    hit.nearest = hit.farther = -1
    if left < right:
        hit.nearest = names.name[before]
        if right <= GAP:
            hit.farther = names.name[following]
    elif right <= GAP:
        hit.nearest = names.name[following]
        if left <= GAP:
            hit.farther = names.name[before]


def find_runs(Lexemes lx not None, Phrases phrases not None, KeyMap common not None, Skeletons skeletons=None):
    """Runs of Arabic words that are known phrases or have a skeleton that is looked for.

    A run with a skeleton that is a single word of ``common`` is left out unless it stands near Latin letters. A run may
    begin after clitics, and an article inside the span may be passed over. Latin names beside the runs are told where
    ``skeletons`` are given.
    """
    cdef Hits found = Hits()
    cdef Hit hit
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t count = lx.count, i, j, latin = 0
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int forms, f, words, length
    cdef uint64_t phrase, bones, key
    cdef int32_t value
    cdef bint trailing, sought, seek = skeletons is not None and skeletons._table.count > 0
    cdef LatinNames names = None if skeletons is None else skeletons.names
    for i in range(count):
        if lx.kind[i] != ARABIC:
            continue
        if not seek and not phrases.endings & _ending(width, data, lx.start[i], lx.end[i]):
            continue
        if names is not None:
            while latin < names.runs.count and names.runs.rows[latin].start < lx.start[i]:
                latin += 1
        forms = _readings(width, data, lx.start[i], lx.end[i], body, left)
        for f in range(forms):
            key = lx.key[i] if f == 0 else fold_key(width, data, body[f], lx.end[i])
            phrase = _chain(FNV_OFFSET, key)
            bones = FNV_OFFSET
            length = 0
            trailing = True
            sought = seek
            j = i
            hit.start = <int32_t>left[f]
            hit.first = <int32_t>i
            for words in range(1, RUN + 1):
                if words > 1:
                    j = _next(lx, width, data, j)
                    if j < 0:
                        break
                    if trailing:
                        phrase = _chain(phrase, lx.key[j])
                hit.end = lx.end[j]
                if trailing:
                    value = phrases.table.find(phrase)
                    if value > 0:
                        hit.kind, hit.value, hit.length = 0, value, words
                        if names is not None:
                            _beside(names, latin, width, data, &hit)
                        found.add(hit)
                    trailing = value >= 0
                if sought:
                    sought = _follow(
                        skeletons, width, data, body[f] if words == 1 else lx.start[j], lx.end[j], &bones, &length)
                    if sought and length > 1:
                        value = skeletons._table.find(bones)
                        if value >= 0 and not (
                            words == 1 and (common.find(lx.key[i]) >= 0 or (f and common.find(key) >= 0))
                            and not _near_latin(lx, i, i)
                        ):
                            hit.kind, hit.value, hit.length = 1, value, length
                            _beside(names, latin, width, data, &hit)
                            found.add(hit)
                if not trailing and not sought:
                    break
    return found


def readings(str word not None):
    """Readings of a word with clitics and article before a name, as ``(letters from, span from)``."""
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int k, count
    if not word:
        return []
    count = _readings(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word), body, left)
    return [(body[k], left[k]) for k in range(count)]


cdef bint is_ordinary(str word, Py_ssize_t start, Py_ssize_t end, KeyMap common) noexcept:
    """Whether a stretch of a folded string is a number or, in any reading of its clitics, a word of ``common``."""
    cdef int width = PyUnicode_KIND(word), k, count
    cdef const void *data = PyUnicode_DATA(word)
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef Py_ssize_t i = start
    if start == end:
        return False
    while i < end and Py_UNICODE_ISDIGIT(PyUnicode_READ(width, data, i)):
        i += 1
    if i == end:
        return True
    count = _readings(width, data, start, end, body, left)
    for k in range(count):
        if common.find(fold_key(width, data, body[k], end)) >= 0:
            return True
    return False


def ordinary(str word not None, KeyMap common not None):
    """Whether a folded word is a number or, in any reading of its clitics, a word of ``common``."""
    return is_ordinary(word, 0, len(word), common)


# --- Glosses in brackets ---------------------------------------------------------------------------------------------

cdef inline bint _opening(Py_UCS4 c) noexcept:
    return c == c"(" or c == c"[" or c == c"{" or c == 0xFF08


cdef inline bint _marking(Py_UCS4 c) noexcept:
    """Whether a quotation mark, a mark-up sign, a blank or a direction mark may stand between a name and its gloss."""
    if c < 128:
        return c == c'"' or c == c"'" or c == c"*" or c == c"_" or c == c"`" or c == c" "
    if c >= 0x2000:
        return (
            0x201C <= c <= 0x201E or c == 0x2018 or c == 0x2019 or c == 0x200E or c == 0x200F or 0x202A <= c <= 0x202C
            or 0x2066 <= c <= 0x2069
        )
    return c == 0xAB or c == 0xBB or c == 0xA0


cdef bint _opened(int width, const void *data, Py_ssize_t start) noexcept:
    """Whether a bracket opens within the marks before ``start``."""
    cdef Py_ssize_t place = start - 1
    while place >= 0 and start - place < NEAR and _marking(PyUnicode_READ(width, data, place)):
        place -= 1
    return place >= 0 and _opening(PyUnicode_READ(width, data, place))


def bracketed(Lexemes lx not None, LatinNames names not None):
    """Yields Arabic words before ``(Latin`` and inside ``Latin (...)``, as ``(Latin run, start, end, whole)``.

    ``whole`` says that the words as a whole are the gloss, being all that stands in the brackets.
    """
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t r, place, other = 0, last, count = lx.count, n = len(text)
    cdef LatinRun *run
    cdef int words
    cdef bint opened
    cdef Py_UCS4 c
    for r in range(names.runs.count):
        run = names.runs.rows + r
        c = PyUnicode_READ(width, data, run.start - 1) if run.start else 0
        if _opening(c) or (_marking(c) and _opened(width, data, run.start)):
            place = run.first - 1
            while place >= 0 and run.first - place < NEAR:
                c = PyUnicode_READ(width, data, lx.start[place])
                if not (_opening(c) or _marking(c)):
                    break
                place -= 1
            last = place
            words = 0
            while place >= 0 and words < GLOSS and _word(lx, place):
                other = place
                words += 1
                place -= 1
                if place >= 0 and not _word(lx, place):
                    place = place - 1 if place >= 1 and _next(lx, width, data, place - 1) == other else -1
            if words:
                yield r, lx.start[other], lx.end[last], False
        c = PyUnicode_READ(width, data, run.end) if run.end < n else 0
        if _opening(c) or _marking(c):
            place = run.last
            opened = False
            while place < count and place - run.last < NEAR:
                c = PyUnicode_READ(width, data, lx.start[place])
                if _opening(c):
                    opened = True
                elif not _marking(c):
                    break
                place += 1
            last = place
            words = 0
            while opened and 0 <= place < count and words < GLOSS and _word(lx, place):
                other = place
                words += 1
                place = _next(lx, width, data, place)
            if words:
                yield r, lx.start[last], lx.end[other], True


cdef inline bint _word(Lexemes lx, Py_ssize_t i) noexcept:
    return lx.kind[i] == ARABIC or lx.kind[i] == DIGIT
