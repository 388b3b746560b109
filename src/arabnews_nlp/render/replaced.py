"""A view of a document in which names or numbers are replaced, as for anonymizing, with the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import NamedTuple, TypeAlias

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Entity, Quantity, Span
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError, check_many, plain_text
from arabnews_nlp.render.layers import ARABIC_LABELS
from arabnews_nlp.render.names import Rendered, apply_edits

__all__ = ["By", "Replaced", "Replacement", "replace"]

By: TypeAlias = str | Mapping[str, str] | Callable[[Entity | Quantity], str]
"""What stands in the place of a name or number; see :meth:`~arabnews_nlp.document.doc.Doc.replace`."""

_TEMPLATE = "[{label}_{number}]"


class Replacement(Span, frozen=True, gc=False):
    """A stretch of the original, and what stands in its place."""

    label: str = ""
    """Label of the entity or number."""
    new: str = ""
    """What stands in its place."""
    thing: int = 0
    """Number of what it names or says, counted from 0; all mentions of one name have the same."""


class Replaced(Rendered, frozen=True):
    """A text with replacements, and the way back."""

    replacements: tuple[Replacement, ...] = ()
    """What was replaced, in text order, with offsets of the original."""

    def restore(self, text: str) -> str:
        """Another text about the same things, as a model's answer, with names and numbers in place of replacements.

        What stood in several forms comes back in the first of them. A replacement that stands for several things, or
        for nothing, stays.

        >>> from arabnews_nlp import load
        >>> replaced = load()("قال سام ألتمان إن OpenAI تنمو.").replace(["PER", "ORG"])
        >>> print(replaced.restore("من هو [PER_1]؟"))
        من هو سام ألتمان؟
        """
        text = plain_text(text)
        if text == self.text:
            return self.original
        first: dict[str, Replacement] = {}
        shared: set[str] = {""}
        for replacement in self.replacements:
            if first.setdefault(replacement.new, replacement).thing != replacement.thing:
                shared.add(replacement.new)
        known = {new: replacement.text for new, replacement in first.items() if new not in shared}
        return "".join(_put_back(text, known))


class _Thing(NamedTuple):
    """What a record names or says, and how it is replaced."""

    number: int
    new: str


def _put_back(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """The text in pieces, with each key of ``known``, the longest that begins at a place, replaced by its value."""
    if not known:
        yield text
        return
    lengths = sorted(set(map(len, known)), reverse=True)
    done = 0
    for begin in re.finditer(f"[{re.escape(''.join({new[0] for new in known}))}]", text):
        start = begin.start()
        if start >= done and (new := next((p for n in lengths if (p := text[start : start + n]) in known), None)):
            yield text[done:start]
            yield known[new]
            done = start + len(new)
    yield text[done:]


def replace(doc: Doc, labels: Iterable[str], by: By | None = None) -> Replaced:
    """What :meth:`~arabnews_nlp.document.doc.Doc.replace` returns."""
    check_doc(doc)
    wanted = _checked(labels)
    write = _writer(by, doc.text)
    things: dict[Hashable, _Thing] = {}
    found: list[Replacement] = []
    for record, spans in _records(doc, wanted):
        key = _key(record)
        if key not in things:
            things[key] = _Thing(len(things), write(record))
        thing = things[key]
        found += [Replacement(doc.text, s.start, s.end, record.label, thing.new, thing.number) for s in spans]
    kept = tuple(_disjoint(found))
    view = apply_edits(doc.text, [(r.start, r.end, r.new) for r in kept])
    return Replaced(view.original, view.text, view.alignment, kept)


def _checked(labels: Iterable[str]) -> frozenset[str]:
    check_many("labels", labels, "labels of entities and numbers")
    wanted = list(labels)
    for label in wanted:
        if not isinstance(label, str) or label not in ARABIC_LABELS:
            raise UnknownNameError("label", label, ARABIC_LABELS)
    return frozenset(wanted)


def _records(doc: Doc, wanted: frozenset[str]) -> Iterator[tuple[Entity | Quantity, list[Span]]]:
    """Records with these labels in text order; the first of a name with all mentions of it."""
    mentions: dict[int | None, list[Span]] = {name.id: [*name.mentions] for name in doc.names if name.id is not None}
    records: list[Entity | Quantity] = [*doc.entities, *doc.numbers]
    for record in sorted((record for record in records if record.label in wanted), key=lambda r: (r.start, -r.end)):
        yield record, [record, *(mentions.pop(record.cluster, ()) if isinstance(record, Entity) else ())]


def _key(record: Entity | Quantity) -> Hashable:
    """What two records have in common that name or say the same."""
    if isinstance(record, Entity):
        return record.cluster if record.cluster is not None else (record.label, fold(record.text))
    if record.value is None and record.timex is None:
        return record.label, fold(record.text)
    return record.label, record.value, record.unit, record.timex


def _writer(by: By | None, text: str) -> Callable[[Entity | Quantity], str]:
    """What makes the replacement of a thing from the first record of it."""
    if callable(by):
        return partial(_called, by)
    templates = by if isinstance(by, Mapping) else dict.fromkeys(ARABIC_LABELS, _TEMPLATE if by is None else by)
    for label, template in templates.items():
        if label not in ARABIC_LABELS:
            raise UnknownNameError("label", label, ARABIC_LABELS)
        if not isinstance(template, str):
            raise ArgumentTypeError("by", by, "a string, a mapping of labels to strings, or a function of a record")
    free: dict[str, Iterator[int]] = {}

    def write(record: Entity | Quantity) -> str:
        template = templates.get(record.label, _TEMPLATE).replace("{label}", record.label)
        if "{number}" not in template:
            return template
        if record.label not in free:
            taken = _numbers_in(text, template)
            free[record.label] = (number for number in count(1) if number not in taken)
        return template.replace("{number}", str(next(free[record.label])))

    return write


def _numbers_in(text: str, template: str) -> set[int]:
    """Numbers with which the text has the template already."""
    before, _, after = template.partition("{number}")
    found = set()
    for place in re.finditer(f"(?={re.escape(before)}([1-9][0-9]{{0,{_DIGITS - 1}}}))", text):
        for length in range(1, len(place[1]) + 1):
            number = place[1][:length]
            if text.startswith(after.replace("{number}", number), place.start(1) + length):
                found.add(int(number))
    return found


_DIGITS = 9
"""Most of the number of a replacement: no text names more things."""


def _called(by: Callable[[Entity | Quantity], str], record: Entity | Quantity) -> str:
    try:
        return plain_text(by(record), "what by(record) returns")
    except TypeError as error:
        raise ArgumentTypeError("by", by, "a function that makes a string of a record") from error


def _disjoint(found: list[Replacement]) -> Iterator[Replacement]:
    """The replacements in order; one that begins inside another is part of that, so that nothing of it is left."""
    last: Replacement | None = None
    for replacement in sorted(found, key=lambda r: (r.start, -r.end)):
        if last is None or replacement.start >= last.end:
            if last is not None:
                yield last
            last = replacement
        elif replacement.end > last.end:
            last = Replacement(last.source, last.start, replacement.end, last.label, last.new, last.thing)
    if last is not None:
        yield last
