"""Spans from the tags of the network and from the lists: persons that و joins, head nouns, events, listed names."""

from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.proclitics cimport ALEF, BEH, LAM, WAW
from arabnews_nlp.entities._edges cimport char_at, key_from, read_token, short_name, trim
from arabnews_nlp.entities._features cimport Lexicon, Slot, TaggerTokens
from arabnews_nlp.entities._labels cimport COMMON, EVENT, LABEL_COUNT, LOC, ORG, PER, PERSON_LISTS, PLACE_LISTS, lists_of
from arabnews_nlp.entities._lists cimport IN_GIVEN, IN_NO_NAMES, IN_PER, IN_SMALL
from arabnews_nlp.entities._readings cimport Readings, phrase_extended
from arabnews_nlp.entities._scores cimport KNOWN, RECALLED, SURE, UNLIKELY
from arabnews_nlp.entities._spans cimport Span, Spans
from arabnews_nlp.entities._tagged_runs cimport TaggedRun, TaggedRuns

from arabnews_nlp.entities._features import feature_bits
from arabnews_nlp.names._name_table import LABELS

cdef enum:
    ALEF_MAKSURA = 0x649
    UNAMBIGUOUS = 2     # words of a listed name that is one wherever it stands

cdef uint64_t ARABIC = feature_bits("arabic")
cdef uint64_t DIGITS = feature_bits("digits")
cdef uint64_t LATIN_NAME = feature_bits("latin-name")
cdef uint64_t GIVEN = feature_bits("given", "given-less")
cdef uint64_t PLACE = feature_bits("loc", "place")
cdef uint64_t IN_PLACE = feature_bits("in-loc", "in-place")
cdef uint64_t IS_EVENT = feature_bits("event")
cdef uint64_t IN_EVENT = feature_bits("in-event")
cdef uint64_t IS_TYPED = feature_bits("per", "org", "loc", "product")
cdef uint64_t IS_LABEL[LABEL_COUNT]
cdef uint64_t IN_LABEL[LABEL_COUNT]
for _label in range(LABEL_COUNT):
    IS_LABEL[_label] = feature_bits(LABELS[_label].lower())
    IN_LABEL[_label] = feature_bits("in-" + LABELS[_label].lower())


cdef bint _hyphenated(TaggerTokens tokens, Py_ssize_t begin, const Span *before, const Span *row) noexcept:
    """Whether a hyphen without blanks joins two places to one name (فاس-سايس), other than two listed ones."""
    return (
        not (begin > 1 and tokens.features[begin] & PLACE and tokens.features[begin - 2] & (PLACE | IN_PLACE))
        and before.label == LOC and row.label == LOC and row.start == before.end + 1
        and char_at(tokens, before.end) == c"-"
    )


def tagged_spans(TaggerTokens tokens not None, TaggedRuns runs not None, Lexicon lexicon not None,
                 HashTable heads not None):
    """Trimmed spans of what the tagger found.

    :param heads: the head nouns that are part of the name after them, by the keys of :func:`phrase_key`, with the numbers of
        the labels of such names.

    Persons whom a و joins are apart (ترامب وبلينكن), and so is what a preposition after the و begins (مجلس الأمن وللأمم
    المتحدة). One that the tagger passed over right after another is found by the lists (فهد وعائشة), as a place is (ألمانيا
    وكمبوديا). The part of a place after a hyphen is not doubted. A word of the list of words that are no names (diseases) is
    none by itself.
    """
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last, i, begin, done = 0     # tokens of the spans before
    cdef const TaggedRun *run
    cdef Py_ssize_t k, following
    cdef int label
    cdef double score
    cdef Span row
    for k in range(runs.count):
        run = runs.rows + k
        first, last, score = run.first, run.last, run.score
        label = (run.tag - 1) // 2
        if score < UNLIKELY and not (label == LOC and first == done + 1):
            continue
        following = runs.rows[k + 1].first if k + 1 < runs.count else tokens.count
        begin = first
        if label == PER or label == ORG or label == LOC:
            for i in range(first + 1, last):
                if _begins_anew(tokens, i) or label == PER and (_joined(tokens, i, last, label, lexicon) or (
                    tokens.features[i] & LATIN_NAME and tokens.features[i - 1] & ARABIC
                )):
                    if trim(tokens, begin, i, label, lexicon, &row):
                        row.score = score
                        spans.append(row)
                    begin = i
        if trim(tokens, begin, last, label, lexicon, &row) and not (
            last == begin + 1 and lexicon.find(phrase_extended(0, key_from(tokens, begin, row.start))).lists & IN_NO_NAMES
        ):
            row.score = score
            if begin > done and (label == LOC or label == PER):
                _take_head(tokens, begin, heads, &row)
            if spans.count and _hyphenated(tokens, begin, spans.rows + spans.count - 1, &row):
                spans.rows[spans.count - 1].end = row.end
            elif score >= UNLIKELY:
                spans.append(row)
        while (label == PER or label == LOC) and last < following and score > SURE and _one_more(tokens, begin, last, label, lexicon):
            begin = last
            last += 1
            if trim(tokens, begin, last, label, lexicon, &row):
                row.score = RECALLED
                spans.append(row)
        done = last
    return spans


