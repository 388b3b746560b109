# cython: wraparound=True
"""Readers of the frequent quantities: numbers with what they count, ranges, dates of a day, years.

Each takes a parser and the position of a cue, and gives a quantity and the position after it, or None. The order in which
they are tried, with the readers of rarer phrases, is :data:`arabnews_nlp.numbers.grammar.RULES`.
"""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._cardinals cimport Number, Parser, part_after, read_number, read_ordinal, read_pair
from arabnews_nlp.numbers._date_periods cimport read_period
from arabnews_nlp.numbers._dates cimport EARLIEST, LATEST, Day, day_of_month, may_be_hour, timex_of, year
from arabnews_nlp.numbers._durations cimport plain, read_duration
from arabnews_nlp.numbers._rules cimport CompiledReader, CompiledTest
from arabnews_nlp.numbers._senses cimport (
    ALONE, COMPOUND, DUAL, FISCAL, FRACTION, MEASURE, MONEY, NEVER, OF, ONLY, ORDINAL, OVER, PERCENT, PERIOD, PIECE, SCALE,
    YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    AND, Word, conjoined_by_waw, folded_form, form_key, has, is_form, sign_of, starts_phrase, value_of, word_at,
)

from decimal import Decimal

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers.countries import shared_code

cdef enum:
    HIGHEST_SCORE = 15      # two numbers up to this with a dash between are a score, not a range

cdef str _DASHES = "-–—−~"
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _ARTICLE = form_key("ال")


cpdef tuple quantity(
    Parser parser, Py_ssize_t start, Py_ssize_t following, str label,
    value=None, str unit=None, str timex=None, str modifier=None,
):
    """A quantity from the offset ``start`` to the word before ``following``, and that position."""
    return (
        Quantity(parser.text, start, word_at(parser, following - 1).end, label, value, unit, timex, modifier), following
    )


cpdef tuple date_quantity(Parser parser, Py_ssize_t start, Py_ssize_t following, str timex):
    """The same for a date."""
    return quantity(parser, start, following, "DATE", None, None, timex)


cdef tuple _idiom(Parser parser, Py_ssize_t i):
    """A word that is no number here: an empty tuple, so that no further rule is tried."""
    return () if parser.any_of(i, NEVER) else None


cdef bint _four_digits(Parser parser, Py_ssize_t i) except -1:
    cdef Word word = word_at(parser, i)
    return word.end - word.start == 4


cdef bint _may_be_hour(Parser parser, Py_ssize_t i) except -1:
    return may_be_hour(parser, i)


cdef tuple _ordinal(Parser parser, Py_ssize_t i):
    """الثالث, الحادي والعشرين."""
    cdef tuple ordinal = read_ordinal(parser, i) if not parser.any_of(i, NEVER) else None
    return None if ordinal is None else quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef tuple _compound_ordinal(Parser parser, Py_ssize_t i):
    """الواحد والعشرون, whose first word is a cardinal; a scale word after it says that it is one."""
    cdef tuple ordinal = read_ordinal(parser, i) if word_at(parser, i).article else None
    if ordinal is None or has(word_at(parser, ordinal[2]), SCALE):
        return None
    return quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef tuple _range(Parser parser, Py_ssize_t i):
    """Two numbers that share what follows them: 5 إلى 10 سنوات, بين 10 و15 طلقة."""
    cdef Number number = read_number(parser, i)
    cdef tuple pair = None if number is None else read_pair(parser, i, number)
    return None if pair is None else ranged(parser, i, number.start, pair[0], pair[1], pair[2])


cpdef tuple ranged(Parser parser, Py_ssize_t i, Py_ssize_t start, low, Number high, str link):
    """The range of a pair that :func:`read_pair` gives, whose first number is at ``i``."""
    cdef tuple pair = (low, high.value), united = with_unit(parser, start, high.next, pair)
    cdef Word noun
    cdef bint counted
    if united is not None:
        return united
    noun = word_at(parser, high.next)
    if link == "dash":
        counted = noun.kind == ARABIC and not noun.article and noun.host_start == noun.start and noun.entry < 0
        if not counted and (high.value <= HIGHEST_SCORE or (noun.no_space_before and sign_of(parser, noun) in _DASHES)):
            return None
    elif link == "to" and not is_form(parser, word_at(parser, i - 1), _FROM) and (noun.kind != ARABIC or noun.article):
        return None
    return quantity(parser, start, high.next, "CARDINAL", pair)


