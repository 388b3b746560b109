# cython: cdivision=True
"""Do two strings in different scripts name the same thing? A consonant filter, then joint bigrams against chance.

Each distinct string is prepared once: folded letters, consonants, and for Arabic one bit mask for each Latin consonant,
so that the longest common sequence of consonants costs a few operations a letter. Only pairs that pass meet the model:
how much likelier the pair is as one name than as two names of their own.
"""

from libc.math cimport expf
from libc.stdint cimport int16_t, int32_t, uint16_t, uint32_t, uint64_t, uint8_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcpy, memset

from arabnews_nlp.names.models._joint_ngrams cimport Graphones
from arabnews_nlp.names.models._known_words cimport KnownWords
from arabnews_nlp._core.pretokens cimport (
    FNV_OFFSET, FNV_PRIME, KeyMap, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_key,
)
from arabnews_nlp.names._name_table cimport KnownNames

import re
import unicodedata

from arabnews_nlp.errors import ArgumentTypeError, ModelFormatError
from arabnews_nlp._files.tables import read_table

cdef extern from *:
    """
    #define count_bits(x) __builtin_popcountll(x)
    """
    int count_bits(uint64_t x) noexcept nogil

cdef enum:
    SIZE = 48
    WORDS = 8
    KEPT = 2
    SCALE = 256
    DEAREST = 30000
    FAR = 1 << 29
    # What it speaks for a pair that an acronym agrees letter by letter, as a logit.
    SPELLED = 3
    ARABIC_LETTERS = 48
    LATIN_LETTERS = 26
    BASE = 0x620
    REMEMBERED = 16384
    BREAK = 1
    DIGIT_BASE = 2
    BROKEN = 0xFB50
    # Most rows of the tables with one Arabic spelling.
    ROWS = 4
    # Weights of a pair of words: constant, log ratio, log ratio a letter, mismatch, letters, listed as a pair, listed
    # apart, ordinary word.
    WEIGHTS = 8
    # Most letters of a rule of sound, and most rules for a place.
    RULE = 8
    RULES = 16

cdef uint16_t FOLDED[0x2000]
cdef uint32_t SOUNDS[ARABIC_LETTERS]
cdef uint8_t STRONG_ARABIC[ARABIC_LETTERS]
cdef uint8_t STRONG_LATIN[LATIN_LETTERS]

_COMPATIBLE = {sign: letters for kind, sign, letters in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "written"}
(_WEAK_ARABIC,) = [letters for kind, _, letters in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "weak"]
# Runs of two to five capitals, and a capital that stands alone.
_CAPITALS = re.compile(r"[A-Z]{2,5}(?![a-zA-Z])|(?<![^\W_])[A-Z](?![^\W_])")
# Letter names as an English mouth says them, for words in capitals.
_SPOKEN = {row[0].lower(): row[3] for row in read_table("arabnews_nlp.names", "letter_names.tsv")}


def _fill():
    cdef int code
    for code in range(0x2000):
        c = chr(code)
        FOLDED[code] = 0
        if c.isspace() or c in "-_/.,،؛;:|+&\u2010":
            FOLDED[code] = BREAK
        elif c.isdecimal() and code < 0x700:
            FOLDED[code] = DIGIT_BASE + <int>unicodedata.decimal(c)
        elif c.isalpha() and (code < 0x250 or code >= 0x1E00):
            plain = {"ı": "i", "ø": "o", "ł": "l", "ð": "d", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "þ": "t"}.get(
                c.lower(), unicodedata.normalize("NFKD", c.lower())[0]
            )
            if "a" <= plain <= "z":
                FOLDED[code] = ord(plain)
    for code in list(range(0x621, 0x63B)) + list(range(0x641, 0x64B)):
        FOLDED[code] = code
    for a, b in zip("أإآٱىةؤئپڤگچژیېےکڪہھەۀڨ", "اااايهويبفغججيييككهههةق"):
        FOLDED[ord(a)] = ord("ه" if b == "ة" else b)
    FOLDED[0x621] = 0
    memset(SOUNDS, 0, sizeof(SOUNDS))
    memset(STRONG_LATIN, 0, sizeof(STRONG_LATIN))
    for latin, letters in _COMPATIBLE.items():
        STRONG_LATIN[ord(latin) - 97] = 1
        for c in letters:
            SOUNDS[ord(c) - BASE] |= 1 << (ord(latin) - 97)
    for code in range(ARABIC_LETTERS):
        STRONG_ARABIC[code] = SOUNDS[code] != 0 and chr(code + BASE) not in _WEAK_ARABIC


_fill()


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


