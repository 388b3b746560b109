# cython: wraparound=True
"""Readers of the frequent quantities: numbers with what they count, ranges, dates of a day, years.

Each takes a parser and the position of a cue, and gives a quantity and the position after it, or None. The order in which
they are tried, with the readers of rarer phrases, is :data:`arabnews_nlp.numbers.grammar.RULES`.
"""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN, PyUnicode_READ
from arabnews_nlp.numbers._cardinals cimport Number, Parser, away_from_zero, part_after, read_number, read_pair
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._date_periods cimport read_period
from arabnews_nlp.numbers._dates cimport (
    EARLIEST, LATEST, Day, day_of_month, days_of_one_month, fiscal_end, may_be_hour, timex_of, year, year_timex, year_with_era,
)
from arabnews_nlp.numbers._decimals cimport EXACT, ONE, SMALL, all_digits, small_digits
from arabnews_nlp.numbers._durations cimport Duration, plain, read_duration
from arabnews_nlp.numbers._identifiers cimport inside_name
from arabnews_nlp.numbers._rules cimport CompiledReader, CompiledTest
from arabnews_nlp.numbers._senses cimport (
    AH, ALONE, BELOW, CE, CENTURY, CLOCK, COMPOUND, DUAL, EVERY, FIFTH, FISCAL, FRACTION, MEASURE, MONEY, NEVER, NUMBERED,
    HUNDRED, OF, ONLY, ORDINAL, OVER, PERCENT, PERIOD, PIECE, SCALE, SHARED, TEN, TENS, THIS, UNIT, WEEKDAY, WEEK_WORD, DAY_WORD,
    MONTH_WORD, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    AND, Word, conjoined_by_waw, folded_form, form_key, has, is_form, senses_of, sign_of, starts_phrase, surface_of,
    value_of, word_at,
)

from decimal import Decimal

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers.countries import is_spoken_of, shared_code, spelled_code

cdef enum:
    HEAT_BEFORE = 20        # words before digits among which one of heat makes م degrees
    LONGEST_SPAN = 24       # words of a span of time before من الآن
    LONGEST_IDIOM = 3       # words of an idiom before its number
    RATE_BEFORE = 5         # words before في الثانية among which the number of a rate stands
    NEARBY = 8              # words before a unit that say what it measures
    LONGEST_ERA_RANGE = 300 # years between two that share the mark of their era
    HIGHEST_SCORE = 15      # two numbers up to this with a dash between are a score, not a range

cdef object MILLION = Decimal(1000000)
cdef set _DUALS = {"duration", "unit_dual", "money_dual"}
cdef str _DASHES = "-–—−~"
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _IN = form_key("في")
cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _ARTICLE = form_key("ال")
cdef uint64_t _LETTER_M = form_key("م")


cpdef tuple quantity(
    Parser parser, Py_ssize_t start, Py_ssize_t following, str label,
    value=None, str unit=None, str timex=None, str modifier=None,
):
    """A quantity from the offset ``start`` to the word before ``following``, and that position."""
    if value is not None:
        value = tuple([_plain_whole(v) for v in value]) if isinstance(value, tuple) else _plain_whole(value)
    return (
        Quantity(parser.text, start, word_at(parser, following - 1).end, label, value, unit, timex, modifier), following
    )


cdef _plain_whole(value):
    """A whole number without decimals and exponent (2500000, not 2500000.0); other values as they are."""
    whole = value.to_integral_value()
    return EXACT.quantize(whole, ONE) if whole == value else value


cpdef tuple date_quantity(Parser parser, Py_ssize_t start, Py_ssize_t following, str timex):
    """The same for a date."""
    return quantity(parser, start, following, "DATE", None, None, timex)


cdef tuple _idiom(Parser parser, Py_ssize_t i):
    """A word that is no number here, or inside a phrase that has none: an empty tuple, so that no further rule is tried."""
    cdef Py_ssize_t k
    cdef tuple found
    if parser.any_of(i, NEVER):
        return ()
    for k in range(max(0, i - LONGEST_IDIOM), i):
        if starts_phrase(word_at(parser, k), NEVER):
            found = parser.phrase(k, "never")
            if found is not None and found[1] > i:
                return ()
    return None


