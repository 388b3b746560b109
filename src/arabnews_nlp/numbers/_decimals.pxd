from arabnews_nlp.numbers._word_stream cimport WordStream, Word

cdef enum:
    LONGEST = 320           # digits of the longest number that is given a value
    LARGEST_POWER = 300     # exponent of the largest power, and of the largest product of scale words

cdef object ROUNDED     # context of what is not whole
cdef object EXACT       # context of whole numbers, however large
cdef list SMALL         # the whole numbers below a thousand
cdef object ONE

cdef negated(value)
cdef times(value, factor)
cdef plus(value, more)
cdef bint is_whole(value) except -1
cdef int small_digits(WordStream parser, Word word) except -2
cdef bint all_digits(WordStream parser, Word word) except -1
cdef word_value(WordStream parser, Word word)
cpdef digits_value(str surface)
