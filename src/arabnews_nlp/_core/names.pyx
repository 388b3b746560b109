# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The compiled part of name alignment: Latin names, consonant skeletons, runs of Arabic words, sound costs.

A *skeleton* is the sequence of consonant classes of a name. Sounds that Arabic writes in several ways (g as ج غ ق ك, p
as ب پ) fall into one class and vowels are left out, so that a name has the same skeleton in both scripts. Skeletons are
compared as 64-bit hashes, and the skeleton of a run of words continues that of its first word.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t

import unicodedata

from arabnews_nlp._core.lexemes cimport (
    ARABIC, DIGIT, INVISIBLE, LATIN, LETTER, MARK, NEWLINE, PUNCT, SPACE, SYMBOL,
    KeyMap, Lexemes, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char, fold_key,
)

cdef enum:
    # Most words in a run.
    RUN = 6
    # Most readings of the clitics of a word, and most skeletons of a name.
    FORMS = 8
    # Most letters that are compared.
    LONGEST = 63
    # Most words in a Latin name.
    WORDS = 12
    # Most characters of a mark-up tag.
    REACH = 400

cdef uint64_t FNV_OFFSET = 0xCBF29CE484222325ULL
cdef uint64_t FNV_PRIME = 0x100000001B3ULL

# Consonant classes: B T D K S R L M N F are 1 to 10, digits are 100 to 109.
cdef uint8_t BONES[256]
cdef uint8_t BASE[0x250]
cdef dict _CODES = {c: i for i, c in enumerate("BTDKSRLMNF", 1)}


def _fill():
    cdef int i
    for letters, name in (
        ("بپ", "B"), ("تطث", "T"), ("دضذظ", "D"), ("كقجغخگ", "K"), ("سصزشچژ", "S"),
        ("ر", "R"), ("ل", "L"), ("م", "M"), ("ن", "N"), ("فڤ", "F"),
    ):
        for letter in letters:
            BONES[ord(letter) - 0x600] = _CODES[name]
    for i in range(0x250):
        base = unicodedata.normalize("NFD", chr(i))[0].lower()
        base = {"ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "e", "œ": "e", "ð": "d", "þ": "t"}.get(base, base)
        BASE[i] = ord(base) if len(base) == 1 and ord(base) < 128 else 0


_fill()


cdef inline bint _upper(Py_UCS4 c) noexcept:
    if c < 128:
        return 65 <= c <= 90
    return Py_UNICODE_ISUPPER(c)


cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil
    object PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)


# --- Latin names -----------------------------------------------------------------------------------------------------

cdef inline Py_UCS4 _at(int width, const void *data, Py_ssize_t n, Py_ssize_t i) noexcept:
    return PyUnicode_READ(width, data, i) if 0 <= i < n else 0


cdef Py_ssize_t _address_end(int width, const void *data, Py_ssize_t n, Py_ssize_t start, bint *address) noexcept:
    """End of the run of visible ASCII at ``start``, and whether it is an address, a path or a handle."""
    cdef Py_ssize_t i = start, dots = 0
    cdef Py_UCS4 c, before = _at(width, data, n, start - 1)
    cdef bint found = before == c"@" or before == c"#" or before == c"_" or before == c"/" or before == c"\\"
    cdef bint slash = False
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if c <= 32 or c >= 127 or c in (c"(", c")", c"[", c"]", c"<", c">", c'"', c"|", c"{", c"}", c",", c";"):
            break
        if c == c"@" or c == c"_" or c == c"\\":
            found = True
        elif c == c":" and _at(width, data, n, i + 1) == c"/" and _at(width, data, n, i + 2) == c"/":
            found = True
        elif c == c"/":
            if dots:
                found = True
        elif c == c".":
            dots += 1
        i += 1
    if dots and not found and i - start > 4:
        c = PyUnicode_READ(width, data, start)
        found = (<int>c | 32) == c"w" and (<int>_at(width, data, n, start + 1) | 32) == c"w" and (<int>_at(width, data, n, start + 2) | 32) == c"w" and _at(width, data, n, start + 3) == c"."
        if not found:
            found = _file_name(width, data, start, i)
    address[0] = found
    return i


