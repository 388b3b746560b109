"""What the entity tagger reads: the tokens of a text, each with its vocabulary id, letter n-grams and features.

A *tagger token* is an Arabic or other word, a whole name in Latin script, a number, or one other character. Everything
the tagger knows of it beside its neighbours is a vocabulary id (by frequency, or none), the hashed n-grams of its folded
letters, and a set of features held as bits (:data:`FEATURES`). Training reads tokens by the same code as tagging.
"""

cimport cython
from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint64_t
from libc.stdlib cimport free

from arabnews_nlp._core.columns cimport resized
from arabnews_nlp.names._latin_mentions cimport LatinMention, LatinMentions
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, INVISIBLE, LATIN, MARK, NEWLINE, PUNCT, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, SPACE,
    SYMBOL, fold_key,
)
from arabnews_nlp.entities._feature_bits cimport (
    F_ARABIC, F_ARTICLE, F_BEGIN, F_BODY, F_CAPITAL, F_CAPITALS, F_DIGIT, F_DIGITS, F_EXACT, F_FIRST, F_GIVEN, F_GIVEN_LESS, F_IN,
    F_INNER, F_IN_BODY, F_IN_PLACE, F_IN_SMALL, F_JOINER, F_LATIN, F_LEFT, F_LESS, F_MARK, F_NAME, F_NAME_WORD,
    F_NAME_WORD_LESS, F_NO_ROW, F_OTHER, F_PERSON, F_PERSON_LESS, F_PLACE, F_RIGHT, F_ROW, F_ROW_ONE, F_ROW_TWO, F_SHORT, F_SMALL,
    F_SURNAME, F_SURNAME_LESS, F_THREE, F_TWO, latin_features, name_word_features, wide_features,
)
from arabnews_nlp.entities._grams cimport GRAMS, MOST_GRAMS, grams
from arabnews_nlp.entities._huge_pages cimport table_memory
from arabnews_nlp.entities._lists cimport (
    IN_BODY, IN_EVENT, IN_GIVEN, IN_LOC, IN_NAME_WORDS, IN_NO_NAMES, IN_ORG, IN_PER, IN_PERSON, IN_PLACE, IN_PRODUCT, IN_SMALL,
    IN_SURNAME, LONGER,
)
from arabnews_nlp.entities._readings cimport Readings, before_is_proclitic, has_article, phrase_extended, read_word

cdef enum:
    PHRASE = 5          # words of the longest phrase in a gazetteer

FEATURES = (
    "arabic", "latin-name", "latin", "digits", "mark", "other", "glued-left", "glued-right",
    "row", "row-less-one", "row-less-two", "no-row",
    "capitals", "capital", "inner-capital", "digit", "two-words", "three-words", "short", "joiner",
    "latin-per", "latin-org", "latin-loc", "latin-product", "latin-event",
    "first-per", "first-org", "first-loc", "first-product", "first-event",
    "per", "org", "loc", "product", "event", "in-per", "in-org", "in-loc", "in-product", "in-event",
    "place", "in-place", "person-word", "person-word-less", "article", "less",
    "given", "given-less", "surname", "surname-less", "name-word", "name-word-less",
    "small-place", "in-small-place", "body", "in-body",
)
"""Names of the features, in bit order."""

NUMBERED = {
    "arabic": F_ARABIC, "latin-name": F_NAME, "latin": F_LATIN, "digits": F_DIGITS, "mark": F_MARK, "other": F_OTHER,
    "glued-left": F_LEFT, "glued-right": F_RIGHT, "row": F_ROW, "row-less-one": F_ROW_ONE, "row-less-two": F_ROW_TWO,
    "no-row": F_NO_ROW, "capitals": F_CAPITALS, "capital": F_CAPITAL, "inner-capital": F_INNER, "digit": F_DIGIT,
    "two-words": F_TWO, "three-words": F_THREE, "short": F_SHORT, "joiner": F_JOINER, "latin-per": F_EXACT,
    "first-per": F_FIRST, "per": F_BEGIN, "in-per": F_IN, "place": F_PLACE, "in-place": F_IN_PLACE, "person-word": F_PERSON,
    "person-word-less": F_PERSON_LESS, "article": F_ARTICLE, "less": F_LESS, "given": F_GIVEN, "given-less": F_GIVEN_LESS,
    "surname": F_SURNAME, "surname-less": F_SURNAME_LESS, "name-word": F_NAME_WORD, "name-word-less": F_NAME_WORD_LESS,
    "small-place": F_SMALL, "in-small-place": F_IN_SMALL, "body": F_BODY, "in-body": F_IN_BODY,
}
"""Numbers by which the compiled code sets features; a test holds them against the order of the names."""

