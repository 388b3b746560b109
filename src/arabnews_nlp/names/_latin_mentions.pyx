"""Names in Latin script: where they stand in a text, and which occurrences are one name."""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcmp

from arabnews_nlp._core.columns cimport enlarged, resized
from arabnews_nlp._core.hash_table cimport HashTable
from arabnews_nlp.names._name_table cimport KnownNames, letters_key
from arabnews_nlp._core.pretokens cimport (
    ARABIC, DIGIT, LATIN, PUNCT, SPACE, SYMBOL,
    FNV_OFFSET, FNV_PRIME, KeyMap, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, char_class, fold_char,
)

cdef enum:
    # Most words in a Latin name.
    WORDS = 12
    # Most words of a name whose parts may be names.
    PARTED = 8
    # Most letters of a known name whose plural is not looked up (iPhones is, Macs is not).
    PLURAL = 4
    # Most characters of a mark-up tag or a call of a template.
    REACH = 400
    # Most characters of a dot, an extension and a stop after it.
    EXTENSION = 5
    # Most small words inside a name, one after another (Bank of the West).
    SMALL = 4


cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) noexcept nogil


cdef inline bint _upper(Py_UCS4 c) noexcept:
    if c < 128:
        return 65 <= c <= 90
    return Py_UNICODE_ISUPPER(c)


cdef class LatinMentions:
    """Where Latin names stand, as columns; ``runs[i]`` is ``(start, end, first pretoken, last pretoken + 1, key)``.

    The key is a hash of the folded letters and digits.
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

    cdef int add(self, LatinMention run) except -1:
        if self.count == self._room:
            self.rows = <LatinMention *>resized(self.rows, enlarged(self._room), sizeof(LatinMention))
            self._room = enlarged(self._room)
        self.rows[self.count] = run
        self.count += 1
        return 0


cdef inline Py_UCS4 _at(int width, const void *data, Py_ssize_t n, Py_ssize_t i) noexcept:
    return PyUnicode_READ(width, data, i) if 0 <= i < n else 0


cdef struct Visible:
    # A run of visible ASCII without brackets and quotation marks, and the last places in it that tell an address. Where
    # it ends, and what it is, can be said of any place in it without reading it again.
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t mark         # @ _ \\ or ://
    Py_ssize_t dot
    Py_ssize_t dot_before_slash


cdef void _read_visible(int width, const void *data, Py_ssize_t n, Py_ssize_t start, Visible *run) noexcept:
    """Read the run that goes on at ``start``."""
    cdef Py_ssize_t i = start
    cdef Py_UCS4 c
    run.start = start
    run.mark = run.dot = run.dot_before_slash = -1
    while i < n:
        c = PyUnicode_READ(width, data, i)
        if c <= 32 or c >= 127 or c in (c"(", c")", c"[", c"]", c"<", c">", c'"', c"|", c"{", c"}", c",", c";"):
            break
        if c == c"@" or c == c"_" or c == c"\\":
            run.mark = i
        elif c == c":" and _at(width, data, n, i + 1) == c"/" and _at(width, data, n, i + 2) == c"/":
            run.mark = i
        elif c == c"/":
            run.dot_before_slash = run.dot
        elif c == c".":
            run.dot = i
        i += 1
    run.end = i


cdef Py_ssize_t _address_end(int width, const void *data, Py_ssize_t n, Py_ssize_t start, Visible *run, bint *address) noexcept:
    """End of the run of visible ASCII at ``start``, and whether it is an address, a path or a handle from there on.

    :param run: the run that was read last, which is read anew where ``start`` is beyond it.
    """
    cdef Py_UCS4 c, before = _at(width, data, n, start - 1)
    cdef bint found = before == c"@" or before == c"#" or before == c"_" or before == c"/" or before == c"\\"
    if not run.start <= start < run.end:
        _read_visible(width, data, n, start, run)
    found = found or run.mark >= start or run.dot_before_slash >= start
    if not found and run.dot >= start and run.end - start > 4:
        c = PyUnicode_READ(width, data, start)
        found = (<int>c | 32) == c"w" and (<int>_at(width, data, n, start + 1) | 32) == c"w" and (<int>_at(width, data, n, start + 2) | 32) == c"w" and _at(width, data, n, start + 3) == c"."
        if not found:
            found = _file_name(width, data, start, run.end)
    address[0] = found
    return run.end


cdef bint _file_name(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether a word ends with a dot and an extension or domain in lower case: a file, or an address in lower case."""
    cdef Py_ssize_t i = end - 1
    cdef Py_UCS4 c
    if PyUnicode_READ(width, data, i) == c".":
        i -= 1
    while i > start and end - i <= EXTENSION:
        c = PyUnicode_READ(width, data, i)
        if c == c".":
            break
        if not 97 <= c <= 122:
            return False
        i -= 1
    if not (end - 1 - i == 3 or end - 1 - i == 2 or end - 1 - i == 4) or i <= start:
        return False
    c = PyUnicode_READ(width, data, i + 1)
    if c == c"p" or c == c"j" or c == c"g" or c == c"h":
        return True
    return not _upper(PyUnicode_READ(width, data, start))


