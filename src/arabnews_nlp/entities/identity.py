"""Which entities of a document name the same thing, in both scripts and within one.

Evidence, the strongest first: an aligned name, a row of the tables of names, the same words, a name in parentheses
right after another, a part of a longer name (a surname, a short form). A part that fits two names of the document
belongs to neither.

What is written alike and of one type is one thing, and is looked at once. Words are compared without articles, under
folding, and of two people whose names run together (دونالد ترامب بومبيو) those of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from arabnews_nlp._core.pretokens import KeyMap
from arabnews_nlp.document.records import Entity, Name
from arabnews_nlp.entities._identity import Evidence
from arabnews_nlp.entities._spans import Mentions, Spans
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import arabic_given_names, expansions, listed

__all__ = ["identified"]


def identified(spans: Spans, text: str, names: Sequence[Name]) -> list[Entity]:
    """The entities with the number of what they name, and one canonical form for all that name it.

    Numbers of aligned names come first and are those of ``names``; the others follow in order of appearance.
    """
    return _evidence().identified(spans, text, Mentions(names))


@cache
def _evidence() -> Evidence:
    known = known_names()
    rows = {form: known.latin(acronym) for form, acronym in expansions().items()}
    return Evidence(
        known,
        KeyMap({form: row for form, row in rows.items() if row >= 0}),
        KeyMap(dict.fromkeys(arabic_given_names(), 0)),
        KeyMap(dict.fromkeys(listed("head"), 0)),
    )
