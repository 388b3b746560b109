"""Memory that will soon be asked for, on its way to the nearest cache meanwhile.

Nothing is read, so that any address will do.
"""

cdef extern from *:
    """
    #define prefetch(place) __builtin_prefetch(place, 0, 3)
    #define prefetch_to_write(place) __builtin_prefetch(place, 1, 3)
    """
    void prefetch(const void *place) noexcept nogil
    void prefetch_to_write(const void *place) noexcept nogil
