# cython: wraparound=True
"""Digits that count nothing: parts of names, addresses, telephone and other numbers that name something, tags."""

from arabnews_nlp.numbers._senses cimport (
    CLOCK, EVENT, MEASURE, MONEY, MONTH, NUMBERED, PERCENT, PERIOD, SCALE, SYMBOL, VERSIONED, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, WordStream, folded_form, has, has_proclitics, has_rare, is_among, sign_of, surface_of, word_at,
)
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport all_digits

cdef enum:
    LONGEST_NATIONAL = 13   # digits of a telephone number in one group
    LONGEST_CHANNEL = 4     # digits of a quoted name; those of years are read before
    MOST_OF_NAME = 3        # words of a quoted name before its digits
    MOST_IN_RUN = 8         # groups of digits of a telephone number, and of a chain

cdef str _OPENING = "\"«“”"
cdef str _CLOSING = "\"»”“"
cdef frozenset _PREPOSITIONS = frozenset(("في", "من", "علي", "الي", "عن", "مع", "قبل", "بعد", "خلال"))
cdef str _JOINERS = "%-._/\\#@:=&?+~"


cdef bint inside_name(WordStream parser, Py_ssize_t i) except -1:
    """Whether the digits belong to a name, an address, a telephone number or a tag.

    GPT-3.5, Office 365, سو-30, أزاكو1, +966 50 123 4567, #5.
    """
    cdef Word word = word_at(parser, i), before = word_at(parser, i - 1), after = word_at(parser, i + 1), second
    cdef Py_UCS4 first
    if _in_chain(parser, i) or _in_telephone_number(parser, i):
        return True
    if after.no_space_before and sign_of(parser, after) in (c"/", c"-") and word_at(parser, i + 2).kind == DIGIT:
        if after_number_noun(parser, i):
            return True
    if _has_letter_mark(parser, i) or _has_letter_mark(parser, i - 2):
        return True
    if _in_quoted_name(parser, i) or _in_stopwatch(parser, i):
        return True
    if i > 2 and sign_of(parser, before) == c"-" and before.no_space_before and word_at(parser, i - 2).kind == DIGIT:
        if parser.any_of(i - 3, VERSIONED) or (i > 3 and _is_joined_name(parser, i - 4)):
            return True  # بوينغ 787-10, كا-77-1
    if has(before, VERSIONED) or _is_versioned(parser, i, before):
        return (word.no_space_before and sign_of(parser, before) != c"(") or not _counts(parser, i + 1)
    if i and before.entry >= 0 and not before.article and has_rare(parser, before, "place"):
        return not (_counts(parser, i + 1) or _is_accusative(parser, after))  # حي 400
    if before.entry < 0 and before.kind == ARABIC and not word.no_space_before and _in_titled_name(parser, i):
        return True
    if word.no_space_before and i:
        if before.kind == ARABIC and before.entry < 0 and before.end - before.start > 2 and not (
            _counts(parser, i + 1) or _is_accusative(parser, after)
        ):
            return True
        if before.kind == LATIN and not _between_sides(parser, i - 1) and (
            not has(before, SYMBOL) or _after_event(parser, i - 1)
        ):
            return True
        if before.no_space_before and i > 1:
            second = word_at(parser, i - 2)
            if sign_of(parser, before) == c":" and i > 2 and has(word_at(parser, i - 3), CLOCK):
                return True
            if second.kind == ARABIC and second.end - second.start > 1 and sign_of(parser, before) == c"-" and (
                second.entry < 0 or (second.end - second.start == 2 and not second.all & ~VERSIONED)
            ):
                return True
            if (second.kind == LATIN or second.kind == DIGIT) and sign_of(parser, before) in _JOINERS:
                if second.kind == DIGIT and (sign_of(parser, before) == c"/" or after_number_noun(parser, i - 2)):
                    return True
                return second.kind == LATIN or sign_of(parser, before) not in "-:" or _in_address(parser, i)
        if is_among(parser, before, "#@_") or (sign_of(parser, before) == c"+" and word.end - word.start > 6):
            return True
    elif before.kind == LATIN and i and not has(before, SYMBOL) and not has(before, MEASURE):
        return before.end + 1 == word.start and not _counts(parser, i + 1)
    if word.end - word.start >= 8:
        first = parser.text[word.start]
        if (first == c"0" or first == 0x660) and all_digits(parser, word):
            return True
    second = word_at(parser, i + 2)
    return (
        after.no_space_before and second.no_space_before and second.kind == LATIN and is_among(parser, after, "-./_")
    )