BUCKETS = GRAMS
"""Buckets of letter n-grams."""

TYPES = {
    "PER": IN_PER, "ORG": IN_ORG, "LOC": IN_LOC, "PRODUCT": IN_PRODUCT, "EVENT": IN_EVENT, "place": IN_PLACE,
    "person": IN_PERSON, "given": IN_GIVEN, "surname": IN_SURNAME, "name-word": IN_NAME_WORDS, "small-place": IN_SMALL,
    "body": IN_BODY, "no-name": IN_NO_NAMES,
}
"""Bits of the lists that a phrase of a gazetteer stands in."""

cdef enum:
    TYPED = IN_PER | IN_ORG | IN_LOC | IN_PRODUCT | IN_EVENT    # the lists of names by their type
    LISTED = TYPED | IN_PLACE   # the lists that phrases are taken from
    MINOR = IN_SMALL | IN_BODY  # lists too wide to say by themselves where a name begins


def feature_bits(*names):
    """The bits of some features."""
    return sum([1 << FEATURES.index(name) for name in names])


cdef uint64_t DIGITS[5]


cdef uint64_t _key(str word):
    return fold_key(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word))


for _n in range(5):
    DIGITS[_n] = _key("0" * _n)


def word_key(str word not None):
    """Key of a word under folding."""
    return _key(word)


def phrase_key(str phrase not None):
    """Key of a phrase: of its words in order."""
    cdef uint64_t key = 0
    for word in phrase.split():
        key = phrase_extended(key, _key(word))
    return key


cdef class Lexicon:
    """What is known of words and phrases, by the keys of their words: vocabulary ids and the lists of the gazetteer.

    :param vocabulary: keys of words in order of falling frequency, 8 bytes each, little-endian.
    :param gazetteer: records of 8 bytes key and 2 bytes lists. The bit 15 says that longer phrases begin so.
    """

    def __cinit__(self, bytes vocabulary not None, bytes gazetteer not None):
        cdef const uint8_t *data = vocabulary
        cdef Py_ssize_t words = len(vocabulary) // 8, records = len(gazetteer) // 10, size = 16, i
        cdef Slot *slot
        while size < 2 * (words + records) + 2:
            size *= 2
        self._mask = size - 1
        self._slots = <Slot *>table_memory(size * sizeof(Slot))
        if self._slots == NULL:
            raise MemoryError()
        for i in range(size):
            self._slots[i] = Slot(0, -1, 0)
        for i in range(words):
            slot = self._slot(phrase_extended(0, _little_endian(data + 8 * i)))
            if slot.vocab_id < 0:
                slot.vocab_id = <int32_t>i
        data = gazetteer
        for i in range(records):
            slot = self._slot(_little_endian(data + 10 * i))
            slot.lists |= <uint16_t>(data[10 * i + 8] | (data[10 * i + 9] << 8))

    def __dealloc__(self):
        free(self._slots)

    cdef Slot *_slot(self, uint64_t key) noexcept nogil:
        """The slot of a key, from now on its own."""
        cdef Slot *slot = <Slot *>self.find(key)
        slot.key = key
        return slot


cdef inline uint64_t _little_endian(const uint8_t *data) noexcept nogil:
    cdef uint64_t value = 0
    cdef int k
    for k in range(8):
        value |= <uint64_t>data[k] << (8 * k)
    return value


