"""Sentence boundaries in one pass over the text: plain characters are skipped by a table, and a decision is made only
at stops, question and exclamation marks, line breaks and the few marks that change what those mean.

What the decisions rest on is read by modules of its own: the marks (``_stop_marks``), the words around them
(``_full_stops``), the wrapping of lines (``_hard_wraps``) and the edges of a sentence (``_sentence_edges``).
"""

from libc.stdint cimport int32_t, uint8_t

from arabnews_nlp._core.characters cimport (
    ARABIC, DIGIT, INVISIBLE, LATIN, MARK, NEWLINE, SPACE, is_bullet, is_comma, is_letter, is_opener,
)
from arabnews_nlp._core.pretokens cimport PyUnicode_DATA, PyUnicode_KIND, fold_key
from arabnews_nlp._core.url cimport address_end
from arabnews_nlp.segmentation._full_stops cimport AFTER_QUESTION, Rules, Stops, joins
from arabnews_nlp.segmentation._hard_wraps cimport WIDEST_WRAP, Block, read_block
from arabnews_nlp.segmentation._scanned_text cimport (
    BREAK, COLON, ELLIPSIS, FLAG, QUOTE, SEMICOLON, STOP, STRONG, UNREAD,
)
from arabnews_nlp.segmentation._sentence_columns cimport Sentences
from arabnews_nlp.segmentation._sentence_edges cimport clause_end, left_edge, only_image, only_tags, right_edge
from arabnews_nlp.segmentation._stop_marks cimport Marks, emoji_end, footnote_end, is_emoji_part, read_marks

cdef enum Newline:
    ALWAYS = 0
    PARAGRAPH = 1
    NEVER = 2

NEWLINE_MODES = {"always": ALWAYS, "paragraph": PARAGRAPH, "never": NEVER}


