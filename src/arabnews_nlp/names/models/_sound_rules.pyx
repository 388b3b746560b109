"""Letters of English words that are heard as others, or not at all (data/english_sounds.tsv)."""

from libc.stdint cimport uint8_t
from libc.string cimport memcpy

from arabnews_nlp._files.tables import read_table

cdef enum:
    # Most letters of a rule of sound, and most rules for a place.
    RULE = 8
    RULES = 16


cdef struct SoundRule:
    # Letters of an English word that are heard as others; ``silent`` is the place of a letter that is not heard at all.
    uint8_t letters[RULE]
    uint8_t heard[RULE]
    int size
    int heard_size
    int silent

cdef SoundRule FIRST_RULES[RULES]     # for the first of several words
cdef SoundRule END_RULES[RULES]       # for the end of a name
cdef SoundRule SILENT_RULES[RULES]
cdef int first_rules = 0, end_rules = 0, silent_rules = 0


cdef SoundRule _rule(str letters, str heard) except *:
    cdef SoundRule rule
    cdef int k
    rule.size, rule.heard_size, rule.silent = len(letters), 0, -1
    for k in range(rule.size):
        rule.letters[k] = ord(letters[k]) - 97
    if heard.isdecimal():
        rule.silent = int(heard) - 1
    else:
        rule.heard_size = len(heard)
        for k in range(rule.heard_size):
            rule.heard[k] = ord(heard[k]) - 97
    return rule


def _fill_rules():
    global first_rules, end_rules, silent_rules
    for letters, place, heard in read_table("arabnews_nlp.names", "english_sounds.tsv"):
        if place == "first":
            FIRST_RULES[first_rules] = _rule(letters, heard)
            first_rules += 1
        elif place == "end":
            END_RULES[end_rules] = _rule(letters, heard)
            end_rules += 1
        else:
            SILENT_RULES[silent_rules] = _rule(letters, heard)
            silent_rules += 1


_fill_rules()


cdef inline bint _matches(const SoundRule *rule, const uint8_t *letters, int start, int end) noexcept nogil:
    cdef int k
    if start < 0 or start + rule.size > end:
        return False
    for k in range(rule.size):
        if letters[start + k] != rule.letters[k]:
            return False
    return True


cdef bint is_silent(const uint8_t *letters, int i, int n) noexcept nogil:
    """Whether a letter is not heard in its company (the c of sch, tch and ck, the g of gh)."""
    cdef int k
    for k in range(silent_rules):
        if SILENT_RULES[k].letters[SILENT_RULES[k].silent] == letters[i] and _matches(
                &SILENT_RULES[k], letters, i - SILENT_RULES[k].silent, n):
            return True
    return False


cdef int hear(uint8_t *letters, int n, int first) noexcept nogil:
    """Writes what is heard of the first of several words, which ends at ``first``, and of the end; the new length."""
    cdef int k
    for k in range(first_rules):
        if first == FIRST_RULES[k].size and _matches(&FIRST_RULES[k], letters, 0, n):
            memcpy(letters, FIRST_RULES[k].heard, FIRST_RULES[k].heard_size)
    for k in range(end_rules):
        if n > END_RULES[k].size + 1 and _matches(&END_RULES[k], letters, n - END_RULES[k].size, n):
            n -= END_RULES[k].size
            memcpy(letters + n, END_RULES[k].heard, END_RULES[k].heard_size)
            n += END_RULES[k].heard_size
    return n