cdef class TaggerTokens:
    """Tokens of a text as columns; ``len()`` of them, ``tokens[i]`` is ``(start, end, vocab_id, first, features)``."""

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.start[i], self.end[i], self.vocab_id[i], bool(self.first[i]), self.features[i]

    cdef int _reserve(self, Py_ssize_t most) except -1:
        """Room for so many tokens."""
        self.start = <int32_t *>resized(self.start, most, sizeof(int32_t))
        self.end = <int32_t *>resized(self.end, most, sizeof(int32_t))
        self.vocab_id = <int32_t *>resized(self.vocab_id, most, sizeof(int32_t))
        self.first = <uint8_t *>resized(self.first, most, sizeof(uint8_t))
        self.key = <uint64_t *>resized(self.key, most, sizeof(uint64_t))
        self.features = <uint64_t *>resized(self.features, most, sizeof(uint64_t))
        self.body = <int32_t *>resized(self.body, most, sizeof(int32_t))
        return 0

    def __dealloc__(self):
        PyMem_Free(self.start)
        PyMem_Free(self.end)
        PyMem_Free(self.vocab_id)
        PyMem_Free(self.first)
        PyMem_Free(self.key)
        PyMem_Free(self.features)
        PyMem_Free(self.body)

    def columns(self):
        """Lists of the starts, ends, keys, vocabulary ids, beginnings of a stretch, and features of all tokens."""
        cdef Py_ssize_t i, n = self.count
        return (
            [self.start[i] for i in range(n)],
            [self.end[i] for i in range(n)],
            [self.key[i] for i in range(n)],
            [self.vocab_id[i] for i in range(n)],
            [bool(self.first[i]) for i in range(n)],
            [self.features[i] for i in range(n)],
        )

    def grams(self, Py_ssize_t i):
        """Buckets of the letter n-grams of a token."""
        cdef int32_t found[MOST_GRAMS]
        cdef int n, k
        if not 0 <= i < self.count:
            raise IndexError(i)
        n = grams(PyUnicode_KIND(self.text), PyUnicode_DATA(self.text), self.start[i], self.end[i], found)
        return [found[k] for k in range(n)]


cdef enum:
    # A block of tokens: the slots of its words are asked for as tokens are made, and looked at when it is full, so that they
    # come from memory while the next tokens are made. Those of 64 tokens, up to three lines of 64 bytes each, fit the cache
    # beside what else is read, and a slot has tens of tokens' time to come; more than PHRASE, as phrases reach beyond it.
    BLOCK = 64


cdef struct Block:
    Readings of[BLOCK]      # of token i at i % BLOCK
    Py_ssize_t looked_up    # tokens so far
    Py_ssize_t marked       # tokens whose phrases are known


@cython.final
cdef class TaggerTokenScanner:
    """The tokens of a text a piece at a time, so that no more of them are held than are worked on.

    :param names: the Latin names of the text, as :func:`scan_latin` gives them.
    """

    cdef PreTokens _pretokens
    cdef LatinMentions _names
    cdef Lexicon _lexicon
    cdef Py_ssize_t _at     # pretoken that the next piece starts with
    cdef Py_ssize_t _named  # Latin names that stand before it

    def __init__(self, PreTokens pretokens not None, LatinMentions names not None, Lexicon lexicon not None):
        self._pretokens, self._names, self._lexicon = pretokens, names, lexicon

    def take(self, Py_ssize_t most):
        """The tokens of the next whole stretches until there are ``most`` of them, or at most a stretch more; none at the
        end of the text."""
        cdef TaggerTokens tokens = TaggerTokens.__new__(TaggerTokens)
        tokens.text = self._pretokens.text
        tokens._reserve(min(self._pretokens.count - self._at, max(most, 0) + LONGEST))
        self._scan(tokens, max(most, 1))
        return tokens

    cdef int _scan(self, TaggerTokens tokens, Py_ssize_t most) except -1:
        """Make tokens and look them up, a block at a time."""
        cdef PreTokens lx = self._pretokens
        cdef LatinMentions names = self._names
        cdef Lexicon lexicon = self._lexicon
        cdef Py_ssize_t i = self._at, last, named = self._named, stretch = 0
        cdef Py_ssize_t name_at = names.rows[named].first if named < names.count else -1
        cdef bint fresh = True
        cdef uint8_t kind
        cdef Block block
        cdef Readings *read
        block.looked_up = block.marked = 0
        while i < lx.count:
            kind = lx.kind[i]
            if kind == SPACE or kind == NEWLINE or kind == INVISIBLE or kind == MARK:
                fresh |= kind == NEWLINE
                i += 1
                continue
            fresh |= stretch >= LONGEST
            if fresh and tokens.count >= most:
                break
            stretch = 1 if fresh else stretch + 1
            tokens.first[tokens.count] = fresh
            read = block.of + tokens.count % BLOCK
            if i == name_at:
                last = _make_name(tokens, lx, names.rows + named, lexicon, read)
                named += 1
                name_at = names.rows[named].first if named < names.count else -1
            else:
                last = _make_word(tokens, lx, i, lexicon, read)
            fresh = kind == PUNCT and _ends_sentence(lx, i, last)
            i = last
            if tokens.count - block.marked == BLOCK:
                _look_up_block(tokens, lexicon, &block, tokens.count - PHRASE + 1)
        _look_up_block(tokens, lexicon, &block, tokens.count)
        self._at, self._named = i, named
        return 0


