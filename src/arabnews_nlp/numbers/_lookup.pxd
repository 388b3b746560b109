"""A word of a text in the lexicon: as it stands, and without its proclitics and article.

The proclitics are those of :mod:`arabnews_nlp._core.proclitics`, a conjunction and then a preposition; what takes
fewest letters away is tried first. Where nothing is found the word stays whole, so that no letter is taken for a
proclitic by its looks alone (وزير, بيت).
"""

from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t

from arabnews_nlp._core.pretokens cimport fold_char, fold_key
from arabnews_nlp._core.proclitics cimport ALEF, LAM, WAW, is_conjunction, is_preposition
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp.numbers._lexicon cimport Lexicon, beginning_of

cdef enum:
    ALEF_WITH_HAMZA_ABOVE = 0x623
    ALEF_WITH_HAMZA_BELOW = 0x625


cdef struct Host:
    int32_t start       # of the word without its proclitics
    int32_t entry       # in the lexicon, -1 without one
    uint8_t article     # whether it has the article


cdef inline Host look_up(
    const CodeUnit *text, int32_t start, int32_t end, uint64_t key, Lexicon lexicon
) noexcept:
    """The host of the Arabic word between two offsets, whose whole form has a key."""
    cdef Host host
    cdef bint conjoined = _hamza_after_waw(text, start, end)
    host.start = start
    host.article = False
    host.entry = -1 if conjoined else lexicon.table.find(key)
    if host.entry < 0:
        _strip(text, end, lexicon, &host)
        if host.entry < 0 and conjoined:
            host.entry = lexicon.table.find(key)
    return host


cdef inline bint _hamza_after_waw(const CodeUnit *text, int32_t start, int32_t end) noexcept nogil:
    """Whether a word begins with وأ or وإ, where و is the conjunction though folding hides it (وأحد, واحد)."""
    return text[start] == WAW and end - start > 1 and (
        <Py_UCS4>text[start + 1] == ALEF_WITH_HAMZA_ABOVE or <Py_UCS4>text[start + 1] == ALEF_WITH_HAMZA_BELOW
    )


cdef inline void _strip(const CodeUnit *text, int32_t end, Lexicon lexicon, Host *host) noexcept:
    """Look a word up without its proclitics and article, the fewest letters first."""
    cdef int32_t host_start = host.start, at = host_start, rest
    cdef uint32_t c = _letter(text, &at, end)
    if is_conjunction(c):
        if _found(text, end, lexicon, host, at, at):
            return
        host_start = at
        c = _letter(text, &at, end)
    if is_preposition(c):
        if _found(text, end, lexicon, host, at, at):
            return
        host_start = at
        if c == LAM:
            rest = at
            if _letter(text, &rest, end) == LAM:
                _found(text, end, lexicon, host, host_start, rest)
                return
        c = _letter(text, &at, end)
    if c == ALEF and _letter(text, &at, end) == LAM:
        _found(text, end, lexicon, host, host_start, at)


cdef inline uint32_t _letter(const CodeUnit *text, int32_t *at, int32_t end) noexcept nogil:
    """The folded letter at a place, 0 at the end, and the place after it; marks and tatweel are passed over."""
    cdef Py_UCS4 c = 0
    while at[0] < end and c == 0:
        c = fold_char(text[at[0]])
        at[0] += 1
    return c


cdef inline bint _found(
    const CodeUnit *text, int32_t end, Lexicon lexicon, Host *host, int32_t host_start, int32_t at
) noexcept:
    """Look a word up from an offset on; between ``host_start``, where its proclitics end, and there is its article."""
    cdef int32_t rest = at, entry
    cdef uint32_t first = _letter(text, &rest, end), second = _letter(text, &rest, end)
    cdef uint32_t beginning = beginning_of(first, second, _letter(text, &rest, end))
    if not lexicon.beginnings[beginning >> 5] >> (beginning & 31) & 1:
        return False
    entry = lexicon.table.find(fold_key(sizeof(CodeUnit), text, at, end))
    if entry < 0:
        return False
    host.entry = entry
    host.start = host_start
    host.article = at > host_start
    return True