cdef tuple _with_unit(Parser parser, Py_ssize_t i):
    """A number and the unit that it counts: 5 كيلومترات, ثلاثة ملايين دولار, 7 بالمئة, 3 أيام."""
    cdef Number number = read_number(parser, i)
    return None if number is None else with_unit(parser, number.start, number.next, number.value)


cdef tuple _ratio(Parser parser, Py_ssize_t i):
    """واحد على ثلاثة, واحد من مئة, جزء من ألف as fractions."""
    cdef Number top = read_number(parser, i), bottom
    cdef Word word = word_at(parser, i), link
    cdef Py_ssize_t at
    cdef bint whole_text
    if top is None:
        return None
    at = top.next
    link = word_at(parser, at)
    if not has(link, OVER | PIECE | OF):
        return None
    if has(link, PIECE):
        at += 1
        link = word_at(parser, at)
    whole_text = i == 0 and at == top.next
    if not (has(link, OVER) and link.host_start == link.start):
        if not has(link, OF) or not (at > top.next or (has(word, ONLY) and at == i + 1) or whole_text):
            return None
    bottom = read_number(parser, at + 1)
    if bottom is None or bottom.value < 2 or bottom.value != bottom.value.to_integral_value():
        return None
    if whole_text and has(link, OF) and not has(word, ONLY) and not parser.is_whole_text(i, bottom.next):
        return None
    if has(link, OVER) and with_unit(parser, bottom.start, bottom.next, bottom.value) is not None:
        return None
    return quantity(parser, top.start, bottom.next, "FRACTION", top.value / bottom.value)


cdef tuple _period_before_number(Parser parser, Py_ssize_t i):
    """الأشهر الـ 12."""
    cdef Word noun = word_at(parser, i - 2)
    cdef Number number
    if i < 2 or not has(noun, PERIOD) or not noun.article or not is_form(parser, word_at(parser, i - 1), _ARTICLE):
        return None
    number = read_number(parser, i)
    if number is None:
        return None
    return quantity(
        parser, noun.host_start, number.next, "DURATION", number.value, None,
        value_of(parser, noun, PERIOD).format(plain(number.value)),
    )


cdef tuple _number(Parser parser, Py_ssize_t i):
    """A number that counts no unit; a lone واحد is a pronoun, tens with the article after a noun are ordinals."""
    cdef Number number = read_number(parser, i)
    cdef Word word
    if number is None:
        return None
    if not number.in_words or number.label != "CARDINAL":
        return quantity(parser, number.start, number.next, number.label, number.value)
    word = word_at(parser, i)
    if not number.value and not _next_to_number(parser, i, number.next) and (word.article or not parser.scope_all):
        return None
    if number.value == 1 and not (parser.scope_all and parser.is_whole_text(i, number.next)):
        return None
    if word.article and (
        (number.value >= 20 and _after_definite_noun(parser, i))
        or (number.value > 10 and parser.is_whole_text(i, number.next))
    ):
        return quantity(parser, number.start, number.next, "ORDINAL", number.value)
    return quantity(parser, number.start, number.next, "CARDINAL", number.value)


cdef tuple _one_and_part(Parser parser, Py_ssize_t i):
    """لتر ونصف, دولار وربع, ساعة ونصف: a singular unit and a part of it."""
    cdef Word word = word_at(parser, i), unit = word_at(parser, i - 1)
    if is_form(parser, unit, AND) and word.host_start == word.start:
        unit = word_at(parser, i - 2)
    elif conjoined_by_waw(parser, i) != i:
        return None
    if unit.kind != ARABIC or unit.article or word.article or not has(unit, MEASURE | MONEY | PERIOD):
        return None
    value = value_of(parser, word, FRACTION)
    if value >= 1 or word_at(parser, i - 2).kind == DIGIT:
        return None
    value = 1 + value
    if has(unit, MEASURE):
        return quantity(parser, unit.host_start, i + 1, "QUANTITY", value, value_of(parser, unit, MEASURE))
    if has(unit, MONEY):
        return quantity(parser, unit.host_start, i + 1, "MONEY", value, code_of(parser, value_of(parser, unit, MONEY)))
    return quantity(parser, unit.host_start, i + 1, "DURATION", value, None, value_of(parser, unit, PERIOD).format(plain(value)))