cdef inline bint _is_blank(uint8_t kind) noexcept nogil:
    return kind == SPACE or kind == NEWLINE


cdef inline bint _ends_sentence(PreTokens lx, Py_ssize_t i, Py_ssize_t last) noexcept nogil:
    """Whether a mark ends a sentence, as it may where a blank follows."""
    cdef Py_UCS4 c = PyUnicode_READ(PyUnicode_KIND(lx.text), PyUnicode_DATA(lx.text), lx.start[i])
    return (c == c"." or c == c"!" or c == c"?" or c == 0x61F) and last < lx.count and _is_blank(lx.kind[last])


cdef inline Py_ssize_t _make_name(TaggerTokens tokens, PreTokens lx, const LatinMention *name, Lexicon lexicon, Readings *read) noexcept nogil:
    """Append the token of a name in Latin script, and have what is known of it fetched; the pretoken after it."""
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Py_ssize_t i = name.first, last = name.last, start = lx.start[i], end = lx.end[last - 1]
    read.count = 3
    read.of[0].key = phrase_extended(0, lx.key[i])
    read.of[1].key = name.key
    read.of[2].key = lx.key[i]
    _append(tokens, lx, i, last, lx.key[i] if last == i + 1 else fold_key(width, data, start, end),
            (<uint64_t>1 << F_NAME) | latin_features(width, data, start, end))
    _fetch(lexicon, read)
    return last


cdef inline Py_ssize_t _make_word(TaggerTokens tokens, PreTokens lx, Py_ssize_t i, Lexicon lexicon, Readings *read) noexcept nogil:
    """Append the token of a word, number or mark, and have what is known of it fetched; the pretoken after it."""
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Py_ssize_t start = lx.start[i], end = lx.end[i]
    cdef uint64_t bits, key = lx.key[i]
    cdef uint8_t kind = lx.kind[i]
    read.count = 1
    read.of[0].key = phrase_extended(0, key)
    if kind == ARABIC:
        bits = <uint64_t>1 << F_ARABIC
        read_word(width, data, start, end, key, read)
        if end - start > 3 and has_article(width, data, start):
            bits |= <uint64_t>1 << F_ARTICLE
    elif kind == DIGIT:
        bits = <uint64_t>1 << F_DIGITS
        read.of[0].key = phrase_extended(0, DIGITS[min(end - start, 4)])
    elif kind == LATIN:
        bits = <uint64_t>1 << F_LATIN
    elif kind == PUNCT or kind == SYMBOL:
        bits = <uint64_t>1 << F_MARK
    else:
        bits = <uint64_t>1 << F_OTHER
    _append(tokens, lx, i, i + 1, key, bits)
    _fetch(lexicon, read)
    return i + 1


cdef inline void _append(TaggerTokens tokens, PreTokens lx, Py_ssize_t i, Py_ssize_t last, uint64_t key, uint64_t bits) noexcept nogil:
    """A token of the pretokens from ``i`` up to ``last``, with what is known of it so far."""
    cdef Py_ssize_t n = tokens.count
    if i and not _is_blank(lx.kind[i - 1]):
        bits |= <uint64_t>1 << F_LEFT
    if last < lx.count and not _is_blank(lx.kind[last]):
        bits |= <uint64_t>1 << F_RIGHT
    tokens.start[n] = tokens.body[n] = lx.start[i]
    tokens.end[n] = lx.end[last - 1]
    tokens.key[n] = key
    tokens.features[n] = bits
    tokens.count = n + 1


cdef inline void _fetch(Lexicon lexicon, const Readings *read) noexcept nogil:
    cdef int r
    for r in range(read.count):
        lexicon.fetch(read.of[r].key)


cdef void _look_up_block(TaggerTokens tokens, Lexicon lexicon, Block *block, Py_ssize_t before) noexcept nogil:
    """Look up all tokens made, and mark the phrases that begin with those before one."""
    cdef int width = PyUnicode_KIND(tokens.text)
    cdef const void *data = PyUnicode_DATA(tokens.text)
    while block.looked_up < tokens.count:
        _look_up(tokens, block.looked_up, width, data, lexicon, block.of + block.looked_up % BLOCK)
        block.looked_up += 1
    while block.marked < before:
        block.marked = _mark_phrase(tokens, block.marked, lexicon, block.of + block.marked % BLOCK)


