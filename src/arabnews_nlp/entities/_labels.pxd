"""The types of entities by number, as in LABELS, and the lists of the gazetteer that know names of each."""

from arabnews_nlp.entities._lists cimport (
    IN_BODY, IN_EVENT, IN_GIVEN, IN_LOC, IN_NAME_WORDS, IN_ORG, IN_PER, IN_PERSON, IN_PLACE, IN_PRODUCT, IN_SMALL, IN_SURNAME,
)

cdef enum:
    PER, ORG, LOC, PRODUCT, EVENT
    LABEL_COUNT

cdef enum:
    PERSON_LISTS = IN_PER | IN_PERSON | IN_GIVEN | IN_SURNAME | IN_NAME_WORDS
    PLACE_LISTS = IN_LOC | IN_PLACE | IN_SMALL
    COMMON = 1000       # words before this one in the order of frequency are too common to be names by a list alone


cdef inline int lists_of(int label) noexcept nogil:
    """The lists of the gazetteer that know names of a type."""
    if label == PER:
        return PERSON_LISTS
    if label == ORG:
        return IN_ORG | IN_BODY
    if label == LOC:
        return PLACE_LISTS
    return IN_PRODUCT if label == PRODUCT else IN_EVENT