cdef bint _is_versioned(WordStream parser, Py_ssize_t i, Word following) except -1:
    """Whether a name that digits at ``i`` belong to starts two words before them.

    With an unknown word ``following`` it they count a noun rather than belong to it: بي بي سي راجعت 164 تقريرا.
    """
    cdef tuple found
    if i < 2 or not parser.any_of(i - 2, VERSIONED):
        return False
    if following.kind != ARABIC or following.entry >= 0 or not _may_be_counted(parser, word_at(parser, i + 1)):
        return True
    found = parser.phrase_of(i - 2, VERSIONED)
    return found is not None and found[1] == i


cdef bint _may_be_counted(WordStream parser, Word noun) except -1:
    """Whether a word may be the noun that digits before it count: an Arabic one that is indefinite and no particle."""
    return (
        noun.kind == ARABIC and not has_proclitics(noun) and not surface_of(parser, noun).startswith("ال")
        and folded_form(parser, noun) not in _PREPOSITIONS
    )


cdef bint _is_joined_name(WordStream parser, Py_ssize_t i) except -1:
    """Whether letters at ``i`` are joined by a hyphen to what follows, as in كا-77."""
    cdef Word hyphen = word_at(parser, i + 1)
    return (
        word_at(parser, i).kind in (ARABIC, LATIN) and sign_of(parser, hyphen) == c"-" and hyphen.no_space_before
        and word_at(parser, i + 2).no_space_before
    )


cdef bint _in_titled_name(WordStream parser, Py_ssize_t i) except -1:
    """Whether unknown words after a noun of what has such names stand before digits that count nothing: صاروخ سكود 2."""
    cdef Word after = word_at(parser, i + 1), part
    cdef Py_ssize_t k
    for k in range(i - 2, max(-1, i - 2 - MOST_OF_NAME), -1):
        part = word_at(parser, k)
        if part.entry >= 0 and has_rare(parser, part, "titled"):
            return not (
                surface_of(parser, word_at(parser, i - 1)).startswith("ال") or _may_be_counted(parser, after)
                or _counts(parser, i + 1)
            ) and all_digits(parser, word_at(parser, i))
        if part.kind != ARABIC or part.entry >= 0 or surface_of(parser, part).startswith("ال"):
            return False
    return False


cdef bint _in_quoted_name(WordStream parser, Py_ssize_t i) except -1:
    """Whether words before the digits and a pair of quotation marks make a name with them: "روسيا 1", "مازدا سبيد 6"."""
    cdef Word word = word_at(parser, i), close = word_at(parser, i + 1), part
    cdef Py_ssize_t k, last = i - 1
    if word.end - word.start > LONGEST_CHANNEL or word.no_space_before or not close.no_space_before:
        return False
    if close.end == close.start or sign_of(parser, close) not in _CLOSING:
        return False
    if last > 0 and sign_of(parser, word_at(parser, last)) in "-–":
        last -= 1  # "تبوك - 4"
    for k in range(last, max(0, last - MOST_OF_NAME), -1):
        part = word_at(parser, k)
        if part.kind != ARABIC or (part.entry >= 0 and not has_rare(parser, part, "magnitude")):
            return False
        if part.no_space_before and sign_of(parser, word_at(parser, k - 1)) in _OPENING:
            return True
    return False


