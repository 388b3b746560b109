# cython: wraparound=True
"""Numbers in digits and in words: cardinals, fractions, powers.

Arabic number words are groups below a thousand, each with its scale word, from the largest down, joined by و; within a
group the unit stands before the tens (ثلاثمئة وخمسة وعشرون ألفا ومئتان). Digits may stand for any group.
"""

cimport cython
from libc.stdint cimport uint64_t

from arabnews_nlp.numbers._identifiers cimport inside_name
from arabnews_nlp.numbers._senses cimport (
    ALONE, CLOCK, CONSTRUCT, DAY_WORD, DUAL, FIFTH, FRACTION, HALF, HUNDRED, LESS, MEASURE, MINUS, MODIFIER,
    MONEY, MONTH, MONTH_WORD, NEVER, NEXT, NUMBERED, ORDINAL, PARTS, PAST, PERCENT, PERIOD, QUARTER, SCALE,
    SHARED, SUFFIX, SYMBOL, TAKEN, TEEN, TEN, TENS, THEN, THIS, UNIT, WEEKDAY, WEEK_WORD, WHEN, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Lexicon, Word, WordStream, conjoined_by_waw, folded_form, form_key, has, has_word, is_among, is_form, senses_of,
    sign_of, starts_phrase, surface_of, value_of, word_at,
)
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN, PreTokens
from arabnews_nlp.numbers._decimals cimport (
    EXACT, LARGEST_POWER, LONGEST, ONE, ROUNDED, SMALL, all_digits, digits_value, is_whole, negated, plus, times, word_value,
)

from decimal import Decimal
from fractions import Fraction
from unicodedata import numeric

cdef enum:
    MOST_GROUPS = 9         # groups of digits that one number written with blanks has at most
    DOZEN = 12              # the smallest scale word, which follows hundreds: مئة ودزينة
    LONGEST_RANGE = 40      # characters from the start of the lower number of a range with a dash to the higher

cdef object _HUNDRED = SMALL[100]
cdef frozenset _DECIMAL_DENOMINATORS = frozenset([10, 100, 1000])
cdef frozenset _DENOMINATORS = frozenset([12, 15, 16, 20, 24, 25, 32, 48, 50, 60, 64, 100, 1000])
_PARTS = {chr(c): Fraction(numeric(chr(c))).limit_denominator(10) for c in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)}
cdef dict _VULGAR = {sign: Decimal(part.numerator) / part.denominator for sign, part in _PARTS.items()}
cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _FOR = form_key("ل")


cdef class Parser(WordStream):
    """The words of a text, and the numbers that the grammar has read of them.

    :param reference: the moment that relative and partial dates resolve against.
    :param scope_all: whether relative expressions, plain duals and a lone واحد are read too.
    """

    def __init__(self, PreTokens pretokens not None, Lexicon lexicon not None, reference, bint scope_all):
        cdef Py_ssize_t slot
        WordStream.__init__(self, pretokens, lexicon)
        self.reference = reference
        self.scope_all = scope_all
        self._numbers = [None] * KEPT
        for slot in range(KEPT):
            self._numbers_at[slot] = -1

    def end(self, Py_ssize_t following):
        """End offset of the word before ``following``."""
        return word_at(self, following - 1).end

    cpdef bint is_whole_text(self, Py_ssize_t start, Py_ssize_t following) noexcept:
        """Whether nothing but the words from ``start`` to ``following`` stands in the text."""
        return start == 0 and not has_word(self, following)


@cython.final
@cython.no_gc
@cython.freelist(32)
cdef class Number:
    """A number that was read: where its text starts, the position after it, its value.

    ``scale`` is the product of its scale words where it is one group, for parts of it (مليون دولار ونصف); None where it
    is several groups, so that nobody knows what a part is of.
    """


cdef Number _number(Py_ssize_t start, Py_ssize_t following, value, bint in_words, str label="CARDINAL", scale=ONE):
    cdef Number number = Number.__new__(Number)
    number.scale = scale
    number.start = start
    number.next = following
    number.value = value
    number.in_words = in_words
    number.label = label
    return number


@cython.final
@cython.no_gc
@cython.freelist(8)
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


cdef _vulgar_fraction(Parser parser, Word word):
    """Value of a one-character fraction (½); None where the word is none."""
    cdef Py_UCS4 sign = sign_of(parser, word)
    if sign != 0xBC and sign != 0xBD and sign != 0xBE and not 0x2150 <= sign <= 0x215E:
        return None
    return _VULGAR[sign]


cpdef Number read_number(Parser parser, Py_ssize_t i):
    """The number at position ``i``, with its sign, scale words, fraction and decimals in words; None where none stands."""
    cdef Py_ssize_t slot = i % KEPT
    cdef Number found
    if i < 0:
        return None
    if parser._numbers_at[slot] == i:
        return <Number>parser._numbers[slot]
    found = _read(parser, i)
    parser._numbers[slot] = found
    parser._numbers_at[slot] = i
    return found


