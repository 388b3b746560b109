# cython: wraparound=True
"""Which reading goes first at a cue, what most numbers count, dates of a day, and the words around that bound a value.

A cue is a word that a quantity may start with. The readings at a cue are tried from the most specific to the plainest.
Rare phrases are read by :mod:`arabnews_nlp.numbers.clock`, :mod:`~arabnews_nlp.numbers.dates` and
:mod:`~arabnews_nlp.numbers.measures`, which are asked where a word has a sense that they read.
"""

from libc.stdint cimport uint64_t

from arabnews_nlp.numbers._word_stream cimport (
    ALONE, AND, CLOCK, COMPOUND, DAILY, DUAL, EVERY, FISCAL, FRACTION, MEASURE, MODIFIER, MODIFIER_AFTER, MONEY, NEVER, ONLY, ORDINAL,
    OF, OVER, PERCENT, PERCENT_SIGN, PERIOD, PERIOD_DATE, PIECE, SCALE, SYMBOL, WEEKDAY, Word, YEAR_WORD,
    begins, folded_form, form_key, is_form, joins, means, sign_of, value_of, word_at,
)
from arabnews_nlp.numbers._dates cimport EARLIEST, LATEST, Day, day_of_month, may_be_hour, timex_of, year
from arabnews_nlp.numbers._durations cimport plain, read_duration
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._cardinals cimport Number, Reading, part_after, read_number, read_ordinal, read_pair
from arabnews_nlp.numbers._date_periods cimport read_period
from arabnews_nlp.numbers._decimals cimport ROUNDED

from decimal import Decimal, localcontext

from arabnews_nlp.document.records import Quantity

cdef uint64_t _FROM = form_key("من")
cdef uint64_t _ARTICLE = form_key("ال")
cdef object _clock = None
cdef object _dates = None
cdef object _measures = None


cdef int _import_rules() except -1:
    """Have the rules in Python at hand; they are imported late, as they need this module."""
    global _clock, _dates, _measures
    if _measures is None:
        from arabnews_nlp.numbers import clock, dates, measures

        _clock, _dates, _measures = clock, dates, measures
    return 0


cdef inline tuple _made(
    Reading r, Py_ssize_t start, Py_ssize_t following, str label, value=None, str unit=None, str timex=None
):
    """A quantity that starts at the offset ``start``, and the position after it."""
    return Quantity(r.text, start, word_at(r, following - 1).end, label, value, unit, timex), following


def quantities(Reading r, first=None):
    """The quantities of a text, in order: the reading that succeeds at a cue takes its words, so that none overlap.

    :param first: reads at a cue what goes before every reading here; a function of the reading and the position.
    """
    cdef list found = []
    cdef tuple one
    cdef Py_ssize_t end = 0, i = r.find_start(0), following
    if i < 0:
        return found
    _import_rules()
    with localcontext(ROUNDED):
        while i >= 0:
            one = None if first is None else first(r, i)
            if one is None:
                one = _read(r, i)
            if one is None or <Py_ssize_t>one[0].start < end:
                i = r.find_start(i + 1)
                continue
            following = one[1]
            found.append(_bounded(r, one[0], i, following))
            end = word_at(r, following - 1).end
            i = r.find_start(following)
    return found


cdef tuple _read(Reading r, Py_ssize_t i):
    """The quantity at the cue ``i`` and the position after it; None where none starts there."""
    cdef Word word = word_at(r, i)
    cdef tuple found = None
    if word.kind != DIGIT and word.kind != ARABIC and word.kind != LATIN:
        return _count(r, i)
    if means(word, CLOCK) or ((word.kind == DIGIT or means(word, ORDINAL)) and may_be_hour(r, i)):
        found = _clock.read_time(r, i)
    if found is None:
        found = _read_date(r, i)
        if found is not None and r.everything:
            found = _clock.with_clock(r, found)
    if found is None and word.kind == DIGIT:
        if word.end - word.start == 4:
            found = _dates.bare_year(r, i)
        return _count(r, i) if found is None else found
    if found is None and word.article and means(word, COMPOUND) and not means(word, ORDINAL):
        found = _ordinal(r, i, True)
    if found is None:
        found = _count(r, i)
    if found is None and means(word, ORDINAL | COMPOUND) and not r.any_of(i, NEVER):
        found = _ordinal(r, i, False)
    return _measures.plain_dual(r, i) if found is None and r.everything else found


