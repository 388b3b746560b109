"""What an Arabic word may begin with before its host: a conjunction, then a preposition, then the article.

The letters are the sets ``conjunction`` and ``preposition`` of data/character_sets.tsv. The article is ``ال``, and the
second lam of ``لل`` after the preposition ل. A letter that may be a proclitic often belongs to the word (وزير, بيت);
callers decide by what they know of the rest.
"""

from arabnews_nlp._core.characters cimport CONJUNCTION, PREPOSITION, has_property

cdef enum:
    ALEF = 0x627
    BEH = 0x628
    FEH = 0x641
    KAF = 0x643
    LAM = 0x644
    WAW = 0x648
    MOST_PROCLITICS = 3


cdef struct Proclitics:
    int count                           # from 0 to MOST_PROCLITICS
    int letters[MOST_PROCLITICS]        # of each, one or, for ال, two
    bint article                        # whether the last one is the article


cdef inline bint is_conjunction(Py_UCS4 c) noexcept nogil:
    """Whether a folded letter may be a conjunction."""
    return has_property(c, CONJUNCTION)


cdef inline bint is_preposition(Py_UCS4 c) noexcept nogil:
    """Whether a folded letter may be a preposition."""
    return has_property(c, PREPOSITION)


cdef inline bint is_proclitic(Py_UCS4 c) noexcept nogil:
    """Whether a folded letter may be a proclitic that is no article."""
    return has_property(c, CONJUNCTION | PREPOSITION)


cdef inline Proclitics longest_proclitics(const Py_UCS4 *letters, int count) noexcept nogil:
    """The longest run of proclitics, in their order, at the beginning of some folded letters."""
    cdef Proclitics found
    cdef int i = 0
    found.count = 0
    found.article = False
    if i < count and is_conjunction(letters[i]):
        found.letters[found.count] = 1
        found.count += 1
        i += 1
    if i < count and is_preposition(letters[i]):
        found.letters[found.count] = 1
        found.count += 1
        i += 1
    if i and i < count and letters[i - 1] == LAM and letters[i] == LAM:
        found.letters[found.count] = 1
        found.article = True
    elif i + 1 < count and letters[i] == ALEF and letters[i + 1] == LAM:
        found.letters[found.count] = 2
        found.article = True
    found.count += found.article
    return found
