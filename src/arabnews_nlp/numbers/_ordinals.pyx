# cython: wraparound=True
"""Ordinals: الأول, الحادية عشرة, الخامس والعشرون, الثاني بعد المئة."""

from libc.stdint cimport uint64_t

from arabnews_nlp.numbers._cardinals cimport Parser
from arabnews_nlp.numbers._senses cimport COMPOUND, DUAL, HUNDRED, ORDINAL, SCALE, TEN, TENS
from arabnews_nlp.numbers._word_stream cimport Word, conjoined_by_waw, form_key, has, is_form, value_of, word_at

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
    if not word.article or word.host_start != word.start:
        return found
    hundreds = value_of(parser, word, HUNDRED | DUAL | SCALE)
    return found if hundreds is None else (found[0], found[1] + int(hundreds), found[2] + 2)


cdef tuple _small_ordinal(Parser parser, Py_ssize_t i):
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
        if not (value == 1 and has(word, ORDINAL)) and has(following, TEN) and following.host_start == following.start and not following.article:
            return word.host_start, compound + 10, i + 2
        if word.article or value is not None:
            at = conjoined_by_waw(parser, i + 1)
            if at >= 0:
                following = word_at(parser, at)
                if following.article and has(following, TENS):
                    return word.host_start, compound + int(value_of(parser, following, TENS)), at + 1
    return None if value is None else (word.host_start, value, i + 1)
