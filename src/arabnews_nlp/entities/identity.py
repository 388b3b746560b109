"""Which entities of a document name the same thing, in both scripts and within one.

Evidence, the strongest first: an aligned name, a row of the tables of names, the same words, a name in parentheses
right after another, a part of a longer name (a surname, a short form). A part that fits two names of the document
belongs to neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Entity, Name
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import arabic_given_names, listed

__all__ = ["identified"]

_WEAK = str.maketrans("", "", "اويءئؤ")
"""Letters in which spellings of one foreign name differ (نتنياهو, نتانياهو)."""
_SHORTEST = 3
"""Strong letters that a word needs to be the same as another without its weak ones."""
_PROCLITICS = frozenset(set_characters("conjunction", "preposition"))
_APART = 6
"""Characters between a name and one in parentheses after it are fewer."""
_OPENING, _CLOSING = " ([«\"'“", ")]»\"'”"


Row: TypeAlias = tuple[str, int, int, str, float, str | None]
"""An entity while identities are sought: text, start, end, label, score, canonical form."""


class Found(NamedTuple):
    """A row by the names of its columns."""

    text: str
    start: int
    end: int
    label: str
    score: float
    canonical: str | None


class _Groups:
    """Sets of entities that grow together (union–find)."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def of(self, item: int) -> int:
        """The first entity of a group."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        """Make one group of two; the earlier entity stands for it."""
        if a != b:
            a, b = self.of(a), self.of(b)
            self.parent[max(a, b)] = min(a, b)


def identified(found: Sequence[Row], names: Sequence[Name]) -> list[Entity]:
    """The entities with the number of what they name, and one canonical form for all that name it.

    Numbers of aligned names come first and are those of ``names``; the others follow in order of appearance.
    """
    if len(found) < 2 and not names:
        return [Entity(*row[:5], row[5] or None, 0) for row in found]
    # What is written alike and of one type is one thing, and is looked at once.
    units: dict[tuple[str, str], int] = {}
    first: list[Found] = []
    unit_of: list[int] = []
    for entity in found:
        text, start, end, label, _, _ = entity
        unit = units.setdefault((text[start:end], label), len(first))
        if unit == len(first):
            first.append(Found._make(entity))
        unit_of.append(unit)
    groups = _Groups(len(first))
    aligned = _by_name(found, unit_of, names, groups)
    words: list[tuple[str, ...]] = []
    if len(first) > 1:
        words = [_words(entity) for entity in first]
        _by_table(first, groups)
        _by_words(first, words, groups)
        _by_parentheses(found, unit_of, groups)
        _by_parts(first, words, groups)
    group_of = [groups.of(unit) for unit in range(len(first))]
    numbers: dict[int, int] = {}
    for unit, name in aligned.items():
        numbers.setdefault(group_of[unit], name)
    following = len(names)
    members: dict[int, list[int]] = {}
    for unit, group in enumerate(group_of):
        members.setdefault(group, []).append(unit)
        if group not in numbers:
            numbers[group] = following
            following += 1
    known: dict[int, str] = {}
    for entity, unit in zip(found, unit_of, strict=True):
        if (canonical := entity[5]) is not None:
            known.setdefault(group_of[unit], canonical)
    forms = {group: known.get(group) or _fullest(first, words, items) for group, items in members.items()}
    ends = [(forms[group], numbers[group]) for group in group_of]
    return [
        Entity(text, start, end, label, score, *ends[unit])
        for (text, start, end, label, score, _), unit in zip(found, unit_of, strict=True)
    ]


def _words(entity: Found) -> tuple[str, ...]:
    """Folded words of an entity without articles."""
    form = entity.text[entity.start : entity.end]
    if entity.start and form.startswith("ل") and entity.text[entity.start - 1] == "ل":
        form = form[1:]
    return tuple(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in fold(form).split())


def _by_name(found: Sequence[Row], unit_of: Sequence[int], names: Sequence[Name], groups: _Groups) -> dict[int, int]:
    """Join mentions of one aligned name; which of what is found are such, by the number of the name."""
    if not names:
        return {}
    ending: dict[int, list[tuple[int, int]]] = {}
    for number, name in enumerate(names):
        for mention in name.mentions:
            ending.setdefault(mention.end, []).append((mention.start, number))
    for beginnings in ending.values():
        beginnings.sort()
    first: dict[int, int] = {}
    aligned: dict[int, int] = {}
    for (_, start, end, label, _, _), unit in zip(found, unit_of, strict=True):
        # The mention is the entity, or its end: the surname of a full name.
        for begin, number in ending.get(end, ()):
            if begin == start or label == "PER":
                aligned.setdefault(unit, number)
                if first.setdefault(number, unit) != unit:
                    groups.join(unit, first[number])
    return aligned


def _by_table(found: Sequence[Found], groups: _Groups) -> None:
    """Join spellings of one row of the tables."""
    known = known_names()
    first: dict[int, int] = {}
    for item, entity in enumerate(found):
        row = known.get(entity.text[entity.start : entity.end])
        if row >= 0 and (known.types[row] == "PER") == (entity.label == "PER"):
            groups.join(item, first.setdefault(row, item))


def _by_words(found: Sequence[Found], words: Sequence[tuple[str, ...]], groups: _Groups) -> None:
    """Join entities of the same words, people apart from others; the weak letters of a person's name may differ."""
    first: dict[tuple[bool, tuple[str, ...]], int] = {}
    for item, entity in enumerate(found):
        person = entity.label == "PER"
        bare = _without_clitic(words[item])
        own = (person, bare if (person, bare) in first and (person, words[item]) not in first else words[item])
        groups.join(item, first.setdefault(own, item))
        strong = tuple(word.translate(_WEAK) for word in words[item]) if person else ()
        if strong and all(len(word) >= _SHORTEST for word in strong):
            groups.join(item, first.setdefault((True, ("", *strong)), item))


