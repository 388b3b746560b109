"""Fractions and decimals in words, alone and after a number: نصف مليون, ثلاثة أرباع, واحد ونصف, خمسة فاصلة خمسة, ½."""

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT
from arabnews_nlp.numbers._decimals cimport (
    EXACT, LONGEST, ONE, ROUNDED, SMALL, all_digits, is_whole, negated, plus, times, word_value,
)
from arabnews_nlp.numbers._number_words cimport Group, scaled_group, with_scales, with_smaller_groups
from arabnews_nlp.numbers._parser cimport Number, Parser, new_number
from arabnews_nlp.numbers._senses cimport (
    ALONE, CLOCK, DAY_WORD, DUAL, FIFTH, FRACTION, HALF, HUNDRED, LESS, MEASURE, MODIFIER, MONEY, MONTH_WORD, NEVER,
    NEXT, ORDINAL, PARTS, PAST, PERIOD, QUARTER, SCALE, SHARED, TAKEN, TEN, TENS, THEN, THIS, UNIT, WEEKDAY,
    WEEK_WORD, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, has_rare, sign_of, starts_phrase, surface_of,
    value_of, word_at,
)

from decimal import Decimal
from fractions import Fraction
from unicodedata import numeric

_SIGNS = [chr(c) for c in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)]
_PARTS = {sign: Fraction(numeric(sign)).limit_denominator(10) for sign in _SIGNS}
cdef dict _VULGAR = {sign: Decimal(part.numerator) / part.denominator for sign, part in _PARTS.items()}
cdef object _TWO_QUARTERS = Decimal("0.5")
cdef object _HUNDRED = SMALL[100]


cdef vulgar_fraction(Parser parser, Word word):
    """Value of a one-character fraction (½); None where the word is none."""
    cdef Py_UCS4 sign = sign_of(parser, word)
    if sign != 0xBC and sign != 0xBD and sign != 0xBE and not 0x2150 <= sign <= 0x215E:
        return None
    return _VULGAR[sign]


cdef Number fraction_word(Parser parser, Py_ssize_t i):
    """A fraction word alone: نصف, ثلثا; before a scale word it is a part of that (نصف مليون)."""
    cdef Word word = word_at(parser, i)
    value = value_of(parser, word, FRACTION)
    if value is None:
        value = value_of(parser, word, FIFTH)
        if value is None or not (reads_as_fraction(parser, i) or parser.is_whole_text(i, i + 1)):
            return None
    if has_rare(parser, word, "colloquial") and not _is_colloquial_half(parser, i, word):
        return None
    if word.article and (has(word, QUARTER | HALF) or value == _TWO_QUARTERS) and _numbered_period(parser, i + 1):
        return None
    if parser.any_of(i, NEVER):
        return None
    return scaled_fraction(parser, new_number(word.host_start, i + 1, value, True, "FRACTION"))


cdef bint _numbered_period(Parser parser, Py_ssize_t i) except -1:
    """Whether an ordinal or الأخير follows, so that الربع and النصف are periods: الربع الرابع, النصف الأول."""
    cdef Word word = word_at(parser, i)
    if has_proclitics(word):
        return False
    if has(word_at(parser, i - 1), QUARTER) and folded_form(parser, word).startswith("ال"):
        return True
    return has(word, PAST | NEXT | THIS) or (word.article and has(word, ORDINAL))


cdef bint _is_colloquial_half(Parser parser, Py_ssize_t i, Word word) except -1:
    """Whether نص is a half and no text: of a unit or a scale word (نص ساعة), after و (ساعة ونص), or alone."""
    if word.article or not parser.scope_all:
        return False
    return (
        starts_phrase(word_at(parser, i + 1), PERIOD | MEASURE | MONEY | SCALE)
        or conjoined_by_waw(parser, i) == i or parser.is_whole_text(i, i + 1)
    )


cdef bint reads_as_fraction(Parser parser, Py_ssize_t i) except -1:
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
        if has_proclitics(following):
            return False
    elif (
        following.entry >= 0 or following.end - following.start < 5
        or not folded_form(parser, following).startswith("ال")
    ):
        return False
    if has(following, PERIOD):
        return has(following, YEAR_WORD | MONTH_WORD | WEEK_WORD | DAY_WORD | CLOCK)
    if has(following, SCALE | HUNDRED | UNIT | TEN | TENS | ORDINAL | WEEKDAY):
        return False
    return has(word, UNIT | TEN) or has(following, SHARED) or parser.any_of(i - 1, MODIFIER)


cdef Number scaled_fraction(Parser parser, Number found):
    """A fraction times the scale word after it (نصف مليون); without one the fraction itself."""
    cdef Word following = word_at(parser, found.next)
    factor = value_of(parser, following, SCALE)
    if factor is None or has_proclitics(following):
        return found
    return new_number(found.start, found.next + 1, times(found.value, factor), found.in_words)