cdef Number _read(Parser parser, Py_ssize_t i):
    cdef Word word = word_at(parser, i)
    cdef Number found
    if word.kind != DIGIT and word.kind != ARABIC:
        value = _vulgar_fraction(parser, word)
        return None if value is None else _scaled_fraction(parser, _number(word.start, i + 1, value, False, "FRACTION"))
    if word.kind == DIGIT:
        found = _digits(parser, i)
    else:
        if has(word, MINUS):
            found = None if has(word_at(parser, i + 1), MINUS) else read_number(parser, i + 1)
            if found is None or found.value < 0:
                return None
            return _number(word.host_start, found.next, negated(found.value), found.in_words, found.label, found.scale)
        found = _cardinal(parser, i)
        if found is None:
            found = _part(parser, i)
    if found is None or found.label == "FRACTION":
        return found
    return _with_decimals(parser, found) or _with_fraction(parser, i, found) or found


cdef Number _digits(Parser parser, Py_ssize_t i):
    """Digits with their sign, groups parted by spaces, power or fraction, and the groups that و joins."""
    cdef Word word = word_at(parser, i), before, following
    cdef Py_ssize_t start, at
    cdef Number other
    if inside_name(parser, i) or _listed_minutes(parser, i):
        return None
    value = word_value(parser, word)
    if value is None:
        return None
    start, at = word.start, i + 1
    before = word_at(parser, i - 1)
    if i and word.no_space_before and sign_of(parser, before) in (c".", 0x66B) and not before.no_space_before and all_digits(parser, word):
        value, start = EXACT.scaleb(value, word.start - word.end), before.start
    following = word_at(parser, at)
    if following.kind == DIGIT:
        value, at = _spaced_groups(parser, i, value)
        following = word_at(parser, at)
    if following.no_space_before:
        if sign_of(parser, following) == c"/":
            other = _slashed(parser, i)
            if other is not None:
                return _signed(parser, i, other)
            if word_at(parser, at + 1).no_space_before and word_at(parser, at + 1).kind == DIGIT:
                return None
        elif sign_of(parser, following) == c"^":
            other = _power(parser, start, at, value)
            if other is not None:
                return _signed(parser, i, other)
        elif following.kind == LATIN and folded_form(parser, following) == "e":
            other = _scientific(parser, start, at, value)
            if other is not None:
                return _signed(parser, i, other)
        half = _vulgar_fraction(parser, following)
        if half is not None and is_whole(value):
            return _signed(parser, i, _number(start, at + 1, plus(value, half), False))
        if following.kind == LATIN:
            other = _suffixed(parser, i, start, at, value)
            if other is not None:
                return other
            if not has(following, MEASURE | MONEY) and not (_times_sign(parser, at) and not _attached(parser, i)):
                return None
            if folded_form(parser, following) == "c" and not parser.scope_all:
                return None
        if sign_of(parser, following) in (c"_", c"#", c"@"):
            return None
        if sign_of(parser, following) == c":" and word_at(parser, at + 1).no_space_before and not _scored(parser, i, at):
            return None
    elif following.kind == DIGIT:
        other = _slashed(parser, at)
        if other is not None and is_whole(value) and other.label == "FRACTION" and other.value < 1:
            return _signed(parser, i, _number(start, other.next, plus(value, other.value), False))
    return _signed(parser, i, _groups(parser, start, at, value))


cdef bint _listed_minutes(Parser parser, Py_ssize_t i) except -1:
    """Whether a comma stands between the minutes of a list and in no decimal: في الدقيقتين 58،78."""
    cdef Word word = word_at(parser, i), before = word_at(parser, i - 1)
    return (
        i > 0 and before.entry >= 0 and word.end - word.start > 2
        and "minutes" in senses_of(parser, before) and "،" in surface_of(parser, word)
    )


cdef bint _scored(Parser parser, Py_ssize_t i, Py_ssize_t at) except -1:
    """Whether a colon at ``at`` stands between the numbers of a score or a scale (6:3, 1:1000), and in no time or address."""
    cdef Word after = word_at(parser, at + 2)
    return word_at(parser, at + 1).kind == DIGIT and not (after.no_space_before and sign_of(parser, after) in "/:-._") and not (
        i > 0 and (
            (word_at(parser, i).no_space_before and word_at(parser, i - 1).kind != ARABIC)
            or has(word_at(parser, i - 1), CLOCK | NUMBERED)
        )
    )


cdef bint _attached(Parser parser, Py_ssize_t i) noexcept:
    return i > 0 and word_at(parser, i).no_space_before


cdef bint _times_sign(Parser parser, Py_ssize_t at) except -1:
    """Whether the letter x stands between digits (10x20)."""
    cdef Word after = word_at(parser, at + 1)
    return folded_form(parser, word_at(parser, at)) == "x" and after.kind == DIGIT and after.no_space_before


