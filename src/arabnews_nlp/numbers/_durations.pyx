# cython: wraparound=True
"""Spans of time, of one part or several: 3 ساعات ونصف, عام و21 يوما."""

cimport cython
from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport ONE
from arabnews_nlp.numbers._fractions cimport away_from_zero, part_after
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledTest
from arabnews_nlp.numbers._senses cimport ONLY, PERIOD, UNIT, WHOLE
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, has_rare, has_word, is_form, senses_of, sign_of, value_of,
    word_at,
)

from decimal import Decimal

cdef enum:
    MOST_PARTS = 6
    LONGEST_SPAN = 24       # words of a span of time before من الآن
    LONGEST_PLAIN = 28      # characters of a value that has no more digits than ROUNDED keeps

cdef tuple _ORDER = ("P{}CE", "P{}DE", "P{}Y", "P{}M", "P{}W", "P{}D", "PT{}H", "PT{}M", "PT{}S")
cdef object _ONE = Decimal(1)
cdef object _TWO = Decimal(2)
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _BETWEEN = form_key("بين")


@cython.final
@cython.no_gc
@cython.freelist(8)
cdef class Duration:
    """A span of time that was read: its parts, and the position after it.

    Each part is the template of its period (``P{}D``) and how many of it, the longest period first.
    """

    @property
    def value(self):
        """How many periods; None where they are of several lengths."""
        return self.parts[0][1] if len(self.parts) == 1 else None

    @property
    def timex(self):
        """TIMEX3 value, as ISO 8601 has it."""
        return iso_duration(self.parts)


cpdef str filled(str template, value):
    """The template of a period with how many of it: ``P{}D`` and 3 make ``P3D``."""
    return template.replace("{}", _plain(value))


cdef str _plain(value):
    """A decimal without exponent and trailing zeros."""
    cdef str text = str(value)
    if len(text) <= LONGEST_PLAIN and "E" not in text:
        return text.rstrip("0").rstrip(".") if "." in text else text
    whole = value.to_integral_value()
    return f"{whole if value == whole else value.normalize():f}"


cpdef bint one_of(Parser parser, Py_ssize_t i) except -1:
    """Whether واحد or واحدة stands at ``i`` in the gender of the noun before it."""
    cdef Word word = word_at(parser, i)
    return has(word, ONLY) and (
        folded_form(parser, word).endswith("ه") == folded_form(parser, word_at(parser, i - 1)).endswith("ه")
    )


cpdef Duration read_duration(Parser parser, Py_ssize_t at, value, scale):
    """A span of time whose first number was read and whose period word, or the dual of one, is at ``at``."""
    cdef Duration found
    cdef str first = value_of(parser, word_at(parser, at), PERIOD) or (
        <str>senses_of(parser, word_at(parser, at))["duration"]
    ).replace("2", "{}")
    cdef list parts = [(first, value)]
    cdef Py_ssize_t following, after
    cdef tuple further
    cdef Word word
    at += 1
    if value == 1 and one_of(parser, at):
        at += 1
    while len(parts) < MOST_PARTS and not _is_end_of_range(parser, at - 1):
        word = word_at(parser, at)
        following = conjoined_by_waw(parser, at)
        part, after = part_after(parser, at, scale if len(parts) == 1 else ONE)
        if part and (not has(word_at(parser, after), PERIOD) or _same_period(parser, after, parts[-1][0])):
            template, last = parts[-1]
            parts[-1] = (template, away_from_zero(last, part))
            at = after + (1 if has(word_at(parser, after), PERIOD) else 0)
            break
        if following < 0 and sign_of(parser, word) in ",،" and word_at(parser, at + 1).kind == DIGIT:
            following = at + 1
        if following < 0 and not has_proclitics(word) and has(word, UNIT):
            following = at
        further = None if following < 0 else _further_part(parser, following, parts[-1][0])
        if further is None:
            break
        template, amount, at = further
        parts.append((template, amount))
    if has(word_at(parser, at), WHOLE) and value == 1:
        at += 1
    found = Duration.__new__(Duration)
    found.parts = parts
    found.next = at
    return found


cdef bint _is_end_of_range(Parser parser, Py_ssize_t i) except -1:
    """Whether بين stands before the span of time whose period word is at ``i``, so that و joins the other end to it."""
    cdef Py_ssize_t k
    for k in range(max(0, i - 2), i):
        if is_form(parser, word_at(parser, k), _BETWEEN):
            return True
    return False


cdef bint _same_period(Parser parser, Py_ssize_t i, str template) except -1:
    """Whether the period is said again: أربع سنوات ونصف السنة, شهرين ونصف شهر."""
    return value_of(parser, word_at(parser, i), PERIOD) == template


cdef tuple _further_part(Parser parser, Py_ssize_t i, str larger):
    """A smaller part of a duration at ``i``: its template, amount, and the position after it."""
    cdef Word word = word_at(parser, i)
    cdef Number number
    cdef str template
    if has(word, PERIOD) and not word.article and not has(word, UNIT):
        template = value_of(parser, word, PERIOD)
        return (template, _ONE, i + 2 if one_of(parser, i + 1) else i + 1) if _smaller(template, larger) else None
    if not word.article and has_rare(parser, word, "duration"):
        template = (<str>senses_of(parser, word)["duration"]).replace("2", "{}")
        return (template, _TWO, i + 1) if _smaller(template, larger) else None
    number = read_number(parser, i)
    if number is None:
        return None
    word = word_at(parser, number.next)
    template = value_of(parser, word, PERIOD)
    if template is None or not _smaller(template, larger) or word.article:
        return None
    return template, number.value, number.next + 1


cdef bint _smaller(str template, str larger) except -1:
    """Whether a period, given as its template, is shorter than another."""
    return _ORDER.index(template) > _ORDER.index(larger)


cdef str iso_duration(list parts):
    """The parts of a span of time as ISO 8601 has it."""
    cdef str date = "P", time = "", template
    for template, value in parts:
        if template.startswith("PT"):
            time += filled(template[2:], value)
        else:
            date += filled(template[1:], value)
    return f"{date}T{time}" if time else date


cpdef tuple duration(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=ONE):
    """A span of time whose first number was read and whose period word, or the dual of one, is at ``at``."""
    cdef Duration found = read_duration(parser, at, value, scale)
    return quantity(parser, start, found.next, "DURATION", found.value, None, found.timex)


cdef tuple duration_range(Parser parser, Py_ssize_t start, Py_ssize_t at, tuple pair):
    """A span of time between two numbers: 5 إلى 10 سنوات."""
    cdef str template = value_of(parser, word_at(parser, at), PERIOD)
    cdef str timex = "/".join([filled(template, value) for value in pair])
    return quantity(parser, start, at + 1, "DURATION", pair, None, timex)


cdef bint _may_be_from_now(Parser parser, Py_ssize_t i) except -1:
    """Whether من stands among the next words, as it does after a span of time that counts from now."""
    cdef Py_ssize_t k
    for k in range(i + 1, i + LONGEST_SPAN):
        if not has_word(parser, k):
            return False
        if is_form(parser, word_at(parser, k), _FROM):
            return True
    return False


has_from = CompiledTest.of(&_may_be_from_now)