cdef struct Place:
    # The cheapest ways to come here, each by another last graphone; costs are negative logarithms times SCALE.
    int32_t count
    int32_t cost[KEPT]
    int16_t last[KEPT]


# Logits, fitted by hand on the development cases of matching (tests/cases/match.tsv) after the weights were trained.
cdef float UNFILTERED = -11.0       # of a pair that the filter of consonants stops, whatever else it is
cdef float FILTERED_LIKENESS = 4.0  # what the share of common consonants adds to that
cdef float REFINED = -3.0           # from which on a pair is looked at word by word
cdef float LEAST_WORD = -8.0        # of one pair of words, at least
cdef float MOST_WORD = 4.0          # and at most
cdef float OTHERS = 0.35            # what the other words of a name add to its worst pair, as a share of their logits
cdef float SKIPPED = -6.0           # for a word that the other name lacks
cdef float SKIPPED_INITIAL = -0.3   # for an initial that it lacks
cdef float TURNED = -1.5            # for words in another order
cdef float SAME_ROW = 3.5           # of two spellings of one row of the tables
cdef float OTHER_ROW = -4.0         # added to two names that the tables have and do not give as one
cdef float SAME_LETTERS = 3.0       # of an acronym and its letters one by one
cdef float OTHER_LETTERS = -4.0     # of an acronym and the letters of another
# Logits between which the weights promise too much, and by how much in their middle; fitted by hand on ar2en-eval and a
# sample of pairs of the open lists, against words that differ in one letter. docs/names.md has a table of that sample and
# one of pairs on which nothing was fitted.
cdef float[4] UNSURE = [-4.0, -1.5, 1.0, 2.2]
cdef float LESS = 0.5


cdef struct SoundRule:
    # Letters of an English word that are heard as others; ``silent`` is the place of a letter that is not heard at all.
    uint8_t letters[RULE]
    uint8_t heard[RULE]
    int size
    int heard_size
    int silent

cdef SoundRule FIRST_RULES[RULES]     # for the first of several words
cdef SoundRule END_RULES[RULES]       # for the end of a name
cdef SoundRule SILENT_RULES[RULES]
cdef int first_rules = 0, end_rules = 0, silent_rules = 0


cdef SoundRule _rule(str letters, str heard) except *:
    cdef SoundRule rule
    cdef int k
    rule.size, rule.heard_size, rule.silent = len(letters), 0, -1
    for k in range(rule.size):
        rule.letters[k] = ord(letters[k]) - 97
    if heard.isdecimal():
        rule.silent = int(heard) - 1
    else:
        rule.heard_size = len(heard)
        for k in range(rule.heard_size):
            rule.heard[k] = ord(heard[k]) - 97
    return rule


def _fill_rules():
    global first_rules, end_rules, silent_rules
    for letters, place, heard in read_table("arabnews_nlp.names", "english_sounds.tsv"):
        if place == "first":
            FIRST_RULES[first_rules] = _rule(letters, heard)
            first_rules += 1
        elif place == "end":
            END_RULES[end_rules] = _rule(letters, heard)
            end_rules += 1
        else:
            SILENT_RULES[silent_rules] = _rule(letters, heard)
            silent_rules += 1


_fill_rules()


cdef inline bint _matches(const SoundRule *rule, const uint8_t *letters, int start, int end) noexcept nogil:
    cdef int k
    if start < 0 or start + rule.size > end:
        return False
    for k in range(rule.size):
        if letters[start + k] != rule.letters[k]:
            return False
    return True


cdef bint _is_silent(const uint8_t *letters, int i, int n) noexcept nogil:
    """Whether a letter is not heard in its company (the c of sch, tch and ck, the g of gh)."""
    cdef int k
    for k in range(silent_rules):
        if SILENT_RULES[k].letters[SILENT_RULES[k].silent] == letters[i] and _matches(
                &SILENT_RULES[k], letters, i - SILENT_RULES[k].silent, n):
            return True
    return False