cdef bint _next_to_number(Parser parser, Py_ssize_t i, Py_ssize_t following) noexcept:
    """Whether صفر stands in a score or a range, where it is no name."""
    return (
        sign_of(parser, word_at(parser, following)) in "-–—−~"
        or sign_of(parser, word_at(parser, i - 1)) in "-–—−~"
        or is_form(parser, word_at(parser, i - 1), _FROM)
    )


cdef bint _after_definite_noun(Parser parser, Py_ssize_t i) except -1:
    cdef Word before = word_at(parser, i - 1)
    return before.kind == ARABIC and folded_form(parser, before).startswith(("ال", "لل", "بال", "وال"))


cpdef tuple with_unit(Parser parser, Py_ssize_t start, Py_ssize_t at, value):
    """A value, or two of a range, with the unit that follows at ``at``; None where none stands there."""
    cdef Word word = word_at(parser, at)
    cdef tuple percentage, measure = None, currency
    if not starts_phrase(word, PERCENT | MEASURE | MONEY | PERIOD) or (word.host_start != word.start and not has(word, PERCENT)):
        return None
    if starts_phrase(word, PERCENT):
        percentage = parser.phrase(at, "percent")
        if percentage is not None:
            return percent(parser, start, percentage[1], _times(value, percentage[0]))
    if word.article:
        return None
    if starts_phrase(word, MEASURE):
        measure = parser.phrase(at, "measure")
        if measure is not None and measure[1] > at + 1:
            return measured(parser, start, measure[1], value, measure[0])
    if starts_phrase(word, MONEY) and not _inch_like(parser, word):
        currency = parser.phrase(at, "money")
        if currency is not None:
            return money(parser, start, currency[1], value, currency[0])
    if has(word, PERIOD):
        if isinstance(value, tuple):
            return _duration_range(parser, start, at, value)
        return duration(parser, start, at, value)
    return None if measure is None else measured(parser, start, measure[1], value, measure[0])


cdef tuple _duration_range(Parser parser, Py_ssize_t start, Py_ssize_t at, tuple pair):
    """A span of time between two numbers: 5 إلى 10 سنوات."""
    cdef str template = value_of(parser, word_at(parser, at), PERIOD)
    cdef str timex = "/".join([template.format(plain(value)) for value in pair])
    return quantity(parser, start, at + 1, "DURATION", pair, None, timex)


cpdef tuple duration(Parser parser, Py_ssize_t start, Py_ssize_t at, value):
    """A span of time whose first number was read and whose period word is at ``at``."""
    cdef tuple found = read_duration(parser, at, value)
    return quantity(parser, start, found[2], "DURATION", found[0], None, found[1])


cdef bint _inch_like(Parser parser, Word word) except -1:
    """Whether a letter is written on to the digits, where only c stands for money."""
    return word.kind == LATIN and word.no_space_before and len(folded_form(parser, word)) == 1 and folded_form(parser, word) != "c"


cdef _times(value, factor):
    if isinstance(value, tuple):
        return tuple([v * factor for v in value])
    return value if factor == 1 else value * factor


cpdef tuple percent(Parser parser, Py_ssize_t start, Py_ssize_t following, value):
    """A percentage of a value that starts at the offset ``start``."""
    return quantity(parser, start, following, "PERCENT", value, "%")


cpdef tuple measured(Parser parser, Py_ssize_t start, Py_ssize_t following, value, str unit):
    """A quantity of a unit of measure, with the same unit again and the part of it that و joins."""
    cdef tuple again = parser.without_proclitics(following, "measure")
    if again is not None and again[0] == unit:
        following = again[1]
    if not isinstance(value, tuple):
        part, following = part_after(parser, following)
        value = value + part
    return quantity(parser, start, following, "QUANTITY", value, unit)


