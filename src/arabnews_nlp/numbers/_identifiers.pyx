# cython: wraparound=True
"""Digits that count nothing: parts of names, addresses, telephone numbers and tags."""

from arabnews_nlp.numbers._senses cimport EVENT, MEASURE, MONEY, MONTH, PERCENT, PERIOD, SCALE, SYMBOL, VERSIONED
from arabnews_nlp.numbers._word_stream cimport Word, WordStream, has, is_among, sign_of, word_at
from arabnews_nlp._core.pretokens cimport DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport all_digits

cdef str _JOINERS = "-._/\\#@:=&?+~"


cdef bint inside_name(WordStream parser, Py_ssize_t i) except -1:
    """Whether the digits belong to a name, an address, a telephone number, a tag (GPT-3.5, Office 365, #5)."""
    cdef Word word = word_at(parser, i), before = word_at(parser, i - 1), after = word_at(parser, i + 1), second
    cdef Py_UCS4 first
    if has(before, VERSIONED) or parser.any_of(i - 2, VERSIONED):
        return word.no_space_before or not _counts(parser, i + 1)
    if word.no_space_before and i:
        if before.kind == LATIN and (not has(before, SYMBOL) or _after_event(parser, i - 1)):
            return True
        if before.no_space_before and i > 1:
            second = word_at(parser, i - 2)
            if (second.kind == LATIN or second.kind == DIGIT) and sign_of(parser, before) in _JOINERS:
                return second.kind == LATIN or sign_of(parser, before) not in "-/:" or _in_address(parser, i)
        if is_among(parser, before, "#@_") or (sign_of(parser, before) == c"+" and word.end - word.start > 6):
            return True
    elif before.kind == LATIN and i and not has(before, SYMBOL) and not has(before, MEASURE):
        return before.end + 1 == word.start and not _counts(parser, i + 1)
    if word.end - word.start >= 8:
        first = parser.text[word.start]
        if (first == c"0" or first == 0x660) and all_digits(parser, word):
            return True
    return after.no_space_before and word_at(parser, i + 2).no_space_before and word_at(parser, i + 2).kind == LATIN and is_among(parser, after, "-./_")


cdef bint _after_event(WordStream parser, Py_ssize_t i) except -1:
    """Whether one of the three words before ``i`` is a noun of events, so that letters glued to digits name one (COP28)."""
    cdef Py_ssize_t k
    for k in range(max(0, i - 3), i):
        if has(word_at(parser, k), EVENT):
            return True
    return False


cdef bint _in_address(WordStream parser, Py_ssize_t i) except -1:
    """Whether the characters before the digits up to the last blank hold an address."""
    cdef Py_ssize_t start = word_at(parser, i).start
    cdef list before = parser.text[max(0, start - 200) : start].rsplit(None, 1)[-1:]
    return bool(before) and ("://" in before[0] or "www." in before[0])


cdef bint _counts(WordStream parser, Py_ssize_t at) except -1:
    """Whether the word after digits shows that they count (Microsoft 10 ملايين)."""
    return parser.any_of(at, SCALE | PERCENT | MONEY | MEASURE | PERIOD | MONTH)