cdef bint _four_digits(Parser parser, Py_ssize_t i) except -1:
    cdef Word word = word_at(parser, i)
    return word.end - word.start == 4


cdef bint _may_be_hour(Parser parser, Py_ssize_t i) except -1:
    return may_be_hour(parser, i)


cdef bint _may_be_of_month(Parser parser, Py_ssize_t i) except -1:
    """Whether من or الجاري follows a number, as it does a day of this month (20 من الشهر المقبل)."""
    cdef tuple ordinal = read_ordinal(parser, i)
    cdef Number number = read_number(parser, i) if ordinal is None else None
    cdef Word following
    if ordinal is None and number is None:
        return False
    following = word_at(parser, <Py_ssize_t>ordinal[2] if ordinal is not None else number.next)
    return is_form(parser, following, _FROM) or has(following, THIS)


cdef bint _may_be_from_now(Parser parser, Py_ssize_t i) except -1:
    """Whether من stands among the next words, as it does after a span of time that counts from now."""
    cdef Py_ssize_t k
    for k in range(i + 1, i + LONGEST_SPAN):
        if is_form(parser, word_at(parser, k), _FROM):
            return True
    return False


cdef tuple _ordinal(Parser parser, Py_ssize_t i):
    """الثالث, الحادي والعشرين."""
    cdef tuple ordinal = read_ordinal(parser, i) if not parser.any_of(i, NEVER) and not _is_initial(parser, i) else None
    if ordinal is None or parser.has(<Py_ssize_t>ordinal[2], "zone"):
        return None  # السابعة بتوقيت غرينتش
    if ordinal[1] == 2 and _is_rate(parser, i):
        return None  # 960 إطارا في الثانية
    return quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef bint _is_rate(Parser parser, Py_ssize_t i) except -1:
    """Whether في الثانية after a number may be the second that a rate is of."""
    cdef Py_ssize_t k
    if i < 2 or not is_form(parser, word_at(parser, i - 1), _IN) or folded_form(parser, word_at(parser, i)) != "الثانيه":
        return False
    for k in range(max(0, i - RATE_BEFORE), i - 1):
        if word_at(parser, k).kind == DIGIT or has(word_at(parser, k), SCALE | HUNDRED | TENS):
            return True
    return False


cdef bint _is_initial(Parser parser, Py_ssize_t i) except -1:
    """Whether الأولي is the adjective of what comes before the rest (الطرح الأولي), not the first as Egyptians write it."""
    cdef Word word = word_at(parser, i)
    cdef Py_UCS4 last = PyUnicode_READ(parser._width, parser._data, word.end - 1)
    cdef str before
    if last != 0x64A or value_of(parser, word, ORDINAL) != 1:
        return False
    before = surface_of(parser, word_at(parser, i - 1))
    return not before.endswith(("ة", "ه", "ات"))


cdef tuple _compound_ordinal(Parser parser, Py_ssize_t i):
    """الواحد والعشرون, whose first word is a cardinal.

    A scale word after it, or a plural before it (الأشهر الاثني عشر, الأعضاء الاثني عشر), says that it is one.
    """
    cdef tuple ordinal = read_ordinal(parser, i) if word_at(parser, i).article else None
    if ordinal is None or parser.any_of(<Py_ssize_t>ordinal[2], SCALE | PERIOD | MONEY | MEASURE) or (i and _is_plural(parser, word_at(parser, i - 1))):
        return None
    return quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef bint _is_plural(Parser parser, Word noun) except -1:
    """Whether a noun is a plural by its form: الولايات, اللاعبين, الأعضاء; or a period in the plural."""
    cdef str form
    if "periods" in senses_of(parser, noun):
        return True
    form = folded_form(parser, noun)
    return form.endswith(("ات", "ون", "ين")) or (
        form.startswith("الا") and 6 <= len(form) <= 8 and (form[-2] == "ا" or form.endswith("اء"))
    )


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
    if united is not None:
        return united
    if _has_era(parser, high):
        return None
    noun = word_at(parser, high.next)
    below = _below_zero(parser, high.next)
    if below is not None:
        return quantity(parser, start, below[1], "CARDINAL", (-pair[1], -pair[0]))
    if link == "dash":
        counted = (
            noun.kind == ARABIC and not noun.article and noun.host_start == noun.start
            and not noun.all & ~(SHARED | NUMBERED) and not ("follows" in senses_of(parser, noun) and high.value <= HIGHEST_SCORE)
        )
        if not counted and (high.value <= HIGHEST_SCORE or (noun.no_space_before and sign_of(parser, noun) in _DASHES)):
            return None
    elif link == "to" and not is_form(parser, word_at(parser, i - 1), _FROM) and (noun.kind != ARABIC or noun.article):
        return None
    return quantity(parser, start, high.next, "CARDINAL", pair)


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
    if high is None or high.next != at + 1 or not low.value < high.value or not starts_phrase(word_at(parser, high.next), MEASURE):
        return None
    found = with_unit(parser, low.start, high.next, (low.value, high.value))
    return found if found is not None and found[0].label == "QUANTITY" else None


