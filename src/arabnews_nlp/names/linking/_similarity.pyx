"""How a Latin name is read: its plain letters, and what writing them with Arabic letters costs."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcmp, memcpy

import unicodedata

from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, MARK, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char,
)

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
    SLOTS = 512
    # Most letters that are compared.
    LONGEST = 63

cdef struct Option:
    uint16_t letters[6]
    uint8_t size
    float cost

cdef class Sounds:
    """Costs of writing letters of Latin names with Arabic letters.

    :param table: for each group of Latin letters the Arabic spellings with their costs. Capitals are letters that are
        named one by one (IBM as آي بي إم).
    """

    cdef Option _options[OPTIONS]
    cdef uint32_t _groups[SLOTS]
    cdef uint16_t _first[SLOTS]
    cdef uint16_t _size[SLOTS]

    def __cinit__(self, dict table not None):
        cdef int used = 0, slot, k
        cdef uint32_t packed
        cdef str arabic
        for slot in range(SLOTS):
            self._groups[slot] = 0
        if len(table) * 2 > SLOTS or sum([len(x) for x in table.values()]) > OPTIONS:
            raise ValueError("too many sounds")
        for group, spellings in table.items():
            packed = 0
            for letter in group:
                packed = (packed << 8) | <uint32_t>ord(letter)
            slot = (packed * 2654435761) & (SLOTS - 1)
            while self._groups[slot]:
                slot = (slot + 1) & (SLOTS - 1)
            self._groups[slot] = packed
            self._first[slot] = used
            self._size[slot] = len(spellings)
            for arabic, cost in spellings:
                for k in range(len(arabic)):
                    self._options[used].letters[k] = ord(arabic[k])
                self._options[used].size = len(arabic)
                self._options[used].cost = cost
                used += 1

    cdef inline int find(self, uint32_t packed) noexcept:
        cdef int slot = (packed * 2654435761) & (SLOTS - 1)
        while self._groups[slot]:
            if self._groups[slot] == packed:
                return slot
            slot = (slot + 1) & (SLOTS - 1)
        return -1

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
        cdef float cost[LONGEST + 1][LONGEST + 1]
        cdef uint16_t right[LONGEST]
        cdef const uint8_t *left = latin
        cdef Py_ssize_t n = min(letters, LONGEST), m = 0, i, j, k, size, weight = 0
        cdef int slots[4]
        cdef int slot, option, groups
        cdef uint32_t packed
        cdef float here, total, lost
        cdef Py_UCS4 c
        cdef bint initial, same
        cdef Option *o
        for i in range(n):
            if left[i] != c" ":
                weight += 2 if 57 < left[i] < 97 else 1
        for c in arabic:
            k = char_class(c)
            c = fold_char(c)
            if c and m < LONGEST and (k == ARABIC or k == DIGIT or c == 0x621) and c < 0x10000:
                right[m] = <uint16_t>c
                m += 1
        if n == 0 or m == 0:
            return 0.0
        for i in range(n + 1):
            for j in range(m + 1):
                cost[i][j] = 1000.0
        cost[0][0] = 0.0
        for i in range(n):
            if left[i] == c" ":
                for j in range(m + 1):
                    if j < m and cost[i][j] + _spare(right[j], j == m - 1) < cost[i][j + 1]:
                        cost[i][j + 1] = cost[i][j] + _spare(right[j], j == m - 1)
                    if cost[i][j] < cost[i + 1][j]:
                        cost[i + 1][j] = cost[i][j]
                continue
            initial = i == 0 or left[i - 1] == c" "
            lost = _missing(left[i], initial, i == n - 1 or left[i + 1] == c" ")
            groups = 0
            packed = 0
            for size in range(4):
                if i + size >= n or left[i + size] == c" ":
                    break
                packed = (packed << 8) | left[i + size]
                slots[size] = self.find(packed)
                groups += 1
            for j in range(m + 1):
                here = cost[i][j]
                if here >= 1000.0:
                    continue
                if j < m:
                    total = here + _spare(right[j], j == m - 1)
                    if total < cost[i][j + 1]:
                        cost[i][j + 1] = total
                total = here + lost
                if total < cost[i + 1][j]:
                    cost[i + 1][j] = total
                if left[i] <= 57:
                    if j < m and right[j] == left[i] and here < cost[i + 1][j + 1]:
                        cost[i + 1][j + 1] = here
                    continue
                for size in range(groups):
                    slot = slots[size]
                    if slot < 0:
                        continue
                    for option in range(self._first[slot], self._first[slot] + self._size[slot]):
                        o = &self._options[option]
                        if o.size:
                            if j + o.size > m or right[j] != o.letters[0]:
                                continue
                            same = True
                            for k in range(1, o.size):
                                if right[j + k] != o.letters[k]:
                                    same = False
                                    break
                            if not same:
                                continue
                            total = here + o.cost
                        else:
                            total = here + o.cost + (0.5 if initial else 0.0)
                        if total < cost[i + size + 1][j + o.size]:
                            cost[i + size + 1][j + o.size] = total
        for j in range(m):
            total = cost[n][j] + _spare(right[j], j == m - 1)
            if total < cost[n][j + 1]:
                cost[n][j + 1] = total
        total = cost[n][m] / (0.22 * (weight + m) + 0.3)
        return 1.0 - total if total < 1.0 else 0.0


cdef inline float _spare(uint16_t letter, bint final) noexcept:
    """Cost of an Arabic letter that nothing in the Latin name stands for."""
    if letter == 0x627 or letter == 0x648 or letter == 0x64A:
        return 0.45
    if letter == 0x647:
        return 0.3 if final else 0.6
    if letter in (0x621, 0x639, 0x626, 0x624):
        return 0.4
    if letter <= 57:
        return 1.5
    return 1.0


cdef inline float _missing(uint8_t letter, bint initial, bint final) noexcept:
    """Cost of a Latin letter that the Arabic name leaves out."""
    if letter == c"e" and final:
        return 0.02
    if letter in (c"a", c"e", c"i", c"o", c"u"):
        return 0.9 if initial else 0.35
    if letter == c"h":
        return 0.3
    if letter == c"y" or letter == c"w":
        return 0.6
    if letter <= 57:
        return 1.5
    return 1.0
