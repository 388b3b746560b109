"""Where a name begins and ends: marks, quotation marks, articles and particles, proclitics, numbers of versions."""

from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.proclitics cimport ALEF, BEH, LAM, WAW, is_conjunction
from arabnews_nlp.entities._features cimport Lexicon, Slot, TaggerTokens
from arabnews_nlp.entities._labels cimport PER, PERSON_LISTS, PRODUCT, lists_of
from arabnews_nlp.entities._lists cimport IN_GIVEN, IN_SMALL
from arabnews_nlp.entities._readings cimport Readings, phrase_extended
from arabnews_nlp.entities._spans cimport Span

from arabnews_nlp.entities._features import feature_bits, word_key
from arabnews_nlp.names._name_table import LABELS

cdef enum:
    TATWEEL = 0x640
    AIN = 0x639
    ALEF_MAKSURA = 0x649
    FATHATAN = 0x64B
    CERTAIN = 10        # a given name so many times as frequent as the word with a proclitic decides between two names

cdef uint64_t MARK = feature_bits("mark")
cdef uint64_t PERSON = feature_bits("person-word")
cdef uint64_t LISTED = feature_bits("per", "org", "loc", "product", "event", "place")
cdef uint64_t DIGITS = feature_bits("digits")
cdef uint64_t ARABIC = feature_bits("arabic")
cdef uint64_t LATIN_NAME = feature_bits("latin-name")
cdef uint64_t ARTICLE = feature_bits("article")
cdef uint64_t GIVEN = feature_bits("given", "given-less")
cdef uint64_t SON = word_key("بن")
cdef uint64_t MOTHER = word_key("أم")


cdef bint trim(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last, int label, Lexicon lexicon, Span *row) noexcept:
    """Make a span without a score of the tokens from ``first`` up to ``last``; whether anything is left. See :func:`trimmed`."""
    while first < last and tokens.features[first] & MARK:
        first += 1
    while first < last and tokens.features[last - 1] & MARK:
        last -= 1
    if first == last:
        return False
    first, last = _without_article_words(tokens, first, last)
    first, last = _within_quotes(tokens, first, last)
    first, last = _within_hashtag(tokens, first, last)
    first = _after_particle(tokens, first, last, label)
    if first + 1 == last and (_is_adverb(tokens, first) or _is_article(tokens, first)):
        return False
    row.start = <int32_t>_name_start(tokens, first, last, label, lexicon)
    row.end = _version_end(tokens, last) if label == PRODUCT else tokens.end[last - 1]
    row.canonical = -1
    row.label = label
    return True


cdef bint _definite(TaggerTokens tokens, Py_ssize_t i) noexcept:
    """Whether a token is an Arabic word that begins with the article, perhaps after the preposition ل (للأوراق)."""
    return tokens.features[i] & ARTICLE != 0 or (
        tokens.features[i] & ARABIC != 0 and tokens.end[i] - tokens.start[i] > 3 and _begins(tokens, i, LAM, LAM))


cdef bint _is_article(TaggerTokens tokens, Py_ssize_t i) noexcept:
    """Whether a token is the article by itself (الـ)."""
    cdef Py_ssize_t length = tokens.end[i] - tokens.start[i]
    return (length == 2 or length == 3 and char_at(tokens, tokens.start[i] + 2) == TATWEEL) and _begins(tokens, i, ALEF, LAM)


cdef inline bint _begins(TaggerTokens tokens, Py_ssize_t i, Py_UCS4 first, Py_UCS4 second) noexcept:
    """Whether a token begins with two letters."""
    return char_at(tokens, tokens.start[i]) == first and char_at(tokens, tokens.start[i] + 1) == second


