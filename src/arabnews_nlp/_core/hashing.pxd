"""FNV-1a, the 64-bit hash under which words and phrases are looked up (Fowler, Noll and Vo)."""

from libc.stdint cimport uint64_t

cdef extern from *:
    """
    #define FNV_OFFSET 0xCBF29CE484222325ULL
    #define FNV_PRIME 0x100000001B3ULL
    """
    const uint64_t FNV_OFFSET
    const uint64_t FNV_PRIME


cdef inline uint64_t fnv1a_step(uint64_t key, uint64_t value) noexcept nogil:
    """The hash of a sequence followed by one more value, from the hash of the sequence."""
    return (key ^ value) * FNV_PRIME
