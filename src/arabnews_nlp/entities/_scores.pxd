"""Scores of spans, between 0 and 1: the tagger's own probability, or one of these."""

cdef extern from *:
    """
    #define UNLIKELY 0.43   /* below it the tagger is more often wrong than right (fitted on the gold documents) */
    #define RECALLED 0.8    /* a name found by the lists beside one that the tagger found, or found again */
    #define SURE 0.8        /* from it on a type stands against, or teaches, the rest of the document */
    #define KNOWN 0.9       /* what only a table says */
    #define DOUBT 0.9       /* below it a table decides against the tagger */
    """
    const double UNLIKELY
    const double RECALLED
    const double SURE
    const double KNOWN
    const double DOUBT
