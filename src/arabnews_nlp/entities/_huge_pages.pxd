"""Memory for large tables of which any place may be asked for next."""

cdef extern from *:
    """
    #include <stdlib.h>
    #ifdef __linux__
    #include <sys/mman.h>
    #endif

    #define LARGE_PAGE ((size_t)2 << 20)

    /* Large pages where the system has them: a processor remembers where few pages lie, and looks the others up. */
    static inline void *table_memory(size_t size) {
    #ifdef MADV_HUGEPAGE
        if (size >= LARGE_PAGE) {
            size_t whole = (size + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
            void *memory = aligned_alloc(LARGE_PAGE, whole);
            if (memory)
                madvise(memory, whole, MADV_HUGEPAGE);
            return memory;
        }
    #endif
        return malloc(size);
    }
    """
    void *table_memory(size_t size) nogil    # given back with free(); NULL where there is none left