cdef void finish(Name *name) noexcept nogil:
    """Sets what the filter compares: consonants of a Latin name as heard, bit masks of an Arabic one."""
    cdef int i, k, n = name.length, s = 0
    cdef uint8_t c
    cdef uint32_t sounds
    if name.side == 1:
        for k in range(first_rules):
            if name.words > 1 and name.start[1] == FIRST_RULES[k].size and _matches(&FIRST_RULES[k], name.letters, 0, n):
                memcpy(name.letters, FIRST_RULES[k].heard, FIRST_RULES[k].heard_size)
        for k in range(end_rules):
            if n > END_RULES[k].size + 1 and _matches(&END_RULES[k], name.letters, n - END_RULES[k].size, n):
                n -= END_RULES[k].size
                memcpy(name.letters + n, END_RULES[k].heard, END_RULES[k].heard_size)
                n += END_RULES[k].heard_size
                name.length = n
                name.start[name.words] = <uint8_t>n
        for i in range(n):
            c = name.letters[i]
            name.sounded[i] = STRONG_LATIN[c] and not _is_silent(name.letters, i, n)
            if name.sounded[i]:
                name.consonants[s] = c
                s += 1
    elif name.side == 0:
        memset(name.mask, 0, sizeof(name.mask))
        for i in range(n):
            sounds = SOUNDS[name.letters[i]]
            while sounds:
                k = count_bits((sounds & (~sounds + 1)) - 1)
                name.mask[k] |= <uint64_t>1 << i
                sounds &= sounds - 1
            s += STRONG_ARABIC[name.letters[i]]
    name.strong = s


cdef inline bint is_letter(Py_UCS4 u) noexcept nogil:
    return u < 0x2000 and FOLDED[u] >= 16


cdef int prepare(str text, Name *name, bint composed=False) except -1:
    """Folds a string; Latin words in capitals also leave their spoken form to :func:`spoken`."""
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = len(text)
    cdef int n = 0, arabic = 0, latin = 0, words = 0
    cdef bint open_word = False
    cdef uint16_t c
    cdef Py_UCS4 u
    cdef uint8_t code
    cdef int capitals = 0
    name.digits = 0
    name.acronym = 0
    name.other = -1
    name.rows[0] = -1
    name.spelled = 0
    name.common = False
    # The script of the first letter decides; letters of the other one are passed over.
    for i in range(size):
        u = PyUnicode_READ(width, data, i)
        if u >= 0x2000:
            if BROKEN <= u < 0xFF00 and not composed:
                return prepare(unicodedata.normalize("NFKC", text[:4 * SIZE]), name, True)
            c = BREAK if 0x2010 <= u <= 0x2015 or u == 0x2003 or u == 0x3000 else 0
        else:
            c = FOLDED[u]
        capitals = capitals + 1 if 65 <= u <= 90 else 0
        if capitals > 1 or (capitals and not open_word and (i + 1 == size or not is_letter(
                PyUnicode_READ(width, data, i + 1)))):
            name.acronym = 1
        if c == 0:
            continue
        if c == BREAK:
            open_word = False
            continue
        if c < 16:
            name.digits = name.digits * 11 + c
            open_word = False
            continue
        if c < 128:
            if arabic:
                continue
            latin = 1
            code = <uint8_t>(c - 97)
        else:
            if latin:
                continue
            arabic = 1
            code = <uint8_t>(c - BASE)
        if n == SIZE:
            break
        if not open_word:
            if words < WORDS:
                name.start[words] = <uint8_t>n
                words += 1
            open_word = True
        elif n and name.letters[n - 1] == code:
            continue
        name.letters[n] = code
        n += 1
    name.side = 1 if latin else 0 if arabic else 2
    name.length, name.words = n, words
    name.start[words] = <uint8_t>n
    finish(name)
    return 0


cdef int spoken(str text, Name *name) except -1:
    """Prepares the form in which capitals are said letter by letter; 0 for a text too long to hold an acronym."""
    if len(text) > SIZE:
        return 0
    prepare(_CAPITALS.sub(_said, text).replace("&", " end "), name)
    # Spoken letters make one word, so that their order holds.
    name.words = 1
    name.start[1] = <uint8_t>name.length
    return 1


def _said(found):
    return " " + " ".join([_SPOKEN[c] for c in found[0].lower()]) + " "


def folded(str text not None):
    """The letters that matching sees of a string: one script, folded, doubled ones once."""
    cdef Name name
    prepare(text, &name)
    return "".join([chr(name.letters[i] + (97 if name.side == 1 else BASE)) for i in range(name.length)])


cdef inline uint32_t _word_hash(const uint8_t *letters, int start, int end) noexcept nogil:
    """FNV-1a of the folded letters of a stretch."""
    cdef uint64_t key = FNV_OFFSET
    cdef int i
    for i in range(start, end):
        key = (key ^ letters[i]) * FNV_PRIME
    return <uint32_t>(key ^ (key >> 32))


# Letters of which the Arabic names are written alike count as one: P as B, I as E, J as G, V as F.
cdef uint8_t ALIKE[26]
for _number in range(26):
    ALIKE[_number] = {"P": "B", "I": "E", "J": "G", "V": "F"}.get(chr(_number + 65), chr(_number + 65)).encode()[0] - 65


