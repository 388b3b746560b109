"""Dates that are longer than a month: seasons, quarters, halves, decades, centuries."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport is_whole
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader
from arabnews_nlp.numbers._senses cimport AH, CE, CENTURY, DECADE, FISCAL, HALF, QUARTER, SEASON, YEAR_WORD
from arabnews_nlp.numbers._word_stream cimport Word, conjoined_by_waw, folded_form, has, is_form, value_of, word_at
from arabnews_nlp.numbers._years cimport fiscal_end, year

cdef enum:
    MOST_LISTED = 8         # words of decades that are told together

cdef uint64_t _FROM = form_key("من")
cdef uint64_t _ARTICLE = form_key("ال")


cdef tuple read_period(Parser parser, Py_ssize_t i):
    """TIMEX3 value of the date longer than a month that starts at ``i``, and the position after it."""
    cdef Word word = word_at(parser, i)
    cdef tuple found = None
    if has(word, SEASON):
        found = _season(parser, i)
    if found is None and has(word, QUARTER):
        found = _part_of_year(parser, i, QUARTER, 4)
    if found is None and has(word, HALF):
        found = _part_of_year(parser, i, HALF, 2)
    if found is None and has(word, DECADE):
        found = _decade(parser, i)
    if found is None and has(word, CENTURY):
        found = _century(parser, i)
    return found


cdef tuple _season(Parser parser, Py_ssize_t i):
    """صيف 2019."""
    cdef Word word = word_at(parser, i)
    cdef tuple written = None if word.article else year(parser, i + 1, False)
    return None if written is None else (f"{<int>written[0]:04d}-{value_of(parser, word, SEASON)}", written[1])


cdef tuple _part_of_year(Parser parser, Py_ssize_t i, uint64_t part, int most):
    """الربع الرابع من عام 2018, النصف الأول من 2019."""
    cdef Word word = word_at(parser, i)
    cdef tuple ordinal = read_ordinal(parser, i + 1) if word.article else None, written
    cdef Py_ssize_t k
    cdef str timex
    if ordinal is None or ordinal[1] > most:
        return None
    timex = f"{value_of(parser, word, part)}{ordinal[1]}"
    written = year(parser, ordinal[2], False)
    if written is None:
        if not parser.scope_all or _is_of_another_whole(parser, ordinal[2]):
            return None
        return f"XXXX-{timex}", ordinal[2]
    timex = f"{<int>written[0]:04d}-{timex}"
    for k in range(ordinal[2], written[1]):
        if has(word_at(parser, k), FISCAL):
            return "FY" + timex, fiscal_end(parser, written[1], written[0])
    return timex, written[1]


cdef bint _is_of_another_whole(Parser parser, Py_ssize_t i) except -1:
    """Whether what follows says that a quarter or half is none of a year: النصف الثاني من الموسم."""
    cdef Word whole = word_at(parser, i + 1)
    return is_form(parser, word_at(parser, i), _FROM) and whole.article and not has(whole, YEAR_WORD)


cdef tuple _decade(Parser parser, Py_ssize_t i):
    """التسعينيات, ثمانينيات القرن الماضي; of the twentieth century where no other is named."""
    cdef Word word = word_at(parser, i)
    cdef bint linked = is_form(parser, word_at(parser, i + 1), _FROM)
    cdef int decade = value_of(parser, word, DECADE)
    cdef tuple named = parser.phrase(i + 1, "last_century")
    if named is None and linked:
        named = parser.phrase(i + 2, "last_century")
    if named is not None:
        return f"{named[0]:02d}{decade // 10}", named[1]
    if not word.article or _of_age(parser, i + 1):
        return None
    return f"19{decade // 10}", i + 1


cdef bint _of_age(Parser parser, Py_ssize_t i) except -1:
    """Whether a decade that ends before ``i`` is one of a life: في الثلاثينيات والأربعينيات من عمرهم."""
    cdef Py_ssize_t following = i
    while following >= 0 and following - i < MOST_LISTED and not is_form(parser, word_at(parser, following), _FROM):
        following = conjoined_by_waw(parser, following)
        if following < 0 or not has(word_at(parser, following), DECADE):
            return False
        following += 1
    if not is_form(parser, word_at(parser, following), _FROM):
        return False
    return folded_form(parser, word_at(parser, following + 1)).startswith(("عمر", "العمر"))


cdef tuple _century(Parser parser, Py_ssize_t i):
    """القرن الحادي والعشرين, القرن الـ19; TIMEX3 names a century by its first two digits."""
    cdef Py_ssize_t at = i + 2 if is_form(parser, word_at(parser, i + 1), _ARTICLE) else i + 1
    cdef tuple ordinal
    cdef Number number
    if not word_at(parser, i).article:
        return None
    ordinal = read_ordinal(parser, at)
    if ordinal is not None:
        return _with_era(parser, ordinal[1] - 1, 2, ordinal[2])
    number = read_number(parser, at) if word_at(parser, at).kind == DIGIT or word_at(parser, at).article else None
    if number is None or not 1 <= number.value <= 30 or not is_whole(number.value):
        return None
    return _with_era(parser, int(number.value) - 1, 2, number.next)


cdef tuple _with_era(Parser parser, int index, int digits, Py_ssize_t at):
    """A century or millennium by its first digits, with the mark of its era (القرن الرابع الهجري, قبل الميلاد)."""
    cdef tuple era = parser.phrase_of(at, AH)
    if era is not None:
        return f"AH-{index:0{digits}d}", era[1]
    era = parser.phrase(at, "bc")
    if era is not None:
        return f"BC{index:0{digits}d}", era[1]
    era = parser.phrase_of(at, CE) if word_at(parser, at).end > word_at(parser, at).start + 1 else None
    return f"{index:0{digits}d}", at if era is None else era[1]


def millennium(Parser parser not None, Py_ssize_t i):
    """TIMEX3 value of الألفية الثالثة and the position after it."""
    cdef tuple ordinal = read_ordinal(parser, i + 1) if word_at(parser, i).article else None
    return None if ordinal is None or ordinal[1] > 10 else _with_era(parser, ordinal[1] - 1, 1, ordinal[2])


cdef tuple _period(Parser parser, Py_ssize_t i):
    """الربع الثالث من عام 2022, صيف 2019, القرن الحادي والعشرين."""
    cdef tuple found = read_period(parser, i)
    if found is None:
        return None
    return quantity(parser, word_at(parser, i).host_start, found[1], "DATE", None, None, found[0])


period = CompiledReader.of(&_period)