cdef Number with_decimals(Parser parser, Number found):
    """خمسة فاصلة خمسة; the digits after فاصلة are read one by one where they start with a zero."""
    cdef Py_ssize_t at = found.next + 1
    cdef str zeros, decimals, surface
    cdef Group group
    cdef Number written
    if not has(word_at(parser, found.next), THEN) or is_fractional(found) or _is_closed(found):
        return None
    while at - found.next <= LONGEST and _is_zero(parser, word_at(parser, at)):
        at += 1
    zeros = "0" * (at - found.next - 1)
    if word_at(parser, at).kind == DIGIT:
        value = word_value(parser, word_at(parser, at)) if all_digits(parser, word_at(parser, at)) else None
        group = None if value is None else with_scales(parser, at + 1, value, ONE)
    else:
        group = scaled_group(parser, at)
    factor = ONE
    if group is None:
        if not zeros:
            return None
        decimals = zeros
    else:
        surface = surface_of(parser, word_at(parser, at))
        written = with_smaller_groups(parser, 0, True, group)
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
    return new_number(found.start, at, value, found.in_words, found.label, factor)


cdef bint _is_zero(Parser parser, Word word) except -1:
    """Whether a word is صفر."""
    return has(word, UNIT) and value_of(parser, word, UNIT) == 0


cdef bint _plain_scales(Parser parser, Py_ssize_t at, Py_ssize_t following) noexcept:
    """Whether a number word other than a scale stands in a group that ends at ``following``."""
    return not has(word_at(parser, at), ALONE) or following > at + 1


cdef bint is_fractional(Number found) except -1:
    """Whether a number is a fraction or has decimals."""
    return found.label == "FRACTION" or not is_whole(found.value)


cdef bint _is_closed(Number found) except -1:
    """Whether a number is zero of a scale word (صفر ملايين), to which no decimals and parts belong."""
    return found.scale is None and not found.value


cdef Number with_fraction(Parser parser, Py_ssize_t i, Number found):
    """Parts after a cardinal: ثلاثة أرباع, ثلاث وعشرون خمسا, واحد ونصف, مليون ونصف, جزء من مئة."""
    cdef Word word = word_at(parser, found.next), following, last
    cdef Py_ssize_t at
    if _is_closed(found):
        return None
    if word.entry >= 0 and not has_proclitics(word):
        value = value_of(parser, word, PARTS)
        if value is not None and found.value < 100:
            return scaled_fraction(
                parser, new_number(found.start, found.next + 1, times(found.value, value), found.in_words, "FRACTION")
            )
        value = value_of(parser, word, FRACTION) or value_of(parser, word, FIFTH)
        if value is not None and found.in_words and found.value > 10 and not has(word, TEN):
            if found.next > i + 1 if has(word_at(parser, found.next - 1), UNIT) else not has(word, TENS):
                return new_number(found.start, found.next + 1, times(found.value, value), found.in_words, "FRACTION")
    at = conjoined_by_waw(parser, found.next)
    if at < 0:
        return None
    word = word_at(parser, at)
    value = value_of(parser, word, FRACTION)
    following = word_at(parser, at + 1)
    if value is not None and value < 1 and (not word.article or has(following, SCALE)):
        last = word_at(parser, found.next - 1)
        whole = value_of(parser, last, SCALE)
        if whole is None:
            whole = ROUNDED.divide(value_of(parser, last, DUAL), SMALL[2]) if has(last, DUAL) else ONE
        at += 1
        if has(following, SCALE) and not has_proclitics(following):
            if whole is ONE and found.value < 1000:  # 7 ونصف مليون, where مليون is of the seven as well
                whole = value_of(parser, following, SCALE)
                whole = times(away_from_zero(found.value, value), whole)
                return new_number(found.start, at + 1, whole, found.in_words, "CARDINAL", None)
            whole, at = value_of(parser, following, SCALE), at + 1
        elif whole < 1000:
            whole = ONE
        return new_number(
            found.start, at, away_from_zero(found.value, times(value, whole)), found.in_words, "CARDINAL", None
        )
    unit = value_of(parser, word, UNIT)
    if unit is not None and has(following, PARTS) and not has_proclitics(following):
        value = times(unit, value_of(parser, following, PARTS))
        return new_number(found.start, at + 2, away_from_zero(found.value, value), found.in_words)
    fifth = value_of(parser, word, FIFTH)
    if fifth is None:
        return None
    small = found.in_words and found.value < 10 and found.next == i + 1
    if (has(word, TENS) and EXACT.remainder(found.value, _HUNDRED) != 0) or (
        small and has(word, UNIT) and not _ranged(parser, i)
    ):
        return new_number(found.start, at + 1, away_from_zero(found.value, fifth), found.in_words)
    return None


cdef bint _ranged(Parser parser, Py_ssize_t i) except -1:
    """Whether the number at ``i`` belongs to a range or counts a period, so that a fifth may follow it."""
    return folded_form(parser, word_at(parser, i - 1)) in ("بين", "مابين") or has(word_at(parser, i + 2), PERIOD)


cpdef tuple part_after(Parser parser, Py_ssize_t at, scale=ONE):
    """The part that follows what was counted, and the position after it.

    و adds it (5 لترات ونصف), إلا takes it away (ساعتان إلا ربعا). The part is of ``scale`` (مليون دولار ونصف); the
    scale word may be said again (ونصف المليون).
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


cdef away_from_zero(value, part):
    """A value and the part that follows it, which is of its sign."""
    return plus(value, negated(part)) if value < 0 else plus(value, part)