cdef inline bint _joiner(Py_UCS4 c) noexcept:
    return c == c"-" or c == c"." or c == c"&" or c == c"'" or c == 0x2019 or c == 0xB7 or c == c"+" or c == 0x2011 or c == 0x2010


cdef Py_ssize_t _word_end(PreTokens lx, int width, const void *data, Py_ssize_t i) noexcept:
    """First pretoken after the word at ``i``: letters and digits, joined without space."""
    cdef Py_ssize_t count = lx.count
    cdef Py_UCS4 c
    i += 1
    while i < count:
        if lx.kind[i] == LATIN or lx.kind[i] == DIGIT:
            i += 1
        elif i + 1 < count and (lx.kind[i] == PUNCT or lx.kind[i] == SYMBOL) and (lx.kind[i + 1] == LATIN or lx.kind[i + 1] == DIGIT):
            c = PyUnicode_READ(width, data, lx.start[i])
            if not _joiner(c) or (c == c"." and lx.kind[i - 1] == LATIN and lx.end[i - 1] - lx.start[i - 1] > 1 and lx.kind[i + 1] == DIGIT):
                break
            i += 2
        elif lx.kind[i] == SYMBOL and PyUnicode_READ(width, data, lx.start[i]) == c"+" and lx.kind[i - 1] == LATIN:
            i += 1
            break
        else:
            break
    return i


cdef bint _capital(PreTokens lx, int width, const void *data, Py_ssize_t i, Py_ssize_t end) noexcept:
    """Whether a word has a capital letter."""
    cdef Py_ssize_t p
    for p in range(lx.start[i], lx.end[end - 1]):
        if _upper(PyUnicode_READ(width, data, p)):
            return True
    return False


cdef bint _blank(PreTokens lx, int width, const void *data, Py_ssize_t i) noexcept:
    """Whether the pretoken is one space."""
    return i < lx.count and lx.kind[i] == SPACE and lx.end[i] - lx.start[i] == 1 and PyUnicode_READ(width, data, lx.start[i]) != 9


cdef bint _initial(PreTokens lx, int width, const void *data, Py_ssize_t last) noexcept:
    """Whether the word before pretoken ``last`` is an initial (John F. Kennedy) whose stop and space are inside a name."""
    cdef Py_ssize_t p
    if last < 1 or last + 2 >= lx.count or lx.kind[last - 1] != LATIN or lx.kind[last] != PUNCT:
        return False
    p = lx.start[last - 1]
    if lx.end[last - 1] - p != 1 or not _upper(PyUnicode_READ(width, data, p)):
        return False
    if PyUnicode_READ(width, data, lx.start[last]) != c"." or not _blank(lx, width, data, last + 1) or lx.kind[last + 2] != LATIN:
        return False
    return _upper(PyUnicode_READ(width, data, lx.start[last + 2]))