cdef tuple _split_decimal(Parser parser, Py_ssize_t i):
    """بنسبة 37، 13 في المائة: 13.37, typed in the order in which a right-to-left line shows it, as some newspapers do.

    The blank after the comma tells it from 37،13. Only a noun of rates before it makes sure that it is no list.
    """
    cdef Word decimals = word_at(parser, i), whole = word_at(parser, i + 2)
    cdef tuple percentage
    if sign_of(parser, word_at(parser, i + 1)) != 0x60C or whole.no_space_before or decimals.end - decimals.start > 2:
        return None
    if i == 0 or "rate_noun" not in senses_of(parser, word_at(parser, i - 1)) or small_digits(parser, whole) < 0:
        return None
    percentage = parser.phrase(i + 3, "percent")
    if percentage is None or not all_digits(parser, decimals):
        return None
    value = Decimal(f"{small_digits(parser, whole)}.{small_digits(parser, decimals):0{decimals.end - decimals.start}d}")
    return percent(parser, word_at(parser, i).start, percentage[1], _times(value, percentage[0]))


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
        if "heat" in senses_of(parser, word_at(parser, k)):
            return quantity(parser, number.start, i + 2, "QUANTITY", number.value, "temperature-celsius")
    return None


cdef tuple _below_zero(Parser parser, Py_ssize_t i):
    """تحت الصفر at ``i`` and the position after it."""
    return parser.phrase(i, "below") if starts_phrase(word_at(parser, i), BELOW) else None


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
    if is_sign(parser, number.next):
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


cdef bint is_sign(Parser parser, Py_ssize_t i) noexcept:
    """Whether a minus sign is attached to the digits before ``i`` and nothing to it."""
    cdef Word sign = word_at(parser, i)
    return sign.no_space_before and sign_of(parser, sign) in (c"-", 0x2212) and not word_at(parser, i + 1).no_space_before


cdef tuple _degrees_below(Parser parser, Number number):
    """15- درجة: degrees whose sign is typed where a right-to-left line shows it."""
    cdef tuple measure = parser.without_proclitics(number.next + 1, "measure") if number.value > 0 else None
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
    found = parser.phrase(at, "measure") if starts_phrase(word, MEASURE) else None
    if found is not None and has(word_at(parser, found[1]), ONLY):
        return quantity(parser, number.start, found[1] + 1, "QUANTITY", number.value + 1, found[0])
    found = parser.phrase(at, "money")
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
    if word.host_start != word.start or not (has(word, CLOCK) or has(word, CENTURY)):
        return None
    return quantity(
        parser, number.start, number.next + 1, "DURATION", number.value, None,
        value_of(parser, word, PERIOD).format(plain(number.value)),
    )


