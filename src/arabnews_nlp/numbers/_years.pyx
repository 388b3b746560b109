"""Years: with their noun (عام 2014), with the mark of their era (1446هـ, 44 ق.م), fiscal and paired Hijri years."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport small_digits
from arabnews_nlp.numbers._identifiers cimport inside_name
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader, CompiledTest
from arabnews_nlp.numbers._senses cimport (
    AH, ALONE, CE, DUAL, FISCAL, MEASURE, MONEY, MONTH, PERCENT, PERIOD, SCALE, WEEKDAY, YEAR_WORD,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, is_among, is_form, senses_of, sign_of, starts_phrase,
    word_at,
)

cdef enum:
    LONGEST_ERA_RANGE = 300 # years between two that share the mark of their era

cdef frozenset _UNCOUNTED = frozenset(("follows", "rate_noun"))
cdef uint64_t _TO = form_key("إلى")
cdef uint64_t _UNTIL = form_key("حتى")
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _IN = form_key("في")


cpdef tuple year(Parser parser, Py_ssize_t i, bint hijri):
    """Year at ``i`` with من and عام before it: value, position after it, whether it is Hijri.

    A year before the common era is negative.
    """
    cdef Py_ssize_t at = i
    cdef Word word = word_at(parser, at)
    cdef bint within = False, named
    cdef int value
    cdef Number number
    cdef tuple marked
    if is_form(parser, word, _FROM) or is_form(parser, word, _IN):
        within = is_form(parser, word, _IN)
        at += 1
        word = word_at(parser, at)
    named = has(word, YEAR_WORD)
    if named:
        at += 2 if has(word_at(parser, at + 1), FISCAL) else 1
        word = word_at(parser, at)
    elif (at > i and word.kind != DIGIT) or within:
        return None
    if word.kind == DIGIT:
        marked = year_with_era(parser, at, named)
        if marked is not None:
            return marked
        value = small_digits(parser, word) if word.end - word.start == 4 else -1
        if not EARLIEST <= value <= LATEST:
            return None
        return value, at + 1, hijri and value <= HIJRI_LATEST
    if word.entry >= 0 and (named or has(word, DUAL | ALONE)) and not has_proclitics(word):
        number = read_number(parser, at)
        if number is not None and EARLIEST <= number.value <= LATEST and number.next > at + (0 if named else 1):
            return int(number.value), number.next, False
    return None


cpdef int year_digits(Parser parser, Py_ssize_t i) except -2:
    """Four digits that alone read as a year of about these times; -1 for others."""
    cdef Word word = word_at(parser, i)
    cdef int value = small_digits(parser, word) if word.end - word.start == 4 else -1
    return value if FIRST_BARE_YEAR <= value <= LAST_BARE_YEAR else -1


cpdef tuple year_with_era(Parser parser, Py_ssize_t i, bint named):
    """A year in digits with the mark of its era: 256 هـ, 1445 للهجرة, 570م, 44 ق.م; as :func:`year` gives it.

    A bare م is metres as well: it needs عام before the digits, or four of them with the letter attached.
    """
    cdef int value = small_digits(parser, word_at(parser, i))
    cdef Word mark = word_at(parser, i + 1)
    cdef tuple found
    if value < 1 or mark.entry < 0:
        return None
    if has(mark, AH) or starts_phrase(mark, AH):
        found = parser.phrase_of(i + 1, AH)
        if found is not None and value <= HIJRI_LATEST:
            return value, found[1], True
    if has(mark, CE) or starts_phrase(mark, CE):
        found = parser.phrase_of(i + 1, CE)
        if found is not None:
            if mark.end - mark.start > 1 or named or (mark.no_space_before and EARLIEST <= value <= LATEST):
                return value, found[1], False
    found = parser.phrase(i + 1, "bc")
    return None if found is None else (-value, found[1], False)


cpdef str year_timex(int value, bint hijri):
    """TIMEX3 value of a year."""
    return f"AH-{value:04d}" if hijri else f"{value:04d}" if value > 0 else f"BC{-value:04d}"


cdef tuple year_after_comma(Parser parser, Py_ssize_t i, bint hijri):
    """A year of four digits behind a comma that counts no noun: 12 يناير، 2020."""
    if sign_of(parser, word_at(parser, i)) not in (c",", 0x60C) or word_at(parser, i + 1).kind != DIGIT:
        return None
    return None if counts_noun(parser, i + 2) else year(parser, i + 1, hijri)


cpdef bint counts_noun(Parser parser, Py_ssize_t i) except -1:
    """Whether what digits may count stands at ``i``: a unit, a scale word, an Arabic noun without an article."""
    cdef Word word = word_at(parser, i)
    cdef str form
    if word.no_space_before and (word.kind == LATIN or is_among(parser, word, "%٪_$€£°")):
        return True
    if parser.any_of(i, PERCENT | MONEY | SCALE | MEASURE | PERIOD):
        return True
    if word.kind != ARABIC or word.article or has(word, MONTH | WEEKDAY) or senses_of(parser, word).keys() & _UNCOUNTED:
        return False
    form = folded_form(parser, word)
    if form.startswith("بال") and form.endswith("ا") and not form.endswith("يا"):
        return True  # بالغا; an accusative in ا has no article
    if form.startswith(("ال", "و", "ف", "لل", "بال")):
        return False
    return not form.startswith(("ب", "ل", "ي", "ت", "س")) or form.endswith(("ا", "ه"))


cdef Py_ssize_t fiscal_end(Parser parser, Py_ssize_t at, int first) except -1:
    """Position after the second year of a fiscal year whose first ends before ``at``: 2018/19, 2018 - 2019."""
    cdef Word mark = word_at(parser, at), last = word_at(parser, at + 1)
    if sign_of(parser, mark) not in (c"/", c"-", 0x2013) or last.kind != DIGIT:
        return at
    return at + 2 if mark.no_space_before or small_digits(parser, last) == first + 1 else at


cdef tuple _year_phrase(Parser parser, Py_ssize_t i):
    """عام 2014, السنة المالية 2022, العام 1439هـ."""
    cdef bint fiscal = has(word_at(parser, i + 1), FISCAL), era = has(word_at(parser, i + 1), AH | CE)
    cdef Py_ssize_t at = i + 2 if fiscal or era else i + 1
    cdef Word following = word_at(parser, at)
    cdef tuple found
    cdef int value
    cdef Number written
    cdef str timex
    if following.kind != DIGIT and not (has(following, DUAL) or has(following, ALONE)):
        return None
    found = year_with_era(parser, at, True) if following.kind == DIGIT else None
    if found is None:
        found = year(parser, at, False)
    if found is None:
        written = read_number(parser, at) if following.kind != DIGIT else None
        if written is None or not EARLIEST <= written.value <= LATEST:
            return None
        found = int(written.value), written.next, False
    value, at, hijri = found
    hijri = hijri or (era and has(word_at(parser, i + 1), AH))
    found = _year_range(parser, value, at, hijri)
    if found is not None:
        timex, at = found[0], found[1]
    elif fiscal:
        at = fiscal_end(parser, at, value)
        timex = f"FY{value:04d}"
    else:
        timex = year_timex(value, hijri)
    return quantity(parser, word_at(parser, i).host_start, at, "DATE", None, None, timex)


cdef tuple _year_range(Parser parser, int first, Py_ssize_t at, bint hijri):
    """TIMEX3 value of two Hijri years that a dash or slash links (1438/1439هـ), and the position after them."""
    cdef Word mark = word_at(parser, at)
    cdef tuple last
    if sign_of(parser, mark) not in (c"/", c"-", 0x2013) or word_at(parser, at + 1).kind != DIGIT:
        return None
    last = year_with_era(parser, at + 1, True)
    if last is None or not last[2] or not first < last[0]:
        return None
    return f"{year_timex(first, True)}/{year_timex(last[0], True)}", last[1]


cdef bint _linked_era(Parser parser, Py_ssize_t at, int first) except -1:
    """Whether و, إلى or حتى at ``at`` joins a later year with the mark of the Hijri era: بين 1440 و1445هـ."""
    cdef Py_ssize_t last = conjoined_by_waw(parser, at)
    cdef tuple found
    if last < 0 and (is_form(parser, word_at(parser, at), _TO) or is_form(parser, word_at(parser, at), _UNTIL)):
        last = at + 1
    if last < 0 or word_at(parser, last).kind != DIGIT or not starts_phrase(word_at(parser, last + 1), AH):
        return False
    found = year_with_era(parser, last, True)
    return found is not None and found[2] and first < found[0] and found[0] - first < LONGEST_ERA_RANGE


cdef bint _era_follows(Parser parser, Py_ssize_t i) except -1:
    cdef Word word = word_at(parser, i), mark = word_at(parser, i + 1)
    if word.end - word.start >= 3 and _linked_era(parser, i + 1, max(0, small_digits(parser, word))):
        return True
    if mark.entry < 0:
        return sign_of(parser, mark) in (c"/", c"-", 0x2013) and word_at(parser, i + 2).kind == DIGIT and (
            has(word_at(parser, i + 3), AH) or starts_phrase(word_at(parser, i + 3), AH)
        )
    return starts_phrase(mark, AH | CE) or parser.phrase(i + 1, "bc") is not None


cdef tuple _era_year(Parser parser, Py_ssize_t i):
    """1446هـ, 44 ق.م, 1438/1439هـ without عام before them."""
    cdef tuple found
    cdef int first
    if inside_name(parser, i):
        return None
    found = year_with_era(parser, i, False)
    if found is not None:
        return quantity(
            parser, word_at(parser, i).start, found[1], "DATE", None, None, year_timex(found[0], found[2])
        )
    first = small_digits(parser, word_at(parser, i))
    if first > 0 and _linked_era(parser, i + 1, first):
        return quantity(parser, word_at(parser, i).start, i + 1, "DATE", None, None, year_timex(first, True))
    found = _year_range(parser, first, i + 1, True) if first > 0 else None
    return None if found is None else quantity(parser, word_at(parser, i).start, found[1], "DATE", None, None, found[0])


cdef bint _four_digits(Parser parser, Py_ssize_t i) except -1:
    """Whether the cue is four digits without a separator."""
    cdef Word word = word_at(parser, i)
    return word.end - word.start == 4 and small_digits(parser, word) >= 0


year_phrase = CompiledReader.of(&_year_phrase)
era_year = CompiledReader.of(&_era_year)
era_follows = CompiledTest.of(&_era_follows)
four_digits = CompiledTest.of(&_four_digits)
