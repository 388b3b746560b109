"""Hard-wrapped text: lines broken where the next word would not fit, so that their breaks end no sentence."""

from libc.stdint cimport uint8_t

from arabnews_nlp._core.characters cimport NEWLINE, SPACE
from arabnews_nlp.segmentation._scanned_text cimport BREAK, QUOTE, STOP, STRONG, ScannedText, flag_of

cdef enum:
    # Least width of the widest line of a hard-wrapped block, and least number of its lines.
    NARROWEST_WRAP = 30
    FEWEST_LINES = 4


cdef struct Lines:
    Py_ssize_t count
    Py_ssize_t widest
    Py_ssize_t stopped      # lines that end with a stop, a colon or a quotation mark
    Py_ssize_t end          # of the block
    bint too_wide           # a line is wider than any wrapping


cdef Py_ssize_t _line_end(ScannedText text, Py_ssize_t i) noexcept:
    while i < text.n and flag_of(text.at(i)) != BREAK:
        i += 1
    return i


cdef bint _stops(ScannedText text, Py_ssize_t end) noexcept:
    """Whether a line that ends at ``end`` ends with a mark that a wrapped line seldom ends with."""
    cdef uint8_t flag = flag_of(text.at(end - 1))
    return flag == STOP or flag == STRONG or flag == QUOTE or text.at(end - 1) == c":"


cdef Lines _measured(ScannedText text, Py_ssize_t line) noexcept:
    """The lines from ``line`` to the next blank one, as far as they are not too wide."""
    cdef Lines lines = Lines(0, 0, 0, 0, False)
    cdef Py_ssize_t end
    while True:
        end = line
        while end < text.n and flag_of(text.at(end)) != BREAK:
            end += 1
            if end - line > WIDEST_WRAP:
                lines.end, lines.too_wide = end, True
                return lines
        if text.skip_blank(line, False) >= end:
            lines.end = line
            return lines
        lines.count += 1
        lines.widest = max(lines.widest, end - line)
        if end > line and _stops(text, end):
            lines.stopped += 1
        if end >= text.n:
            lines.end = text.n
            return lines
        line = text.after_break(end)


cdef Py_ssize_t _last_break(ScannedText text, Py_ssize_t line, const Lines *lines) noexcept:
    """End of the last line of a block in which every line is broken where the next word would not fit; -1 if one is
    broken earlier."""
    cdef Py_ssize_t end, word, i
    while True:
        end = _line_end(text, line)
        if end >= text.n:
            return text.n
        word = text.after_break(end)
        if word >= lines.end:
            return end
        i = word
        while i < text.n and text.cls(i) != SPACE and text.cls(i) != NEWLINE:
            i += 1
        if end - line + 1 + i - word <= lines.widest:
            return -1
        line = word


cdef Block read_block(ScannedText text, Py_ssize_t start) noexcept:
    """Whether the block of lines at ``start`` (up to a blank line) is hard-wrapped: every line is broken where the first
    word of the next one would not fit any more, and most lines end without a stop."""
    cdef Lines lines = _measured(text, start)
    cdef Py_ssize_t end
    if lines.too_wide or lines.count < FEWEST_LINES or lines.widest < NARROWEST_WRAP or 2 * lines.stopped > lines.count:
        return Block(lines.end, False)
    end = _last_break(text, start, &lines)
    if end < 0:
        return Block(lines.end, False)
    # The break that ends the last line of the block is not one of wrapping.
    return Block(min(lines.end, end), True)