cdef Number _suffixed(Parser parser, Py_ssize_t i, Py_ssize_t start, Py_ssize_t at, value):
    """Digits with the letters of a scale on to them: 2.5bn, 128k, and beside money also 5m."""
    cdef Word suffix = word_at(parser, at), before
    cdef str form
    factor = value_of(parser, suffix, SUFFIX)
    if factor is None:
        return None
    form = folded_form(parser, suffix)
    if len(form) == 1:
        before = word_at(parser, i - 1)
        if not (i and has(before, SYMBOL)) and not has(word_at(parser, at + 1), MONEY):
            if form != "k" or value < 10 or surface_of(parser, suffix) != "k":
                return None
    return _number(start, at + 1, times(value, factor), False, "CARDINAL", factor)


cdef Number _signed(Parser parser, Py_ssize_t i, Number found):
    """With the minus sign that stands right before the digits and after nothing but a blank or a bracket."""
    cdef Word sign = word_at(parser, i - 1)
    cdef Py_UCS4 mark = sign_of(parser, sign)
    if not i or mark not in (c"-", 0x2212, 0x2013):
        return found
    if not sign.no_space_before and i > 1 and word_at(parser, i - 2).kind == DIGIT:
        return found
    if (word_at(parser, i).no_space_before and (not sign.no_space_before or is_among(parser, word_at(parser, i - 2), "(["))) or (i == 1 and mark == c"-"):
        return _number(sign.start, found.next, negated(found.value), found.in_words, found.label, found.scale)
    return found


cdef tuple _spaced_groups(Parser parser, Py_ssize_t i, value):
    """1 234 567 as one number: one to three digits, then groups of three, one blank between.

    A longer row of groups is a list of numbers, not one number.
    """
    cdef Word word = word_at(parser, i)
    cdef Py_ssize_t at
    if word.end - word.start > 3 or parser.text[word.start] in "0٠" or not all_digits(parser, word):
        return value, i + 1
    if not parser._row_start <= i < parser._row_end:
        parser._row_start, parser._row_end = i, _end_of_row(parser, i + 1)
    at = parser._row_end
    if at == i + 1 or at - i > MOST_GROUPS:
        return value, i + 1
    whole = digits_value("".join([surface_of(parser, word_at(parser, k)) for k in range(i, at)]))
    return (value, i + 1) if whole is None else (whole, at)


cdef Py_ssize_t _end_of_row(Parser parser, Py_ssize_t at) except -1:
    """Position after the groups of three digits from ``at`` on; one with decimals is the last."""
    cdef Word group
    cdef str surface
    while True:
        group = word_at(parser, at)
        if group.kind != DIGIT or group.end - group.start < 3 or group.start != word_at(parser, at - 1).end + 1:
            return at
        surface = parser.text[group.start : min(group.end, group.start + 4)]
        if not surface[:3].isdigit() or surface[3:].isdigit():
            return at
        at += 1
        if len(surface) > 3:
            return at


cdef Number _slashed(Parser parser, Py_ssize_t i):
    """A proper fraction 3/4 of whole numbers with a usual denominator, nothing attached to it.

    Other pairs (24/7, 9/11, 5/2017, 45/2019) are dates, numbers of laws or scores: they are no fractions, and the same
    after a word of time unless a noun with the article follows (في 3/4 الحالات).

    The whole part of a mixed number stands after it where it is typed as it is read, from the right (١/٤ ٢).
    """
    cdef Word top = word_at(parser, i), slash = word_at(parser, i + 1), bottom = word_at(parser, i + 2), whole
    if sign_of(parser, slash) != c"/" or not slash.no_space_before or not bottom.no_space_before or bottom.kind != DIGIT:
        return None
    if i and (has(word_at(parser, i - 1), WHEN) and not _counted_from(parser, i + 3)):
        return None
    whole = word_at(parser, i + 3)
    if whole.no_space_before and is_among(parser, whole, "/-:") and word_at(parser, i + 4).no_space_before:
        return None
    above, below = word_value(parser, top), word_value(parser, bottom)
    if above is None or not below or not is_whole(below):
        return None
    if not is_whole(above) or not (below <= 10 or below in _DENOMINATORS):
        return None
    if not above < below and not (below in _DECIMAL_DENOMINATORS and parser.is_whole_text(i, i + 3)):
        return None
    part = ROUNDED.divide(above, below)
    if whole.kind == DIGIT and whole.start == bottom.end + 1 and above < below and 0x660 <= <Py_UCS4>parser.text[whole.start] <= 0x669:
        value = word_value(parser, whole)
        if value is not None and all_digits(parser, whole) and not word_at(parser, i + 4).no_space_before and word_at(parser, i + 4).entry < 0:
            return _number(top.start, i + 4, plus(value, part), False)
    return _number(top.start, i + 3, part, False, "FRACTION")


cdef bint _counted_from(Parser parser, Py_ssize_t at) except -1:
    """Whether a noun with the article stands at ``at``, of which a fraction may be."""
    return folded_form(parser, word_at(parser, at)).startswith("ال")


