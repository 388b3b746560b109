"""Words and other tokens as merges of pretokens, and the clitics inside them."""

cimport cython
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t

from arabnews_nlp._core.characters cimport (
    ARABIC, DIGIT, INVISIBLE, LATIN, LETTER, MARK, NEWLINE, PUNCT, SPACE, SYMBOL, fold_char, is_emoji, is_letter,
)
from arabnews_nlp._core.pretokens cimport KeyMap, PreTokens, PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, fold_key
from arabnews_nlp._core.proclitics cimport LAM, Proclitics, is_proclitic, longest_proclitics
from arabnews_nlp._core.unicode_buffer cimport CodeUnit
from arabnews_nlp._core.url cimport address_end
from arabnews_nlp.segmentation._full_stops cimport LETTERNAME, NAME, SITE, TITLE, UNIT, Rules, is_title_letter, joins
from arabnews_nlp.segmentation._token_columns cimport (
    T_ARABIC, T_EMAIL, T_EMOJI, T_HASHTAG, T_LATIN, T_MENTION, T_MIXED, T_NUMBER, T_PUNCT, T_SYMBOL, T_URL, Tokens,
)

cdef enum:
    # values of the list of words (data/clitics.tsv): the word stays whole; its first letter is a clitic
    WHOLE = 0
    ONE_CLITIC = 1
    MOST_BARE = 5           # letters of the longest run of clitics: وبال, فلل
    SEEN = 7                # letters that are looked at for proclitics
    SHORTEST_HOST = 2       # letters after an article alone: الأب
    SHORTEST_AFTER_TWO = 3  # letters after an article that another clitic precedes: بالأمر
    TATWEEL = 0x640


cdef struct Letters:
    # Folded letters that a word begins with; ``places`` has where each stands, and the end after the last.
    Py_UCS4 folded[SEEN]
    Py_ssize_t places[SEEN + 1]
    int total


cdef inline void fold_letters(const CodeUnit *text, Py_ssize_t start, Py_ssize_t end, Letters *word) noexcept nogil:
    """The folded letters that a word begins with, and their places; counting stops soon after those that are kept."""
    cdef Py_ssize_t p
    cdef Py_UCS4 c
    word.total = 0
    for p in range(start, end):
        c = fold_char(text[p])
        if c:
            if word.total < SEEN:
                word.folded[word.total] = c
                word.places[word.total] = p
            word.total += 1
            if word.total > SEEN + 2:
                break
    if word.total <= SEEN:
        word.places[word.total] = end


cdef inline int host_at(const Proclitics *found) noexcept:
    """The letter that follows the proclitics."""
    cdef int k, letters = 0
    for k in range(found.count):
        letters += found.letters[k]
    return letters


cdef inline uint32_t packed_lengths(const Letters *word, const Proclitics *found) noexcept:
    """Lengths of the proclitics in code points, a byte each, the first one in the lowest."""
    cdef uint32_t packed = 0
    cdef int k, at = 0
    for k in range(found.count):
        packed |= <uint32_t>min(word.places[at + found.letters[k]] - word.places[at], 255) << (8 * k)
        at += found.letters[k]
    return packed


cdef inline uint8_t word_kind(int classes) noexcept:
    """Kind of a word by the set of the classes of its pretokens."""
    if classes == 1 << ARABIC:
        return T_ARABIC
    if classes == 1 << LATIN:
        return T_LATIN
    return T_NUMBER if classes == 1 << DIGIT else T_MIXED


cdef inline bint ends_loudly(Py_UCS4 c) noexcept:
    return c == c"!" or c == c"?" or c == u"؟"


cdef inline bint stands_alone(Py_UCS4 c) noexcept:
    """Whether each of several such marks is a token: brackets, quotation marks, halves of a broken character."""
    return (c == c"(" or c == c")" or c == c"[" or c == c"]" or c == c"{" or c == c"}" or c == c'"' or c == u"«" or c == u"»"
            or 0xD800 <= c <= 0xDFFF)


