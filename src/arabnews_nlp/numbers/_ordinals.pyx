# cython: wraparound=True
"""Ordinals: الأول, الحادية عشرة, الخامس والعشرون, الثاني بعد المئة."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport DIGIT, PyUnicode_READ
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader
from arabnews_nlp.numbers._senses cimport (
    COMPOUND, DUAL, HUNDRED, MEASURE, MONEY, NEVER, OF, ONLY, ORDINAL, PARTS, PERIOD, PIECE, SCALE, TEN, TENS,
)
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, has_rare, is_form, surface_of, value_of, word_at,
)

from decimal import Decimal

cdef enum:
    RATE_BEFORE = 5         # words before في الثانية among which the number of a rate stands

cdef uint64_t _IN = form_key("في")
cdef uint64_t _THE_SECOND = form_key("الثانية")
cdef uint64_t _AFTER = form_key("بعد")


cpdef tuple read_ordinal(Parser parser, Py_ssize_t i):
    """Start offset, value and the position after the ordinal at ``i`` (الأول, الحادية عشرة, الخامس والعشرون).

    Tens alone (العشرون) are the same words as the cardinals and are not read here. Hundreds stand behind بعد (الثاني
    والعشرون بعد المئة).
    """
    cdef tuple found = _small_ordinal(parser, i)
    cdef Word word
    if found is None or not is_form(parser, word_at(parser, found[2]), _AFTER):
        return found
    word = word_at(parser, found[2] + 1)
    if not word.article or has_proclitics(word):
        return found
    hundreds = value_of(parser, word, HUNDRED | DUAL | SCALE)
    return found if hundreds is None else (found[0], found[1] + int(hundreds), found[2] + 2)


cdef tuple _small_ordinal(Parser parser, Py_ssize_t i):
    """The same without what بعد adds."""
    cdef Word word = word_at(parser, i), following
    cdef Py_ssize_t at
    if word.entry < 0:
        return None
    value = value_of(parser, word, ORDINAL)
    compound = value_of(parser, word, COMPOUND) if has(word, COMPOUND) else value
    if has(word, TENS) and word.article and is_form(parser, word_at(parser, i + 1), _AFTER):
        following = word_at(parser, i + 2)
        if following.article and has(following, HUNDRED):
            return word.host_start, int(value_of(parser, word, TENS)), i + 1
    if compound is None:
        return None
    if compound <= 9:
        following = word_at(parser, i + 1)
        if (
            has(following, TEN) and not following.article and not has_proclitics(following)
            and not (value == 1 and has(word, ORDINAL))
        ):
            return word.host_start, compound + 10, i + 2
        if word.article or value is not None:
            at = conjoined_by_waw(parser, i + 1)
            if at >= 0:
                following = word_at(parser, at)
                if following.article and has(following, TENS):
                    return word.host_start, compound + int(value_of(parser, following, TENS)), at + 1
    return None if value is None else (word.host_start, value, i + 1)


cdef tuple _ordinal(Parser parser, Py_ssize_t i):
    """الثالث, الحادي والعشرين."""
    cdef tuple ordinal = read_ordinal(parser, i) if not parser.any_of(i, NEVER) and not _is_initial(parser, i) else None
    if ordinal is None or parser.has(<Py_ssize_t>ordinal[2], "zone"):
        return None  # السابعة بتوقيت غرينتش
    if ordinal[1] == 2 and (_is_rate(parser, i) or _is_second(parser, i)):
        return None  # 960 إطارا في الثانية
    if i and _is_of_month(parser, word_at(parser, i - 1), word_at(parser, i)):
        return None  # of a month that contradicts the one before it
    if ordinal[1] == 1 and _is_name_of_one(parser, word_at(parser, i)):
        return None
    return quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef bint _is_rate(Parser parser, Py_ssize_t i) except -1:
    """Whether في الثانية after a number may be the second that a rate is of."""
    cdef Py_ssize_t k
    if i < 2 or not is_form(parser, word_at(parser, i), _THE_SECOND):
        return False
    if not is_form(parser, word_at(parser, i - 1), _IN):
        return False
    for k in range(max(0, i - RATE_BEFORE), i - 1):
        if word_at(parser, k).kind == DIGIT or has(word_at(parser, k), SCALE | HUNDRED | TENS):
            return True
    return False


cdef bint _is_second(Parser parser, Py_ssize_t i) except -1:
    """Whether الثانية is the second of time: الثانية الواحدة, جزء من الثانية."""
    cdef Word before = word_at(parser, i - 1)
    if not is_form(parser, word_at(parser, i), _THE_SECOND):
        return False
    return has(word_at(parser, i + 1), ONLY) or (i > 1 and has(before, OF) and has(word_at(parser, i - 2), PIECE | PARTS))


cdef bint _is_of_month(Parser parser, Word month, Word word) except -1:
    """Whether an ordinal is the second word of a month: تشرين الأول."""
    return has_rare(parser, month, "levantine") and not month.article and not has_proclitics(word)


cdef bint _is_name_of_one(Parser parser, Word word) except -1:
    """Whether بأول is spelled as the name باول."""
    return surface_of(parser, word) == "باول"


cdef bint _is_initial(Parser parser, Py_ssize_t i) except -1:
    """Whether الأولي means initial (الطرح الأولي), and is not الأولى as Egyptians write it."""
    cdef Word word = word_at(parser, i)
    cdef Py_UCS4 last = PyUnicode_READ(parser._width, parser._data, word.end - 1)
    cdef str before
    if last != 0x64A or value_of(parser, word, ORDINAL) != 1:
        return False
    before = surface_of(parser, word_at(parser, i - 1))
    return not before.endswith(("ة", "ه", "ات"))


cdef tuple _compound_ordinal(Parser parser, Py_ssize_t i):
    """الواحد والعشرون, whose first word is a cardinal.

    A scale word after it, or a plural before it (الأشهر الاثني عشر, الأعضاء الاثني عشر), says that it is one.
    """
    cdef tuple ordinal = read_ordinal(parser, i) if word_at(parser, i).article else None
    if ordinal is None or parser.any_of(<Py_ssize_t>ordinal[2], SCALE | PERIOD | MONEY | MEASURE):
        return None
    if i and _is_plural(parser, word_at(parser, i - 1)):
        return None
    return quantity(parser, ordinal[0], ordinal[2], "ORDINAL", Decimal(ordinal[1]))


cdef bint _is_plural(Parser parser, Word noun) except -1:
    """Whether a noun is a plural by its form: الولايات, اللاعبين, الأعضاء; or a period in the plural."""
    cdef str form
    if has_rare(parser, noun, "periods"):
        return True
    form = folded_form(parser, noun)
    return form.endswith(("ات", "ون", "ين")) or (
        form.startswith("الا") and 6 <= len(form) <= 8 and (form[-2] == "ا" or form.endswith("اء"))
    )


ordinal = CompiledReader.of(&_ordinal)
compound_ordinal = CompiledReader.of(&_compound_ordinal)