cdef Number _power(Parser parser, Py_ssize_t start, Py_ssize_t at, base):
    """The power after a caret: 10^6, 2.5^-1."""
    cdef tuple found = _exponent(parser, at + 1) if base else None
    if found is None:
        return None
    value = ROUNDED.power(base, found[0])
    return _number(start, found[1], value, False) if -LONGEST < value.adjusted() < LONGEST else None


cdef Number _scientific(Parser parser, Py_ssize_t start, Py_ssize_t at, base):
    """The power of ten after e: 12.32e+14."""
    cdef tuple found = _exponent(parser, at + 1)
    return None if found is None else _number(start, found[1], EXACT.scaleb(base, found[0]), False)


cdef tuple _exponent(Parser parser, Py_ssize_t i):
    """A whole exponent with its signs (6, -1, --23) and the position after it."""
    cdef int sign = 1
    cdef Py_ssize_t at = i
    cdef Word word = word_at(parser, at)
    while at < i + 2 and word.no_space_before and sign_of(parser, word) in (c"-", c"+"):
        if sign_of(parser, word) == c"-":
            sign = -sign
        at += 1
        word = word_at(parser, at)
    if word.kind != DIGIT or not word.no_space_before:
        return None
    value = word_value(parser, word)
    if value is None or value > LARGEST_POWER or not is_whole(value):
        return None
    return sign * int(value), at + 1


cdef bint _is_hundred(Parser parser, Word word) except -1:
    """Whether a word is the noun مئة."""
    return has(word, HUNDRED) and value_of(parser, word, HUNDRED) == _HUNDRED


cdef _Group _below_hundred(Parser parser, Py_ssize_t i):
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at
    unit = value_of(parser, word, UNIT)
    if unit is not None:
        if unit:
            following = word_at(parser, i + 1)
            if has(following, TEN) and following.host_start == following.start and not following.article:
                return _group(unit + 10, ONE, i + 2)
            at = conjoined_by_waw(parser, i + 1)
            tens = None if at < 0 else value_of(parser, word_at(parser, at), TENS)
            if tens is not None:
                return _group(unit + tens, ONE, at + 1)
        return _group(unit, ONE, i + 1)
    value = value_of(parser, word, TEN | TEEN | TENS)
    return None if value is None else _group(value, ONE, i + 1)


cdef _Group _below_thousand(Parser parser, Py_ssize_t i):
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at = i + 1, rest
    cdef _Group part
    hundreds = value_of(parser, word, HUNDRED)
    if hundreds is None:
        unit, following = value_of(parser, word, UNIT), word_at(parser, at)
        if (
            unit is None
            or following.host_start != following.start
            or not _is_hundred(parser, following)
            or not 3 <= unit <= 9
        ):
            return _below_hundred(parser, i)
        hundreds, at = unit * 100, at + 1
    rest = conjoined_by_waw(parser, at)
    if rest >= 0:
        if not has(word_at(parser, rest), FRACTION):
            part = _below_hundred(parser, rest)
            if part is not None and part.value and not _goes_on(parser, part):
                return _group(hundreds + part.value, ONE, part.next)
    else:
        following = word_at(parser, at)
        if following.host_start == following.start and has(following, UNIT):
            part = _below_hundred(parser, at)
            if part is not None and part.value > 20:
                return _group(hundreds + part.value, ONE, part.next)
    return _group(hundreds, ONE, at)


cdef bint _goes_on(Parser parser, _Group part) except -1:
    """Whether a unit starts what follows the hundreds: hundreds of its own, or parts (مئة وثلاثة أرباع)."""
    cdef Word following = word_at(parser, part.next)
    return has(following, HUNDRED | PARTS) and part.value < 10 and (has(following, PARTS) or _is_hundred(parser, following))


cdef _Group _scaled_group(Parser parser, Py_ssize_t i):
    """One group with its scale words."""
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at, rest
    cdef _Group part
    if word.kind == DIGIT:
        value = word_value(parser, word)
        at = i + 1
        following = word_at(parser, at)
        if value is None or (following.no_space_before and sign_of(parser, following) in (c"/", c":", c"-")):
            return None
        if _is_hundred(parser, following) and value < 10 and following.host_start == following.start:
            value, at = value * 100, at + 1
            rest = conjoined_by_waw(parser, at)
            if rest >= 0:
                part = _below_hundred(parser, rest)
                if part is None:
                    part = _two_digits(parser, rest)
                if part is not None and part.value:
                    value, at = value + part.value, part.next
        return _scales(parser, at, value, ONE)
    pair = value_of(parser, word, DUAL)
    if pair is None and has(word, CONSTRUCT) and _construct(parser, i):
        pair = value_of(parser, word, CONSTRUCT)
    if pair is not None:
        return _scales(parser, i + 1, pair, ROUNDED.divide(pair, SMALL[2]))
    part = _below_thousand(parser, i)
    if part is not None:
        return _hundreds_and_two(parser, part) or _scales(parser, part.next, part.value, ONE)
    if i and word_at(parser, i - 1).kind == DIGIT and inside_name(parser, i - 1):
        return None  # 6ر3 مليون
    if has(word, ALONE) or (has(word, CONSTRUCT) and has(word, SCALE) and _goes_on_below(parser, i)):
        return _scales(parser, i + 1, value_of(parser, word, SCALE), value_of(parser, word, SCALE))
    return None


