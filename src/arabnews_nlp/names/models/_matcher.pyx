# cython: cdivision=True
"""Do two strings in different scripts name the same thing? A consonant filter, then joint bigrams against chance.

Each distinct string is prepared once (``_folded_names``): folded letters, consonants, and for Arabic one bit mask for each
Latin consonant, so that the longest common sequence of consonants costs a few operations a letter. Only pairs that pass
meet the model (``_pair_bigrams``): how much likelier the pair is as one name than as two names of their own.
"""

from libc.math cimport expf
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memset

from arabnews_nlp.names.models._folded_names cimport (
    ROWS, SIZE, SOUNDS, STRONG_ARABIC, STRONG_LATIN, WORDS, Name, chat_name, pair_hash, prepare, spoken, word_hash,
)
from arabnews_nlp.names.models._known_words cimport KnownWords
from arabnews_nlp.names.models._name_rows cimport NameTables
from arabnews_nlp.names.models._pair_bigrams cimport PairBigrams

from arabnews_nlp.errors import ArgumentTypeError, ModelFormatError

cdef extern from *:
    """
    #define count_bits(x) __builtin_popcountll(x)
    """
    int count_bits(uint64_t x) noexcept nogil

cdef enum:
    # What it speaks for a pair that an acronym agrees letter by letter, as a logit.
    SPELLED = 3
    REMEMBERED = 16384
    # Weights of a pair of words: constant, log ratio, log ratio a letter, mismatch, letters, listed as a pair, listed
    # apart, ordinary word.
    WEIGHTS = 8

# Logits, fitted by hand on the development cases of matching (tests/cases/match.tsv) after the weights were trained.
cdef float UNFILTERED = -11.0       # of a pair that the filter of consonants stops, whatever else it is
cdef float FILTERED_LIKENESS = 4.0  # what the share of common consonants adds to that
cdef float REFINED = -3.0           # from which on a pair is looked at word by word
cdef float LEAST_WORD = -8.0        # of one pair of words, at least
cdef float MOST_WORD = 4.0          # and at most
cdef float OTHERS = 0.35            # what the other words of a name add to its worst pair, as a share of their logits
cdef float SKIPPED = -6.0           # for a word that the other name lacks
cdef float SKIPPED_INITIAL = -0.3   # for an initial that it lacks
cdef float TURNED = -1.5            # for words in another order
cdef float SAME_ROW = 3.5           # of two spellings of one row of the tables
cdef float OTHER_ROW = -4.0         # added to two names that the tables have and do not give as one
cdef float SAME_LETTERS = 3.0       # of an acronym and its letters one by one
cdef float OTHER_LETTERS = -4.0     # of an acronym and the letters of another
# Logits between which the weights promise too much, and by how much in their middle; fitted by hand on ar2en-eval and a
# sample of pairs of the open lists, against words that differ in one letter. docs/names.md has a table of that sample and
# one of pairs on which nothing was fitted.
cdef float[4] UNSURE = [-4.0, -1.5, 1.0, 2.2]
cdef float LESS = 0.5


cdef inline float _settled(float z) noexcept nogil:
    """A logit by what is observed: the middle ones promise too much (``tools/match_reliability.py``)."""
    if not UNSURE[0] < z < UNSURE[3]:
        return z
    if z < UNSURE[1]:
        return z - LESS * (z - UNSURE[0]) / (UNSURE[1] - UNSURE[0])
    return z - LESS * (UNSURE[3] - z) / (UNSURE[3] - UNSURE[2]) if z > UNSURE[2] else z - LESS


