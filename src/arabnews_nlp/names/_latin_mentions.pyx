"""Mentions of names in Latin script: where they stand in a text."""

cimport cython
from cpython.mem cimport PyMem_Free
from libc.stdint cimport int32_t, uint8_t, uint64_t

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, PUNCT, SPACE, SYMBOL,
    FNV_OFFSET, FNV_PRIME, KeyMap, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char,
)
from arabnews_nlp.names._addresses cimport VisibleRun, is_address, is_upper, tag_end

cdef enum:
    # Most words in a Latin name.
    WORDS = 12
    # Most small words inside a name, one after another (Bank of the West).
    SMALL = 4
    # Most digits of a number that is part of a name (Office 365, Blade Runner 2049).
    DIGITS = 4
    # Most digits after the point of a version (GPT 3.5).
    DECIMALS = 2


cdef class LatinMentions:
    """Where Latin names stand, as columns sorted by their start and disjoint.

    ``mentions[i]`` is ``(start, end, first pretoken, last pretoken + 1, key)``; the key is a hash of the folded letters
    and digits.
    """

    def __dealloc__(self):
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t i):
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.rows[i].start, self.rows[i].end, self.rows[i].first, self.rows[i].last, self.rows[i].key

    def __iter__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            yield self[i]

    cdef int add(self, LatinMention mention) except -1:
        if self.count == self._capacity:
            self.rows = <LatinMention *>resized(self.rows, enlarged(self._capacity), sizeof(LatinMention))
            self._capacity = enlarged(self._capacity)
        self.rows[self.count] = mention
        self.count += 1
        return 0


cdef inline bint _joins_words(Py_UCS4 c) noexcept:
    """Whether a sign joins two words into one (AT&T, Spider-Man, O'Brien)."""
    return c in (c"-", c".", c"&", c"'", 0x2019, 0xB7, c"+", 0x2011, 0x2010)


cdef inline bint _is_share_or_price(Py_UCS4 c) noexcept:
    return c == c"%" or c == 0x66A or c == c"$"


