# cython: language_level=3, boundscheck=False, wraparound=True, initializedcheck=False
"""Numbers in digits and in words: cardinals, fractions, powers, ordinals.

Arabic number words are groups below a thousand, each with its scale word, from the largest down, joined by و; within a
group the unit stands before the tens (ثلاثمئة وخمسة وعشرون ألفا ومئتان). Digits may stand for any group.

Values are exact where they are whole; fractions and powers have as many digits as :data:`ROUNDED` gives them. No value
reaches beyond some 10 to the power of twice ``LARGEST_POWER``.
"""

cimport cython

from arabnews_nlp._core.cues cimport Cues, Lexicon, Word, has_word
from arabnews_nlp._core.lexemes cimport ARABIC, DIGIT, LATIN, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, Lexemes, fold_char, folded

import re
from decimal import Context, Decimal

cdef enum:
    LONGEST = 320           # digits of the longest number that is given a value
    LARGEST_POWER = 300     # exponent of the largest power, and of the largest product of scale words
    LONGEST_FACTOR = 12     # exponent of a number whose product with any scale word fits ROUNDED
    LONGEST_SUMMAND = 26    # exponent of a number whose sum with a smaller one fits ROUNDED
    MOST_GROUPS = 9         # groups of digits that one number written with blanks has at most

ROUNDED = Context(prec=28, traps=[])
_EXACT = Context(prec=2 * (LONGEST + LARGEST_POWER), traps=[])

cdef list _SMALL = [Decimal(i) for i in range(1000)]
cdef object _ONE = _SMALL[1]
cdef object _HUNDRED = _SMALL[100]
cdef dict _VULGAR = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅛": Decimal("0.125"), "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"), "⅞": Decimal("0.875"), "⅕": Decimal("0.2"),
}
cdef frozenset _JOINERS = frozenset("-._/\\#@:=&?+~")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")


cdef class Reading(Cues):
    """The words of a text under a grammar, and what was read of them.

    :param reference: the moment that relative and partial dates resolve against.
    :param everything: whether relative expressions, plain duals and a lone واحد are read too.
    """

    def __init__(self, Lexemes lexemes not None, Lexicon lexicon not None, reference, bint everything):
        cdef Py_ssize_t slot
        Cues.__init__(self, lexemes, lexicon)
        self.reference = reference
        self.everything = everything
        self._numbers = [None] * KEPT
        for slot in range(KEPT):
            self._numbers_at[slot] = -1

    def end(self, Py_ssize_t following):
        """End offset of the word before ``following``."""
        return self.word(following - 1).end

    def alone(self, Py_ssize_t start, Py_ssize_t following):
        """Whether nothing but the words from ``start`` to ``following`` stands in the text."""
        return start == 0 and not has_word(self, following)


@cython.final
@cython.no_gc
@cython.freelist(32)
cdef class Number:
    """A number that was read: where its text starts, the position after it, its value."""


cdef Number _number(Py_ssize_t start, Py_ssize_t following, value, bint in_words, str label="CARDINAL"):
    cdef Number number = Number.__new__(Number)
    number.start = start
    number.next = following
    number.value = value
    number.in_words = in_words
    number.label = label
    return number


@cython.final
@cython.no_gc
cdef class _Group:
    """One group of a number in words: its value with its scale words, their product, the position after it."""

    cdef object value
    cdef object scale
    cdef Py_ssize_t next


cdef _Group _group(value, scale, Py_ssize_t following):
    cdef _Group group = _Group.__new__(_Group)
    group.value = value
    group.scale = scale
    group.next = following
    return group


cdef _negated(value):
    return value.copy_negate() if value else value


cdef _times(value, factor):
    if value.adjusted() > LONGEST_FACTOR and is_whole(factor):
        return _EXACT.multiply(value, factor)
    return ROUNDED.multiply(value, factor)


