"""The layers of a document as marks: entities, numbers, name clusters, changed words and sentence bounds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

import regex

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Entity, Mention, Name, Quantity, Span
from arabnews_nlp.render.direction import has_rtl
from arabnews_nlp.render.marks import Mark, Point
from arabnews_nlp.render.values import shown_value

__all__ = ["ARABIC_LABELS", "changed_words", "marks", "run_stops", "same_entities", "sentence_bounds"]

ARABIC_LABELS = {
    "PER": "شخص",
    "ORG": "منظمة",
    "LOC": "مكان",
    "PRODUCT": "منتج",
    "EVENT": "حدث",
    "CARDINAL": "عدد",
    "ORDINAL": "ترتيب",
    "FRACTION": "كسر",
    "PERCENT": "نسبة",
    "MONEY": "مبلغ",
    "QUANTITY": "مقدار",
    "DATE": "تاريخ",
    "TIME": "وقت",
    "DURATION": "مدة",
}
"""What readers call the labels of entities and numbers."""

_QUOTED = 60
"""Code points of a mark that its description repeats, for readers who hear the description alone."""
_NAME, _ENTITY, _NUMBER, _WORD = range(4)
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]+")


def marks(doc: Doc, end: int, anchors: bool = False) -> list[Mark]:
    """Marks of the names, entities and numbers that begin before ``end``.

    The outermost of the marks with the same stretch can be reached by keyboard and says what all of them mean.

    :param anchors: give the first mention of cluster ``n`` the id ``name-n``, and the first mention of an entity
        ``entity-START``, by its place.
    """
    found: list[tuple[int, int, int, str, str, str]] = []
    for number, name in enumerate(doc.names, start=1):
        anchor = f' id="name-{number}"' if anchors else ""
        for mention in name.mentions:
            if bounds := _bounds(mention, end):
                told = _told_name(number, name, mention)
                found.append((*bounds, _NAME, f'class="n" data-n="{number}"', anchor, told))
                anchor = ""
    first_of = {items[0].start for _, items in same_entities(doc)} if anchors else set()
    for entity in doc.entities:
        if bounds := _bounds(entity, end):
            kind = f'class="e" data-k="{escape(entity.label)}"'
            if entity.canonical and entity.canonical != entity.text:
                kind += f' data-v="{escape(entity.canonical)}"'
            anchor = f' id="entity-{entity.start}"' if entity.start in first_of else ""
            first_of.discard(entity.start)
            found.append((*bounds, _ENTITY, kind, anchor, _told_entity(entity)))
    for quantity in doc.numbers:
        if bounds := _bounds(quantity, end):
            value = _told_value(quantity)
            kind = f'class="q" data-k="{escape(quantity.label)}" data-v="{escape(value)}"'
            found.append((*bounds, _NUMBER, kind, "", f"{_both(quantity.label)}: {_apart(value)}"))
    found.sort(key=lambda f: (f[0], -f[1], f[2]))
    result = []
    for (first, last), same in groupby(found, key=lambda f: f[:2]):
        group = list(same)
        words = doc.text[first:last] if last - first <= _QUOTED else doc.text[first : first + _QUOTED] + "…"
        told = "\n".join(dict.fromkeys((_apart(words), *(f[5] for f in group))))
        for n, (start, stop, rank, attributes, once, _) in enumerate(group):
            reached = f' tabindex="0" title="{escape(told)}"' if n == 0 else ""
            result.append(Mark(start, stop, rank, "mark", attributes, once + reached))
    return result


def same_entities(doc: Doc) -> list[tuple[str, list[Entity]]]:
    """The mentions of each thing of one type with the form it is shown by, in order of first mention."""
    found: dict[tuple[str, int | str], list[Entity]] = {}
    for entity in doc.entities:
        thing = entity.text if entity.cluster is None else entity.cluster
        found.setdefault((entity.label, thing), []).append(entity)
    return [(next((e.canonical for e in items if e.canonical), items[0].text), items) for items in found.values()]


def changed_words(doc: Doc) -> Iterator[Mark]:
    """Marks of the words, and of the signs between them, that normalization changed, each with its normalized form."""
    if doc.normalized is None or doc.normalized.original != doc.text:
        return
    normalized = doc.normalized
    for word in _WORDS.finditer(doc.text):
        start, end = normalized.to_normalized(*word.span())
        after = normalized.text[start:end]
        if after != word[0]:
            shown = escape(after or "∅")
            yield Mark(*word.span(), _WORD, "span", f'class="c" data-to="{shown}"')


def sentence_bounds(doc: Doc, end: int) -> list[Point]:
    """A numbered point where each sentence begins and one where it ends."""
    points: list[Point] = []
    for number, sentence in enumerate(doc.sentences, start=1):
        if bounds := _bounds(sentence, end):
            points.append(Point(bounds[0], f'<span class="s" data-s="{number}" aria-hidden="true"></span>'))
            points.append(Point(bounds[1], '<span class="z" aria-hidden="true"></span>'))
    points.sort(key=lambda p: (p.at, 'class="s"' in p.markup))
    return points


def run_stops(doc: Doc) -> list[int]:
    """Places where a left-to-right run ends: a new sentence, or a number that goes on in Arabic (iPhone 15 مليون)."""
    stops = {sentence.start for sentence in doc.sentences}
    stops.update(q.start for q in doc.numbers if has_rtl(doc.text, q.start, q.end))
    return sorted(stops)


def _bounds(span: Span, end: int) -> tuple[int, int] | None:
    """The span inside the text and up to ``end``, without line breaks at its ends; None where nothing is left."""
    first, last = max(span.start, 0), min(span.end, end)
    while first < last and span.source[first] in "\r\n":
        first += 1
    while first < last and span.source[last - 1] in "\r\n":
        last -= 1
    return (first, last) if first < last else None


def _both(label: str) -> str:
    """The label in both languages, Arabic first."""
    arabic = ARABIC_LABELS.get(label)
    return f"{arabic} {label}" if arabic else label


def _apart(text: str) -> str:
    """The text isolated by control characters, for attributes, which hold no elements."""
    return f"\u2068{text}\u2069"


def _told_name(number: int, name: Name, mention: Mention) -> str:
    return f"اسم {number}: {_apart(name.canonical)} — {mention.kind}, {len(name.mentions)}"


def _told_entity(entity: Entity) -> str:
    return f"{_both(entity.label)}: {_apart(entity.canonical)}" if entity.canonical else _both(entity.label)


def _told_value(quantity: Quantity) -> str:
    parts = (quantity.modifier, shown_value(quantity), quantity.per and f"({quantity.per})")
    return " ".join(part for part in parts if part)
