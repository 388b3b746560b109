"""Named entities: the tagger's spans with their edges put right, what tables know, and what the document agrees on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from arabnews_nlp._core.lexemes import Lexemes
from arabnews_nlp._core.units import scan_units
from arabnews_nlp.doc import Entity
from arabnews_nlp.entities.agreement import agreed
from arabnews_nlp.entities.edges import trimmed
from arabnews_nlp.entities.events import event_spans
from arabnews_nlp.entities.found import Found
from arabnews_nlp.entities.knowledge import known_brand, technical
from arabnews_nlp.entities.reference import Reference
from arabnews_nlp.entities.tagger import TAGS, load_model
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.names.spans import latin_runs

__all__ = ["entities_of", "find_entities"]

_KNOWN = 0.9
"""Score of what only a table says."""
_DOUBT = 0.9
_MADE = frozenset(("ORG", "PRODUCT"))


def find_entities(text: str, reference: Reference | None = None) -> list[Entity]:
    """Named entities in order, without overlap, as PER, ORG, LOC, PRODUCT and EVENT.

    :param reference: names of your own, which win over everything else.

    >>> [(e.text, e.label) for e in find_entities("أعلنت OpenAI في سان فرانسيسكو عن GPT-4")]
    [('OpenAI', 'ORG'), ('سان فرانسيسكو', 'LOC'), ('GPT-4', 'PRODUCT')]
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    return entities_of(Lexemes(text), reference)


def entities_of(lexemes: Lexemes, reference: Reference | None = None) -> list[Entity]:
    """:func:`find_entities` of a text that was scanned before."""
    text = lexemes.text
    model = load_model()
    names = latin_runs(lexemes)
    units = scan_units(lexemes, names, model.vocabulary, model.gazetteer)
    tagged = []
    for first, last, tag, score in model.network.tag(units):
        label = TAGS[tag][2:]
        span = trimmed(units, first, last, label)
        if span is not None:
            tagged.append(Found(*span, label, score))
    events = [
        Found(*span, "EVENT", _KNOWN)
        for first, last in event_spans(units)
        if (span := trimmed(units, first, last, "EVENT"))
    ]
    del units  # what is not needed again is given back at once: it is several times the size of the text
    found = _outer(events, tagged)
    found = agreed(text, _with_tables(text, found, [name[:2] for name in names]))
    if reference is not None:
        found = _outer(reference.find(text), found)
    return [Entity(text, f.start, f.end, f.label, f.score, f.canonical) for f in found]


def _outer(first: Iterable[Found], second: Iterable[Found]) -> list[Found]:
    """Both in order; of those that overlap, the ones of the first."""
    kept = sorted(first)
    starts = [f.start for f in kept]
    rest = []
    for other in second:
        at = bisect_left(starts, other.end)
        if at == 0 or kept[at - 1].end <= other.start:
            rest.append(other)
    return sorted([*kept, *rest]) if rest else kept


def _with_tables(text: str, found: list[Found], names: list[tuple[int, int]]) -> list[Found]:
    """Canonical forms and types of known names; known Latin names that the tagger passed over."""
    result = []
    for entity in found:
        form = text[entity.start : entity.end]
        brand = known_brand(form)
        if brand is None:
            if not technical(form):
                result.append(entity)
            continue
        label = _settled(entity, brand.type)
        result.append(entity._replace(label=label, canonical=brand.latin))
    missed = []
    for start, end in names:
        brand = known_brand(text[start:end])
        if brand is not None and not technical(text[start:end]):
            missed.append(Found(start, end, brand.type, _KNOWN, brand.latin))
    return _outer(result, missed)


def _settled(tagged: Found, listed: str) -> str:
    """The table decides between a company and its product, and where the tagger is in doubt."""
    return listed if {tagged.label, listed} <= _MADE or tagged.score < _DOUBT else tagged.label
