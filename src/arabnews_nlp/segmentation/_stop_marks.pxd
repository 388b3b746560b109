from arabnews_nlp._core.characters cimport is_emoji
from arabnews_nlp.segmentation._scanned_text cimport ScannedText


# A run of marks that may end a sentence.
cdef struct Marks:
    Py_ssize_t begin
    Py_ssize_t end
    Py_ssize_t after        # end of what closes after it: quotes, brackets
    Py_ssize_t dots
    bint strong             # has question or exclamation marks
    bint ellipsis
    bint closed             # something closes after it


cdef Marks read_marks(ScannedText text, Py_ssize_t i, Py_ssize_t *quotes) noexcept
cdef Py_ssize_t footnote_end(ScannedText text, Py_ssize_t i) noexcept
cdef Py_ssize_t emoji_end(ScannedText text, Py_ssize_t i) noexcept


cdef inline bint is_emoji_part(Py_UCS4 c) noexcept nogil:
    """Whether a character is an emoji, or a variation selector or joiner inside one."""
    return is_emoji(c) or c == 0xFE0F or c == 0x200D
