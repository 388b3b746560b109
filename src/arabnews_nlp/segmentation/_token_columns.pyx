"""Tokens of a text as columns; Python objects are made on access, and their JSON without any."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free
from cpython.object cimport PyObject
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memcmp, memcpy, memset

from arabnews_nlp._core.alignment cimport Alignment
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.columns cimport RecordSequence, SparseColumn, enlarged, resized, sparse_column
from arabnews_nlp._core.json_buffer cimport (
    STEP, Hundreds, JsonText, Wide, advance, cursor, put_ascii, put_integer, put_padded, reserve,
)
from arabnews_nlp._core.characters cimport BMP, CLASS, MARK
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

import unicodedata

from arabnews_nlp._core.char_table import CharTable
from arabnews_nlp._core.reading import reading, unread_characters
from arabnews_nlp.document.records import Span, Token
from arabnews_nlp.normalization.engine import Engine, fuse
from arabnews_nlp.normalization.profiles import profile
from arabnews_nlp.normalization.steps import step as step_named

cdef extern from "Python.h":
    object PyObject_Vectorcall(object callable, PyObject **args, size_t count, PyObject *names)
    object PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)

KINDS = ("arabic", "latin", "number", "punct", "symbol", "url", "email", "mention", "hashtag", "emoji", "mixed")
cdef tuple _KINDS = KINDS
cdef object _Token = Token
cdef object _Span = Span
cdef tuple _NONE = ()

cdef enum:
    REMEMBERED = 4096
    # more characters than the JSON of a token has before or after its normal form
    TOKEN_JSON = 256

# What is done to a character of a token: NORMALIZED where the profile "ner" drops or replaces it, COMPOSING where it may
# also compose it with others, EXPANDING where it makes of it more than one plain character, UNREAD where it may be read otherwise (see arabnews_nlp._core.reading), ESCAPED where JSON
# cannot hold it as it is.
cdef enum:
    NORMALIZED = 1
    ESCAPED = 2
    COMPOSING = 4
    UNREAD = 8
    EXPANDING = 16

cdef uint8_t CHANGES[BMP]
# What the profile makes of a character that is NORMALIZED and not EXPANDING: one character, or 0 for none.
cdef uint16_t LIGHT[BMP]
cdef object _light, _composing

# what stands after the normal form in the JSON of a token of each kind that has no clitics
cdef uint8_t _KIND_JSON[T_MIXED + 1][2 * STEP]
cdef uint8_t _KIND_LENGTH[T_MIXED + 1]


def _fill():
    """Ask the profile what it does to each character alone, and which ones it may compose with others."""
    global _light, _composing
    cdef int i
    engine = Engine(profile("ner").steps)
    light = fuse([step.characters() for step in map(step_named, engine.steps) if step.characters is not None])
    _light = CharTable(light).apply
    _composing = engine.apply
    for i in range(BMP):
        CHANGES[i] = COMPOSING if CLASS[i] == MARK and i not in light else 0
    for i in (*range(0x653, 0x656), *range(0x1100, 0x1200), *range(0x80, 0x3400), *range(0xF900, 0xFFF0)):
        if 0x653 <= i < 0x656 or 0x1100 <= i < 0x1200 or not unicodedata.is_normalized("NFC", chr(i)):
            CHANGES[i] |= COMPOSING
    for i in unread_characters():
        CHANGES[i] |= UNREAD
    for i, form in light.items():
        if i < BMP:
            CHANGES[i] |= NORMALIZED
            if not form or (len(form) == 1 and " " <= form < "\ud800" and form not in '"\\'):
                LIGHT[i] = ord(form) if form else 0
            else:
                CHANGES[i] |= EXPANDING
    for i in [*range(0x20), 0x22, 0x5C, *range(0xD800, 0xE000)]:
        CHANGES[i] |= ESCAPED
    for i, kind in enumerate(KINDS):
        piece = f'","kind":"{kind}"}}'.encode("ascii")
        _KIND_LENGTH[i] = len(piece)
        memcpy(_KIND_JSON[i], <const char *>piece, len(piece))


_fill()


cdef object _norm(str text, int width, const void *data, Py_ssize_t start, Py_ssize_t end):
    """A stretch under the profile; itself where nothing changes, or nothing is left."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    cdef uint8_t changes = 0
    cdef object piece = PyUnicode_Substring(text, start, end)
    for i in range(start, end):
        c = PyUnicode_READ(width, data, i)
        changes |= CHANGES[c] if c < BMP else <uint8_t>NORMALIZED
    if changes & COMPOSING:
        return _composing(piece) or piece
    if changes & NORMALIZED:
        return _light(piece) or piece
    return piece