cdef inline bint is_break(Py_UCS4 u) noexcept nogil:
    return u < 0x2000 and FOLDED[u] == BREAK


cdef inline uint32_t _pair_hash(uint32_t latin, uint32_t arabic) noexcept nogil:
    cdef uint64_t key = (<uint64_t>latin << 32 | arabic) * 0x9E3779B97F4A7C15U
    return <uint32_t>(key >> 32)


def hashes(str latin not None, str arabic not None):
    """Hashes of a pair, of the Latin and of the Arabic word, as the list of known words holds them (for training)."""
    cdef Name a, l
    prepare(latin, &l)
    prepare(arabic, &a)
    cdef uint32_t x = _word_hash(l.letters, 0, l.length), y = _word_hash(a.letters, 0, a.length)
    return _pair_hash(x, y), x, y


cdef class NameTables:
    """What the tables of names know of a string.

    :param known: rows by Latin letters; by the folded words of Arabic spellings the numbers of groups, which begin where
        the rows end.
    :param groups: rows of each group, those with one Arabic spelling.
    :param letters: numbers of the Latin letters (A is 0) by their folded Arabic names.
    :param common: frequent Arabic words.
    """

    cdef KnownNames known
    cdef KeyMap letters, common
    cdef list groups
    cdef Py_ssize_t rows

    def __cinit__(self, KnownNames known not None, list groups not None, KeyMap letters not None, KeyMap common not None):
        self.known, self.groups, self.letters, self.common = known, groups, letters, common
        self.rows = len(known.canonical)

    cdef int look_up(self, str text, Name *name) except -1:
        """Sets the rows of a prepared name, the letters that it is or names, and whether it is an ordinary word."""
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = len(text), i, start
        cdef bint term
        cdef int k = 0
        cdef int32_t found, letter
        cdef uint64_t spelled = 0
        cdef Py_UCS4 u
        if size > 2 * SIZE:
            return 0
        found = self.known.find(width, data, 0, size, &term)
        if found >= self.rows:
            for row in <tuple>self.groups[found - self.rows]:
                if k < ROWS:
                    name.rows[k] = row
                    k += 1
        elif found >= 0:
            name.rows[0] = found
            k = 1
        if k < ROWS:
            name.rows[k] = -1
        if name.side == 1 and name.acronym and 1 < name.length < 9:
            for i in range(size):
                u = PyUnicode_READ(width, data, i)
                if 65 <= u <= 90:
                    spelled = spelled * 27 + ALIKE[<int>u - 65] + 1
                elif u != c"." and u != c"&":
                    return 0
            name.spelled = spelled
        elif name.side == 0 and name.words == 1:
            name.common = self.common.find(fold_key(width, data, 0, size)) >= 0
        elif name.side == 0 and name.words < 9:
            start = 0
            for i in range(size + 1):
                if i < size and not is_break(PyUnicode_READ(width, data, i)):
                    continue
                if i > start:
                    letter = self.letters.find(fold_key(width, data, start, i))
                    if letter < 0:
                        return 0
                    spelled = spelled * 27 + ALIKE[letter] + 1
                start = i + 1
            name.spelled = spelled
        return 0


cdef inline float _settled(float z) noexcept nogil:
    """A logit by what is observed: the middle ones promise too much (``tools/match_reliability.py``)."""
    if not UNSURE[0] < z < UNSURE[3]:
        return z
    if z < UNSURE[1]:
        return z - LESS * (z - UNSURE[0]) / (UNSURE[1] - UNSURE[0])
    return z - LESS * (UNSURE[3] - z) / (UNSURE[3] - UNSURE[2]) if z > UNSURE[2] else z - LESS