cdef bint _file_name(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether a word ends with a dot and an extension or domain in lower case: a file, or an address in lower case."""
    cdef Py_ssize_t i = end - 1
    cdef Py_UCS4 c
    if PyUnicode_READ(width, data, i) == c".":
        i -= 1
    while i > start:
        c = PyUnicode_READ(width, data, i)
        if c == c".":
            break
        if not 97 <= c <= 122:
            return False
        i -= 1
    if not (end - 1 - i == 3 or end - 1 - i == 2 or end - 1 - i == 4) or i <= start:
        return False
    c = PyUnicode_READ(width, data, i + 1)
    if c == c"p" or c == c"j" or c == c"g" or c == c"h":
        return True
    return not _upper(PyUnicode_READ(width, data, start))


cdef inline bint _joiner(Py_UCS4 c) noexcept:
    return c == c"-" or c == c"." or c == c"&" or c == c"'" or c == 0x2019 or c == 0xB7 or c == c"+" or c == 0x2011 or c == 0x2010


cdef Py_ssize_t _word_end(Lexemes lx, int width, const void *data, Py_ssize_t i) noexcept:
    """First lexeme after the word at ``i``: letters and digits, joined without space."""
    cdef Py_ssize_t count = lx.count
    cdef Py_UCS4 c
    i += 1
    while i < count:
        if lx.kind[i] == LATIN or lx.kind[i] == DIGIT:
            i += 1
        elif i + 1 < count and (lx.kind[i] == PUNCT or lx.kind[i] == SYMBOL) and (lx.kind[i + 1] == LATIN or lx.kind[i + 1] == DIGIT):
            c = PyUnicode_READ(width, data, lx.start[i])
            if not _joiner(c) or (c == c"." and lx.kind[i - 1] == LATIN and lx.end[i - 1] - lx.start[i - 1] > 1 and lx.kind[i + 1] == DIGIT):
                break
            i += 2
        elif lx.kind[i] == SYMBOL and PyUnicode_READ(width, data, lx.start[i]) == c"+" and lx.kind[i - 1] == LATIN:
            i += 1
            break
        else:
            break
    return i


cdef bint _capital(Lexemes lx, int width, const void *data, Py_ssize_t i, Py_ssize_t end) noexcept:
    """Whether a word has a capital letter."""
    cdef Py_ssize_t p
    for p in range(lx.start[i], lx.end[end - 1]):
        if _upper(PyUnicode_READ(width, data, p)):
            return True
    return False


cdef bint _blank(Lexemes lx, int width, const void *data, Py_ssize_t i) noexcept:
    """Whether the lexeme is one space."""
    return i < lx.count and lx.kind[i] == SPACE and lx.end[i] - lx.start[i] == 1 and PyUnicode_READ(width, data, lx.start[i]) != 9


cdef bint _initial(Lexemes lx, int width, const void *data, Py_ssize_t last) noexcept:
    """Whether the word before lexeme ``last`` is an initial (John F. Kennedy) whose stop and space are inside a name."""
    cdef Py_ssize_t p
    if last < 1 or last + 2 >= lx.count or lx.kind[last - 1] != LATIN or lx.kind[last] != PUNCT:
        return False
    p = lx.start[last - 1]
    if lx.end[last - 1] - p != 1 or not _upper(PyUnicode_READ(width, data, p)):
        return False
    if PyUnicode_READ(width, data, lx.start[last]) != c"." or not _blank(lx, width, data, last + 1) or lx.kind[last + 2] != LATIN:
        return False
    return _upper(PyUnicode_READ(width, data, lx.start[last + 2]))


def scan_latin(Lexemes lx not None, KeyMap inner not None, KeyMap counted not None, KeyMap known not None):
    """Latin names of a text as ``(start, end, first lexeme, last lexeme + 1, key)``.

    ``inner`` holds lower-case words that may stand inside a name, ``counted`` the words before which a number is an
    amount, ``known`` names that count in lower case too. The key is a hash of the folded letters and digits.
    """
    cdef list found = []
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t n = len(text), count = lx.count, i = 0, last, end, j, k, words, skip = 0, p
    cdef bint address
    cdef uint64_t key
    cdef Py_UCS4 c, folded
    while i < count:
        if lx.kind[i] != LATIN:
            if lx.kind[i] == SYMBOL and i + 1 < count and PyUnicode_READ(width, data, lx.start[i]) == c"<":
                c = _at(width, data, n, lx.end[i])
                if c == c"/" or c == c"!" or (c < 128 and 97 <= (<int>c | 32) <= 122):
                    p = lx.end[i]
                    end = p + REACH
                    while p < n and p < end and PyUnicode_READ(width, data, p) != c">" and PyUnicode_READ(width, data, p) != 10:
                        p += 1
                    if p < n and p < end and PyUnicode_READ(width, data, p) == c">":
                        skip = p
            i += 1
            continue
        if lx.start[i] < skip:
            i += 1
            continue
        p = _address_end(width, data, n, lx.start[i], &address)
        if address:
            skip = p
            i += 1
            continue
        if i and lx.kind[i - 1] == DIGIT and (i < 2 or lx.kind[i - 2] != LATIN):
            i -= 1
            if i and lx.kind[i - 1] == PUNCT and PyUnicode_READ(width, data, lx.start[i - 1]) in (c".", c","):
                i = _word_end(lx, width, data, i)
                continue
        last = _word_end(lx, width, data, i)
        if not _capital(lx, width, data, i, last) and known.find(lx.key[i]) < 0:
            i = last
            continue
        words = 1
        while words < WORDS:
            if _initial(lx, width, data, last):
                last += 1
            if not _blank(lx, width, data, last):
                break
            j = last + 1
            while j + 1 < count and lx.kind[j] == LATIN and inner.find(lx.key[j]) >= 0 and _blank(lx, width, data, j + 1):
                j += 2
            if j < count - 2 and lx.kind[j] == PUNCT and PyUnicode_READ(width, data, lx.start[j]) == c"&" and _blank(lx, width, data, j + 1):
                j += 2
            if j >= count:
                break
            if lx.kind[j] == LATIN:
                k = _word_end(lx, width, data, j)
                if not _capital(lx, width, data, j, k):
                    break
                _address_end(width, data, n, lx.start[j], &address)
                if address:
                    break
            elif lx.kind[j] == DIGIT and j == last + 1 and lx.end[j] - lx.start[j] <= 4:
                k = _number_end(lx, width, data, j, counted)
                if k < 0:
                    break
            else:
                break
            last = k
            words += 1
        if last > i + 1 and lx.kind[last - 1] == PUNCT:
            last -= 1
        key = FNV_OFFSET
        for p in range(lx.start[i], lx.end[last - 1]):
            c = PyUnicode_READ(width, data, p)
            if char_class(c) == LATIN or char_class(c) == DIGIT or c == c"+":
                folded = fold_char(c)
                if folded:
                    key = (key ^ <uint64_t>folded) * FNV_PRIME
        found.append((lx.start[i], lx.end[last - 1], i, last, key))
        i = last
    return found


cdef Py_ssize_t _number_end(Lexemes lx, int width, const void *data, Py_ssize_t j, KeyMap counted) noexcept:
    """Lexeme after a version or model number, -1 where the number counts or measures something."""
    cdef Py_ssize_t k = j + 1, count = lx.count
    cdef Py_UCS4 c
    if k + 1 < count and lx.kind[k] == PUNCT and lx.kind[k + 1] == DIGIT:
        c = PyUnicode_READ(width, data, lx.start[k])
        if c != c"." or lx.end[k + 1] - lx.start[k + 1] > 2:
            return -1
        k += 2
    if k < count:
        if lx.kind[k] == LATIN:
            return _word_end(lx, width, data, j)
        c = PyUnicode_READ(width, data, lx.start[k])
        if c == c"%" or c == 0x66A or c == c"$" or (lx.kind[k] == PUNCT and (c == c"/" or c == c":") and k + 1 < count and lx.kind[k + 1] == DIGIT):
            return -1
        if lx.kind[k] == SPACE and k + 1 < count:
            if lx.kind[k + 1] == ARABIC and counted.find(lx.key[k + 1]) >= 0:
                return -1
            c = PyUnicode_READ(width, data, lx.start[k + 1])
            if c == c"%" or c == 0x66A or c == c"$":
                return -1
    return k


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


cdef str _plain(str name, bint spell):
    """Letters and digits of a Latin name without accents; letters to be spelled as capitals, the rest in lower case.

    Spelled are capitals in a row that end a word (IBM, OpenAI), and one capital beside a digit or alone (M1, X).
    """
    cdef Py_ssize_t n = len(name), i, j
    cdef Py_UCS4 c, base, last = 0
    cdef list out = []
    cdef bint up
    i = 0
    while i < n:
        c = name[i]
        if char_class(c) == LATIN:
            j = i
            while j < n and _upper(name[j]):
                j += 1
            if spell and j > i and j - i <= 6 and (j == n or char_class(name[j]) != LATIN or (name[j] == c"s" and (j + 1 == n or char_class(name[j + 1]) != LATIN) and j - i > 1)):
                if j - i > 1 or i == 0 or char_class(name[i - 1]) != LATIN:
                    while i < j:
                        if name[i] < 128:
                            out.append(name[i])
                        i += 1
                    last = 0
                    continue
            base = BASE[c] if c < 0x250 else 0
            if base and not (base == last and not base in (c"o", c"e", c"c", c"a")):
                out.append(chr(<int>base))
            last = base
        elif char_class(c) == DIGIT:
            out.append(chr(<int>fold_char(c)))
            last = 0
        elif c == c"&":
            out.append(" and ")
            last = 0
        elif c != c"'" and c != 0x2019 and char_class(c) != MARK:
            if out and out[len(out) - 1] != " ":
                out.append(" ")
            last = 0
        i += 1
    return "".join(out).strip()


def latin_skeletons(str name not None):
    """Hashes of the skeletons that a Latin name may have in Arabic script, each with its length; first the likeliest."""
    cdef list result = []
    cdef str read = _plain(name, False), spelled = _plain(name, True)
    _skeletons(read, result)
    if spelled != read:
        _skeletons(spelled, result)
    if read.startswith("the ") and len(read) > 6:
        _skeletons(read[4:], result)
    return result


cdef int _skeletons(str letters, list result) except -1:
    cdef uint64_t hashes[FORMS]
    cdef int lengths[FORMS]
    cdef int last[FORMS]
    cdef int states = 1, s, t, a, code, kept
    cdef Py_ssize_t i = 0, n = len(letters), size
    cdef str piece, option
    cdef tuple options
    cdef Py_UCS4 c
    hashes[0] = FNV_OFFSET
    lengths[0] = 0
    last[0] = 0
    while i < n:
        c = letters[i]
        options = None
        size = 1
        if 48 <= c <= 57:
            for s in range(states):
                hashes[s] = (hashes[s] ^ <uint64_t>(100 + <int>c - 48)) * FNV_PRIME
                lengths[s] += 1
                last[s] = 0
            i += 1
            continue
        if 65 <= c <= 90:
            for s in range(states):
                last[s] = 0
            options = (_LETTER_NAMES[chr(<int>c + 32)],)
        elif c == c" ":
            for s in range(states):
                last[s] = 0
            i += 1
            continue
        else:
            for size in range(4, 0, -1):
                options = _GRAPHEMES.get(letters[i : i + size]) if i + size <= n else None
                if options is not None:
                    break
        if options is None:
            i += 1
            continue
        if letters[i : i + size] in ("ce", "ci", "cy", "sce", "sci"):
            size -= 1
        kept = states
        for a in range(1, len(options)):
            if states + kept > FORMS:
                break
            for s in range(kept):
                hashes[states] = hashes[s]
                lengths[states] = lengths[s]
                last[states] = last[s]
                _extend(<str>options[a], &hashes[states], &lengths[states], &last[states])
                states += 1
        for s in range(kept):
            _extend(<str>options[0], &hashes[s], &lengths[s], &last[s])
        i += size
    for s in range(states):
        if lengths[s] and (hashes[s], lengths[s]) not in result:
            result.append((hashes[s], lengths[s]))
    return 0


cdef int _extend(str codes, uint64_t *key, int *length, int *last) except -1:
    cdef int code
    if not codes:
        last[0] = 0
    for letter in codes:
        code = _CODES[letter]
        if code != last[0]:
            key[0] = (key[0] ^ <uint64_t>code) * FNV_PRIME
            length[0] += 1
        last[0] = code
    return 0


cdef inline uint64_t _bones(int width, const void *data, Py_ssize_t start, Py_ssize_t end, uint64_t key, int *length) noexcept:
    """Continue a skeleton with the letters of an Arabic word or the digits of a number."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    cdef int code
    for i in range(start, end):
        c = PyUnicode_READ(width, data, i)
        if 0x600 <= c <= 0x6FF:
            code = BONES[<int>c - 0x600]
            if c == 0x62A and i + 1 < end and PyUnicode_READ(width, data, i + 1) == 0x634:
                code = 0
            if code == 0 and 0x660 <= c <= 0x669:
                code = 100 + <int>c - 0x660
        elif 48 <= c <= 57:
            code = 100 + <int>c - 48
        else:
            code = 0
        if code:
            key = (key ^ <uint64_t>code) * FNV_PRIME
            length[0] += 1
    return key


def arabic_skeleton(str name not None):
    """Hash of the skeleton of an Arabic name, and its length."""
    cdef int length = 0
    cdef uint64_t key = _bones(PyUnicode_KIND(name), PyUnicode_DATA(name), 0, len(name), FNV_OFFSET, &length)
    return key, length


# --- Runs of Arabic words --------------------------------------------------------------------------------------------

cdef class KeyTable:
    """Immutable map from 64-bit keys to small non-negative integers."""

    cdef uint64_t *_keys
    cdef int32_t *_values
    cdef uint64_t _mask
    cdef readonly Py_ssize_t count

    def __cinit__(self, dict entries not None):
        cdef uint64_t size = 16, slot, key
        self.count = len(entries)
        while size < 4 * <uint64_t>self.count + 4:
            size *= 2
        self._mask = size - 1
        self._keys = <uint64_t *>PyMem_Calloc(size, sizeof(uint64_t))
        self._values = <int32_t *>PyMem_Malloc(size * sizeof(int32_t))
        if self._keys == NULL or self._values == NULL:
            raise MemoryError()
        for slot in range(size):
            self._values[slot] = -1
        for word, value in entries.items():
            key = word
            slot = (key ^ (key >> 29)) & self._mask
            while self._values[slot] >= 0:
                slot = (slot + 1) & self._mask
            self._keys[slot] = key
            self._values[slot] = value

    def __dealloc__(self):
        PyMem_Free(self._keys)
        PyMem_Free(self._values)

    def __len__(self):
        return self.count

    cdef inline int32_t find(self, uint64_t key) noexcept nogil:
        cdef uint64_t slot = (key ^ (key >> 29)) & self._mask
        while self._values[slot] >= 0:
            if self._keys[slot] == key:
                return self._values[slot]
            slot = (slot + 1) & self._mask
        return -1


cdef inline uint64_t _chain(uint64_t key, uint64_t following) noexcept nogil:
    return (key ^ (following + (key << 6) + (key >> 2))) * FNV_PRIME


def run_keys(Lexemes lx not None):
    """Keys of the prefixes of a phrase, one for each of its words; the last one is that of the whole phrase."""
    cdef list keys = []
    cdef uint64_t key = FNV_OFFSET
    cdef Py_ssize_t i
    for i in range(lx.count):
        if lx.kind[i] == ARABIC or lx.kind[i] == DIGIT or lx.kind[i] == LATIN:
            key = _chain(key, lx.key[i])
            keys.append(key)
    return keys


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


def find_runs(Lexemes lx not None, KeyTable phrases not None, KeyTable skeletons not None, KeyMap common not None):
    """Runs of Arabic words that are known phrases or have a skeleton that is looked for.

    A single word of ``common`` is left out unless it stands near Latin letters; known phrases are never left out.


    Gives ``(kind, value, start, end, first lexeme, last lexeme + 1, length)`` with kind 0 for phrases (value 0 in the
    table marks the beginning of one) and kind 1 for skeletons; length counts the words or the consonants. A run may
    begin after clitics, and an article inside the span may be passed over.
    """
    cdef list found = []
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t count = lx.count, i, j
    cdef Py_ssize_t body[FORMS]
    cdef Py_ssize_t left[FORMS]
    cdef int forms, f, words, length
    cdef uint64_t phrase, bones
    cdef int32_t value
    cdef bint trailing, seek = skeletons.count > 0
    for i in range(count):
        if lx.kind[i] != ARABIC:
            continue
        forms = _readings(width, data, lx.start[i], lx.end[i], body, left)
        for f in range(forms):
            phrase = lx.key[i] if f == 0 else fold_key(width, data, body[f], lx.end[i])
            phrase = _chain(FNV_OFFSET, phrase)
            bones = FNV_OFFSET
            length = 0
            trailing = True
            j = i
            for words in range(1, RUN + 1):
                if words > 1:
                    j = _next(lx, width, data, j)
                    if j < 0:
                        break
                    if trailing:
                        phrase = _chain(phrase, lx.key[j])
                if trailing:
                    value = phrases.find(phrase)
                    if value > 0:
                        found.append((0, value, left[f], lx.end[j], i, j + 1, words))
                    elif value < 0:
                        trailing = False
                        if not seek:
                            break
                if seek:
                    bones = _bones(width, data, body[f] if words == 1 else lx.start[j], lx.end[j], bones, &length)
                    if length > 1:
                        value = skeletons.find(bones)
                        if value >= 0:
                            if words == 1 and not _near_latin(lx, i, i) and (
                                common.find(lx.key[i]) >= 0 or (f and common.find(fold_key(width, data, body[f], lx.end[i])) >= 0)
                            ):
                                continue
                            found.append((1, value, left[f], lx.end[j], i, j + 1, length))
    return found


def words_before(Lexemes lx not None, Py_ssize_t i, Py_ssize_t most):
    """Arabic words and numbers that end at lexeme ``i`` and stand together, the nearest first, as lexeme numbers."""
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef list found = []
    cdef Py_ssize_t j
    while i >= 0 and len(found) < most and (lx.kind[i] == ARABIC or lx.kind[i] == DIGIT):
        found.append(i)
        j = i - 1
        if j >= 0 and (lx.kind[j] == ARABIC or lx.kind[j] == DIGIT):
            i = j
        elif j >= 1 and _next(lx, width, data, j - 1) == i:
            i = j - 1
        else:
            break
    return found


def words_after(Lexemes lx not None, Py_ssize_t i, Py_ssize_t most):
    """Arabic words and numbers from lexeme ``i`` on that stand together, as lexeme numbers."""
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef list found = []
    while 0 <= i < lx.count and len(found) < most and (lx.kind[i] == ARABIC or lx.kind[i] == DIGIT):
        found.append(i)
        i = _next(lx, width, data, i)
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


# --- Likeness of sound -----------------------------------------------------------------------------------------------

cdef enum:
    OPTIONS = 1024
    SLOTS = 512
    REMEMBERED = 4096

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
    cdef dict _plain

    def __cinit__(self, dict table not None):
        cdef int used = 0, slot, k
        cdef uint32_t packed
        cdef str arabic
        for slot in range(SLOTS):
            self._groups[slot] = 0
        self._plain = {}
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
        cdef str read, spelled
        cdef double best, other
        cdef tuple forms = self._plain.get(latin)
        if forms is None:
            if len(self._plain) >= REMEMBERED:
                self._plain = {}
            forms = _plain(latin, False), _plain(latin, True)
            self._plain[latin] = forms
        read, spelled = forms
        best = self._likeness(read, arabic)
        if spelled != read:
            other = self._likeness(spelled, arabic)
            if other > best:
                best = other
        return best

    cdef double _likeness(self, str latin, str arabic) except? -1:
        cdef float cost[LONGEST + 1][LONGEST + 1]
        cdef uint16_t right[LONGEST]
        cdef uint8_t left[LONGEST]
        cdef Py_ssize_t n = 0, m = 0, i, j, k, size, weight = 0
        cdef int slots[4]
        cdef int slot, option, groups
        cdef uint32_t packed
        cdef float here, total, lost
        cdef Py_UCS4 c
        cdef bint initial, same
        cdef Option *o
        for c in latin:
            if n < LONGEST:
                left[n] = <uint8_t>c
                n += 1
                if c != c" ":
                    weight += 2 if c < 97 and c > 57 else 1
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
