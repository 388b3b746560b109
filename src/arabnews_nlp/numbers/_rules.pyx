"""The loop over the cues of a text: at each the rules of a table are tried in order.

The table itself, with what each rule is for, is :data:`arabnews_nlp.numbers.grammar.RULES`.
"""

from cpython.mem cimport PyMem_Free
from libc.stdint cimport uint64_t

from arabnews_nlp._core.columns cimport resized
from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers._decimals cimport ROUNDED
from arabnews_nlp.numbers._lexicon cimport rare_senses, sense_bits
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._senses cimport CLOCK, DAILY, EVERY, MEASURE, MODIFIER, MODIFIER_AFTER, OTHER_SENSE, PERIOD
from arabnews_nlp.numbers._word_stream cimport Word, folded_form, has, has_proclitics, may_go_on, starts_phrase, word_at

from decimal import getcontext, setcontext

from arabnews_nlp.document.records import Quantity

cdef dict _CLASSES = {
    "digits": 1 << DIGIT,
    "letters": 1 << ARABIC | 1 << LATIN,
    "marks": ~(1 << DIGIT | 1 << ARABIC | 1 << LATIN),
}
cdef int _ANY_CLASS = -1


cdef class CompiledReader:
    """A compiled function that reads a quantity at a cue."""

    @staticmethod
    cdef CompiledReader of(Reader read):
        cdef CompiledReader reader = CompiledReader.__new__(CompiledReader)
        reader.read = read
        return reader

    def __call__(self, Parser parser not None, Py_ssize_t i):
        return self.read(parser, i)


cdef class CompiledTest:
    """A compiled function that says whether a rule is worth trying at a cue."""

    @staticmethod
    cdef CompiledTest of(Test holds):
        cdef CompiledTest test = CompiledTest.__new__(CompiledTest)
        test.holds = holds
        return test


cdef class RuleTable:
    """The rules of a grammar in the order in which they are tried.

    :param rules: :class:`~arabnews_nlp.numbers.grammar.Rule` records.
    :param with_time: extends a date that الساعة follows by its time of day, None to leave dates alone. Like a reader it
        gives a quantity and the position after it.
    """

    def __init__(self, rules, with_time=None):
        cdef CompiledRule *compiled
        self._with_time = with_time
        self._readers = [rule.read for rule in rules]
        self._rare = [rare_senses(rule.senses) for rule in rules]
        self._count = len(self._readers)
        self._rules = <CompiledRule *>resized(self._rules, self._count, sizeof(CompiledRule))
        for k, rule in enumerate(rules):
            compiled = self._rules + <Py_ssize_t>k
            compiled.senses = sense_bits(rule.senses)
            compiled.unless = sense_bits(rule.unless)
            compiled.classes = 0
            for name in rule.classes:
                compiled.classes |= <int>_CLASSES[name]
            if not rule.senses and not rule.classes:
                compiled.classes = _ANY_CLASS
            compiled.test = NULL if rule.test is None else (<CompiledTest?>rule.test).holds
            compiled.read = (<CompiledReader>rule.read).read if isinstance(rule.read, CompiledReader) else NULL

    def __dealloc__(self):
        PyMem_Free(self._rules)

    def quantities(self, Parser parser not None):
        """The quantities of a text, in order: the rule that succeeds at a cue takes its words, so that none overlap."""
        cdef list found = []
        cdef tuple one
        cdef Py_ssize_t end = 0, i = parser.find_start(0), following
        if i < 0:
            return found
        outside = getcontext()
        setcontext(ROUNDED)  # localcontext would copy it for each text
        try:
            while i >= 0:
                one = self._read(parser, i)
                if one is None or <Py_ssize_t>one[0].start < end or <Py_ssize_t>one[1] <= i:
                    i = parser.find_start(i + 1)
                    continue
                following = one[1]
                found.append(_with_bounds(parser, one[0], i, following))
                end = word_at(parser, following - 1).end
                i = parser.find_start(following)
        finally:
            setcontext(outside)
        return found

    cdef tuple _read(self, Parser parser, Py_ssize_t i):
        """The quantity at the cue ``i`` and the position after it; None without one."""
        cdef Word word = word_at(parser, i)
        cdef int word_class = 1 << word.kind, k
        cdef uint64_t senses = word.all if word.own or may_go_on(parser, i, word) else 0, matched
        cdef CompiledRule *rule
        cdef tuple found
        for k in range(self._count):
            rule = self._rules + k
            if not rule.classes & word_class:
                matched = senses & rule.senses
                if not matched or (matched == OTHER_SENSE and not parser.is_rare(i, <frozenset>self._rare[k])):
                    continue
            if word.all & rule.unless:
                continue
            if rule.test != NULL and not rule.test(parser, i):
                continue
            found = rule.read(parser, i) if rule.read != NULL else self._readers[k](parser, i)
            if found is not None:
                if not found:
                    return None
                if self._with_time is not None and has(word_at(parser, <Py_ssize_t>found[1]), CLOCK):
                    found = self._with_time(parser, found)
                return found
        return None


cdef _with_bounds(Parser parser, quantity, Py_ssize_t i, Py_ssize_t following):
    """The quantity from the word ``i`` to ``following`` with the approximator around it and the rate after it."""
    cdef str label, bound = _modifier(parser, i, following), per = _rate(parser, following)
    if bound is None and per is None:
        return quantity
    label = quantity.label
    if label == "ORDINAL" or quantity.modifier is not None:
        return quantity
    if label != "MONEY" and label != "QUANTITY" and label != "CARDINAL":
        per = None
        if bound is None:
            return quantity
    return Quantity(
        quantity.source, quantity.start, quantity.end, label, quantity.value, quantity.unit, quantity.timex, bound, per
    )


cdef str _modifier(Parser parser, Py_ssize_t i, Py_ssize_t following):
    """TIMEX3 name of the approximator or bound before ``i`` or after the quantity (نحو, أكثر من, على الأقل)."""
    cdef Py_ssize_t start
    cdef tuple found
    for start in range(max(0, i - 3), i):
        if starts_phrase(word_at(parser, start), MODIFIER) and not word_at(parser, start).article:
            found = parser.phrase_of(start, MODIFIER)
            if found is not None and found[1] == i:
                return found[0]
    if not starts_phrase(word_at(parser, following), MODIFIER_AFTER):
        return None
    found = parser.bare_phrase_of(following, MODIFIER_AFTER)
    return None if found is None else found[0]


cdef bint _after_li(Parser parser, Word word) except -1:
    """Whether the proclitic of a word is the preposition ل."""
    return has_proclitics(word) and folded_form(parser, word)[: word.host_start - word.start] == "ل"


cdef str _rate(Parser parser, Py_ssize_t following):
    """Words of the rate after a quantity: لكل مستخدم شهريًا, سنويا, للبرميل."""
    cdef Word word = word_at(parser, following)
    cdef Py_ssize_t at = following
    if not has(word, EVERY | MEASURE | PERIOD | DAILY):
        return None
    if has(word, EVERY) and _after_li(parser, word) and word_at(parser, at + 1).kind == ARABIC:
        at += 2
    elif word.article and has(word, MEASURE | PERIOD) and _after_li(parser, word):
        at += 1
    if has(word_at(parser, at), DAILY):
        at += 1
    return parser.text[word.start : word_at(parser, at - 1).end] if at > following else None
