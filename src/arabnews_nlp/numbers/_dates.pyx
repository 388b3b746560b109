# cython: wraparound=True
"""Days, months and years in words and digits, with four sets of month names; what may be an hour."""

cimport cython
from libc.stdint cimport uint64_t
from libc.string cimport memcpy

from arabnews_nlp.numbers._word_stream cimport (
    AH, ALONE, ANY_MONTH, CARDINAL, CE, COMING, COMPOUND, DAYPART, DAYPART_SHORT, DAY_WORD, DUAL, FISCAL, HALF, LESS, MONTH, MONTH_WORD,
    ORDINAL, PAST, PRESENT, QUARTER, WEAK_MONTH, WEEKDAY, WEEK_WORD, WHEN, Word, YEAR_WORD, begins, folded_form, form_key, is_form, joins, means, sign_of,
    word_at,
)
from arabnews_nlp._core.pretokens cimport DIGIT, PyUnicode_READ
from arabnews_nlp.numbers._cardinals cimport Number, Reading, read_number, read_ordinal
from arabnews_nlp.numbers._decimals cimport is_whole, small_digits

from calendar import monthrange

from arabnews_nlp._core.pretokens import fold

cdef enum:
    HIJRI_LATEST = 1600
    LONGEST_DOTTED = 10     # characters of a date with dots

cdef str _SEPARATORS = "/-(.،–"
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _IN = form_key("في")


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
        at = _written(at, day.year, 4)
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


cdef int _small(Reading r, Word word, int most) except -2:
    """Value of one or two whole digits between 1 and ``most``; -1 where they are none."""
    cdef int value = small_digits(r, word) if word.end - word.start <= 2 else -1
    return value if 1 <= value <= most else -1


cpdef Day day_of_month(Reading r, Py_ssize_t i):
    """A date with a month: its day before or after it, its year after it, or all in digits."""
    cdef Word word = word_at(r, i)
    cdef Day found
    cdef Number number
    cdef tuple ordinal
    cdef int day
    if word.kind == DIGIT:
        found = _numeric(r, i)
        if found is not None:
            return found
        day = _small(r, word, 31)
        if day < 0:
            return _year_first(r, i)
        return _before_month(r, word.start, day, i + 1)
    if not begins(word, ANY_MONTH | ORDINAL | COMPOUND | CARDINAL):
        return None
    found = _month_first(r, i)
    if found is not None:
        return found
    ordinal = read_ordinal(r, i)
    if ordinal is not None and ordinal[1] <= 31 and not r.any_of(i - 1, WEEK_WORD | QUARTER | HALF | MONTH_WORD):
        return _before_month(r, ordinal[0], ordinal[1], ordinal[2])
    if means(word, CARDINAL):
        number = read_number(r, i)
        if number is not None and 1 < number.value <= 31 and is_whole(number.value):
            return _before_month(r, number.start, int(number.value), number.next)
    return None


cdef Day _before_month(Reading r, Py_ssize_t start, int day, Py_ssize_t at):
    """A day whose month may follow at ``at``, after من, شهر or a mark, which may stand before the year again."""
    cdef Word word = word_at(r, at)
    cdef Py_UCS4 mark = 0
    cdef bint named, hijri
    cdef tuple found, written
    if sign_of(r, word) in (c".", c"-", c"/"):
        if word.glued or word_at(r, at + 1).glued:
            mark = sign_of(r, word)
            at += 1
    elif is_form(r, word, _FROM):
        at += 1
    word = word_at(r, at)
    named = means(word, MONTH_WORD) and word.begin == word.start
    found = month(r, at + 1 if named else at, True)
    if found is None and named:
        found = _numbered_month(r, at)
    if found is None:
        return None
    value, at, hijri = found
    written = year(r, at + 1 if mark and sign_of(r, word_at(r, at)) == mark else at, hijri)
    if written is not None:
        return _day(start, written[1], value, day, written[0], hijri or written[2])
    return _day(start, at, value, day, 0, hijri)


cdef Day _year_first(Reading r, Py_ssize_t i):
    """2016 نوفمبر 16, with the same kind of mark or none between."""
    cdef int value = year_digits(r, i), day
    cdef Py_ssize_t last
    cdef tuple found
    if value < 0:
        return None
    found = month(r, i + 2 if sign_of(r, word_at(r, i + 1)) in (c".", c"-", c"/") else i + 1, True)
    if found is None:
        return None
    last = found[1]
    if sign_of(r, word_at(r, last)) in (c".", c"-", c"/"):
        last += 1
    day = _small(r, word_at(r, last), 31)
    return None if day < 0 else _day(word_at(r, i).start, last + 1, found[0], day, value, found[2])


