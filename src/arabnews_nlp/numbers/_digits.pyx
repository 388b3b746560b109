"""Numbers in digits: with a sign, in groups parted by blanks, with a power, a fraction or the letters of a scale."""

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport (
    EXACT, LARGEST_POWER, LONGEST, ROUNDED, all_digits, digits_value, is_whole, negated, plus, times, word_value,
)
from arabnews_nlp.numbers._fractions cimport vulgar_fraction
from arabnews_nlp.numbers._identifiers cimport inside_name
from arabnews_nlp.numbers._number_words cimport after_digits
from arabnews_nlp.numbers._parser cimport Number, Parser, new_number
from arabnews_nlp.numbers._senses cimport CLOCK, MEASURE, MONEY, NUMBERED, PERCENT, PERIOD, SUFFIX, SYMBOL, WHEN
from arabnews_nlp.numbers._word_stream cimport (
    Word, folded_form, has, has_proclitics, has_rare, is_among, sign_of, surface_of, value_of, word_at,
)

cdef enum:
    SHORTEST_GROUPED = 5    # characters of thousands with a full stop: 1.500, 100.500
    LONGEST_GROUPED = 7
    MOST_GROUPS = 9         # groups of digits that one number written with blanks has at most

cdef object _TENTH = ROUNDED.create_decimal("0.1")
cdef frozenset _DECIMAL_DENOMINATORS = frozenset([10, 100, 1000])
cdef frozenset _DENOMINATORS = frozenset([12, 15, 16, 20, 24, 25, 32, 48, 50, 60, 64, 100, 1000])


cdef Number read_digits(Parser parser, Py_ssize_t i):
    """Digits with their sign, groups parted by spaces, power or fraction, and the groups that و joins."""
    cdef Word word = word_at(parser, i), before, following
    cdef Py_ssize_t start, at
    cdef Number other
    if inside_name(parser, i) or _listed_minutes(parser, i):
        return None
    if _is_comma(parser, word_at(parser, i + 1)) or (i > 1 and _is_comma(parser, word_at(parser, i - 1))):
        if _in_split_decimal(parser, i):
            return None
    value = word_value(parser, word)
    if value is None:
        return None
    if _has_three_decimals(parser, word):
        value = _grouped_by_stop(parser, value, word_at(parser, i + 1))
        if value is None:
            return None
    start, at = word.start, i + 1
    before = word_at(parser, i - 1)
    if (
        i and word.no_space_before and sign_of(parser, before) in (c".", 0x66B) and not before.no_space_before
        and all_digits(parser, word)
    ):
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
        half = vulgar_fraction(parser, following)
        if half is not None and is_whole(value):
            return _signed(parser, i, new_number(start, at + 1, plus(value, half), False))
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
        if sign_of(parser, following) == c":" and word_at(parser, at + 1).no_space_before:
            if not _is_score(parser, i, at):
                return None
    elif following.kind == DIGIT:
        other = _slashed(parser, at)
        if other is not None and is_whole(value) and other.label == "FRACTION" and other.value < 1:
            return _signed(parser, i, new_number(start, other.next, plus(value, other.value), False))
    return _signed(parser, i, after_digits(parser, start, at, value))


cdef bint _is_comma(Parser parser, Word word) noexcept:
    """Whether a word is an Arabic comma attached to what stands before it."""
    return word.no_space_before and sign_of(parser, word) == 0x60C


cdef bint _in_split_decimal(Parser parser, Py_ssize_t i) except -1:
    """Whether a comma and a blank part the digits from others before a percent sign: 96، 3 في المئة may be 96.3."""
    cdef Py_ssize_t first = i if _is_comma(parser, word_at(parser, i + 1)) else i - 2
    cdef Word whole = word_at(parser, first)
    return (
        whole.kind == DIGIT and word_at(parser, first + 2).kind == DIGIT and whole.end - whole.start < 4
        and parser.any_of(first + 3, PERCENT)
    )


cdef bint _has_three_decimals(Parser parser, Word word) except -1:
    """Whether a full stop stands before the last three digits, so that it may part thousands: 1.500, but not 0.500."""
    return (
        SHORTEST_GROUPED <= word.end - word.start <= LONGEST_GROUPED
        and parser.text[word.end - 4] == "." and parser.text[word.start] not in "0٠"
    )


cdef _grouped_by_stop(Parser parser, value, Word noun):
    """The thousands of a number with a full stop, where a noun follows that is counted in whole numbers: 1.500 شخص.

    None where the word may as well be an adverb after an index that has decimals (94.177 متراجعا).
    """
    cdef str form
    if is_whole(value) or noun.kind != ARABIC or has_proclitics(noun) or noun.article:
        return value
    if has_rare(parser, noun, "counted"):
        return EXACT.scaleb(value, 3)
    if has(noun, MEASURE | PERIOD) and value == ROUNDED.quantize(value, _TENTH):
        return EXACT.scaleb(value, 3)  # 3.500 متر
    form = folded_form(parser, noun)
    if noun.entry >= 0 or len(form) < 3 or not form.endswith(("ا", "ه")) or surface_of(parser, noun).startswith("ال"):
        return value
    return None if form.startswith("م") else EXACT.scaleb(value, 3)


