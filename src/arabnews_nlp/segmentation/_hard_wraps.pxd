from arabnews_nlp.segmentation._scanned_text cimport ScannedText

cdef enum:
    # Longest line of a hard-wrapped block.
    WIDEST_WRAP = 160


# Lines up to a blank one: where the last line break lies that may be one of wrapping, and whether they are wrapped.
cdef struct Block:
    Py_ssize_t end
    bint wrapped


cdef Block read_block(ScannedText text, Py_ssize_t start) noexcept