cdef tuple _ratio(Parser parser, Py_ssize_t i):
    """واحد على ثلاثة, واحد من مئة, واحد من كل خمسة, جزء من ألف as fractions."""
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
    if has(link, OF) and link.host_start == link.start and has(word_at(parser, at + 1), EVERY):
        bottom = read_number(parser, at + 2)
        if bottom is None or not top.value < bottom.value or with_unit(parser, bottom.start, bottom.next, bottom.value) is not None:
            return None
        return quantity(parser, top.start, bottom.next, "FRACTION", top.value / bottom.value)
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
    """الأشهر الـ 12; a period in the singular is the twelfth."""
    cdef Word noun = word_at(parser, i - 2)
    cdef Number number
    if i < 2 or not has(noun, PERIOD) or not noun.article or not is_form(parser, word_at(parser, i - 1), _ARTICLE):
        return None
    if "periods" not in senses_of(parser, noun):
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
    cdef tuple below, above
    if number is None:
        return None
    below = _below_zero(parser, number.next)
    if below is not None and number.value > 0:
        return quantity(parser, number.start, below[1], "CARDINAL", -number.value)
    if not number.in_words or number.label != "CARDINAL":
        return _trailing_minus(parser, i, number) or quantity(parser, number.start, number.next, number.label, number.value)
    word = word_at(parser, i)
    if number.next == i + 1 and _needs_other_noun(parser, word, word_at(parser, i + 1)) and not parser.is_whole_text(i, i + 1):
        return None
    if has(word, TEN) and i and "few" in senses_of(parser, word_at(parser, i - 1)):
        return None
    if number.next == i + 1 and word.entry >= 0 and not _is_number_word(parser, i, word):
        return None
    if not number.value and not _next_to_number(parser, i, number.next) and (word.article or not parser.scope_all):
        return None
    if word.article and i and "place" in senses_of(parser, word_at(parser, i - 1)):
        return None  # شارع الستين
    if word.article and has(word, TENS):
        above = read_ordinal(parser, i)
        if above is not None:
            return quantity(parser, above[0], above[2], "ORDINAL", Decimal(above[1]))
    if number.value == 1 and not (parser.scope_all and parser.is_whole_text(i, number.next)):
        return None
    if word.article and (
        (number.value >= 20 and (not has(word, UNIT) or has(word, COMPOUND)) and _after_definite_noun(parser, i))
        or (number.value > 10 and not has(word, UNIT) and parser.is_whole_text(i, number.next))
    ):
        return quantity(parser, number.start, number.next, "ORDINAL", number.value)
    return quantity(parser, number.start, number.next, "CARDINAL", number.value)


cdef bint _needs_other_noun(Parser parser, Word word, Word noun) except -1:
    """Whether a number word alone does not go with the noun after it, so that it is a name or maybe a part.

    ألفي is two thousand before an indefinite noun only (وكان ألفي المولود), and nobody counts صادرات.
    """
    if word.article:
        return False
    if has(word, DUAL):
        return parser.text[word.end - 1] == "ي" and (
            noun.kind != ARABIC or folded_form(parser, noun).startswith("ال")
        )
    return has(word, FIFTH) and not noun.article and "uncounted" in senses_of(parser, noun)


cdef bint _is_number_word(Parser parser, Py_ssize_t i, Word word) except -1:
    """Whether a word that is a number elsewhere is one alone: مية, but not تنين, unless nothing else stands in the text."""
    cdef dict senses = senses_of(parser, word)
    if word.article and has(word, COMPOUND) and not has(word, ONLY):
        return False  # التطهير الإثني
    if has(word, UNIT) and parser.text[word.host_start] == "أ" and value_of(parser, word, UNIT) == 2:
        return False  # أثنى عليه
    if "other_word" in senses:
        return parser.scope_all and parser.is_whole_text(i, i + 1)
    return "not_sure" not in senses or (parser.scope_all and word.host_start == word.start)


cdef tuple _trailing_minus(Parser parser, Py_ssize_t i, Number number):
    """5-, where nothing else stands in the text and a right-to-left line shows the sign on that side."""
    cdef Word sign = word_at(parser, number.next)
    if not sign.no_space_before or sign_of(parser, sign) not in "-−" or not parser.is_whole_text(i, number.next + 1):
        return None
    return quantity(parser, number.start, number.next + 1, number.label, -number.value)


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
    cdef str form
    if before.kind != ARABIC or "follows" in senses_of(parser, before):
        return False
    if has(before, PERIOD) and not has(before, YEAR_WORD | MONTH_WORD | WEEK_WORD | DAY_WORD | CLOCK | CENTURY):
        return False
    form = folded_form(parser, before)
    if form.startswith(("ال", "لل", "بال", "وال")):
        return True
    return before.entry < 0 and len(form) > 3 and surface_of(parser, before).endswith(("ه", "ها"))  # دورته, not دورة