cdef class _Scanner(Stops):
    """One pass over a text, with the stretch that is open: what follows the end of the last sentence."""

    cdef Sentences out
    cdef int newline
    cdef bint semicolon
    cdef Py_ssize_t bound       # longest sentence, 0 for none
    cdef list cuts
    # where the open stretch begins, and how far it has been searched for a letter or digit
    cdef Py_ssize_t begin, searched
    cdef bint worded
    # its first character that is no mark, and of which stretch that is
    cdef Py_ssize_t left, left_of
    cdef Py_ssize_t line, emitted_line
    cdef Py_ssize_t quotes      # straight quotation marks of the line
    cdef Block block            # the lines whose wrapping was examined last
    cdef bint no_comment_end
    cdef bint read              # whether the text is its own reading

    # ---- the open stretch

    cdef Py_ssize_t first(self, Py_ssize_t e) noexcept:
        """First character of the open stretch that is no mark; remembered, so that long leads are walked once."""
        if self.left_of != self.begin:
            self.left = self.begin
            self.left_of = self.begin
        if self.left < e:
            self.left = left_edge(self, self.left, e, self.line, self.begin)
        return self.left

    cdef bint has_word(self, Py_ssize_t e) noexcept:
        """Whether the open stretch has a letter or digit before ``e``; every character is looked at once."""
        cdef uint8_t k
        while not self.worded and self.searched < e:
            k = self.cls(self.searched)
            if is_letter(k) or k == DIGIT:
                self.worded = True
            self.searched += 1
        return self.worded

    cdef bint close(self, Py_ssize_t e, Py_ssize_t following, bint hard) except -1:
        """End the open stretch at ``e`` and begin the next at ``following``. A stretch without a letter or digit
        joins the sentence before it on its line, waits for the next one, or (at a ``hard`` end) is no sentence."""
        cdef Py_ssize_t s, t
        if self.has_word(e):
            s = self.first(e)
            t = right_edge(self, s, e)
            if t > s and not only_tags(self, s, t) and not only_image(self, s, t, self.begin):
                if self.bound and t - s > self.bound:
                    s = self.cut(s, t)
                self.out.add(s, t)
                self.emitted_line = self.line
        else:
            s = self.first(e)
            t = right_edge(self, s, e)
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
        cdef Py_ssize_t end, t
        while e - s > self.bound:
            end = clause_end(self, s, self.bound)
            t = right_edge(self, s, end)
            if t > s:
                self.out.add(s, t)
            self.cuts.append(end)
            s = min(self.skip_blank(end, True), e)
        return s

    # ---- line breaks

    cdef bint breaks(self, Py_ssize_t i) noexcept:
        """Whether the line break at ``i`` ends a sentence."""
        if self.newline == ALWAYS:
            return True
        if self.newline == NEVER:
            return False
        if i >= self.block.end:
            if i - self.line > WIDEST_WRAP:
                self.block = Block(i, False)
                return True
            self.block = read_block(self, self.line)
        return not self.block.wrapped or i >= self.block.end

    cdef bint crosses(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        """Whether a line break that ends sentences lies between two positions."""
        while i < end:
            if self.cls(i) == NEWLINE and self.breaks(i):
                return True
            i += 1
        return False

    # ---- stops

    cdef Py_ssize_t stop(self, Py_ssize_t i) except -1:
        """Decide at the stop at ``i``; position from which the scan continues."""
        cdef Marks run = read_marks(self, i, &self.quotes)
        cdef Py_ssize_t end = footnote_end(self, run.after), p = end
        cdef uint8_t c
        while p < self.n and self.cls(p) == INVISIBLE:
            p += 1
        if p >= self.n:
            return end
        c = self.cls(p)
        if c == NEWLINE and self.breaks(p):
            return end
        if is_emoji_part(self.at(p)):
            p = emoji_end(self, p)
            self.close(p, p, False)
            return p
        if c == SPACE or c == NEWLINE:
            p = self.skip_blank(p, True)
            if p >= self.n or (self.newline != NEVER and self.crosses(end, p)):
                return end
            if is_emoji_part(self.at(p)):
                p = emoji_end(self, p)
                if p < self.n and self.cls(p) != NEWLINE:
                    self.close(p, p, False)
                return p
            if self.ends_before_blank(&run, p):
                self.close(end, end, False)
        elif self.ends_before(&run, end, p):
            self.close(end, end, False)
        return end

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

    cdef bint bare(self, Py_ssize_t i) noexcept:
        """Whether the run of marks at ``i`` is all there is inside its bracket: (!) (؟)."""
        return i > 0 and is_opener(self.at(i - 1))

    cdef bint ends_at(self, Py_ssize_t i, Py_ssize_t p) noexcept:
        """Whether one stop at ``i``, with blank after it and text at ``p``, ends a sentence."""
        cdef Py_ssize_t e = i, first
        while e > 0 and self.cls(e - 1) == INVISIBLE:
            e -= 1
        if e == 0:
            return True
        first = self.first(e)
        return not self.enumerates(first, e) and not self.only_initials(first, e) and self.word_ends(e, p)

    cdef bint glued(self, Py_ssize_t i, Py_ssize_t p) noexcept:
        """Whether one stop at ``i``, with ``p`` right after it, ends a sentence."""
        cdef uint8_t before = self.cls(i - 1) if i > 0 else <uint8_t>SPACE
        cdef uint8_t after = self.cls(p)
        cdef Py_UCS4 c = self.at(p)
        if is_letter(after) or after == DIGIT:
            return not joins(self.width, self.data, self.n, i, p, self.rules) and not self.enumerates(self.first(i), i)
        if is_opener(c) or is_bullet(c):
            return before == ARABIC or before == MARK or before == DIGIT and is_opener(c)
        return False

    # ---- the text

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
                if self.semicolon and self.semicolon_ends(i):
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

    cdef bint semicolon_ends(self, Py_ssize_t i) noexcept:
        """Whether a semicolon with ``i`` right after it ends a sentence, where semicolons do."""
        cdef uint8_t following = self.cls(i) if i < self.n else <uint8_t>NEWLINE
        return following == SPACE or following == INVISIBLE or self.at(i - 1) == u'؛' and following == ARABIC

    cdef Py_ssize_t comment(self, Py_ssize_t i) noexcept:
        """End of the HTML comment at ``i``, or ``i``."""
        cdef Py_ssize_t p
        if self.no_comment_end or i + 3 >= self.n:
            return i
        if self.at(i + 1) != c"!" or self.at(i + 2) != c"-" or self.at(i + 3) != c"-":
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
