"""The words of a name as keys: without articles, without a clitic before them, without their weak letters."""

from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hashing cimport FNV_OFFSET, fnv1a_step
from arabnews_nlp._core.pretokens cimport PyUnicode_READ, fold_char
from arabnews_nlp._core.proclitics cimport ALEF, LAM, WAW, is_proclitic

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil

cdef enum:
    LONGER = 5      # letters of a word that may begin with an article or a clitic
    YEH = 0x64A
    HAMZA = 0x621
    YEH_WITH_HAMZA = 0x626
    WAW_WITH_HAMZA = 0x624


cdef struct NameWord:
    uint64_t key            # of its folded letters without the article
    uint64_t bare           # also without a first letter that may be a clitic; ``key`` where there is none
    uint64_t strong         # without the weak letters
    int32_t letters         # without the article
    int32_t strong_letters
    Py_UCS4 first           # its first letter


cdef inline bint _is_weak(Py_UCS4 c) noexcept nogil:
    """Whether spellings of one foreign name differ in a folded letter (نتنياهو, نتانياهو)."""
    return c == ALEF or c == WAW or c == YEH or c == HAMZA or c == YEH_WITH_HAMZA or c == WAW_WITH_HAMZA


cdef inline bint has_clitic(const NameWord *word) noexcept nogil:
    """Whether the first letter of a word may be a clitic that the name has taken in."""
    return word.bare != word.key


cdef inline Py_ssize_t read_name_word(int width, const void *data, Py_ssize_t i, Py_ssize_t end, NameWord *word) noexcept nogil:
    """The next word before ``end``, and the offset behind it; a word without letters where there is none."""
    cdef Py_ssize_t start = i
    cdef Py_UCS4 c, first = 0, second = 0
    cdef int32_t letters = 0, place = 0     # place of a letter in the word without its article
    while i < end:
        c = fold_char(PyUnicode_READ(width, data, i))
        if c and Py_UNICODE_ISSPACE(c):
            if letters:
                break
        elif c:
            if letters == 0:
                first, start = c, i
            elif letters == 1:
                second = c
            letters += 1
        i += 1
    if letters >= LONGER and first == ALEF and second == LAM:
        place = -2
        letters -= 2
    word.key = word.bare = word.strong = FNV_OFFSET
    word.letters, word.strong_letters, word.first = letters, 0, 0
    if not letters:
        return i
    for start in range(start, i):
        c = fold_char(PyUnicode_READ(width, data, start))
        if not c:
            continue
        if place == 0:
            word.first = c
        if place >= 0:
            word.key = fnv1a_step(word.key, c)
            if place > 0 or letters < LONGER or not is_proclitic(c):
                word.bare = fnv1a_step(word.bare, c)
            if not _is_weak(c):
                word.strong = fnv1a_step(word.strong, c)
                word.strong_letters += 1
        place += 1
    return i