cpdef int year_digits(Reading r, Py_ssize_t i) except -2:
    """Four digits that alone read as a year of about these times; -1 for others."""
    cdef Word word = word_at(r, i)
    cdef int value = small_digits(r, word) if word.end - word.start == 4 else -1
    return value if 1900 <= value <= 2100 else -1


cdef tuple _numbered_month(Reading r, Py_ssize_t i):
    """شهر ثلاثة, الشهر التاسع."""
    cdef tuple ordinal
    cdef Number number
    if not means(word_at(r, i), MONTH_WORD):
        return None
    ordinal = read_ordinal(r, i + 1)
    if ordinal is not None and word_at(r, i).article and ordinal[1] <= 12:
        return ordinal[1], ordinal[2], False
    number = read_number(r, i + 1) if not word_at(r, i).article else None
    if number is not None and 1 <= number.value <= 12 and is_whole(number.value):
        return int(number.value), number.next, False
    return None


cpdef tuple month(Reading r, Py_ssize_t i, bint expected):
    """Month at ``i``, position after it and whether it is Hijri.

    A second name of the same month belongs to it (مارس/آذار). Where no month is ``expected``, names that are other
    words too need evidence: a year, a second name, شهر or a word of time before them.
    """
    cdef Word word = word_at(r, i)
    cdef tuple found
    cdef bint weak = False, hijri = False
    cdef Py_ssize_t at, second
    if not begins(word, ANY_MONTH) or word.article:
        return None
    found = r.phrase(i, "month")
    if found is None:
        found, weak = r.phrase(i, "weak_month"), True
    if found is None:
        found, hijri = r.phrase(i, "hijri"), True
    if found is None:
        return None
    value, at = found
    if not hijri:
        second = _second_name(r, at, value)
        if second >= 0:
            return value, second, False
    if weak and not expected and not _evident(r, i, at, hijri):
        return None
    if hijri and not expected and not _evident_hijri(r, i, at, value):
        return None
    return value, at, hijri


cdef Py_ssize_t _second_name(Reading r, Py_ssize_t at, value) except -2:
    """Position after a second name of the month, parted by a slash, a bracket or nothing; -1 without one."""
    cdef Py_UCS4 mark = sign_of(r, word_at(r, at))
    cdef Py_ssize_t first = at + 1 if mark in _SEPARATORS else at
    cdef tuple again
    cdef bint closed
    if not begins(word_at(r, first), MONTH | WEAK_MONTH):
        return -1
    for sense in ("month", "weak_month"):
        again = r.bare(first, sense)
        if again is not None and again[0] == value:
            closed = mark == c"(" and sign_of(r, word_at(r, again[1])) == c")"
            if mark == c"(" and not closed:
                return -1
            return again[1] + closed
    return -1


cdef bint _evident_hijri(Reading r, Py_ssize_t i, Py_ssize_t at, int value) except -1:
    """Whether شهر or a year marks a Hijri month; رمضان needs but a word of time."""
    cdef Word before = word_at(r, i - 1)
    return means(before, MONTH_WORD) or year(r, at, True) is not None or (value == 9 and means(before, WHEN))


cdef bint _evident(Reading r, Py_ssize_t i, Py_ssize_t at, bint hijri) except -1:
    return (
        means(word_at(r, i - 1), MONTH_WORD | WHEN)
        or means(word_at(r, at), PAST | COMING | PRESENT)
        or year(r, at, hijri) is not None
    )


cdef Day _month_first(Reading r, Py_ssize_t i):
    """A month, with a day after it where one stands there, and its year."""
    cdef tuple found = month(r, i, False), after, written
    cdef Py_ssize_t at, following, start
    cdef bint hijri
    if found is None:
        found = month(r, i, True)
        if found is None or found[2] or _day_after(r, found[1]) is None:
            return None
    value, at, hijri = found
    start = word_at(r, i).begin
    after = _day_after(r, at)
    if after is not None:
        day, following = after
        written = year(r, following, hijri)
        if written is None and sign_of(r, word_at(r, following)) in (c",", 0x60C):
            written = year(r, following + 1, hijri)
        if written is not None:
            return _day(start, written[1], value, day, written[0], hijri)
        return _day(start, following, value, day, 0, hijri)
    written = year(r, at, hijri)
    if written is not None:
        return _day(start, written[1], value, 0, written[0], hijri or written[2])
    return _day(start, at, value, 0, 0, hijri)


