from libc.stdint cimport uint64_t

from arabnews_nlp.numbers._parser cimport Parser

ctypedef tuple (*Reader)(Parser, Py_ssize_t)
ctypedef bint (*Test)(Parser, Py_ssize_t) except -1

cdef class CompiledReader:
    cdef Reader read
    @staticmethod
    cdef CompiledReader of(Reader read)

cdef class CompiledTest:
    cdef Test holds
    @staticmethod
    cdef CompiledTest of(Test holds)

cdef struct CompiledRule:
    uint64_t senses     # the cue has one of these,
    int classes         # or is of one of these classes of characters, as bits
    uint64_t unless     # and none of these
    Test test           # NULL where there is none
    Reader read         # NULL where the reader is a Python function

cdef class RuleTable:
    cdef CompiledRule *_rules
    cdef int _count
    cdef list _readers
    cdef list _rare             # of each rule, the names of its senses that have no bit
    cdef object _with_time
    cdef tuple _read(self, Parser parser, Py_ssize_t i)
