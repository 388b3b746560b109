# cython: wraparound=True
"""Values of numbers: those of digits with separators, sums and products.

Values are exact where they are whole; fractions and powers have as many digits as :data:`ROUNDED` gives them. No value
reaches beyond some 10 to the power of twice ``LARGEST_POWER``. Operators round by the context of the thread, which is
:data:`ROUNDED` while a text is read.
"""

from arabnews_nlp.numbers._word_stream cimport Word, WordStream, surface_of
from arabnews_nlp._core.pretokens cimport DIGIT, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_char, folded

import re
from decimal import Context, Decimal

cdef enum:
    LONGEST_FACTOR = 12     # exponent of a number whose product with any scale word fits ROUNDED
    LONGEST_SUMMAND = 26    # exponent of a number whose sum with a smaller one fits ROUNDED

ROUNDED = Context(prec=28, traps=[])
EXACT = Context(prec=2 * (LONGEST + LARGEST_POWER), traps=[])
SMALL = [Decimal(i) for i in range(1000)]
ONE = SMALL[1]
_GROUPED = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"            # 1,234,567.8
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"    # 12,34,567.8, as India groups
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"       # 1.234.567,8
    r"|\d{1,3}(?:\.\d{3})+,\d+"               # 1.234,5
)


_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000")
_NO_DECIMALS = ".000"   # nobody writes three decimals of nought: 480.000 is grouped
_ASCII_MARKS = str.maketrans("٫٬،’", ".,,'")


cdef negated(value):
    """A value with the other sign; zero has none."""
    return value.copy_negate() if value else value


cdef times(value, factor):
    """A product; one of a large value and a whole factor is exact."""
    if value.adjusted() > LONGEST_FACTOR and is_whole(factor):
        return EXACT.multiply(value, factor)
    return value * factor


cdef plus(value, more):
    """A sum; one of a large value is exact."""
    return EXACT.add(value, more) if value.adjusted() > LONGEST_SUMMAND else value + more


cdef bint is_whole(value) except -1:
    """Whether a value is a whole number, written with decimals or without."""
    return value == value.to_integral_value()


cdef int small_digits(WordStream parser, Word word) except -2:
    """Value of up to four digits without separators; -1 for anything longer or else."""
    cdef int value = 0
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if word.end - word.start > 4 or word.kind != DIGIT:
        return -1
    for i in range(word.start, word.end):
        c = fold_char(PyUnicode_READ(parser._width, parser._data, i))
        if not 0x30 <= c <= 0x39:
            return -1
        value = value * 10 + <int>c - 0x30
    return value


cdef bint all_digits(WordStream parser, Word word) except -1:
    """Whether a word of digits holds no separator."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if word.kind != DIGIT:
        return False
    for i in range(word.start, word.end):
        c = fold_char(PyUnicode_READ(parser._width, parser._data, i))
        if not 0x30 <= c <= 0x39:
            return False
    return word.end > word.start


cdef word_value(WordStream parser, Word word):
    """Value of a word of digits; None where it has none."""
    cdef int small = small_digits(parser, word)
    if 0 <= small < len(SMALL):
        return SMALL[small]
    return digits_value(surface_of(parser, word)) if word.end - word.start <= LONGEST else None


cpdef digits_value(str surface):
    """Value of digits of any script with separators; None where it is no number (a version, an address).

    >>> digits_value("1,234.5"), digits_value("1.234,5"), digits_value("١٢٫٥"), digits_value("1.2.3")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('12.5'), None)
    """
    cdef str form, last, other
    if len(surface) > LONGEST:
        return None
    form = surface if surface.isascii() else _ascii_digits(surface)
    if "'" in form:
        form = form.replace("'", ",")
    if "," not in form and form.count(".") <= 1:
        if form.endswith(_NO_DECIMALS) and _THOUSANDS.fullmatch(form):
            form = form.replace(".", "")
        return Decimal(form)
    if _GROUPED.fullmatch(form):
        last = form[max(form.rfind("."), form.rfind(","))]
        other = "," if last == "." else "."
        if form.count(last) > 1 or (last == "," and other not in form):
            form = form.replace(last, "")
        else:
            form = form.replace(other, "").replace(last, ".")
    elif form.count(",") == 1 and "." not in form:
        form = form.replace(",", ".")
    return Decimal(form) if "," not in form and form.count(".") <= 1 else None


cdef str _ascii_digits(str surface):
    """Digits and marks in ASCII; where both commas stand the Arabic one groups and the other is the decimal mark."""
    cdef str form = folded(PyUnicode_KIND(surface), PyUnicode_DATA(surface), 0, len(surface))
    if "،" in form and form.count(",") == 1 and form.rfind(",") > form.rfind("،"):
        form = form.replace(",", ".")
    return form.translate(_ASCII_MARKS)
