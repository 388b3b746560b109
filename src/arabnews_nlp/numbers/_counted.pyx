"""Readers of numbers with what they count: 5 كيلومترات, ثلاثة ملايين دولار, 7 بالمئة, 3 أيام, لتر ونصف, 37م."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport EXACT, SMALL, all_digits, small_digits
from arabnews_nlp.numbers._durations cimport filled
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._money cimport code_of, money, subunits_after
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader
from arabnews_nlp.numbers._senses cimport CENTURY, CLOCK, FIFTH, FRACTION, MEASURE, MONEY, ONLY, PERCENT, PERIOD
from arabnews_nlp.numbers._units cimport measured, percent, with_unit
from arabnews_nlp.numbers._word_stream cimport (
    AND, Word, conjoined_by_waw, folded_form, has, has_proclitics, has_rare, is_form, senses_of, sign_of,
    starts_phrase, value_of, word_at,
)

from decimal import Decimal

cdef enum:
    HEAT_BEFORE = 20        # words before digits among which one of heat makes م degrees

cdef set _DUALS = {"duration", "unit_dual", "money_dual"}
cdef uint64_t _ARTICLE = form_key("ال")
cdef uint64_t _LETTER_M = form_key("م")


cdef tuple _with_unit(Parser parser, Py_ssize_t i):
    """A number and the unit that it counts: 5 كيلومترات, ثلاثة ملايين دولار, 7 بالمئة, 3 أيام."""
    cdef Number number = read_number(parser, i)
    if number is None:
        return None
    if number.label == "FRACTION" and number.in_words:
        if _adds_to_dual(parser, i):
            return ()
        if has(word_at(parser, number.next), PERIOD):
            return _part_of_period(parser, number)
    if _is_trailing_sign(parser, number.next):
        return _degrees_below(parser, number)
    return _and_few(parser, number) or with_unit(parser, number.start, number.next, number.value, number.scale)


cdef bint _adds_to_dual(Parser parser, Py_ssize_t i) except -1:
    """Whether a part goes on with a dual that is not read in this scope: شهرين ونصف."""
    cdef Py_ssize_t at = i - 1
    if parser.scope_all or i < 1:
        return False
    if is_form(parser, word_at(parser, at), AND):
        at -= 1
    return at >= 0 and conjoined_by_waw(parser, at + 1) == i and bool(
        senses_of(parser, word_at(parser, at)).keys() & _DUALS
    )


cdef bint _is_trailing_sign(Parser parser, Py_ssize_t i) noexcept:
    """Whether a minus sign is attached to the digits before ``i`` and nothing to it."""
    cdef Word sign = word_at(parser, i)
    return (
        sign.no_space_before and sign_of(parser, sign) in (c"-", 0x2212)
        and not word_at(parser, i + 1).no_space_before
    )


cdef tuple _degrees_below(Parser parser, Number number):
    """15- درجة: degrees whose sign is typed where a right-to-left line shows it."""
    cdef tuple measure = parser.bare_phrase_of(number.next + 1, MEASURE) if number.value > 0 else None
    if measure is None or not (<str>measure[0]).startswith("temperature"):
        return None
    return measured(parser, number.start, measure[1], -number.value, measure[0])


cdef tuple _and_few(Parser parser, Number number):
    """Hundreds in words with one or two of the noun itself: مئة ودولاران, ألف وكيلومتر واحد."""
    cdef Py_ssize_t at = conjoined_by_waw(parser, number.next), following
    cdef Word word
    cdef tuple found
    if at < 0 or not number.in_words or number.value < 100 or EXACT.remainder(number.value, SMALL[100]) != 0:
        return None
    word = word_at(parser, at)
    if word.article:
        return None
    found = parser.phrase(at, "unit_dual")
    if found is not None:
        return measured(parser, number.start, found[1], number.value + 2, found[0])
    found = parser.phrase(at, "money_dual")
    if found is not None:
        return money(parser, number.start, found[1], number.value + 2, found[0])
    found = parser.phrase_of(at, MEASURE) if starts_phrase(word, MEASURE) else None
    if found is not None and has(word_at(parser, found[1]), ONLY):
        return quantity(parser, number.start, found[1] + 1, "QUANTITY", number.value + 1, found[0])
    found = parser.phrase_of(at, MONEY)
    if found is None:
        return None
    following = found[1]
    adjective = found[0].adjectives.get(folded_form(parser, word_at(parser, following)))
    if adjective is not None:
        following += 1
    if not has(word_at(parser, following), ONLY):
        return None
    code = adjective or code_of(parser, found[0])
    part, following = subunits_after(parser, following + 1, code)
    return quantity(parser, number.start, following, "MONEY", number.value + 1 + part, code)


cdef tuple _part_of_period(Parser parser, Number number):
    """نصف ساعة, ثلاثة أرباع الساعة; what is half of a month is its middle, and stays a fraction."""
    cdef Word word = word_at(parser, number.next)
    if not word.article:
        return with_unit(parser, number.start, number.next, number.value)
    if has(word_at(parser, number.next - 1), FIFTH):
        return None
    if has_proclitics(word) or not (has(word, CLOCK) or has(word, CENTURY)):
        return None
    return quantity(
        parser, number.start, number.next + 1, "DURATION", number.value, None,
        filled(value_of(parser, word, PERIOD), number.value),
    )


cdef tuple _one_and_part(Parser parser, Py_ssize_t i):
    """لتر ونصف, دولار وربع, ساعة ونصف: a singular unit and a part of it."""
    cdef Word word = word_at(parser, i), unit = word_at(parser, i - 1)
    if is_form(parser, unit, AND) and not has_proclitics(word):
        unit = word_at(parser, i - 2)
    elif conjoined_by_waw(parser, i) != i:
        return None
    if unit.kind != ARABIC or unit.article or word.article or not has(unit, MEASURE | MONEY | PERIOD):
        return None
    if has_rare(parser, unit, "periods"):
        return ()  # سنوات ونصف: nobody counts the years
    value = value_of(parser, word, FRACTION)
    if value >= 1 or word_at(parser, i - 2).kind == DIGIT:
        return None
    value = 1 + value
    if has(unit, MEASURE):
        return quantity(parser, unit.host_start, i + 1, "QUANTITY", value, value_of(parser, unit, MEASURE))
    if has(unit, MONEY):
        return quantity(parser, unit.host_start, i + 1, "MONEY", value, code_of(parser, value_of(parser, unit, MONEY)))
    return quantity(
        parser, unit.host_start, i + 1, "DURATION", value, None, filled(value_of(parser, unit, PERIOD), value)
    )


cdef tuple _period_before_number(Parser parser, Py_ssize_t i):
    """الأشهر الـ 12; a period in the singular is the twelfth."""
    cdef Word noun = word_at(parser, i - 2)
    cdef Number number
    if i < 2 or not has(noun, PERIOD) or not noun.article or not is_form(parser, word_at(parser, i - 1), _ARTICLE):
        return None
    if not has_rare(parser, noun, "periods"):
        return None
    number = read_number(parser, i)
    if number is None:
        return None
    return quantity(
        parser, noun.host_start, number.next, "DURATION", number.value, None,
        filled(value_of(parser, noun, PERIOD), number.value),
    )


cdef tuple _letter_degrees(Parser parser, Py_ssize_t i):
    """37م in a sentence about heat; elsewhere the letter is metres or the mark of a year."""
    cdef Word letter = word_at(parser, i + 1)
    cdef Number number
    cdef Py_ssize_t k
    if not letter.no_space_before or not is_form(parser, letter, _LETTER_M):
        return None
    number = read_number(parser, i)
    if number is None or number.next != i + 1:
        return None
    for k in range(max(0, i - HEAT_BEFORE), i):
        if has_rare(parser, word_at(parser, k), "heat"):
            return quantity(parser, number.start, i + 2, "QUANTITY", number.value, "temperature-celsius")
    return None


cdef tuple _split_decimal(Parser parser, Py_ssize_t i):
    """بنسبة 37، 13 في المائة: 13.37, typed in the order in which a right-to-left line shows it, as some newspapers do.

    The blank after the comma tells it from 37،13. Only a noun of rates before it makes sure that it is no list.
    """
    cdef Word decimals = word_at(parser, i), whole = word_at(parser, i + 2)
    cdef tuple percentage
    if sign_of(parser, word_at(parser, i + 1)) != 0x60C or whole.no_space_before or decimals.end - decimals.start > 2:
        return None
    if i == 0 or not has_rare(parser, word_at(parser, i - 1), "rate_noun") or small_digits(parser, whole) < 0:
        return None
    percentage = parser.phrase_of(i + 3, PERCENT)
    if percentage is None or not all_digits(parser, decimals):
        return None
    value = Decimal(f"{small_digits(parser, whole)}.{small_digits(parser, decimals):0{decimals.end - decimals.start}d}")
    return percent(parser, word_at(parser, i).start, percentage[1], value * percentage[0])


number_with_unit = CompiledReader.of(&_with_unit)
one_and_part = CompiledReader.of(&_one_and_part)
period_before_number = CompiledReader.of(&_period_before_number)
letter_degrees = CompiledReader.of(&_letter_degrees)
split_decimal = CompiledReader.of(&_split_decimal)