cdef inline bint _is_letter(Py_UCS4 c) noexcept:
    return c < 128 and 97 <= (<int>c | 32) <= 122


cdef Py_ssize_t _tag_end(int width, const void *data, Py_ssize_t n, Py_ssize_t start) noexcept:
    """Where the mark-up tag or the call of a template that opens at a sign ends, 0 where none does."""
    cdef Py_ssize_t p = start + 1, end
    cdef Py_UCS4 c = PyUnicode_READ(width, data, start), second = _at(width, data, n, p), closing
    if c == c"<" and (second == c"/" or second == c"!" or _is_letter(second)):
        closing = c">"
    elif c == c"{" and (second == c"{" or second == c"%"):
        closing = c"}"
    else:
        return 0
    end = min(n, p + REACH)
    while p < end and PyUnicode_READ(width, data, p) != closing and PyUnicode_READ(width, data, p) != 10:
        p += 1
    return p if p < end and PyUnicode_READ(width, data, p) == closing else 0


cdef Py_ssize_t _continued(
    PreTokens lx, int width, const void *data, Py_ssize_t last, KeyMap inner, KeyMap counted, Visible *run
) noexcept:
    """Pretoken after the word that continues the name before pretoken ``last``, -1 where none does."""
    cdef Py_ssize_t count = lx.count, j, k
    cdef bint address
    if not _blank(lx, width, data, last):
        return -1
    j = last + 1
    while j + 1 < count and j <= last + 2 * SMALL and lx.kind[j] == LATIN and inner.find(lx.key[j]) >= 0 and _blank(lx, width, data, j + 1):
        j += 2
    if j < count - 2 and lx.kind[j] == PUNCT and PyUnicode_READ(width, data, lx.start[j]) == c"&" and _blank(lx, width, data, j + 1):
        j += 2
    if j >= count:
        return -1
    if lx.kind[j] == LATIN:
        k = _word_end(lx, width, data, j)
        if not _capital(lx, width, data, j, k):
            return -1
        _address_end(width, data, len(lx.text), lx.start[j], run, &address)
        return -1 if address else k
    if lx.kind[j] == DIGIT and j == last + 1 and lx.end[j] - lx.start[j] <= 4:
        return _number_end(lx, width, data, j, counted)
    return -1


cdef Py_ssize_t _name_end(
    PreTokens lx, int width, const void *data, Py_ssize_t i, Py_ssize_t last, KeyMap inner, KeyMap counted, Visible *run
) noexcept:
    """Pretoken after the name that begins at ``i`` and whose first word ends before ``last``."""
    cdef Py_ssize_t following
    cdef int words = 1
    while words < WORDS:
        if _initial(lx, width, data, last):
            last += 1
        following = _continued(lx, width, data, last, inner, counted, run)
        if following < 0:
            break
        last = following
        words += 1
    return last - 1 if last > i + 1 and lx.kind[last - 1] == PUNCT else last


