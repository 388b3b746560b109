"""A joint n-gram model as it lies in memory: graphones and a trie of n-grams with back-off.

A graphone is an Arabic and a Latin letter group that stand for each other (م/ma, ش/sh), either of which may be empty. The
n-grams are smoothed after Kneser and Ney; their logarithms have 8 bits. All is read from bytes into C tables once, so
that looking something up needs no lock. README.md has the layout.
"""

from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t, uint8_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names.models._section_reader cimport SectionReader

from arabnews_nlp.errors import ModelFormatError


cdef enum:
    # Hashes of no letters, of one side and of both.
    EMPTY_SIDE = 0x51ED270B
    EMPTY_PAIR = 0x42B2AE35


cdef inline uint64_t side_hash(const uint16_t *letters, int n) noexcept nogil:
    cdef uint64_t key = EMPTY_SIDE
    cdef int i
    for i in range(n):
        key = mix(key, letters[i])
    return key


cdef inline uint64_t pair_hash(const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil:
    cdef uint64_t key = EMPTY_PAIR
    cdef int i
    for i in range(na):
        key = mix(key, a[i])
    key = mix(key, 0)
    for i in range(nl):
        key = mix(key, l[i])
    return key


cdef class GraphoneTrie:
    """A joint n-gram model, read from the bytes that the training script writes.

    A node of the trie is an n-gram; its number is also that of a state, what is known of the graphones read so far.

    :raises ModelFormatError: bytes of another length or layout.
    """

    def __cinit__(self, bytes data not None):
        cdef SectionReader r = SectionReader(data, "graphone model")
        cdef Py_ssize_t letters
        cdef const uint8_t *counts
        self.order, self.tokens = r.number(1, 19), r.number(2, 65534)
        self.nodes = r.number(<uint32_t>self.tokens + 1, (1 << 26) - 1)
        letters = r.number(0, (1 << 20) - 1)
        if r.left() != self.tokens * 2 + letters * 2 + 2048 + self.nodes * 6:
            raise ModelFormatError("graphone model: truncated, or longer than its header says")
        self.size_a = <uint8_t *>malloc(self.tokens)
        self.size_l = <uint8_t *>malloc(self.tokens)
        self.at = <uint32_t *>malloc(self.tokens * 4)
        self.letters = <uint16_t *>malloc(letters * 2 + 2)
        self.token = <uint16_t *>malloc(self.nodes * 2)
        self.prob = <uint8_t *>malloc(self.nodes)
        self.backoff = <uint8_t *>malloc(self.nodes)
        self.child = <int32_t *>malloc((self.nodes + 1) * 4)
        self.suffix = <int32_t *>calloc(self.nodes, 4)
        self.state = <int32_t *>calloc(self.nodes, 4)
        if (not self.size_a or not self.size_l or not self.at or not self.letters or not self.token or not self.prob
                or not self.backoff or not self.child or not self.suffix or not self.state):
            raise MemoryError()
        r.copy(self.size_a, self.tokens)
        r.copy(self.size_l, self.tokens)
        r.copy(self.letters, letters * 2)
        r.copy(self.probs, sizeof(self.probs))
        r.copy(self.backoffs, sizeof(self.backoffs))
        r.copy(self.token, self.nodes * 2)
        r.copy(self.prob, self.nodes)
        r.copy(self.backoff, self.nodes)
        counts = r.take(self.nodes * 2)     # of children
        r.close()
        self.read_graphones(letters)
        self.read_trie(counts)
        self.link_suffixes()
        self.index_pairs()
        self.arabic_groups = self.index_side(ARABIC_SIDE)
        self.latin_groups = self.index_side(LATIN_SIDE)

    def __dealloc__(self):
        free(self.size_a)
        free(self.size_l)
        free(self.at)
        free(self.letters)
        free(self.token)
        free(self.prob)
        free(self.backoff)
        free(self.child)
        free(self.suffix)
        free(self.state)
        free(self.members[ARABIC_SIDE])
        free(self.members[LATIN_SIDE])

    cdef int read_graphones(self, Py_ssize_t letters) except -1:
        """Find where each graphone's letters begin, and how wide graphones are."""
        cdef Py_ssize_t i, at = 0
        for i in range(self.tokens):
            self.at[i] = <uint32_t>at
            at += self.size_a[i] + self.size_l[i]
            if self.size_a[i] > SIDE or self.size_l[i] > SIDE or (i > STOP and not self.size_a[i] + self.size_l[i]):
                raise ModelFormatError("graphone model: a graphone of impossible size")
            self.widest_arabic = max(self.widest_arabic, self.size_a[i])
            self.widest_latin = max(self.widest_latin, self.size_l[i])
        if at != letters:
            raise ModelFormatError("graphone model: graphones and letters do not agree")
        return 0

    cdef int read_trie(self, const uint8_t *counts) except -1:
        """Find the children of each node from how many they are; nodes lie level by level."""
        cdef Py_ssize_t i, at = 1
        cdef int32_t t
        cdef uint16_t count
        for i in range(self.nodes):
            memcpy(&count, counts + i * 2, 2)
            self.child[i] = <int32_t>min(at, self.nodes)
            at += count
        self.child[self.nodes] = <int32_t>self.nodes
        if at != self.nodes or self.child[1] != self.tokens + 1:
            raise ModelFormatError("graphone model: the trie does not close")
        for i in range(1, self.nodes):
            if self.token[i] >= self.tokens or self.child[i] <= i:
                raise ModelFormatError("graphone model: an unknown graphone in the trie")
        for t in range(self.child[0], self.child[1]):
            if self.token[t] != t - 1:
                raise ModelFormatError("graphone model: unigrams out of order")
        return 0

    cdef int link_suffixes(self) except -1:
        """Find for each n-gram that without its first graphone, and the state in which it leaves the model."""
        cdef int32_t n, s, t
        for n in range(1, self.nodes):
            for t in range(self.child[n], self.child[n + 1]):
                s = self.suffix[n]
                while s and self.find(s, self.token[t]) < 0:
                    s = self.suffix[s]
                self.suffix[t] = self.find(s, self.token[t])
        for n in range(self.nodes):
            s = n
            while s and self.child[s] == self.child[s + 1]:
                s = self.suffix[s]
            self.state[n] = s
        return 0

    cdef int index_pairs(self) except -1:
        cdef int32_t t
        cdef uint16_t *a
        self.pairs = HashTable()
        for t in range(STOP + 1, self.tokens):
            a = self.letters + self.at[t]
            self.pairs.put(pair_hash(a, self.size_a[t], a + self.size_a[t], self.size_l[t]), t)
        return 0

    cdef HashTable index_side(self, int side):
        """Group the graphones by their letters on one side."""
        cdef HashTable firsts = HashTable()
        cdef dict groups = {}
        cdef uint16_t *a
        cdef uint64_t key
        cdef int32_t t
        cdef Py_ssize_t i = 0
        for t in range(STOP + 1, self.tokens):
            a = self.letters + self.at[t]
            if side == ARABIC_SIDE:
                key = side_hash(a, self.size_a[t])
            else:
                key = side_hash(a + self.size_a[t], self.size_l[t])
            groups.setdefault(key, []).append(t)
        self.members[side] = <int32_t *>malloc((self.tokens + len(groups)) * 4)
        if not self.members[side]:
            raise MemoryError()
        for key, tokens in groups.items():
            firsts.put(key, <int32_t>i)
            for t in tokens:
                self.members[side][i] = t
                i += 1
            self.members[side][i] = -1
            i += 1
        return firsts

    cdef str written(self, list tokens, int side):
        """The letters that graphones have on one side."""
        cdef int32_t t
        cdef int i
        cdef list out = []
        for t in tokens:
            for i in range(self.size_a[t]) if side == ARABIC_SIDE else range(
                self.size_a[t], self.size_a[t] + self.size_l[t]
            ):
                out.append(chr(self.letters[self.at[t] + i]))
        return "".join(out)

    def graphones(self):
        """Every graphone, as (arabic, latin)."""
        return [(self.written([t], ARABIC_SIDE), self.written([t], LATIN_SIDE)) for t in range(STOP + 1, self.tokens)]

    cdef int32_t find_pair(self, const uint16_t *a, int na, const uint16_t *l, int nl) noexcept nogil:
        """The graphone with these letters, -1 where there is none."""
        return self.pairs.find(pair_hash(a, na, l, nl))

    cdef const int32_t *find_side(self, int side, const uint16_t *letters, int n) noexcept nogil:
        """The graphones with these letters on one side, up to a -1; NULL where there are none."""
        cdef uint64_t key = side_hash(letters, n)
        cdef int32_t first = self.arabic_groups.find(key) if side == ARABIC_SIDE else self.latin_groups.find(key)
        return self.members[side] + first if first >= 0 else NULL

    cdef int moves(self, const uint16_t *a, int na, const uint16_t *l, int nl, Move *out) noexcept nogil:
        """The graphones with which what is left of a pair may begin, at most ``MOVES``, and how many they are."""
        cdef int p, q, count = 0
        cdef uint64_t arabic = EMPTY_PAIR, key
        cdef int32_t token
        for p in range(min(self.widest_arabic, na) + 1):
            if p:
                arabic = mix(arabic, a[p - 1])
            key = mix(arabic, 0)
            for q in range(min(self.widest_latin, nl) + 1):
                if q:
                    key = mix(key, l[q - 1])
                token = self.pairs.find(key) if p + q else -1
                if token >= 0:
                    out[count] = Move(token, p, q)
                    count += 1
        return count