cdef object _read(str text, int width, const void *data, Py_ssize_t start, Py_ssize_t end):
    """A stretch as it is read, for a token whose letters stay as they are: an address, a hashtag, an emoji."""
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    cdef object piece = PyUnicode_Substring(text, start, end)
    for i in range(start, end):
        c = PyUnicode_READ(width, data, i)
        if c < BMP and CHANGES[c] & UNREAD:
            return reading(piece)[0] or piece
    return piece


cdef Py_ssize_t _plain_until(const CodeUnit *text, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """First place from ``i`` on where something is done to a character, or whole steps can no longer be read."""
    n -= STEP
    if CodeUnit is not uint32_t:
        while i + 4 <= n and not (CHANGES[text[i]] | CHANGES[text[i + 1]] | CHANGES[text[i + 2]] | CHANGES[text[i + 3]]):
            i += 4
    while i < n and (CodeUnit is not uint32_t or text[i] < BMP) and not CHANGES[text[i]]:
        i += 1
    return i


cdef inline Wide *_head(Wide *out, bint first, Py_ssize_t start, Py_ssize_t end, Hundreds *hundreds) noexcept nogil:
    """Write what stands before the normal form of a token; returns the position after it."""
    out = put_ascii(out, b'{"start":', 9) if first else put_ascii(out, b',{"start":', 10)
    out = put_integer(out, start, hundreds)
    out = put_ascii(out, b',"end":', 7)
    out = put_integer(out, end, hundreds)
    return put_ascii(out, b',"norm":"', 9)


cdef Wide *_put_norm(Wide *out, const CodeUnit *text, Py_ssize_t length, bint kept) noexcept nogil:
    """Write the normal form of a token; returns the position after it, NULL where it is more than its characters, one by
    one, or needs escapes.

    :param kept: whether its letters stay as they are.
    """
    cdef Wide *at = out
    cdef Py_ssize_t i
    cdef uint32_t c
    cdef uint8_t changes = 0
    for i in range(length):
        c = text[i]
        changes |= CHANGES[c] if CodeUnit is not uint32_t or c < BMP else <uint8_t>EXPANDING
        out[i] = <Wide>c
    changes &= ESCAPED | UNREAD if kept else ~UNREAD
    if not changes:
        return out + length
    if changes != NORMALIZED:
        return NULL
    for i in range(length):
        c = LIGHT[text[i]] if CHANGES[text[i]] & NORMALIZED else text[i]
        at[0] = <Wide>c
        at += c != 0
    return at if at != out else NULL


cdef inline Wide *_tail(Wide *out, uint8_t kind, Py_ssize_t start, uint32_t clitics, Hundreds *hundreds) noexcept nogil:
    """Write what stands after the normal form of a token; returns the position after it.

    :param clitics: the lengths of its clitics.
    """
    put_padded(out, _KIND_JSON[kind], 2 * STEP)
    out += _KIND_LENGTH[kind]
    if not clitics:
        return out
    out = put_ascii(out - 1, b',"clitics":[', 12)
    while clitics:
        out = put_ascii(out, b"[", 1)
        out = put_integer(out, start, hundreds)
        out = put_ascii(out, b",", 1)
        start += clitics & 0xFF
        out = put_integer(out, start, hundreds)
        clitics >>= 8
        out = put_ascii(out, b"],", 2 if clitics else 1)
    return put_ascii(out, b"]}", 2)


cdef class Tokens(RecordSequence):
    """Tokens of a text as columns; a read-only sequence of :class:`~arabnews_nlp.document.records.Token` made on access."""

    def __cinit__(self):
        self.long_length = SparseColumn()
        self.clitics = SparseColumn()

    def __dealloc__(self):
        PyMem_Free(self.start)
        PyMem_Free(self.length)
        PyMem_Free(self.flags)

    cdef int reserve(self, Py_ssize_t capacity) except -1:
        self.start = <int32_t *>resized(self.start, capacity, sizeof(int32_t))
        self.length = <uint8_t *>resized(self.length, capacity, sizeof(uint8_t))
        self.flags = <uint8_t *>resized(self.flags, capacity, sizeof(uint8_t))
        self.capacity = capacity
        return 0

    cdef int add(self, Py_ssize_t start, Py_ssize_t end, uint8_t kind, uint32_t clitics) except -1:
        if self.count == self.capacity:
            self.reserve(enlarged(self.capacity))
        self.start[self.count] = <int32_t>start
        if end - start < LONG:
            self.length[self.count] = <uint8_t>(end - start)
        else:
            self.length[self.count] = LONG
            self.long_length.add(self.count, <uint32_t>(end - start))
        if clitics:
            kind |= SPLIT
            self.clitics.add(self.count, clitics)
        self.flags[self.count] = kind
        self.count += 1
        return 0

    cdef Tokens in_source(self, str source, Alignment alignment):
        """Tokens of the reading of a text as tokens of the text; one without a character of its own there is left out."""
        cdef Tokens result = Tokens()
        cdef Py_ssize_t i, start, end, last = 0, at, clitic_end
        cdef uint32_t packed, clitics
        cdef int k
        result.text = source
        result.reserve(self.count)
        for i in range(self.count):
            start, end = alignment.to_original(self.start[i], self.end(i))
            start = max(start, last)
            if start >= end:
                continue
            clitics, packed, k, at, clitic_end = 0, self.split(i), 0, self.start[i], start
            while packed:
                at += packed & 0xFF
                packed >>= 8
                last = clitic_end
                clitic_end = alignment.to_original(self.start[i], at)[1]
                # clitics that share a ligature are one
                if last < clitic_end and clitic_end - last <= 0xFF and clitic_end <= end:
                    clitics |= <uint32_t>(clitic_end - last) << (8 * k)
                    k += 1
            result.add(start, end, self.kind(i), clitics)
            last = end
        result.clitics.trim()
        return result

    cdef object make(self, Py_ssize_t i):
        return self.record(i, self.norm(i))

    cdef tuple place(self, Py_ssize_t i):
        return self.start[i], self.end(i)

    cdef object norm(self, Py_ssize_t i):
        if T_URL <= self.kind(i) <= T_EMOJI:
            return _read(self.text, PyUnicode_KIND(self.text), PyUnicode_DATA(self.text), self.start[i], self.end(i))
        return _norm(self.text, PyUnicode_KIND(self.text), PyUnicode_DATA(self.text), self.start[i], self.end(i))

    cdef object record(self, Py_ssize_t i, object norm):
        cdef Py_ssize_t at
        cdef uint32_t packed = self.split(i)
        cdef object clitics = _NONE
        cdef list spans
        cdef object start = self.start[i], end = self.end(i)
        cdef object kind = _KINDS[self.kind(i)]
        cdef PyObject *args[6]
        if packed:
            spans = []
            at = self.start[i]
            while packed:
                spans.append(_Span(self.text, at, at + (packed & 0xFF)))
                at += packed & 0xFF
                packed >>= 8
            clitics = tuple(spans)
        args[0] = <PyObject *>self.text
        args[1] = <PyObject *>start
        args[2] = <PyObject *>end
        args[3] = <PyObject *>norm
        args[4] = <PyObject *>kind
        args[5] = <PyObject *>clitics
        return PyObject_Vectorcall(_Token, args, 6, NULL)

    def __reduce__(self):
        return restored_tokens, (
            self.text,
            PyBytes_FromStringAndSize(<char *>self.start, self.count * sizeof(int32_t)),
            PyBytes_FromStringAndSize(<char *>self.length, self.count),
            PyBytes_FromStringAndSize(<char *>self.flags, self.count),
            *self.long_length.to_bytes(),
            *self.clitics.to_bytes(),
        )

    def write_json(self, JsonText out not None):
        """All tokens as a JSON array, as :meth:`arabnews_nlp.Doc.to_dict` has them."""
        cdef Py_ssize_t i = 0, split = 0
        cdef int width = PyUnicode_KIND(self.text)
        cdef const void *data = PyUnicode_DATA(self.text)
        cdef str norm
        out.ascii(b"[")
        while True:
            i = self.write_plain(out, width, data, i, &split)
            if i == self.count:
                break
            norm = self.norm(i)
            self.write_head(out, i, <uint16_t *>NULL) if out.kind == 2 else self.write_head(out, i, <uint32_t *>NULL)
            out.characters(PyUnicode_KIND(norm), PyUnicode_DATA(norm), 0, len(norm))
            if out.kind == 2:
                self.write_tail(out, i, &split, <uint16_t *>NULL)
            else:
                self.write_tail(out, i, &split, <uint32_t *>NULL)
            i += 1
        out.ascii(b"]")

    cdef int write_head(self, JsonText out, Py_ssize_t i, Wide *at) except -1:
        reserve(out, TOKEN_JSON)
        advance(out, _head(<Wide *>cursor(out), i == 0, self.start[i], self.end(i), &out._hundreds))
        return 0

    cdef int write_tail(self, JsonText out, Py_ssize_t i, Py_ssize_t *split, Wide *at) except -1:
        reserve(out, TOKEN_JSON)
        advance(out, _tail(<Wide *>cursor(out), self.kind(i), self.start[i], self.next_split(i, split), &out._hundreds))
        return 0

    cdef Py_ssize_t write_plain(self, JsonText out, int width, const void *data, Py_ssize_t i, Py_ssize_t *split) except -1:
        """Write tokens from ``i`` on, up to one whose normal form is more than its characters, one by one, or needs
        escapes."""
        if width == 1:
            if out.kind == 2:
                return self.write_run(out, <const uint8_t *>data, <uint16_t *>NULL, i, split)
            return self.write_run(out, <const uint8_t *>data, <uint32_t *>NULL, i, split)
        if width == 2:
            if out.kind == 2:
                return self.write_run(out, <const uint16_t *>data, <uint16_t *>NULL, i, split)
            return self.write_run(out, <const uint16_t *>data, <uint32_t *>NULL, i, split)
        return self.write_run(out, <const uint32_t *>data, <uint32_t *>NULL, i, split)

    cdef Py_ssize_t write_run(self, JsonText out, const CodeUnit *text, Wide *at, Py_ssize_t i, Py_ssize_t *split) except -1:
        cdef Py_ssize_t start, end, n = len(self.text), plain = 0
        while i < self.count:
            start, end = self.start[i], self.end(i)
            reserve(out, 2 * TOKEN_JSON + end - start)
            at = _head(<Wide *>cursor(out), i == 0, start, end, &out._hundreds)
            if plain < start:
                plain = _plain_until(text, start, n)
            if end <= plain:
                at = put_padded(at, text + start, end - start)
            else:
                at = _put_norm(at, text + start, end - start, T_URL <= self.kind(i) <= T_EMOJI)
                if at == NULL:
                    break
            advance(out, _tail(at, self.kind(i), start, self.next_split(i, split), &out._hundreds))
            i += 1
        return i

    def to_list(self):
        """All tokens at once; equal words share their normal form."""
        cdef list norms = self.norms()
        cdef Py_ssize_t i
        return [self.record(i, norms[i]) for i in range(self.count)]

    def plain(self):
        """All tokens as plain JSON values, as :meth:`write_json` writes them."""
        cdef list norms = self.norms(), clitics, result = [None] * self.count
        # a copy of a dict is made without looking for its keys
        cdef list blank = [{"start": 0, "end": 0, "norm": "", "kind": kind} for kind in _KINDS]
        cdef Py_ssize_t i, at, split = 0
        cdef uint32_t packed
        cdef dict token
        for i in range(self.count):
            token = (<dict>blank[self.kind(i)]).copy()
            token["start"], token["end"], token["norm"] = self.start[i], self.end(i), norms[i]
            packed = self.next_split(i, &split)
            if packed:
                clitics = []
                at = self.start[i]
                while packed:
                    clitics.append([at, at + (packed & 0xFF)])
                    at += packed & 0xFF
                    packed >>= 8
                token["clitics"] = clitics
            result[i] = token
        return result

    cdef list norms(self):
        """The normal forms of all tokens; equal words of one kind share theirs, by a table that keeps the last of a slot."""
        cdef Py_ssize_t i, length, slot
        cdef unsigned int width = PyUnicode_KIND(self.text)
        cdef const char *data = <const char *>PyUnicode_DATA(self.text)
        cdef const char *word
        cdef int32_t seen[REMEMBERED]
        cdef list result = [None] * self.count
        cdef unsigned int mixed, k
        memset(seen, 0xFF, sizeof(seen))
        for i in range(self.count):
            length = (self.end(i) - self.start[i]) * width
            if length > 64:
                result[i] = self.norm(i)
                continue
            word = data + self.start[i] * width
            mixed = self.kind(i)
            k = 0
            while k < <unsigned int>length:     # one byte of each character tells most words apart
                mixed = mixed * 31 + <unsigned char>word[k]
                k += width
            slot = (mixed ^ (mixed >> 15)) & (REMEMBERED - 1)
            k = seen[slot] if seen[slot] >= 0 else 0
            if (seen[slot] >= 0 and (self.end(k) - self.start[k]) * width == length and self.kind(k) == self.kind(i)
                    and memcmp(data + self.start[k] * width, word, length) == 0):
                result[i] = result[k]
            else:
                result[i] = self.norm(i)
                seen[slot] = <int32_t>i
        return result


def restored_tokens(str text not None, bytes start not None, bytes length not None, bytes flags not None,
                    bytes long_places not None, bytes long_lengths not None, bytes split_places not None,
                    bytes splits not None):
    """Tokens from the bytes of their columns, made in another process maybe.

    :raises ValueError: columns that do not fit together or the text.
    """
    cdef Tokens result = Tokens.__new__(Tokens)
    cdef Py_ssize_t n = len(flags), i, last = 0
    if not (len(start) == 4 * n and len(length) == n):
        raise ValueError("columns of different lengths")
    result.text = text
    result.long_length = sparse_column(long_places, long_lengths)
    result.clitics = sparse_column(split_places, splits)
    result.reserve(n)
    memcpy(result.start, <const char *>start, 4 * n)
    memcpy(result.length, <const char *>length, n)
    memcpy(result.flags, <const char *>flags, n)
    result.count = n
    for i in range(n):
        if not (last <= result.start[i] < result.end(i) <= len(text) and result.kind(i) < len(_KINDS)):
            raise ValueError(f"no token of this text: {result.start[i]}, {result.end(i)}, {result.kind(i)}")
        last = result.end(i)
    return result