cdef bint _goes_on_below(Parser parser, Py_ssize_t i) except -1:
    """Whether a number word that و joins follows a scale word in the accusative: مليونا وسبعمئة ألف."""
    cdef Py_ssize_t at = conjoined_by_waw(parser, i + 1)
    return at >= 0 and has(word_at(parser, at), UNIT | TEN | TEEN | TENS | HUNDRED) and not word_at(parser, at).article


cdef _Group _hundreds_and_two(Parser parser, _Group hundreds):
    """مئتان وألفان, which is 202 thousand: the dual of a scale word stands for two of it; None for anything else."""
    cdef Py_ssize_t at
    if hundreds.value < 100 or EXACT.remainder(hundreds.value, _HUNDRED) != 0:
        return None
    at = conjoined_by_waw(parser, hundreds.next)
    if at < 0:
        return None
    pair = value_of(parser, word_at(parser, at), DUAL)
    if pair is None and _construct_dual(parser, at):
        pair = value_of(parser, word_at(parser, at), CONSTRUCT)
    if pair is None or pair <= 2 * DOZEN:
        return None
    scale = ROUNDED.divide(pair, SMALL[2])
    return _scales(parser, at + 1, times(hundreds.value + 2, scale), scale)


cdef _Group _two_digits(Parser parser, Py_ssize_t i):
    cdef Word word = word_at(parser, i)
    value = word_value(parser, word) if word.kind == DIGIT and word.end - word.start <= 2 else None
    return None if value is None else _group(value, ONE, i + 1)


cdef _Group _scales(Parser parser, Py_ssize_t at, value, scale):
    """Multiplied by the scale words that follow (مئة ألف مليون), as far as ``LARGEST_POWER`` goes."""
    cdef Word word = word_at(parser, at), before
    factor = value_of(parser, word, SCALE)
    while factor is not None and word.host_start == word.start:
        if word.article:
            before = word_at(parser, at - 1)
            if not before.article and (scale is not ONE or before.kind != DIGIT):
                break
        if scale is ONE:
            scale = factor
        elif scale.adjusted() + factor.adjusted() > LARGEST_POWER:
            break
        else:
            scale = times(scale, factor)
        value, at = times(value, factor), at + 1
        word = word_at(parser, at)
        factor = value_of(parser, word, SCALE)
    return _group(value, scale, at)


cdef Number _groups(Parser parser, Py_ssize_t start, Py_ssize_t at, value):
    """Digits with their scale words and the smaller groups that و joins to them: 5 ملايين و762 ألف."""
    cdef _Group group, again
    if not has(word_at(parser, at), SCALE | HUNDRED) and conjoined_by_waw(parser, at) < 0:
        return _number(start, at, value, False)
    group = _scales(parser, at, value, ONE)
    if group.scale is ONE and _is_hundred(parser, word_at(parser, group.next)) and value < 10:
        again = _scaled_group(parser, at - 1)
        if again is not None:
            group = again
    return _more(parser, start, False, group)


cdef Number _more(Parser parser, Py_ssize_t start, bint in_words, _Group group):
    """A group with the smaller ones that و joins to it: مليون و762 ألف."""
    cdef Py_ssize_t at = group.next, following
    cdef Word word
    cdef _Group further
    value, scale = group.value, group.scale
    only_scale = scale
    if not value and scale is not ONE:
        return _number(start, at, value, in_words, "CARDINAL", None)  # nothing goes on after zero thousands
    while scale is not ONE and scale > DOZEN:
        following = conjoined_by_waw(parser, at)
        if following < 0:
            break
        word = word_at(parser, following)
        if has(word, FRACTION):
            break
        further = _scaled_group(parser, following)
        if further is not None and further.scale == scale and _completes_hundreds(parser, following, value, further):
            value, at = plus(value, further.value), further.next
            only_scale = None
            continue
        if further is None or further.value >= scale or further.scale >= scale or not further.value:
            break
        if word.kind == DIGIT and (_ends_differently(parser, further) or inside_name(parser, following)):
            break
        value, scale, at = plus(value, further.value), further.scale, further.next
        only_scale = None
    if scale is ONE:
        following = conjoined_by_waw(parser, at)
        if following >= 0 and has(word_at(parser, following), DUAL | ALONE) and value > 2 * DOZEN:
            further = _scaled_group(parser, following)
            if further is not None and further.scale == DOZEN and further.value < value:
                value, at = plus(value, further.value), further.next
    return _number(start, at, value, in_words, "CARDINAL", only_scale)


