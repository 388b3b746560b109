from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._word_stream cimport Word

cdef vulgar_fraction(Parser parser, Word word)
cdef Number fraction_word(Parser parser, Py_ssize_t i)
cdef bint reads_as_fraction(Parser parser, Py_ssize_t i) except -1
cdef Number scaled_fraction(Parser parser, Number found)
cdef Number with_decimals(Parser parser, Number found)
cdef Number with_fraction(Parser parser, Py_ssize_t i, Number found)
cpdef tuple part_after(Parser parser, Py_ssize_t at, scale=*)
cdef away_from_zero(value, part)
