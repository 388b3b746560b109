"""Number words: groups below a thousand, each with its scale words, from the largest scale down.

Within a group the unit stands before the tens (خمسة وعشرون); و joins the groups (ثلاثمئة وخمسة وعشرون ألفا ومئتان).
Digits may stand for any group (5 ملايين و762 ألف).
"""

cimport cython

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._decimals cimport EXACT, LARGEST_POWER, ONE, ROUNDED, SMALL, is_whole, plus, times, word_value
from arabnews_nlp.numbers._identifiers cimport inside_name
from arabnews_nlp.numbers._parser cimport Number, Parser, new_number
from arabnews_nlp.numbers._senses cimport (
    ALONE, CONSTRUCT, DUAL, FRACTION, HUNDRED, MEASURE, MONEY, MONTH, PARTS, PERCENT, SCALE, TEEN, TEN, TENS, UNIT,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, has, has_proclitics, sign_of, starts_phrase, surface_of, value_of, word_at,
)

# Values that others are compared with: a Decimal is compared with another sooner than with an int.
cdef object _THREE = SMALL[3]
cdef object _NINE = SMALL[9]
cdef object _TEN = SMALL[10]
cdef object _DOZEN = SMALL[12]          # the smallest scale word, which follows hundreds: مئة ودزينة
cdef object _TWENTY = SMALL[20]
cdef object _TWO_DOZEN = SMALL[24]
cdef object _HUNDRED = SMALL[100]
cdef str FATHATAN = "\u064b"


@cython.final
@cython.no_gc
@cython.freelist(8)
cdef class Group:
    """One group of a number in words: its value with its scale words, their product, the position after it."""


cdef Group new_group(value, scale, Py_ssize_t following):
    """A group that ends before ``following``."""
    cdef Group group = Group.__new__(Group)
    group.value = value
    group.scale = scale
    group.next = following
    return group


cdef bint _is_hundred(Parser parser, Word word) except -1:
    """Whether a word is the noun مئة."""
    return has(word, HUNDRED) and value_of(parser, word, HUNDRED) == _HUNDRED


cdef Group _below_hundred(Parser parser, Py_ssize_t i):
    """Units, tens, or both: خمسة, خمسة عشر, خمسة وعشرون."""
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at
    unit = value_of(parser, word, UNIT)
    if unit is not None:
        if unit:
            following = word_at(parser, i + 1)
            if has(following, TEN) and not has_proclitics(following) and not following.article:
                return new_group(unit + _TEN, ONE, i + 2)
            at = conjoined_by_waw(parser, i + 1)
            tens = None if at < 0 else value_of(parser, word_at(parser, at), TENS)
            if tens is not None:
                return new_group(unit + tens, ONE, at + 1)
        return new_group(unit, ONE, i + 1)
    value = value_of(parser, word, TEN | TEEN | TENS)
    return None if value is None else new_group(value, ONE, i + 1)


cdef Group _below_thousand(Parser parser, Py_ssize_t i):
    """Hundreds in one word or two with what و joins to them (مئتان, ثلاث مئة, ثلاثمئة وخمسة), or less."""
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at = i + 1, rest
    cdef Group part
    hundreds = value_of(parser, word, HUNDRED)
    if hundreds is None:
        unit, following = value_of(parser, word, UNIT), word_at(parser, at)
        if (
            unit is None
            or has_proclitics(following)
            or not _is_hundred(parser, following)
            or not _THREE <= unit <= _NINE
        ):
            return _below_hundred(parser, i)
        hundreds, at = unit * _HUNDRED, at + 1
    rest = conjoined_by_waw(parser, at)
    if rest >= 0:
        if not has(word_at(parser, rest), FRACTION):
            part = _below_hundred(parser, rest)
            if part is not None and part.value and not _begins_next_group(parser, part):
                return new_group(hundreds + part.value, ONE, part.next)
    else:
        following = word_at(parser, at)
        if not has_proclitics(following) and has(following, UNIT):
            part = _below_hundred(parser, at)
            if part is not None and part.value > _TWENTY:
                return new_group(hundreds + part.value, ONE, part.next)
    return new_group(hundreds, ONE, at)


cdef bint _begins_next_group(Parser parser, Group part) except -1:
    """Whether a unit starts what follows the hundreds: hundreds of its own, or parts (مئة وثلاثة أرباع)."""
    cdef Word following = word_at(parser, part.next)
    return part.value < _TEN and has(following, HUNDRED | PARTS) and (
        has(following, PARTS) or _is_hundred(parser, following)
    )


cdef Group scaled_group(Parser parser, Py_ssize_t i):
    """One group with its scale words."""
    cdef Word word = word_at(parser, i)
    cdef Group part
    if word.kind == DIGIT:
        return _digit_group(parser, i)
    pair = _dual_value(parser, i)
    if pair is not None:
        return with_scales(parser, i + 1, pair, ROUNDED.divide(pair, SMALL[2]))
    part = _below_thousand(parser, i)
    if part is not None:
        return _hundreds_and_two(parser, part) or with_scales(parser, part.next, part.value, ONE)
    if i and word_at(parser, i - 1).kind == DIGIT and inside_name(parser, i - 1):
        return None  # 6ر3 مليون
    if has(word, ALONE) or (has(word, CONSTRUCT) and has(word, SCALE) and _number_word_joins(parser, i)):
        return with_scales(parser, i + 1, value_of(parser, word, SCALE), value_of(parser, word, SCALE))
    return None


