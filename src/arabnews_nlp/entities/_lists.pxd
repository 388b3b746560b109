"""The lists that a phrase of the gazetteer stands in, as bits; those of names by their type come first."""

cdef enum:
    IN_PER = 1 << 0
    IN_ORG = 1 << 1
    IN_LOC = 1 << 2
    IN_PRODUCT = 1 << 3
    IN_EVENT = 1 << 4
    IN_PLACE = 1 << 5
    IN_PERSON = 1 << 6
    IN_GIVEN = 1 << 7
    IN_SURNAME = 1 << 8
    IN_NAME_WORDS = 1 << 9
    IN_SMALL = 1 << 10
    IN_BODY = 1 << 11
    IN_NO_NAMES = 1 << 12
    LONGER = 1 << 15    # longer phrases begin so