cpdef tuple with_unit(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=ONE):
    """A value, or two of a range, with the unit that follows at ``at``; None where none stands there.

    ``scale`` is that of :class:`Number`, of which a part may follow the unit.
    """
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
            return measured(parser, start, measure[1], value, measure[0], scale)
    if starts_phrase(word, MONEY) and not _inch_like(parser, word):
        currency = parser.phrase(at, "money")
        if currency is not None and not _in_name_of_club(parser, currency[1]) and (not currency[0].needs_evidence or is_spoken_of(parser, currency[0])):
            return money(parser, start, currency[1], value, currency[0], scale)
    if has(word, PERIOD) and not _begins_date(parser, at):
        if isinstance(value, tuple):
            return _duration_range(parser, start, at, value)
        return duration(parser, start, at, value, scale)
    if measure is not None and measure[0] == "temperature-generic" and _near(parser, measure[1], "magnitude"):
        return quantity(parser, start, at, "CARDINAL", value)
    if measure is not None and "money_too" in senses_of(parser, word) and (value[1] if isinstance(value, tuple) else value) >= MILLION:
        return quantity(parser, start, at, "CARDINAL", value)
    return None if measure is None else measured(parser, start, measure[1], value, measure[0], scale)


cdef bint _in_name_of_club(Parser parser, Py_ssize_t i) except -1:
    """Whether a word at ``i`` makes the noun of money before it the name of a club: ريال مدريد."""
    return "club" in senses_of(parser, word_at(parser, i))


cdef bint _begins_date(Parser parser, Py_ssize_t i) except -1:
    """Whether a period word is the noun of a date after it: القوى الست عام 2015, نسخة 2018 يوم الأربعاء."""
    cdef Word word = word_at(parser, i), following = word_at(parser, i + 1)
    if has(word, YEAR_WORD):
        return following.kind == DIGIT and EARLIEST <= small_digits(parser, following) <= LATEST
    return has(word, DAY_WORD) and has(following, WEEKDAY)


cdef tuple _duration_range(Parser parser, Py_ssize_t start, Py_ssize_t at, tuple pair):
    """A span of time between two numbers: 5 إلى 10 سنوات."""
    cdef str template = value_of(parser, word_at(parser, at), PERIOD)
    cdef str timex = "/".join([template.format(plain(value)) for value in pair])
    return quantity(parser, start, at + 1, "DURATION", pair, None, timex)


cpdef tuple duration(Parser parser, Py_ssize_t start, Py_ssize_t at, value, scale=ONE):
    """A span of time whose first number was read and whose period word, or the dual of one, is at ``at``."""
    cdef Duration found = read_duration(parser, at, value, scale)
    return quantity(parser, start, found.next, "DURATION", found.value, None, found.timex)


cdef bint _inch_like(Parser parser, Word word) except -1:
    """Whether a letter is attached to the digits; it stands for money only as c, which is a mark of models as well (5c)."""
    cdef str form = folded_form(parser, word)
    return word.kind == LATIN and word.no_space_before and len(form) == 1 and not (form == "c" and parser.scope_all)


cdef _times(value, factor):
    if isinstance(value, tuple):
        return tuple([v * factor for v in value])
    return value if factor == 1 else value * factor


cpdef tuple percent(Parser parser, Py_ssize_t start, Py_ssize_t following, value):
    """A percentage of a value that starts at the offset ``start``."""
    return quantity(parser, start, following, "PERCENT", value, "%")


cpdef tuple measured(Parser parser, Py_ssize_t start, Py_ssize_t following, value, str unit, scale=ONE):
    """A quantity of a unit of measure, with the same unit again, the part that و adds to it, and تحت الصفر."""
    cdef tuple again = parser.without_proclitics(following, "measure"), below
    if again is not None and again[0] == unit:
        following = again[1]
    if not isinstance(value, tuple):
        part, following = part_after(parser, following, scale)
        value = away_from_zero(value, part)
    if unit == "temperature-generic" and _near(parser, following, "angle"):
        unit = "angle-degree"
    if unit.startswith("temperature"):
        below = _below_zero(parser, following)
        if below is not None:
            value, following = (-value[1], -value[0]) if isinstance(value, tuple) else -abs(value), below[1]
    return quantity(parser, start, following, "QUANTITY", value, unit)


