"""The records of linked names: one for each name with a counterpart in the other script or a second spelling."""

from __future__ import annotations

from arabnews_nlp.document.records import Mention, Name
from arabnews_nlp.names.latin import LatinName
from arabnews_nlp.names.linking.linked_text import LinkedText

__all__ = ["clusters"]


def clusters(doc: LinkedText) -> list[Name]:
    """The names of a text whose links are settled, in order of their first mentions."""
    if inside := {span for longer, span in doc.parts if longer.linked}:  # it was linked after its parts
        for name in doc.records.values():
            if name.added:
                name.added = [span for span in name.added if span not in inside]
    varied = frozenset(doc.latin.varied())
    for number in varied:
        doc.name(number)
    names = []
    for name in _ordered(doc):
        if name.linked or name.added or name.number in varied:
            own = -1 if name.taken or name.number >= len(doc.latin) else name.number
            spellings = doc.latin.spellings(own, name.added)
            if len(spellings) > 1 or (spellings and name.linked):
                names.append(_cluster(doc, name, own, spellings))
    names.sort(key=lambda name: name[1][0].start)
    return [Name(canonical, mentions, number) for number, (canonical, mentions) in enumerate(names)]


def _ordered(doc: LinkedText) -> list[LatinName]:
    """The names with a record, in order of appearance, those that the text lacks in Latin script last."""
    count = len(doc.latin)
    present = sorted(number for number in doc.records if number < count)
    return [doc.records[number] for number in present] + [n for n in doc.records.values() if n.number >= count]


def _cluster(doc: LinkedText, name: LatinName, own: int, spellings: dict[str, int]) -> tuple[str, tuple[Mention, ...]]:
    """The canonical form of a name and all its mentions.

    :param own: the number of the name if its occurrences in Latin script are mentions, -1 if only those added are.
    :param spellings: how often each spelling stands there.
    """
    canonical = next(iter(spellings))
    if len(spellings) > 1:
        listed = None if name.row < 0 else doc.known.canonical[name.row]
        canonical = max(spellings, key=lambda s: (s == listed, spellings[s], s != s.lower(), len(s), s))
    kinds = dict.fromkeys(spellings, "variant")
    if doc.links.any_translated(name.linked):
        kinds = {s: "acronym" if s.isupper() else "variant" for s in spellings}
    return canonical, doc.links.mentions(Mention, doc.latin, own, name.added, kinds, name.linked)
