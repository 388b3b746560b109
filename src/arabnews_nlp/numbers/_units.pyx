"""What a value counts: the percent sign, unit of measure, currency or period that follows it.

:func:`with_unit` takes a value that was read, or the two of a range, and the position after it.
"""

from arabnews_nlp._core.pretokens cimport DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport ONE, small_digits
from arabnews_nlp.numbers._durations cimport duration, duration_range
from arabnews_nlp.numbers._fractions cimport away_from_zero, part_after
from arabnews_nlp.numbers._money cimport money
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._senses cimport BELOW, DAY_WORD, MEASURE, MONEY, PERCENT, PERIOD, WEEKDAY, YEAR_WORD
from arabnews_nlp.numbers._word_stream cimport Word, folded_form, has, has_proclitics, has_rare, starts_phrase, word_at
from arabnews_nlp.numbers._years cimport EARLIEST, LATEST

from decimal import Decimal

from arabnews_nlp.numbers.countries import is_spoken_of

cdef enum:
    NEARBY = 8              # words before a unit that say what it measures

cdef object MILLION = Decimal(1000000)


cpdef tuple with_unit(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=ONE):
    """A value, or two of a range, with the unit that follows at ``at``; None where none stands there.

    ``scale`` is that of :class:`Number`, of which a part may follow the unit.
    """
    cdef Word word = word_at(parser, at)
    cdef tuple percentage, measure = None, currency
    if not starts_phrase(word, PERCENT | MEASURE | MONEY | PERIOD) or (
        has_proclitics(word) and not has(word, PERCENT)
    ):
        return None
    if starts_phrase(word, PERCENT):
        percentage = parser.phrase_of(at, PERCENT)
        if percentage is not None:
            return percent(parser, start, percentage[1], _multiplied(value, percentage[0]))
    if word.article:
        return None
    if starts_phrase(word, MEASURE):
        measure = parser.phrase_of(at, MEASURE)
        if measure is not None and measure[1] > at + 1:
            return measured(parser, start, measure[1], value, measure[0], scale)
    if starts_phrase(word, MONEY) and not _inch_like(parser, word):
        currency = parser.phrase_of(at, MONEY)
        if currency is not None and _means_money(parser, currency[0], currency[1]):
            return money(parser, start, currency[1], value, currency[0], scale)
    if has(word, PERIOD) and not _begins_date(parser, at):
        if isinstance(value, tuple):
            return duration_range(parser, start, at, value)
        return duration(parser, start, at, value, scale)
    if measure is not None and measure[0] == "temperature-generic" and _near(parser, measure[1], "magnitude"):
        return quantity(parser, start, at, "CARDINAL", value)
    if measure is not None and has_rare(parser, word, "money_too"):
        if (value[1] if isinstance(value, tuple) else value) >= MILLION:
            return quantity(parser, start, at, "CARDINAL", value)
    return None if measure is None else measured(parser, start, measure[1], value, measure[0], scale)


cdef bint _means_money(Parser parser, currency, Py_ssize_t following) except -1:
    """Whether a noun of money is one here: in no name of a club (ريال مدريد), and with evidence where it needs some."""
    if has_rare(parser, word_at(parser, following), "club"):
        return False
    return not currency.needs_evidence or is_spoken_of(parser, currency)


cdef bint _begins_date(Parser parser, Py_ssize_t i) except -1:
    """Whether a period word is the noun of a date after it: القوى الست عام 2015, نسخة 2018 يوم الأربعاء."""
    cdef Word word = word_at(parser, i), following = word_at(parser, i + 1)
    if has(word, YEAR_WORD):
        return following.kind == DIGIT and EARLIEST <= small_digits(parser, following) <= LATEST
    return has(word, DAY_WORD) and has(following, WEEKDAY)


cdef bint _inch_like(Parser parser, Word word) except -1:
    """Whether a letter is attached to the digits, which is money only as c; that is a mark of models as well (5c)."""
    cdef str form = folded_form(parser, word)
    return word.kind == LATIN and word.no_space_before and len(form) == 1 and not (form == "c" and parser.scope_all)


cpdef tuple percent(Parser parser, Py_ssize_t start, Py_ssize_t following, value):
    """A percentage of a value that starts at the offset ``start``."""
    return quantity(parser, start, following, "PERCENT", value, "%")


cdef _multiplied(value, factor):
    if isinstance(value, tuple):
        return tuple([v * factor for v in value])
    return value if factor == 1 else value * factor


cpdef tuple measured(Parser parser, Py_ssize_t start, Py_ssize_t following, value, str unit, scale=ONE):
    """A quantity of a unit of measure, with the same unit again, the part that و adds to it, and تحت الصفر."""
    cdef tuple again = parser.bare_phrase_of(following, MEASURE), below
    if again is not None and again[0] == unit:
        following = again[1]
    if not isinstance(value, tuple):
        part, following = part_after(parser, following, scale)
        value = away_from_zero(value, part)
    if unit == "temperature-generic" and _near(parser, following, "angle"):
        unit = "angle-degree"
    if unit.startswith("temperature"):
        below = below_zero(parser, following)
        if below is not None:
            value, following = (-value[1], -value[0]) if isinstance(value, tuple) else -abs(value), below[1]
    return quantity(parser, start, following, "QUANTITY", value, unit)


cdef bint _near(Parser parser, Py_ssize_t following, str sense) except -1:
    """Whether a word of a sense stands a few words before the quantity that ends at ``following`` or right after it."""
    cdef Py_ssize_t k
    for k in range(max(0, following - NEARBY), following + 3):
        if has_rare(parser, word_at(parser, k), sense):
            return True
    return False


cdef tuple below_zero(Parser parser, Py_ssize_t i):
    """تحت الصفر at ``i`` and the position after it."""
    return parser.phrase_of(i, BELOW) if starts_phrase(word_at(parser, i), BELOW) else None
