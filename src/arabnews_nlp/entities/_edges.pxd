from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_key
from arabnews_nlp.entities._features cimport Lexicon, TaggerTokens
from arabnews_nlp.entities._readings cimport Readings, read_word
from arabnews_nlp.entities._spans cimport Span

cdef bint trim(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last, int label, Lexicon lexicon, Span *row) noexcept
cdef bint short_name(TaggerTokens tokens, Py_ssize_t i, Py_ssize_t last, Lexicon lexicon) noexcept


cdef inline Py_UCS4 char_at(TaggerTokens tokens, Py_ssize_t i) noexcept:
    """The character at an offset, 0 beyond the text."""
    return PyUnicode_READ(PyUnicode_KIND(tokens.text), PyUnicode_DATA(tokens.text), i) if 0 <= i < len(tokens.text) else 0


cdef inline bint is_quote(Py_UCS4 c) noexcept nogil:
    """Whether a character is a double quotation mark."""
    return c == 0x22 or c == 0xAB or c == 0xBB or 0x201C <= c <= 0x201E


cdef inline uint64_t key_from(TaggerTokens tokens, Py_ssize_t i, Py_ssize_t start) noexcept:
    """Key of the word of a token from where a name starts in it."""
    return fold_key(PyUnicode_KIND(tokens.text), PyUnicode_DATA(tokens.text), start, tokens.end[i])


cdef inline void read_token(TaggerTokens tokens, Py_ssize_t i, Readings *out) noexcept:
    """The readings of a token's word."""
    read_word(PyUnicode_KIND(tokens.text), PyUnicode_DATA(tokens.text), tokens.start[i], tokens.end[i], tokens.key[i], out)
