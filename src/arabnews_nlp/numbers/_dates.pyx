"""Days with their month, and months with their year: 29 أغسطس 2023, سبتمبر 10, 2001, 12 و13 يناير."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport is_whole
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._months cimport month, numbered_month
from arabnews_nlp.numbers._numeric_dates cimport Day, new_day, numeric_date, small_number, timex_of
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader, CompiledTest
from arabnews_nlp.numbers._senses cimport (
    ANY_MONTH, CARDINAL, COMPOUND, HALF, MONTH_WORD, ORDINAL, QUARTER, THIS, WEEKDAY, WEEK_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, is_among, is_form, sign_of, starts_phrase, word_at,
)
from arabnews_nlp.numbers._years cimport counts_noun, year, year_after_comma, year_digits

cdef enum:
    SAFAR = 2               # صفر, which is zero as well and needs من, شهر or a year
    MOST_LISTED = 8         # days or months of one list

cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _FROM = form_key("من")
cdef tuple _FEMININE = ("ه", "ولي")    # ends of folded ordinals: الثانية, الأولى
cdef uint64_t _OR = form_key("أو")


cpdef Day day_of_month(Parser parser, Py_ssize_t i):
    """A date with a month: its day before or after it, its year after it, or all in digits."""
    cdef Word word = word_at(parser, i)
    cdef Day found
    cdef Number number
    cdef tuple ordinal
    cdef int day
    if word.kind == DIGIT:
        found = numeric_date(parser, i)
        if found is not None:
            return found
        day = small_number(parser, word, 31)
        if day < 0:
            return _year_first(parser, i)
        return _before_month(parser, word.start, day, i + 1)
    if not starts_phrase(word, ANY_MONTH | ORDINAL | COMPOUND | CARDINAL):
        return None
    found = _month_first(parser, i)
    if found is not None:
        return found
    ordinal = read_ordinal(parser, i)
    if ordinal is not None and ordinal[1] <= 31 and not _is_of_longer_period(parser, i):
        return _before_month(parser, ordinal[0], ordinal[1], ordinal[2])
    if has(word, CARDINAL):
        number = read_number(parser, i)
        if (
            number is not None and _month_may_follow(parser, number.next)
            and 1 < number.value <= 31 and is_whole(number.value)
        ):
            return _before_month(parser, number.start, int(number.value), number.next)
    return None


cdef bint _is_of_longer_period(Parser parser, Py_ssize_t i) except -1:
    """Whether an ordinal at ``i`` is that of a week or another period, not of a day: الأسبوع الأول والثاني من أبريل.

    So is a feminine one after a weekday: الجمعة الأولى من رمضان is the first Friday.
    """
    cdef Py_ssize_t noun = i - 1
    if i > 0 and has(word_at(parser, noun), WEEKDAY):
        return folded_form(parser, word_at(parser, i)).endswith(_FEMININE)
    if has_proclitics(word_at(parser, i)) and has(word_at(parser, noun), ORDINAL):
        noun -= 1
    return i > 0 and parser.any_of(noun, WEEK_WORD | QUARTER | HALF | MONTH_WORD)


cdef bint _month_may_follow(Parser parser, Py_ssize_t at) except -1:
    """Whether a month stands at ``at``, or what may stand before it."""
    cdef Word word = word_at(parser, at)
    return (
        starts_phrase(word, ANY_MONTH | MONTH_WORD) or is_form(parser, word, _FROM)
        or sign_of(parser, word) in (c".", c"-", c"/")
    )


cdef Day _before_month(Parser parser, Py_ssize_t start, int day, Py_ssize_t at, bint alone=False):
    """A day whose month may follow at ``at``, after من, شهر or a mark, which may stand before the year again.

    Unless it is looked at ``alone``, its year may be that of a day that a link joins to it.
    """
    cdef Word word = word_at(parser, at)
    cdef Py_UCS4 mark = 0
    cdef bint named, hijri, linked = False, glued = False
    cdef tuple found, written
    if sign_of(parser, word) in (c".", c"-", c"/"):
        if word.no_space_before or word_at(parser, at + 1).no_space_before:
            mark = sign_of(parser, word)
            glued = word.no_space_before and word_at(parser, at + 1).no_space_before
            at += 1
    elif is_form(parser, word, _FROM):
        at += 1
        linked = True
    word = word_at(parser, at)
    named = has(word, MONTH_WORD) and not has_proclitics(word)
    found = month(parser, at + 1 if named else at, True)
    if found is None and named:
        found = numbered_month(parser, at)
    if found is None:
        return None
    value, at, hijri = found
    written = year(parser, at + 1 if mark and sign_of(parser, word_at(parser, at)) == mark else at, hijri)
    if written is None:
        written = year_after_comma(parser, at, hijri)
    if written is not None:
        return new_day(start, written[1], value, day, written[0], hijri or written[2])
    if (mark == c"." and glued) or (hijri and value == SAFAR and (mark or not (linked or named))):
        return None
    return new_day(start, at, value, day, 0 if alone else _year_of_next(parser, at, value, day, hijri), hijri)


cdef int _year_of_next(Parser parser, Py_ssize_t at, int month, int day, bint hijri) except -2:
    """Year of the day with its month that a link joins at ``at`` (من 28 مايو إلى 3 يونيو 2019); 0 without one.

    A range whose end is earlier in the year began the year before.
    """
    cdef Py_ssize_t following = _next_listed(parser, at)
    cdef tuple item = None if following < 0 else _day_item(parser, following)
    cdef Day last = None if item is None else _before_month(parser, item[0], item[1], item[2], True)
    if last is None or last.year < 1 or last.hijri != hijri:
        return 0
    return last.year - (not _is_list(parser, at) and (month, day) > (last.month, last.day))


cdef Day _year_first(Parser parser, Py_ssize_t i):
    """2016 نوفمبر 16, with the same kind of mark or none between."""
    cdef int value = year_digits(parser, i), day
    cdef Py_ssize_t last
    cdef tuple found
    if value < 0:
        return None
    found = month(parser, i + 2 if sign_of(parser, word_at(parser, i + 1)) in (c".", c"-", c"/") else i + 1, True)
    if found is None:
        return None
    last = found[1]
    if sign_of(parser, word_at(parser, last)) in (c".", c"-", c"/"):
        last += 1
    day = small_number(parser, word_at(parser, last), 31)
    return None if day < 0 else new_day(word_at(parser, i).start, last + 1, found[0], day, value, found[2])


cdef Day _month_first(Parser parser, Py_ssize_t i):
    """A month, with a day after it where one stands there, and its year."""
    cdef tuple found = month(parser, i, False), after, written
    cdef Py_ssize_t at, following, start
    cdef bint hijri
    if found is None:
        found = month(parser, i, True)
        if found is None or found[2] or _day_after(parser, found[1]) is None:
            return None
    value, at, hijri = found
    start = word_at(parser, i).host_start
    after = _day_after(parser, at)
    if after is not None:
        day, following = after
        written = year(parser, following, hijri)
        if written is None and sign_of(parser, word_at(parser, following)) in (c",", 0x60C):
            written = year(parser, following + 1, hijri)
        if written is not None:
            return new_day(start, written[1], value, day, written[0], hijri)
        return new_day(start, following, value, day, 0, hijri)
    written = year(parser, at, hijri)
    if written is not None:
        return new_day(start, written[1], value, 0, written[0], hijri or written[2])
    return new_day(start, at, value, 0, 0 if hijri else _shared_year(parser, i, at, value), hijri)


cdef tuple _day_after(Parser parser, Py_ssize_t at):
    """Day after its month: مايو الحادي عشر, سبتمبر 10, 2001, يناير-1."""
    cdef Word word = word_at(parser, at)
    cdef tuple ordinal = read_ordinal(parser, at)
    cdef bint dash
    cdef int day
    if ordinal is not None and ordinal[1] <= 31 and word.article and not has_proclitics(word):
        return (ordinal[1], ordinal[2]) if ordinal[1] > 2 or parser.scope_all else None
    dash = sign_of(parser, word) == c"-" and word.no_space_before
    day = small_number(parser, word_at(parser, at + dash), 31)
    if day < 0:
        return None
    if dash or (sign_of(parser, word_at(parser, at + 1)) in (c",", 0x60C) and year(parser, at + 2, False) is not None):
        return day, at + dash + 1
    if word.no_space_before or sign_of(parser, word_at(parser, at + 1)) in (c"/", c":", c"-", 0x2013):
        return None
    if counts_noun(parser, at + 1):
        return None
    return (day, at + 1) if conjoined_by_waw(parser, at + 1) < 0 or word_at(parser, at + 2).kind != DIGIT else None


cdef int _shared_year(Parser parser, Py_ssize_t i, Py_ssize_t at, int first) except -2:
    """Year of the month ``first`` at ``i`` that a later one of a list or range says (في يناير وديسمبر 2019); 0 if none.

    A range that ends in an earlier month of the year began the year before (من أكتوبر إلى يناير 2020).
    """
    cdef Py_ssize_t following
    cdef tuple found, written
    cdef bint is_range = False
    cdef int k
    for k in range(MOST_LISTED):
        following = _next_listed(parser, at)
        if following < 0:
            return 0
        is_range = is_range or not _is_list(parser, at) or folded_form(parser, word_at(parser, i - 1)).endswith("بين")
        found = month(parser, following, True)
        if found is None or found[2]:
            return 0
        written = year(parser, found[1], False)
        if written is not None:
            return 0 if written[2] or written[0] < 1 else written[0] - (is_range and first > found[0])
        at = found[1]
    return 0


cdef bint _is_list(Parser parser, Py_ssize_t at) except -1:
    """Whether what links two dates at ``at`` makes a list of them, not a range."""
    return conjoined_by_waw(parser, at) >= 0 or sign_of(parser, word_at(parser, at)) in (c",", 0x60C) or (
        is_form(parser, word_at(parser, at), _OR)
    )


cdef Py_ssize_t _next_listed(Parser parser, Py_ssize_t at) except -2:
    """Position of what و, أو, a comma, إلى, حتى or a dash at ``at`` links to what stands before; -1 without a link."""
    cdef Word word = word_at(parser, at)
    cdef Py_ssize_t following = conjoined_by_waw(parser, at)
    if following >= 0:
        return following
    if is_form(parser, word, _TO) or is_form(parser, word, _UNTIL) or is_form(parser, word, _OR):
        return at + 1
    return at + 1 if sign_of(parser, word) in (c"-", 0x2013, 0x2014, c",", 0x60C) else -1


cdef tuple _day_item(Parser parser, Py_ssize_t i):
    """Start offset, value and the position after a day of a month in digits or as an ordinal with its article."""
    cdef Word word = word_at(parser, i)
    cdef tuple ordinal
    cdef int day
    if word.kind == DIGIT:
        day = small_number(parser, word, 31)
        return None if day < 0 else (word.start, day, i + 1)
    ordinal = read_ordinal(parser, i) if word.article else None
    return ordinal if ordinal is not None and ordinal[1] <= 31 else None


cdef tuple days_of_one_month(Parser parser, Py_ssize_t i):
    """A day that shares the month of a later one: 12 و13 يناير 2020, من 12 إلى 15 يناير, 12-15 يناير.

    Given are the first day of a list, or both ends of a range.
    """
    cdef tuple first = _day_item(parser, i), item
    cdef Py_ssize_t at, following
    cdef bint is_range = False
    cdef Day last
    cdef int k
    if first is None or (word_at(parser, i).article and _is_of_longer_period(parser, i)):
        return None
    if i and word_at(parser, i).no_space_before and is_among(parser, word_at(parser, i - 1), "/-.:_"):
        return None
    at = first[2]
    for k in range(MOST_LISTED):
        following = _next_listed(parser, at)
        if following < 0:
            return None
        is_range = k == 0 and not _is_list(parser, at)
        item = _day_item(parser, following)
        if item is None:
            return None
        last = _before_month(parser, item[0], item[1], item[2])
        if last is not None:
            if is_range:
                if not first[1] < last.day:
                    return None
                return new_day(first[0], last.next, last.month, first[1], last.year, last.hijri), last
            return new_day(first[0], first[2], last.month, first[1], last.year, last.hijri), None
        at = item[2]
    return None


cdef tuple _day(Parser parser, Py_ssize_t i):
    """A day with its month, or a month: 29 أغسطس 2023, 21/09/2018, يناير."""
    cdef Day day = day_of_month(parser, i)
    return None if day is None else quantity(parser, day.start, day.next, "DATE", None, None, timex_of(day))


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


cdef bint _may_be_of_month(Parser parser, Py_ssize_t i) except -1:
    """Whether من or الجاري follows a number, as it does a day of this month (20 من الشهر المقبل)."""
    cdef tuple ordinal = read_ordinal(parser, i)
    cdef Number number = read_number(parser, i) if ordinal is None else None
    cdef Word following
    if ordinal is None and number is None:
        return False
    following = word_at(parser, <Py_ssize_t>ordinal[2] if ordinal is not None else number.next)
    return is_form(parser, following, _FROM) or has(following, THIS)


day = CompiledReader.of(&_day)
days_of_month = CompiledReader.of(&_days_of_one_month)
of_month = CompiledTest.of(&_may_be_of_month)