cdef tuple _day_after(Reading r, Py_ssize_t at):
    """Day after its month: مايو الحادي عشر, سبتمبر 10, 2001, يناير-1."""
    cdef Word word = word_at(r, at)
    cdef tuple ordinal = read_ordinal(r, at)
    cdef bint dash
    cdef int day
    if ordinal is not None and ordinal[1] <= 31 and word.article and word.begin == word.start:
        return (ordinal[1], ordinal[2]) if ordinal[1] > 2 or r.everything else None
    dash = sign_of(r, word) == c"-" and word.glued
    day = _small(r, word_at(r, at + dash), 31)
    if day < 0:
        return None
    if dash or (sign_of(r, word_at(r, at + 1)) in (c",", 0x60C) and year(r, at + 2, False) is not None):
        return day, at + dash + 1
    return None


cpdef tuple year(Reading r, Py_ssize_t i, bint hijri):
    """Year at ``i`` with من and عام before it: value, position after it, whether it is Hijri."""
    cdef Py_ssize_t at = i
    cdef Word word = word_at(r, at), suffix
    cdef bint within = False, named
    cdef int value
    cdef Number number
    if is_form(r, word, _FROM) or is_form(r, word, _IN):
        within = is_form(r, word, _IN)
        at += 1
        word = word_at(r, at)
    named = means(word, YEAR_WORD)
    if named:
        at += 2 if means(word_at(r, at + 1), FISCAL) else 1
        word = word_at(r, at)
    elif (at > i and word.kind != DIGIT) or within:
        return None
    if word.kind == DIGIT:
        value = small_digits(r, word) if word.end - word.start == 4 else -1
        if not EARLIEST <= value <= LATEST:
            return None
        at += 1
        suffix = word_at(r, at)
        if means(suffix, AH) and value <= HIJRI_LATEST:
            return value, at + 1, True
        if means(suffix, CE) and suffix.glued:
            at += 1
        return value, at, hijri and value <= HIJRI_LATEST
    if word.entry >= 0 and (named or means(word, DUAL | ALONE)) and word.begin == word.start:
        number = read_number(r, at)
        if number is not None and EARLIEST <= number.value <= LATEST and number.next > at + (0 if named else 1):
            return int(number.value), number.next, False
    return None


cdef Day _numeric(Reading r, Py_ssize_t i):
    """Day, month and year in digits, in any order that has one reading: 21/09/2018, 2018-09-21, 11 / 5 / 1439هـ.

    Day before month where both are possible, as the Arab press writes.
    """
    cdef Py_ssize_t lengths[3]
    cdef int values[3]
    cdef int count = 0
    cdef Py_ssize_t at = i
    cdef Py_UCS4 mark = 0, sign
    cdef Word word = word_at(r, i), following
    while count < 3 and word.kind == DIGIT:
        lengths[count] = word.end - word.start
        values[count] = small_digits(r, word)
        if values[count] < 0 or lengths[count] == 3:
            break
        count += 1
        at += 1
        following = word_at(r, at)
        sign = sign_of(r, following)
        if count == 3 or sign not in (c"/", c"-", c".") or (mark and sign != mark):
            break
        word = word_at(r, at + 1)
        if word.kind != DIGIT or (sign != c"/" and not (following.glued and word.glued)):
            break
        mark = sign
        at += 1
    if count == 0 and word_at(r, i).end - word_at(r, i).start <= LONGEST_DOTTED:
        return _dotted(r, i)
    if count < 2 or (word_at(r, i).glued and i and sign_of(r, word_at(r, i - 1)) in "/-.:=_"):
        return None
    following = word_at(r, at)
    if following.glued and sign_of(r, following) in (c"/", c"-") and word_at(r, at + 1).glued:
        return None
    if count == 3:
        return _ordered(r, word_at(r, i).start, at, lengths, values)
    if mark == c"." or not (_small(r, word_at(r, i), 31) > 0 and _small(r, word_at(r, at - 1), 31) > 0):
        return None
    return _day_and_month(r, i, at, values, mark)