@cython.final
cdef class _Tokenizer:
    cdef PreTokens lex
    cdef Tokens out
    cdef Rules rules
    cdef KeyMap words
    cdef int width
    cdef const void *data
    cdef Py_ssize_t n, m

    cdef inline Py_UCS4 at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.width, self.data, i)

    cdef inline Py_UCS4 folded(self, Py_ssize_t i) noexcept:
        return fold_char(self.at(i))

    cdef inline Py_UCS4 char(self, Py_ssize_t x) noexcept:
        """Only character of a mark pretoken, 0 past the end."""
        return PyUnicode_READ(self.width, self.data, self.lex.start[x]) if x < self.m else 0

    cdef inline uint8_t kind(self, Py_ssize_t x) noexcept:
        return self.lex.kind[x] if 0 <= x < self.m else <uint8_t>SPACE

    # ---- clitics

    cdef uint32_t bare_clitics(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Clitic lengths where a whole Arabic stretch is nothing but clitics (and tatweel): والـ, بـ; else 0."""
        cdef Letters word
        cdef Proclitics found
        if end - start > 64:
            return 0
        self.fold(start, end, &word)
        if word.total == 0 or word.total > MOST_BARE or word.places[0] != start:
            return 0
        found = longest_proclitics(word.folded, word.total)
        return packed_lengths(&word, &found) if host_at(&found) == word.total else 0

    cdef uint32_t word_clitics(self, Py_ssize_t x) noexcept:
        """Clitic lengths of an Arabic word, where the closed rules are sure: a listed word, or one with an article."""
        cdef Py_ssize_t start = self.lex.start[x], end = self.lex.end[x]
        cdef Letters word
        cdef Proclitics found
        cdef Py_UCS4 c = self.at(start), second, third, fourth
        cdef int32_t listed
        cdef int article
        if not (c == u'ا' or c == u'س' or is_proclitic(c)) or end - start < 3:
            return 0
        listed = self.words.find(self.lex.key[x])
        if listed == WHOLE:
            return 0
        if listed != ONE_CLITIC and end - start > 3:
            # most words: three letters after the first one say it
            second, third, fourth = self.folded(start + 1), self.folded(start + 2), self.folded(start + 3)
            if second and third and fourth:
                if c == u'ا':
                    return 2 if second == LAM else 0
                if second != LAM and third != LAM and fourth != LAM:
                    return 0
        self.fold(start, end, &word)
        if listed == ONE_CLITIC:
            # the article after the first letter may be part of the listed host
            return <uint32_t>min(word.places[1] - word.places[0], 255) if word.total > 1 else 0
        found = longest_proclitics(word.folded, min(word.total, <int>SEEN))
        if not found.article:
            return 0
        article = host_at(&found) - found.letters[found.count - 1]
        if found.letters[found.count - 1] == 2 and (
                self.at(word.places[article]) != u'ا' or (article and word.folded[article - 1] == LAM)):
            return 0        # the alef of the article has no hamza, and is not written after ل
        if word.total - host_at(&found) < (SHORTEST_HOST if found.count == 1 else SHORTEST_AFTER_TWO):
            return 0
        return packed_lengths(&word, &found)

    cdef void fold(self, Py_ssize_t start, Py_ssize_t end, Letters *word) noexcept:
        """:func:`fold_letters` of a stretch."""
        if self.width == 2:
            fold_letters(<const uint16_t *>self.data, start, end, word)
        elif self.width == 4:
            fold_letters(<const uint32_t *>self.data, start, end, word)
        else:
            fold_letters(<const uint8_t *>self.data, start, end, word)

    # ---- units of several pretokens

    cdef Py_ssize_t host(self, Py_ssize_t x, bint *tld) noexcept:
        """End pretoken of dotted Latin labels from ``x``; ``tld``: whether the last one is the end of a site's name."""
        cdef Py_ssize_t last = x
        tld[0] = False
        while True:
            while self.kind(x) == LATIN or self.kind(x) == DIGIT:
                last = x
                x += 1
            if (self.char(x) == c"-" or self.char(x) == c"_" or self.char(x) == c".") and (self.kind(x + 1) == LATIN or self.kind(x + 1) == DIGIT):
                if self.char(x) == c".":
                    tld[0] = self.rules.words.find(self.lex.key[x + 1]) == SITE and not is_letter(self.kind(x + 2)) and self.kind(x + 2) != DIGIT
                x += 1
                continue
            break
        return last + 1

    cdef Py_ssize_t pretoken_at(self, Py_ssize_t x, Py_ssize_t place) noexcept:
        """First pretoken from ``x`` that begins at or after a place."""
        while x < self.m and self.lex.start[x] < place:
            x += 1
        return x

    cdef Py_ssize_t tag_end(self, Py_ssize_t x) noexcept:
        """End pretoken of the words, digits and low lines of a hashtag or mention from ``x``."""
        while x < self.m and (is_letter(self.kind(x)) or self.kind(x) == DIGIT or (self.char(x) == c"_")):
            x += 1
        return x

    cdef Py_ssize_t number(self, Py_ssize_t x) noexcept:
        """End pretoken of the number whose first digits are ``x``: separators inside, a percent sign after."""
        cdef Py_UCS4 c
        x += 1
        while True:
            c = self.char(x)
            if self.kind(x + 1) == DIGIT and (c == c"." or c == c"," or c == u'٫' or c == u'٬' or c == c":" or c == u'،' and self.digits_of_three(x + 1)):
                x += 2
            else:
                break
        if c == c"%" or c == u'٪' or c == 0x2030 or c == 0xFF05:
            x += 1
        return x

    cdef bint digits_of_three(self, Py_ssize_t x) noexcept:
        return self.lex.end[x] - self.lex.start[x] == 3

    cdef Py_ssize_t word(self, Py_ssize_t x, uint8_t *kind) noexcept:
        """End pretoken of a word from ``x`` (letters or digits), with what stands inside it or closes it."""
        cdef Py_ssize_t y = x + 1, dotted = 0
        cdef int classes = 1 << self.kind(x), step
        while y < self.m:
            step = self.continues(y, classes)
            if step == 0:
                break
            if step == 2 and (self.char(y) == c"." or self.char(y) == c","):
                dotted += 1
            y += step
            classes |= 1 << self.kind(y - 1)
        if self.char(y) == c"." and self.kind(y - 1) != DIGIT and self.char(y + 1) != c".":
            if self.keeps_stop(x, y, dotted):
                y += 1
        elif self.char(y) == c"+" and self.kind(y - 1) == LATIN and not self.wordlike(y + 1):
            y += 1
            if self.char(y) == c"+":
                y += 1
        kind[0] = word_kind(classes)
        return y

    cdef inline bint wordlike(self, Py_ssize_t x) noexcept:
        """Whether a pretoken is of letters or digits."""
        return is_letter(self.kind(x)) or self.kind(x) == DIGIT

    cdef int continues(self, Py_ssize_t y, int classes) noexcept:
        """How many pretokens from ``y`` on continue the word before it, which has letters of ``classes``.

        One where letters and digits touch, two with a mark between them, 0 where the word ends.
        """
        if self.wordlike(y):
            return self.touches(y)
        if (self.kind(y) == PUNCT or self.kind(y) == SYMBOL) and self.wordlike(y - 1) and self.wordlike(y + 1):
            return 2 if self.joined(y, classes) else 0
        return 0

    cdef bint touches(self, Py_ssize_t y) noexcept:
        """Whether letters or digits belong to one word with those before them: A4, 5G, إم1, Greek or Han with Latin."""
        cdef uint8_t left = self.kind(y - 1), right = self.kind(y)
        if right == DIGIT and left == ARABIC:
            return self.lex.end[y] - self.lex.start[y] <= 3 and self.numbered(y - 1) and not is_letter(self.kind(y + 1))
        if right == ARABIC or left == ARABIC:
            return False
        return left == LETTER or left == LATIN or (left == DIGIT and right == LATIN)

    cdef bint joined(self, Py_ssize_t y, int classes) noexcept:
        """Whether a mark joins what stands on its two sides to one word.

        ========== ================================================== =========================
        mark       joins                                              but not
        ========== ================================================== =========================
        - ‑        letters and digits: COVID-19, شبه-رسمي             two scripts; 2019-2020
        _          letters and digits of other scripts: snake_case    Arabic
        & ' ’      Latin letters: AT&T, don't
        .          what the rules of stops join: node.js, ش.م.م       5.GB; Arabic before another
        ,          the same between digits
        ========== ================================================== =========================
        """
        cdef uint8_t left = self.kind(y - 1), right = self.kind(y + 1)
        cdef Py_UCS4 c = self.char(y)
        if c == c"-" or c == u"\u2011":
            if right == ARABIC:
                return left != LATIN and left != DIGIT
            if left == DIGIT and right == DIGIT:
                return classes & (1 << LATIN | 1 << ARABIC)
            return left != ARABIC or right != LATIN
        if c == c"_":
            return left != ARABIC and right != ARABIC
        if c == c"&" or c == c"'" or c == u"\u2019":
            return left == LATIN and right == LATIN
        if c == c"." or (c == c"," and left == DIGIT and right == DIGIT):
            if left == DIGIT and right == LATIN and not classes & 1 << LATIN:
                return False
            if left == ARABIC and right != ARABIC:
                return False
            return joins(self.width, self.data, self.n, self.lex.start[y], self.lex.start[y] + 1, self.rules)
        return False

    cdef bint numbered(self, Py_ssize_t x) noexcept:
        """Whether digits glued to an Arabic run make one name with it: the name of a letter (إم1) or a unit (كم2)."""
        cdef int32_t listed = self.rules.words.find(self.lex.key[x])
        if listed < 0 and self.lex.end[x] - self.lex.start[x] > 1 and self.at(self.lex.start[x]) == u'و':
            listed = self.rules.words.find(fold_key(self.width, self.data, self.lex.start[x] + 1, self.lex.end[x]))
        return listed == LETTERNAME or listed == UNIT

    cdef int letters(self, Py_ssize_t x) noexcept:
        cdef int count = 0
        cdef Py_ssize_t p
        if self.lex.end[x] - self.lex.start[x] > 16:
            return 16
        for p in range(self.lex.start[x], self.lex.end[x]):
            count += fold_char(self.at(p)) != 0
        return count

    cdef bint keeps_stop(self, Py_ssize_t x, Py_ssize_t y, Py_ssize_t dotted) noexcept:
        """Whether the stop ``y`` after the word from ``x`` belongs to it: U.S., ش.م.م., د. سامي, Inc."""
        cdef int32_t listed
        if self.letters(y - 1) == 1:
            if dotted and self.lex.end[y - 1] - self.lex.start[x] == 2 * dotted + 1:
                return True
            if y - x != 1 or self.kind(y + 1) != SPACE:
                return False
            if self.kind(x) == ARABIC:
                if x > 0 and (self.kind(x - 1) == DIGIT or (self.kind(x - 1) == SPACE and x > 1 and self.kind(x - 2) == DIGIT)):
                    return False
                return self.kind(y + 2) == ARABIC and is_title_letter(self.at(self.lex.start[x]))
            return self.kind(x) == LATIN and self.kind(y + 2) == LATIN and self.upper(x) and self.upper(y + 2)
        if y - x != 1:
            return False
        listed = self.rules.words.find(self.lex.key[x])
        return (listed == TITLE or listed == NAME) and self.kind(y + 1) == SPACE and is_letter(self.kind(y + 2))

    cdef bint upper(self, Py_ssize_t x) noexcept:
        cdef Py_UCS4 c = self.at(self.lex.start[x])
        return c"A" <= c <= c"Z"

    cdef inline Py_ssize_t keycap(self, Py_ssize_t x) noexcept:
        """End pretoken of the digit or sign on a keycap at ``x``, or ``x``."""
        cdef Py_ssize_t y = x + 1
        if self.kind(y) != MARK or self.lex.end[x] - self.lex.start[x] != 1:
            return x
        if self.char(y) == 0xFE0F:
            y += 1
        return y + 1 if self.char(y) == 0x20E3 else x

    cdef Py_ssize_t emoji(self, Py_ssize_t x) noexcept:
        """End pretoken of one emoji: variation selector, skin tone, joined parts; two letters of a flag."""
        cdef Py_UCS4 c = self.char(x), d
        x += 1
        if 0x1F1E6 <= c <= 0x1F1FF:
            d = self.char(x)
            return x + 1 if 0x1F1E6 <= d <= 0x1F1FF else x
        while x < self.m:
            d = self.char(x)
            if d == 0xFE0E or d == 0xFE0F or d == 0x20E3 or 0x1F3FB <= d <= 0x1F3FF or 0xE0020 <= d <= 0xE007F:
                x += 1
            elif d == 0x200D and is_emoji(self.char(x + 1)):
                x += 2
            else:
                break
        return x

    cdef Tokens run(self):
        """A token from each pretoken that no other token has covered, blanks and invisible characters apart."""
        cdef Py_ssize_t x = 0, end
        cdef uint8_t k, kind = 0
        cdef uint32_t clitics
        while x < self.m:
            k = self.lex.kind[x]
            if k == SPACE or k == NEWLINE or k == INVISIBLE:
                x += 1
                continue
            clitics = 0
            if k == ARABIC:
                end = self.arabic(x, &kind, &clitics)
            elif k == LATIN or k == LETTER:
                end = self.latin(x, &kind)
            else:
                end = self.other(x, k, &kind)
            self.out.add(self.lex.start[x], self.lex.end[end - 1], kind, clitics)
            x = end
        if self.out.capacity - self.out.count > self.out.count // 16:
            self.out.reserve(self.out.count)
        self.out.clitics.trim()
        return self.out

    cdef Py_ssize_t arabic(self, Py_ssize_t x, uint8_t *kind, uint32_t *clitics) noexcept:
        """End pretoken of what begins with Arabic letters: a word, or clitics and the Latin word or number after them."""
        cdef Py_ssize_t start = self.lex.start[x], end = self.lex.end[x], y
        cdef uint8_t following = self.kind(x + 1)
        if following == SPACE or following == NEWLINE:
            # most words; they need not be looked at for what could continue them
            kind[0] = T_ARABIC
            clitics[0] = self.word_clitics(x)
            if clitics[0] == 0 and self.at(end - 1) == TATWEEL:
                clitics[0] = self.bare_clitics(start, end)
                if clitics[0] == 0 and self.letters(x) == 0:
                    kind[0] = T_PUNCT
            return x + 1
        if following == LATIN or following == DIGIT:
            clitics[0] = self.bare_clitics(start, end)
            if clitics[0]:
                return self.numeric(x + 1, kind) if following == DIGIT else self.latin(x + 1, kind)
        y = self.word(x, kind)
        clitics[0] = self.word_clitics(x)
        if clitics[0] == 0 and (self.at(end - 1) == TATWEEL or (y == x + 1 and self.leads(y))):
            clitics[0] = self.bare_clitics(start, end)
        return y

    cdef Py_ssize_t other(self, Py_ssize_t x, uint8_t k, uint8_t *kind) noexcept:
        """End pretoken of what begins with a digit or a mark: a number, hashtag, mention, emoji, or the mark itself."""
        cdef Py_UCS4 c = self.at(self.lex.start[x])
        cdef Py_ssize_t y = self.keycap(x)
        if y > x:
            kind[0] = T_EMOJI
            return y
        if k == DIGIT:
            return self.numeric(x, kind)
        if (c == c"#" or c == c"@") and self.begins_tag(x):
            kind[0] = T_HASHTAG if c == c"#" else T_MENTION
            return self.tag_end(x + 1)
        if (c == c"+" or c == c"-" or c == u"\u2212") and self.kind(x + 1) == DIGIT and self.begins_sign(x):
            return self.numeric(x + 1, kind)
        if is_emoji(c) or (k == PUNCT or k == SYMBOL) and self.char(x + 1) == 0xFE0F:
            kind[0] = T_EMOJI
            return self.emoji(x)
        kind[0] = T_PUNCT if k == PUNCT else T_SYMBOL
        return self.repeated(x, c) if k == PUNCT or k == SYMBOL else x + 1

    cdef bint begins_tag(self, Py_ssize_t x) noexcept:
        """Whether a # or @ begins a hashtag or mention: at the edge of a word, or after Arabic clitics."""
        if x > 0 and self.wordlike(x - 1) and self.kind(x - 1) != ARABIC:
            return False
        return self.wordlike(x + 1) or self.char(x + 1) == c"_"

    cdef bint begins_sign(self, Py_ssize_t x) noexcept:
        """Whether a plus or minus stands where a number may begin."""
        return x == 0 or self.kind(x - 1) == SPACE or self.kind(x - 1) == NEWLINE or self.char(x - 1) == c"("

    cdef Py_ssize_t repeated(self, Py_ssize_t x, Py_UCS4 c) noexcept:
        """End pretoken of a mark with those that repeat it (..., ؟!); brackets and quotation marks stand alone."""
        cdef Py_ssize_t y = x + 1
        if ends_loudly(c):
            while ends_loudly(self.char(y)):
                y += 1
        elif not stands_alone(c):
            while self.char(y) == c:
                y += 1
        return y

    cdef bint leads(self, Py_ssize_t x) noexcept:
        """Whether a mark opens what follows it, so that a clitic can be glued to it: و"شركة", و#وسم, و€5."""
        cdef Py_UCS4 c = self.char(x)
        return (c == c'"' or c == 0xAB or c == 0x201C or c == c"(" or c == c"#" or c == c"@" or c == c"$" or 0x20A0 <= c <= 0x20CF) and self.kind(x + 1) != SPACE

    cdef Py_ssize_t numeric(self, Py_ssize_t x, uint8_t *kind) noexcept:
        """End pretoken of what begins with digits: a number, or a word such as 5G, 4K, 3D-print, 10.1.2-beta."""
        cdef Py_ssize_t y
        if self.kind(x + 1) == LATIN or self.kind(x + 1) == LETTER:
            if self.char(x + 2) == c"@" or self.char(x + 2) == c".":
                return self.latin(x, kind)
            return self.word(x, kind)
        y = self.number(x)
        kind[0] = T_NUMBER
        if y > x + 1 and self.kind(y) == LATIN and self.kind(y - 1) == DIGIT:
            kind[0] = T_MIXED
            return y + 1
        return y

    cdef Py_ssize_t latin(self, Py_ssize_t x, uint8_t *kind) noexcept:
        """End pretoken of what begins with Latin letters: an address, or a word."""
        cdef Py_ssize_t y, z, place
        cdef Py_UCS4 c = self.char(x + 1)
        cdef bint tld = False
        if c == c":" and self.char(x + 2) == c"/" and self.char(x + 3) == c"/":
            place = address_end(self.width, self.data, self.n, self.lex.end[x + 3], False)
            if place > self.lex.end[x + 3]:
                kind[0] = T_URL
                return self.pretoken_at(x, place)
        elif self.kind(x + 1) != SPACE:
            y = self.host(x, &tld)
            if self.char(y) == c"@" and self.kind(y + 1) == LATIN:
                z = self.host(y + 1, &tld)
                if z > y + 2:
                    kind[0] = T_EMAIL
                    return z
            elif tld:
                kind[0] = T_URL
                if self.char(y) == c"/" and y < self.m:
                    return self.pretoken_at(y, address_end(self.width, self.data, self.n, self.lex.end[y - 1], True))
                return y
        return self.word(x, kind)


def scan_tokens(PreTokens pretokens not None, Rules rules not None, KeyMap words not None):
    """Token columns of a text from its pretokens.

    ``words`` maps folded words to the number of letters of their leading clitic: 0 for words that only look as if they
    had one, 1 for words that surely have one.
    """
    cdef _Tokenizer scanner = _Tokenizer()
    scanner.lex = pretokens
    scanner.rules = rules
    scanner.words = words
    scanner.data = PyUnicode_DATA(pretokens.text)
    scanner.width = PyUnicode_KIND(pretokens.text)
    scanner.n = len(pretokens.text)
    scanner.m = pretokens.count
    scanner.out = Tokens()
    scanner.out.text = pretokens.text
    scanner.out.reserve(pretokens.count // 2 + 16)
    scanner.run()
    return scanner.out if pretokens.alignment is None else scanner.out.in_source(pretokens.source, pretokens.alignment)