cdef bint _in_stopwatch(WordStream parser, Py_ssize_t i) except -1:
    """Whether the digits are of a time that was measured: 4.06:37, 1:45.32."""
    cdef Py_ssize_t first = i if sign_of(parser, word_at(parser, i + 1)) == c":" else i - 2
    cdef Word word = word_at(parser, first), colon = word_at(parser, first + 1), last = word_at(parser, first + 2)
    return (
        first >= 0 and word.kind == DIGIT and last.kind == DIGIT and sign_of(parser, colon) == c":"
        and colon.no_space_before and last.no_space_before
        and not (all_digits(parser, word) and all_digits(parser, last))
    )


cdef bint after_number_noun(WordStream parser, Py_ssize_t i) except -1:
    """Whether a noun before the digits says that they number something (القانون 12/2003, المادة رقم 25/3)."""
    return i > 0 and (has(word_at(parser, i - 1), NUMBERED) or (i > 1 and has(word_at(parser, i - 2), NUMBERED) and (
        sign_of(parser, word_at(parser, i - 1)) in ":(" and word_at(parser, i - 1).end > word_at(parser, i - 1).start
    )))


cdef bint _in_chain(WordStream parser, Py_ssize_t i) except -1:
    """Whether the digits are one of three or more groups that slashes or hyphens link (30/2/2021, 978-3-16-148-0)."""
    cdef Py_ssize_t first = i, last = i
    cdef Py_UCS4 mark = 0
    cdef Word sign
    while last - first < MOST_IN_RUN:
        sign = word_at(parser, last + 1)
        if not _links_groups(parser, sign, mark):
            break
        if word_at(parser, last + 2).kind != DIGIT or not word_at(parser, last + 2).no_space_before:
            break
        mark = sign_of(parser, sign)
        last += 2
    while last - first < 2 * MOST_IN_RUN and first >= 2:
        sign = word_at(parser, first - 1)
        if not _links_groups(parser, sign, mark):
            break
        if not word_at(parser, first).no_space_before or word_at(parser, first - 2).kind != DIGIT:
            break
        mark = sign_of(parser, sign)
        first -= 2
    return last - first >= 4


cdef bint _links_groups(WordStream parser, Word sign, Py_UCS4 mark) except -1:
    """Whether a word is a slash or hyphen attached to digits, and the same as a ``mark`` before it if there is one."""
    cdef Py_UCS4 found = sign_of(parser, sign)
    return sign.no_space_before and found in (c"/", c"-") and (not mark or found == mark)


cdef bint _in_telephone_number(WordStream parser, Py_ssize_t i) except -1:
    """Whether the digits are in a run of groups that is a telephone number.

    +966 50 123 4567, (02) 2735-1234, هاتف: 24567890. It begins with a plus sign or a zero, or stands after a word for
    telephone, and has at least seven digits.
    """
    cdef Py_ssize_t first = i, last = i, k, digits = 0, groups = 0
    cdef Word word = word_at(parser, i), before
    cdef bint marked
    if not all_digits(parser, word):
        return False
    for k in range(MOST_IN_RUN):
        if first < 1:
            break
        before = word_at(parser, first - 1)
        if before.kind == DIGIT and before.end + 1 >= word_at(parser, first).start:
            first -= 1
        elif first >= 2 and is_among(parser, before, "-()") and before.end > before.start and (
            word_at(parser, first - 2).kind == DIGIT and word_at(parser, first - 2).end + 1 >= before.start
            and before.end + 1 >= word_at(parser, first).start
        ):
            first -= 2
        else:
            break
    if not all_digits(parser, word_at(parser, first)):
        return False
    before = word_at(parser, first - 1) if first else parser._beyond
    if first and is_among(parser, before, "(") and before.end > before.start and first > 1:
        before = word_at(parser, first - 2) if sign_of(parser, word_at(parser, first - 2)) == c"+" else before
    marked = sign_of(parser, before) == c"+" or (
        word_at(parser, first).end - word_at(parser, first).start >= 2
        and _begins_with_zero(parser, word_at(parser, first))
    )
    if not marked:
        for k in range(max(0, first - 3), first):
            if has_rare(parser, word_at(parser, k), "telephone"):
                marked = True
    if not marked:
        return False
    k = first
    while k < first + 2 * MOST_IN_RUN:
        word = word_at(parser, k)
        if k > first and word.start > word_at(parser, k - 1).end + 1:
            break
        if word.kind == DIGIT and all_digits(parser, word):
            digits += word.end - word.start
            groups += 1
        elif not (is_among(parser, word, "-()") and word.end > word.start):
            break
        k += 1
    return 7 <= digits <= (15 if groups > 1 or sign_of(parser, before) == c"+" else LONGEST_NATIONAL) and i < k


