"""The number at a position, in digits or in words, and pairs of numbers that make a range.

:func:`read_number` is where all rules ask for a number. Digits are read by ``_digits``, number words by
``_number_words``, and what follows them, decimals and fractions, by ``_fractions``.
"""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT
from arabnews_nlp.numbers._decimals cimport ONE, ROUNDED, negated, times
from arabnews_nlp.numbers._digits cimport read_digits
from arabnews_nlp.numbers._fractions cimport (
    fraction_word, reads_as_fraction, scaled_fraction, vulgar_fraction, with_decimals, with_fraction,
)
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._number_words cimport Group, is_construct_dual, scaled_group, with_smaller_groups
from arabnews_nlp.numbers._parser cimport REMEMBERED, Number, Parser, new_number
from arabnews_nlp.numbers._senses cimport CONSTRUCT, FIFTH, MINUS, MODIFIER, SCALE, UNIT
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, is_form, sign_of, value_of, word_at,
)

cdef enum:
    LONGEST_RANGE = 40      # characters from the start of the lower number of a range with a dash to the higher

cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _FOR = form_key("ل")
cdef uint64_t _OR = form_key("أو")


cpdef Number read_number(Parser parser, Py_ssize_t i):
    """The number at position ``i`` with its sign, scale words, fraction and decimals in words; None without one."""
    cdef Py_ssize_t slot = i % REMEMBERED
    cdef Number found
    if i < 0:
        return None
    if parser._numbers_at[slot] == i:
        return <Number>parser._numbers[slot]
    found = _number_at(parser, i)
    parser._numbers[slot] = found
    parser._numbers_at[slot] = i
    return found


cdef Number _number_at(Parser parser, Py_ssize_t i):
    """What :func:`read_number` gives, read anew."""
    cdef Word word = word_at(parser, i)
    cdef Number found
    if word.kind != DIGIT and word.kind != ARABIC:
        value = vulgar_fraction(parser, word)
        if value is None:
            return None
        return scaled_fraction(parser, new_number(word.start, i + 1, value, False, "FRACTION"))
    if word.kind == DIGIT:
        found = read_digits(parser, i)
    else:
        if has(word, MINUS):
            found = None if has(word_at(parser, i + 1), MINUS) else read_number(parser, i + 1)
            if found is None or found.value < 0:
                return None
            return new_number(
                word.host_start, found.next, negated(found.value), found.in_words, found.label, found.scale
            )
        found = _cardinal(parser, i)
        if found is None:
            found = fraction_word(parser, i)
    if found is None or found.label == "FRACTION":
        return found
    return with_decimals(parser, found) or with_fraction(parser, i, found) or found


cdef Number _cardinal(Parser parser, Py_ssize_t i):
    """A cardinal that starts with a number word."""
    cdef Word word = word_at(parser, i)
    cdef Group group
    cdef Number found
    if word.entry < 0 or _one_of_many(parser, i):
        return None
    group = scaled_group(parser, i)
    if group is None:
        twice = value_of(parser, word, CONSTRUCT)
        if twice is not None and is_construct_dual(parser, i):
            return new_number(word.host_start, i + 1, twice, True)
        return None
    found = with_smaller_groups(parser, word.host_start, True, group)
    if found.next > i + 1:
        return found
    if has(word, SCALE) and has(word, CONSTRUCT) and not has(word, UNIT) and not is_construct_dual(parser, i):
        return None
    if has(word, FIFTH) and not word.article and found.value < 11 and reads_as_fraction(parser, i):
        return None
    return found


cdef bint _one_of_many(Parser parser, Py_ssize_t i) except -1:
    """Whether one stands before a scale word, of which it is no factor (أحد آلاف الأبنية)."""
    cdef Word word = word_at(parser, i), scale = word_at(parser, i + 1)
    return (
        has(word, UNIT) and has(scale, SCALE) and not has_proclitics(scale)
        and value_of(parser, word, UNIT) == ONE
    )


cpdef tuple read_pair(Parser parser, Py_ssize_t i, Number low):
    """The number at ``i`` and a larger one that a word or dash links to it: 5 إلى 10 ملايين, بين 10 و15, 5-10.

    Given are the lower value, the higher number, and the link: ``to``, ``between``, ``dash`` or
    ``or``; None without a pair.
    """
    cdef Word link = word_at(parser, low.next), second
    cdef Py_ssize_t at = low.next + 1
    cdef Number high
    cdef str kind
    if low.label == "FRACTION" and not low.in_words:
        return None
    if sign_of(parser, link) in (c"-", 0x2013, 0x2014, 0x2212, c"~"):
        kind = "dash"
    elif is_form(parser, link, _TO) or is_form(parser, link, _UNTIL) or is_form(parser, link, _FOR):
        kind = "to"
    elif is_form(parser, link, _OR):
        kind = "or"
    else:
        at = conjoined_by_waw(parser, low.next)
        if at < 0 or not _between(parser, i):
            return None
        kind = "between"
    second = word_at(parser, at)
    if second.kind == DIGIT and kind == "dash" and second.start - low.start > LONGEST_RANGE:
        return None
    high = read_number(parser, at)
    if high is None or (high.start != second.host_start and high.start != second.start):
        return None
    bottom = low.value
    factor = value_of(parser, word_at(parser, high.next - 1), SCALE)
    if factor is not None and bottom < 1000 and bottom < ROUNDED.divide(high.value, factor):
        bottom = times(bottom, factor)
    return (bottom, high, kind) if bottom < high.value else None


cdef bint _between(Parser parser, Py_ssize_t i) except -1:
    """Whether بين stands before the number, with at most one word between (ما بين نحو)."""
    return folded_form(parser, word_at(parser, i - 1)).endswith("بين") or (
        has(word_at(parser, i - 1), MODIFIER) and folded_form(parser, word_at(parser, i - 2)).endswith("بين")
    )
