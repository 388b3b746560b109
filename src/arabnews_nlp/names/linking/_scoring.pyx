"""Which names the runs of Arabic words may be: spellings of the tables, and words with the consonants of a Latin name."""

from libc.stdint cimport int32_t, uint64_t

from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._name_table cimport KnownNames
from arabnews_nlp.names._latin_names cimport LatinNames
from arabnews_nlp._core.pretokens cimport (
    FNV_OFFSET, FNV_PRIME, KeyMap, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, folded,
)
from arabnews_nlp.names.linking._candidates cimport Candidates
from arabnews_nlp.names.linking._arabic_matches cimport ArabicMatch, ArabicMatches, is_common
from arabnews_nlp.names.linking._consonant_keys cimport ConsonantKeys

cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


# Likeness that a name needs to be found away from a gloss, by the number of its consonants; the last is that of more.
cdef double[5] NEEDED = [0.93, 0.93, 0.93, 0.86, 0.8]
cdef double NEEDED_LONG = 0.76
# How much less is needed right beside the Latin name.
cdef double RELAXED = 0.12
# Likeness below which a spelling of the tables is a translation.
cdef double TRANSLATED = 0.5

cdef enum:
    # Most names with the same consonants that a run is compared with.
    COMPARED = 8
    # Most words of a run, one more than :func:`find_matches` gives.
    WORDS = 7


def link_runs(ArabicMatches hits not None, PreTokens pretokens not None, ConsonantKeys skeletons not None, Candidates links not None,
              list meanings not None, KeyMap common not None, likeness):
    """Add links for the runs of a text.

    :param meanings: for each number of a phrase the ``(row, acronym)`` that it stands for, row -1 for an expansion.
    :param common: frequent words that are no names.
    :param likeness: how much a Latin and an Arabic name sound alike.
    :returns: numbers of the links to known names whose Latin form the text lacks, by the name. Names that only the
        table has are numbered by their rows, after those of the text.
    """
    cdef Linker linker = Linker(pretokens, skeletons, links, common, likeness)
    cdef Py_ssize_t i, number
    cdef int32_t row
    cdef str acronym
    cdef ArabicMatch *hit
    for i in range(hits.count):
        hit = hits.rows + i
        if hit.kind == 1:
            linker.judge(hit)
            continue
        for row, acronym in <tuple>meanings[hit.value]:
            if row >= 0:
                linker.listed(hit, row)
                continue
            number = linker.names.get(acronym)
            if number >= 0 and all_capitals(linker.names.text_of(number)):
                links.add(hit.start, hit.end, number, 1.0, True, hit.length + 1)
    return linker.blocking


cdef class Words:
    """The first words of a folded run, or of a name."""

    cdef str form
    cdef int count
    cdef Py_ssize_t start[WORDS]
    cdef Py_ssize_t end[WORDS]

    def __cinit__(self, str form not None):
        cdef int width = PyUnicode_KIND(form)
        cdef const void *data = PyUnicode_DATA(form)
        cdef Py_ssize_t i
        cdef bint inside = False
        self.form = form
        for i in range(len(form)):
            if Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)):
                inside = False
                continue
            if not inside:
                if self.count == WORDS:
                    break
                self.start[self.count] = i
                self.count += 1
                inside = True
            self.end[self.count - 1] = i + 1

    cdef bint is_common_word(self, int i, KeyMap common) noexcept:
        return is_common(self.form, self.start[i], self.end[i], common)

    cdef bint all_ordinary(self, KeyMap common) noexcept:
        cdef int i
        for i in range(self.count):
            if not self.is_common_word(i, common):
                return False
        return True

    cdef str last(self):
        return self.form[self.start[self.count - 1] : self.end[self.count - 1]]


