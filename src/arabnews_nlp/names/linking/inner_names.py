"""Names inside longer names: which of them have mentions there (iPhone in iPhone X Plus), and which must not."""

from __future__ import annotations

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.latin import LatinName, word_span
from arabnews_nlp.names.lexicon import is_common_word
from arabnews_nlp.names.linking._arabic_matches import readings
from arabnews_nlp.names.linking.linked_text import LinkedText
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.tables import brand_key

__all__ = ["link_inner_names", "may_have_inner_names"]

_FIRST_WORD = 0.8
"""Similarity that the Arabic word before a longer name needs to be its first word."""


def may_have_inner_names(doc: LinkedText, number: int) -> bool:
    """Whether names inside a known longer Arabic name without Latin counterpart may be linked on their own.

    A product inside a product may (Windows in Windows Phone), a maker inside its product may not.
    """
    row = number - len(doc.latin) if number >= len(doc.latin) else doc.latin.row_of(number)
    types = doc.known.types
    for word in doc.known.canonical[row].split():
        part = doc.latin.get(brand_key(word))
        known = doc.latin.row_of(part) if part >= 0 else -1
        if known >= 0 and types[known] == types[row]:
            return True
    return False


def link_inner_names(doc: LinkedText) -> None:
    """Names inside longer Latin names that have no Arabic counterpart of their own (iPhone in iPhone X Plus)."""
    for number, parts in doc.latin.parted():
        longer = doc.name(number)
        if longer.linked or (longer.row >= 0 and _link_to_first_words(doc, longer, parts)):
            continue
        for size, offset, part, row, _ in parts:
            target = _linked_part(doc, part, row, longer) or _similar_part(doc, part, row, longer, size, offset)
            if target is None or (target.row >= 0 and _is_maker(doc, target.row, longer.words, size, offset)):
                continue
            for start, end in doc.spans(longer):
                place = word_span(doc.text[start:end], offset, size)
                if place is not None:
                    part_span = (start + place[0], start + place[1])
                    target.add((part_span,))
                    doc.parts.append((longer, part_span))
            break


def _link_to_first_words(doc: LinkedText, longer: LatinName, parts: list[tuple[int, int, int, int, bool]]) -> bool:
    """Link a known longer name to the spelling of its first words right before it (كروم Chrome OS)."""
    links: list[int] = []
    owners: list[LatinName | None] = []
    for _, offset, number, row, canonical in parts:
        if offset or (number < 0 and not canonical):
            continue
        number = number if number >= 0 else len(doc.latin) + row
        name = doc.record(number)
        links += doc.blocking.get(number, ())
        links += name.linked if name is not None else ()
        owners += [name] * (len(links) - len(owners))
    found = doc.links.right_before(links, doc.spans(longer)) if links else -1
    if found < 0:
        return False
    owner, (begin, _) = owners[found], doc.links.span(links[found])
    if owner is not None:
        owner.linked = [link for link in owner.linked if doc.links.span(link)[0] != begin]
    longer.link((links[found],))
    doc.shortened.add(begin)
    return True


def _linked_part(doc: LinkedText, number: int, row: int, longer: LatinName) -> LatinName | None:
    """The linked name of a part of a longer name: a name of the text, or one of the table by its row."""
    types = doc.known.types
    if longer.row >= 0 and (row < 0 or types[row] != types[longer.row] or types[row] == "PER"):
        return None
    number = number if row < 0 else doc.number_of_row(row)
    name = doc.record(number)
    if name is not None and (name.linked or number not in doc.blocking):
        return name if name.linked else None
    if row < 0 or number not in doc.blocking:
        return None
    found = [link for link in doc.blocking[number] if not doc.links.is_translated(link)]
    if not found:
        return None
    name = doc.known_name(number, row)
    for link in found:
        start, end = doc.links.span(link)
        if start not in doc.shortened and doc.claim(start, end):
            name.link((link,))
    return name if name.linked else None


def _similar_part(
    doc: LinkedText, number: int, row: int, longer: LatinName, size: int, offset: int
) -> LatinName | None:
    """The known name that begins a longer one, with the Arabic word right before that sounds like it.

    The tables lack that spelling (بلومبورغ Bloomberg Billionaires Index).
    """
    if offset or size > 1 or row < 0 or longer.row >= 0:
        return None
    found = []
    for start, _ in doc.spans(longer):
        before = doc.word_before(start)
        if before is not None and not is_common_word(fold(before[1])):
            place, word = before
            score, body = max((similarity(longer.words[0], word[body:]), body) for body, _ in readings(word))
            if score >= _FIRST_WORD and doc.links.take(place + body, start - 1):
                found.append((place + body, start - 1, score))
    if not found:
        return None
    number = number if number >= 0 else doc.number_of_row(row)
    name = doc.known_name(number, row)
    name.link([doc.links.add(start, end, number, score, False, 1) for start, end, score in found])
    return name


def _is_maker(doc: LinkedText, part: int, words: list[str], size: int, offset: int) -> bool:
    """Whether the rest of a longer name is a known product, so that the part names its maker (Microsoft Bing)."""
    types = doc.known.types
    rest = doc.known.latin(brand_key("".join(words[offset + size :])))
    return types[part] == "ORG" and rest >= 0 and types[rest] == "PRODUCT"