cdef bint _near(Parser parser, Py_ssize_t following, str sense) except -1:
    """Whether a word of a sense stands a few words before the quantity that ends at ``following``, or right after it."""
    cdef Py_ssize_t k
    for k in range(max(0, following - NEARBY), following + 3):
        if sense in senses_of(parser, word_at(parser, k)):
            return True
    return False


cpdef tuple money(Parser parser, Py_ssize_t start, Py_ssize_t at, value, currency, scale=ONE):
    """Money with the nationality adjective after its noun, and what و adds: a part (ونصف) or subunits (و200 فلس)."""
    cdef str following = folded_form(parser, word_at(parser, at)), code = currency.adjectives.get(following)
    cdef tuple owner = currency.parts.get(following)
    cdef Py_ssize_t after
    per = currency.per
    if code is not None:
        at += 1
    elif owner is not None:
        code, per = owner
        at += 1
    elif currency.spellings:
        code = spelled_code(parser, currency, surface_of(parser, word_at(parser, at - (is_full_stop(parser, at - 1) + 1))))
    else:
        code = code_of(parser, currency)
    if per > 1:
        value = tuple([v / per for v in value]) if isinstance(value, tuple) else value / per
    elif not isinstance(value, tuple):
        part, after = part_after(parser, at, scale)
        if part:
            value, at = away_from_zero(value, part), after
        else:
            part, at = subunits_after(parser, at, code)
            value = away_from_zero(value, part)
    return quantity(parser, start, at, "MONEY", value, code)


cdef bint is_full_stop(Parser parser, Py_ssize_t i) noexcept:
    return sign_of(parser, word_at(parser, i)) == c"."


cpdef tuple subunits_after(Parser parser, Py_ssize_t at, str code):
    """Amount of the subunits at ``at`` in units (وخمسون هللة), and the position after them."""
    cdef Py_ssize_t joined = conjoined_by_waw(parser, at), noun
    cdef Number more = read_number(parser, joined) if joined >= 0 else None
    amount = None
    small = None
    if more is None and word_at(parser, at).kind == DIGIT:
        more = read_number(parser, at)
    if more is not None:
        amount, noun = more.value, more.next
        small = value_of(parser, word_at(parser, noun), MONEY)
    elif joined >= 0:
        noun = joined
        small = senses_of(parser, word_at(parser, noun)).get("money_dual")
        amount = SMALL[2]
        if small is None and has(word_at(parser, noun + 1), ONLY):
            small, amount = value_of(parser, word_at(parser, noun), MONEY), ONE
    if small is not None:
        per = small.per if code in small.families else max([p for c, p in small.parts.values() if c == code], default=1)
        if 0 < amount < per:
            return amount / per, noun + (2 if amount is ONE and more is None else 1)
    return SMALL[0], at


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
    cdef bint fiscal = has(word_at(parser, i + 1), FISCAL), era = has(word_at(parser, i + 1), AH | CE)
    cdef Py_ssize_t at = i + 2 if fiscal or era else i + 1
    cdef Word following = word_at(parser, at)
    cdef tuple found
    cdef Number written
    cdef str timex
    if following.kind != DIGIT and not (has(following, DUAL) or has(following, ALONE)):
        return None
    found = year_with_era(parser, at, True) if following.kind == DIGIT else None
    if found is None:
        found = year(parser, at, False)
    if found is None:
        written = read_number(parser, at) if following.kind != DIGIT else None
        if written is None or not EARLIEST <= written.value <= LATEST:
            return None
        found = int(written.value), written.next, False
    value, at, hijri = found
    hijri = hijri or (era and has(word_at(parser, i + 1), AH))
    found = _year_range(parser, value, at, hijri)
    if found is not None and (not fiscal or hijri or found[2]):
        timex, at = found[0], found[1]
    elif fiscal:
        at = fiscal_end(parser, at, value)
        timex = f"FY{value:04d}"
    else:
        timex = year_timex(value, hijri)
    return quantity(parser, word_at(parser, i).host_start, at, "DATE", None, None, timex)