cdef bint _listed_minutes(Parser parser, Py_ssize_t i) except -1:
    """Whether a comma stands between the minutes of a list and in no decimal: في الدقيقتين 58،78."""
    cdef Word word = word_at(parser, i), before = word_at(parser, i - 1)
    return (
        i > 0 and before.entry >= 0 and word.end - word.start > 2
        and has_rare(parser, before, "minutes") and "،" in surface_of(parser, word)
    )


cdef bint _is_score(Parser parser, Py_ssize_t i, Py_ssize_t at) except -1:
    """Whether a colon at ``at`` stands in a score or a scale (6:3, 1:1000), and not in a time or an address."""
    cdef Word before = word_at(parser, i - 1), after = word_at(parser, at + 2)
    if word_at(parser, at + 1).kind != DIGIT or (after.no_space_before and sign_of(parser, after) in "/:-._"):
        return False
    return i <= 0 or not (
        (word_at(parser, i).no_space_before and before.kind != ARABIC) or has(before, CLOCK | NUMBERED)
    )


cdef bint _attached(Parser parser, Py_ssize_t i) noexcept:
    """Whether digits stand right behind another word."""
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
    return new_number(start, at + 1, times(value, factor), False, "CARDINAL", factor)


cdef Number _signed(Parser parser, Py_ssize_t i, Number found):
    """With the minus sign that stands right before the digits and after nothing but a blank or a bracket."""
    cdef Word sign = word_at(parser, i - 1)
    cdef Py_UCS4 mark = sign_of(parser, sign)
    if not i or mark not in (c"-", 0x2212, 0x2013):
        return found
    if not sign.no_space_before and i > 1 and word_at(parser, i - 2).kind == DIGIT:
        return found
    if (i == 1 and mark == c"-") or (
        word_at(parser, i).no_space_before
        and (not sign.no_space_before or is_among(parser, word_at(parser, i - 2), "(["))
    ):
        return new_number(sign.start, found.next, negated(found.value), found.in_words, found.label, found.scale)
    return found


cdef tuple _spaced_groups(Parser parser, Py_ssize_t i, value):
    """1 234 567 as one number: one to three digits, then groups of three, one blank between.

    A longer row of groups is a list of numbers, not one number.
    """
    cdef Word word = word_at(parser, i)
    cdef Py_ssize_t at
    if word.end - word.start > 3 or parser.text[word.start] in "0٠" or not all_digits(parser, word):
        return value, i + 1
    if not parser._run_start <= i < parser._run_end:
        parser._run_start, parser._run_end = i, _end_of_run(parser, i + 1)
    at = parser._run_end
    if at == i + 1 or at - i > MOST_GROUPS:
        return value, i + 1
    whole = digits_value("".join([surface_of(parser, word_at(parser, k)) for k in range(i, at)]))
    return (value, i + 1) if whole is None else (whole, at)


cdef Py_ssize_t _end_of_run(Parser parser, Py_ssize_t at) except -1:
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
    if sign_of(parser, slash) != c"/" or not slash.no_space_before:
        return None
    if bottom.kind != DIGIT or not bottom.no_space_before:
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
    if above < below and whole.kind == DIGIT and whole.start == bottom.end + 1:
        value = _whole_after(parser, i + 3)
        if value is not None:
            return new_number(top.start, i + 4, plus(value, part), False)
    return new_number(top.start, i + 3, part, False, "FRACTION")


cdef _whole_after(Parser parser, Py_ssize_t i):
    """Whole part of a mixed number that is typed from the right, in Arabic-Indic digits that count nothing; or None."""
    cdef Word whole = word_at(parser, i), following = word_at(parser, i + 1)
    if not 0x660 <= <Py_UCS4>parser.text[whole.start] <= 0x669 or not all_digits(parser, whole):
        return None
    return None if following.no_space_before or following.entry >= 0 else word_value(parser, whole)


cdef bint _counted_from(Parser parser, Py_ssize_t at) except -1:
    """Whether a noun with the article stands at ``at``, of which a fraction may be."""
    return folded_form(parser, word_at(parser, at)).startswith("ال")


cdef Number _power(Parser parser, Py_ssize_t start, Py_ssize_t at, base):
    """The power after a caret: 10^6, 2.5^-1."""
    cdef tuple found = _exponent(parser, at + 1) if base else None
    if found is None:
        return None
    value = ROUNDED.power(base, found[0])
    return new_number(start, found[1], value, False) if -LONGEST < value.adjusted() < LONGEST else None


cdef Number _scientific(Parser parser, Py_ssize_t start, Py_ssize_t at, base):
    """The power of ten after e: 12.32e+14."""
    cdef tuple found = _exponent(parser, at + 1)
    return None if found is None else new_number(start, found[1], EXACT.scaleb(base, found[0]), False)


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
