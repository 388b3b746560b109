"""Sentence boundaries in one pass over the text: plain characters are skipped by a table, and a decision is made only
at stops, question and exclamation marks, line breaks and the few marks that change what those mean."""

from libc.stdint cimport int32_t, uint8_t

from arabnews_nlp._core.characters cimport (
    ARABIC, BMP, DIGIT, INVISIBLE, LATIN, MARK, NEWLINE, PUNCT, SPACE,
    char_class, fold_char, is_bullet, is_closer, is_comma, is_emoji, is_letter, is_opener,
)
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, fold_key
from arabnews_nlp._core.url cimport address_end
from arabnews_nlp.segmentation._sentence_columns cimport Sentences
from arabnews_nlp.segmentation._full_stops cimport AFTER_QUESTION, Rules, Stops, joins

from arabnews_nlp._core.characters import character_set
from arabnews_nlp._core.reading import unread_characters

cdef enum Flag:
    PLAIN = 0
    STOP = 1
    STRONG = 2
    ELLIPSIS = 3
    BREAK = 4
    QUOTE = 5
    COLON = 6
    SEMICOLON = 7
    LESS = 8
    UNREAD = 9      # may be read otherwise than it is stored

cdef enum Newline:
    ALWAYS = 0
    PARAGRAPH = 1
    NEVER = 2

NEWLINE_MODES = {"always": ALWAYS, "paragraph": PARAGRAPH, "never": NEVER}

cdef enum:
    # lines of a hard-wrapped block: the widest, and the widest of a block at least
    WIDEST_WRAP = 160
    NARROWEST_WRAP = 30
    # characters of the anchor of a heading, of the text of an image, of its address
    LONGEST_ANCHOR = 200
    LONGEST_CAPTION = 400
    LONGEST_TARGET = 2000

cdef uint8_t FLAG[BMP]


def _fill():
    cdef int i
    for i in range(BMP):
        FLAG[i] = PLAIN
    for i in (0x200C, 0x200D, *unread_characters()):
        FLAG[i] = UNREAD
    for flag, name in ((STOP, "full_stop"), (STRONG, "question"), (BREAK, "line_break")):
        for first, last in character_set(name):
            for i in range(first, last + 1):
                FLAG[i] = flag
    FLAG[0x2026] = ELLIPSIS
    FLAG[ord('"')] = QUOTE
    FLAG[ord(":")] = COLON
    FLAG[ord(";")] = SEMICOLON
    FLAG[ord("؛")] = SEMICOLON
    FLAG[ord("<")] = LESS


_fill()


cdef inline uint8_t flag_of(Py_UCS4 c) noexcept nogil:
    return FLAG[c] if c < BMP else <uint8_t>PLAIN


cdef inline bint is_emoji_part(Py_UCS4 c) noexcept nogil:
    """Whether a character is an emoji, or a variation selector or joiner inside one."""
    return is_emoji(c) or c == 0xFE0F or c == 0x200D


cdef struct Marks:
    # a run of marks that may end a sentence, and where what closes after it (quotes, brackets) ends
    Py_ssize_t begin, end, after
    Py_ssize_t dots
    bint strong         # question or exclamation marks
    bint ellipsis
    bint closed