cdef class Matcher:
    """Scores pairs of strings; made from the bytes of the matching model.

    :param joint: joint bigrams over folded letters.
    :param chances: log probability of each Latin letter (26), each Arabic letter (48) and of the end of each, as floats.
    :param weights: eight floats, of the features of a pair of words.
    :param words: pairs of words that are known (:class:`KnownWords`).
    :param tables: what the tables of names know; ``None`` where they are not used.
    """

    cdef KnownWords words
    cdef NameTables tables
    cdef PairBigrams bigrams
    cdef float weight[WEIGHTS]

    def __cinit__(
        self, bytes joint not None, bytes chances not None, bytes weights not None, bytes words not None,
        NameTables tables=None
    ):
        if len(weights) != 4 * WEIGHTS:
            raise ModelFormatError("matching model: weights of another number")
        memcpy(self.weight, <const char *>weights, 4 * WEIGHTS)
        self.bigrams = PairBigrams(joint, chances)
        self.words = KnownWords(words)
        self.tables = tables

    cdef int common(self, const Name *a, const Name *l) noexcept nogil:
        """Length of the longest common sequence of consonants, by bits."""
        cdef uint64_t v = ~<uint64_t>0, u
        cdef int i
        for i in range(l.strong):
            u = v & a.mask[l.consonants[i]]
            v = (v + u) | (v - u)
        return count_bits(~v)

    cdef float logit(self, float log_ratio, int letters, float mismatch) noexcept nogil:
        return (self.weight[0] + self.weight[1] * log_ratio + self.weight[2] * log_ratio / letters
                + self.weight[3] * mismatch + self.weight[4] * letters)

    cdef float mismatch(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Share of the consonants of two stretches that have no counterpart in the longest common sequence."""
        cdef uint64_t v = ~<uint64_t>0, u, inside
        cdef int i, both = 0, shared
        inside = (<uint64_t>1 << a1) - (<uint64_t>1 << a0)
        for i in range(l0, l1):
            if l.sounded[i]:
                both += 1
                u = v & a.mask[l.letters[i]] & inside
                v = (v + u) | (v - u)
        for i in range(a0, a1):
            both += STRONG_ARABIC[a.letters[i]]
        shared = count_bits(~v)
        return max(0.0, <float>(both - 2 * shared)) / (both + 1)

    cdef float word(self, const Name *a, int a0, int a1, const Name *l, int l0, int l1) noexcept nogil:
        """Logit of two stretches of letters as one word."""
        cdef float z
        cdef uint32_t x, y
        if a1 - a0 == 1 or l1 - l0 == 1:
            # An initial: its letter may begin the other word.
            if SOUNDS[a.letters[a0]] >> l.letters[l0] & 1 or (
                    not STRONG_LATIN[l.letters[l0]] and not STRONG_ARABIC[a.letters[a0]]):
                return 1.0
            return LEAST_WORD
        z = self.logit(
            self.bigrams.log_ratio(a, a0, a1, l, l0, l1), a1 - a0 + l1 - l0, self.mismatch(a, a0, a1, l, l0, l1))
        if z > LEAST_WORD:
            z += self.listing(word_hash(l.letters, l0, l1), word_hash(a.letters, a0, a1))
        return min(max(z, LEAST_WORD), MOST_WORD)

    cdef inline float listing(self, uint32_t latin, uint32_t arabic) noexcept nogil:
        """What the list of known words adds to the logit of a pair of words."""
        if self.words.has(0, pair_hash(latin, arabic)):
            return self.weight[5]
        return self.weight[6] if self.words.has(1, latin) and self.words.has(2, arabic) else 0.0

    cdef float by_words(self, const Name *a, const Name *l) noexcept nogil:
        """Logit of two names word by word in order: the worst pair of the best cut, and a share of the others.

        A word may stand for two of the other name (Abdulaziz, عبد العزيز); a word without a counterpart costs much.
        """
        cdef float total[WORDS + 1][WORDS + 1]
        cdef float worst[WORDS + 1][WORDS + 1]
        cdef float z
        cdef int i, j, p, q
        for i in range(l.words + 1):
            for j in range(a.words + 1):
                total[i][j] = -1e9
        total[0][0], worst[0][0] = 0.0, MOST_WORD
        for i in range(l.words + 1):
            for j in range(a.words + 1):
                if total[i][j] < -1e8:
                    continue
                if i < l.words:
                    z = SKIPPED_INITIAL if l.start[i + 1] - l.start[i] == 1 else SKIPPED
                    self._reach(total, worst, i, j, i + 1, j, z)
                if j < a.words:
                    z = SKIPPED_INITIAL if a.start[j + 1] - a.start[j] == 1 else SKIPPED
                    self._reach(total, worst, i, j, i, j + 1, z)
                for p in range(1, 3):
                    for q in range(1, 3):
                        if i + p <= l.words and j + q <= a.words and (p == 1 or q == 1):
                            z = self.word(a, a.start[j], a.start[j + q], l, l.start[i], l.start[i + p])
                            self._reach(total, worst, i, j, i + p, j + q, z)
        i, j = l.words, a.words
        return worst[i][j] + OTHERS * max(0.0, total[i][j] - worst[i][j])

    cdef inline void _reach(self, float[WORDS + 1] *total, float[WORDS + 1] *worst, int i, int j, int p, int q,
                            float z) noexcept nogil:
        if total[i][j] + z > total[p][q]:
            total[p][q] = total[i][j] + z
            worst[p][q] = min(worst[i][j], z)

    cdef float turned(self, const Name *a, const Name *l) noexcept nogil:
        """The same for words in any order."""
        cdef bint used[WORDS]
        cdef int i, j, best, last = -1, turns = 0
        cdef float z, top, total = 0, worst = MOST_WORD
        memset(used, 0, sizeof(used))
        for i in range(l.words):
            best, top = -1, SKIPPED_INITIAL if l.start[i + 1] - l.start[i] == 1 else SKIPPED
            for j in range(a.words):
                if not used[j]:
                    z = self.word(a, a.start[j], a.start[j + 1], l, l.start[i], l.start[i + 1])
                    if z > top:
                        best, top = j, z
            total += top
            worst = min(worst, top)
            if best >= 0:
                used[best] = True
                turns += best < last
                last = best
        for j in range(a.words):
            if not used[j]:
                z = SKIPPED_INITIAL if a.start[j + 1] - a.start[j] == 1 else SKIPPED
                total += z
                worst = min(worst, z)
        return worst + OTHERS * max(0.0, total - worst) + TURNED * turns

    cdef bint same_row(self, const Name *a, const Name *l) noexcept nogil:
        """Whether a row of the tables has both spellings."""
        cdef int k
        for k in range(ROWS):
            if a.rows[k] < 0:
                return False
            if a.rows[k] == l.rows[0]:
                return True
        return False

    cdef float pair(self, const Name *x, const Name *y, int bonus) noexcept nogil:
        cdef const Name *a = x
        cdef const Name *l = y
        cdef int both, shared, apart, most
        cdef float z, likeness
        if a.side == 2 or l.side == 2:
            return 1.0 if a.side == l.side and a.digits and a.digits == l.digits else 0.0
        if a.side == l.side:
            if a.length == l.length and a.digits == l.digits:
                for both in range(a.length):
                    if a.letters[both] != l.letters[both]:
                        return 0.0
                return 1.0
            return 0.0
        if a.side == 1:
            a, l = l, a
        if l.rows[0] >= 0 and a.rows[0] >= 0 and self.same_row(a, l):
            return 1.0 / (1.0 + expf(-SAME_ROW))
        if a.spelled and l.spelled:
            return 1.0 / (1.0 + expf(-SAME_LETTERS if a.spelled == l.spelled else -OTHER_LETTERS))
        both = a.strong + l.strong
        shared = self.common(a, l)
        apart = both - 2 * shared
        if apart < 0:
            apart = 0
        likeness = 1.0 - <float>apart / (both + 1)
        most = 2 if both < 7 else (both * 2) // 5
        if apart <= most:
            z = self.logit(
                self.bigrams.log_ratio(a, 0, a.length, l, 0, l.length), a.length + l.length, <float>apart / (both + 1)
            )
            if z > REFINED and not bonus:
                if a.words == 1 and l.words == 1:
                    z += self.listing(word_hash(l.letters, 0, l.length), word_hash(a.letters, 0, a.length))
                else:
                    z = self.by_words(a, l)
        else:
            z = UNFILTERED + FILTERED_LIKENESS * likeness - bonus
        if z < 0 and a.words > 1 and l.words > 1 and (
                apart <= 2 * most or a.start[1] == 1 or l.start[1] == 1):
            z = max(z, self.turned(a, l))
        z += bonus
        if a.digits != l.digits:
            z = min(z, 3.0) - (4.0 if not a.digits or not l.digits else 9.0)
        if l.rows[0] >= 0 and a.rows[0] >= 0:
            z += OTHER_ROW
        elif a.common and l.words == 1 and not self.listed(a, l):
            z += self.weight[7]
        return 1.0 / (1.0 + expf(-_settled(z))) if z > -60 else 0.0

    cdef bint listed(self, const Name *a, const Name *l) noexcept nogil:
        """Whether the lists have two single words as a pair."""
        return self.words.has(0, pair_hash(word_hash(l.letters, 0, l.length), word_hash(a.letters, 0, a.length)))

    def features(self, str latin not None, str arabic not None):
        """What the weights of a pair of single words multiply, but for the constant (for training)."""
        cdef Name a, l
        prepare(arabic, &a)
        prepare(latin, &l)
        if a.side != 0 or l.side != 1:
            return None
        cdef float log_ratio = self.bigrams.log_ratio(&a, 0, a.length, &l, 0, l.length)
        cdef int letters = a.length + l.length
        cdef uint32_t x = word_hash(l.letters, 0, l.length), y = word_hash(a.letters, 0, a.length)
        cdef bint paired = self.words.has(0, pair_hash(x, y))
        cdef bint apart = not paired and self.words.has(1, x) and self.words.has(2, y)
        cdef float common = 0.0
        if self.tables is not None:
            self.tables.look_up(arabic, &a)
            common = a.common and not paired
        return (log_ratio, log_ratio / letters, self.mismatch(&a, 0, a.length, &l, 0, l.length), float(letters),
                float(paired), float(apart), common)

    def score(self, str first not None, str second not None):
        """Probability that two strings name the same thing."""
        return self.scores([(first, second)])[0]

    def scores(self, object pairs not None):
        """One probability for each pair.

        :raises ArgumentTypeError: an item that is not a pair of strings.
        """
        cdef Name *names = NULL
        cdef Name *block
        cdef int count = 0, room = 0, i, j
        cdef dict known = {}
        cdef list out = []
        cdef float best, s
        cdef object item, first, second, found
        try:
            for item in pairs:
                if type(item) is tuple and len(<tuple>item) == 2:
                    first, second = (<tuple>item)[0], (<tuple>item)[1]
                else:
                    try:
                        first, second = item
                    except (TypeError, ValueError):
                        raise ArgumentTypeError("pairs", item, "pairs of strings") from None
                if not isinstance(first, str) or not isinstance(second, str):
                    raise ArgumentTypeError("pairs", item, "pairs of strings")
                if count + 4 > REMEMBERED:
                    known.clear()
                    count = 0
                if count + 4 > room:
                    room = room * 2 + 64
                    block = <Name *>realloc(names, room * sizeof(Name))
                    if not block:
                        raise MemoryError()
                    names = block
                found = known.get(first)
                if found is None:
                    i = count
                    count = self.remember(first, names, count)
                    known[first] = i
                else:
                    i = found
                found = known.get(second)
                if found is None:
                    j = count
                    count = self.remember(second, names, count)
                    known[second] = j
                else:
                    j = found
                best = self.pair(&names[i], &names[j], 0)
                if names[i].other >= 0 and names[j].side == 0 and not (names[i].spelled and names[j].spelled):
                    best = max(best, self.pair(&names[names[i].other], &names[j], SPELLED * names[i].acronym))
                elif names[j].other >= 0 and names[i].side == 0 and not (names[i].spelled and names[j].spelled):
                    best = max(best, self.pair(&names[i], &names[names[j].other], SPELLED * names[j].acronym))
                out.append(best)
        finally:
            free(names)
        return out

    cdef int remember(self, object text, Name *names, int count) except -1:
        """Prepares a string at ``count`` and another reading of it behind it; the new count."""
        cdef Name *name = &names[count]
        prepare(text, name)
        if self.tables is not None:
            self.tables.look_up(text, name)
        if name.side == 1 and name.acronym and spoken(text, &names[count + 1]):
            name.other = count + 1
            return count + 2
        if name.digits and name.side == 1 and len(<str>text) <= SIZE:
            other = chat_name(text)
            if other is not None:
                prepare(other, &names[count + 1])
                name.other = count + 1
                return count + 2
        return count + 1
