from libc.stdint cimport uint16_t

from arabnews_nlp.names.models._graphone_trie cimport GraphoneTrie

cdef class Graphones(GraphoneTrie):
    cdef float pair_score(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil
