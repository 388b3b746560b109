"""Two numbers that share what follows them: 5 إلى 10 سنوات, بين 10 و15 طلقة, 13 و15 بوصة."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number, read_pair
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader
from arabnews_nlp.numbers._senses cimport AH, MEASURE, NUMBERED, SHARED
from arabnews_nlp.numbers._units cimport below_zero, with_unit
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has_proclitics, has_rare, is_form, sign_of, starts_phrase, word_at,
)

cdef enum:
    MOST_APART = 10         # times the lower of two alternatives that the higher is at most
    HIGHEST_SCORE = 15      # two numbers up to this with a dash between are a score, not a range

cdef str _DASHES = "-–—−~"
cdef uint64_t _FROM = form_key("من")


cdef tuple _range(Parser parser, Py_ssize_t i):
    """Two numbers that share what follows them: 5 إلى 10 سنوات, بين 10 و15 طلقة."""
    cdef Number number = read_number(parser, i)
    cdef tuple pair = None if number is None else read_pair(parser, i, number)
    return None if pair is None else ranged(parser, i, number.start, pair[0], pair[1], pair[2])


cpdef tuple ranged(Parser parser, Py_ssize_t i, Py_ssize_t start, low, Number high, str link):
    """The range of a pair that :func:`read_pair` gives, whose first number is at ``i``."""
    cdef tuple pair = (low, high.value), united = with_unit(parser, start, high.next, pair), below
    cdef Word noun
    cdef bint counted
    if link == "or" and (united is None or pair[1] > pair[0] * MOST_APART):
        return None  # 5 أو 6 أيام share their unit
    if united is not None:
        return united
    if _has_era(parser, high):
        return None
    noun = word_at(parser, high.next)
    below = below_zero(parser, high.next)
    if below is not None:
        return quantity(parser, start, below[1], "CARDINAL", (-pair[1], -pair[0]))
    if link == "dash":
        counted = (
            noun.kind == ARABIC and not noun.article and not has_proclitics(noun) and not _is_purpose(parser, noun)
            and not noun.all & ~(SHARED | NUMBERED)
            and not (has_rare(parser, noun, "follows") and high.value <= HIGHEST_SCORE)
        )
        if not counted and (high.value <= HIGHEST_SCORE or (noun.no_space_before and sign_of(parser, noun) in _DASHES)):
            return None
    elif link == "to" and not is_form(parser, word_at(parser, i - 1), _FROM) and (noun.kind != ARABIC or noun.article):
        return None
    return quantity(parser, start, high.next, "CARDINAL", pair)


cdef bint _is_purpose(Parser parser, Word word) except -1:
    """Whether a word may be a verb after a score: خسر 2 - 3 ليخرج."""
    return word.entry < 0 and folded_form(parser, word).startswith(("لي", "لت"))


cdef bint _has_era(Parser parser, Number number) except -1:
    """Whether a number is a year with the mark of its era: 1445هـ."""
    return not number.in_words and starts_phrase(word_at(parser, number.next), AH) and 0 < number.value < 2000


cdef tuple _sizes(Parser parser, Py_ssize_t i):
    """Two sizes that share their unit: بأحجام 13 و15 بوصة."""
    cdef Number low = read_number(parser, i), high
    cdef Py_ssize_t at
    cdef tuple found
    if low is None or low.next != i + 1:
        return None
    at = conjoined_by_waw(parser, low.next)
    if at < 0 or word_at(parser, at).kind != DIGIT:
        return None
    high = read_number(parser, at)
    if high is None or high.next != at + 1 or not low.value < high.value:
        return None
    if not starts_phrase(word_at(parser, high.next), MEASURE):
        return None
    found = with_unit(parser, low.start, high.next, (low.value, high.value))
    return found if found is not None and found[0].label == "QUANTITY" else None


number_range = CompiledReader.of(&_range)
sizes = CompiledReader.of(&_sizes)
