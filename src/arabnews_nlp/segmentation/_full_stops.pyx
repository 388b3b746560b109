"""What a stop means, from the words around it: the end of a sentence, or part of an abbreviation, initial, name or
number."""

from libc.stdint cimport int32_t, uint8_t

from arabnews_nlp._core.characters cimport (
    ARABIC, DIGIT, LATIN, LETTER, MARK, SPACE, char_class, fold_char, is_comma, is_letter, is_opener,
)
from arabnews_nlp._core.pretokens cimport KeyMap, PyUnicode_READ, fold_key

cdef extern from "Python.h":
    bint Py_UNICODE_ISLOWER(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil

WORD_CLASSES = {"title": TITLE, "name": NAME, "number": NUMBER, "letter": LETTERNAME, "either": EITHER, "site": SITE,
                "exclaim": EXCLAIM, "unit": UNIT}

CONTINUES_AFTER = {"unit": AFTER_UNIT, "question": AFTER_QUESTION}

cdef enum:
    LONGEST_WORD = 24
    # letters of a word with ب before it that is hardly a verb: بمدينة, but بلغت
    WITH_BEH = 5


cdef class Rules:
    """Word lists that the scanner consults, keyed by folded form."""

    def __cinit__(self, KeyMap words not None, KeyMap openers not None, KeyMap resumers not None,
                  KeyMap continuers not None):
        self.words = words
        self.openers = openers
        self.resumers = resumers
        self.continuers = continuers


cdef class Stops:
    """A text whose stops are looked at, with the lists of words that decide."""

    cdef Py_ssize_t word_start(self, Py_ssize_t end) noexcept:
        """Start of the word that ends at ``end``; -1 where it is too long to be in any list."""
        cdef Py_ssize_t i = end
        cdef uint8_t c
        while i > 0:
            c = self.cls(i - 1)
            if not is_letter(c) and c != MARK:
                break
            i -= 1
            if end - i > LONGEST_WORD:
                return -1
        return i

    cdef Py_ssize_t word_end(self, Py_ssize_t start) noexcept:
        cdef Py_ssize_t i = start
        cdef uint8_t c
        while i < self.n and i - start <= LONGEST_WORD:
            c = self.cls(i)
            if not is_letter(c) and c != MARK:
                break
            i += 1
        return i

    cdef int letters(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        cdef int count = 0
        cdef Py_ssize_t i
        for i in range(start, end):
            if fold_char(self.at(i)):
                count += 1
        return count

    cdef int32_t listed(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Class of a word in the list of abbreviations, -1 where it is not there; with و before it as without."""
        cdef int32_t found = self.rules.words.find(fold_key(self.width, self.data, start, end))
        if found < 0 and end - start > 2 and self.at(start) == u'و':
            found = self.rules.words.find(fold_key(self.width, self.data, start + 1, end))
        return found

    cdef bint opens(self, Py_ssize_t i) noexcept:
        """Whether what stands at ``i`` opens a sentence even after an abbreviation."""
        cdef Py_ssize_t end
        if i >= self.n:
            return True
        if is_opener(self.at(i)) and self.at(i) != c"(":
            return True
        end = self.word_end(i)
        if end == i:
            return False
        if self.at(i) == u'و' and self.letters(i, end) >= 4:
            return True
        return self.rules.openers.find(fold_key(self.width, self.data, i, end)) >= 0

    cdef bint continues(self, Py_ssize_t i, int after) noexcept:
        """Whether the word at ``i`` continues a sentence after a unit (a preposition, و before digits) or a question (أو)."""
        cdef Py_ssize_t end = self.word_end(i)
        cdef int32_t found
        if end == i:
            return False
        found = self.rules.continuers.find(fold_key(self.width, self.data, i, end))
        if found >= 0 and found & after:
            return True
        if after == AFTER_UNIT and self.at(i) == u'و' and end == i + 1 and end < self.n and self.cls(end) == DIGIT:
            return True
        return after == AFTER_UNIT and self.at(i) == u'ب' and self.letters(i, end) >= WITH_BEH and not self.opens(i)

    cdef bint word_ends(self, Py_ssize_t e, Py_ssize_t p) noexcept:
        """Whether one stop after what ends at ``e``, with blank after it and text at ``p``, ends a sentence."""
        cdef Py_ssize_t w
        cdef int count
        cdef int32_t kind
        cdef uint8_t before = self.cls(e - 1), after = self.cls(p)
        if not is_letter(before) and before != MARK:
            return True
        if self.latin_goes_on(e, p):
            return False
        w = self.word_start(e)
        if w < 0:
            return True
        count = self.letters(w, e)
        if count == 1:
            if self.after_number(w):
                return not self.continues(p, AFTER_UNIT)
            if self.chained(w):
                return self.opens(p) if after != LATIN else False
            if before == LATIN:
                if self.listed(w, e) == NUMBER and after == DIGIT:
                    return False
                return not (Py_UNICODE_ISUPPER(self.at(w)) and after == LATIN)
            if is_title_letter(self.at(w)):
                return False
            return self.opens(p)
        kind = self.listed(w, e)
        if kind == UNIT and self.after_number(w):
            return not self.continues(p, AFTER_UNIT)
        if kind < 0 or kind >= SITE:
            if count == 2 and self.at(w) == u'و' and before == ARABIC and is_title_letter(self.at(w + 1)):
                return False
            return True
        if kind == TITLE:
            return not is_letter(after)
        if kind == NAME:
            return self.opens(p)
        if kind == NUMBER:
            return after != DIGIT
        if self.chained(w):
            return not self.letter_name(p, True) and self.opens(p)
        if kind == LETTERNAME and not self.letter_before(w):
            return self.opens(p)
        return not self.letter_name(p, True)

    cdef bint exclaims(self, Py_ssize_t i, Py_ssize_t j, Py_ssize_t p) noexcept:
        """Whether an exclamation mark belongs to a name, or stands before a Latin word in lower case."""
        cdef Py_ssize_t w
        if self.latin_goes_on(i, p):
            return True
        if j - i != 1 or self.at(i) != c"!":
            return False
        w = self.word_start(i)
        return 0 <= w < i and self.listed(w, i) == EXCLAIM and not self.opens(p)

    cdef bint latin_goes_on(self, Py_ssize_t i, Py_ssize_t p) noexcept:
        """Latin before, and a Latin word in lower case (but not one like iPhone) after."""
        cdef Py_UCS4 c = self.at(p)
        if i == 0 or self.cls(i - 1) != LATIN or char_class(c) != LATIN:
            return False
        if not Py_UNICODE_ISLOWER(c):
            return False
        return not (p + 1 < self.n and Py_UNICODE_ISUPPER(self.at(p + 1)))

    cdef bint after_number(self, Py_ssize_t w) noexcept:
        """Whether a word that starts at ``w`` is the unit of a number right before it."""
        while w > 0 and self.cls(w - 1) == SPACE:
            w -= 1
        return w > 0 and (self.cls(w - 1) == DIGIT or self.at(w - 1) == 0xB0 or self.at(w - 1) == c"%" or self.at(w - 1) == u'٪')

    cdef bint chained(self, Py_ssize_t w) noexcept:
        """Whether the word at ``w`` follows another initial or letter name and its stop: ق.م, سي. إن."""
        cdef Py_ssize_t p = w, q
        cdef int32_t kind
        while p > 0 and self.cls(p - 1) == SPACE:
            p -= 1
        if p < 2 or self.at(p - 1) != c"." or not is_letter(self.cls(p - 2)) and self.cls(p - 2) != MARK:
            return False
        q = self.word_start(p - 1)
        if q < 0:
            return False
        if self.letters(q, p - 1) == 1:
            return True
        kind = self.listed(q, p - 1)
        return kind == LETTERNAME or kind == EITHER

    cdef bint letter_name(self, Py_ssize_t p, bint stopped) noexcept:
        """Whether the word at ``p`` is the spoken name of a letter (with a stop after it)."""
        cdef Py_ssize_t e = self.word_end(p)
        cdef int32_t kind
        if e == p or (stopped and (e >= self.n or self.at(e) != c".")):
            return False
        kind = self.listed(p, e)
        return kind == LETTERNAME or kind == EITHER

    cdef bint letter_before(self, Py_ssize_t w) noexcept:
        """Whether the word before the one at ``w`` is the spoken name of a letter too, without a stop: إل جي."""
        cdef Py_ssize_t q
        cdef int32_t kind
        cdef Py_ssize_t e = w
        while e > 0 and self.cls(e - 1) == SPACE:
            e -= 1
        if e == 0 or e == w:
            return False
        q = self.word_start(e)
        if q < 0 or q == e:
            return False
        kind = self.listed(q, e)
        return kind == LETTERNAME or kind == EITHER

    # ---- what the open sentence is up to a stop

    cdef bint enumerates(self, Py_ssize_t first, Py_ssize_t stop) noexcept:
        """Whether what begins at ``first`` is an enumerator: up to three digits, or one letter, before the stop."""
        cdef Py_ssize_t i = first, count, k
        if stop == 0 or not is_letter(self.cls(stop - 1)) and self.cls(stop - 1) != DIGIT:
            return False
        if self.first_item(stop):
            return True
        if i < stop and (self.at(i) == c"[" or self.at(i) == c"("):
            i += 1
        count = stop - i
        if count < 1 or count > 3:
            return False
        if count <= 2 and is_letter(self.cls(i)) and self.letters(i, stop) == 1:
            return True
        for k in range(i, stop):
            if self.cls(k) != DIGIT:
                return False
        return True

    cdef bint first_item(self, Py_ssize_t stop) noexcept:
        """Whether the stop follows the number of the first item of a list, after a colon: الشروط هي: 1. السن."""
        cdef Py_ssize_t i = stop - 1
        if fold_char(self.at(i)) != c"1":
            return False
        if i > 0 and (self.at(i - 1) == c"(" or self.at(i - 1) == c"["):
            i -= 1
        while i > 0 and self.cls(i - 1) == SPACE:
            i -= 1
        return i > 0 and i < stop - 1 and self.at(i - 1) == c":"

    cdef bint only_initials(self, Py_ssize_t first, Py_ssize_t e) noexcept:
        """Whether what begins at ``first`` and ends at ``e`` is nothing but capitals with stops between (U.S): no
        sentence."""
        cdef Py_ssize_t i
        if e - first < 3 or e - first > 12:
            return False
        for i in range(first, e):
            if (i - first) % 2 == 0 and not c"A" <= self.at(i) <= c"Z" or (i - first) % 2 == 1 and self.at(i) != c".":
                return False
        return (e - first) % 2 == 1


cdef bint joins(int width, const void *data, Py_ssize_t n, Py_ssize_t i, Py_ssize_t p, Rules rules) noexcept:
    """Whether the stop at ``i`` with a letter or digit at ``p`` right after it stands inside a name or number:
    366.78, GPT-3.5, DALL.E, ق.م, سي.بي.سي, العربية.نت."""
    cdef uint8_t before = char_class(PyUnicode_READ(width, data, i - 1)) if i > 0 else <uint8_t>SPACE
    cdef uint8_t after = char_class(PyUnicode_READ(width, data, p))
    cdef Py_ssize_t w = i, e = p, count
    cdef int32_t kind, following
    cdef Py_UCS4 c
    if before == LATIN:
        return after != ARABIC
    if before == DIGIT:
        return after == DIGIT or after == LATIN
    if before != ARABIC and before != MARK:
        return before != LETTER and after != ARABIC
    while w > 0 and i - w <= LONGEST_WORD and char_class(PyUnicode_READ(width, data, w - 1)) in (ARABIC, MARK):
        w -= 1
    count = 0
    for e in range(w, i):
        count += fold_char(PyUnicode_READ(width, data, e)) != 0
    if count <= 1:
        return True
    if after == DIGIT:
        return count <= 2
    e = p
    while e < n and e - p <= LONGEST_WORD and char_class(PyUnicode_READ(width, data, e)) in (ARABIC, LATIN, MARK):
        e += 1
    following = rules.words.find(fold_key(width, data, p, e))
    if following == SITE:
        return True
    if e == p + 1 and e < n and (is_comma(PyUnicode_READ(width, data, e)) or PyUnicode_READ(width, data, e) == c"."):
        return True
    if count == 2 and PyUnicode_READ(width, data, w) == u'و' and is_title_letter(PyUnicode_READ(width, data, w + 1)):
        return True
    kind = rules.words.find(fold_key(width, data, w, i))
    if kind < 0 and PyUnicode_READ(width, data, w) in (u'و', u'ب', u'ل'):
        kind = rules.words.find(fold_key(width, data, w + 1, i))
    if kind == TITLE or kind == NUMBER or kind == LETTERNAME:
        return True
    if kind == EITHER:
        return following == LETTERNAME or following == EITHER
    return False