cdef bint _construct_dual(Parser parser, Py_ssize_t i) except -1:
    return has(word_at(parser, i), CONSTRUCT) and _construct(parser, i)


cdef bint _completes_hundreds(Parser parser, Py_ssize_t i, value, _Group further) except -1:
    """Whether one scale word completes whole hundreds of it: مئة ألف وألف."""
    return (
        has(word_at(parser, i), ALONE) and further.value == further.scale
        and EXACT.remainder(value, times(further.scale, _HUNDRED)) == 0
    )


cdef bint _ends_differently(Parser parser, _Group group) except -1:
    """Whether digits joined by و go with a month or a percent sign of their own."""
    return not is_whole(group.value) or parser.any_of(group.next, MONTH | PERCENT)


cdef Number _cardinal(Parser parser, Py_ssize_t i):
    """A cardinal that starts with a number word."""
    cdef Word word = word_at(parser, i)
    cdef _Group group
    cdef Number found
    if word.entry < 0 or _one_of_many(parser, i):
        return None
    group = _scaled_group(parser, i)
    if group is None:
        twice = value_of(parser, word, CONSTRUCT)
        if twice is not None and _construct(parser, i):
            return _number(word.host_start, i + 1, twice, True)
        return None
    found = _more(parser, word.host_start, True, group)
    if found.next == i + 1 and has(word, SCALE) and not has(word, UNIT) and has(word, CONSTRUCT) and not _construct(parser, i):
        return None
    if has(word, FIFTH) and found.next == i + 1 and not word.article and found.value < 11 and _reads_as_fraction(parser, i):
        return None
    return found


cdef bint _one_of_many(Parser parser, Py_ssize_t i) except -1:
    """Whether one stands before a scale word, of which it is no factor (أحد آلاف الأبنية)."""
    cdef Word word = word_at(parser, i), scale = word_at(parser, i + 1)
    return has(word, UNIT) and has(scale, SCALE) and scale.host_start == scale.start and value_of(parser, word, UNIT) == ONE


cdef bint _construct(Parser parser, Py_ssize_t i) except -1:
    """Whether ألفا is the dual before its noun (ألفا دولار) and no accusative (ألفًا) or name."""
    return starts_phrase(word_at(parser, i + 1), MONEY | MEASURE) and "\u064b" not in surface_of(parser, word_at(parser, i))


cdef bint _reads_as_fraction(Parser parser, Py_ssize_t i) except -1:
    """Whether خمس is a fifth: with damma on its first letter, or before a noun with the article (خمس السكان).

    Plural periods are counted by it (خمس السنوات), as are nouns of which it is an adjective elsewhere. ثمن, which is a
    price too, needs an approximator before it or a noun that is shared out.
    """
    cdef Word word = word_at(parser, i), following = word_at(parser, i + 1)
    cdef str surface = surface_of(parser, word)
    if "\u064f" in surface[1 + word.host_start - word.start : 3 + word.host_start - word.start]:
        return True
    if following.kind != ARABIC or has(word, TENS):
        return False
    if following.article:
        if following.host_start != following.start:
            return False
    elif following.entry >= 0 or not folded_form(parser, following).startswith("ال") or following.end - following.start < 5:
        return False
    if has(following, PERIOD):
        return has(following, YEAR_WORD | MONTH_WORD | WEEK_WORD | DAY_WORD | CLOCK)
    if has(following, SCALE | HUNDRED | UNIT | TEN | TENS | ORDINAL | WEEKDAY):
        return False
    return has(word, UNIT | TEN) or has(following, SHARED) or parser.any_of(i - 1, MODIFIER)


cdef object _TWO_QUARTERS = Decimal("0.5")


cdef bint _numbered_period(Parser parser, Py_ssize_t i) except -1:
    """Whether an ordinal or الأخير follows, so that الربع and النصف are periods: الربع الرابع, النصف الأول."""
    cdef Word word = word_at(parser, i)
    if word.host_start != word.start:
        return False
    if has(word_at(parser, i - 1), QUARTER) and folded_form(parser, word).startswith("ال"):
        return True
    return has(word, PAST | NEXT | THIS) or (word.article and has(word, ORDINAL))


cdef Number _part(Parser parser, Py_ssize_t i):
    """A fraction word alone: نصف, ثلثا; before a scale word it is a part of that (نصف مليون)."""
    cdef Word word = word_at(parser, i)
    value = value_of(parser, word, FRACTION)
    if value is None:
        value = value_of(parser, word, FIFTH)
        if value is None or not (_reads_as_fraction(parser, i) or parser.is_whole_text(i, i + 1)):
            return None
    if "colloquial" in senses_of(parser, word) and not _is_colloquial_half(parser, i, word):
        return None
    if word.article and (has(word, QUARTER | HALF) or value == _TWO_QUARTERS) and _numbered_period(parser, i + 1):
        return None
    if parser.any_of(i, NEVER):
        return None
    return _scaled_fraction(parser, _number(word.host_start, i + 1, value, True, "FRACTION"))


