"""Runs of Arabic words that may be names: known phrases, and words with the consonants of a Latin name.

Most words begin no such run. That is told by the first consonants and the first two words of the run alone, in one pass
over the text; what is left is followed word by word.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t

from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.prefetch cimport prefetch
from arabnews_nlp._core.proclitics cimport ALEF, LAM, is_conjunction, is_preposition, is_proclitic
from arabnews_nlp.names._latin_mentions cimport LatinMention
from arabnews_nlp.names._latin_names cimport LatinNames
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, PUNCT, SPACE,
    FNV_OFFSET, FNV_PRIME, KeyMap, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char, fold_key,
)
from arabnews_nlp.names.linking._consonant_keys cimport BITS, NOTHING, ConsonantKeys, consonant_class

cdef enum:
    # Bytes that come from memory together.
    LINE = 64
    # Most words in a run.
    RUN = 6
    # Most readings of the clitics of a word.
    FORMS = 6
    # Most characters between a run and a Latin name beside it.
    GAP = 4
    TATWEEL = 0x640
    # Proclitics that words of three letters may have before a name.
    WAW = 0x648
    BA = 0x628


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 c) noexcept nogil


cdef inline uint64_t _chain(uint64_t key, uint64_t following) noexcept nogil:
    return (key ^ (following + (key << 6) + (key >> 2))) * FNV_PRIME


cdef class Phrases:
    """Numbers of phrases by the keys of their words; the beginning of one has the number 0."""

    def __cinit__(self):
        self.table = HashTable()
        self.single = HashTable()

    def __len__(self):
        return self.table.count

    def get(self, str form not None):
        """Number of a phrase, 0 where it is the beginning of one, -1 where there is none."""
        return self._find(PreTokens(form))

    def add(self, str form not None, int32_t number):
        """Set the number of a phrase."""
        self._put(PreTokens(form), form, number)

    def numbered(self, str form not None, int32_t number):
        """Number of a phrase, which is this one where it had none."""
        cdef PreTokens lx = PreTokens(form)
        cdef int32_t found = self._find(lx)
        if found > 0:
            return found
        self._put(lx, form, number)
        return number

    cdef void fetch(self) noexcept:
        """Have the bits brought near by which absent phrases are told: the words of a text ask for most of them."""
        _fetch(self.firsts, sizeof(self.firsts))
        _fetch(self.single._present, (self.single._mask + 1) // 16 * sizeof(uint64_t))
        _fetch(self.table._present, (self.table._mask + 1) // 16 * sizeof(uint64_t))

    cdef int32_t _find(self, PreTokens lx):
        cdef uint64_t key = FNV_OFFSET
        cdef Py_ssize_t i
        cdef bint empty = True
        for i in range(lx.count):
            if _spoken_word(lx, i):
                key = _chain(key, lx.key[i])
                empty = False
        return 0 if empty else self.table.find(key)

    cdef int _put(self, PreTokens lx, str form, int32_t number) except -1:
        cdef uint64_t key = FNV_OFFSET
        cdef Py_ssize_t i, words = 0
        for i in range(lx.count):
            if not _spoken_word(lx, i):
                continue
            if not words:
                self.firsts[lx.key[i] >> 54] |= <uint64_t>1 << (lx.key[i] >> 48 & 63)
                self.endings |= _ending(PyUnicode_KIND(form), PyUnicode_DATA(form), lx.start[i], lx.end[i])
            elif self.table.find(key) < 0:
                self.table.put(key, 0)
            key = _chain(key, lx.key[i])
            words += 1
        if words:
            self.table.put(key, number)
        if words == 1:
            self.single.put(key, number)


cdef inline void _fetch(const void *data, Py_ssize_t size) noexcept nogil:
    """Have a stretch of memory brought near, all of it at a time."""
    cdef Py_ssize_t at = 0
    while at < size:
        prefetch(<const char *>data + at)
        at += LINE


cdef inline bint _spoken_word(PreTokens lx, Py_ssize_t i) noexcept:
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


cdef inline bint _joins(PreTokens lx, int width, const void *data, Py_ssize_t i) noexcept:
    """Whether a pretoken may stand between two words of a run: one or two blanks, a hyphen, an underscore."""
    cdef Py_UCS4 c
    if lx.kind[i] == SPACE:
        return lx.end[i] - lx.start[i] <= 2
    if lx.kind[i] != PUNCT:
        return False
    c = PyUnicode_READ(width, data, lx.start[i])
    return c == c"-" or c == c"_"


cdef Py_ssize_t next_word(PreTokens lx, int width, const void *data, Py_ssize_t i) noexcept:
    """The pretoken that continues a run after pretoken ``i``, -1 where there is none."""
    if i + 1 < lx.count and is_word(lx, i + 1):
        return i + 1
    if i + 2 < lx.count and is_word(lx, i + 2) and _joins(lx, width, data, i + 1):
        return i + 2
    return -1


cdef inline bint _may_have_readings(Py_UCS4 first, Py_UCS4 second) noexcept nogil:
    """Whether a word with these first characters may have more readings than that of its own letters."""
    return is_proclitic(first) or (first == ALEF and second == LAM) or first == TATWEEL


cdef inline int _readings(int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *body, Py_ssize_t *left) noexcept nogil:
    """Readings of a word with clitics and article before a name: where its letters begin, and where its span begins."""
    cdef Py_UCS4 c = PyUnicode_READ(width, data, start)
    body[0] = left[0] = start
    if c == ALEF:
        return 1 + _article(width, data, start, end, body + 1, left + 1)
    if is_proclitic(c) or c == TATWEEL:
        return _clitics(width, data, start, end, body, left)
    return 1


cdef inline int _article(int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *body, Py_ssize_t *left) noexcept nogil:
    """The reading of a word, if any, in which it begins with an article, the preposition ل before it or not."""
    cdef Py_UCS4 c
    if end - start < 4 or PyUnicode_READ(width, data, start + 1) != LAM:
        return 0
    c = PyUnicode_READ(width, data, start)
    body[0] = start + 2
    left[0] = start if c == ALEF else start + 1
    return c == ALEF or c == LAM


cdef int _clitics(int width, const void *data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *body, Py_ssize_t *left) noexcept nogil:
    """The readings of a word that begins with a conjunction, a preposition or a tatweel."""
    cdef int count = 0, starts = 1, k
    cdef Py_ssize_t p
    cdef Py_UCS4 c = PyUnicode_READ(width, data, start), d
    if end - start >= 4 or (end - start == 3 and (c == WAW or c == BA or c == LAM)):
        if is_conjunction(c):
            d = PyUnicode_READ(width, data, start + 1)
            starts = 3 if end - start >= 5 and is_preposition(d) else 2
        elif c != TATWEEL:
            starts = 2
    for k in range(starts):
        p = start + k
        while p < end - 2 and PyUnicode_READ(width, data, p) == TATWEEL:
            p += 1
        body[count] = left[count] = p if k else start
        count += 1
        count += _article(width, data, p, end, body + count, left + count)
    return count


cdef bint _near_latin(PreTokens lx, Py_ssize_t i, Py_ssize_t j) noexcept:
    """Whether Latin letters or digits stand within three pretokens before ``i`` or after ``j``."""
    cdef Py_ssize_t k
    for k in range(1, 4):
        if i - k >= 0 and lx.kind[i - k] == LATIN:
            return True
        if j + k < lx.count and (lx.kind[j + k] == LATIN or lx.kind[j + k] == DIGIT):
            return True
    return False


cdef class ArabicMatches:
    """Runs of Arabic words that were looked for, as columns.

    ``hits[i]`` is ``(kind, value, start, end, first pretoken, length, nearest, farther)``: ``kind`` 0 for phrases, 1 for
    skeletons; ``length`` counts the words or the consonants; ``nearest`` and ``farther`` are the numbers of the Latin
    names right beside the run, -1 for none. At most a bracket, quotation marks and blanks stand between.
    """

    def __dealloc__(self):
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        cdef ArabicMatch *hit
        if not 0 <= i < self.count:
            raise IndexError(i)
        hit = self.rows + i
        return hit.kind, hit.value, hit.start, hit.end, hit.first, hit.length, hit.nearest, hit.farther

    def __iter__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            yield self[i]

    cdef int add(self, ArabicMatch hit) except -1:
        if self.count == self._room:
            self.rows = <ArabicMatch *>resized(self.rows, enlarged(self._room), sizeof(ArabicMatch))
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


cdef void _beside(LatinNames names, Py_ssize_t following, int width, const void *data, ArabicMatch *hit) noexcept:
    """Set the Latin names right beside a match; the first Latin mention after its first word is given."""
    cdef LatinMention *mentions = names.mentions.rows
    cdef Py_ssize_t count = names.mentions.count
    cdef Py_ssize_t before = following - 1
    cdef int left = GAP + 1, right = GAP + 1
    while following < count and mentions[following].start < hit.end:
        following += 1
    if following < count:
        right = _gap(width, data, hit.end, mentions[following].start)
    if before >= 0:
        left = _gap(width, data, mentions[before].end, hit.start)
    hit.nearest = hit.farther = -1
    if left < right:
        hit.nearest = names.name[before]
        if right <= GAP:
            hit.farther = names.name[following]
    elif right <= GAP:
        hit.nearest = names.name[following]
        if left <= GAP:
            hit.farther = names.name[before]


cdef struct Consonants:
    # What a run says from a letter on.
    uint64_t packed     # the low bits of the codes of its consonants, the first lowest
    uint64_t ends       # a bit where a word ends, above its last consonant


cdef inline int _bits(uint8_t code) noexcept nogil:
    """Bits that a letter with this code takes: none if it is no consonant."""
    return code >> BITS & BITS


cdef inline Consonants _with_word(const CodeUnit *text, Py_ssize_t start, Py_ssize_t end, Consonants after) noexcept nogil:
    """The consonants of a word and of what comes after it."""
    cdef uint64_t packed = after.packed, ends = after.ends | 1
    cdef Py_UCS4 following = 0
    cdef uint8_t code
    cdef int bits
    cdef Py_ssize_t i
    for i in range(end - 1, start - 1, -1):
        code = consonant_class(text[i], following)
        following = text[i]
        bits = _bits(code)
        packed = packed << bits | code & (1 << BITS) - 1
        ends <<= bits
    return Consonants(packed, ends)


cdef inline Consonants _without(const CodeUnit *text, Py_ssize_t start, Py_ssize_t body, Consonants all) noexcept nogil:
    """Consonants without those of the letters from ``start`` to ``body``, which are the first."""
    cdef int bits = 0
    cdef Py_ssize_t i
    for i in range(start, body):
        bits += _bits(consonant_class(text[i], text[i + 1]))
    return Consonants(all.packed >> bits, all.ends >> bits) if bits < 64 else Consonants(0, 0)


cdef inline bint _phrase_begins(Phrases phrases, PreTokens lx, uint64_t key, Py_ssize_t following) noexcept:
    """Whether a word is a phrase, or begins one with the word that follows it; -1 for none."""
    cdef uint64_t phrase
    if not phrases.firsts[key >> 54] >> (key >> 48 & 63) & 1:
        return False
    phrase = _chain(FNV_OFFSET, key)
    if phrases.single.find(phrase) >= 0:
        return True
    return following >= 0 and phrases.table.find(_chain(phrase, lx.key[following])) >= 0


cdef Py_ssize_t _phrase_starts(const CodeUnit *text, PreTokens lx, Phrases phrases, int32_t *found) noexcept:
    """Words at which a phrase may begin, the last first; how many they are. Most words have the last letter of none."""
    cdef Py_ssize_t i, count = 0, following
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int f
    for i in range(lx.count - 1, -1, -1):
        if lx.kind[i] != ARABIC or not phrases.endings & _ending(sizeof(CodeUnit), text, lx.start[i], lx.end[i]):
            continue
        following = next_word(lx, sizeof(CodeUnit), text, i)
        for f in range(_readings(sizeof(CodeUnit), text, lx.start[i], lx.end[i], body, left)):
            if _phrase_begins(phrases, lx, fold_key(sizeof(CodeUnit), text, body[f], lx.end[i]), following):
                found[count] = <int32_t>i
                count += 1
                break
    return count


cdef Py_ssize_t _starts(const CodeUnit *text, PreTokens lx, Phrases phrases, ConsonantKeys skeletons, int32_t *found) noexcept:
    """Words at which a run that is looked for may begin, the last first; how many they are.

    The consonants of a word go on with those of the words after it, so the text is gone through from its end.
    """
    cdef const uint8_t *kinds = lx.kind
    cdef Py_ssize_t i = lx.count, following = -1, start, end, count = 0
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef Consonants said = Consonants(0, 0), rest
    cdef uint64_t key
    cdef int forms, f
    while i:
        i -= 1
        if kinds[i] != ARABIC and kinds[i] != DIGIT:
            continue
        start, end = lx.start[i], lx.end[i]
        if following != i + 1 and not (following == i + 2 and _joins(lx, sizeof(CodeUnit), text, i + 1)):
            said = Consonants(0, 0)
            following = -1
        said = rest = _with_word(text, start, end, said)
        if kinds[i] == ARABIC:
            key = lx.key[i]
            forms = 1
            if _may_have_readings(text[start], text[start + 1]):
                forms = _readings(sizeof(CodeUnit), text, start, end, body, left)
            for f in range(forms):
                if f:
                    key = fold_key(sizeof(CodeUnit), text, body[f], end)
                    rest = _without(text, start, body[f], said)
                if skeletons.may_start(rest.packed, rest.ends) or _phrase_begins(phrases, lx, key, following):
                    found[count] = <int32_t>i
                    count += 1
                    break
        following = i
    return count


cdef inline Py_ssize_t _places(
    const CodeUnit *text, PreTokens lx, Phrases phrases, ConsonantKeys skeletons, int32_t *found
) noexcept:
    """Words at which anything may begin that is looked for."""
    if skeletons is None:
        return _phrase_starts(text, lx, phrases, found)
    return _starts(text, lx, phrases, skeletons, found)


def find_matches(PreTokens lx not None, Phrases phrases not None, KeyMap common not None, ConsonantKeys skeletons=None):
    """Runs of Arabic words that are known phrases or have a skeleton that is looked for.

    A run with a skeleton that is a single word of ``common`` is left out unless it stands near Latin letters. A run may
    begin after clitics, and an article inside the span may be passed over. Latin names beside the runs are told where
    ``skeletons`` are given.
    """
    cdef ArabicMatches found = ArabicMatches()
    cdef ConsonantKeys sought = skeletons if skeletons is not None and skeletons.table.count else None
    cdef LatinNames names = None if skeletons is None else skeletons.names
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Py_ssize_t count, latin = 0, i
    cdef int32_t *starts
    if width == 1:
        return found
    starts = <int32_t *>PyMem_Malloc((lx.count + 1) * sizeof(int32_t))
    if starts == NULL:
        raise MemoryError()
    phrases.fetch()
    try:
        if width == 2:
            count = _places(<const uint16_t *>data, lx, phrases, sought, starts)
        else:
            count = _places(<const uint32_t *>data, lx, phrases, sought, starts)
        while count:
            count -= 1
            i = starts[count]
            if names is not None:
                while latin < names.mentions.count and names.mentions.rows[latin].start < lx.start[i]:
                    latin += 1
            _follow(found, lx, width, data, i, phrases, common, sought, names, latin)
    finally:
        PyMem_Free(starts)
    return found


cdef int _follow(
    ArabicMatches found, PreTokens lx, int width, const void *data, Py_ssize_t i, Phrases phrases, KeyMap common,
    ConsonantKeys skeletons, LatinNames names, Py_ssize_t latin
) except -1:
    """Add the runs that begin at a word, before which all but some Latin runs of the text stand."""
    cdef ArabicMatch hit
    cdef Py_ssize_t j
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int f, words, length
    cdef uint64_t phrase, bones, key
    cdef int32_t value
    cdef bint trailing, sought
    for f in range(_readings(width, data, lx.start[i], lx.end[i], body, left)):
        key = lx.key[i] if f == 0 else fold_key(width, data, body[f], lx.end[i])
        phrase = _chain(FNV_OFFSET, key)
        bones = NOTHING
        length = 0
        trailing = True
        sought = skeletons is not None
        j = i
        hit.start = <int32_t>left[f]
        hit.first = <int32_t>i
        for words in range(1, RUN + 1):
            if words > 1:
                j = next_word(lx, width, data, j)
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
                sought = skeletons.follow(
                    width, data, body[f] if words == 1 else lx.start[j], lx.end[j], &bones, &length)
                if sought and length > 1:
                    value = skeletons.table.find(bones)
                    if value >= 0 and not (
                        words == 1 and (common.find(lx.key[i]) >= 0 or (f and common.find(key) >= 0))
                        and not _near_latin(lx, i, i)
                    ):
                        hit.kind, hit.value, hit.length = 1, value, length
                        _beside(names, latin, width, data, &hit)
                        found.add(hit)
            if not trailing and not sought:
                break
    return 0


def readings(str word not None):
    """Readings of a word with clitics and article before a name, as ``(letters from, span from)``."""
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int k, count
    if not word:
        return []
    count = _readings(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word), body, left)
    return [(body[k], left[k]) for k in range(count)]


cdef bint is_common(str word, Py_ssize_t start, Py_ssize_t end, KeyMap common) noexcept:
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


def is_common_word(str word not None, KeyMap common not None):
    """Whether a folded word is a number or, in any reading of its clitics, a word of ``common``."""
    return is_common(word, 0, len(word), common)
