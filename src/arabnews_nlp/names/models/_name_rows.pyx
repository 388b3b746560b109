"""What the tables of names know of a string that is matched."""

from libc.stdint cimport int32_t, uint64_t, uint8_t

from arabnews_nlp._core.pretokens cimport KeyMap, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_key
from arabnews_nlp.names._name_table cimport KnownNames
from arabnews_nlp.names.models._folded_names cimport ROWS, SIZE, Name, is_break

# Letters of which the Arabic names are written alike count as one: P as B, I as E, J as G, V as F.
cdef uint8_t ALIKE[26]
for _number in range(26):
    ALIKE[_number] = {"P": "B", "I": "E", "J": "G", "V": "F"}.get(chr(_number + 65), chr(_number + 65)).encode()[0] - 65


cdef class NameTables:
    """What the tables of names know of a string.

    :param known: rows by Latin letters; by the folded words of Arabic spellings the numbers of groups, which begin where
        the rows end.
    :param groups: rows of each group, those with one Arabic spelling.
    :param letters: numbers of the Latin letters (A is 0) by their folded Arabic names.
    :param common: frequent Arabic words.
    """

    def __cinit__(self, KnownNames known not None, list groups not None, KeyMap letters not None, KeyMap common not None):
        self.known, self.groups, self.letters, self.common = known, groups, letters, common
        self.rows = len(known.canonical)

    cdef int look_up(self, str text, Name *name) except -1:
        """Sets the rows of a prepared name, the letters that it is or names, and whether it is an ordinary word."""
        cdef int width = PyUnicode_KIND(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = len(text), i, start
        cdef bint term
        cdef int k = 0
        cdef int32_t found, letter
        cdef uint64_t spelled = 0
        cdef Py_UCS4 u
        if size > 2 * SIZE:
            return 0
        found = self.known.find(width, data, 0, size, &term)
        if found >= self.rows:
            for row in <tuple>self.groups[found - self.rows]:
                if k < ROWS:
                    name.rows[k] = row
                    k += 1
        elif found >= 0:
            name.rows[0] = found
            k = 1
        if k < ROWS:
            name.rows[k] = -1
        if name.side == 1 and name.acronym and 1 < name.length < 9:
            for i in range(size):
                u = PyUnicode_READ(width, data, i)
                if 65 <= u <= 90:
                    spelled = spelled * 27 + ALIKE[<int>u - 65] + 1
                elif u != c"." and u != c"&":
                    return 0
            name.spelled = spelled
        elif name.side == 0 and name.words == 1:
            name.common = self.common.find(fold_key(width, data, 0, size)) >= 0
        elif name.side == 0 and name.words < 9:
            start = 0
            for i in range(size + 1):
                if i < size and not is_break(PyUnicode_READ(width, data, i)):
                    continue
                if i > start:
                    letter = self.letters.find(fold_key(width, data, start, i))
                    if letter < 0:
                        return 0
                    spelled = spelled * 27 + ALIKE[letter] + 1
                start = i + 1
            name.spelled = spelled
        return 0
