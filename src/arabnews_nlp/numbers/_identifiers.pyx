# cython: wraparound=True
"""Digits that count nothing: parts of names, addresses, telephone numbers and tags."""

from arabnews_nlp.numbers._word_stream cimport (
    Cues, EVENT, MEASURE, MONEY, MONTH, PERCENT, PERIOD, SCALE, SYMBOL, VERSIONED, Word, is_among, means, sign_of, word_at,
)
from arabnews_nlp._core.pretokens cimport DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport all_digits

cdef str _JOINERS = "-._/\\#@:=&?+~"


cdef bint inside_name(Cues r, Py_ssize_t i) except -1:
    """Whether the digits belong to a name, an address, a telephone number, a tag (GPT-3.5, Office 365, #5)."""
    cdef Word word = word_at(r, i), before = word_at(r, i - 1), after = word_at(r, i + 1), second
    cdef Py_UCS4 first
    if means(before, VERSIONED) or r.any_of(i - 2, VERSIONED):
        return word.glued or not _counts(r, i + 1)
    if word.glued and i:
        if before.kind == LATIN and (not means(before, SYMBOL) or _after_event(r, i - 1)):
            return True
        if before.glued and i > 1:
            second = word_at(r, i - 2)
            if (second.kind == LATIN or second.kind == DIGIT) and sign_of(r, before) in _JOINERS:
                return second.kind == LATIN or sign_of(r, before) not in "-/:" or _in_address(r, i)
        if is_among(r, before, "#@_") or (sign_of(r, before) == c"+" and word.end - word.start > 6):
            return True
    elif before.kind == LATIN and i and not means(before, SYMBOL) and not means(before, MEASURE):
        return before.end + 1 == word.start and not _counts(r, i + 1)
    if word.end - word.start >= 8:
        first = r.text[word.start]
        if (first == c"0" or first == 0x660) and all_digits(r, word):
            return True
    return after.glued and word_at(r, i + 2).glued and word_at(r, i + 2).kind == LATIN and is_among(r, after, "-./_")


cdef bint _after_event(Cues r, Py_ssize_t i) except -1:
    """Whether one of the three words before ``i`` is a noun of events, so that letters glued to digits name one (COP28)."""
    cdef Py_ssize_t k
    for k in range(max(0, i - 3), i):
        if means(word_at(r, k), EVENT):
            return True
    return False


cdef bint _in_address(Cues r, Py_ssize_t i) except -1:
    """Whether the characters before the digits up to the last blank hold an address."""
    cdef Py_ssize_t start = word_at(r, i).start
    cdef list before = r.text[max(0, start - 200) : start].rsplit(None, 1)[-1:]
    return bool(before) and ("://" in before[0] or "www." in before[0])


cdef bint _counts(Cues r, Py_ssize_t at) except -1:
    """Whether the word after digits shows that they count (Microsoft 10 ملايين)."""
    return r.any_of(at, SCALE | PERCENT | MONEY | MEASURE | PERIOD | MONTH)
