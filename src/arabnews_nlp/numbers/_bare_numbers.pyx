"""Numbers that count no unit, alone (ثلاثون) or as ratios (واحد على ثلاثة), and number words of idioms and names."""

from libc.stdint cimport uint64_t

from arabnews_nlp._core.pretokens cimport ARABIC, DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._lexicon cimport form_key
from arabnews_nlp.numbers._ordinals cimport read_ordinal
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._rules cimport CompiledReader
from arabnews_nlp.numbers._senses cimport (
    CENTURY, CLOCK, COMPOUND, DAY_WORD, DUAL, EVERY, FIFTH, MONTH_WORD, NEVER, OF, ONLY, ORDINAL, OVER, PERCENT, PERIOD, PIECE, TEN,
    TENS, UNIT, WEEK_WORD, YEAR_WORD,
)
from arabnews_nlp.numbers._units cimport below_zero, with_unit
from arabnews_nlp.numbers._word_stream cimport (
    Word, conjoined_by_waw, folded_form, has, has_proclitics, has_rare, is_form, senses_of, sign_of, starts_phrase,
    surface_of, value_of, word_at,
)

from decimal import Decimal

cdef enum:
    LONGEST_IDIOM = 3       # words of an idiom before its number
    LAST_DAY = 31           # of a month
    FEW = 10                # things that are named one by one

cdef str _SHADDA = "\u0651"
cdef uint64_t _FROM = form_key("من")
cdef uint64_t _RUNNING = form_key("الجاري")
cdef uint64_t _THOUSAND = form_key("ألف")


cdef tuple _number(Parser parser, Py_ssize_t i):
    """A number that counts no unit; a lone واحد is a pronoun, tens with the article after a noun are ordinals."""
    cdef Number number = read_number(parser, i)
    cdef Word word
    cdef tuple below, above
    if number is None:
        return None
    below = below_zero(parser, number.next)
    if below is not None and number.value > 0:
        return quantity(parser, number.start, below[1], "CARDINAL", -number.value)
    if _is_day_of_month(parser, number) or _of_percent(parser, i):
        return None
    if number.in_words and number.label == "FRACTION" and word_at(parser, i).article and _after_hour(parser, i):
        return None
    if not number.in_words or number.label != "CARDINAL":
        return _trailing_minus(parser, i, number) or quantity(
            parser, number.start, number.next, number.label, number.value
        )
    word = word_at(parser, i)
    if number.next == i + 1 and not parser.is_whole_text(i, i + 1):
        if _needs_other_noun(parser, word, word_at(parser, i + 1)):
            return None
    if has(word, TEN) and i and has_rare(parser, word_at(parser, i - 1), "few"):
        return None
    if number.next == i + 1 and word.entry >= 0 and not _is_number_word(parser, i, word):
        return None
    if not number.value and not _next_to_number(parser, i, number.next) and (word.article or not parser.scope_all):
        return None
    if word.article and i and has_rare(parser, word_at(parser, i - 1), "place"):
        return None  # شارع الستين
    if word.article and has(word, TENS):
        above = read_ordinal(parser, i)
        if above is not None:
            return quantity(parser, above[0], above[2], "ORDINAL", Decimal(above[1]))
    if number.value == 1 and not (parser.scope_all and parser.is_whole_text(i, number.next)):
        return None
    if word.article and (
        (number.value >= 20 and (not has(word, UNIT) or has(word, COMPOUND)) and _after_definite_noun(parser, i))
        or (number.value > 10 and not has(word, UNIT) and parser.is_whole_text(i, number.next))
    ):
        return quantity(parser, number.start, number.next, "ORDINAL", number.value)
    return quantity(parser, number.start, number.next, "CARDINAL", number.value)


cdef bint _needs_other_noun(Parser parser, Word word, Word noun) except -1:
    """Whether a number word alone does not go with the noun after it, so that it is a name or maybe a part.

    ألفي is two thousand before an indefinite noun only (وكان ألفي المولود), and nobody counts صادرات.
    """
    if word.article:
        return False
    if is_form(parser, word, _THOUSAND) and _is_object(parser, word, noun):
        return True
    if has(word, DUAL):
        return parser.text[word.end - 1] == "ي" and (
            noun.kind != ARABIC or folded_form(parser, noun).startswith("ال")
        )
    return has(word, FIFTH) and not noun.article and has_rare(parser, noun, "uncounted")


cdef bint _is_object(Parser parser, Word word, Word noun) except -1:
    """Whether the noun after ألف is what somebody wrote: ألف كتابا, الذي ألف الكتاب; or its spelling says so: ألّف."""
    if _SHADDA in surface_of(parser, word):
        return True
    return noun.kind == ARABIC and (
        surface_of(parser, noun).startswith("ال") or (noun.entry < 0 and folded_form(parser, noun).endswith("ا"))
    )


cdef bint _is_number_word(Parser parser, Py_ssize_t i, Word word) except -1:
    """Whether a word that may be a number is one without a unit: مية, but not تنين, unless it is the whole text."""
    cdef dict senses = senses_of(parser, word)
    if word.article and has(word, COMPOUND) and not has(word, ONLY):
        return False  # التطهير الإثني
    if has(word, UNIT) and parser.text[word.host_start] == "أ" and value_of(parser, word, UNIT) == 2:
        return False  # أثنى عليه
    if "other_word" in senses:
        return parser.scope_all and parser.is_whole_text(i, i + 1)
    return "not_sure" not in senses or (parser.scope_all and not has_proclitics(word))