cdef _plus(value, more):
    return _EXACT.add(value, more) if value.adjusted() > LONGEST_SUMMAND else ROUNDED.add(value, more)


cdef bint is_whole(value) except -1:
    return value == value.to_integral_value()


cdef Py_UCS4 sign_of(Word word):
    """Character of a word that is but one, 0 for others."""
    return PyUnicode_READ(PyUnicode_KIND(word._text), PyUnicode_DATA(word._text), word.start) if word.end == word.start + 1 else 0


cdef inline str _surface(Reading r, Word word):
    return r.text[word.start : word.end]


cdef int small_digits(Reading r, Word word) except -2:
    """Value of up to four digits without separators; -1 for anything longer or else."""
    cdef int width = PyUnicode_KIND(r.text), value = 0
    cdef const void *data = PyUnicode_DATA(r.text)
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if word.end - word.start > 4 or word.kind != DIGIT:
        return -1
    for i in range(word.start, word.end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if not 0x30 <= c <= 0x39:
            return -1
        value = value * 10 + <int>c - 0x30
    return value


cdef bint all_digits(Reading r, Word word) except -1:
    """Whether a word of digits holds no separator."""
    cdef int width = PyUnicode_KIND(r.text)
    cdef const void *data = PyUnicode_DATA(r.text)
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if word.kind != DIGIT:
        return False
    for i in range(word.start, word.end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if not 0x30 <= c <= 0x39:
            return False
    return word.end > word.start


cdef _value(Reading r, Word word):
    """Value of a word of digits; None where it has none."""
    cdef int small = small_digits(r, word)
    if 0 <= small < len(_SMALL):
        return _SMALL[small]
    return digits_value(_surface(r, word)) if word.end - word.start <= LONGEST else None


def digits_value(str surface not None):
    """Value of digits of any script with separators; None where it is no number (a version, an address).

    >>> digits_value("1,234.5"), digits_value("1.234,5"), digits_value("١٢٫٥"), digits_value("1.2.3")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('12.5'), None)
    """
    cdef str form, last, other
    if len(surface) > LONGEST:
        return None
    form = surface if surface.isascii() else _ascii_digits(surface)
    if "," not in form and form.count(".") <= 1:
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
    return folded(PyUnicode_KIND(surface), PyUnicode_DATA(surface), 0, len(surface)).replace("٫", ".").replace("٬", ",").replace("،", ",")


cdef _vulgar_fraction(Word word):
    """Value of a one-character fraction (½); None where the word is none."""
    return _VULGAR.get(word.folded())


cpdef Number read_number(Reading r, Py_ssize_t i):
    """The number at position ``i``, with its sign, scale words, fraction and decimals in words; None where none stands."""
    cdef Py_ssize_t slot = i % KEPT
    cdef Number found
    if i < 0:
        return None
    if r._numbers_at[slot] == i:
        return <Number>r._numbers[slot]
    found = _read(r, i)
    r._numbers[slot] = found
    r._numbers_at[slot] = i
    return found


cdef Number _read(Reading r, Py_ssize_t i):
    cdef Word word = r.word(i)
    cdef Number found
    if word.kind != DIGIT and word.kind != ARABIC:
        value = _vulgar_fraction(word)
        return None if value is None else _scaled_fraction(r, _number(word.start, i + 1, value, False, "FRACTION"))
    if word.kind == DIGIT:
        found = _digits(r, i)
    else:
        if "minus" in word.senses:
            found = None if "minus" in r.word(i + 1).senses else read_number(r, i + 1)
            if found is None or found.value < 0:
                return None
            return _number(word.begin, found.next, _negated(found.value), found.in_words, found.label)
        found = _cardinal(r, i)
        if found is None:
            found = _part(r, i)
    if found is None or found.label == "FRACTION":
        return found
    return _with_decimals(r, found) or _with_fraction(r, i, found) or found


cdef Number _digits(Reading r, Py_ssize_t i):
    """Digits with their sign, groups parted by spaces, power or fraction, and the groups that و joins."""
    cdef Word word = r.word(i), before, following
    cdef Py_ssize_t start, at
    cdef Number other
    if _inside_name(r, i):
        return None
    value = _value(r, word)
    if value is None:
        return None
    start, at = word.start, i + 1
    before = r.word(i - 1)
    if i and word.glued and sign_of(before) == c"." and not before.glued and all_digits(r, word):
        value, start = _EXACT.scaleb(value, word.start - word.end), before.start
    following = r.word(at)
    if following.kind == DIGIT:
        value, at = _spaced_groups(r, i, value)
        following = r.word(at)
    if following.glued:
        if sign_of(following) == c"/":
            other = _slashed(r, i)
            if other is not None:
                return _signed(r, i, other)
        elif sign_of(following) == c"^":
            other = _power(r, start, at, value)
            if other is not None:
                return _signed(r, i, other)
        elif following.kind == LATIN and following.folded() == "e":
            other = _scientific(r, start, at, value)
            if other is not None:
                return _signed(r, i, other)
        half = _vulgar_fraction(following)
        if half is not None and is_whole(value):
            return _signed(r, i, _number(start, at + 1, _plus(value, half), False, "FRACTION"))
        if following.kind == LATIN and "measure" not in following.senses and "money" not in following.senses:
            return None
        if sign_of(following) in (c"_", c"#", c"@") or (sign_of(following) == c":" and r.word(at + 1).glued):
            return None
    elif following.kind == DIGIT:
        other = _slashed(r, at)
        if other is not None and is_whole(value):
            return _signed(r, i, _number(start, other.next, _plus(value, other.value), False, other.label))
    return _signed(r, i, _groups(r, start, at, value))


cdef Number _signed(Reading r, Py_ssize_t i, Number found):
    """With the minus sign that stands right before the digits and after nothing but a blank or a bracket."""
    cdef Word sign = r.word(i - 1)
    cdef Py_UCS4 mark = sign_of(sign)
    if not i or mark not in (c"-", 0x2212, 0x2013):
        return found
    if (r.word(i).glued and (not sign.glued or r.word(i - 2).folded() in "([")) or (i == 1 and mark == c"-"):
        return _number(sign.start, found.next, _negated(found.value), found.in_words, found.label)
    return found


cdef bint _inside_name(Reading r, Py_ssize_t i) except -1:
    """Whether the digits belong to a name, an address, a telephone number, a tag (GPT-3.5, Office 365, #5)."""
    cdef Word word = r.word(i), before = r.word(i - 1), after = r.word(i + 1), second
    cdef Py_UCS4 first
    if "versioned" in before.senses or r.any_of(i - 2, ("versioned",)):
        return word.glued or not _counts(r, i + 1)
    if word.glued and i:
        if before.kind == LATIN and ("symbol" not in before.senses or _after_event(r, i - 1)):
            return True
        if before.glued and i > 1:
            second = r.word(i - 2)
            if (second.kind == LATIN or second.kind == DIGIT) and before.folded() in _JOINERS:
                return second.kind == LATIN or before.folded() not in "-/:" or _in_address(r, i)
        if before.folded() in "#@_" or (sign_of(before) == c"+" and word.end - word.start > 6):
            return True
    elif before.kind == LATIN and i and "symbol" not in before.senses and "measure" not in before.senses:
        return before.end + 1 == word.start and not _counts(r, i + 1)
    if word.end - word.start >= 8:
        first = r.text[word.start]
        if (first == c"0" or first == 0x660) and all_digits(r, word):
            return True
    return after.glued and after.folded() in "-./_" and r.word(i + 2).glued and r.word(i + 2).kind == LATIN


cdef bint _after_event(Reading r, Py_ssize_t i) except -1:
    """Whether one of the three words before ``i`` is a noun of events, so that letters glued to digits name one (COP28)."""
    cdef Py_ssize_t k
    for k in range(max(0, i - 3), i):
        if "event" in r.word(k).senses:
            return True
    return False


cdef bint _in_address(Reading r, Py_ssize_t i) except -1:
    """Whether the characters before the digits up to the last blank hold an address."""
    cdef Py_ssize_t start = r.word(i).start
    cdef list before = r.text[max(0, start - 200) : start].rsplit(None, 1)[-1:]
    return bool(before) and ("://" in before[0] or "www." in before[0])


cdef bint _counts(Reading r, Py_ssize_t at) except -1:
    """Whether the word after digits shows that they count (Microsoft 10 ملايين)."""
    return r.any_of(at, ("scale", "percent", "money", "measure", "period", "month"))


cdef tuple _spaced_groups(Reading r, Py_ssize_t i, value):
    """1 234 567 as one number: one to three digits, then groups of three, one blank between.

    A longer row of groups is a list of numbers, not one number.
    """
    cdef Word word = r.word(i)
    cdef Py_ssize_t at
    if word.end - word.start > 3 or r.text[word.start] in "0٠" or not all_digits(r, word):
        return value, i + 1
    if not r._row_start <= i < r._row_end:
        r._row_start, r._row_end = i, _end_of_row(r, i + 1)
    at = r._row_end
    if at == i + 1 or at - i > MOST_GROUPS:
        return value, i + 1
    whole = digits_value("".join([_surface(r, r.word(k)) for k in range(i, at)]))
    return (value, i + 1) if whole is None else (whole, at)


cdef Py_ssize_t _end_of_row(Reading r, Py_ssize_t at) except -1:
    """Position after the groups of three digits from ``at`` on; one with decimals is the last."""
    cdef Word group
    cdef str surface
    while True:
        group = r.word(at)
        if group.kind != DIGIT or group.end - group.start < 3 or group.start != r.word(at - 1).end + 1:
            return at
        surface = r.text[group.start : min(group.end, group.start + 4)]
        if not surface[:3].isdigit() or surface[3:].isdigit():
            return at
        at += 1
        if len(surface) > 3:
            return at


cdef Number _slashed(Reading r, Py_ssize_t i):
    """A proper or improper fraction 3/4 of whole numbers, nothing glued around it.

    The whole part of a mixed number stands after it where it is typed as it is read, from the right (١/٤ ٢).
    """
    cdef Word top = r.word(i), slash = r.word(i + 1), bottom = r.word(i + 2), whole
    if sign_of(slash) != c"/" or not slash.glued or not bottom.glued or bottom.kind != DIGIT:
        return None
    whole = r.word(i + 3)
    if whole.glued and whole.folded() in "/-:" and r.word(i + 4).glued:
        return None
    above, below = _value(r, top), _value(r, bottom)
    if above is None or not below or not is_whole(below):
        return None
    part = ROUNDED.divide(above, below)
    if whole.kind == DIGIT and whole.start == bottom.end + 1 and above < below and 0x660 <= <Py_UCS4>r.text[whole.start] <= 0x669:
        value = _value(r, whole)
        if value is not None and all_digits(r, whole) and not r.word(i + 4).glued and not r.word(i + 4).senses:
            return _number(top.start, i + 4, _plus(value, part), False, "FRACTION")
    return _number(top.start, i + 3, part, False, "FRACTION")


cdef Number _power(Reading r, Py_ssize_t start, Py_ssize_t at, base):
    """The power after a caret: 10^6, 2.5^-1."""
    cdef tuple found = _exponent(r, at + 1) if base else None
    if found is None:
        return None
    value = ROUNDED.power(base, found[0])
    return _number(start, found[1], value, False) if -LONGEST < value.adjusted() < LONGEST else None


cdef Number _scientific(Reading r, Py_ssize_t start, Py_ssize_t at, base):
    """The power of ten after e: 12.32e+14."""
    cdef tuple found = _exponent(r, at + 1)
    return None if found is None else _number(start, found[1], _EXACT.scaleb(base, found[0]), False)


cdef tuple _exponent(Reading r, Py_ssize_t i):
    """A whole exponent with its signs (6, -1, --23) and the position after it."""
    cdef int sign = 1
    cdef Py_ssize_t at = i
    cdef Word word = r.word(at)
    while at < i + 2 and word.glued and sign_of(word) in (c"-", c"+"):
        if sign_of(word) == c"-":
            sign = -sign
        at += 1
        word = r.word(at)
    if word.kind != DIGIT or not word.glued:
        return None
    value = _value(r, word)
    if value is None or value > LARGEST_POWER or not is_whole(value):
        return None
    return sign * int(value), at + 1


cdef bint _is_hundred(dict senses) except -1:
    """Whether a word is the noun مئة."""
    hundred = senses.get("hundred")
    return hundred is not None and hundred == _HUNDRED


cdef _Group _below_hundred(Reading r, Py_ssize_t i):
    cdef dict senses = r.word(i).senses
    cdef Word following
    cdef Py_ssize_t at
    unit = senses.get("unit")
    if unit is not None:
        if unit:
            following = r.word(i + 1)
            if "ten" in following.senses and following.begin == following.start and not following.article:
                return _group(unit + 10, _ONE, i + 2)
            at = r.joins(i + 1)
            tens = None if at < 0 else r.word(at).senses.get("tens")
            if tens is not None:
                return _group(unit + tens, _ONE, at + 1)
        return _group(unit, _ONE, i + 1)
    for sense in ("ten", "teen", "tens"):
        value = senses.get(sense)
        if value is not None:
            return _group(value, _ONE, i + 1)
    return None


cdef _Group _below_thousand(Reading r, Py_ssize_t i):
    cdef dict senses = r.word(i).senses
    cdef Py_ssize_t at = i + 1, rest
    cdef Word following
    cdef _Group part
    hundreds = senses.get("hundred")
    if hundreds is None:
        unit, following = senses.get("unit"), r.word(at)
        if (
            unit is None
            or following.begin != following.start
            or not _is_hundred(following.senses)
            or not 3 <= unit <= 9
        ):
            return _below_hundred(r, i)
        hundreds, at = unit * 100, at + 1
    rest = r.joins(at)
    if rest >= 0:
        if "fraction" not in r.word(rest).senses:
            part = _below_hundred(r, rest)
            if part is not None and part.value and not _goes_on(r, part):
                return _group(hundreds + part.value, _ONE, part.next)
    else:
        following = r.word(at)
        if following.begin == following.start and "unit" in following.senses:
            part = _below_hundred(r, at)
            if part is not None and part.value > 20:
                return _group(hundreds + part.value, _ONE, part.next)
    return _group(hundreds, _ONE, at)


cdef bint _goes_on(Reading r, _Group part) except -1:
    """Whether a unit starts what follows the hundreds: hundreds of its own, or parts (مئة وثلاثة أرباع)."""
    cdef dict following = r.word(part.next).senses
    return part.value < 10 and (_is_hundred(following) or "parts" in following)


cdef _Group _scaled_group(Reading r, Py_ssize_t i):
    """One group with its scale words."""
    cdef Word word = r.word(i), following
    cdef Py_ssize_t at, rest
    cdef _Group part
    if word.kind == DIGIT:
        value = _value(r, word)
        at = i + 1
        following = r.word(at)
        if value is None or (following.glued and sign_of(following) in (c"/", c":", c"-")):
            return None
        if _is_hundred(following.senses) and value < 10 and following.begin == following.start:
            value, at = value * 100, at + 1
            rest = r.joins(at)
            if rest >= 0:
                part = _below_hundred(r, rest)
                if part is None:
                    part = _two_digits(r, rest)
                if part is not None and part.value:
                    value, at = value + part.value, part.next
        return _scales(r, at, value, _ONE)
    pair = word.senses.get("dual")
    if pair is not None:
        return _scales(r, i + 1, pair, ROUNDED.divide(pair, _SMALL[2]))
    part = _below_thousand(r, i)
    if part is not None:
        return _scales(r, part.next, part.value, _ONE)
    if "alone" in word.senses:
        return _scales(r, i + 1, word.senses["scale"], word.senses["scale"])
    return None


cdef _Group _two_digits(Reading r, Py_ssize_t i):
    cdef Word word = r.word(i)
    value = _value(r, word) if word.kind == DIGIT and word.end - word.start <= 2 else None
    return None if value is None else _group(value, _ONE, i + 1)


cdef _Group _scales(Reading r, Py_ssize_t at, value, scale):
    """Multiplied by the scale words that follow (مئة ألف مليون), as far as ``LARGEST_POWER`` goes."""
    cdef Word word = r.word(at), before
    factor = word.senses.get("scale")
    while factor is not None and word.begin == word.start:
        if word.article:
            before = r.word(at - 1)
            if not before.article and (scale != _ONE or before.kind != DIGIT):
                break
        if scale.adjusted() + factor.adjusted() > LARGEST_POWER:
            break
        value, scale, at = _times(value, factor), _times(scale, factor), at + 1
        word = r.word(at)
        factor = word.senses.get("scale")
    return _group(value, scale, at)


cdef Number _groups(Reading r, Py_ssize_t start, Py_ssize_t at, value):
    """Digits with their scale words and the smaller groups that و joins to them: 5 ملايين و762 ألف."""
    cdef _Group group = _scales(r, at, value, _ONE), again
    if group.scale == _ONE and _is_hundred(r.word(group.next).senses) and value < 10:
        again = _scaled_group(r, at - 1)
        if again is not None:
            group = again
    return _more(r, start, False, group)


cdef Number _more(Reading r, Py_ssize_t start, bint in_words, _Group group):
    """A group with the smaller ones that و joins to it: مليون و762 ألف."""
    cdef Py_ssize_t at = group.next, following
    cdef Word word
    cdef _Group further
    value, scale = group.value, group.scale
    while scale > 12:
        following = r.joins(at)
        if following < 0:
            break
        word = r.word(following)
        if "fraction" in word.senses:
            break
        further = _scaled_group(r, following)
        if further is None or further.value >= scale or further.scale >= scale or not further.value:
            break
        if word.kind == DIGIT and (_ends_differently(r, further) or _inside_name(r, following)):
            break
        value, scale, at = _plus(value, further.value), further.scale, further.next
    if scale == _ONE and value > 24:
        following = r.joins(at)
        if following >= 0 and ("dual" in r.word(following).senses or "alone" in r.word(following).senses):
            further = _scaled_group(r, following)
            if further is not None and further.scale == 12 and further.value < value:
                value, at = _plus(value, further.value), further.next
    return _number(start, at, value, in_words)


cdef bint _ends_differently(Reading r, _Group group) except -1:
    """Whether digits joined by و go with a month or a percent sign of their own."""
    return not is_whole(group.value) or r.any_of(group.next, ("month", "percent"))


cdef Number _cardinal(Reading r, Py_ssize_t i):
    """A cardinal that starts with a number word."""
    cdef Word word = r.word(i)
    cdef _Group group
    cdef Number found
    if not word.senses or ("never" in word.senses and word.folded() in ("لست", "فست")):
        return None
    group = _scaled_group(r, i)
    if group is None:
        twice = word.senses.get("construct")
        if twice is not None and _construct(r, i):
            return _number(word.begin, i + 1, twice, True)
        return None
    if group.next == i + 1 and "scale" in word.senses and "unit" not in word.senses and "construct" in word.senses:
        return None
    found = _more(r, word.begin, True, group)
    if found.value < 11 and found.next == i + 1 and "fifth" in word.senses and _reads_as_fraction(r, i):
        return None
    return found


cdef bint _construct(Reading r, Py_ssize_t i) except -1:
    """Whether ألفا is the dual before its noun (ألفا دولار) and no accusative (ألفًا) or name."""
    cdef dict following = r.word(i + 1).senses
    return "\u064b" not in _surface(r, r.word(i)) and ("money" in following or "measure" in following)


cdef bint _reads_as_fraction(Reading r, Py_ssize_t i) except -1:
    """Whether خمس is a fifth: before a singular noun with the article or before a period with it."""
    cdef Word following = r.word(i + 1)
    return "period" in following.senses and following.article


cdef Number _part(Reading r, Py_ssize_t i):
    """A fraction word alone: نصف, ثلثا; before a scale word it is a part of that (نصف مليون)."""
    cdef Word word = r.word(i)
    value = word.senses.get("fraction")
    if value is None:
        value = word.senses.get("fifth")
        if value is None or not (_reads_as_fraction(r, i) or r.alone(i, i + 1)):
            return None
    if word.folded() == "نص" and not r.everything:
        return None
    if r.any_of(i, ("never",)):
        return None
    return _scaled_fraction(r, _number(word.begin, i + 1, value, True, "FRACTION"))


cdef Number _scaled_fraction(Reading r, Number found):
    cdef Word following = r.word(found.next)
    factor = following.senses.get("scale")
    if factor is None or following.begin != following.start:
        return found
    return _number(found.start, found.next + 1, _times(found.value, factor), found.in_words)


cdef Number _with_decimals(Reading r, Number found):
    """خمسة فاصلة خمسة; the digits after فاصلة are read one by one where they start with a zero."""
    cdef Py_ssize_t at = found.next + 1
    cdef str zeros, decimals, surface
    cdef _Group group
    cdef Number written
    if "then" not in r.word(found.next).senses:
        return None
    while at - found.next <= LONGEST and r.word(at).senses.get("unit", _ONE) == 0:
        at += 1
    zeros = "0" * (at - found.next - 1)
    group = _scaled_group(r, at)
    if group is None:
        if not zeros:
            return None
        decimals = zeros
    else:
        surface = _surface(r, r.word(at))
        written = _more(r, 0, True, group)
        decimals = zeros + (surface if r.word(at).kind == DIGIT and surface.isascii() else str(int(written.value)))
        at = written.next
    if not decimals.isdigit():
        return None
    value = _plus(found.value, Decimal("0." + decimals))
    factor = r.word(at).senses.get("scale")
    if factor is not None:
        value, at = _times(value, factor), at + 1
    return _number(found.start, at, value, found.in_words, found.label)


cdef Number _with_fraction(Reading r, Py_ssize_t i, Number found):
    """Parts after a cardinal: ثلاثة أرباع, ثلاث وعشرون خمسا, واحد ونصف, مليون ونصف, جزء من مئة."""
    cdef Word word = r.word(found.next), following
    cdef Py_ssize_t at
    cdef dict last
    if word.senses and word.begin == word.start:
        value = word.senses.get("parts")
        if value is not None and found.value < 100:
            return _scaled_fraction(
                r, _number(found.start, found.next + 1, _times(found.value, value), found.in_words, "FRACTION")
            )
        value = word.senses.get("fraction") or word.senses.get("fifth")
        if value is not None and found.in_words and found.value > 10 and "ten" not in word.senses:
            if found.next > i + 1 if "unit" in r.word(found.next - 1).senses else "tens" not in word.senses:
                return _number(found.start, found.next + 1, _times(found.value, value), found.in_words, "FRACTION")
    at = r.joins(found.next)
    if at < 0:
        return None
    word = r.word(at)
    value = word.senses.get("fraction")
    following = r.word(at + 1)
    if value is not None and value < 1 and (not word.article or "scale" in following.senses):
        last = r.word(found.next - 1).senses
        whole = last.get("scale") or (ROUNDED.divide(last["dual"], _SMALL[2]) if "dual" in last else _ONE)
        at += 1
        if "scale" in following.senses and following.begin == following.start:
            whole, at = following.senses["scale"], at + 1
        elif whole < 1000:
            whole = _ONE
        return _number(
            found.start, at, _plus(found.value, _times(value, whole)), found.in_words,
            "FRACTION" if whole == _ONE else "CARDINAL",
        )
    unit = word.senses.get("unit")
    if unit is not None and "parts" in following.senses and following.begin == following.start:
        return _number(
            found.start, at + 2, _plus(found.value, _times(unit, following.senses["parts"])), found.in_words, "FRACTION"
        )
    fifth = word.senses.get("fifth")
    if fifth is None:
        return None
    small = found.in_words and found.value < 10 and found.next == i + 1
    if ("tens" in word.senses and _EXACT.remainder(found.value, _HUNDRED) != 0) or (
        small and "unit" in word.senses and not _ranged(r, i)
    ):
        return _number(found.start, at + 1, _plus(found.value, fifth), found.in_words, "FRACTION")
    return None


cdef bint _ranged(Reading r, Py_ssize_t i) except -1:
    return r.word(i - 1).folded() in ("بين", "مابين") or "period" in r.word(i + 2).senses


cpdef tuple read_ordinal(Reading r, Py_ssize_t i):
    """Start offset, value and the position after the ordinal at ``i`` (الأول, الحادية عشرة, الخامس والعشرون).

    Tens alone (العشرون) are the same words as the cardinals and are not read here.
    """
    cdef Word word = r.word(i), following
    cdef Py_ssize_t at
    if not word.senses:
        return None
    value = word.senses.get("ordinal")
    compound = word.senses.get("compound", value)
    if compound is None:
        return None
    if compound <= 9:
        following = r.word(i + 1)
        if "ten" in following.senses and following.begin == following.start and not following.article:
            return word.begin, compound + 10, i + 2
        if word.article or value is not None:
            at = r.joins(i + 1)
            if at >= 0:
                following = r.word(at)
                if following.article and "tens" in following.senses:
                    return word.begin, compound + int(following.senses["tens"]), at + 1
    return None if value is None else (word.begin, value, i + 1)


cpdef tuple read_pair(Reading r, Py_ssize_t i, Number low):
    """The number at ``i`` and a larger one that a word or dash links to it: 5 إلى 10, بين 10 و15, 5-10, 5 إلى 10 ملايين.

    Given are the lower value, the higher number, and the link: ``to``, ``between`` or ``dash``; None without a pair.
    """
    cdef Word link = r.word(low.next), second
    cdef Py_ssize_t at = low.next + 1
    cdef Number high
    cdef str kind
    if low.label == "FRACTION" and not low.in_words:
        return None
    if sign_of(link) in (c"-", 0x2013, 0x2014, 0x2212, c"~"):
        kind = "dash"
    elif link.kind == ARABIC and link.folded() in ("الي", "حتي", "ل"):
        kind = "to"
    else:
        at = r.joins(low.next)
        if at < 0 or not _between(r, i):
            return None
        kind = "between"
    second = r.word(at)
    if second.kind == DIGIT and kind == "dash" and second.start - low.start > 40:
        return None
    high = read_number(r, at)
    if high is None or (high.start != second.begin and high.start != second.start):
        return None
    bottom = low.value
    factor = r.word(high.next - 1).senses.get("scale")
    if factor is not None and bottom < 1000 and bottom < ROUNDED.divide(high.value, factor):
        bottom = _times(bottom, factor)
    return (bottom, high, kind) if bottom < high.value else None


cdef bint _between(Reading r, Py_ssize_t i) except -1:
    """Whether بين stands before the number, with at most one word between (ما بين نحو)."""
    return r.word(i - 1).folded().endswith("بين") or (
        "modifier" in r.word(i - 1).senses and r.word(i - 2).folded().endswith("بين")
    )
