# cython: cdivision=True
"""Do two strings in different scripts name the same thing? A consonant filter, then joint bigrams against chance.

Each distinct string is prepared once (``_folded_names``): folded letters, consonants, and for Arabic one bit mask for each
Latin consonant, so that the longest common sequence of consonants costs a few operations a letter. Only pairs that pass
meet the model (``_pair_bigrams``): how much likelier the pair is as one name than as two names of their own.
"""

from libc.math cimport expf
from libc.stdint cimport uint32_t, uint64_t, uint8_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memset

from arabnews_nlp._core.pretokens cimport FNV_OFFSET, FNV_PRIME
from arabnews_nlp.names.models._folded_names cimport (
    BASE, ROWS, SIZE, SOUNDS, STRONG_ARABIC, STRONG_LATIN, WEAK_ARABIC, WORDS, Name, Stretch, chat_name, continued, pair_hash,
    prepare, spoken, word_hash,
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
    # Weights of a pair of words: constant, then one for each feature of `compare`.
    WEIGHTS = 13
    # Kinds of pairs that are calibrated each for itself: one word in both scripts, and more.
    KINDS = 2
    # Calibrated logits of a kind, for the raw logits from LOWEST on, one apart.
    KNOTS = 16
    LOWEST = -9

# Logits, fitted by hand on the development cases of matching (tests/cases/match.tsv).
cdef float UNFILTERED = -11.0       # of a pair that the filter of consonants stops, whatever else it is
cdef float FILTERED_LIKENESS = 4.0  # what the share of common consonants adds to that
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
# Log ratio a letter from which on names of several words are looked at word by word.
cdef float CLOSE = 0.4
cdef float UNLIKE = 0.6             # share of consonants without a counterpart from which on two words are looked at no more
cdef float LEAST_RATIO = -10.0      # of a pair of words that the model does not know
# How much less likely than the likeliest pair a pair is, in logs: up to FAR it counts whole, from there as a share, and
# beyond twice that no more.
cdef float FAR = 10.0
cdef float BEYOND = 0.2


cdef inline bint servant(const Name *a, int j) noexcept nogil:
    """Whether an Arabic word is عبد, the article of whose next word Latin names may give to either."""
    cdef const uint8_t *x = a.letters + a.start[j]
    return a.start[j + 1] - a.start[j] == 3 and x[0] == 0x639 - BASE and x[1] == 0x628 - BASE and x[2] == 0x62F - BASE


cdef inline float distance(float behind) noexcept nogil:
    """What a log probability counts that is so much behind the likeliest one."""
    return min(max(behind, 0.0), FAR) + BEYOND * min(max(behind - FAR, 0.0), FAR)


cdef class Matcher:
    """Scores pairs of strings; made from the bytes of the matching model.

    :param joint: joint bigrams over folded letters.
    :param chances: log probability of each Latin letter (26), each Arabic letter (48) and of the end of each, as floats.
    :param weights: thirteen floats, of the features of a pair of words.
    :param calibration: for each kind of pair the logits that are observed where the weights say -9, -8 … 6.
    :param words: pairs of words that are known (:class:`KnownWords`).
    :param tables: what the tables of names know; ``None`` where they are not used.
    """

    cdef KnownWords words
    cdef NameTables tables
    cdef PairBigrams bigrams
    cdef float weight[WEIGHTS]
    cdef float observed[KINDS][KNOTS]

    def __cinit__(
        self, bytes joint not None, bytes chances not None, bytes weights not None, bytes calibration not None,
        bytes words not None, NameTables tables=None
    ):
        if len(weights) != 4 * WEIGHTS:
            raise ModelFormatError("matching model: weights of another number")
        if len(calibration) != 4 * KINDS * KNOTS:
            raise ModelFormatError("matching model: a calibration of another length")
        memcpy(self.weight, <const char *>weights, 4 * WEIGHTS)
        memcpy(self.observed, <const char *>calibration, 4 * KINDS * KNOTS)
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

    cdef float logit(self, const float *x) noexcept nogil:
        """Logit of the features of a pair of words."""
        cdef float z = self.weight[0]
        cdef int k
        for k in range(WEIGHTS - 1):
            z += self.weight[k + 1] * x[k]
        return z

    cdef void compare(self, Name *a, int j, int q, Name *l, int i, int p, float *x) noexcept nogil:
        """Features of ``q`` words from ``j`` on and ``p`` words from ``i`` on as one word, but for what the tables say."""
        cdef int a0 = a.start[j], a1 = a.start[j + q], l0 = l.start[i], l1 = l.start[i + p]
        cdef float joint = self.bigrams.joint(a, a0, a1, l, l0, l1)
        cdef Stretch latin = self.stretch(l, i, p), arabic = self.stretch(a, j, q)
        cdef bint paired = self.words.has(0, pair_hash(latin.hash, arabic.hash))
        x[0] = max(joint - self.bigrams.chance(a, a0, a1) - self.bigrams.chance(l, l0, l1), LEAST_RATIO)
        x[1] = self.mismatch(a, a0, a1, l, l0, l1)
        x[2] = a1 - a0 + l1 - l0
        x[3] = distance(latin.best - joint)
        x[4] = distance(arabic.best - joint)
        x[5] = paired
        x[6] = not paired and latin.frequent and arabic.frequent
        x[7] = not paired and latin.frequent and not arabic.frequent
        x[8] = not paired and arabic.frequent and not latin.frequent
        x[9] = not paired and a.common and l.words == 1
        x[10] = not paired and x[3] < FAR and x[4] < FAR and self.beside(a.letters, a0, a1, latin.hash)
        x[11] = not paired and l.rows[0] >= 0 and a.rows[0] < 0 and l.words == 1

    cdef bint beside(self, const uint8_t *letters, int start, int end, uint32_t latin) noexcept nogil:
        """Whether the lists write a Latin word as an Arabic one that has a weak letter more, less or in place of another."""
        cdef uint64_t before = FNV_OFFSET
        cdef int k
        for k in range(start, end + 1):
            if k > start:
                if self.with_weak(before, letters, k, end, latin):
                    return True
                if k < end and not STRONG_ARABIC[letters[k]] and (
                        self.words.has(0, pair_hash(latin, continued(before, letters, k + 1, end)))
                        or self.with_weak(before, letters, k + 1, end, latin)):
                    return True
            if k < end:
                before = (before ^ letters[k]) * FNV_PRIME
        return False

    cdef bint with_weak(self, uint64_t before, const uint8_t *letters, int k, int end, uint32_t latin) noexcept nogil:
        """Whether a word is known that has a weak letter between what was hashed before and the letters from ``k`` on."""
        cdef const uint8_t *letter = WEAK_ARABIC
        while letter[0]:
            if self.words.has(0, pair_hash(latin, continued((before ^ letter[0]) * FNV_PRIME, letters, k, end))):
                return True
            letter += 1
        return False

    cdef Stretch stretch(self, Name *name, int word, int words) noexcept nogil:
        """What is to know about some words of a name, of one or two remembered."""
        cdef Stretch found
        cdef int start = name.start[word], end = name.start[word + words]
        if words <= 2 and name.stretch[word][words - 1].best < 1:
            return name.stretch[word][words - 1]
        found.best = self.bigrams.best(name, start, end)
        found.hash = word_hash(name.letters, start, end)
        found.frequent = self.words.has(2 - name.side, found.hash)
        if words <= 2:
            name.stretch[word][words - 1] = found
        return found

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

    cdef float word(self, Name *a, int j, int q, Name *l, int i, int p) noexcept nogil:
        """Logit of ``q`` words from ``j`` on and ``p`` words from ``i`` on as one word."""
        cdef int a0 = a.start[j], a1 = a.start[j + q], l0 = l.start[i], l1 = l.start[i + p]
        cdef float x[WEIGHTS - 1]
        if a1 - a0 == 1 or l1 - l0 == 1:
            # An initial: its letter may begin the other word.
            if SOUNDS[a.letters[a0]] >> l.letters[l0] & 1 or (
                    not STRONG_LATIN[l.letters[l0]] and not STRONG_ARABIC[a.letters[a0]]):
                return 1.0
            return LEAST_WORD
        if self.mismatch(a, a0, a1, l, l0, l1) > UNLIKE:
            return LEAST_WORD
        self.compare(a, j, q, l, i, p, x)
        return min(max(self.logit(x), LEAST_WORD), MOST_WORD)

    cdef float by_words(self, Name *a, Name *l) noexcept nogil:
        """Logit of two names word by word in order: the worst pair of the best cut, and a share of the others.

        A word may stand for two of the other name (Abdulaziz, عبد العزيز), and two may be cut in another place after عبد
        (Abdul Aziz); a word without a counterpart costs much.
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
                        if i + p <= l.words and j + q <= a.words and (p == 1 or q == 1 or servant(a, j)):
                            z = self.word(a, j, q, l, i, p)
                            self._reach(total, worst, i, j, i + p, j + q, z)
        i, j = l.words, a.words
        return worst[i][j] + OTHERS * max(0.0, total[i][j] - worst[i][j])

    cdef inline void _reach(self, float[WORDS + 1] *total, float[WORDS + 1] *worst, int i, int j, int p, int q,
                            float z) noexcept nogil:
        if total[i][j] + z > total[p][q]:
            total[p][q] = total[i][j] + z
            worst[p][q] = min(worst[i][j], z)

    cdef float turned(self, Name *a, Name *l) noexcept nogil:
        """The same for words in any order."""
        cdef bint used[WORDS]
        cdef int i, j, best, last = -1, turns = 0
        cdef float z, top, total = 0, worst = MOST_WORD
        memset(used, 0, sizeof(used))
        for i in range(l.words):
            best, top = -1, SKIPPED_INITIAL if l.start[i + 1] - l.start[i] == 1 else SKIPPED
            for j in range(a.words):
                if not used[j]:
                    z = self.word(a, j, 1, l, i, 1)
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

    cdef float pair(self, Name *x, Name *y, int bonus) noexcept nogil:
        cdef Name *a = x
        cdef Name *l = y
        cdef int both
        cdef float z
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
        z = self.raw(a, l, bonus)
        return self.calibrated(z, a.words > 1 or l.words > 1) if z > -60 else 0.0

    cdef float calibrated(self, float z, int kind) noexcept nogil:
        """Probability of a raw logit, by what is observed for its kind."""
        cdef const float *y = self.observed[kind]
        cdef float at = z - LOWEST
        cdef int k = min(max(<int>at, 0), KNOTS - 2)
        return 1.0 / (1.0 + expf(-(y[k] + (y[k + 1] - y[k]) * (at - k))))

    cdef float raw(self, Name *a, Name *l, int bonus) noexcept nogil:
        """Logit of an Arabic and a Latin name, before calibration."""
        cdef int both = a.strong + l.strong, apart, most
        cdef float z
        cdef float x[WEIGHTS - 1]
        apart = max(both - 2 * self.common(a, l), 0)
        most = 2 if both < 7 else (both * 2) // 5
        if apart > most:
            z = UNFILTERED + FILTERED_LIKENESS * (1.0 - <float>apart / (both + 1)) - bonus
        elif bonus or (a.words == 1 and l.words == 1):
            self.compare(a, 0, a.words, l, 0, l.words, x)
            z = self.logit(x)
        elif (self.bigrams.joint(a, 0, a.length, l, 0, l.length) - self.bigrams.chance(a, 0, a.length)
                - self.bigrams.chance(l, 0, l.length)) > CLOSE * (a.length + l.length):
            z = self.by_words(a, l)
        else:
            z = UNFILTERED + FILTERED_LIKENESS
        if z < 0 and a.words > 1 and l.words > 1 and (
                apart <= 2 * most or a.start[1] == 1 or l.start[1] == 1):
            z = max(z, self.turned(a, l))
        z += bonus
        if a.digits != l.digits:
            z = min(z, 3.0) - (4.0 if not a.digits or not l.digits else 9.0)
        if l.rows[0] >= 0 and a.rows[0] >= 0:
            z += OTHER_ROW
        return z

    def features(self, str latin not None, str arabic not None):
        """What the weights of a pair of single words multiply, but for the constant (for training).

        The tables of names are read as if they lacked the Arabic spelling.
        """
        cdef Name a, l
        cdef float x[WEIGHTS - 1]
        cdef int k
        prepare(arabic, &a)
        prepare(latin, &l)
        if a.side != 0 or l.side != 1:
            return None
        if self.tables is not None:
            self.tables.look_up(arabic, &a)
            self.tables.look_up(latin, &l)
            a.rows[0] = -1
        self.compare(&a, 0, a.words, &l, 0, l.words, x)
        return tuple([x[k] for k in range(WEIGHTS - 1)])

    def logits(self, object pairs not None):
        """Logits of Latin and Arabic names before calibration, each with its kind; ``None`` where tables decide (for training)."""
        cdef Name a, l
        cdef list out = []
        for latin, arabic in pairs:
            prepare(arabic, &a)
            prepare(latin, &l)
            if self.tables is not None:
                self.tables.look_up(arabic, &a)
                self.tables.look_up(latin, &l)
            if a.side != 0 or l.side != 1 or (l.rows[0] >= 0 and a.rows[0] >= 0) or (a.spelled and l.spelled):
                out.append(None)
            else:
                out.append((self.raw(&a, &l, 0), int(a.words > 1 or l.words > 1)))
        return out

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
