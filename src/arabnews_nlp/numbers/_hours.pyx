"""Whether digits or an ordinal may be an hour; :mod:`arabnews_nlp.numbers.clock` reads the time of day."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._decimals cimport small_digits
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._rules cimport CompiledTest
from arabnews_nlp.numbers._senses cimport CLOCK, DAYPART, DAYPART_SHORT, LESS
from arabnews_nlp.numbers._word_stream cimport Word, conjoined_by_waw, has, is_form, sign_of, word_at

cdef enum:
    LONGEST_HOUR = 5        # characters of an hour with minutes
    LONGEST_TIME = 7        # words of a time of day, with its part of the day and the link of a range

cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _AND_TO = form_key("وإلى")
cdef uint64_t _AND_UNTIL = form_key("وحتى")


cdef bint _may_be_hour(Parser parser, Py_ssize_t i) except -1:
    """Whether what follows the digits or the ordinal at ``i`` lets them be an hour: minutes, or a part of the day."""
    cdef Word word = word_at(parser, i), following
    cdef tuple ordinal
    cdef Py_ssize_t at = i + 1
    if word.kind == DIGIT:
        if word.end - word.start > 2 or small_digits(parser, word) > 24:
            return word.end - word.start <= LONGEST_HOUR and parser.phrase(i + 1, "zone") is not None
    else:
        ordinal = read_ordinal(parser, i)
        if ordinal is None:
            return False
        at = ordinal[2]
    following = word_at(parser, at)
    if _beside_time(parser, i, at):
        return True
    return (
        sign_of(parser, following) == c":"
        or has(following, LESS)
        or parser.any_of(at, DAYPART | DAYPART_SHORT)
        or conjoined_by_waw(parser, at) >= 0
    )


cdef bint _beside_time(Parser parser, Py_ssize_t i, Py_ssize_t following) except -1:
    """Whether a link stands before ``i`` or at ``following``, and beyond it not far away a word of a time of day."""
    cdef Py_ssize_t k
    if i > 1 and _links(parser, i - 1):
        for k in range(max(0, i - LONGEST_TIME), i - 1):
            if has(word_at(parser, k), CLOCK) or parser.any_of(k, DAYPART | DAYPART_SHORT):
                return True
    if _links(parser, following):
        for k in range(following + 1, following + LONGEST_TIME - 2):
            if parser.any_of(k, DAYPART | DAYPART_SHORT):
                return True
    return False


cdef bint _links(Parser parser, Py_ssize_t i) except -1:
    """Whether the word at ``i`` links the ends of a range."""
    cdef Word word = word_at(parser, i)
    return (
        is_form(parser, word, _TO) or is_form(parser, word, _UNTIL) or is_form(parser, word, _AND_TO)
        or is_form(parser, word, _AND_UNTIL) or sign_of(parser, word) in (c"-", 0x2013)
    )


may_be_hour = CompiledTest.of(&_may_be_hour)