cdef void _look_up(TaggerTokens tokens, Py_ssize_t i, int width, const void *data, Lexicon lexicon, Readings *read) noexcept nogil:
    """Vocabulary id, proclitics and features of a token by what the lexicon has of its readings."""
    cdef uint64_t bits = tokens.features[i]
    cdef const Slot *slot = lexicon.find(read.of[0].key)
    cdef int32_t vocab_id = slot.vocab_id, best = slot.vocab_id
    cdef int r
    if bits & (<uint64_t>1 << F_ARABIC):
        read.of[0].lists = slot.lists
        if vocab_id >= 0:
            bits |= <uint64_t>1 << F_ROW
        bits |= name_word_features(slot.lists)
        for r in range(1, read.count):
            slot = lexicon.find(read.of[r].key)
            read.of[r].lists = slot.lists
            bits |= name_word_features(slot.lists) << 1
            if vocab_id < 0 <= slot.vocab_id:
                vocab_id = slot.vocab_id
                bits |= <uint64_t>1 << (F_ROW + r)
            if before_is_proclitic(width, data, tokens.start[i], read.of[r].start, slot.vocab_id, best):
                tokens.body[i] = <int32_t>read.of[r].start
                if slot.vocab_id >= 0:
                    best = slot.vocab_id
        if vocab_id < 0:
            bits |= <uint64_t>1 << F_NO_ROW
        for r in range(read.count):
            if read.of[r].lists & LONGER and i + 1 < tokens.count:
                lexicon.fetch(phrase_extended(read.of[r].key, tokens.key[i + 1]))
    elif bits & (<uint64_t>1 << F_NAME):
        bits |= <uint64_t>1 << (F_ROW if vocab_id >= 0 else F_NO_ROW)
        bits |= <uint64_t>(lexicon.find(read.of[1].key).lists & TYPED) << F_EXACT
        bits |= <uint64_t>(lexicon.find(read.of[2].key).lists & TYPED) << F_FIRST
    tokens.vocab_id[i] = vocab_id
    tokens.features[i] = bits


cdef Py_ssize_t _mark_phrase(TaggerTokens tokens, Py_ssize_t i, Lexicon lexicon, const Readings *read) noexcept nogil:
    """Set the features of the longest phrase of the gazetteer that starts with a token; the token after it.

    Phrases of the wide lists are looked for beside those of the others, and never say where a name begins.
    """
    cdef Py_ssize_t j, last = i, minor_last = i
    cdef uint64_t key
    cdef int r, lists, best = 0, taken = 0, minor = 0
    cdef uint64_t begin, inside
    if not tokens.features[i] & (<uint64_t>1 << F_ARABIC):
        return i + 1
    for r in range(read.count):
        lists = read.of[r].lists
        key = read.of[r].key
        j = i
        while True:
            if lists & LISTED and (j > last or not best) and (
                r == 0 or j > i or tokens.body[i] == read.of[r].start or not tokens.features[i] & (<uint64_t>1 << F_ROW)
            ):
                best = lists
                last = j
                taken = r
            if lists & MINOR and (j > minor_last or not minor):
                minor = lists & MINOR
                minor_last = j
            j += 1
            if (not lists & LONGER or j - i == PHRASE or j == tokens.count or not tokens.features[j] & (<uint64_t>1 << F_ARABIC)
                    or tokens.first[j] or tokens.start[j] != tokens.end[j - 1] + 1):
                break
            key = phrase_extended(key, tokens.key[j])
            lists = lexicon.find(key).lists
    if minor:
        tokens.features[i] |= wide_features(minor)
        for j in range(i + 1, minor_last + 1):
            tokens.features[j] |= wide_features(minor) << 1
    if not best:
        return i + 1
    begin = <uint64_t>(best & TYPED) << F_BEGIN
    inside = <uint64_t>(best & TYPED) << F_IN
    if best & IN_PLACE:
        begin |= <uint64_t>1 << F_PLACE
        inside |= <uint64_t>1 << F_IN_PLACE
    if taken:
        begin |= <uint64_t>1 << F_LESS
    tokens.body[i] = <int32_t>read.of[taken].start
    tokens.features[i] |= begin
    for j in range(i + 1, last + 1):
        tokens.features[j] |= inside
    return last + 1


def scan_tagger_tokens(PreTokens pretokens not None, LatinMentions names not None, Lexicon lexicon not None):
    """All tokens of a text; the parameters are those of :class:`TaggerTokenScanner`."""
    return TaggerTokenScanner(pretokens, names, lexicon).take(pretokens.count)