cdef Day _dotted(Reading r, Py_ssize_t i):
    """21.09.2018, which is one word of digits; the year has four, as versions (1.2.19) look alike otherwise."""
    cdef Word word = word_at(r, i)
    cdef list parts
    cdef Py_ssize_t lengths[3]
    cdef int values[3]
    cdef int k, dots = 0
    for k in range(word.start, word.end):
        dots += PyUnicode_READ(r._width, r._data, k) == c"."
    if dots != 2:
        return None
    parts = fold(r.text[word.start : word.end]).split(".")
    if word.glued or word_at(r, i + 1).glued and word_at(r, i + 2).glued:
        return None
    for k in range(3):
        if not parts[k].isdigit():
            return None
        lengths[k] = len(parts[k])
        values[k] = int(parts[k])
    if lengths[1] > 2 or not (lengths[0] <= 2 and lengths[2] == 4 or lengths[0] == 4 and lengths[2] <= 2):
        return None
    return _ordered(r, word.start, i + 1, lengths, values)


cdef Day _ordered(Reading r, Py_ssize_t start, Py_ssize_t at, Py_ssize_t *lengths, int *values):
    """Year, month and day, or the other way round.

    Three pairs of digits start with the year where it is that of the reference and the last is not (16/04/21).
    """
    cdef int day = values[0], month = values[1], year = values[2], now
    cdef bint hijri
    cdef Word suffix = word_at(r, at)
    if r.reference is not None and lengths[0] == lengths[1] == lengths[2] == 2:
        now = r.reference.year % 100
        if day == now and abs(year - now) > 1:
            day, year = year, day
    if lengths[0] == 4:
        day, year = year, day
    else:
        if lengths[2] == 2:
            year += 2000 if year < 50 else 1900
        elif lengths[2] != 4:
            return None
        if month > 12 >= day:
            day, month = month, day
    hijri = means(suffix, AH) and year <= HIJRI_LATEST
    if not (1 <= month <= 12 and EARLIEST <= year <= LATEST and 1 <= day <= (30 if hijri else monthrange(year, month)[1])):
        return None
    if hijri or (means(suffix, CE) and suffix.glued):
        at += 1
    return _day(start, at, month, day, year, hijri or 1300 < year < 1500)


cdef Day _day_and_month(Reading r, Py_ssize_t i, Py_ssize_t at, int *values, Py_UCS4 mark):
    """22/04, 4/22; other pairs are fractions or scores.

    Before a comma and a year the month is first, as in the American way of writing that the comma comes from.
    """
    cdef int day = values[0], month = values[1], value
    cdef Word word = word_at(r, i), before = word_at(r, i - 1), last
    cdef bint dated
    if month > 12 >= day:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    if sign_of(r, word_at(r, at)) in (c",", 0x60C) and word_at(r, at + 1).kind == DIGIT:
        if day <= 12:
            day, month = month, day
        last = word_at(r, at + 1)
        value = small_digits(r, last)
        if value >= 0 and last.end - last.start in (2, 4):
            if last.end - last.start == 2:
                value += 2000
            return _day(word.start, at + 2, month, day, value, False) if EARLIEST <= value <= LATEST else None
    dated = means(before, WEEKDAY) or means(before, DAY_WORD) or folded_form(r, before) in ("بتاريخ", "تاريخ")
    if not word_at(r, i + 1).glued and not dated:
        return None
    if mark == c"-":
        return _day(word.start, at, month, day, 0, False) if r.everything and day > 12 else None
    if dated or _padded(r, word) or _padded(r, word_at(r, at - 1)) or (day > 12 and means(before, WHEN)):
        return _day(word.start, at, month, day, 0, False)
    return None


cdef bint _padded(Reading r, Word word) except -1:
    """Whether digits start with a zero."""
    return fold(r.text[word.start : word.start + 1]) == "0"


cpdef bint may_be_hour(Reading r, Py_ssize_t i) except -1:
    """Whether what follows the digits or the ordinal at ``i`` lets them be an hour: minutes, or a part of the day."""
    cdef Word word = word_at(r, i), following
    cdef tuple ordinal
    cdef Py_ssize_t at = i + 1
    if word.kind == DIGIT:
        if not 0 <= small_digits(r, word) <= 24:
            return False
    else:
        ordinal = read_ordinal(r, i)
        if ordinal is None:
            return False
        at = ordinal[2]
    following = word_at(r, at)
    return (
        sign_of(r, following) == c":"
        or means(following, LESS)
        or r.any_of(at, DAYPART | DAYPART_SHORT)
        or joins(r, at) >= 0
    )