cdef (Py_ssize_t, Py_ssize_t) _without_article_words(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A name in Latin script without the article before it (الـ) and the adjectives and purposes after it (القابضة,
    للأوراق المالية)."""
    cdef Py_ssize_t end = last
    if last - first < 2:
        return first, last
    if tokens.features[first + 1] & LATIN_NAME and _is_article(tokens, first):
        first += 1
    if tokens.features[first] & LATIN_NAME:
        while end > first + 1 and _definite(tokens, end - 1):
            end -= 1
        if tokens.features[end - 1] & LATIN_NAME:
            last = end
    return first, last


cdef (Py_ssize_t, Py_ssize_t) _within_quotes(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A name right after a quotation mark up to the next one, if that is the only one in it ("اتصالات" الإماراتية)."""
    cdef Py_ssize_t i, end = last
    if not is_quote(char_at(tokens, <Py_ssize_t>tokens.start[first] - 1)):
        return first, last
    for i in range(first + 1, last):
        if tokens.features[i] & MARK and is_quote(char_at(tokens, tokens.start[i])):
            if end < last:
                return first, last
            end = i
    return first, end


cdef (Py_ssize_t, Py_ssize_t) _within_hashtag(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last) noexcept:
    """A hashtag of several words without the adjectives after it (#حزب_الله الإرهابي)."""
    cdef Py_ssize_t end = first + 1, i
    if char_at(tokens, <Py_ssize_t>tokens.start[first] - 1) != c"#":
        return first, last
    while end < last and tokens.start[end] == tokens.end[end - 1]:
        end += 1
    if end < first + 3 or char_at(tokens, tokens.start[first + 1]) != c"_":
        return first, last
    for i in range(end, last):
        if not _definite(tokens, i):
            return first, last
    return first, end


cdef Py_ssize_t _after_particle(TaggerTokens tokens, Py_ssize_t first, Py_ssize_t last, int label) noexcept:
    """Where a name begins that has taken in a preposition: a single letter with a tatweel (التسوق كـ Amazon), or على before
    a person (حصل على فالكاو), which is not the given name علي where another given name follows (على حسن)."""
    cdef Py_ssize_t i, start = tokens.start[first]
    for i in range(last - 1, first, -1):
        if (i + 1 < last and tokens.end[i] - tokens.start[i] == 2 and char_at(tokens, tokens.start[i] + 1) == TATWEEL
                and tokens.features[i + 1] & LATIN_NAME):
            return i + 1
    if (label == PER and first + 1 < last and tokens.end[first] - start == 3 and not tokens.features[first + 1] & GIVEN
            and char_at(tokens, start) == AIN and char_at(tokens, start + 1) == LAM and char_at(tokens, start + 2) == ALEF_MAKSURA):
        return first + 1
    return first


cdef bint _is_adverb(TaggerTokens tokens, Py_ssize_t i) noexcept:
    """Whether a word ends in a written tanwin of the accusative (دوماً), which no name alone does."""
    cdef Py_ssize_t last = tokens.end[i] - 1
    return char_at(tokens, last) == FATHATAN or (
        char_at(tokens, last) == ALEF and char_at(tokens, last - 1) == FATHATAN and tokens.start[i] < last)


cdef int32_t _version_end(TaggerTokens tokens, Py_ssize_t last) noexcept:
    """Where a name ends whose last token begins the number of a version (أندرويد 2.1)."""
    while (last + 1 < tokens.count and tokens.features[last - 1] & DIGITS and tokens.features[last + 1] & DIGITS
            and char_at(tokens, tokens.start[last]) == c"." and tokens.start[last] == tokens.end[last - 1]
            and tokens.start[last + 1] == tokens.end[last]):
        last += 2
    return tokens.end[last - 1]


cdef Py_ssize_t _name_start(TaggerTokens tokens, Py_ssize_t i, Py_ssize_t last, int label, Lexicon lexicon) noexcept:
    """Where a name starts in its first token: after its proclitics.

    The lists of the label decide where they know one reading of the word and the word as it stands is not the more
    frequent one; else the reading that is the more frequent word.
    """
    cdef uint64_t features = tokens.features[i]
    cdef const Slot *slot
    cdef Readings read
    cdef int r
    cdef int32_t vocab_id
    cdef bint whole
    if not features & ARABIC or features & LISTED:
        return tokens.body[i]
    if label == PER and short_name(tokens, i, last, lexicon):
        return tokens.start[i] + 1
    read_token(tokens, i, &read)
    slot = lexicon.find(read.of[0].key)
    vocab_id = slot.vocab_id
    whole = slot.lists & lists_of(label) != 0
    for r in range(1, read.count):
        if r == 2 and not is_conjunction(char_at(tokens, tokens.start[i])):
            break
        slot = lexicon.find(read.of[r].key)
        if not slot.lists & lists_of(label):
            continue
        if whole:
            if slot.lists & IN_GIVEN and slot.vocab_id >= 0 and (vocab_id < 0 or CERTAIN * slot.vocab_id < vocab_id):
                return read.of[r].start
        elif vocab_id < 0 or (0 <= slot.vocab_id < vocab_id and slot.lists & lists_of(label) & ~IN_SMALL):
            return read.of[r].start
    if _preposition_and_lam(tokens, i, label, lexicon):
        return tokens.start[i] + 1
    if whole or (label == PER and features & PERSON):
        return tokens.start[i]
    if char_at(tokens, tokens.start[i]) == WAW and _with_hamza(char_at(tokens, tokens.start[i] + 1)):
        return tokens.start[i] + 1
    if i + 1 < last or not is_quote(char_at(tokens, <Py_ssize_t>tokens.start[i] - 1)):
        return tokens.body[i]
    return tokens.start[i]       # proclitics stand before the quotation mark


cdef inline bint _with_hamza(Py_UCS4 c) noexcept nogil:
    """Whether a letter is an alef with hamza or madda, with which only و as a conjunction makes the beginning of a word."""
    return c == 0x622 or c == 0x623 or c == 0x625


cdef bint _preposition_and_lam(TaggerTokens tokens, Py_ssize_t i, int label, Lexicon lexicon) noexcept:
    """Whether a word is ل and a listed name whose own first letter is ل (لليبيا), not a name with the article (للعراق)."""
    cdef Py_ssize_t start = tokens.start[i]
    return (
        tokens.end[i] - start > 4 and _begins(tokens, i, LAM, LAM)
        and lexicon.find(phrase_extended(0, key_from(tokens, i, start + 1))).lists & lists_of(label) & ~IN_SMALL != 0
    )


cdef bint short_name(TaggerTokens tokens, Py_ssize_t i, Py_ssize_t last, Lexicon lexicon) noexcept:
    """Whether a word of three letters is و, ل or ب and a name of two (وجو, وبن), more of which follows."""
    cdef Py_UCS4 c = char_at(tokens, tokens.start[i])
    cdef uint64_t key
    if i + 1 == last or tokens.end[i] - tokens.start[i] != 3 or not (c == WAW or c == LAM or c == BEH):
        return False
    key = key_from(tokens, i, tokens.start[i] + 1)
    return key == SON or key == MOTHER or (
        lexicon.find(phrase_extended(0, key)).lists & IN_GIVEN != 0
        and not lexicon.find(phrase_extended(0, tokens.key[i])).lists & PERSON_LISTS
    )


def trimmed(TaggerTokens tokens not None, Py_ssize_t first, Py_ssize_t last, str label not None, Lexicon lexicon not None):
    """Span of the tokens from ``first`` up to ``last`` without marks at its ends and proclitics at its start.

    Whether a first letter is a proclitic is decided by the lists of names where they know the word with or without it,
    and else by which reading is the more frequent word. ``None`` where nothing is left.
    """
    cdef Span row
    if not 0 <= first <= last <= tokens.count:
        raise IndexError(first, last)
    return (row.start, row.end) if trim(tokens, first, last, LABELS.index(label), lexicon, &row) else None
