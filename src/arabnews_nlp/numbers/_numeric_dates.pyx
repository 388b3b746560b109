"""The record of a date with its month, and dates in digits alone: 21/09/2018, 2018-09-21, 11 / 5 / 1439هـ, 22/04."""

cimport cython
from libc.string cimport memcpy

from arabnews_nlp._core.pretokens cimport DIGIT, PyUnicode_READ
from arabnews_nlp.numbers._decimals cimport small_digits
from arabnews_nlp.numbers._identifiers cimport after_number_noun
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._senses cimport AH, CE, DAY_WORD, MEASURE, MONEY, PERCENT, PERIOD, SCALE, WEEKDAY, WHEN
from arabnews_nlp.numbers._word_stream cimport Word, folded_form, has, sign_of, word_at
from arabnews_nlp.numbers._years cimport EARLIEST, FIRST_BARE_YEAR, HIJRI_LATEST, LAST_BARE_YEAR, LATEST

from calendar import monthrange

from arabnews_nlp._core.pretokens import fold

cdef enum:
    HIJRI_FROM = 1300       # a year between these in digits is Hijri without a mark
    HIJRI_TO = 1500
    PIVOT_YEAR = 50         # years of two digits below it are of this century
    LONGEST_DOTTED = 10     # characters of a date with dots


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
    """TIMEX3 value of a date: XXXX for an unknown year, ``AH-`` before a Hijri one."""
    cdef char text[16]
    cdef char *at = text
    if day.hijri:
        memcpy(at, b"AH-", 3)
        at += 3
    if day.year:
        if day.year < 0:
            memcpy(at, b"BC", 2)
            at += 2
        at = _write_digits(at, abs(day.year), 4)
    else:
        memcpy(at, b"XXXX", 4)
        at += 4
    at[0] = c"-"
    at = _write_digits(at + 1, day.month, 2)
    if day.day:
        at[0] = c"-"
        at = _write_digits(at + 1, day.day, 2)
    return text[: at - text].decode("ascii")


cdef char *_write_digits(char *at, int value, int digits) noexcept:
    """Write so many digits; the place after them."""
    cdef int k
    for k in range(digits - 1, -1, -1):
        at[k] = c"0" + value % 10
        value //= 10
    return at + digits


cdef Day new_day(Py_ssize_t start, Py_ssize_t following, int month, int day, int year, bint hijri):
    """A date from the offset ``start`` to the word before ``following``."""
    cdef Day found = Day.__new__(Day)
    found.start = start
    found.next = following
    found.month = month
    found.day = day
    found.year = year
    found.hijri = hijri
    return found


cdef int small_number(Parser parser, Word word, int most) except -2:
    """Value of one or two whole digits between 1 and ``most``; -1 where they are none."""
    cdef int value = small_digits(parser, word) if word.end - word.start <= 2 else -1
    return value if 1 <= value <= most else -1


cdef Day numeric_date(Parser parser, Py_ssize_t i):
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
    if following.no_space_before and word_at(parser, at + 1).no_space_before:
        if sign_of(parser, following) in (c"/", c"-"):
            return None
    if count == 3:
        return _ordered(parser, word_at(parser, i).start, at, lengths, values)
    if mark != c"." and not after_number_noun(parser, i):
        if lengths[1] == 4 and lengths[0] <= 2 and (mark == c"/" or _is_padded(parser, word_at(parser, i))):
            return _month_and_year(word_at(parser, i).start, at, values[0], values[1])
        if lengths[0] == 4 and lengths[1] <= 2 and (mark == c"/" or lengths[1] == 2) and values[0] >= FIRST_BARE_YEAR:
            return _month_and_year(word_at(parser, i).start, at, values[1], values[0])
    if mark == c"." or small_number(parser, word_at(parser, i), 31) < 0:
        return None
    if small_number(parser, word_at(parser, at - 1), 31) < 0:
        return None
    return _day_and_month(parser, i, at, values, mark)


cdef Day _month_and_year(Py_ssize_t start, Py_ssize_t at, int month, int year):
    """5/2017, 2017/5."""
    if not (1 <= month <= 12 and FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR):
        return None
    return new_day(start, at, month, 0, year, False)


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
    if not (1 <= month <= 12 and EARLIEST <= year <= LATEST):
        return None
    if not 1 <= day <= (30 if hijri else monthrange(year, month)[1]):
        return None
    if hijri or (has(suffix, CE) and suffix.no_space_before):
        at += 1
    return new_day(start, at, month, day, year, hijri or HIJRI_FROM < year < HIJRI_TO)


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
            return new_day(word.start, at + 2, month, day, value, False) if EARLIEST <= value <= LATEST else None
    dated = has(before, WEEKDAY) or has(before, DAY_WORD) or folded_form(parser, before) in ("بتاريخ", "تاريخ")
    if not word_at(parser, i + 1).no_space_before and not dated:
        return None
    if parser.any_of(at, PERCENT | MONEY | MEASURE | PERIOD | SCALE):
        return None
    if mark == c"-":
        return new_day(word.start, at, month, day, 0, False) if parser.scope_all and day > 12 else None
    if dated or (day > 12 and has(before, WHEN)) or (
        _is_padded(parser, word) or _is_padded(parser, word_at(parser, at - 1))
    ):
        return new_day(word.start, at, month, day, 0, False)
    return None


cdef bint _is_padded(Parser parser, Word word) except -1:
    """Whether digits start with a zero."""
    return fold(parser.text[word.start : word.start + 1]) == "0"