cdef Group _digit_group(Parser parser, Py_ssize_t i):
    """A group whose number is in digits: 762 ألف, 3 مئة وخمسون ألف."""
    cdef Word following
    cdef Py_ssize_t at, rest
    cdef Group part
    value = word_value(parser, word_at(parser, i))
    at = i + 1
    following = word_at(parser, at)
    if value is None or (following.no_space_before and sign_of(parser, following) in (c"/", c":", c"-")):
        return None
    if _is_hundred(parser, following) and value < _TEN and not has_proclitics(following):
        value, at = value * _HUNDRED, at + 1
        rest = conjoined_by_waw(parser, at)
        if rest >= 0:
            part = _below_hundred(parser, rest)
            if part is None:
                part = _two_digits(parser, rest)
            if part is not None and part.value:
                value, at = value + part.value, part.next
    return with_scales(parser, at, value, ONE)


cdef bint _number_word_joins(Parser parser, Py_ssize_t i) except -1:
    """Whether a number that و joins follows a scale word in the accusative: مليونا وسبعمئة ألف, مليونا و200 ألف."""
    cdef Py_ssize_t at = conjoined_by_waw(parser, i + 1)
    if at >= 0 and word_at(parser, at).kind == DIGIT:
        return has(word_at(parser, at + 1), SCALE)
    return at >= 0 and has(word_at(parser, at), UNIT | TEN | TEEN | TENS | HUNDRED) and not word_at(parser, at).article


cdef Group _hundreds_and_two(Parser parser, Group hundreds):
    """مئتان وألفان, which is 202 thousand: the dual of a scale word stands for two of it; None for anything else."""
    cdef Py_ssize_t at = conjoined_by_waw(parser, hundreds.next)
    pair = None if at < 0 else _dual_value(parser, at)
    if pair is None or pair <= _TWO_DOZEN:
        return None
    if hundreds.value < _HUNDRED or EXACT.remainder(hundreds.value, _HUNDRED) != 0:
        return None
    scale = ROUNDED.divide(pair, SMALL[2])
    return with_scales(parser, at + 1, times(hundreds.value + 2, scale), scale)


cdef Group _two_digits(Parser parser, Py_ssize_t i):
    """One or two digits after hundreds: 3 مئة و50."""
    cdef Word word = word_at(parser, i)
    value = word_value(parser, word) if word.kind == DIGIT and word.end - word.start <= 2 else None
    return None if value is None else new_group(value, ONE, i + 1)


cdef Group with_scales(Parser parser, Py_ssize_t at, value, scale):
    """Multiplied by the scale words that follow (مئة ألف مليون), as far as ``LARGEST_POWER`` goes."""
    cdef Word word = word_at(parser, at), before
    factor = value_of(parser, word, SCALE)
    while factor is not None and not has_proclitics(word):
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
    return new_group(value, scale, at)


cdef Number after_digits(Parser parser, Py_ssize_t start, Py_ssize_t at, value):
    """Digits with their scale words and the smaller groups that و joins to them: 5 ملايين و762 ألف."""
    cdef Group group, again
    if not has(word_at(parser, at), SCALE | HUNDRED) and conjoined_by_waw(parser, at) < 0:
        return new_number(start, at, value, False)
    group = with_scales(parser, at, value, ONE)
    if group.scale is ONE and _is_hundred(parser, word_at(parser, group.next)) and value < _TEN:
        again = scaled_group(parser, at - 1)
        if again is not None:
            group = again
    return with_smaller_groups(parser, start, False, group)


cdef Number with_smaller_groups(Parser parser, Py_ssize_t start, bint in_words, Group group):
    """A group with the smaller ones that و joins to it: مليون و762 ألف."""
    cdef Py_ssize_t at = group.next, following
    cdef Word word
    cdef Group further
    value, scale = group.value, group.scale
    only_scale = scale
    if not value and scale is not ONE:
        return new_number(start, at, value, in_words, "CARDINAL", None)  # zero thousands end the number
    while scale is not ONE and scale > _DOZEN:
        following = conjoined_by_waw(parser, at)
        if following < 0:
            break
        word = word_at(parser, following)
        if has(word, FRACTION):
            break
        further = scaled_group(parser, following)
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
        if following >= 0 and has(word_at(parser, following), DUAL | ALONE) and value > _TWO_DOZEN:
            further = scaled_group(parser, following)
            if further is not None and further.scale == _DOZEN and further.value < value:
                value, at = plus(value, further.value), further.next
    return new_number(start, at, value, in_words, "CARDINAL", only_scale)


cdef bint is_construct_dual(Parser parser, Py_ssize_t i) except -1:
    """Whether ألفا is the dual before its noun (ألفا دولار) and no accusative (ألفًا) or name."""
    return conjoined_by_waw(parser, i + 1) < 0 and starts_phrase(word_at(parser, i + 1), MONEY | MEASURE) and (
        FATHATAN not in surface_of(parser, word_at(parser, i))
    )


cdef _dual_value(Parser parser, Py_ssize_t i):
    """Value of the dual of a scale word: ألفان, or ألفا before its noun; None for other words."""
    cdef Word word = word_at(parser, i)
    pair = value_of(parser, word, DUAL)
    if pair is None and has(word, CONSTRUCT) and is_construct_dual(parser, i):
        return value_of(parser, word, CONSTRUCT)
    return pair


cdef bint _completes_hundreds(Parser parser, Py_ssize_t i, value, Group further) except -1:
    """Whether one scale word completes whole hundreds of it: مئة ألف وألف."""
    return (
        has(word_at(parser, i), ALONE) and further.value == further.scale
        and EXACT.remainder(value, times(further.scale, _HUNDRED)) == 0
    )


cdef bint _ends_differently(Parser parser, Group group) except -1:
    """Whether digits joined by و go with a month or a percent sign of their own."""
    return not is_whole(group.value) or parser.any_of(group.next, MONTH | PERCENT)
