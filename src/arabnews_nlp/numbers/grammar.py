"""The number grammar: what may start at each cue of a text, and which reading goes first.

A cue is a word that a quantity may start with (:mod:`arabnews_nlp._core.cues` finds them). The readings at a cue are
tried from the most specific to the plainest; the first that succeeds takes its words, so that quantities never overlap.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, localcontext

import msgspec

from arabnews_nlp._core.dates import may_be_hour
from arabnews_nlp._core.lexemes import Lexemes
from arabnews_nlp._core.numerals import ROUNDED, Reading, read_ordinal
from arabnews_nlp._core.quantities import bounded, count, read_date
from arabnews_nlp.doc import Quantity
from arabnews_nlp.numbers.clock import clock_timex, read_clock, read_time
from arabnews_nlp.numbers.dates import bare_year
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN, lexicon
from arabnews_nlp.numbers.measures import Read, piece, plain_dual
from arabnews_nlp.numbers.moments import resolve

__all__ = ["parse"]


def parse(lexemes: Lexemes, reference: datetime | None, everything: bool) -> list[Quantity]:
    """Quantities of a text, in order."""
    r = Reading(lexemes, lexicon(everything), reference, everything)
    quantities: list[Quantity] = []
    end = 0
    i = r.next_start(0)
    if i < 0:
        return quantities
    with localcontext(ROUNDED):
        while i >= 0:
            found = _read(r, i)
            if found is None or found[0].start < end:
                i = r.next_start(i + 1)
                continue
            quantity, following = found
            if reference is not None:
                quantity = _resolved(quantity, reference)
            quantities.append(bounded(r, quantity, i, following))
            end = r.end(following)
            i = r.next_start(following)
    return quantities


def _read(r: Reading, i: int) -> Read | None:
    """The reading at a cue."""
    word = r.word(i)
    if r.everything:
        found = _relative(r, i)
        if found is not None:
            return _with_clock(r, found)
    if word.kind == DIGIT:
        return _read_digits(r, i)
    if word.kind not in (ARABIC, LATIN):
        return count(r, i)
    found = read_time(r, i) if "clock" in word.senses or "ordinal" in word.senses else None
    if found is not None:
        return found
    found = read_date(r, i)
    if found is not None:
        return _with_clock(r, found)
    if word.article and "compound" in word.senses:
        ordinal = read_ordinal(r, i)
        if ordinal is not None and "scale" not in r.word(ordinal[2]).senses and "ordinal" not in word.senses:
            return Quantity(r.text, ordinal[0], r.end(ordinal[2]), "ORDINAL", value=Decimal(ordinal[1])), ordinal[2]
    found = count(r, i)
    if found is not None:
        return found
    if "ordinal" in word.senses or "compound" in word.senses:
        ordinal = None if r.has(i, "never") else read_ordinal(r, i)
        if ordinal is not None:
            return Quantity(r.text, ordinal[0], r.end(ordinal[2]), "ORDINAL", value=Decimal(ordinal[1])), ordinal[2]
    return plain_dual(r, i) if r.everything else None


def _read_digits(r: Reading, i: int) -> Read | None:
    """The reading at a cue of digits."""
    word = r.word(i)
    found = read_time(r, i) if may_be_hour(r, i) else None
    if found is not None:
        return found
    found = read_date(r, i)
    if found is not None:
        return _with_clock(r, found)
    return (bare_year(r, i) if word.end - word.start == 4 else None) or count(r, i)


def _relative(r: Reading, i: int) -> Read | None:
    from arabnews_nlp.numbers.relative import read_relative

    return piece(r, i) or read_relative(r, i)


def _with_clock(r: Reading, found: Read) -> Read:
    """A date with the time of day right after it: السبت 21/09 الساعة 1:30 بعد الظهر."""
    quantity, at = found
    if not r.everything or r.reference is None or quantity.label != "DATE" or "clock" not in r.word(at).senses:
        return found
    clock = read_clock(r, at)
    if clock is None:
        return found
    day = resolve(quantity.timex or "", r.reference)
    if not day[:4].isdigit() or len(day) != 10:
        return found
    timex = clock_timex(clock, r.reference, day)
    return Quantity(r.text, quantity.start, r.end(clock.next), "TIME", unit=clock.zone, timex=timex), clock.next


def _resolved(quantity: Quantity, reference: datetime) -> Quantity:
    """A partial date resolved against the reference."""
    if quantity.timex is None or quantity.label != "DATE" or "XXXX" not in quantity.timex:
        return quantity
    return msgspec.structs.replace(quantity, timex=resolve(quantity.timex, reference))
