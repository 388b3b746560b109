"""What the rules of the grammar share: the words of a text, and the numbers that were read at them.

A rule reads at the position of a word and gives what it read with the position after it. Rules that begin at nearby
words ask for the same numbers, so the last ones are remembered by their position.
"""

cimport cython

from arabnews_nlp._core.pretokens cimport PreTokens
from arabnews_nlp.numbers._decimals cimport ONE
from arabnews_nlp.numbers._lexicon cimport Lexicon
from arabnews_nlp.numbers._word_stream cimport WordStream, has_word, word_at


cdef class Parser(WordStream):
    """The words of a text, and the numbers that the grammar has read of them.

    :param reference: the moment that relative and partial dates resolve against.
    :param scope_all: whether relative expressions, plain duals and a lone واحد are read too.
    """

    def __init__(self, PreTokens pretokens not None, Lexicon lexicon not None, reference, bint scope_all):
        cdef Py_ssize_t slot
        WordStream.__init__(self, pretokens, lexicon)
        self.reference = reference
        self.scope_all = scope_all
        self._numbers = [None] * REMEMBERED
        for slot in range(REMEMBERED):
            self._numbers_at[slot] = -1

    def end(self, Py_ssize_t following):
        """End offset of the word before ``following``."""
        return word_at(self, following - 1).end

    cpdef bint is_whole_text(self, Py_ssize_t start, Py_ssize_t following) noexcept:
        """Whether nothing but the words from ``start`` to ``following`` stands in the text."""
        return start == 0 and not has_word(self, following)


@cython.final
@cython.no_gc
@cython.freelist(32)
cdef class Number:
    """A number that was read: where its text starts, the position after it, its value.

    ``scale`` is the product of its scale words where it is one group, for parts of it (مليون دولار ونصف); None where it
    is several groups, so that nobody knows what a part is of.
    """


cdef Number new_number(Py_ssize_t start, Py_ssize_t following, value, bint in_words, str label="CARDINAL", scale=ONE):
    """A number from the offset ``start`` to the word before ``following``."""
    cdef Number number = Number.__new__(Number)
    number.scale = scale
    number.start = start
    number.next = following
    number.value = value
    number.in_words = in_words
    number.label = label
    return number
