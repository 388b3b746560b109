"""Months by their name, in four sets of names, and by their number: يناير, كانون الثاني, رمضان, الشهر التاسع."""

from libc.stdint cimport uint64_t

from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport is_whole
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._senses cimport (
    ANY_MONTH, HIJRI, MONTH, MONTH_WORD, NEVER, NEXT, PAST, THIS, WEAK_MONTH, WHEN,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, has, has_proclitics, has_rare, is_form, sign_of, starts_phrase, word_at,
)
from arabnews_nlp.numbers._years cimport year

cdef enum:
    RAMADAN = 9

cdef str _SEPARATORS = "/-(.،–"
cdef uint64_t _BETWEEN = form_key("بين")    # of people: بين ماي وخصومها
cdef uint64_t _DI = form_key("دي")     # of names: دي مايو


cpdef tuple month(Parser parser, Py_ssize_t i, bint expected):
    """Month at ``i``, position after it and whether it is Hijri.

    A second name of the same month belongs to it (مارس/آذار). Where no month is ``expected``, names that are other
    words too need evidence: a year, a second name, شهر or a word of time before them.
    """
    cdef Word word = word_at(parser, i)
    cdef tuple found
    cdef bint weak = False, hijri = False
    cdef Py_ssize_t at, second
    if starts_phrase(word, NEVER) and parser.phrase_of(i, NEVER) is not None:
        return None  # مايو كلينيك
    if not starts_phrase(word, ANY_MONTH) or word.article or (i and is_form(parser, word_at(parser, i - 1), _DI)):
        return None
    found = parser.phrase_of(i, MONTH)
    if found is None:
        found, weak = parser.phrase_of(i, WEAK_MONTH), True
    if found is None:
        found, hijri = parser.phrase_of(i, HIJRI), True
    if found is None:
        return None
    if not hijri and _contradicts(parser, i):
        return None
    value, at = found
    if not hijri:
        second = _second_name(parser, at, value)
        if second >= 0:
            return value, second, False
    if weak and has_proclitics(word) and parser.text[word.host_start] == "ا":
        return None  # باب is no آب
    if weak and not expected and not _evident(parser, i, at, hijri):
        return None
    if hijri and not expected and not _evident_hijri(parser, i, at, value):
        return None
    return value, at, hijri


cdef bint _contradicts(Parser parser, Py_ssize_t i) except -1:
    """Whether a month with a name of the Levant stands right behind one without, of which it is no second name.

    In 30 سبتمبر/تشرين الأول one of the two is a slip, and rather the second.
    """
    cdef Py_ssize_t at = i - 1
    if not has_rare(parser, word_at(parser, i), "levantine") or has_proclitics(word_at(parser, i)):
        return False
    if at > 0 and sign_of(parser, word_at(parser, at)) == c"/":
        at -= 1
    return at >= 0 and has(word_at(parser, at), MONTH) and not has_rare(parser, word_at(parser, at), "levantine")


cdef Py_ssize_t _second_name(Parser parser, Py_ssize_t at, value) except -2:
    """Position after a second name of the month, parted by a slash, a bracket or nothing; -1 without one."""
    cdef Py_UCS4 mark = sign_of(parser, word_at(parser, at))
    cdef Py_ssize_t first = at + 1 if mark in _SEPARATORS else at
    cdef uint64_t sense
    cdef tuple again
    cdef bint closed
    if not starts_phrase(word_at(parser, first), MONTH | WEAK_MONTH):
        return -1
    for sense in (MONTH, WEAK_MONTH):
        again = parser.bare_phrase_of(first, sense)
        if again is not None and again[0] == value:
            closed = mark == c"(" and sign_of(parser, word_at(parser, again[1])) == c")"
            if mark == c"(" and not closed:
                return -1
            return again[1] + closed
    return -1


cdef bint _evident(Parser parser, Py_ssize_t i, Py_ssize_t at, bint hijri) except -1:
    """Whether a noun or word of time before a month, an adjective (الماضي) or a year after it shows that it is one."""
    cdef Word before = word_at(parser, i - 1)
    return (
        has(before, MONTH_WORD)
        or (has(before, WHEN) and not _is_hamza_above(parser, i) and not is_form(parser, before, _BETWEEN))
        or has(word_at(parser, at), PAST | NEXT | THIS)
        or year(parser, at, hijri) is not None
    )


cdef bint _is_hamza_above(Parser parser, Py_ssize_t i) except -1:
    """Whether the word is written with أ, as أب (father) is and آب is not."""
    return parser.text[word_at(parser, i).start] == "أ"


cdef bint _evident_hijri(Parser parser, Py_ssize_t i, Py_ssize_t at, int value) except -1:
    """Whether شهر or a year marks a Hijri month; رمضان needs but a word of time."""
    cdef Word before = word_at(parser, i - 1)
    return has(before, MONTH_WORD) or year(parser, at, True) is not None or (value == RAMADAN and has(before, WHEN))


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