cdef bint _is_colloquial_half(Parser parser, Py_ssize_t i, Word word) except -1:
    """Whether نص is a half and no text: of a unit or a scale word (نص ساعة), after و (ساعة ونص), or alone."""
    if word.article or not parser.scope_all:
        return False
    return (
        starts_phrase(word_at(parser, i + 1), PERIOD | MEASURE | MONEY | SCALE)
        or conjoined_by_waw(parser, i) == i or parser.is_whole_text(i, i + 1)
    )


cdef Number _scaled_fraction(Parser parser, Number found):
    cdef Word following = word_at(parser, found.next)
    factor = value_of(parser, following, SCALE)
    if factor is None or following.host_start != following.start:
        return found
    return _number(found.start, found.next + 1, times(found.value, factor), found.in_words)


cdef away_from_zero(value, part):
    """A value and the part that follows it, which is of its sign."""
    return plus(value, negated(part)) if value < 0 else plus(value, part)


cdef bint is_fractional(Number found) except -1:
    return found.label == "FRACTION" or not is_whole(found.value)


cdef Number _with_decimals(Parser parser, Number found):
    """خمسة فاصلة خمسة; the digits after فاصلة are read one by one where they start with a zero."""
    cdef Py_ssize_t at = found.next + 1
    cdef str zeros, decimals, surface
    cdef _Group group
    cdef Number written
    if not has(word_at(parser, found.next), THEN) or is_fractional(found) or _is_closed(found):
        return None
    while at - found.next <= LONGEST and has(word_at(parser, at), UNIT) and value_of(parser, word_at(parser, at), UNIT) == 0:
        at += 1
    zeros = "0" * (at - found.next - 1)
    if word_at(parser, at).kind == DIGIT:
        value = word_value(parser, word_at(parser, at)) if all_digits(parser, word_at(parser, at)) else None
        group = None if value is None else _scales(parser, at + 1, value, ONE)
    else:
        group = _scaled_group(parser, at)
    factor = ONE
    if group is None:
        if not zeros:
            return None
        decimals = zeros
    else:
        surface = surface_of(parser, word_at(parser, at))
        written = _more(parser, 0, True, group)
        if group.scale is not ONE and written.next == group.next:
            # A scale word that nothing smaller follows multiplies the whole number (اثنان فاصلة خمسة مليار).
            if has(word_at(parser, at), DUAL) or not _plain_scales(parser, at, group.next):
                return None
            factor = group.scale
            decimals = str(int(ROUNDED.divide(group.value, factor)))
        else:
            decimals = str(int(written.value))
        decimals = zeros + (surface if word_at(parser, at).kind == DIGIT and surface.isascii() else decimals)
        at = written.next
    if not decimals.isdigit():
        return None
    value = times(away_from_zero(found.value, Decimal("0." + decimals)), factor)
    if factor is ONE:
        factor = value_of(parser, word_at(parser, at), SCALE)
        if factor is not None:
            value, at = times(value, factor), at + 1
        else:
            factor = ONE
    return _number(found.start, at, value, found.in_words, found.label, factor)


cdef bint _plain_scales(Parser parser, Py_ssize_t at, Py_ssize_t following) noexcept:
    """Whether a number word other than a scale stands in a group that ends at ``following``."""
    return not has(word_at(parser, at), ALONE) or following > at + 1


cdef bint _is_closed(Number found) except -1:
    """Whether a number is zero of a scale word (صفر ملايين), to which no decimals and parts belong."""
    return found.scale is None and not found.value