cdef tuple _year_range(Parser parser, int first, Py_ssize_t at, bint hijri):
    """The Hijri year that a dash or a slash links to the first (1438/1439هـ): both, the position after, whether marked."""
    cdef Word mark = word_at(parser, at)
    cdef tuple last
    if sign_of(parser, mark) not in (c"/", c"-", 0x2013) or word_at(parser, at + 1).kind != DIGIT:
        return None
    last = year_with_era(parser, at + 1, True)
    if last is None or not last[2] or not first < last[0]:
        return None
    return f"{year_timex(first, True)}/{year_timex(last[0], True)}", last[1], True


cdef bint _linked_era(Parser parser, Py_ssize_t at, int first) except -1:
    """Whether و, إلى or حتى at ``at`` joins a later year with the mark of the Hijri era: بين 1440 و1445هـ."""
    cdef Py_ssize_t last = conjoined_by_waw(parser, at)
    cdef tuple found
    if last < 0 and (is_form(parser, word_at(parser, at), _TO) or is_form(parser, word_at(parser, at), _UNTIL)):
        last = at + 1
    if last < 0 or word_at(parser, last).kind != DIGIT or not starts_phrase(word_at(parser, last + 1), AH):
        return False
    found = year_with_era(parser, last, True)
    return found is not None and found[2] and first < found[0] and found[0] - first < LONGEST_ERA_RANGE


cdef bint _era_follows(Parser parser, Py_ssize_t i) except -1:
    cdef Word mark = word_at(parser, i + 1)
    if word_at(parser, i).end - word_at(parser, i).start >= 3 and _linked_era(parser, i + 1, max(0, small_digits(parser, word_at(parser, i)))):
        return True
    if mark.entry < 0:
        return sign_of(parser, mark) in (c"/", c"-", 0x2013) and word_at(parser, i + 2).kind == DIGIT and (
            has(word_at(parser, i + 3), AH) or starts_phrase(word_at(parser, i + 3), AH)
        )
    return starts_phrase(mark, AH | CE) or parser.phrase(i + 1, "bc") is not None


cdef tuple _era_year(Parser parser, Py_ssize_t i):
    """1446هـ, 44 ق.م, 1438/1439هـ without عام before them."""
    cdef tuple found
    cdef int first
    if inside_name(parser, i):
        return None
    found = year_with_era(parser, i, False)
    if found is not None:
        return quantity(
            parser, word_at(parser, i).start, found[1], "DATE", None, None, year_timex(found[0], found[2])
        )
    first = small_digits(parser, word_at(parser, i))
    if first > 0 and _linked_era(parser, i + 1, first):
        return quantity(parser, word_at(parser, i).start, i + 1, "DATE", None, None, year_timex(first, True))
    found = _year_range(parser, first, i + 1, True) if first > 0 else None
    return None if found is None else quantity(parser, word_at(parser, i).start, found[1], "DATE", None, None, found[0])


cdef tuple _days_of_one_month(Parser parser, Py_ssize_t i):
    """12 و13 يناير, من 12 إلى 15 يناير: a day whose month a later day says, or both ends of a range."""
    cdef tuple found = days_of_one_month(parser, i)
    cdef Day first, last
    if found is None:
        return None
    first, last = found
    if last is None:
        return quantity(parser, first.start, first.next, "DATE", None, None, timex_of(first))
    return quantity(parser, first.start, last.next, "DATE", None, None, f"{timex_of(first)}/{timex_of(last)}")


may_be_hour_test = CompiledTest.of(&_may_be_hour)
four_digits = CompiledTest.of(&_four_digits)
of_month = CompiledTest.of(&_may_be_of_month)
has_from = CompiledTest.of(&_may_be_from_now)
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
era_follows = CompiledTest.of(&_era_follows)
era_year = CompiledReader.of(&_era_year)
days_of_month = CompiledReader.of(&_days_of_one_month)
sizes = CompiledReader.of(&_sizes)
split_decimal = CompiledReader.of(&_split_decimal)
letter_degrees = CompiledReader.of(&_letter_degrees)
