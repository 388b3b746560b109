"""Where a sentence begins and ends within its stretch of text: without blanks, Markdown marks, images and anchors."""

from libc.stdint cimport uint8_t

from arabnews_nlp._core.characters cimport (
    DIGIT, INVISIBLE, MARK, NEWLINE, SPACE, char_class, is_bullet, is_letter,
)
from arabnews_nlp.segmentation._scanned_text cimport ScannedText

cdef enum:
    # Most characters of the anchor of a heading, of the text of an image, of its address.
    LONGEST_ANCHOR = 200
    LONGEST_CAPTION = 400
    LONGEST_TARGET = 2000
    # Most marks and invisible characters after a letter that a cut does not part from it.
    MARKS_KEPT = 16

cdef enum Clause:
    # How well a place suits to cut a sentence that is too long.
    ANYWHERE = 0
    AFTER_BLANK = 1
    AFTER_COMMA = 2
    AFTER_SEMICOLON = 3


cdef inline bint _is_blank(uint8_t kind) noexcept:
    return kind == SPACE or kind == NEWLINE or kind == INVISIBLE


cdef Py_ssize_t left_edge(ScannedText text, Py_ssize_t s, Py_ssize_t e, Py_ssize_t line, Py_ssize_t begin) noexcept:
    """Start after white space, invisible characters and Markdown marks.

    :param line: start of the line.
    :param begin: start of the stretch that the sentence is in.
    """
    cdef Py_UCS4 c
    cdef Py_ssize_t after
    while s < e:
        c = text.at(s)
        if _is_blank(char_class(c)) or c == c"*":
            s += 1
            continue
        if c == c"_" and s + 1 < e and text.at(s + 1) == c"_":
            s += 2
            continue
        after = _line_mark_end(text, s, e) if s == line or s == begin or _only_marks_before(text, s) else s
        if after == s:
            after = _image_mark_end(text, s, e)
        if after == s:
            break
        s = after
    return s


cdef Py_ssize_t _line_mark_end(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """End of the mark of a quotation, heading or list item at ``s``, the first of its line; ``s`` if there is none."""
    cdef Py_UCS4 c = text.at(s)
    if c == c">":
        return s + 1
    if s + 1 < e:
        if c == c"#" and (text.at(s + 1) == c"#" or text.cls(s + 1) == SPACE):
            return s + 1
        if is_bullet(c) and text.cls(s + 1) == SPACE:
            return s + 1
    return s


cdef bint _only_marks_before(ScannedText text, Py_ssize_t s) noexcept:
    """Whether the character before ``s`` is a line's start, blank, invisible or a heading or quotation mark."""
    cdef Py_UCS4 c
    if s == 0:
        return True
    c = text.at(s - 1)
    return c == c"#" or c == c">" or c == c"*" or _is_blank(char_class(c))


cdef Py_ssize_t _image_mark_end(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """End of an image at ``s``, or of the bracket of a link around one; ``s`` if there is none."""
    cdef Py_UCS4 c = text.at(s)
    cdef Py_ssize_t image
    if c == c"[" and s + 2 < e and text.at(s + 1) == c"!" and text.at(s + 2) == c"[":
        return s + 1 if _image_end(text, s + 1, e) > 0 else s
    if c == c"!" or c == c"]":
        image = _image_end(text, s, e)
        return image if image else s
    return s


cdef Py_ssize_t _image_end(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """End of the Markdown image at ``s``, or of the rest of a link that a line break cut; 0 where there is none."""
    cdef Py_ssize_t i = s
    if text.at(s) == c"!":
        if s + 1 >= e or text.at(s + 1) != c"[":
            return 0
        while i < e and text.at(i) != c"]" and i - s < LONGEST_CAPTION:
            i += 1
    if i + 1 >= e or text.at(i) != c"]" or text.at(i + 1) != c"(":
        return 0
    s = i
    while i < e and text.at(i) != c")" and i - s < LONGEST_TARGET and text.cls(i) != NEWLINE:
        i += 1
    return i + 1 if i < e and text.at(i) == c")" else 0


cdef Py_ssize_t right_edge(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """End before white space, invisible characters, Markdown marks and the anchor of a heading."""
    cdef Py_UCS4 c
    cdef Py_ssize_t before
    while e > s:
        c = text.at(e - 1)
        if _is_blank(char_class(c)) or c == c"*":
            e -= 1
        elif c == c"_" and e - 2 >= s and text.at(e - 2) == c"_":
            e -= 2
        elif c == c"}":
            before = e
            e = _anchor_start(text, s, e)
            if e == before:
                break
        else:
            break
    return e


cdef Py_ssize_t _anchor_start(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """Start of the anchor of a heading ({#place}) that ends at ``e``, or ``e``."""
    cdef Py_ssize_t i = e - 2
    while i > s and e - i < LONGEST_ANCHOR and text.at(i) != c"{" and text.cls(i) != NEWLINE:
        i -= 1
    return i if i >= s and text.at(i) == c"{" and i + 2 < e and text.at(i + 1) == c"#" else e


cdef inline bint _in_word(uint8_t kind) noexcept:
    return is_letter(kind) or kind == DIGIT


cdef bint only_tags(ScannedText text, Py_ssize_t s, Py_ssize_t e) noexcept:
    """Whether a stretch has no letter or digit outside HTML tags."""
    cdef bint inside = False
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if text.at(s) != c"<" or text.at(e - 1) != c">":
        return False
    for i in range(s, e):
        c = text.at(i)
        if c == c"<":
            inside = True
        elif c == c">":
            inside = False
        elif not inside and _in_word(char_class(c)):
            return False
    return True


cdef bint only_image(ScannedText text, Py_ssize_t s, Py_ssize_t e, Py_ssize_t begin) noexcept:
    """Whether nothing but marks is left after an image with which a stretch begins at ``begin``."""
    cdef Py_ssize_t i
    if s == begin or text.at(s - 1) != c")":
        return False
    for i in range(s, e):
        if _in_word(text.cls(i)):
            return False
    return True


cdef Py_ssize_t clause_end(ScannedText text, Py_ssize_t s, Py_ssize_t bound) noexcept:
    """Where to cut a sentence that is longer than ``bound``: the last and best clause boundary in the second half of
    what may stand in one piece, or else before a letter with its marks."""
    cdef Py_ssize_t best = s + bound, low = max(s + bound // 2, s + 1), i
    cdef int rank, top = ANYWHERE
    for i in range(best, low, -1):
        rank = _clause(text, i)
        if rank > top:
            top, best = rank, i
            if rank == AFTER_SEMICOLON:
                break
    if top:
        return best
    i = best
    while i > s + 1 and best - i < MARKS_KEPT and _is_combining(text.cls(i)):
        i -= 1
    return best if _is_combining(text.cls(i)) else i


cdef inline bint _is_combining(uint8_t kind) noexcept:
    return kind == MARK or kind == INVISIBLE


cdef inline int _clause(ScannedText text, Py_ssize_t i) noexcept:
    """How well the place before ``i`` suits for a cut."""
    cdef Py_UCS4 c = text.at(i - 1)
    cdef uint8_t kind = char_class(c), following
    cdef int rank = ANYWHERE
    if c == u'؛' or c == c";":
        rank = AFTER_SEMICOLON
    elif c == u'،' or c == c"," or c == c":":
        rank = AFTER_COMMA
    elif kind == SPACE or kind == NEWLINE:
        return AFTER_BLANK
    if rank == ANYWHERE:
        return ANYWHERE
    following = text.cls(i)
    return rank if following == SPACE or following == NEWLINE else ANYWHERE