cdef class Matcher:
    """Scores pairs of strings; made from the bytes of the matching model.

    :param joint: joint bigrams over folded letters.
    :param chances: log probability of each Latin letter (26), each Arabic letter (48) and of the end of each, as floats.
    :param weights: eight floats, of the features of a pair of words.
    :param words: pairs of words that are known (:class:`KnownWords`).
    :param tables: what the tables of names know; ``None`` where they are not used.
    """

    cdef KnownWords words
    cdef NameTables tables
    cdef int16_t *follow
    cdef int tokens
    cdef float latin_chance[LATIN_LETTERS]
    cdef float arabic_chance[ARABIC_LETTERS]
    cdef float latin_end, arabic_end
    cdef float weight[WEIGHTS]
    cdef int16_t one_one[ARABIC_LETTERS][LATIN_LETTERS]
    cdef int16_t one_none[ARABIC_LETTERS]
    cdef int16_t none_one[LATIN_LETTERS]
    cdef int16_t one_two[ARABIC_LETTERS][LATIN_LETTERS][LATIN_LETTERS]
    cdef int16_t two_one[ARABIC_LETTERS][ARABIC_LETTERS][LATIN_LETTERS]

    def __cinit__(
        self, bytes joint not None, bytes chances not None, bytes weights not None, bytes words not None,
        NameTables tables=None
    ):
        cdef int i, j, k
        cdef uint16_t a[2]
        cdef uint16_t l[2]
        if len(chances) != (LATIN_LETTERS + ARABIC_LETTERS + 2) * 4 or len(weights) != 4 * WEIGHTS:
            raise ModelFormatError("matching model: weights of another number")
        cdef Graphones model = Graphones(joint)
        cdef int32_t after
        cdef float cost
        if model.widest_arabic > 2 or model.widest_latin > 2 or model.order != 2 or model.tokens > 4096:
            raise ModelFormatError("matching model: not bigrams of graphones of at most two letters")
        self.tokens = <int>model.tokens
        self.follow = <int16_t *>malloc(<Py_ssize_t>self.tokens * self.tokens * 2)
        if not self.follow:
            raise MemoryError()
        for i in range(self.tokens):
            for j in range(self.tokens):
                cost = -SCALE * model.step(model.state[i + 1], j, &after)
                self.follow[i * self.tokens + j] = <int16_t>(DEAREST if cost > DEAREST else cost)
        cdef const float *p = <const float *><const char *>chances
        memcpy(self.latin_chance, p, LATIN_LETTERS * 4)
        memcpy(self.arabic_chance, p + LATIN_LETTERS, ARABIC_LETTERS * 4)
        self.latin_end, self.arabic_end = p[LATIN_LETTERS + ARABIC_LETTERS], p[LATIN_LETTERS + ARABIC_LETTERS + 1]
        memcpy(self.weight, <const char *>weights, 4 * WEIGHTS)
        self.words = KnownWords(words)
        self.tables = tables
        for i in range(ARABIC_LETTERS):
            a[0] = <uint16_t>(BASE + i)
            self.one_none[i] = model.find_pair(a, 1, l, 0)
            for j in range(LATIN_LETTERS):
                l[0] = <uint16_t>(97 + j)
                self.one_one[i][j] = model.find_pair(a, 1, l, 1)
                if i == 0:
                    self.none_one[j] = model.find_pair(a, 0, l, 1)
                for k in range(LATIN_LETTERS):
                    l[1] = <uint16_t>(97 + k)
                    self.one_two[i][j][k] = model.find_pair(a, 1, l, 2)
                for k in range(ARABIC_LETTERS):
                    a[1] = <uint16_t>(BASE + k)
                    self.two_one[i][k][j] = model.find_pair(a, 2, l, 1)

    def __dealloc__(self):
        free(self.follow)

    cdef float chance(self, const Name *name, int start, int end) noexcept nogil:
        cdef float total = self.latin_end if name.side == 1 else self.arabic_end
        cdef int i
        for i in range(start, end):
            total += self.latin_chance[name.letters[i]] if name.side == 1 else self.arabic_chance[name.letters[i]]
        return total

    cdef float log_ratio(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Log of how much likelier two stretches are as one name than as two: best cut, near the diagonal."""
        cdef Place places[(SIZE + 1) * (SIZE + 1)]
        cdef Place *here
        cdef int i, j, k, na = a1 - a0, nl = l1 - l0, columns = nl + 1
        cdef int band = max(na, nl) * 3 + na * nl // 4
        cdef const uint8_t *x = a.letters + a0
        cdef const uint8_t *y = l.letters + l0
        cdef int32_t cost, best = FAR
        if not na or not nl:
            return -30.0
        for i in range((na + 1) * columns):
            places[i].count = 0
        places[0].count = 1
        places[0].last[0] = 0
        places[0].cost[0] = 0
        for i in range(na + 1):
            for j in range(columns):
                here = places + i * columns + j
                if not here.count:
                    continue
                k = i * nl - j * na
                if k > band or k < -band:
                    continue
                if i < na:
                    self.move(here, here + columns, self.one_none[x[i]])
                    if j < nl:
                        self.move(here, here + columns + 1, self.one_one[x[i]][y[j]])
                        if j + 1 < nl:
                            self.move(here, here + columns + 2, self.one_two[x[i]][y[j]][y[j + 1]])
                        if i + 1 < na:
                            self.move(here, here + 2 * columns + 1, self.two_one[x[i]][x[i + 1]][y[j]])
                if j < nl:
                    self.move(here, here + 1, self.none_one[y[j]])
        here = places + na * columns + nl
        for k in range(here.count):
            cost = here.cost[k] + self.follow[here.last[k] * self.tokens + 1]
            if cost < best:
                best = cost
        if best == FAR:
            return -30.0
        return -<float>best / SCALE - self.chance(a, a0, a1) - self.chance(l, l0, l1)

    cdef inline void move(self, Place *here, Place *there, int token) noexcept nogil:
        """Continues the ways of one place to another by a graphone; the way with the dearest cost makes room."""
        cdef int k, worst
        cdef int32_t cost = FAR, other
        if token < 0:
            return
        for k in range(here.count):
            other = here.cost[k] + self.follow[here.last[k] * self.tokens + token]
            if other < cost:
                cost = other
        if there.count < KEPT:
            worst = there.count
            there.count += 1
        else:
            worst = 0 if there.cost[0] > there.cost[1] else 1
            if cost >= there.cost[worst]:
                return
        there.cost[worst] = cost
        there.last[worst] = <int16_t>token

    cdef int common(self, const Name *a, const Name *l) noexcept nogil:
        """Length of the longest common sequence of consonants, by bits."""
        cdef uint64_t v = ~<uint64_t>0, u
        cdef int i
        for i in range(l.strong):
            u = v & a.mask[l.consonants[i]]
            v = (v + u) | (v - u)
        return count_bits(~v)

    cdef float logit(self, float log_ratio, int letters, float mismatch) noexcept nogil:
        return (self.weight[0] + self.weight[1] * log_ratio + self.weight[2] * log_ratio / letters
                + self.weight[3] * mismatch + self.weight[4] * letters)

    cdef float mismatch(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Share of the consonants of two stretches that have no counterpart in the longest common sequence."""
        cdef uint64_t v = ~<uint64_t>0, u, inside
        cdef int i, both = 0, shared
        inside = (<uint64_t>1 << a1) - (<uint64_t>1 << a0)
        for i in range(l0, l1):
            if l.sounded[i]:
                both += 1
                u = v & a.mask[l.letters[i]] & inside
                v = (v + u) | (v - u)
        for i in range(a0, a1):
            both += STRONG_ARABIC[a.letters[i]]
        shared = count_bits(~v)
        return max(0.0, <float>(both - 2 * shared)) / (both + 1)

    cdef float word(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Logit of two stretches of letters as one word."""
        cdef float z
        cdef uint32_t x, y
        if a1 - a0 == 1 or l1 - l0 == 1:
            # An initial: its letter may begin the other word.
            if SOUNDS[a.letters[a0]] >> l.letters[l0] & 1 or (
                    not STRONG_LATIN[l.letters[l0]] and not STRONG_ARABIC[a.letters[a0]]):
                return 1.0
            return LEAST_WORD
        z = self.logit(
            self.log_ratio(a, a0, a1, l, l0, l1), a1 - a0 + l1 - l0, self.mismatch(a, a0, a1, l, l0, l1))
        if z > LEAST_WORD:
            z += self.listing(_word_hash(l.letters, l0, l1), _word_hash(a.letters, a0, a1))
        return min(max(z, LEAST_WORD), MOST_WORD)

    cdef inline float listing(self, uint32_t latin, uint32_t arabic) noexcept nogil:
        """What the list of known words adds to the logit of a pair of words."""
        if self.words.has(0, _pair_hash(latin, arabic)):
            return self.weight[5]
        return self.weight[6] if self.words.has(1, latin) and self.words.has(2, arabic) else 0.0

    cdef float by_words(self, const Name *a, const Name *l) noexcept nogil:
        """Logit of two names word by word in order: the worst pair of the best cut, and a share of the others.

        A word may stand for two of the other name (Abdulaziz, عبد العزيز); a word without a counterpart costs much.
        """
        cdef float total[WORDS + 1][WORDS + 1]
        cdef float worst[WORDS + 1][WORDS + 1]
        cdef float z
        cdef int i, j, p, q
        for i in range(l.words + 1):
            for j in range(a.words + 1):
                total[i][j] = -1e9
        total[0][0], worst[0][0] = 0.0, MOST_WORD
        for i in range(l.words + 1):
            for j in range(a.words + 1):
                if total[i][j] < -1e8:
                    continue
                if i < l.words:
                    z = SKIPPED_INITIAL if l.start[i + 1] - l.start[i] == 1 else SKIPPED
                    self._reach(total, worst, i, j, i + 1, j, z)
                if j < a.words:
                    z = SKIPPED_INITIAL if a.start[j + 1] - a.start[j] == 1 else SKIPPED
                    self._reach(total, worst, i, j, i, j + 1, z)
                for p in range(1, 3):
                    for q in range(1, 3):
                        if i + p <= l.words and j + q <= a.words and (p == 1 or q == 1):
                            z = self.word(a, a.start[j], a.start[j + q], l, l.start[i], l.start[i + p])
                            self._reach(total, worst, i, j, i + p, j + q, z)
        i, j = l.words, a.words
        return worst[i][j] + OTHERS * max(0.0, total[i][j] - worst[i][j])

    cdef inline void _reach(self, float[WORDS + 1] *total, float[WORDS + 1] *worst, int i, int j, int p, int q,
                            float z) noexcept nogil:
        if total[i][j] + z > total[p][q]:
            total[p][q] = total[i][j] + z
            worst[p][q] = min(worst[i][j], z)

    cdef float turned(self, const Name *a, const Name *l) noexcept nogil:
        """The same for words in any order."""
        cdef bint used[WORDS]
        cdef int i, j, best, last = -1, turns = 0
        cdef float z, top, total = 0, worst = MOST_WORD
        memset(used, 0, sizeof(used))
        for i in range(l.words):
            best, top = -1, SKIPPED_INITIAL if l.start[i + 1] - l.start[i] == 1 else SKIPPED
            for j in range(a.words):
                if not used[j]:
                    z = self.word(a, a.start[j], a.start[j + 1], l, l.start[i], l.start[i + 1])
                    if z > top:
                        best, top = j, z
            total += top
            worst = min(worst, top)
            if best >= 0:
                used[best] = True
                turns += best < last
                last = best
        for j in range(a.words):
            if not used[j]:
                z = SKIPPED_INITIAL if a.start[j + 1] - a.start[j] == 1 else SKIPPED
                total += z
                worst = min(worst, z)
        return worst + OTHERS * max(0.0, total - worst) + TURNED * turns

    cdef bint same_row(self, const Name *a, const Name *l) noexcept nogil:
        """Whether a row of the tables has both spellings."""
        cdef int k
        for k in range(ROWS):
            if a.rows[k] < 0:
                return False
            if a.rows[k] == l.rows[0]:
                return True
        return False

    cdef float pair(self, const Name *x, const Name *y, int bonus) noexcept nogil:
        cdef const Name *a = x
        cdef const Name *l = y
        cdef int both, shared, apart, most
        cdef float z, likeness
        if a.side == 2 or l.side == 2:
            return 1.0 if a.side == l.side and a.digits and a.digits == l.digits else 0.0
        if a.side == l.side:
            if a.length == l.length and a.digits == l.digits:
                for both in range(a.length):
                    if a.letters[both] != l.letters[both]:
                        return 0.0
                return 1.0
            return 0.0
        if a.side == 1:
            a, l = l, a
        if l.rows[0] >= 0 and a.rows[0] >= 0 and self.same_row(a, l):
            return 1.0 / (1.0 + expf(-SAME_ROW))
        if a.spelled and l.spelled:
            return 1.0 / (1.0 + expf(-SAME_LETTERS if a.spelled == l.spelled else -OTHER_LETTERS))
        both = a.strong + l.strong
        shared = self.common(a, l)
        apart = both - 2 * shared
        if apart < 0:
            apart = 0
        likeness = 1.0 - <float>apart / (both + 1)
        most = 2 if both < 7 else (both * 2) // 5
        if apart <= most:
            z = self.logit(
                self.log_ratio(a, 0, a.length, l, 0, l.length), a.length + l.length, <float>apart / (both + 1)
            )
            if z > REFINED and not bonus:
                if a.words == 1 and l.words == 1:
                    z += self.listing(_word_hash(l.letters, 0, l.length), _word_hash(a.letters, 0, a.length))
                else:
                    z = self.by_words(a, l)
        else:
            z = UNFILTERED + FILTERED_LIKENESS * likeness - bonus
        if z < 0 and a.words > 1 and l.words > 1 and (
                apart <= 2 * most or a.start[1] == 1 or l.start[1] == 1):
            z = max(z, self.turned(a, l))
        z += bonus
        if a.digits != l.digits:
            z = min(z, 3.0) - (4.0 if not a.digits or not l.digits else 9.0)
        if l.rows[0] >= 0 and a.rows[0] >= 0:
            z += OTHER_ROW
        elif a.common and l.words == 1 and not self.listed(a, l):
            z += self.weight[7]
        return 1.0 / (1.0 + expf(-_settled(z))) if z > -60 else 0.0

    cdef bint listed(self, const Name *a, const Name *l) noexcept nogil:
        """Whether the lists have two single words as a pair."""
        return self.words.has(0, _pair_hash(_word_hash(l.letters, 0, l.length), _word_hash(a.letters, 0, a.length)))

    def features(self, str latin not None, str arabic not None):
        """What the weights of a pair of single words multiply, but for the constant (for training)."""
        cdef Name a, l
        prepare(arabic, &a)
        prepare(latin, &l)
        if a.side != 0 or l.side != 1:
            return None
        cdef float log_ratio = self.log_ratio(&a, 0, a.length, &l, 0, l.length)
        cdef int letters = a.length + l.length
        cdef uint32_t x = _word_hash(l.letters, 0, l.length), y = _word_hash(a.letters, 0, a.length)
        cdef bint paired = self.words.has(0, _pair_hash(x, y))
        cdef bint apart = not paired and self.words.has(1, x) and self.words.has(2, y)
        cdef float common = 0.0
        if self.tables is not None:
            self.tables.look_up(arabic, &a)
            common = a.common and not paired
        return (log_ratio, log_ratio / letters, self.mismatch(&a, 0, a.length, &l, 0, l.length), float(letters),
                float(paired), float(apart), common)

    def score(self, str first not None, str second not None):
        """Probability that two strings name the same thing."""
        return self.scores([(first, second)])[0]

    def scores(self, object pairs not None):
        """One probability for each pair.

        :raises ArgumentTypeError: an item that is not a pair of strings.
        """
        cdef Name *names = NULL
        cdef Name *block
        cdef int count = 0, room = 0, i, j
        cdef dict known = {}
        cdef list out = []
        cdef float best, s
        cdef object item, first, second, found
        try:
            for item in pairs:
                if type(item) is tuple and len(<tuple>item) == 2:
                    first, second = (<tuple>item)[0], (<tuple>item)[1]
                else:
                    try:
                        first, second = item
                    except (TypeError, ValueError):
                        raise ArgumentTypeError("pairs", item, "pairs of strings") from None
                if not isinstance(first, str) or not isinstance(second, str):
                    raise ArgumentTypeError("pairs", item, "pairs of strings")
                if count + 4 > REMEMBERED:
                    known.clear()
                    count = 0
                if count + 4 > room:
                    room = room * 2 + 64
                    block = <Name *>realloc(names, room * sizeof(Name))
                    if not block:
                        raise MemoryError()
                    names = block
                found = known.get(first)
                if found is None:
                    i = count
                    count = self.remember(first, names, count)
                    known[first] = i
                else:
                    i = found
                found = known.get(second)
                if found is None:
                    j = count
                    count = self.remember(second, names, count)
                    known[second] = j
                else:
                    j = found
                best = self.pair(&names[i], &names[j], 0)
                if names[i].other >= 0 and names[j].side == 0 and not (names[i].spelled and names[j].spelled):
                    best = max(best, self.pair(&names[names[i].other], &names[j], SPELLED * names[i].acronym))
                elif names[j].other >= 0 and names[i].side == 0 and not (names[i].spelled and names[j].spelled):
                    best = max(best, self.pair(&names[i], &names[names[j].other], SPELLED * names[j].acronym))
                out.append(best)
        finally:
            free(names)
        return out

    cdef int remember(self, object text, Name *names, int count) except -1:
        """Prepares a string at ``count`` and another reading of it behind it; the new count."""
        cdef Name *name = &names[count]
        prepare(text, name)
        if self.tables is not None:
            self.tables.look_up(text, name)
        if name.side == 1 and name.acronym and spoken(text, &names[count + 1]):
            name.other = count + 1
            return count + 2
        if name.digits and name.side == 1 and len(<str>text) <= SIZE:
            other = _arabizi(text)
            if other is not None:
                prepare(other, &names[count + 1])
                name.other = count + 1
                return count + 2
        return count + 1


_ARABIZI = {"2": "", "3": "a", "5": "kh", "6": "t", "7": "h", "8": "gh", "9": "q"}
_CHAT_WORD = re.compile("[a-z2356789]*(?:[a-z][2356789]|[2356789][a-z])[a-z2356789]*")


def _arabizi(str text):
    """A name of chat spelling with its digits as letters (7amada, 3omar), None for any other."""
    words = text.split()
    if not all([_CHAT_WORD.fullmatch(word) or word.isalpha() for word in words]):
        return None
    return " ".join(["".join([_ARABIZI.get(c, c) for c in word]) for word in words])