cdef class _Scanner(Stops):
    """One pass over a text."""

    cdef Sentences out
    cdef int newline
    cdef bint semicolon
    cdef Py_ssize_t bound
    cdef list cuts
    # the open segment, and how far it has been searched for a letter or digit
    cdef Py_ssize_t begin, searched
    cdef bint worded
    cdef Py_ssize_t left_of, left_edge
    cdef Py_ssize_t line, emitted_line, quotes
    # the block of lines whose wrapping has been examined
    cdef Py_ssize_t block_end
    cdef bint block_wrapped
    cdef bint no_comment_end
    # whether the text is its own reading
    cdef bint read

    cdef Py_ssize_t skip_plain(self, Py_ssize_t i) noexcept:
        cdef const uint8_t *narrow
        cdef const unsigned short *wide
        cdef Py_ssize_t n = self.n
        if self.width == 2:
            wide = <const unsigned short *>self.data
            while i + 4 <= n and not (FLAG[wide[i]] | FLAG[wide[i + 1]] | FLAG[wide[i + 2]] | FLAG[wide[i + 3]]):
                i += 4
            while i < n and FLAG[wide[i]] == PLAIN:
                i += 1
        elif self.width == 1:
            narrow = <const uint8_t *>self.data
            while i < n and FLAG[narrow[i]] == PLAIN:
                i += 1
        else:
            while i < n and flag_of(self.at(i)) == PLAIN:
                i += 1
        return i

    cdef Py_ssize_t skip_blank(self, Py_ssize_t i, bint lines) noexcept:
        """First position that is neither blank nor invisible, within the line unless ``lines``."""
        cdef uint8_t c
        while i < self.n:
            c = self.cls(i)
            if c != SPACE and c != INVISIBLE and not (lines and c == NEWLINE):
                break
            i += 1
        return i

    cdef Py_ssize_t first(self, Py_ssize_t e) noexcept:
        """First character of the open segment that is no mark; remembered, so that long leads are walked once."""
        if self.left_of != self.begin:
            self.left_edge = self.begin
            self.left_of = self.begin
        if self.left_edge < e:
            self.left_edge = self.left(self.left_edge, e)
        return self.left_edge

    # ---- edges of a sentence

    cdef Py_ssize_t left(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        """Start after white space, invisible characters and Markdown marks."""
        cdef Py_UCS4 c
        cdef uint8_t k
        cdef bint fresh
        cdef Py_ssize_t image
        while s < e:
            c = self.at(s)
            k = char_class(c)
            if k == SPACE or k == NEWLINE or k == INVISIBLE or c == c"*":
                s += 1
                continue
            if c == c"_" and s + 1 < e and self.at(s + 1) == c"_":
                s += 2
                continue
            fresh = s == self.line or s == self.begin or self.only_blank(s)
            if fresh and c == c">":
                s += 1
            elif fresh and c == c"#" and s + 1 < e and (self.at(s + 1) == c"#" or self.cls(s + 1) == SPACE):
                s += 1
            elif fresh and is_bullet(c) and s + 1 < e and self.cls(s + 1) == SPACE:
                s += 1
            elif c == c"[" and s + 2 < e and self.at(s + 1) == c"!" and self.at(s + 2) == c"[":
                k = self.image_end(s + 1, e) > 0
                if not k:
                    break
                s += 1
            elif c == c"!" or c == c"]":
                image = self.image_end(s, e)
                if image == 0:
                    break
                s = image
            else:
                break
        return s

    cdef Py_ssize_t image_end(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        """End of the Markdown image at ``s``, or of the rest of a link that a line break cut; 0 where there is none."""
        cdef Py_ssize_t i = s
        if self.at(s) == c"!":
            if s + 1 >= e or self.at(s + 1) != c"[":
                return 0
            while i < e and self.at(i) != c"]" and i - s < LONGEST_CAPTION:
                i += 1
        if i + 1 >= e or self.at(i) != c"]" or self.at(i + 1) != c"(":
            return 0
        s = i
        while i < e and self.at(i) != c")" and i - s < LONGEST_TARGET and self.cls(i) != NEWLINE:
            i += 1
        return i + 1 if i < e and self.at(i) == c")" else 0

    cdef bint only_blank(self, Py_ssize_t s) noexcept:
        """Whether the character before ``s`` is a line's start, blank, invisible or a heading or quotation mark."""
        cdef Py_UCS4 c
        if s == 0:
            return True
        c = self.at(s - 1)
        return c == c"#" or c == c">" or c == c"*" or char_class(c) == NEWLINE or char_class(c) == INVISIBLE or char_class(c) == SPACE

    cdef Py_ssize_t right(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        cdef Py_UCS4 c
        cdef uint8_t k
        cdef Py_ssize_t before
        while e > s:
            c = self.at(e - 1)
            k = char_class(c)
            if k == SPACE or k == NEWLINE or k == INVISIBLE or c == c"*":
                e -= 1
            elif c == c"_" and e - 2 >= s and self.at(e - 2) == c"_":
                e -= 2
            elif c == c"}":
                before = e
                e = self.anchor_start(s, e)
                if e == before:
                    break
            else:
                break
        return e

    cdef Py_ssize_t anchor_start(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        """Start of the anchor of a heading ({#place}) that ends at ``e``, or ``e``."""
        cdef Py_ssize_t i = e - 2
        while i > s and e - i < LONGEST_ANCHOR and self.at(i) != c"{" and self.cls(i) != NEWLINE:
            i -= 1
        return i if i >= s and self.at(i) == c"{" and i + 2 < e and self.at(i + 1) == c"#" else e

    cdef bint has_word(self, Py_ssize_t e) noexcept:
        """Whether the open segment has a letter or digit before ``e``; every character is looked at once."""
        cdef uint8_t k
        while not self.worded and self.searched < e:
            k = self.cls(self.searched)
            if is_letter(k) or k == DIGIT:
                self.worded = True
            self.searched += 1
        return self.worded

    cdef bint tags_only(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        """Whether a segment has no letter or digit outside HTML tags."""
        cdef bint inside = False
        cdef Py_ssize_t i
        cdef Py_UCS4 c
        cdef uint8_t k
        if self.at(s) != c"<" or self.at(e - 1) != c">":
            return False
        for i in range(s, e):
            c = self.at(i)
            if c == c"<":
                inside = True
            elif c == c">":
                inside = False
            elif not inside:
                k = char_class(c)
                if is_letter(k) or k == DIGIT:
                    return False
        return True

    cdef bint wordless(self, Py_ssize_t s, Py_ssize_t e) noexcept:
        """Whether nothing but marks is left after a leading image."""
        cdef Py_ssize_t i
        cdef uint8_t k
        if s == self.begin or self.at(s - 1) != c")":
            return False
        for i in range(s, e):
            k = self.cls(i)
            if is_letter(k) or k == DIGIT:
                return False
        return True

    cdef bint close(self, Py_ssize_t e, Py_ssize_t following, bint hard) except -1:
        """End the open segment at ``e`` and begin the next at ``following``. A segment without a letter or digit
        joins the sentence before it on its line, waits for the next one, or (at a ``hard`` end) is no sentence."""
        cdef Py_ssize_t s, t
        if self.has_word(e):
            s = self.first(e)
            t = self.right(s, e)
            if t > s and not self.tags_only(s, t) and not self.wordless(s, t):
                if self.bound and t - s > self.bound:
                    s = self.cut(s, t)
                self.out.add(s, t)
                self.emitted_line = self.line
        else:
            s = self.first(e)
            t = self.right(s, e)
            if t > s and self.out.count and self.emitted_line == self.line:
                self.out.end[self.out.count - 1] = <int32_t>t
            elif not hard:
                return False
        self.begin = following
        self.searched = following
        self.worded = False
        return True

    cdef Py_ssize_t cut(self, Py_ssize_t s, Py_ssize_t e) except -1:
        """Write the over-long stretch in pieces, at clause boundaries where there are any; start of the last."""
        cdef Py_ssize_t i, low, best, t
        cdef int rank, top
        cdef Py_UCS4 c
        cdef uint8_t k
        while e - s > self.bound:
            low = s + self.bound // 2
            best, top = s + self.bound, 0
            i = s + self.bound
            while i > low and i > s + 1:
                c = self.at(i - 1)
                k = char_class(c)
                rank = 0
                if c == u'؛' or c == c";":
                    rank = 3
                elif c == u'،' or c == c"," or c == c":":
                    rank = 2
                elif k == SPACE or k == NEWLINE:
                    rank = 1
                if rank > top and (rank < 2 or char_class(self.at(i)) == SPACE or char_class(self.at(i)) == NEWLINE):
                    top, best = rank, i
                    if rank == 3:
                        break
                i -= 1
            if top == 0:
                i = best
                while i > s + 1 and best - i < 16 and (self.cls(i) == MARK or self.cls(i) == INVISIBLE):
                    i -= 1
                if not (self.cls(i) == MARK or self.cls(i) == INVISIBLE):
                    best = i
            t = self.right(s, best)
            if t > s:
                self.out.add(s, t)
            self.cuts.append(best)
            s = best
            while s < e and (self.cls(s) == SPACE or self.cls(s) == NEWLINE or self.cls(s) == INVISIBLE):
                s += 1
        return s

    # ---- line breaks

    cdef bint breaks(self, Py_ssize_t i) noexcept:
        """Whether the line break at ``i`` ends a sentence."""
        if self.newline == ALWAYS:
            return True
        if self.newline == NEVER:
            return False
        if i >= self.block_end:
            if i - self.line > WIDEST_WRAP:
                self.block_wrapped = False
                self.block_end = i
                return True
            self.examine(self.line)
        return not self.block_wrapped or i >= self.block_end

    cdef void examine(self, Py_ssize_t i) noexcept:
        """Find out whether the block of lines at ``i`` (up to a blank line) is hard-wrapped: every line is broken where
        the first word of the next one would not fit any more, and most lines end without a stop."""
        cdef Py_ssize_t start = i, line, end, widest = 0, lines = 0, stopped = 0, word, last_width = 0
        cdef uint8_t k
        self.block_wrapped = False
        line = i
        while True:
            end = line
            while end < self.n and flag_of(self.at(end)) != BREAK:
                end += 1
                if end - line > WIDEST_WRAP:
                    self.block_end = end
                    return
            if self.skip_blank(line, False) >= end:
                self.block_end = line
                break
            lines += 1
            last_width = end - line
            if last_width > widest:
                widest = last_width
            if end > line:
                k = flag_of(self.at(end - 1))
                if k == STOP or k == STRONG or k == QUOTE or self.at(end - 1) == c":":
                    stopped += 1
            if end >= self.n:
                self.block_end = self.n
                break
            line = self.after_break(end)
        if lines < 4 or widest < NARROWEST_WRAP or 2 * stopped > lines:
            return
        line = start
        while True:
            end = line
            while end < self.n and flag_of(self.at(end)) != BREAK:
                end += 1
            if end >= self.n:
                break
            word = self.after_break(end)
            if word >= self.block_end:
                break
            i = word
            while i < self.n and self.cls(i) != SPACE and self.cls(i) != NEWLINE:
                i += 1
            if end - line + 1 + i - word <= widest:
                return
            line = word
        # the break that ends the last line of the block is a real one
        self.block_end = min(self.block_end, end if end < self.n else self.n)
        self.block_wrapped = True

    cdef Py_ssize_t after_break(self, Py_ssize_t i) noexcept:
        if self.at(i) == c"\r" and i + 1 < self.n and self.at(i + 1) == c"\n":
            return i + 2
        return i + 1

    # ---- stops

    cdef Py_ssize_t closers(self, Py_ssize_t i) noexcept:
        """End of the closing quotes and brackets (and Markdown emphasis) at ``i``; counts the quotes it passes."""
        cdef Py_UCS4 c, following
        cdef Py_ssize_t p
        while i < self.n:
            c = self.at(i)
            if is_closer(c) or c == c"*":
                i += 1
            elif c == c'"' or c == 0xAB or c == 0x201C or c == 0x2018 or c == c"'":
                p = i + 1
                following = self.at(p) if p < self.n else c" "
                if is_letter(char_class(following)) or char_class(following) == DIGIT or is_opener(following) and following != c'"' and following != c"'":
                    if c != c'"' or self.quotes % 2 == 0:
                        break
                if c == c'"':
                    self.quotes += 1
                i += 1
            elif char_class(c) == INVISIBLE and i + 1 < self.n and (is_closer(self.at(i + 1)) or self.at(i + 1) == c'"'):
                i += 1
            else:
                break
        return i

    cdef Py_ssize_t stop(self, Py_ssize_t i) except -1:
        """Decide at the stop at ``i``; position from which the scan goes on."""
        cdef Marks run = self.marks(i)
        cdef Py_ssize_t end = self.footnote_end(run.after), p = end
        cdef uint8_t c
        while p < self.n and self.cls(p) == INVISIBLE:
            p += 1
        if p >= self.n:
            return end
        c = self.cls(p)
        if c == NEWLINE and self.breaks(p):
            return end
        if is_emoji_part(self.at(p)):
            p = self.emoji_end(p)
            self.close(p, p, False)
            return p
        if c == SPACE or c == NEWLINE:
            p = self.skip_blank(p, True)
            if p >= self.n or (self.newline != NEVER and self.crosses(end, p)):
                return end
            if is_emoji_part(self.at(p)):
                p = self.emoji_end(p)
                if p < self.n and self.cls(p) != NEWLINE:
                    self.close(p, p, False)
                return p
            if self.ends_before_blank(&run, p):
                self.close(end, end, False)
        elif self.ends_before(&run, end, p):
            self.close(end, end, False)
        return end

    cdef Marks marks(self, Py_ssize_t i) noexcept:
        """The run of marks at ``i``. Where a quote closes between marks, the last ones decide: ؟". is a full stop."""
        cdef Marks run = Marks(i, i, i, 0, False, False, False)
        cdef bint spaced = False
        cdef uint8_t following
        while True:
            spaced |= self.add_marks(&run)
            run.after = self.closed_after(run.end)
            if run.after == run.end:
                break
            run.closed |= self.closes(run.end, run.after)
            following = flag_of(self.at(run.after)) if run.after < self.n else <uint8_t>PLAIN
            if following != STOP and following != STRONG:
                break
            run.dots = 0
            run.ellipsis = False
            if following == STOP:
                run.strong = False
                run.closed = False
            run.end = run.after
        if spaced and run.dots == 2:
            run.dots = 1
        return run

    cdef bint closes(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        """Whether more than marks of emphasis stand between two positions."""
        while i < end:
            if self.at(i) != c"*":
                return True
            i += 1
        return False

    cdef bint add_marks(self, Marks *run) noexcept:
        """Take the marks at the end of the run into it; whether there is blank between some of them."""
        cdef bint spaced = False
        cdef uint8_t f
        while run.end < self.n:
            f = flag_of(self.at(run.end))
            if f == STOP:
                run.dots += 1
            elif f == STRONG:
                run.strong = True
            elif f == ELLIPSIS:
                run.ellipsis = True
            elif run.dots and self.at(run.end) == c" " and self.spaced_dot(run.end + 1):
                spaced = True
            elif not self.inside_marks(run.end):
                break
            run.end += 1
        return spaced

    cdef bint inside_marks(self, Py_ssize_t i) noexcept:
        """Whether an invisible character or mark stands before one more of a run of marks."""
        cdef uint8_t c = self.cls(i), f
        if c != INVISIBLE and c != MARK or i + 1 >= self.n:
            return False
        f = flag_of(self.at(i + 1))
        return f == STOP or f == STRONG or f == ELLIPSIS

    cdef Py_ssize_t closed_after(self, Py_ssize_t i) noexcept:
        """End of what closes at ``i``, also after blank where what follows shows that it belongs to what is before."""
        cdef Py_ssize_t end = self.closers(i), p
        cdef Py_UCS4 following
        cdef uint8_t c
        if end > i:
            return end
        p = self.skip_blank(i, False)
        if p > i and p < self.n and (is_closer(self.at(p)) or (self.at(p) == c'"' and self.quotes % 2 == 1)):
            following = self.at(p + 1) if p + 1 < self.n else c" "
            c = char_class(following)
            if c == SPACE or c == NEWLINE or is_comma(following) or flag_of(following) == STOP:
                return self.closers(p)
        return i

    cdef Py_ssize_t footnote_end(self, Py_ssize_t i) noexcept:
        """End of the footnote number in brackets at ``i``, which stays with its sentence, or ``i``."""
        cdef Py_ssize_t p = i + 1
        if i >= self.n or self.at(i) != c"[":
            return i
        while p < self.n and p - i < 5 and self.cls(p) == DIGIT:
            p += 1
        return p + 1 if p > i + 1 and p < self.n and self.at(p) == c"]" else i

    cdef Py_ssize_t emoji_end(self, Py_ssize_t i) noexcept:
        """End of the emoji at ``i`` and the blanks between and after them."""
        while i < self.n and (is_emoji_part(self.at(i)) or self.cls(i) == SPACE):
            i += 1
        return i

    cdef bint ends_before_blank(self, const Marks *run, Py_ssize_t p) noexcept:
        """Whether a run of marks with blank after it, and text at ``p``, ends a sentence."""
        if is_comma(self.at(p)) or self.at(p) == c"]":
            return False
        if not run.strong and (run.ellipsis or run.dots > 1):
            return self.rules.resumers.find(fold_key(self.width, self.data, p, self.word_end(p))) >= 0
        if run.strong and run.closed:
            return self.opens(p) and not self.bare(run.begin)
        if run.strong:
            return not self.exclaims(run.begin, run.end, p) and not (
                self.at(run.begin) == u'؟' and self.continues(p, AFTER_QUESTION)
            )
        return run.closed or self.ends_at(run.begin, p)

    cdef bint ends_before(self, const Marks *run, Py_ssize_t end, Py_ssize_t p) noexcept:
        """Whether a run of marks, and what belongs to it up to ``end``, ends a sentence with text right after it at
        ``p``."""
        cdef uint8_t c = self.cls(p), before = self.cls(run.begin - 1) if run.begin > 0 else <uint8_t>SPACE
        if is_comma(self.at(p)) or not run.strong and (run.ellipsis or run.dots > 1):
            return False
        if self.at(p) == c"(" and end > run.end and self.at(end - 1) == c"]":
            return False
        if run.closed:
            return is_letter(c) and (self.opens(p) if run.strong else c != LATIN or before != LATIN)
        if run.strong:
            return (c == ARABIC or before == ARABIC) and (is_letter(c) or is_opener(self.at(p)))
        return self.glued(run.begin, p)

    cdef bint spaced_dot(self, Py_ssize_t i) noexcept:
        """Whether one more dot of a spaced ellipsis (. . .) stands at ``i``."""
        cdef uint8_t c
        if i >= self.n or self.at(i) != c".":
            return False
        c = self.cls(i + 1) if i + 1 < self.n else <uint8_t>SPACE
        return c == SPACE or c == NEWLINE or c == PUNCT

    cdef bint crosses(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        """Whether a line break that ends sentences lies between two positions."""
        while i < end:
            if self.cls(i) == NEWLINE and self.breaks(i):
                return True
            i += 1
        return False

    cdef bint bare(self, Py_ssize_t i) noexcept:
        """Whether the run of marks at ``i`` is all there is inside its bracket: (!) (؟)."""
        return i > 0 and is_opener(self.at(i - 1))

    cdef bint enumerates(self, Py_ssize_t stop) noexcept:
        """Whether the open segment is an enumerator: up to three digits, or one letter, before the stop."""
        cdef Py_ssize_t i, count, k
        if stop == 0 or not is_letter(self.cls(stop - 1)) and self.cls(stop - 1) != DIGIT:
            return False
        if self.first_item(stop):
            return True
        i = self.first(stop)
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

    cdef bint ends_at(self, Py_ssize_t i, Py_ssize_t p) noexcept:
        """Whether one stop at ``i``, with blank after it and text at ``p``, ends a sentence."""
        cdef Py_ssize_t e = i
        while e > 0 and self.cls(e - 1) == INVISIBLE:
            e -= 1
        return e == 0 or not self.enumerates(e) and not self.initials_alone(e) and self.word_ends(e, p)

    cdef bint initials_alone(self, Py_ssize_t e) noexcept:
        """Whether the open segment up to ``e`` is nothing but capitals with stops between (U.S): no sentence."""
        cdef Py_ssize_t i = self.first(e), k
        if e - i < 3 or e - i > 12:
            return False
        for k in range(i, e):
            if (k - i) % 2 == 0 and not c"A" <= self.at(k) <= c"Z" or (k - i) % 2 == 1 and self.at(k) != c".":
                return False
        return (e - i) % 2 == 1

    cdef bint glued(self, Py_ssize_t i, Py_ssize_t p) noexcept:
        """Whether one stop at ``i``, with ``p`` right after it, ends a sentence."""
        cdef uint8_t before = self.cls(i - 1) if i > 0 else <uint8_t>SPACE
        cdef uint8_t after = self.cls(p)
        cdef Py_UCS4 c = self.at(p)
        if is_letter(after) or after == DIGIT:
            return not joins(self.width, self.data, self.n, i, p, self.rules) and not self.enumerates(i)
        if is_opener(c) or is_bullet(c):
            return before == ARABIC or before == MARK or before == DIGIT and is_opener(c)
        return False

    cdef Sentences run(self):
        cdef Py_ssize_t i = 0, p
        cdef uint8_t f
        while True:
            i = self.skip_plain(i)
            if i >= self.n:
                break
            f = FLAG[self.at(i)]
            if f == STOP or f == STRONG or f == ELLIPSIS:
                if self.at(i) == c"!" and i + 1 < self.n and self.at(i + 1) == c"[":
                    i += 1
                else:
                    i = self.stop(i)
            elif f == UNREAD:
                if not self.read:
                    return None
                i += 1
            elif f == BREAK:
                p = self.after_break(i)
                if self.breaks(i):
                    self.close(i, p, True)
                self.line = p
                self.quotes = 0
                i = p
            elif f == QUOTE:
                self.quotes += 1
                i += 1
            elif f == COLON:
                if i + 2 < self.n and self.at(i + 1) == c"/" and self.at(i + 2) == c"/":
                    i = address_end(self.width, self.data, self.n, i + 3, False)
                else:
                    i += 1
            elif f == SEMICOLON:
                i += 1
                if self.semicolon and i < self.n and (self.cls(i) == SPACE or self.cls(i) == INVISIBLE or (self.at(i - 1) == u'؛' and self.cls(i) == ARABIC)):
                    self.close(i, i, False)
            else:
                p = self.comment(i)
                if p > i:
                    self.close(i, p, True)
                    i = p
                else:
                    i += 1
        self.close(self.n, self.n, True)
        self.out.cuts = tuple(self.cuts)
        return self.out

    cdef Py_ssize_t comment(self, Py_ssize_t i) noexcept:
        """End of the HTML comment at ``i``, or ``i``."""
        cdef Py_ssize_t p
        if self.no_comment_end or i + 3 >= self.n or self.at(i + 1) != c"!" or self.at(i + 2) != c"-" or self.at(i + 3) != c"-":
            return i
        p = i + 4
        while p + 2 < self.n:
            if self.at(p) == c"-" and self.at(p + 1) == c"-" and self.at(p + 2) == c">":
                return p + 3
            p += 1
        self.no_comment_end = True
        return i


def scan_sentences(str text not None, Rules rules not None, int newline, Py_ssize_t max_chars, bint semicolon, bint read):
    """Sentence columns of a text; ``max_chars`` 0 means no bound. None where the text is not known to be ``read`` (see
    :mod:`arabnews_nlp._core.reading`) and has a character that may be read otherwise."""
    cdef _Scanner scanner = _Scanner()
    scanner.text = text
    scanner.data = PyUnicode_DATA(text)
    scanner.width = PyUnicode_KIND(text)
    scanner.n = len(text)
    scanner.rules = rules
    scanner.out = Sentences()
    scanner.out.text = text
    scanner.newline = newline
    scanner.read = read
    scanner.semicolon = semicolon
    scanner.bound = max_chars
    scanner.cuts = []
    scanner.emitted_line = -1
    scanner.left_of = -1
    return scanner.run()
