"""Sums of probabilities that are given by their logarithms."""

from libc.math cimport expf, log1pf


cdef inline float logaddexp(float a, float b) noexcept nogil:
    """Logarithm of the sum of two probabilities; of one that is negligible beside the other nothing is added."""
    if a < b:
        a, b = b, a
    if b - a < -16.0:
        return a
    return a + log1pf(expf(b - a))
