"""Runs of marks that may end a sentence (?!, ...), and what belongs to the sentence after them: quotes, brackets, numbers
of footnotes, emoji."""

from libc.stdint cimport uint8_t

from arabnews_nlp._core.characters cimport (
    DIGIT, INVISIBLE, MARK, NEWLINE, PUNCT, SPACE, char_class, is_closer, is_comma, is_letter, is_opener,
)
from arabnews_nlp.segmentation._scanned_text cimport ELLIPSIS, PLAIN, STOP, STRONG, ScannedText, flag_of

cdef enum:
    # Most characters of the number of a footnote with the bracket before it.
    FOOTNOTE = 5


cdef Marks read_marks(ScannedText text, Py_ssize_t i, Py_ssize_t *quotes) noexcept:
    """The run of marks at ``i``. Where a quote closes between marks, the last ones decide: ؟". is a full stop.

    :param quotes: how many straight quotation marks the line has had; those of the run are added.
    """
    cdef Marks run = Marks(i, i, i, 0, False, False, False)
    cdef bint spaced = False
    cdef uint8_t following
    while True:
        spaced |= _add_marks(text, &run)
        run.after = _closed_after(text, run.end, quotes)
        if run.after == run.end:
            break
        run.closed |= _closes(text, run.end, run.after)
        following = flag_of(text.at(run.after)) if run.after < text.n else <uint8_t>PLAIN
        if following != STOP and following != STRONG:
            break
        run.dots = 0
        run.ellipsis = False
        if following == STOP:
            run.strong = False
            run.closed = False
        run.end = run.after
    if spaced and run.dots == 2:
        run.dots = 1
    return run


# ---- the marks

cdef bint _add_marks(ScannedText text, Marks *run) noexcept:
    """Take the marks at the end of the run into it; whether there is blank between some of them."""
    cdef bint spaced = False
    cdef uint8_t f
    while run.end < text.n:
        f = flag_of(text.at(run.end))
        if f == STOP:
            run.dots += 1
        elif f == STRONG:
            run.strong = True
        elif f == ELLIPSIS:
            run.ellipsis = True
        elif run.dots and text.cls(run.end) == SPACE and _spaced_dot(text, run.end + 1):
            spaced = True
        elif not _inside_marks(text, run.end):
            break
        run.end += 1
    return spaced


cdef bint _spaced_dot(ScannedText text, Py_ssize_t i) noexcept:
    """Whether one more dot of a spaced ellipsis (. . .) stands at ``i``."""
    cdef uint8_t c
    if i >= text.n or text.at(i) != c".":
        return False
    c = text.cls(i + 1) if i + 1 < text.n else <uint8_t>SPACE
    return c == SPACE or c == NEWLINE or c == PUNCT


cdef bint _inside_marks(ScannedText text, Py_ssize_t i) noexcept:
    """Whether an invisible character or mark stands before one more of a run of marks."""
    cdef uint8_t c = text.cls(i), f
    if c != INVISIBLE and c != MARK or i + 1 >= text.n:
        return False
    f = flag_of(text.at(i + 1))
    return f == STOP or f == STRONG or f == ELLIPSIS


# ---- what closes after them

cdef Py_ssize_t _closed_after(ScannedText text, Py_ssize_t i, Py_ssize_t *quotes) noexcept:
    """End of what closes at ``i``, also after blank where what follows shows that it belongs to what is before."""
    cdef Py_ssize_t end = _closers_end(text, i, quotes), p
    cdef Py_UCS4 following
    cdef uint8_t c
    if end > i:
        return end
    p = text.skip_blank(i, False)
    if p > i and p < text.n and (is_closer(text.at(p)) or (text.at(p) == c'"' and quotes[0] % 2 == 1)):
        following = text.at(p + 1) if p + 1 < text.n else c" "
        c = char_class(following)
        if c == SPACE or c == NEWLINE or is_comma(following) or flag_of(following) == STOP:
            return _closers_end(text, p, quotes)
    return i


cdef inline bint _opens_or_closes(Py_UCS4 c) noexcept:
    """Whether a quotation mark may stand on either side: " ' « “ ‘."""
    return c == c'"' or c == u'«' or c == u'“' or c == u'‘' or c == c"'"


cdef Py_ssize_t _closers_end(ScannedText text, Py_ssize_t i, Py_ssize_t *quotes) noexcept:
    """End of the closing quotes and brackets (and Markdown emphasis) at ``i``."""
    cdef Py_UCS4 c
    while i < text.n:
        c = text.at(i)
        if is_closer(c) or c == c"*":
            i += 1
        elif _opens_or_closes(c):
            if _quotes_follow(text, i + 1) and (c != c'"' or quotes[0] % 2 == 0):
                break
            if c == c'"':
                quotes[0] += 1
            i += 1
        elif char_class(c) == INVISIBLE and i + 1 < text.n and (is_closer(text.at(i + 1)) or text.at(i + 1) == c'"'):
            i += 1
        else:
            break
    return i


cdef bint _quotes_follow(ScannedText text, Py_ssize_t i) noexcept:
    """Whether what stands at ``i``, right after a quotation mark, is what a quotation begins with."""
    cdef Py_UCS4 c
    cdef uint8_t kind
    if i >= text.n:
        return False
    c = text.at(i)
    kind = char_class(c)
    return is_letter(kind) or kind == DIGIT or is_opener(c) and c != c'"' and c != c"'"


cdef bint _closes(ScannedText text, Py_ssize_t i, Py_ssize_t end) noexcept:
    """Whether more than marks of emphasis stand between two positions."""
    while i < end:
        if text.at(i) != c"*":
            return True
        i += 1
    return False


cdef Py_ssize_t footnote_end(ScannedText text, Py_ssize_t i) noexcept:
    """End of the footnote number in brackets at ``i``, which stays with its sentence, or ``i``."""
    cdef Py_ssize_t p = i + 1
    if i >= text.n or text.at(i) != c"[":
        return i
    while p < text.n and p - i < FOOTNOTE and text.cls(p) == DIGIT:
        p += 1
    return p + 1 if p > i + 1 and p < text.n and text.at(p) == c"]" else i


cdef Py_ssize_t emoji_end(ScannedText text, Py_ssize_t i) noexcept:
    """End of the emoji at ``i`` and the blanks between and after them."""
    while i < text.n and (is_emoji_part(text.at(i)) or text.cls(i) == SPACE):
        i += 1
    return i
