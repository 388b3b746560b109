"""The number grammar: one quantity after the other, each at its cue.

A cue is a word that a quantity may start with (:mod:`arabnews_nlp.numbers._word_stream` finds them). The first reading
that succeeds there (:mod:`arabnews_nlp.numbers._quantities`) takes its words, so that quantities never overlap.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._cardinals import Reading
from arabnews_nlp.numbers._quantities import quantities
from arabnews_nlp.numbers.clock import with_clock
from arabnews_nlp.numbers.lexicon import lexicon
from arabnews_nlp.numbers.measures import Read, piece
from arabnews_nlp.numbers.timex import resolve

__all__ = ["parse"]


def parse(pretokens: PreTokens, reference: datetime | None, everything: bool) -> list[Quantity]:
    """Quantities of a text, in order."""
    r = Reading(pretokens, lexicon(everything), reference, everything)
    found = quantities(r, _relative if everything else None)
    return found if reference is None else [_resolved(quantity, reference) for quantity in found]


def _relative(r: Reading, i: int) -> Read | None:
    """The relative expression at a cue, which goes before every other reading."""
    from arabnews_nlp.numbers.relative import read_relative

    found = piece(r, i) or read_relative(r, i)
    return None if found is None else with_clock(r, found)


def _resolved(quantity: Quantity, reference: datetime) -> Quantity:
    """A partial date resolved against the reference."""
    if quantity.timex is None or quantity.label != "DATE" or "XXXX" not in quantity.timex:
        return quantity
    return msgspec.structs.replace(quantity, timex=resolve(quantity.timex, reference))