cdef bint _between_sides(WordStream parser, Py_ssize_t i) except -1:
    """Whether the letter x at ``i`` stands between the lengths of two sides (10x20) that nothing is attached to."""
    cdef Word sides = word_at(parser, i - 1)
    return folded_form(parser, word_at(parser, i)) == "x" and i > 0 and sides.kind == DIGIT and (
        word_at(parser, i).no_space_before and not (i > 1 and sides.no_space_before)
    )


cdef bint _begins_with_zero(WordStream parser, Word word) except -1:
    """Whether digits begin with a zero of any script."""
    cdef Py_UCS4 first = parser.text[word.start]
    return first == c"0" or first == 0x660 or first == 0x6F0


cdef bint _after_event(WordStream parser, Py_ssize_t i) except -1:
    """Whether one of the three words before ``i`` is a noun of events, which letters before digits name (COP28)."""
    cdef Py_ssize_t k
    for k in range(max(0, i - 3), i):
        if has(word_at(parser, k), EVENT):
            return True
    return False


cdef bint _in_address(WordStream parser, Py_ssize_t i) except -1:
    """Whether the characters before the digits up to the last blank hold an address."""
    cdef Py_ssize_t start = word_at(parser, i).start
    cdef list before = parser.text[max(0, start - 200) : start].rsplit(None, 1)[-1:]
    return bool(before) and ("://" in before[0] or "www." in before[0])


cdef bint _has_letter_mark(WordStream parser, Py_ssize_t i) except -1:
    """Whether the letter ر, or و before a sign of percent, joins the digits at ``i`` to others.

    So agencies wrote a decimal (6ر3, 13و3 %), in either order.
    """
    cdef Word word = word_at(parser, i), mark = word_at(parser, i + 1), after = word_at(parser, i + 2)
    return (
        i >= 0 and word.kind == DIGIT and after.kind == DIGIT and mark.no_space_before and after.no_space_before
        and mark.end == mark.start + 1
        and (parser.text[mark.start] == "ر" or (parser.text[mark.start] == "و" and parser.any_of(i + 3, PERCENT)))
    )


cdef bint _is_accusative(WordStream parser, Word noun) except -1:
    """Whether a noun has the form of one counted by eleven and more: أصدر22 اتهاما."""
    cdef str form = folded_form(parser, noun)
    return noun.kind == ARABIC and form.endswith("ا") and not form.startswith("ال")


cdef bint _counts(WordStream parser, Py_ssize_t at) except -1:
    """Whether the word after digits shows that they count (Microsoft 10 ملايين)."""
    cdef Word word = word_at(parser, at)
    if has(word, YEAR_WORD) and word_at(parser, at + 1).kind == DIGIT:
        return False  # Xbox 360 عام 2008
    return (not has_proclitics(word) or has(word, PERCENT)) and parser.any_of(
        at, SCALE | PERCENT | MONEY | MEASURE | PERIOD | MONTH
    )