cdef bint _is_day_of_month(Parser parser, Number number) except -1:
    """Whether the number is a day of a month that is not read here: 25 من الشهر الجاري, 25 الجاري."""
    cdef Word noun = word_at(parser, number.next + 1)
    if number.value > LAST_DAY:
        return False
    if is_form(parser, word_at(parser, number.next), _RUNNING):
        return not number.in_words
    return is_form(parser, word_at(parser, number.next), _FROM) and noun.article and has(noun, MONTH_WORD)


cdef bint _of_percent(Parser parser, Py_ssize_t i) except -1:
    """Whether the hundred is that of a percentage whose digits are not read: 96، 3 في المئة."""
    return i > 1 and word_at(parser, i - 2).kind == DIGIT and parser.any_of(i - 1, PERCENT)


cdef bint _after_hour(Parser parser, Py_ssize_t i) except -1:
    """Whether و joins a part to a definite ordinal, which is an hour then: من الثالثة والربع."""
    cdef Word before = word_at(parser, i - 1)
    return i > 0 and conjoined_by_waw(parser, i) == i and before.article and has(before, ORDINAL)


cdef tuple _trailing_minus(Parser parser, Py_ssize_t i, Number number):
    """5-, where nothing else stands in the text and a right-to-left line shows the sign on that side."""
    cdef Word sign = word_at(parser, number.next)
    if not sign.no_space_before or sign_of(parser, sign) not in "-−" or not parser.is_whole_text(i, number.next + 1):
        return None
    return quantity(parser, number.start, number.next + 1, number.label, -number.value)


cdef bint _next_to_number(Parser parser, Py_ssize_t i, Py_ssize_t following) noexcept:
    """Whether صفر stands in a score or a range, where it is no name."""
    return (
        sign_of(parser, word_at(parser, following)) in "-–—−~"
        or sign_of(parser, word_at(parser, i - 1)) in "-–—−~"
        or is_form(parser, word_at(parser, i - 1), _FROM)
    )


cdef bint _after_definite_noun(Parser parser, Py_ssize_t i) except -1:
    """Whether a definite noun stands before ``i``; a number with the article is its ordinal then (الدورة الثلاثون)."""
    cdef Word before = word_at(parser, i - 1)
    cdef str form
    if before.kind != ARABIC or has_rare(parser, before, "follows"):
        return False
    if has(before, PERIOD) and not has(before, YEAR_WORD | MONTH_WORD | WEEK_WORD | DAY_WORD | CLOCK | CENTURY):
        return False
    form = folded_form(parser, before)
    if form.startswith(("ال", "لل", "بال", "وال")):
        return True
    return before.entry < 0 and len(form) > 3 and surface_of(parser, before).endswith(("ه", "ها"))  # دورته, not دورة


cdef tuple _ratio(Parser parser, Py_ssize_t i):
    """واحد على ثلاثة, واحد من مئة, واحد من كل خمسة, جزء من ألف as fractions."""
    cdef Number top = read_number(parser, i), bottom
    cdef Word word = word_at(parser, i), link
    cdef Py_ssize_t at
    cdef bint whole_text
    if top is None:
        return None
    at = top.next
    link = word_at(parser, at)
    if not has(link, OVER | PIECE | OF):
        return None
    if has(link, PIECE):
        at += 1
        link = word_at(parser, at)
    if has(link, OF) and not has_proclitics(link) and has(word_at(parser, at + 1), EVERY):
        bottom = read_number(parser, at + 2)
        if bottom is None or not top.value < bottom.value or _counts_unit(parser, bottom):
            return None
        return quantity(parser, top.start, bottom.next, "FRACTION", top.value / bottom.value)
    whole_text = i == 0 and at == top.next
    if not (has(link, OVER) and not has_proclitics(link)):
        if not has(link, OF) or not (at > top.next or (has(word, ONLY) and at == i + 1) or whole_text):
            return None
    bottom = read_number(parser, at + 1)
    if bottom is None or bottom.value < 2 or bottom.value != bottom.value.to_integral_value():
        return None
    if whole_text and has(link, OF) and not has(word, ONLY) and not parser.is_whole_text(i, bottom.next):
        return None
    if has(link, OVER) and _counts_unit(parser, bottom):
        return None
    if has(link, OF) and not whole_text and word_at(parser, bottom.next).kind == ARABIC and (
        bottom.value < FEW and not word_at(parser, bottom.next).article and word_at(parser, bottom.next).entry < 0
    ):
        return None  # واحدة من 4 دول are one, and no quarter
    return quantity(parser, top.start, bottom.next, "FRACTION", top.value / bottom.value)


cdef bint _counts_unit(Parser parser, Number number) except -1:
    """Whether a number counts the unit after it."""
    return with_unit(parser, number.start, number.next, number.value) is not None


cdef tuple _idiom(Parser parser, Py_ssize_t i):
    """An empty tuple, so that no further rule is tried, at a word that is no number here or inside an idiom."""
    cdef Py_ssize_t k
    cdef tuple found
    if parser.any_of(i, NEVER) or (i and word_at(parser, i).no_space_before and sign_of(parser, word_at(parser, i - 1)) == c"_"):
        return ()  # or in a tag: #مجموعة_العشرين
    for k in range(max(0, i - LONGEST_IDIOM), i):
        if starts_phrase(word_at(parser, k), NEVER):
            found = parser.phrase_of(k, NEVER)
            if found is not None and found[1] > i:
                return ()
    return None


number = CompiledReader.of(&_number)
ratio = CompiledReader.of(&_ratio)
idiom = CompiledReader.of(&_idiom)
