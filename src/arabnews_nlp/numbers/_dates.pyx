# cython: wraparound=True
"""Days, months and years in words and digits, with four sets of month names; what may be an hour."""

cimport cython
from libc.stdint cimport uint64_t
from libc.string cimport memcpy

from arabnews_nlp.numbers._senses cimport (
    AH, ALONE, ANY_MONTH, CARDINAL, CE, CLOCK, COMPOUND, DAYPART, DAYPART_SHORT, DAY_WORD, DUAL, FISCAL, HALF, LESS, MEASURE,
    MONEY, MONTH, MONTH_WORD, NEXT, ORDINAL, PAST, PERCENT, PERIOD, QUARTER, SCALE, THIS, WEAK_MONTH, WEEKDAY,
    WEEK_WORD, WHEN, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, form_key, has, is_among, is_form, senses_of, sign_of, starts_phrase, word_at,
)
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN, PyUnicode_READ
from arabnews_nlp.numbers._identifiers cimport after_number_noun
from arabnews_nlp.numbers._cardinals cimport Number, Parser, read_number
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._decimals cimport is_whole, small_digits

from calendar import monthrange

from arabnews_nlp._core.pretokens import fold

cdef enum:
    HIJRI_LATEST = 1600
    HIJRI_FROM = 1300       # a year between these in digits is Hijri without a mark
    HIJRI_TO = 1500
    PIVOT_YEAR = 50         # years of two digits below it are of this century
    FIRST_BARE_YEAR = 1900  # years that are read without a word that says so
    LAST_BARE_YEAR = 2100
    SAFAR = 2               # صفر, which is zero as well and needs من, شهر or a year
    RAMADAN = 9
    MOST_LISTED = 8         # days or months of one list
    LONGEST_DOTTED = 10     # characters of a date with dots
    LONGEST_HOUR = 5        # characters of an hour with minutes
    LONGEST_TIME = 7        # words of a time of day, with its part of the day and the link of a range

cdef str _SEPARATORS = "/-(.،–"
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _IN = form_key("في")
cdef uint64_t _DI = form_key("دي")     # of names: دي مايو
cdef uint64_t _OR = form_key("أو")
cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _AND_TO = form_key("وإلى")
cdef uint64_t _AND_UNTIL = form_key("وحتى")


@cython.final
@cython.no_gc
@cython.freelist(8)
cdef class Day:
    """A date that was read, as far as the text tells it; ``day`` and ``year`` are 0 where it does not."""

    @property
    def timex(self):
        """TIMEX3 value; Hijri dates begin with ``AH-``."""
        return timex_of(self)


cdef str timex_of(Day day):
    cdef char text[16]
    cdef char *at = text
    if day.hijri:
        memcpy(at, b"AH-", 3)
        at += 3
    if day.year:
        if day.year < 0:
            memcpy(at, b"BC", 2)
            at += 2
        at = _written(at, abs(day.year), 4)
    else:
        memcpy(at, b"XXXX", 4)
        at += 4
    at[0] = c"-"
    at = _written(at + 1, day.month, 2)
    if day.day:
        at[0] = c"-"
        at = _written(at + 1, day.day, 2)
    return text[: at - text].decode("ascii")


cdef char *_written(char *at, int value, int digits) noexcept:
    """Write so many digits; the place after them."""
    cdef int k
    for k in range(digits - 1, -1, -1):
        at[k] = c"0" + value % 10
        value //= 10
    return at + digits


cdef Day _day(Py_ssize_t start, Py_ssize_t following, int month, int day, int year, bint hijri):
    cdef Day found = Day.__new__(Day)
    found.start = start
    found.next = following
    found.month = month
    found.day = day
    found.year = year
    found.hijri = hijri
    return found


cdef int _small(Parser parser, Word word, int most) except -2:
    """Value of one or two whole digits between 1 and ``most``; -1 where they are none."""
    cdef int value = small_digits(parser, word) if word.end - word.start <= 2 else -1
    return value if 1 <= value <= most else -1