cdef tuple _ordinal(Reading r, Py_ssize_t i, bint unscaled):
    """The ordinal at ``i``; where it has to be ``unscaled``, no scale word follows."""
    cdef tuple ordinal = read_ordinal(r, i)
    if ordinal is None or (unscaled and means(word_at(r, ordinal[2]), SCALE)):
        return None
    return _made(r, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef tuple _count(Reading r, Py_ssize_t i):
    """A number at ``i`` with what it counts, or a range of two."""
    cdef Word word = word_at(r, i), following
    cdef Number number
    cdef tuple pair, found = None
    if means(word, SYMBOL):
        return _measures.symbol_first(r, i)
    if means(word, PERCENT) and word.kind == ARABIC:
        return _measures.percent_first(r, i) if i == 0 or word_at(r, i - 1).kind != DIGIT else None
    if means(word, PERCENT_SIGN):
        return _measures.percent_first(r, i) if word_at(r, i + 1).glued else None
    if begins(word, NEVER) and r.any_of(i, NEVER):
        return None
    if means(word, ONLY) and r.everything:
        found = _measures.noun_and_one(r, i)
    if found is None and means(word, FRACTION):
        found = _one_and_part(r, i)
    if found is not None:
        return found
    number = read_number(r, i)
    if number is None:
        return None
    pair = read_pair(r, i, number)
    if pair is not None:
        found = _measures.ranged(r, i, number.start, *pair)
        if found is not None:
            return found
    following = word_at(r, number.next)
    if following.all:
        found = with_unit(r, number.start, number.next, number.value)
        if found is None and (means(following, OVER | PIECE) or (means(following, OF) and (i == 0 or means(word, ONLY)))):
            found = _measures.ratio(r, i, number)
        if found is not None:
            return found
    if word.kind == DIGIT and i > 1 and means(word_at(r, i - 2), PERIOD):
        found = _counted_before(r, i, number)
        if found is not None:
            return found
    if number.in_words and number.label == "CARDINAL":
        return _bare_words(r, i, number)
    return _made(r, number.start, number.next, number.label, number.value)


cdef tuple _one_and_part(Reading r, Py_ssize_t i):
    """لتر ونصف, دولار وربع, ساعة ونصف: a singular unit and a part of it."""
    cdef Word word = word_at(r, i), unit = word_at(r, i - 1)
    if is_form(r, unit, AND) and word.begin == word.start:
        unit = word_at(r, i - 2)
    elif joins(r, i) != i:
        return None
    if unit.kind != ARABIC or unit.article or word.article or not means(unit, MEASURE | MONEY | PERIOD):
        return None
    value = value_of(r, word, FRACTION)
    if value >= 1 or word_at(r, i - 2).kind == DIGIT:
        return None
    value = 1 + value
    if means(unit, MEASURE):
        return _made(r, unit.begin, i + 1, "QUANTITY", value, value_of(r, unit, MEASURE))
    if means(unit, MONEY):
        return _made(r, unit.begin, i + 1, "MONEY", value, code_of(r, value_of(r, unit, MONEY)))
    return _made(r, unit.begin, i + 1, "DURATION", value, None, value_of(r, unit, PERIOD).format(plain(value)))


cdef tuple _counted_before(Reading r, Py_ssize_t i, Number found):
    """A period whose number follows it: الأشهر الـ 12."""
    cdef Word noun = word_at(r, i - 2)
    if not noun.article or not is_form(r, word_at(r, i - 1), _ARTICLE):
        return None
    return _made(
        r, noun.begin, found.next, "DURATION", found.value, None, value_of(r, noun, PERIOD).format(plain(found.value))
    )


cdef tuple _bare_words(Reading r, Py_ssize_t i, Number found):
    """Number words that count no unit; a lone واحد is a pronoun, tens with the article after a noun are ordinals."""
    cdef Word word = word_at(r, i)
    if not found.value and not _next_to_number(r, i, found.next) and (word.article or not r.everything):
        return None
    if found.value == 1 and not (r.everything and r.alone(i, found.next)):
        return None
    if word.article and (
        (found.value >= 20 and _after_definite_noun(r, i)) or (found.value > 10 and r.alone(i, found.next))
    ):
        return _made(r, found.start, found.next, "ORDINAL", found.value)
    return _made(r, found.start, found.next, "CARDINAL", found.value)


cdef bint _next_to_number(Reading r, Py_ssize_t i, Py_ssize_t following) noexcept:
    """Whether صفر stands in a score or a range, where it is no name."""
    return (
        sign_of(r, word_at(r, following)) in "-–—−~"
        or sign_of(r, word_at(r, i - 1)) in "-–—−~"
        or is_form(r, word_at(r, i - 1), _FROM)
    )


cdef bint _after_definite_noun(Reading r, Py_ssize_t i) except -1:
    cdef Word before = word_at(r, i - 1)
    return before.kind == ARABIC and folded_form(r, before).startswith(("ال", "لل", "بال", "وال"))


cpdef tuple with_unit(Reading r, Py_ssize_t start, Py_ssize_t at, value):
    """A value, or two of a range, with the unit that follows at ``at``; None where none stands there."""
    cdef Word word = word_at(r, at)
    cdef tuple percentage, measure = None, currency
    if not begins(word, PERCENT | MEASURE | MONEY | PERIOD) or (word.begin != word.start and not means(word, PERCENT)):
        return None
    if begins(word, PERCENT):
        percentage = r.phrase(at, "percent")
        if percentage is not None:
            return percent(r, start, percentage[1], _times(value, percentage[0]))
    if word.article:
        return None
    if begins(word, MEASURE):
        measure = r.phrase(at, "measure")
        if measure is not None and measure[1] > at + 1:
            return measured(r, start, measure[1], value, measure[0])
    if begins(word, MONEY) and not _inch_like(r, word):
        currency = r.phrase(at, "money")
        if currency is not None:
            return money(r, start, currency[1], value, currency[0])
    if means(word, PERIOD):
        if isinstance(value, tuple):
            _import_rules()
            return _measures.duration_range(r, start, at, value)
        return duration(r, start, at, value)
    return None if measure is None else measured(r, start, measure[1], value, measure[0])


cpdef tuple duration(Reading r, Py_ssize_t start, Py_ssize_t at, value):
    """A span of time whose first number was read and whose period word is at ``at``."""
    cdef tuple found = read_duration(r, at, value)
    return _made(r, start, found[2], "DURATION", found[0], None, found[1])


cdef bint _inch_like(Reading r, Word word) except -1:
    """Whether a letter is written on to the digits, where only c stands for money."""
    return word.kind == LATIN and word.glued and len(folded_form(r, word)) == 1 and folded_form(r, word) != "c"


cdef _times(value, factor):
    if isinstance(value, tuple):
        return tuple([v * factor for v in value])
    return value if factor == 1 else value * factor


cpdef tuple percent(Reading r, Py_ssize_t start, Py_ssize_t following, value):
    """A percentage of a value that starts at the offset ``start``."""
    return _made(r, start, following, "PERCENT", value, "%")


cpdef tuple measured(Reading r, Py_ssize_t start, Py_ssize_t following, value, str unit):
    """A quantity of a unit of measure, with the same unit again and the part of it that و joins."""
    cdef tuple again = r.bare(following, "measure")
    if again is not None and again[0] == unit:
        following = again[1]
    if not isinstance(value, tuple):
        part, following = part_after(r, following)
        value = value + part
    return _made(r, start, following, "QUANTITY", value, unit)


cpdef tuple money(Reading r, Py_ssize_t start, Py_ssize_t at, value, currency):
    """Money with the nationality adjective after its noun, and the subunits that و joins (5 دنانير و200 فلس)."""
    cdef dict adjectives = currency.adjectives
    cdef str code = adjectives.get(folded_form(r, word_at(r, at))) if adjectives else None
    cdef Py_ssize_t joined
    cdef Number more = None
    if code is not None:
        at += 1
    else:
        code = code_of(r, currency)
    if isinstance(value, tuple):
        return _made(r, start, at, "MONEY", value, code)
    if currency.per > 1:
        return _made(r, start, at, "MONEY", _times(value, 1 / Decimal(currency.per)), code)
    joined = joins(r, at)
    if joined >= 0:
        more = read_number(r, joined)
    if more is None and word_at(r, at).kind == DIGIT:
        more = read_number(r, at)
    if more is None:
        part, at = part_after(r, at)
        value = value + part
    else:
        small = value_of(r, word_at(r, more.next), MONEY)
        if small is not None and more.value < small.per and code in small.families:
            value, at = value + more.value / small.per, more.next + 1
    return _made(r, start, at, "MONEY", value, code)


cpdef str code_of(Reading r, currency):
    """ISO 4217 code of a noun of money."""
    if not currency.family and not currency.families:
        return currency.code
    _import_rules()
    return _measures.shared_code(r, currency)


cdef tuple _read_date(Reading r, Py_ssize_t i):
    """The date that starts at ``i``."""
    cdef Word word = word_at(r, i)
    cdef Day day
    cdef tuple found = None
    if means(word, WEEKDAY):
        return _dates.weekday(r, i)
    day = day_of_month(r, i)
    if day is not None:
        return _made(r, day.start, day.next, "DATE", None, None, timex_of(day))
    if means(word, YEAR_WORD):
        found = _year_phrase(r, i)
    if found is None and means(word, PERIOD_DATE):
        found = read_period(r, i)
        if found is not None:
            return _made(r, word.begin, found[1], "DATE", None, None, found[0])
    return found


cdef tuple _year_phrase(Reading r, Py_ssize_t i):
    """عام 2014, السنة المالية 2022, العام 1439هـ."""
    cdef bint fiscal = means(word_at(r, i + 1), FISCAL)
    cdef Py_ssize_t at = i + 2 if fiscal else i + 1
    cdef Word following = word_at(r, at)
    cdef tuple found
    cdef Number written
    if following.kind != DIGIT and not (means(following, DUAL) or means(following, ALONE)):
        return None
    found = year(r, at, False)
    if found is None:
        written = read_number(r, at) if following.kind != DIGIT else None
        if written is None or not EARLIEST <= written.value <= LATEST:
            return None
        found = int(written.value), written.next, False
    value, at, hijri = found
    if fiscal:
        following = word_at(r, at)
        if sign_of(r, following) in (c"/", c"-") and following.glued and word_at(r, at + 1).kind == DIGIT:
            at += 2
        return _made(r, word_at(r, i).begin, at, "DATE", None, None, f"FY{value:04d}")
    return _made(r, word_at(r, i).begin, at, "DATE", None, None, f"AH-{value:04d}" if hijri else f"{value:04d}")


cdef _bounded(Reading r, quantity, Py_ssize_t i, Py_ssize_t following):
    """The quantity from the word ``i`` to ``following`` with the approximator around it and the rate after it."""
    cdef str label = quantity.label, bound, per = None
    if label == "ORDINAL" or quantity.modifier is not None:
        return quantity
    bound = _modifier(r, i, following)
    if label == "MONEY" or label == "QUANTITY" or label == "CARDINAL":
        per = _rate(r, following)
    if bound is None and per is None:
        return quantity
    return Quantity(
        quantity.source, quantity.start, quantity.end, label, quantity.value, quantity.unit, quantity.timex, bound, per
    )


cdef str _modifier(Reading r, Py_ssize_t i, Py_ssize_t following):
    """TIMEX3 name of the approximator or bound before ``i`` or after the quantity (نحو, أكثر من, على الأقل)."""
    cdef Py_ssize_t start
    cdef tuple found
    for start in range(max(0, i - 3), i):
        if begins(word_at(r, start), MODIFIER):
            found = r.phrase(start, "modifier")
            if found is not None and found[1] == i:
                return found[0]
    found = r.bare(following, "modifier_after") if begins(word_at(r, following), MODIFIER_AFTER) else None
    return None if found is None else found[0]


cdef bint _after_li(Reading r, Word word) except -1:
    """Whether the proclitic of a word is the preposition ل."""
    return word.begin > word.start and folded_form(r, word)[: word.begin - word.start] == "ل"


cdef str _rate(Reading r, Py_ssize_t following):
    """Words of the rate after a quantity: لكل مستخدم شهريًا, سنويا, للبرميل."""
    cdef Word word = word_at(r, following)
    cdef Py_ssize_t at = following
    if not means(word, EVERY | MEASURE | PERIOD | DAILY):
        return None
    if means(word, EVERY) and _after_li(r, word) and word_at(r, at + 1).kind == ARABIC:
        at += 2
    elif word.article and means(word, MEASURE | PERIOD) and _after_li(r, word):
        at += 1
    if means(word_at(r, at), DAILY):
        at += 1
    return r.text[word.start : word_at(r, at - 1).end] if at > following else None
