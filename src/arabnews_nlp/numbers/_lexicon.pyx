"""The words of the number grammar, by the key of their folded form, with what each means.

What a word may mean are its senses (data/senses.tsv); those that compiled rules ask for are bits of a mask.
"""

from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint32_t, uint64_t

from arabnews_nlp._core.columns cimport resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp._core.pretokens cimport ARABIC as _ARABIC, DIGIT as _DIGIT, LATIN as _LATIN
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, fold_key
from arabnews_nlp.numbers._senses cimport OTHER_SENSE, SENSE_NAMES

ARABIC, LATIN, DIGIT = _ARABIC, _LATIN, _DIGIT   # classes of words, for the rules in Python

NO_SENSES = {}
NAMES = SENSE_NAMES.decode("ascii").split()
cdef dict _BITS = {name: <uint64_t>1 << bit for bit, name in enumerate(NAMES)}


cdef uint64_t form_key(str form) noexcept:
    """Key of a form, folded or not."""
    return fold_key(PyUnicode_KIND(form), PyUnicode_DATA(form), 0, len(form))


cdef uint64_t sense_bit(str name):
    """The bit of a sense; ``OTHER_SENSE`` for all those that have none of their own."""
    return _BITS.get(name, OTHER_SENSE)


cdef uint64_t sense_bits(names):
    """A set of names of senses as bits."""
    cdef uint64_t bits = 0
    for name in names:
        bits |= sense_bit(name)
    return bits


cdef frozenset rare_senses(names):
    """Those names of senses that have no bit of their own."""
    return frozenset([name for name in names if name not in _BITS])


cdef dict _by_second(dict phrases):
    """The phrases of a word, by sense and by the folded word that follows it: the rest of each and its value."""
    cdef dict found = {}, grouped
    for sense, values in phrases.items():
        grouped = found[sense] = {}
        for rest, value in values:
            grouped.setdefault(rest[0], []).append((rest[1:], value))
    return found


cdef uint64_t _second_bits(dict phrases):
    """Bits of the words that follow a word in its phrases."""
    cdef uint64_t bits = 0
    for values in phrases.values():
        for rest, _ in values:
            bits |= second_bit(form_key(rest[0]))
    return bits


cdef class Lexicon:
    """Folded words with what they mean to a grammar.

    :param senses: for every folded form a mapping from the name of a sense to its value. Under ``…`` it holds the
        phrases that start with the form: a mapping from the name of a sense to pairs of the folded words that follow
        and the value, the longest first.
    :param starts: the senses that a grammar may start at; with ``…`` after the name, its phrases.
    :param starts_before_digits: forms that it may start at only where digits follow.
    """

    def __init__(self, senses, starts, starts_before_digits=()):
        cdef Py_ssize_t i
        cdef uint32_t beginning
        cdef dict meaning, phrases
        cdef str form, padded
        forms = sorted(senses)
        wanted = frozenset(starts)
        before = frozenset(starts_before_digits)
        self.senses = [senses[form] for form in forms]
        self.values = []
        self.phrases = [None] * len(forms)
        self.table = HashTable()
        self.bits = <Senses *>resized(self.bits, len(forms), sizeof(Senses))
        for i, (form, meaning) in enumerate(zip(forms, self.senses)):
            self.table.put(form_key(form), <int32_t>i)
            padded = form.ljust(3, "\0")
            beginning = beginning_of(ord(padded[0]), ord(padded[1]), ord(padded[2]))
            self.beginnings[beginning >> 5] |= <uint32_t>1 << (beginning & 31)
            phrases = meaning.get("…", NO_SENSES)
            self.bits[i].own = sense_bits(meaning.keys() - {"…"})
            self.bits[i].all = self.bits[i].own | sense_bits(phrases)
            self.bits[i].seconds = _second_bits(phrases)
            self.bits[i].first_value = len(self.values)
            self.values += [meaning[name] for name in NAMES if name in meaning]
            if phrases:
                self.phrases[i] = _by_second(phrases)
        self.starts = bytes(
            [
                BEFORE_DIGITS
                if form in before
                else ANYWHERE
                if not wanted.isdisjoint(senses[form])
                or not wanted.isdisjoint(name + "…" for name in senses[form].get("…", ()))
                else 0
                for form in forms
            ]
        )

    def __dealloc__(self):
        PyMem_Free(self.bits)