cpdef Day day_of_month(Parser parser, Py_ssize_t i):
    """A date with a month: its day before or after it, its year after it, or all in digits."""
    cdef Word word = word_at(parser, i)
    cdef Day found
    cdef Number number
    cdef tuple ordinal
    cdef int day
    if word.kind == DIGIT:
        found = _numeric(parser, i)
        if found is not None:
            return found
        day = _small(parser, word, 31)
        if day < 0:
            return _year_first(parser, i)
        return _before_month(parser, word.start, day, i + 1)
    if not starts_phrase(word, ANY_MONTH | ORDINAL | COMPOUND | CARDINAL):
        return None
    found = _month_first(parser, i)
    if found is not None:
        return found
    ordinal = read_ordinal(parser, i)
    if ordinal is not None and ordinal[1] <= 31 and not parser.any_of(i - 1, WEEK_WORD | QUARTER | HALF | MONTH_WORD):
        return _before_month(parser, ordinal[0], ordinal[1], ordinal[2])
    if has(word, CARDINAL):
        number = read_number(parser, i)
        if number is not None and _month_may_follow(parser, number.next) and 1 < number.value <= 31 and is_whole(number.value):
            return _before_month(parser, number.start, int(number.value), number.next)
    return None


cdef bint _month_may_follow(Parser parser, Py_ssize_t at) except -1:
    """Whether a month stands at ``at``, or what may stand before it."""
    cdef Word word = word_at(parser, at)
    return (
        starts_phrase(word, ANY_MONTH | MONTH_WORD) or is_form(parser, word, _FROM) or sign_of(parser, word) in (c".", c"-", c"/")
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
    named = has(word, MONTH_WORD) and word.host_start == word.start
    found = month(parser, at + 1 if named else at, True)
    if found is None and named:
        found = numbered_month(parser, at)
    if found is None:
        return None
    value, at, hijri = found
    written = year(parser, at + 1 if mark and sign_of(parser, word_at(parser, at)) == mark else at, hijri)
    if written is None:
        written = _year_after_comma(parser, at, hijri)
    if written is not None:
        return _day(start, written[1], value, day, written[0], hijri or written[2])
    if (mark == c"." and glued) or (hijri and value == SAFAR and (mark or not (linked or named))):
        return None
    return _day(start, at, value, day, 0 if alone else _year_of_next(parser, at, value, day, hijri), hijri)


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
    day = _small(parser, word_at(parser, last), 31)
    return None if day < 0 else _day(word_at(parser, i).start, last + 1, found[0], day, value, found[2])


cpdef int year_digits(Parser parser, Py_ssize_t i) except -2:
    """Four digits that alone read as a year of about these times; -1 for others."""
    cdef Word word = word_at(parser, i)
    cdef int value = small_digits(parser, word) if word.end - word.start == 4 else -1
    return value if FIRST_BARE_YEAR <= value <= LAST_BARE_YEAR else -1


cpdef tuple numbered_month(Parser parser, Py_ssize_t i):
    """شهر ثلاثة, الشهر التاسع: month, position after it, False as it is no Hijri one."""
    cdef tuple ordinal
    cdef Number number
    if not has(word_at(parser, i), MONTH_WORD):
        return None
    ordinal = read_ordinal(parser, i + 1)
    if ordinal is not None and word_at(parser, i).article and ordinal[1] <= 12:
        return ordinal[1], ordinal[2], False
    number = read_number(parser, i + 1) if not word_at(parser, i).article else None
    if number is not None and 1 <= number.value <= 12 and is_whole(number.value):
        return int(number.value), number.next, False
    return None


cpdef tuple month(Parser parser, Py_ssize_t i, bint expected):
    """Month at ``i``, position after it and whether it is Hijri.

    A second name of the same month belongs to it (مارس/آذار). Where no month is ``expected``, names that are other
    words too need evidence: a year, a second name, شهر or a word of time before them.
    """
    cdef Word word = word_at(parser, i)
    cdef tuple found
    cdef bint weak = False, hijri = False
    cdef Py_ssize_t at, second
    if not starts_phrase(word, ANY_MONTH) or word.article or (i and is_form(parser, word_at(parser, i - 1), _DI)):
        return None
    found = parser.phrase(i, "month")
    if found is None:
        found, weak = parser.phrase(i, "weak_month"), True
    if found is None:
        found, hijri = parser.phrase(i, "hijri"), True
    if found is None:
        return None
    value, at = found
    if not hijri:
        second = _second_name(parser, at, value)
        if second >= 0:
            return value, second, False
    if weak and word.host_start != word.start and parser.text[word.host_start] == "ا":
        return None  # باب is no آب
    if weak and not expected and not _evident(parser, i, at, hijri):
        return None
    if hijri and not expected and not _evident_hijri(parser, i, at, value):
        return None
    return value, at, hijri


cdef Py_ssize_t _second_name(Parser parser, Py_ssize_t at, value) except -2:
    """Position after a second name of the month, parted by a slash, a bracket or nothing; -1 without one."""
    cdef Py_UCS4 mark = sign_of(parser, word_at(parser, at))
    cdef Py_ssize_t first = at + 1 if mark in _SEPARATORS else at
    cdef tuple again
    cdef bint closed
    if not starts_phrase(word_at(parser, first), MONTH | WEAK_MONTH):
        return -1
    for sense in ("month", "weak_month"):
        again = parser.without_proclitics(first, sense)
        if again is not None and again[0] == value:
            closed = mark == c"(" and sign_of(parser, word_at(parser, again[1])) == c")"
            if mark == c"(" and not closed:
                return -1
            return again[1] + closed
    return -1


cdef bint _evident_hijri(Parser parser, Py_ssize_t i, Py_ssize_t at, int value) except -1:
    """Whether شهر or a year marks a Hijri month; رمضان needs but a word of time."""
    cdef Word before = word_at(parser, i - 1)
    return has(before, MONTH_WORD) or year(parser, at, True) is not None or (value == RAMADAN and has(before, WHEN))


cdef bint _evident(Parser parser, Py_ssize_t i, Py_ssize_t at, bint hijri) except -1:
    return (
        has(word_at(parser, i - 1), MONTH_WORD | WHEN)
        or has(word_at(parser, at), PAST | NEXT | THIS)
        or year(parser, at, hijri) is not None
    )


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
            return _day(start, written[1], value, day, written[0], hijri)
        return _day(start, following, value, day, 0, hijri)
    written = year(parser, at, hijri)
    if written is not None:
        return _day(start, written[1], value, 0, written[0], hijri or written[2])
    return _day(start, at, value, 0, 0 if hijri else _shared_year(parser, i, at, value), hijri)


cdef int _shared_year(Parser parser, Py_ssize_t i, Py_ssize_t at, int first) except -2:
    """Year that later months of a list or range share with the month ``first`` at ``i`` (في يناير وديسمبر 2019); 0 if none.

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
        day = _small(parser, word, 31)
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
    if first is None or (word_at(parser, i).no_space_before and i and is_among(parser, word_at(parser, i - 1), "/-.:_")):
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
                return _day(first[0], last.next, last.month, first[1], last.year, last.hijri), last
            return _day(first[0], first[2], last.month, first[1], last.year, last.hijri), None
        at = item[2]
    return None


cdef tuple _day_after(Parser parser, Py_ssize_t at):
    """Day after its month: مايو الحادي عشر, سبتمبر 10, 2001, يناير-1."""
    cdef Word word = word_at(parser, at)
    cdef tuple ordinal = read_ordinal(parser, at)
    cdef bint dash
    cdef int day
    if ordinal is not None and ordinal[1] <= 31 and word.article and word.host_start == word.start:
        return (ordinal[1], ordinal[2]) if ordinal[1] > 2 or parser.scope_all else None
    dash = sign_of(parser, word) == c"-" and word.no_space_before
    day = _small(parser, word_at(parser, at + dash), 31)
    if day < 0:
        return None
    if dash or (sign_of(parser, word_at(parser, at + 1)) in (c",", 0x60C) and year(parser, at + 2, False) is not None):
        return day, at + dash + 1
    if word.no_space_before or sign_of(parser, word_at(parser, at + 1)) in (c"/", c":", c"-", 0x2013) or counts_noun(parser, at + 1):
        return None
    return (day, at + 1) if conjoined_by_waw(parser, at + 1) < 0 or word_at(parser, at + 2).kind != DIGIT else None


cpdef tuple year(Parser parser, Py_ssize_t i, bint hijri):
    """Year at ``i`` with من and عام before it: value, position after it, whether it is Hijri.

    A year before the common era is negative.
    """
    cdef Py_ssize_t at = i
    cdef Word word = word_at(parser, at)
    cdef bint within = False, named
    cdef int value
    cdef Number number
    cdef tuple marked
    if is_form(parser, word, _FROM) or is_form(parser, word, _IN):
        within = is_form(parser, word, _IN)
        at += 1
        word = word_at(parser, at)
    named = has(word, YEAR_WORD)
    if named:
        at += 2 if has(word_at(parser, at + 1), FISCAL) else 1
        word = word_at(parser, at)
    elif (at > i and word.kind != DIGIT) or within:
        return None
    if word.kind == DIGIT:
        marked = year_with_era(parser, at, named)
        if marked is not None:
            return marked
        value = small_digits(parser, word) if word.end - word.start == 4 else -1
        if not EARLIEST <= value <= LATEST:
            return None
        return value, at + 1, hijri and value <= HIJRI_LATEST
    if word.entry >= 0 and (named or has(word, DUAL | ALONE)) and word.host_start == word.start:
        number = read_number(parser, at)
        if number is not None and EARLIEST <= number.value <= LATEST and number.next > at + (0 if named else 1):
            return int(number.value), number.next, False
    return None


cdef Py_ssize_t fiscal_end(Parser parser, Py_ssize_t at, int first) except -1:
    """Position after the second year of a fiscal year whose first ends before ``at``: 2018/19, 2018 - 2019."""
    cdef Word mark = word_at(parser, at), last = word_at(parser, at + 1)
    if sign_of(parser, mark) not in (c"/", c"-", 0x2013) or last.kind != DIGIT:
        return at
    return at + 2 if mark.no_space_before or small_digits(parser, last) == first + 1 else at


cpdef tuple year_with_era(Parser parser, Py_ssize_t i, bint named):
    """A year in digits with the mark of its era: 256 هـ, 1445 للهجرة, 570م, 44 ق.م; as :func:`year` gives it.

    A bare م is metres as well: it needs عام before the digits, or four of them with the letter attached.
    """
    cdef int value = small_digits(parser, word_at(parser, i))
    cdef Word mark = word_at(parser, i + 1)
    cdef tuple found
    if value < 1 or mark.entry < 0:
        return None
    if has(mark, AH) or starts_phrase(mark, AH):
        found = parser.phrase(i + 1, "AH")
        if found is not None and value <= HIJRI_LATEST:
            return value, found[1], True
    if has(mark, CE) or starts_phrase(mark, CE):
        found = parser.phrase(i + 1, "CE")
        if found is not None:
            if mark.end - mark.start > 1 or named or (mark.no_space_before and EARLIEST <= value <= LATEST):
                return value, found[1], False
    found = parser.phrase(i + 1, "bc")
    return None if found is None else (-value, found[1], False)


cpdef str year_timex(int value, bint hijri):
    """TIMEX3 value of a year."""
    return f"AH-{value:04d}" if hijri else f"{value:04d}" if value > 0 else f"BC{-value:04d}"


cdef tuple _year_after_comma(Parser parser, Py_ssize_t i, bint hijri):
    """A year of four digits behind a comma that counts no noun: 12 يناير، 2020."""
    if sign_of(parser, word_at(parser, i)) not in (c",", 0x60C) or word_at(parser, i + 1).kind != DIGIT:
        return None
    return None if counts_noun(parser, i + 2) else year(parser, i + 1, hijri)


cpdef bint counts_noun(Parser parser, Py_ssize_t i) except -1:
    """Whether something that digits may count stands at ``i``: a unit, a scale word, an Arabic noun without an article."""
    cdef Word word = word_at(parser, i)
    cdef str form
    if word.no_space_before and (word.kind == LATIN or is_among(parser, word, "%٪_$€£°")):
        return True
    if parser.any_of(i, PERCENT | MONEY | SCALE | MEASURE | PERIOD):
        return True
    if word.kind != ARABIC or word.article or has(word, MONTH | WEEKDAY) or "follows" in senses_of(parser, word):
        return False
    form = folded_form(parser, word)
    if form.startswith("بال") and form.endswith("ا") and not form.endswith("يا"):
        return True  # بالغا; an accusative in ا has no article
    if form.startswith(("ال", "و", "ف", "لل", "بال")):
        return False
    return not form.startswith(("ب", "ل", "ي", "ت", "س")) or form.endswith(("ا", "ه"))


cdef Day _numeric(Parser parser, Py_ssize_t i):
    """Day, month and year in digits, in any order that has one reading: 21/09/2018, 2018-09-21, 11 / 5 / 1439هـ.

    Day before month where both are possible, as the Arab press writes.
    """
    cdef Py_ssize_t lengths[3]
    cdef int values[3]
    cdef int count = 0
    cdef Py_ssize_t at = i
    cdef Py_UCS4 mark = 0, sign
    cdef Word word = word_at(parser, i), following
    while count < 3 and word.kind == DIGIT:
        lengths[count] = word.end - word.start
        values[count] = small_digits(parser, word)
        if values[count] < 0 or lengths[count] == 3:
            break
        count += 1
        at += 1
        following = word_at(parser, at)
        sign = sign_of(parser, following)
        if count == 3 or sign not in (c"/", c"-", c".") or (mark and sign != mark):
            break
        word = word_at(parser, at + 1)
        if word.kind != DIGIT or (sign != c"/" and not (following.no_space_before and word.no_space_before)):
            break
        mark = sign
        at += 1
    if count == 0 and word_at(parser, i).end - word_at(parser, i).start <= LONGEST_DOTTED:
        return _dotted(parser, i)
    if count < 2 or (word_at(parser, i).no_space_before and i and sign_of(parser, word_at(parser, i - 1)) in "/-.:=_"):
        return None
    following = word_at(parser, at)
    if following.no_space_before and sign_of(parser, following) in (c"/", c"-") and word_at(parser, at + 1).no_space_before:
        return None
    if count == 3:
        return _ordered(parser, word_at(parser, i).start, at, lengths, values)
    if mark != c"." and not after_number_noun(parser, i):
        if lengths[1] == 4 and lengths[0] <= 2 and (mark == c"/" or _padded(parser, word_at(parser, i))):
            return _month_and_year(word_at(parser, i).start, at, values[0], values[1])
        if lengths[0] == 4 and lengths[1] <= 2 and (mark == c"/" or lengths[1] == 2) and values[0] >= FIRST_BARE_YEAR:
            return _month_and_year(word_at(parser, i).start, at, values[1], values[0])
    if mark == c"." or not (_small(parser, word_at(parser, i), 31) > 0 and _small(parser, word_at(parser, at - 1), 31) > 0):
        return None
    return _day_and_month(parser, i, at, values, mark)


cdef Day _month_and_year(Py_ssize_t start, Py_ssize_t at, int month, int year):
    """5/2017, 2017/5."""
    if not (1 <= month <= 12 and FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR):
        return None
    return _day(start, at, month, 0, year, False)


cdef Day _dotted(Parser parser, Py_ssize_t i):
    """21.09.2018, which is one word of digits; the year has four, as versions (1.2.19) look alike otherwise."""
    cdef Word word = word_at(parser, i)
    cdef list parts
    cdef Py_ssize_t lengths[3]
    cdef int values[3]
    cdef int k, dots = 0
    for k in range(word.start, word.end):
        dots += PyUnicode_READ(parser._width, parser._data, k) == c"."
    if dots != 2:
        return None
    parts = fold(parser.text[word.start : word.end]).split(".")
    if word.no_space_before or word_at(parser, i + 1).no_space_before and word_at(parser, i + 2).no_space_before:
        return None
    for k in range(3):
        if not parts[k].isdigit():
            return None
        lengths[k] = len(parts[k])
        values[k] = int(parts[k])
    if lengths[1] > 2 or not (lengths[0] <= 2 and lengths[2] == 4 or lengths[0] == 4 and lengths[2] <= 2):
        return None
    return _ordered(parser, word.start, i + 1, lengths, values)


cdef Day _ordered(Parser parser, Py_ssize_t start, Py_ssize_t at, Py_ssize_t *lengths, int *values):
    """Year, month and day, or the other way round.

    Three pairs of digits start with the year where it is that of the reference and the last is not (16/04/21).
    """
    cdef int day = values[0], month = values[1], year = values[2], now
    cdef bint hijri
    cdef Word suffix = word_at(parser, at)
    if parser.reference is not None and lengths[0] == lengths[1] == lengths[2] == 2:
        now = parser.reference.year % 100
        if day == now and abs(year - now) > 1:
            day, year = year, day
    if lengths[0] == 4:
        day, year = year, day
    else:
        if lengths[2] == 2:
            year += 2000 if year < PIVOT_YEAR else 1900
        elif lengths[2] != 4:
            return None
        if month > 12 >= day:
            day, month = month, day
    hijri = has(suffix, AH) and year <= HIJRI_LATEST
    if not (1 <= month <= 12 and EARLIEST <= year <= LATEST and 1 <= day <= (30 if hijri else monthrange(year, month)[1])):
        return None
    if hijri or (has(suffix, CE) and suffix.no_space_before):
        at += 1
    return _day(start, at, month, day, year, hijri or HIJRI_FROM < year < HIJRI_TO)


cdef Day _day_and_month(Parser parser, Py_ssize_t i, Py_ssize_t at, int *values, Py_UCS4 mark):
    """22/04, 4/22; other pairs are fractions or scores.

    Before a comma and a year the month is first, as in the American way of writing that the comma comes from.
    """
    cdef int day = values[0], month = values[1], value
    cdef Word word = word_at(parser, i), before = word_at(parser, i - 1), last
    cdef bint dated
    if month > 12 >= day:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    if sign_of(parser, word_at(parser, at)) in (c",", 0x60C) and word_at(parser, at + 1).kind == DIGIT:
        if day <= 12:
            day, month = month, day
        last = word_at(parser, at + 1)
        value = small_digits(parser, last)
        if value >= 0 and last.end - last.start in (2, 4):
            if last.end - last.start == 2:
                value += 2000
            return _day(word.start, at + 2, month, day, value, False) if EARLIEST <= value <= LATEST else None
    dated = has(before, WEEKDAY) or has(before, DAY_WORD) or folded_form(parser, before) in ("بتاريخ", "تاريخ")
    if not word_at(parser, i + 1).no_space_before and not dated:
        return None
    if parser.any_of(at, PERCENT | MONEY | MEASURE | PERIOD | SCALE):
        return None
    if mark == c"-":
        return _day(word.start, at, month, day, 0, False) if parser.scope_all and day > 12 else None
    if dated or _padded(parser, word) or _padded(parser, word_at(parser, at - 1)) or (day > 12 and has(before, WHEN)):
        return _day(word.start, at, month, day, 0, False)
    return None


cdef bint _padded(Parser parser, Word word) except -1:
    """Whether digits start with a zero."""
    return fold(parser.text[word.start : word.start + 1]) == "0"


cdef bint _links(Parser parser, Py_ssize_t i) except -1:
    """Whether the word at ``i`` links the ends of a range."""
    cdef Word word = word_at(parser, i)
    return (
        is_form(parser, word, _TO) or is_form(parser, word, _UNTIL) or is_form(parser, word, _AND_TO)
        or is_form(parser, word, _AND_UNTIL) or sign_of(parser, word) in (c"-", 0x2013)
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


cpdef bint may_be_hour(Parser parser, Py_ssize_t i) except -1:
    """Whether what follows the digits or the ordinal at ``i`` lets them be an hour: minutes, or a part of the day."""
    cdef Word word = word_at(parser, i), following
    cdef tuple ordinal
    cdef Py_ssize_t at = i + 1
    if word.kind == DIGIT:
        if not 0 <= small_digits(parser, word) <= 24:
            return word.end - word.start <= LONGEST_HOUR and parser.has(i + 1, "zone")
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