cdef uint64_t _mention_key(int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Hash of the folded letters and digits of a name."""
    cdef uint64_t key = FNV_OFFSET
    cdef Py_ssize_t p
    cdef Py_UCS4 c
    for p in range(start, end):
        c = PyUnicode_READ(width, data, p)
        if char_class(c) == LATIN or char_class(c) == DIGIT or c == c"+":
            c = fold_char(c)
            if c:
                key = (key ^ <uint64_t>c) * FNV_PRIME
    return key


def scan_latin(PreTokens lx not None, KeyMap inner not None, KeyMap counted not None, KeyMap known not None):
    """Latin names of a text, but for what stands in tags, calls of templates, addresses and file names.

    ``inner`` holds lower-case words that may stand inside a name, ``counted`` the words before which a number is an
    amount, ``known`` names that count in lower case too.
    """
    cdef LatinMentions found = LatinMentions()
    cdef int width = PyUnicode_KIND(lx.text)
    cdef const void *data = PyUnicode_DATA(lx.text)
    cdef Py_ssize_t n = len(lx.text), count = lx.count, i = 0, last, skip = 0, end
    cdef Visible run = Visible(0, 0, -1, -1, -1)
    cdef bint address
    while i < count:
        if lx.kind[i] != LATIN:
            if (lx.kind[i] == SYMBOL or lx.kind[i] == PUNCT) and lx.start[i] >= skip:
                skip = max(skip, _tag_end(width, data, n, lx.start[i]))
            i += 1
            continue
        if lx.start[i] < skip:
            i += 1
            continue
        end = _address_end(width, data, n, lx.start[i], &run, &address)
        if address:
            skip = end
            i += 1
            continue
        if i and lx.kind[i - 1] == DIGIT and (i < 2 or lx.kind[i - 2] != LATIN):
            i -= 1
            if i and lx.kind[i - 1] == PUNCT and PyUnicode_READ(width, data, lx.start[i - 1]) in (c".", c","):
                i = _word_end(lx, width, data, i)
                continue
        last = _word_end(lx, width, data, i)
        if _capital(lx, width, data, i, last) or known.find(lx.key[i]) >= 0:
            last = _name_end(lx, width, data, i, last, inner, counted, &run)
            found.add(LatinMention(
                lx.start[i], lx.end[last - 1], <int32_t>i, <int32_t>last,
                _mention_key(width, data, lx.start[i], lx.end[last - 1])))
        i = last
    return found


cdef Py_ssize_t _number_end(PreTokens lx, int width, const void *data, Py_ssize_t j, KeyMap counted) noexcept:
    """PreToken after a version or model number, -1 where the number counts or measures something."""
    cdef Py_ssize_t k = j + 1, count = lx.count
    cdef Py_UCS4 c
    if k + 1 < count and lx.kind[k] == PUNCT and lx.kind[k + 1] == DIGIT:
        c = PyUnicode_READ(width, data, lx.start[k])
        if c != c"." or lx.end[k + 1] - lx.start[k + 1] > 2:
            return -1
        k += 2
    if k < count:
        if lx.kind[k] == LATIN:
            return _word_end(lx, width, data, j)
        c = PyUnicode_READ(width, data, lx.start[k])
        if c == c"%" or c == 0x66A or c == c"$" or (lx.kind[k] == PUNCT and (c == c"/" or c == c":") and k + 1 < count and lx.kind[k + 1] == DIGIT):
            return -1
        if lx.kind[k] == SPACE and k + 1 < count:
            if lx.kind[k + 1] == ARABIC and counted.find(lx.key[k + 1]) >= 0:
                return -1
            c = PyUnicode_READ(width, data, lx.start[k + 1])
            if c == c"%" or c == 0x66A or c == c"$":
                return -1
    return k


# --- Occurrences of one name -----------------------------------------------------------------------------------------

cdef class LatinNames:
    """The Latin names of a text, numbered in order of appearance, each with all its occurrences.

    Spellings that differ in case, blanks and hyphens, or that the table of known names lists, are one name. An acronym
    with the s of the plural is the acronym, and a known name with it is the name.
    """

    def __cinit__(self, PreTokens pretokens not None, LatinMentions runs not None, KnownNames known not None):
        cdef str text = pretokens.text
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef HashTable spellings = HashTable()
        cdef Py_ssize_t i
        cdef int32_t name, row
        cdef uint64_t key, shorter
        cdef int letters
        cdef Py_UCS4 last
        cdef LatinMention *run
        self.text = text
        self.runs = runs
        self.known = known
        self._table = HashTable()
        if not runs.count:
            return
        self.name = <int32_t *>PyMem_Realloc(NULL, runs.count * sizeof(int32_t))
        self.following = <int32_t *>PyMem_Realloc(NULL, runs.count * sizeof(int32_t))
        if self.name == NULL or self.following == NULL:
            raise MemoryError()
        for i in range(runs.count):
            run = runs.rows + i
            self.following[i] = -1
            name = spellings.find(run.key)
            if name < 0:
                key = letters_key(width, data, run.start, run.end, &shorter, &letters, &last)
                if letters > 2 and text[run.end - 1] == "s" and text[run.start : run.end - 1].isupper():
                    key = shorter
                row = known.row_of(key)
                if row < 0 and last == c"s" and letters > PLURAL and known.row_of(shorter) >= 0:
                    row = known.row_of(shorter)
                if row >= 0:
                    key = known.keys[row]
                name = self._table.find(key)
                if name < 0:
                    name = <int32_t>self.count
                    if self.count == self._room:
                        self.rows = <LatinName *>resized(self.rows, enlarged(self._room), sizeof(LatinName))
                        self._room = enlarged(self._room)
                    self.rows[name] = LatinName(key, <int32_t>i, -1, row, False)
                    self.count += 1
                    self._table.put(key, name)
                spellings.put(run.key, name)
            self.name[i] = name
            if self.rows[name].last >= 0:
                self.following[self.rows[name].last] = <int32_t>i
                if not self._same(self.rows[name].first, i):
                    self.rows[name].varied = True
            self.rows[name].last = <int32_t>i

    def __dealloc__(self):
        PyMem_Free(self.name)
        PyMem_Free(self.following)
        PyMem_Free(self.rows)

    def __len__(self):
        return self.count

    cdef int32_t find(self, uint64_t key) noexcept nogil:
        return self._table.find(key)

    cdef Py_ssize_t occurrences(self, Py_ssize_t name) except -1:
        """How often a name stands in the text; -1 is the name that does not."""
        cdef Py_ssize_t count = 0
        cdef int32_t run = self.rows[self._checked(name)].first if name >= 0 else -1
        while run >= 0:
            count += 1
            run = self.following[run]
        return count

    def get(self, str letters not None):
        """Number of the name with these letters and digits, -1 where there is none."""
        return self._table.find(_key(letters))

    def of_row(self, Py_ssize_t row):
        """Number of the name in a row of the table of known names, -1 where the text lacks it in Latin script."""
        if not 0 <= row < len(self.known.canonical):
            raise IndexError(row)
        return self._table.find(self.known.keys[row])

    def text_of(self, Py_ssize_t name):
        """The first spelling of a name."""
        cdef LatinMention *run = self.runs.rows + self.rows[self._checked(name)].first
        return self.text[run.start : run.end]

    def row_of(self, Py_ssize_t name):
        """Row of a name in the table of known names, -1 where it lacks the name."""
        return self.rows[self._checked(name)].row

    def spans(self, Py_ssize_t name):
        """``(start, end)`` of all occurrences of a name, in order."""
        cdef list found = []
        cdef int32_t i = self.rows[self._checked(name)].first
        while i >= 0:
            found.append((self.runs.rows[i].start, self.runs.rows[i].end))
            i = self.following[i]
        return found

    def spellings(self, Py_ssize_t name, added=()):
        """How often each spelling of a name stands in the text, in order of appearance.

        :param name: -1 for none, so that only what is added counts.
        :param added: more spans of it, which come last.
        """
        cdef dict found = {}
        cdef int32_t i = self.rows[self._checked(name)].first if name >= 0 else -1, before = -1
        cdef Py_ssize_t start, end, count = 0
        while i >= 0:
            if before >= 0 and self.rows[name].varied and not self._same(before, i):
                self._count(found, before, count)
                count = 0
            count += 1
            before = i
            i = self.following[i]
        if count:
            self._count(found, before, count)
        for start, end in added:
            form = self.text[start:end]
            found[form] = found.get(form, 0) + 1
        return found

    cdef int _count(self, dict found, Py_ssize_t run, Py_ssize_t count) except -1:
        form = self.text[self.runs.rows[run].start : self.runs.rows[run].end]
        found[form] = found.get(form, 0) + count
        return 0

    cdef bint _same(self, Py_ssize_t a, Py_ssize_t b) noexcept:
        """Whether two runs are spelled alike."""
        cdef int width = PyUnicode_KIND(self.text)
        cdef const char *data = <const char *>PyUnicode_DATA(self.text)
        cdef LatinMention *x = self.runs.rows + a
        cdef LatinMention *y = self.runs.rows + b
        cdef Py_ssize_t size = x.end - x.start
        return size == y.end - y.start and memcmp(data + x.start * width, data + y.start * width, size * width) == 0

    cdef Py_ssize_t _checked(self, Py_ssize_t name) except -1:
        if not 0 <= name < self.count:
            raise IndexError(name)
        return name

    def varied(self):
        """Numbers of the names that stand in several spellings."""
        cdef Py_ssize_t i
        return [i for i in range(self.count) if self.rows[i].varied]

    def keys(self):
        """Hash of the letters of every name, in order of their numbers."""
        cdef Py_ssize_t i
        return [self.rows[i].key for i in range(self.count)]

    def of_several_words(self):
        """``(number, start, end)`` of the first occurrence of every name of two to eight words."""
        cdef list found = []
        cdef int width = PyUnicode_KIND(self.text), words
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t i, p
        cdef LatinMention *run
        for i in range(self.count):
            run = self.runs.rows + self.rows[i].first
            words = 1
            for p in range(run.start, run.end):
                words += PyUnicode_READ(width, data, p) == 32
            if 2 <= words <= PARTED:
                found.append((i, run.start, run.end))
        return found

    def parted(self):
        """Names of a few words of which some, but not all, are a name of the text or a known one, with these parts.

        A part is ``(number of words, first word, name, row, canonical)``: the number of the name and its row in the
        table of known names, -1 where there is none, and whether the part is spelled as the table has it. Those of most
        words come first.
        """
        cdef list found = []
        cdef list parts
        cdef int width = PyUnicode_KIND(self.text)
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t starts[PARTED + 1]
        cdef Py_ssize_t i, p
        cdef int words
        cdef bint inside
        cdef LatinMention *run
        for i in range(self.count):
            run = self.runs.rows + self.rows[i].first
            words = 0
            inside = False
            for p in range(run.start, run.end):
                if Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, p)):
                    inside = False
                elif not inside:
                    inside = True
                    if words <= PARTED:
                        starts[words] = p
                    words += 1
            if 2 <= words <= PARTED:
                starts[words] = run.end
                parts = self._parts(width, data, starts, words)
                if parts:
                    found.append((i, parts))
        return found

    cdef list _parts(self, int width, const void *data, const Py_ssize_t *starts, int words):
        cdef uint64_t keys[PARTED]      # of as many words from each on as are looked at
        cdef list found = []
        cdef int first, size
        cdef int32_t name, row
        for size in range(1, words):
            for first in range(words - size + 1):
                if size == 1:
                    keys[first] = FNV_OFFSET
                keys[first] = _extended(keys[first], width, data, starts[first + size - 1], starts[first + size])
            for first in range(words - size, -1, -1):
                name, row = self._table.find(keys[first]), self.known.row_of(keys[first])
                if name >= 0 or row >= 0:
                    found.append((size, first, name, row, row >= 0 and self.known.keys[row] == keys[first]))
        found.reverse()
        return found


cdef uint64_t _extended(uint64_t key, int width, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Key of letters and digits with those of one more stretch."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    for i in range(start, end):
        c = fold_char(PyUnicode_READ(width, data, i))
        if c and (c == c"+" or Py_UNICODE_ISALNUM(c)):
            key = (key ^ <uint64_t>c) * FNV_PRIME
    return key


cdef uint64_t _key(str letters):
    cdef uint64_t shorter
    cdef int count
    cdef Py_UCS4 last
    return letters_key(PyUnicode_KIND(letters), PyUnicode_DATA(letters), 0, len(letters), &shorter, &count, &last)


def letters_hash(str letters not None):
    """Hash of folded letters and digits, as names are looked up by it."""
    return _key(letters)
