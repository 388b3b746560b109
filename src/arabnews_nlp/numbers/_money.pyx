"""Money: the code of a currency, and the subunits and parts that follow it (5 دنانير و200 فلس, مليون دولار ونصف)."""

from arabnews_nlp._core.pretokens cimport DIGIT
from arabnews_nlp.numbers._cardinals cimport read_number
from arabnews_nlp.numbers._decimals cimport ONE, SMALL
from arabnews_nlp.numbers._fractions cimport away_from_zero, part_after
from arabnews_nlp.numbers._parser cimport Number, Parser
from arabnews_nlp.numbers._quantities cimport quantity
from arabnews_nlp.numbers._senses cimport MONEY, ONLY
from arabnews_nlp.numbers._word_stream cimport (
    conjoined_by_waw, folded_form, has, senses_of, sign_of, surface_of, value_of, word_at,
)

from arabnews_nlp.numbers.countries import shared_code, spelled_code


cpdef tuple money(Parser parser, Py_ssize_t start, Py_ssize_t at, value, currency, scale=ONE):
    """Money with the nationality adjective after its noun, and what و adds: a part (ونصف) or subunits (و200 فلس)."""
    cdef dict adjectives = currency.adjectives, parts = currency.parts
    cdef str following = folded_form(parser, word_at(parser, at)), code = adjectives.get(following)
    cdef tuple owner = parts.get(following)
    cdef Py_ssize_t after
    per = currency.per
    if code is not None:
        at += 1
    elif owner is not None:
        code, per = owner
        at += 1
    elif currency.spellings:
        after = at - (2 if _is_full_stop(parser, at - 1) else 1)
        code = spelled_code(parser, currency, surface_of(parser, word_at(parser, after)))
    else:
        code = code_of(parser, currency)
    if per > 1:
        value = tuple([v / per for v in value]) if isinstance(value, tuple) else value / per
    elif not isinstance(value, tuple):
        part, after = part_after(parser, at, scale)
        if part:
            value, at = away_from_zero(value, part), after
        else:
            part, at = subunits_after(parser, at, code)
            value = away_from_zero(value, part)
    return quantity(parser, start, at, "MONEY", value, code)


cdef bint _is_full_stop(Parser parser, Py_ssize_t i) noexcept:
    """Whether the word at ``i`` is the stop after an abbreviation (د.إ.)."""
    return sign_of(parser, word_at(parser, i)) == c"."


cpdef tuple subunits_after(Parser parser, Py_ssize_t at, str code):
    """Amount of the subunits at ``at`` in units (وخمسون هللة), and the position after them."""
    cdef Py_ssize_t joined = conjoined_by_waw(parser, at), noun
    cdef Number more = read_number(parser, joined) if joined >= 0 else None
    amount = None
    small = None
    if more is None and word_at(parser, at).kind == DIGIT:
        more = read_number(parser, at)
    if more is not None:
        amount, noun = more.value, more.next
        small = value_of(parser, word_at(parser, noun), MONEY)
    elif joined >= 0:
        noun = joined
        small = senses_of(parser, word_at(parser, noun)).get("money_dual")
        amount = SMALL[2]
        if small is None and has(word_at(parser, noun + 1), ONLY):
            small, amount = value_of(parser, word_at(parser, noun), MONEY), ONE
    if small is not None:
        per = small.per if code in small.families else max([p for c, p in small.parts.values() if c == code], default=1)
        if 0 < amount < per:
            return amount / per, noun + (2 if amount is ONE and more is None else 1)
    return SMALL[0], at


cpdef str code_of(Parser parser, currency):
    """ISO 4217 code of a noun of money."""
    if not currency.family and not currency.families:
        return currency.code
    return shared_code(parser, currency)
