"""Tables of what one to four letters stand for, that are read together: a number for each group, by open addressing."""

from libc.stdint cimport int16_t, uint8_t, uint32_t

cdef enum:
    # Places of a table, at most half of them taken, and most letters of a group.
    GROUP_BITS = 9
    GROUP_PLACES = 1 << GROUP_BITS
    MOST_GROUPS = GROUP_PLACES >> 1
    GROUP_LETTERS = 4


cdef struct LetterGroups:
    uint32_t packed[GROUP_PLACES]       # letters of a group, the last one lowest; 0 for a free place
    int16_t number[GROUP_PLACES]


cdef inline uint32_t _place(uint32_t packed) noexcept nogil:
    """Where the search for a group begins (Knuth's multiplicative hash)."""
    return packed * <uint32_t>2654435761 >> 32 - GROUP_BITS


cdef inline int find_group(const LetterGroups *groups, uint32_t packed) noexcept nogil:
    """Number of a group, -1 where the table lacks it."""
    cdef uint32_t place = _place(packed)
    while groups.packed[place]:
        if groups.packed[place] == packed:
            return groups.number[place]
        place = place + 1 & GROUP_PLACES - 1
    return -1


cdef inline int put_group(LetterGroups *groups, str letters, int number) except -1:
    """Sets the number of a group that the table lacks."""
    cdef uint32_t packed = 0, place
    if not 0 < len(letters) <= GROUP_LETTERS or number >= MOST_GROUPS:
        raise ValueError(letters)
    for letter in letters:
        packed = packed << 8 | <uint8_t>ord(letter)
    place = _place(packed)
    while groups.packed[place]:
        place = place + 1 & GROUP_PLACES - 1
    groups.packed[place], groups.number[place] = packed, number
    return 0