def _by_parentheses(found: Sequence[Row], unit_of: Sequence[int], groups: _Groups) -> None:
    """Join an entity and the one in parentheses right after it, if they are of one type."""
    for i in range(len(found) - 1):
        end, start = found[i][2], found[i + 1][1]
        if not 0 < start - end < _APART or found[i][3] != found[i + 1][3]:
            continue
        text, last = found[i][0], found[i + 1][2]
        between = text[end:start]
        if "(" in between and not between.strip(_OPENING) and text[last : last + 2].strip(" ")[:1] in _CLOSING:
            groups.join(unit_of[i], unit_of[i + 1])


def _by_parts(found: Sequence[Found], words: Sequence[tuple[str, ...]], groups: _Groups) -> None:
    """Join a short form and the only longer name of its type that it fits."""
    longer: dict[tuple[bool, str], set[tuple[int, tuple[str, ...]]]] = {}
    for item, entity in enumerate(found):
        if entity.label in ("PER", "ORG") and len(words[item]) > 1 and not _is_joined(words[item], entity.label):
            for word in {words[item][0], words[item][-1]}:
                longer.setdefault((entity.label == "PER", word), set()).add((item, words[item]))
    seen: dict[tuple[bool, tuple[str, ...]], int] = {}
    for item, entity in enumerate(found):
        short, person = words[item], entity.label == "PER"
        if entity.label not in ("PER", "ORG") or not short:
            continue
        if (person, short) in seen:
            groups.join(item, seen[person, short])
            continue
        seen[person, short] = item
        fits = _fits_person if person else _fits_body
        for form in (short, _without_clitic(short)):
            ends = longer.get((person, form[-1]), set()) | longer.get((person, form[0]), set())
            fitting = [(groups.of(other), full) for other, full in ends if fits(form, full)]
            targets = {group for group, _ in fitting} - {groups.of(item)}
            if person and len(targets) > 1:
                targets &= {group for group, full in fitting if full[0] in arabic_given_names()}
            if len(targets) == 1:
                groups.join(item, targets.pop())
                break


def _without_clitic(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without a letter before the first that may be a clitic which the entity has taken in."""
    first = words[0] if words else ""
    return (first[1:], *words[1:]) if first[:1] in _PROCLITICS and len(first) > 4 else words


def _is_joined(words: tuple[str, ...], label: str) -> bool:
    """Whether a person's name holds a second person, joined by و."""
    return label == "PER" and any(word.startswith("و") and len(word) > 4 for word in words[1:])


def _fits_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form begins or ends a full name."""
    if len(short) >= len(full):
        return False
    return short in (full[-len(short) :], full[: len(short)])


def _fits_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form of an organization begins or ends its full name, or leaves out words inside it."""
    if len(short) >= len(full):
        return False
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) and len(short[0]) > 2 and short[0] not in listed("head")
    if full[: len(short)] == short or full[-len(short) :] == short:
        return True
    rest = iter(full)
    return short[0] == full[0] and all(word in rest for word in short)


def _fullest(found: Sequence[Found], words: Sequence[tuple[str, ...]], items: Sequence[int]) -> str | None:
    """The fullest form of one thing, if there are several."""
    if len(items) < 2 or len({words[item] for item in items}) < 2:
        return None
    best = max(items, key=lambda item: (len(words[item]), found[item].end - found[item].start, -item))
    return found[best].text[found[best].start : found[best].end]
