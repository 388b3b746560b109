"""Glosses in brackets: Arabic words beside a Latin name that are set off as its counterpart."""

from arabnews_nlp.names._latin_mentions cimport LatinMention
from arabnews_nlp.names._latin_names cimport LatinNames
from arabnews_nlp._core.pretokens cimport PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from arabnews_nlp.names.linking._arabic_matches cimport is_word, next_word

cdef enum:
    # PreTokens within which a bracket opens beside a Latin name.
    NEAR = 8
    # Most words of a gloss.
    GLOSS = 9


cdef inline bint _opening(Py_UCS4 c) noexcept:
    return c == c"(" or c == c"[" or c == c"{" or c == 0xFF08


cdef inline bint _marking(Py_UCS4 c) noexcept:
    """Whether a quotation mark, a mark-up sign, a blank or a direction mark may stand between a name and its gloss."""
    if c < 128:
        return c == c'"' or c == c"'" or c == c"*" or c == c"_" or c == c"`" or c == c" "
    if c >= 0x2000:
        return (
            0x201C <= c <= 0x201E or c == 0x2018 or c == 0x2019 or c == 0x200E or c == 0x200F or 0x202A <= c <= 0x202C
            or 0x2066 <= c <= 0x2069
        )
    return c == 0xAB or c == 0xBB or c == 0xA0


cdef bint _opened(int width, const void *data, Py_ssize_t start) noexcept:
    """Whether a bracket opens within the marks before ``start``."""
    cdef Py_ssize_t place = start - 1
    while place >= 0 and start - place < NEAR and _marking(PyUnicode_READ(width, data, place)):
        place -= 1
    return place >= 0 and _opening(PyUnicode_READ(width, data, place))


def bracketed(PreTokens lx not None, LatinNames names not None):
    """Yields Arabic words before ``(Latin`` and inside ``Latin (...)``.

    They come as ``(name, Latin start, Latin end, start, end, whole)``; ``whole`` says that the words as a whole are the
    gloss, being all that stands in the brackets.
    """
    cdef str text = lx.text
    cdef int width = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t r, place, other = 0, last, count = lx.count, n = len(text)
    cdef LatinMention *mention
    cdef int words
    cdef bint may_start
    cdef Py_UCS4 c
    for r in range(names.mentions.count):
        mention = names.mentions.rows + r
        c = PyUnicode_READ(width, data, mention.start - 1) if mention.start else 0
        if _opening(c) or (_marking(c) and _opened(width, data, mention.start)):
            place = mention.first - 1
            while place >= 0 and mention.first - place < NEAR:
                c = PyUnicode_READ(width, data, lx.start[place])
                if not (_opening(c) or _marking(c)):
                    break
                place -= 1
            last = place
            words = 0
            while place >= 0 and words < GLOSS and is_word(lx, place):
                other = place
                words += 1
                place -= 1
                if place >= 0 and not is_word(lx, place):
                    place = place - 1 if place >= 1 and next_word(lx, width, data, place - 1) == other else -1
            if words:
                yield names.name[r], mention.start, mention.end, lx.start[other], lx.end[last], False
        c = PyUnicode_READ(width, data, mention.end) if mention.end < n else 0
        if _opening(c) or _marking(c):
            place = mention.last
            may_start = False
            while place < count and place - mention.last < NEAR:
                c = PyUnicode_READ(width, data, lx.start[place])
                if _opening(c):
                    may_start = True
                elif not _marking(c):
                    break
                place += 1
            last = place
            words = 0
            while may_start and 0 <= place < count and words < GLOSS and is_word(lx, place):
                other = place
                words += 1
                place = next_word(lx, width, data, place)
            if words:
                yield names.name[r], mention.start, mention.end, lx.start[last], lx.end[other], True
