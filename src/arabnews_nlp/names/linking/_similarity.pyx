"""How a Latin name is read: its plain letters, and what writing them with Arabic letters costs."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcmp, memcpy, memset

import unicodedata

from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, MARK, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char,
)
from arabnews_nlp.names.linking._letter_groups cimport GROUP_LETTERS, MOST_GROUPS, LetterGroups, find_group, put_group

cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil

cdef uint8_t BASE[0x250]
cdef const char *AND = b" and "


def _fill():
    """Letters of the Latin blocks without their accents, once, at import."""
    cdef int i
    for i in range(0x250):
        base = unicodedata.normalize("NFD", chr(i))[0].lower()
        base = {"ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "e", "œ": "e", "ð": "d", "þ": "t"}.get(base, base)
        BASE[i] = ord(base) if len(base) == 1 and ord(base) < 128 else 0


_fill()


cdef inline bint _latin(int width, const void *data, Py_ssize_t end, Py_ssize_t i) noexcept nogil:
    return i < end and char_class(PyUnicode_READ(width, data, i)) == LATIN


cdef int plain_letters(int width, const void *data, Py_ssize_t start, Py_ssize_t end, bint spell, uint8_t *out) noexcept nogil:
    """Letters and digits of a Latin name without accents, words apart by blanks; how many are written to ``out``.

    Letters to be spelled are capitals, the rest is in lower case. Spelled are capitals in a row that end a word (IBM,
    OpenAI), and one capital beside a digit or alone (M1, X). ``out`` has room for PLAIN letters.
    """
    cdef Py_ssize_t i = start, j
    cdef int n = 0, k
    cdef Py_UCS4 c, base, last = 0
    cdef bint blank = False
    while i < end and n < PLAIN - 8:
        c = PyUnicode_READ(width, data, i)
        if char_class(c) == LATIN:
            if spell:
                j = i
                while j < end and j - i <= 6 and Py_UNICODE_ISUPPER(PyUnicode_READ(width, data, j)):
                    j += 1
                if 0 < j - i <= 6 and (
                    not _latin(width, data, end, j)
                    or (PyUnicode_READ(width, data, j) == c"s" and not _latin(width, data, end, j + 1) and j - i > 1)
                ) and (j - i > 1 or i == start or not _latin(width, data, end, i - 1)):
                    while i < j:
                        c = PyUnicode_READ(width, data, i)
                        if c < 128:
                            out[n] = <uint8_t>c
                            n += 1
                            blank = False
                        i += 1
                    last = 0
                    continue
            base = BASE[c] if c < 0x250 else 0
            if base and not (base == last and not (base == c"o" or base == c"e" or base == c"c" or base == c"a")):
                out[n] = <uint8_t>base
                n += 1
                blank = False
            last = base
        elif char_class(c) == DIGIT:
            out[n] = <uint8_t>fold_char(c)
            n += 1
            blank = False
            last = 0
        elif c == c"&":
            memcpy(out + n, <const char *>AND, 5)
            n += 5
            blank = False
            last = 0
        elif c != c"'" and c != 0x2019 and char_class(c) != MARK:
            if n and not blank:
                out[n] = c" "
                n += 1
                blank = True
            last = 0
        i += 1
    while n and out[n - 1] == c" ":
        n -= 1
    j = 0
    while j < n and out[j] == c" ":
        j += 1
    if j:
        n -= <int>j
        for k in range(n):
            out[k] = out[k + j]
    return n


# --- Likeness of sound -----------------------------------------------------------------------------------------------

cdef enum:
    OPTIONS = 1024
    # Most letters that are compared.
    LONGEST = 63
    # Where the Arabic letters end that may have a cost of their own.
    ARABIC_END = 0x700
    # Places of a letter in its word.
    INITIAL = 0
    INNER = 1
    FINAL = 2

# A state that cannot be reached.
cdef float UNREACHED = 1000.0
# What leaving out an initial letter costs beyond the cost in the table.
cdef float INITIAL_LEFT_OUT = 0.5
# Costs are made a likeness by dividing them by what the letters of both names could cost: so much for each letter, and a
# bit for all, so that one letter counts more in a short name. Fitted on the links of the annotated development documents.
cdef double PER_LETTER = 0.22
cdef double AT_LEAST = 0.3

cdef struct Option:
    # One way to write a group of Latin letters.
    uint16_t letters[6]
    uint8_t size
    float cost

cdef class SoundCosts:
    """Weighted edit distance between Latin letter groups and Arabic letters (Levenshtein with a table of costs).

    :param table: for each group of Latin letters the Arabic spellings with their costs. Capitals are letters that are
        named one by one (IBM as آي بي إم).
    :param spare: cost of an Arabic letter that nothing in the Latin name stands for; ``ه$`` of one at the end, ``0`` of a
        digit, ``*`` of all others.
    :param missing: cost of a Latin letter that the Arabic name leaves out; ``^a`` of an initial one, ``e$`` of a final one.
    """

    cdef Option _options[OPTIONS]
    cdef LetterGroups _groups
    cdef uint16_t _first[MOST_GROUPS]       # of the options of a group, by its number, and how many they are
    cdef uint16_t _size[MOST_GROUPS]
    cdef float _spare[ARABIC_END][2]        # by letter, and whether it is the last of the name
    cdef float _missing[256][3]             # by letter and place

    def __cinit__(self, dict table not None, dict spare not None, dict missing not None):
        cdef int used = 0, number, k
        cdef str arabic
        memset(&self._groups, 0, sizeof(LetterGroups))
        if sum([len(x) for x in table.values()]) > OPTIONS:
            raise ValueError("too many sounds")
        for number, (group, spellings) in enumerate(table.items()):
            put_group(&self._groups, group, number)
            self._first[number] = used
            self._size[number] = len(spellings)
            for arabic, cost in spellings:
                for k in range(len(arabic)):
                    self._options[used].letters[k] = ord(arabic[k])
                self._options[used].size = len(arabic)
                self._options[used].cost = cost
                used += 1
        for k in range(ARABIC_END):
            letter = "0" if k <= 57 else chr(k)
            self._spare[k][0] = spare.get(letter, spare["*"])
            self._spare[k][1] = spare.get(letter + "$", self._spare[k][0])
        for k in range(256):
            letter = "0" if k <= 57 else chr(k)
            self._missing[k][INNER] = missing.get(letter, missing["*"])
            self._missing[k][INITIAL] = missing.get("^" + letter, self._missing[k][INNER])
            self._missing[k][FINAL] = missing.get(letter + "$", self._missing[k][INNER])

    def similarity(self, str latin not None, str arabic not None):
        """Likeness of a Latin and an Arabic name in [0, 1]."""
        cdef uint8_t read[PLAIN]
        cdef uint8_t spelled[PLAIN]
        cdef int width = PyUnicode_KIND(latin), reads, spells
        cdef const void *data = PyUnicode_DATA(latin)
        cdef double best, other
        reads = plain_letters(width, data, 0, len(latin), False, read)
        spells = plain_letters(width, data, 0, len(latin), True, spelled)
        best = self._likeness(read, reads, arabic)
        if reads != spells or memcmp(read, spelled, reads):
            other = self._likeness(spelled, spells, arabic)
            if other > best:
                best = other
        return best

    cdef double _likeness(self, const uint8_t *latin, int letters, str arabic) except? -1:
        """Likeness of Latin letters and an Arabic name: one minus the share of the cheapest way to write one as the other.

        ``cost[i][j]`` is the cheapest way to write the first ``i`` Latin letters with the first ``j`` Arabic ones.
        """
        cdef float cost[LONGEST + 1][LONGEST + 1]
        cdef uint16_t right[LONGEST]
        cdef const uint8_t *left = latin
        cdef Py_ssize_t n = min(letters, LONGEST), m = 0, i, j, weight = 0
        cdef bint initial, final
        cdef int groups, place, kind
        cdef int found[GROUP_LETTERS]
        cdef Py_UCS4 c
        for i in range(n):
            if left[i] != c" ":
                weight += 2 if 57 < left[i] < 97 else 1
        for c in arabic:
            kind = char_class(c)
            c = fold_char(c)
            if c and m < LONGEST and (kind == ARABIC or kind == DIGIT or c == 0x621) and c < ARABIC_END:
                right[m] = <uint16_t>c
                m += 1
        if n == 0 or m == 0:
            return 0.0
        for i in range(n + 1):
            for j in range(m + 1):
                cost[i][j] = UNREACHED
        cost[0][0] = 0.0
        for i in range(n):
            if left[i] == c" ":
                for j in range(m + 1):
                    _relax(&cost[i + 1][j], cost[i][j])
                    if j < m:
                        _relax(&cost[i][j + 1], cost[i][j] + self._spare[right[j]][j == m - 1])
                continue
            initial = i == 0 or left[i - 1] == c" "
            final = i == n - 1 or left[i + 1] == c" "
            place = FINAL if final and (not initial or left[i] == c"e") else INITIAL if initial else INNER
            groups = self._groups_at(left, i, n, found)
            for j in range(m + 1):
                if cost[i][j] >= UNREACHED:
                    continue
                if j < m:
                    _relax(&cost[i][j + 1], cost[i][j] + self._spare[right[j]][j == m - 1])
                _relax(&cost[i + 1][j], cost[i][j] + self._missing[left[i]][place])
                if left[i] <= 57:
                    if j < m and right[j] == left[i]:
                        _relax(&cost[i + 1][j + 1], cost[i][j])
                    continue
                self._write(&cost[0][0], i, j, found, groups, right, m, initial)
        for j in range(m):
            _relax(&cost[n][j + 1], cost[n][j] + self._spare[right[j]][j == m - 1])
        cost[n][m] = cost[n][m] / (PER_LETTER * (weight + m) + AT_LEAST)
        return 1.0 - cost[n][m] if cost[n][m] < 1.0 else 0.0

    cdef int _groups_at(self, const uint8_t *left, Py_ssize_t i, Py_ssize_t n, int *found) noexcept:
        """Numbers of the groups of one to four letters that begin at a letter; how many lie within the word."""
        cdef uint32_t packed = 0
        cdef int size, groups = 0
        for size in range(GROUP_LETTERS):
            if i + size >= n or left[i + size] == c" ":
                break
            packed = (packed << 8) | left[i + size]
            found[size] = find_group(&self._groups, packed)
            groups += 1
        return groups

    cdef void _write(self, float *cost, Py_ssize_t i, Py_ssize_t j, const int *found, int groups, const uint16_t *right,
                     Py_ssize_t m, bint initial) noexcept:
        """Continues a state with every Arabic spelling of the groups at a Latin letter; rows are LONGEST + 1 long."""
        cdef float here = cost[i * (LONGEST + 1) + j]
        cdef const Option *o
        cdef int size, option, k
        for size in range(groups):
            if found[size] < 0:
                continue
            for option in range(self._first[found[size]], self._first[found[size]] + self._size[found[size]]):
                o = &self._options[option]
                if j + o.size > m:
                    continue
                k = 0
                while k < o.size and right[j + k] == o.letters[k]:
                    k += 1
                if k == o.size:
                    _relax(
                        &cost[(i + size + 1) * (LONGEST + 1) + j + o.size],
                        here + o.cost + (0 if o.size or not initial else INITIAL_LEFT_OUT),
                    )


cdef inline void _relax(float *cost, float other) noexcept:
    """Lowers a cost to another one."""
    if other < cost[0]:
        cost[0] = other