@cython.final
cdef class _Scanner:
    """The pretokens of one text, and the words that a name may hold; ``i``, ``last`` and the like count pretokens."""

    cdef PreTokens lx
    cdef int width
    cdef const void *data
    cdef Py_ssize_t n
    cdef Py_ssize_t count
    cdef KeyMap inner
    cdef KeyMap counted
    cdef VisibleRun visible     # the run of visible ASCII that was read last

    def __cinit__(self, PreTokens lx, KeyMap inner, KeyMap counted):
        self.lx = lx
        self.width = PyUnicode_KIND(lx.text)
        self.data = PyUnicode_DATA(lx.text)
        self.n = len(lx.text)
        self.count = lx.count
        self.inner = inner
        self.counted = counted
        self.visible = VisibleRun(0, 0, -1, -1, -1)

    # --- One pretoken

    cdef inline Py_UCS4 char(self, Py_ssize_t i) noexcept:
        """The first character of a pretoken."""
        return PyUnicode_READ(self.width, self.data, self.lx.start[i])

    cdef inline Py_ssize_t length(self, Py_ssize_t i) noexcept:
        return self.lx.end[i] - self.lx.start[i]

    cdef inline bint is_kind(self, Py_ssize_t i, int kind) noexcept:
        return i < self.count and self.lx.kind[i] == kind

    cdef inline bint is_alphanumeric(self, Py_ssize_t i) noexcept:
        return self.lx.kind[i] == LATIN or self.lx.kind[i] == DIGIT

    cdef inline bint is_sign(self, Py_ssize_t i) noexcept:
        return self.lx.kind[i] == PUNCT or self.lx.kind[i] == SYMBOL

    cdef bint is_blank(self, Py_ssize_t i) noexcept:
        """Whether a pretoken is one space."""
        return self.is_kind(i, SPACE) and self.length(i) == 1 and self.char(i) != c"\t"

    cdef inline bint stands_alone(self, Py_ssize_t i) noexcept:
        """Whether blanks or Arabic letters stand before and after a pretoken, or nothing."""
        return (i == 0 or self.parts_words(i - 1)) and (i + 1 == self.count or self.parts_words(i + 1))

    cdef inline bint parts_words(self, Py_ssize_t i) noexcept:
        return self.lx.kind[i] == SPACE or self.lx.kind[i] == ARABIC

    cdef inline bint in_address(self, Py_ssize_t i) noexcept:
        """Whether an address, a path or a handle stands at a pretoken, to the end of ``visible``."""
        return not self.stands_alone(i) and is_address(self.width, self.data, self.n, self.lx.start[i], &self.visible)

    # --- One word

    cdef Py_ssize_t word_end(self, Py_ssize_t i) noexcept:
        """Pretoken after the word at ``i``: letters and digits, joined without space."""
        i += 1
        while i < self.count:
            if self.is_alphanumeric(i):
                i += 1
            elif i + 1 < self.count and self.is_sign(i) and self.is_alphanumeric(i + 1):
                if not _joins_words(self.char(i)) or self.stops_before_digit(i):
                    break
                i += 2
            elif self.lx.kind[i] == SYMBOL and self.char(i) == c"+" and self.lx.kind[i - 1] == LATIN:
                i += 1
                break
            else:
                break
        return i

    cdef bint stops_before_digit(self, Py_ssize_t i) noexcept:
        """Whether a full stop between a word and a number ends a sentence or a line (Apple.5), not so after a letter."""
        return (
            self.char(i) == c"." and self.lx.kind[i - 1] == LATIN and self.length(i - 1) > 1
            and self.lx.kind[i + 1] == DIGIT
        )

    cdef bint has_capital(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        cdef Py_ssize_t p
        for p in range(self.lx.start[i], self.lx.end[end - 1]):
            if is_upper(PyUnicode_READ(self.width, self.data, p)):
                return True
        return False

    cdef bint ends_with_initial(self, Py_ssize_t last) noexcept:
        """Whether the word before ``last`` is an initial (John F. Kennedy) whose stop and space are inside a name."""
        if last < 1 or last + 2 >= self.count or self.lx.kind[last - 1] != LATIN or self.lx.kind[last] != PUNCT:
            return False
        if self.length(last - 1) != 1 or not is_upper(self.char(last - 1)):
            return False
        if self.char(last) != c"." or not self.is_blank(last + 1) or self.lx.kind[last + 2] != LATIN:
            return False
        return is_upper(self.char(last + 2))

    cdef Py_ssize_t number_end(self, Py_ssize_t i) noexcept:
        """Pretoken after a version or model number, -1 where the number counts or measures something."""
        cdef Py_ssize_t k = i + 1
        cdef Py_UCS4 c
        if self.is_kind(k, PUNCT) and self.is_kind(k + 1, DIGIT):
            if self.char(k) != c"." or self.length(k + 1) > DECIMALS:
                return -1
            k += 2
        if k >= self.count:
            return k
        if self.lx.kind[k] == LATIN:
            return self.word_end(i)
        c = self.char(k)
        if _is_share_or_price(c):
            return -1
        if self.lx.kind[k] == PUNCT and (c == c"/" or c == c":") and self.is_kind(k + 1, DIGIT):
            return -1
        if self.lx.kind[k] == SPACE and k + 1 < self.count:
            if self.lx.kind[k + 1] == ARABIC and self.counted.find(self.lx.key[k + 1]) >= 0:
                return -1
            if _is_share_or_price(self.char(k + 1)):
                return -1
        return k

    # --- One name

    cdef Py_ssize_t continued(self, Py_ssize_t last) noexcept:
        """Pretoken after the word that continues the name before ``last``, -1 where none does."""
        cdef Py_ssize_t i = last + 1, end
        if not self.is_blank(last):
            return -1
        while (
            i + 1 < self.count and i <= last + 2 * SMALL and self.lx.kind[i] == LATIN
            and self.inner.find(self.lx.key[i]) >= 0 and self.is_blank(i + 1)
        ):
            i += 2
        if i < self.count - 2 and self.lx.kind[i] == PUNCT and self.char(i) == c"&" and self.is_blank(i + 1):
            i += 2
        if i >= self.count:
            return -1
        if self.lx.kind[i] == LATIN:
            end = self.word_end(i)
            return end if self.has_capital(i, end) and not self.in_address(i) else -1
        if self.lx.kind[i] == DIGIT and i == last + 1 and self.length(i) <= DIGITS:
            return self.number_end(i)
        return -1

    cdef Py_ssize_t name_end(self, Py_ssize_t i, Py_ssize_t last) noexcept:
        """Pretoken after the name that begins at ``i`` and whose first word ends before ``last``."""
        cdef Py_ssize_t following
        cdef int words = 1
        while words < WORDS:
            if self.ends_with_initial(last):
                last += 1
            following = self.continued(last)
            if following < 0:
                break
            last = following
            words += 1
        return last - 1 if last > i + 1 and self.lx.kind[last - 1] == PUNCT else last

    cdef LatinMention mention(self, Py_ssize_t first, Py_ssize_t last) noexcept:
        cdef uint64_t key = FNV_OFFSET
        cdef Py_ssize_t p, start = self.lx.start[first], end = self.lx.end[last - 1]
        cdef Py_UCS4 c
        if last == first + 1 and self.lx.kind[first] == LATIN:
            return LatinMention(start, end, <int32_t>first, <int32_t>last, self.lx.key[first])
        for p in range(start, end):
            c = PyUnicode_READ(self.width, self.data, p)
            if char_class(c) == LATIN or char_class(c) == DIGIT or c == c"+":
                c = fold_char(c)
                if c:
                    key = (key ^ <uint64_t>c) * FNV_PRIME
        return LatinMention(start, end, <int32_t>first, <int32_t>last, key)

    # --- The text

    cdef int scan(self, LatinMentions found, KeyMap known) except -1:
        """Find the names; ``skip`` is where the tag or address ends that was entered last."""
        cdef PreTokens lx = self.lx
        cdef const uint8_t *kind = lx.kind
        cdef Py_ssize_t i = 0, last, skip = 0, count = self.count
        while i < count:
            if kind[i] != LATIN:
                if self.is_sign(i) and lx.start[i] >= skip:
                    skip = max(skip, tag_end(self.width, self.data, self.n, lx.start[i]))
                i += 1
                continue
            if lx.start[i] < skip:
                i += 1
                continue
            if self.in_address(i):
                skip = self.visible.end
                i += 1
                continue
            if i and lx.kind[i - 1] == DIGIT and (i < 2 or lx.kind[i - 2] != LATIN):
                # The digits before the letters are of the word (5G), but not decimals (3.5G).
                i -= 1
                if i and lx.kind[i - 1] == PUNCT and self.char(i - 1) in (c".", c","):
                    i = self.word_end(i)
                    continue
            last = self.word_end(i)
            if self.has_capital(i, last) or known.find(lx.key[i]) >= 0:
                last = self.name_end(i, last)
                found.add(self.mention(i, last))
            i = last
        return 0


def scan_latin(PreTokens lx not None, KeyMap inner not None, KeyMap counted not None, KeyMap known not None):
    """Latin names of a text, but for what stands in tags, calls of templates, addresses and file names.

    ``inner`` holds lower-case words that may stand inside a name, ``counted`` the words before which a number is an
    amount, ``known`` names that count in lower case too.
    """
    cdef LatinMentions found = LatinMentions()
    cdef _Scanner scanner = _Scanner(lx, inner, counted)
    scanner.scan(found, known)
    return found