cdef class Linker:
    """The runs of one text while they are judged.

    What a run says by its letters alone is found out once for all its occurrences; ``seen`` tables have the places of
    that in the lists beside them.
    """

    cdef str text
    cdef int width
    cdef const void *data
    cdef PreTokens pretokens
    cdef LatinNames names
    cdef KnownNames known
    cdef ConsonantKeys skeletons
    cdef Candidates links
    cdef KeyMap common
    cdef object likeness
    cdef dict blocking
    cdef HashTable translations
    cdef HashTable seen_pairs
    cdef list scores
    cdef HashTable seen_runs
    cdef list best

    def __cinit__(self, PreTokens pretokens, ConsonantKeys skeletons, Candidates links, KeyMap common, likeness):
        self.text = pretokens.text
        self.width = PyUnicode_KIND(self.text)
        self.data = PyUnicode_DATA(self.text)
        self.pretokens = pretokens
        self.names = skeletons.names
        self.known = skeletons.names.known
        self.skeletons = skeletons
        self.links = links
        self.common = common
        self.likeness = likeness
        self.blocking = {}
        self.translations, self.seen_pairs, self.seen_runs = HashTable(), HashTable(), HashTable()
        self.scores, self.best = [], []

    cdef uint64_t key(self, ArabicMatch *hit, int32_t number) noexcept:
        """Key of the letters of a run together with a number."""
        cdef uint64_t key = (FNV_OFFSET ^ <uint64_t>number) * FNV_PRIME
        cdef Py_ssize_t i
        for i in range(hit.start, hit.end):
            key = (key ^ <uint64_t>PyUnicode_READ(self.width, self.data, i)) * FNV_PRIME
        return key

    cdef int listed(self, ArabicMatch *hit, int32_t row) except -1:
        """Candidate a spelling of the tables."""
        cdef uint64_t key = self.key(hit, row)
        cdef int32_t translated = self.translations.find(key)
        cdef int32_t number = self.names.find(self.known.keys[row])
        cdef bint blocking
        cdef Py_ssize_t link
        cdef str form
        if translated < 0:
            form = self.text[hit.start : hit.end].removeprefix("ال")
            translated = self.likeness(self.known.canonical[row], form) < TRANSLATED
            self.translations.put(key, translated)
        if number < 0:
            number = <int32_t>self.names.count + row
            blocking = True
        else:
            blocking = (
                translated and number != hit.nearest and number != hit.farther
                and not all_capitals(self.names.text_of(number))
            )
        link = self.links.add(hit.start, hit.end, number, 1.0, translated, hit.length + 1, blocking)
        if blocking:
            (<list>self.blocking.setdefault(number, [])).append(link)
        return 0

    cdef int judge(self, ArabicMatch *hit) except -1:
        """Candidate a run to the name beside it that has its consonants, or else to the name of the text that it writes best."""
        cdef uint64_t key
        cdef int32_t place
        cdef tuple best
        if self._beside(hit, hit.nearest) or self._beside(hit, hit.farther):
            return 0
        key = self.key(hit, hit.value)
        place = self.seen_runs.find(key)
        if place < 0:
            place = <int32_t>len(self.best)
            self.best.append(self._best(hit))
            self.seen_runs.put(key, place)
        best = self.best[place]
        if best is None:
            return 0
        cdef Py_ssize_t blanks = self._blanks(hit)
        if not blanks:
            word = folded(self.width, self.data, self.pretokens.start[hit.first], hit.end)
            if is_common(word, 0, len(word), self.common):
                return 0
        self.links.add(hit.start, hit.end, best[0], best[1], False, <int>blanks + 1)
        return 0

    cdef bint _beside(self, ArabicMatch *hit, int32_t number) except -1:
        """Candidate a run to a name beside it, if it writes that."""
        cdef double score
        if number < 0 or not self.skeletons.has(number, hit.value):
            return False
        score = self._alike(hit, number)
        if score < needed(hit.length) - RELAXED or not self._shaped(number, Words(self._form(hit))):
            return False
        self.links.add(hit.start, hit.end, number, score, False, <int>self._blanks(hit) + 1)
        return True

    cdef str _form(self, ArabicMatch *hit):
        return folded(self.width, self.data, hit.start, hit.end)

    cdef Py_ssize_t _blanks(self, ArabicMatch *hit) noexcept:
        cdef Py_ssize_t i, count = 0
        for i in range(hit.start, hit.end):
            count += PyUnicode_READ(self.width, self.data, i) == 32
        return count

    cdef tuple _best(self, ArabicMatch *hit):
        """The name that a run writes, away from it; of very many with its consonants the nearest are compared."""
        cdef Words words = Words(self._form(hit))
        cdef tuple best = None
        cdef double score
        cdef int32_t number
        cdef str latin
        if words.all_ordinary(self.common):
            return None
        for number in self.skeletons.alike(hit.value, hit.start, COMPARED):
            latin = self.names.text_of(number)
            if hit.length == 2 and (len(latin) < 4 or (latin.isupper() and words.count == 1)):
                continue
            score = self._alike(hit, number)
            if score < needed(hit.length) or (best is not None and score <= <double>best[1]):
                continue
            if self._shaped(number, words) and not is_nisba(latin, words.last()):
                best = number, score
        return best

    cdef double _alike(self, ArabicMatch *hit, int32_t number) except -1:
        """Likeness of a run and a name, with and without the article."""
        cdef uint64_t key = self.key(hit, number)
        cdef int32_t place = self.seen_pairs.find(key)
        cdef str form, latin
        cdef object score
        if place >= 0:
            return self.scores[place]
        form, latin = self.text[hit.start : hit.end], self.names.text_of(number)
        score = self.likeness(latin, form)
        if form.startswith(("ال", "لل")):
            score = max(score, self.likeness(latin, form[2:]), self.likeness(latin, form[1:]))
        if number in self.skeletons.surnames:
            latin = self.skeletons.surnames[number]
            score = max(score, self.likeness(latin, form))
            if form.startswith(("ال", "لل")):
                score = max(score, self.likeness(latin, form[2:]))
        self.seen_pairs.put(key, <int32_t>len(self.scores))
        self.scores.append(score)
        return score

    cdef bint _shaped(self, int32_t number, Words words) except -1:
        """Whether the words of a run are no more than those of the name, but for function words and spelled letters."""
        cdef str last = words.last(), latin
        if last == "و" or last == "او":
            return False
        if not (words.is_common_word(0, self.common) or words.is_common_word(words.count - 1, self.common)):
            return True
        latin = self.names.text_of(number)
        return words.count <= Words(latin).count or spelled(latin)


cdef inline double needed(int length) noexcept:
    return NEEDED[length] if length < 5 else NEEDED_LONG


cpdef bint all_capitals(str name):
    """Whether a name is all capitals, but for the s of a plural."""
    return name.isupper() or (name.endswith("s") and name[: len(name) - 1].isupper())


cdef bint spelled(str name):
    """Whether a name has letters that are named one by one, so that it may take more words in Arabic."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c, before = 0
    for c in name:
        if Py_UNICODE_ISUPPER(before) and (Py_UNICODE_ISUPPER(c) or Py_UNICODE_ISDIGIT(c)):
            return True
        before = c
    return Py_UNICODE_ISUPPER(before)


cdef bint is_nisba(str latin, str word):
    """Whether a word may be the adjective of a name rather than the name (سورينامي for Suriname)."""
    if not word.endswith(("ي", "يه")):
        return False
    last = latin[len(latin) - 1]
    return last.lower() not in "aeiouyéíá" and not last.isupper()