cdef Number _with_fraction(Parser parser, Py_ssize_t i, Number found):
    """Parts after a cardinal: ثلاثة أرباع, ثلاث وعشرون خمسا, واحد ونصف, مليون ونصف, جزء من مئة."""
    cdef Word word = word_at(parser, found.next), following, last
    cdef Py_ssize_t at
    if _is_closed(found):
        return None
    if word.entry >= 0 and word.host_start == word.start:
        value = value_of(parser, word, PARTS)
        if value is not None and found.value < 100:
            return _scaled_fraction(
                parser, _number(found.start, found.next + 1, times(found.value, value), found.in_words, "FRACTION")
            )
        value = value_of(parser, word, FRACTION) or value_of(parser, word, FIFTH)
        if value is not None and found.in_words and found.value > 10 and not has(word, TEN):
            if found.next > i + 1 if has(word_at(parser, found.next - 1), UNIT) else not has(word, TENS):
                return _number(found.start, found.next + 1, times(found.value, value), found.in_words, "FRACTION")
    at = conjoined_by_waw(parser, found.next)
    if at < 0:
        return None
    word = word_at(parser, at)
    value = value_of(parser, word, FRACTION)
    following = word_at(parser, at + 1)
    if value is not None and value < 1 and (not word.article or has(following, SCALE)):
        last = word_at(parser, found.next - 1)
        whole = value_of(parser, last, SCALE) or (ROUNDED.divide(value_of(parser, last, DUAL), SMALL[2]) if has(last, DUAL) else ONE)
        at += 1
        if has(following, SCALE) and following.host_start == following.start:
            if whole is ONE and found.value < 1000:  # 7 ونصف مليون, where مليون is of the seven as well
                whole = value_of(parser, following, SCALE)
                return _number(
                    found.start, at + 1, times(away_from_zero(found.value, value), whole), found.in_words, "CARDINAL", None
                )
            whole, at = value_of(parser, following, SCALE), at + 1
        elif whole < 1000:
            whole = ONE
        return _number(
            found.start, at, away_from_zero(found.value, times(value, whole)), found.in_words, "CARDINAL", None
        )
    unit = value_of(parser, word, UNIT)
    if unit is not None and has(following, PARTS) and following.host_start == following.start:
        return _number(
            found.start, at + 2, away_from_zero(found.value, times(unit, value_of(parser, following, PARTS))), found.in_words
        )
    fifth = value_of(parser, word, FIFTH)
    if fifth is None:
        return None
    small = found.in_words and found.value < 10 and found.next == i + 1
    if (has(word, TENS) and EXACT.remainder(found.value, _HUNDRED) != 0) or (
        small and has(word, UNIT) and not _ranged(parser, i)
    ):
        return _number(found.start, at + 1, away_from_zero(found.value, fifth), found.in_words)
    return None


cdef bint _ranged(Parser parser, Py_ssize_t i) except -1:
    return folded_form(parser, word_at(parser, i - 1)) in ("بين", "مابين") or has(word_at(parser, i + 2), PERIOD)


cpdef tuple part_after(Parser parser, Py_ssize_t at, scale=ONE):
    """The part that و adds to what was counted (5 لترات ونصف) or إلا takes from it (ساعتان إلا ربعا), and the position after.

    The part is of ``scale`` (مليون دولار ونصف); the scale word may be said again (ونصف المليون).
    """
    cdef Py_ssize_t following = conjoined_by_waw(parser, at)
    cdef Word word
    if scale is None:
        return SMALL[0], at
    if following >= 0:
        word = word_at(parser, following)
        if has(word, FRACTION) and not word.article and value_of(parser, word, FRACTION) < 1:
            at = following + 1
            word = word_at(parser, at)
            if scale is not ONE and word.article and value_of(parser, word, SCALE) == scale:
                return times(value_of(parser, word_at(parser, following), FRACTION), scale), at + 1
            if has(word, SCALE):
                return SMALL[0], following - (word_at(parser, following).host_start == word_at(parser, following).start)
            return times(value_of(parser, word_at(parser, following), FRACTION), scale), at
    elif has(word_at(parser, at), LESS) and has(word_at(parser, at + 1), TAKEN):
        return negated(times(value_of(parser, word_at(parser, at + 1), TAKEN), scale)), at + 2
    return SMALL[0], at


cpdef tuple read_pair(Parser parser, Py_ssize_t i, Number low):
    """The number at ``i`` and a larger one that a word or dash links to it: 5 إلى 10, بين 10 و15, 5-10, 5 إلى 10 ملايين.

    Given are the lower value, the higher number, and the link: ``to``, ``between`` or ``dash``; None without a pair.
    """
    cdef Word link = word_at(parser, low.next), second
    cdef Py_ssize_t at = low.next + 1
    cdef Number high
    cdef str kind
    if low.label == "FRACTION" and not low.in_words:
        return None
    if sign_of(parser, link) in (c"-", 0x2013, 0x2014, 0x2212, c"~"):
        kind = "dash"
    elif is_form(parser, link, _TO) or is_form(parser, link, _UNTIL) or is_form(parser, link, _FOR):
        kind = "to"
    else:
        at = conjoined_by_waw(parser, low.next)
        if at < 0 or not _between(parser, i):
            return None
        kind = "between"
    second = word_at(parser, at)
    if second.kind == DIGIT and kind == "dash" and second.start - low.start > LONGEST_RANGE:
        return None
    high = read_number(parser, at)
    if high is None or (high.start != second.host_start and high.start != second.start):
        return None
    bottom = low.value
    factor = value_of(parser, word_at(parser, high.next - 1), SCALE)
    if factor is not None and bottom < 1000 and bottom < ROUNDED.divide(high.value, factor):
        bottom = times(bottom, factor)
    return (bottom, high, kind) if bottom < high.value else None


cdef bint _between(Parser parser, Py_ssize_t i) except -1:
    """Whether بين stands before the number, with at most one word between (ما بين نحو)."""
    return folded_form(parser, word_at(parser, i - 1)).endswith("بين") or (
        has(word_at(parser, i - 1), MODIFIER) and folded_form(parser, word_at(parser, i - 2)).endswith("بين")
    )
