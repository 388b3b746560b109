"""Which entities of a document name the same thing, in both scripts and within one.

Evidence, the strongest first: an aligned name, a row of the tables of names, the same words, a name in parentheses
right after another, a part of a longer name (a surname, a short form). A part that fits two names of the document
belongs to neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Entity, Name
from arabnews_nlp.entities._agreement import written_alike
from arabnews_nlp.entities._spans import Mentions
from arabnews_nlp.entities.found import Record
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import arabic_given_names, expansions, listed

__all__ = ["identified"]

_WEAK = str.maketrans("", "", "اويءئؤ")
"""Letters in which spellings of one foreign name differ (نتنياهو, نتانياهو)."""
_SHORTEST = 3
"""Strong letters that a word needs to be the same as another without its weak ones."""
_PROCLITICS = frozenset(set_characters("conjunction", "preposition"))
_APART = 6
"""Characters between a name and one in parentheses after it are fewer."""
_OPENING, _CLOSING = " ([«\"'“", ")]»\"'”"


class Found(NamedTuple):
    """A record of spans by the names of its columns."""

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


def identified(records: list[Record], names: Sequence[Name], mentions: Mentions) -> list[Entity]:
    """The entities with the number of what they name, and one canonical form for all that name it.

    Numbers of aligned names come first and are those of ``names``; the others follow in order of appearance.

    :param mentions: those of ``names``.
    """
    if len(records) < 2 and not names:
        return [Entity(*row[:5], row[5] or None, 0) for row in records]
    # What is written alike and of one type is one thing, and is looked at once.
    alike, kinds, form_of = written_alike(records)
    first = [Found._make(row) for row in alike]
    groups = _Groups(len(first))
    aligned = _by_name(mentions.among(records, kinds), groups)
    words: list[tuple[str, ...]] = []
    if len(first) > 1:
        words = [_words(entity) for entity in first]
        _by_table(first, groups)
        _by_words(first, words, groups)
        _by_parentheses(records, kinds, groups)
        _by_parts(first, words, groups)
    group_of = [groups.of(kind) for kind in range(len(first))]
    numbers: dict[int, int] = {}
    for kind, name in aligned.items():
        numbers.setdefault(group_of[kind], name)
    following = len(names)
    members: dict[int, list[int]] = {}
    for kind, group in enumerate(group_of):
        members.setdefault(group, []).append(kind)
        if group not in numbers:
            numbers[group] = following
            following += 1
    known: dict[int, str] = {}
    for kind, form in form_of.items():
        known.setdefault(group_of[kind], form)
    forms = {group: known.get(group) or _fullest(first, words, items) for group, items in members.items()}
    canonical_of = [forms[group] for group in group_of]
    number_of = [numbers[group] for group in group_of]
    return [
        Entity(text, start, end, label, score, canonical_of[kind], number_of[kind])
        for (text, start, end, label, score, _), kind in zip(records, kinds, strict=True)
    ]


def _words(entity: Found) -> tuple[str, ...]:
    """Folded words of an entity without articles; of two people run together, those of the first."""
    form = entity.text[entity.start : entity.end]
    if entity.label == "PER":
        form = _first_person(form)
    if entity.start and form.startswith("ل") and entity.text[entity.start - 1] == "ل":
        form = form[1:]
    return tuple(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in fold(form).split())


def _first_person(form: str) -> str:
    """The known full name with which a longer one begins (دونالد ترامب of دونالد ترامب بومبيو), else the whole."""
    words = form.split()
    known = known_names()
    if len(words) < 3 or known.get(form) >= 0:
        return form
    for count in range(len(words) - 1, 1, -1):
        row = known.get(" ".join(words[:count]))
        if row >= 0 and known.types[row] == "PER":
            return " ".join(words[:count])
    return form


def _by_name(pairs: Iterable[tuple[int, int]], groups: _Groups) -> dict[int, int]:
    """Join what mentions one aligned name; which of what is found are mentions, by the number of the name."""
    first: dict[int, int] = {}
    aligned: dict[int, int] = {}
    for kind, number in pairs:
        aligned.setdefault(kind, number)
        if first.setdefault(number, kind) != kind:
            groups.join(kind, first[number])
    return aligned


def _by_table(found: Sequence[Found], groups: _Groups) -> None:
    """Join spellings of one row of the tables."""
    known = known_names()
    first: dict[int, int] = {}
    for item, entity in enumerate(found):
        row = _row(entity)
        if row >= 0 and (known.types[row] == "PER") == (entity.label == "PER"):
            groups.join(item, first.setdefault(row, item))


def _row(entity: Found) -> int:
    """Row of the tables that has an entity as a spelling or as what an acronym stands for, -1 for none."""
    known = known_names()
    form = entity.text[entity.start : entity.end]
    row = known.get(form)
    acronym = expansions().get(fold(form), "") if row < 0 else ""
    return known.latin(acronym) if acronym else row


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


def _by_parentheses(records: Sequence[Record], kinds: Sequence[int], groups: _Groups) -> None:
    """Join an entity and the one in parentheses right after it, if they are of one type."""
    end, before = -_APART, ""
    for i, (text, start, last, label, _, _) in enumerate(records):
        if 0 < start - end < _APART and label == before:
            between = text[end:start]
            if "(" in between and not between.strip(_OPENING) and text[last : last + 2].strip(" ")[:1] in _CLOSING:
                groups.join(kinds[i - 1], kinds[i])
        end, before = last, label


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


def _length(entity: Found, words: tuple[str, ...]) -> tuple[bool, int]:
    """Whether an entity is no more than its words, and its length."""
    form = entity.text[entity.start : entity.end]
    return len(form.split()) <= len(words), len(form)


def _fullest(found: Sequence[Found], words: Sequence[tuple[str, ...]], items: Sequence[int]) -> str | None:
    """The fullest form of one thing, if there are several."""
    if len(items) < 2 or len({words[item] for item in items}) < 2:
        return None
    best = max(items, key=lambda item: (len(words[item]), *_length(found[item], words[item]), -item))
    return found[best].text[found[best].start : found[best].end]