cpdef tuple money(Parser parser, Py_ssize_t start, Py_ssize_t at, value, currency):
    """Money with the nationality adjective after its noun, and the subunits that و joins (5 دنانير و200 فلس)."""
    cdef dict adjectives = currency.adjectives
    cdef str code = adjectives.get(folded_form(parser, word_at(parser, at))) if adjectives else None
    cdef Py_ssize_t joined
    cdef Number more = None
    if code is not None:
        at += 1
    else:
        code = code_of(parser, currency)
    if isinstance(value, tuple):
        return quantity(parser, start, at, "MONEY", value, code)
    if currency.per > 1:
        return quantity(parser, start, at, "MONEY", _times(value, 1 / Decimal(currency.per)), code)
    joined = conjoined_by_waw(parser, at)
    if joined >= 0:
        more = read_number(parser, joined)
    if more is None and word_at(parser, at).kind == DIGIT:
        more = read_number(parser, at)
    if more is None:
        part, at = part_after(parser, at)
        value = value + part
    else:
        small = value_of(parser, word_at(parser, more.next), MONEY)
        if small is not None and more.value < small.per and code in small.families:
            value, at = value + more.value / small.per, more.next + 1
    return quantity(parser, start, at, "MONEY", value, code)


cpdef str code_of(Parser parser, currency):
    """ISO 4217 code of a noun of money."""
    if not currency.family and not currency.families:
        return currency.code
    return shared_code(parser, currency)


cdef tuple _day(Parser parser, Py_ssize_t i):
    """A day with its month, or a month: 29 أغسطس 2023, 21/09/2018, يناير."""
    cdef Day day = day_of_month(parser, i)
    return None if day is None else quantity(parser, day.start, day.next, "DATE", None, None, timex_of(day))


cdef tuple _period(Parser parser, Py_ssize_t i):
    """الربع الثالث من عام 2022, صيف 2019, القرن الحادي والعشرين."""
    cdef tuple found = read_period(parser, i)
    if found is None:
        return None
    return quantity(parser, word_at(parser, i).host_start, found[1], "DATE", None, None, found[0])


cdef tuple _year_phrase(Parser parser, Py_ssize_t i):
    """عام 2014, السنة المالية 2022, العام 1439هـ."""
    cdef bint fiscal = has(word_at(parser, i + 1), FISCAL)
    cdef Py_ssize_t at = i + 2 if fiscal else i + 1
    cdef Word following = word_at(parser, at)
    cdef tuple found
    cdef Number written
    if following.kind != DIGIT and not (has(following, DUAL) or has(following, ALONE)):
        return None
    found = year(parser, at, False)
    if found is None:
        written = read_number(parser, at) if following.kind != DIGIT else None
        if written is None or not EARLIEST <= written.value <= LATEST:
            return None
        found = int(written.value), written.next, False
    value, at, hijri = found
    if fiscal:
        following = word_at(parser, at)
        if sign_of(parser, following) in (c"/", c"-") and following.no_space_before and word_at(parser, at + 1).kind == DIGIT:
            at += 2
        return quantity(parser, word_at(parser, i).host_start, at, "DATE", None, None, f"FY{value:04d}")
    return quantity(parser, word_at(parser, i).host_start, at, "DATE", None, None, f"AH-{value:04d}" if hijri else f"{value:04d}")


may_be_hour_test = CompiledTest.of(&_may_be_hour)
four_digits = CompiledTest.of(&_four_digits)
idiom = CompiledReader.of(&_idiom)
ordinal = CompiledReader.of(&_ordinal)
compound_ordinal = CompiledReader.of(&_compound_ordinal)
number_range = CompiledReader.of(&_range)
number_with_unit = CompiledReader.of(&_with_unit)
ratio = CompiledReader.of(&_ratio)
period_before_number = CompiledReader.of(&_period_before_number)
number = CompiledReader.of(&_number)
one_and_part = CompiledReader.of(&_one_and_part)
day = CompiledReader.of(&_day)
year_phrase = CompiledReader.of(&_year_phrase)
period = CompiledReader.of(&_period)
