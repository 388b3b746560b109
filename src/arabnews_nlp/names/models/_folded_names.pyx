# cython: cdivision=True
"""Names as matching sees them: one script, its letters folded, its consonants, and what else a string tells."""

from libc.stdint cimport uint16_t, uint32_t, uint64_t, uint8_t
from libc.string cimport memset

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.models._sound_rules cimport hear, is_silent

import re
import unicodedata

from arabnews_nlp._files.tables import read_table

cdef extern from *:
    """
    #define count_bits(x) __builtin_popcountll(x)
    """
    int count_bits(uint64_t x) noexcept nogil

cdef enum:
    DIGIT_BASE = 2
    BROKEN = 0xFB50

cdef uint16_t _FOLDED[0x2000]
cdef uint32_t _SOUNDS[ARABIC_LETTERS]
cdef uint8_t _STRONG_ARABIC[ARABIC_LETTERS]
cdef uint8_t _STRONG_LATIN[LATIN_LETTERS]
cdef uint8_t _WEAK[ARABIC_LETTERS + 1]
FOLDED, SOUNDS, STRONG_ARABIC, STRONG_LATIN, WEAK_ARABIC = _FOLDED, _SOUNDS, _STRONG_ARABIC, _STRONG_LATIN, _WEAK

_COMPATIBLE = {sign: letters for kind, sign, letters in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "written"}
(_WEAK_LETTERS,) = [letters for kind, _, letters in read_table("arabnews_nlp.names", "consonants.tsv") if kind == "weak"]
# Runs of two to five capitals, and a capital that stands alone.
_CAPITALS = re.compile(r"[A-Z]{2,5}(?![a-zA-Z])|(?<![^\W_])[A-Z](?![^\W_])")
# Letter names as an English mouth says them, for words in capitals.
_SPOKEN = {row[0].lower(): row[3] for row in read_table("arabnews_nlp.names", "letter_names.tsv")}


def _fill():
    cdef int code
    for code in range(0x2000):
        c = chr(code)
        _FOLDED[code] = 0
        if c.isspace() or c in "-_/.,،؛;:|+&\u2010":
            _FOLDED[code] = BREAK
        elif c.isdecimal() and code < 0x700:
            _FOLDED[code] = DIGIT_BASE + <int>unicodedata.decimal(c)
        elif c.isalpha() and (code < 0x250 or code >= 0x1E00):
            plain = {"ı": "i", "ø": "o", "ł": "l", "ð": "d", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "þ": "t"}.get(
                c.lower(), unicodedata.normalize("NFKD", c.lower())[0]
            )
            if "a" <= plain <= "z":
                _FOLDED[code] = ord(plain)
    for code in list(range(0x621, 0x63B)) + list(range(0x641, 0x64B)):
        _FOLDED[code] = code
    for a, b in zip("أإآٱىةؤئپڤگچژیېےکڪہھەۀڨ", "اااايهويبفغججيييككهههةق"):
        _FOLDED[ord(a)] = ord("ه" if b == "ة" else b)
    _FOLDED[0x621] = 0
    memset(_SOUNDS, 0, sizeof(_SOUNDS))
    memset(_STRONG_LATIN, 0, sizeof(_STRONG_LATIN))
    for latin, letters in _COMPATIBLE.items():
        _STRONG_LATIN[ord(latin) - 97] = 1
        for c in letters:
            _SOUNDS[ord(c) - BASE] |= 1 << (ord(latin) - 97)
    for code in range(ARABIC_LETTERS):
        _STRONG_ARABIC[code] = _SOUNDS[code] != 0 and chr(code + BASE) not in _WEAK_LETTERS
    memset(_WEAK, 0, sizeof(_WEAK))
    for code, c in enumerate(_WEAK_LETTERS):
        _WEAK[code] = ord(c) - BASE


_fill()


cdef void finish(Name *name) noexcept nogil:
    """Sets what the filter compares: consonants of a Latin name as heard, bit masks of an Arabic one."""
    cdef int i, k, n = name.length, s = 0
    cdef uint8_t c
    cdef uint32_t sounds
    if name.side == 1:
        n = hear(name.letters, n, name.start[1] if name.words > 1 else 0)
        name.length = n
        name.start[name.words] = <uint8_t>n
        for i in range(n):
            c = name.letters[i]
            name.sounded[i] = STRONG_LATIN[c] and not is_silent(name.letters, i, n)
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
    for i in range(WORDS):
        name.stretch[i][0].best = name.stretch[i][1].best = 1.0
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


def hashes(str latin not None, str arabic not None):
    """Hashes of a pair, of the Latin and of the Arabic word, as the list of known words holds them (for training)."""
    cdef Name a, l
    prepare(latin, &l)
    prepare(arabic, &a)
    cdef uint32_t x = word_hash(l.letters, 0, l.length), y = word_hash(a.letters, 0, a.length)
    return pair_hash(x, y), x, y


_ARABIZI = {"2": "", "3": "a", "5": "kh", "6": "t", "7": "h", "8": "gh", "9": "q"}
_CHAT_WORD = re.compile("[a-z2356789]*(?:[a-z][2356789]|[2356789][a-z])[a-z2356789]*")


cdef str chat_name(str text):
    """A name of chat spelling with its digits as letters (7amada, 3omar), None for any other."""
    words = text.split()
    if not all([_CHAT_WORD.fullmatch(word) or word.isalpha() for word in words]):
        return None
    return " ".join(["".join([_ARABIZI.get(c, c) for c in word]) for word in words])