cdef int _take_head(TaggerTokens tokens, Py_ssize_t begin, HashTable heads, Span *row) noexcept:
    """Take in the head noun before a name that is part of it (مطار فاس, بورصة تونس), which says its type."""
    cdef Readings read
    cdef int r
    cdef int32_t label
    cdef Py_ssize_t i = begin - 1
    if (tokens.first[begin] or row.start != tokens.start[begin] or tokens.start[begin] != tokens.end[i] + 1
            or not tokens.features[i] & ARABIC):
        return 0
    read_token(tokens, i, &read)
    for r in range(read.count):
        label = heads.find(read.of[r].key)
        if label >= 0:
            row.start, row.label = <int32_t>read.of[r].start, <uint8_t>label
            break
    return 0


cdef bint _begins_anew(TaggerTokens tokens, Py_ssize_t i) noexcept:
    """Whether a word is و, the preposition ل or ب, the article, and more: within a name there is none such."""
    cdef Py_ssize_t start = tokens.start[i]
    cdef Py_UCS4 preposition
    if not tokens.features[i] & ARABIC or tokens.end[i] - start < 5 or char_at(tokens, start) != WAW:
        return False
    preposition = char_at(tokens, start + 1)
    return (preposition == LAM and char_at(tokens, start + 2) == LAM) or (
        preposition == BEH and char_at(tokens, start + 2) == ALEF and char_at(tokens, start + 3) == LAM)


cdef bint _joined(TaggerTokens tokens, Py_ssize_t i, Py_ssize_t last, int label, Lexicon lexicon) noexcept:
    """Whether a token inside the name of a person is the conjunction و and another person's name."""
    cdef Readings read
    cdef const Slot *slot
    cdef int32_t vocab_id
    if not tokens.features[i] & ARABIC or char_at(tokens, tokens.start[i]) != WAW:
        return False
    read_token(tokens, i, &read)
    slot = lexicon.find(read.of[0].key)
    vocab_id = slot.vocab_id
    if slot.lists & (PERSON_LISTS | PLACE_LISTS):
        return False
    if read.count == 1:
        return short_name(tokens, i, last, lexicon)
    slot = lexicon.find(read.of[1].key)
    return slot.lists & PERSON_LISTS != 0 or (slot.vocab_id >= 0 and (vocab_id < 0 or slot.vocab_id < vocab_id))


cdef bint _one_more(TaggerTokens tokens, Py_ssize_t begin, Py_ssize_t i, int label, Lexicon lexicon) noexcept:
    """Whether the token after a name is و and a name by the lists: a rare word, or a given name after a given name."""
    cdef Readings read
    cdef const Slot *slot
    cdef int32_t vocab_id
    if (tokens.first[i] or not tokens.features[i] & ARABIC or char_at(tokens, tokens.start[i]) != WAW
            or char_at(tokens, tokens.end[i] - 1) == ALEF_MAKSURA or tokens.start[i] != tokens.end[i - 1] + 1):
        return False
    read_token(tokens, i, &read)
    slot = lexicon.find(read.of[0].key)
    if slot.lists & lists_of(label) or read.count < 2:
        return False
    vocab_id = slot.vocab_id
    slot = lexicon.find(read.of[1].key)
    if label == LOC:
        return slot.lists & (PLACE_LISTS & ~IN_SMALL) != 0 and (slot.vocab_id < 0 or slot.vocab_id > COMMON)
    if not slot.lists & PERSON_LISTS or (0 <= vocab_id and (slot.vocab_id < 0 or vocab_id < slot.vocab_id)):
        return False
    if slot.vocab_id < 0 or slot.lists & IN_PER:
        return True
    return begin + 1 == i and slot.lists & IN_GIVEN != 0 and tokens.features[begin] & GIVEN != 0


cdef inline bint _has(TaggerTokens tokens, Py_ssize_t i, uint64_t features) noexcept:
    return i < tokens.count and tokens.features[i] & features


def event_spans(TaggerTokens tokens not None, Lexicon lexicon not None):
    """Spans of the events that the tables know, with the place and year that follow them (مونديال روسيا 2018)."""
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last
    cdef Span row
    for first in range(tokens.count):
        if not tokens.features[first] & IS_EVENT:
            continue
        last = first + 1
        while _has(tokens, last, IN_EVENT):
            last += 1
        if _has(tokens, last, PLACE) and not tokens.first[last]:
            last += 1
            while _has(tokens, last, IN_PLACE):
                last += 1
            if _has(tokens, last, DIGITS) and not tokens.first[last] and tokens.end[last] - tokens.start[last] == 4:
                last += 1
        if trim(tokens, first, last, EVENT, lexicon, &row):
            row.score = KNOWN
            spans.append(row)
    return spans


def listed_spans(TaggerTokens tokens not None, Lexicon lexicon not None):
    """Persons of the curated list, and other listed names of so many words that nothing else is meant."""
    cdef Spans spans = Spans()
    cdef Py_ssize_t first, last
    cdef Span row
    cdef int label
    for first in range(tokens.count):
        if not tokens.features[first] & IS_TYPED:
            continue
        for label in range(EVENT):
            if not tokens.features[first] & IS_LABEL[label]:
                continue
            last = first + 1
            while _has(tokens, last, IN_LABEL[label]):
                last += 1
            if (label == PER or last - first >= UNAMBIGUOUS) and trim(tokens, first, last, label, lexicon, &row):
                row.score = KNOWN
                spans.append(row)
                break
    return spans
