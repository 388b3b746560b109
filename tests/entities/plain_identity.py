"""Which entities of a document name the same thing, in plain Python: what the compiled code is compared with."""

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Entity
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import arabic_given_names, expansions, listed

WEAK = str.maketrans("", "", "اويءئؤ")
PROCLITICS = frozenset(set_characters("conjunction", "preposition"))
OPENING, CLOSING = " ([«\"'“", ")]»\"'”"


class Groups:
    """Sets of kinds that grow together."""

    def __init__(self, count):
        self.parent = list(range(count))

    def of(self, item):
        while self.parent[item] != item:
            item = self.parent[item]
        return item

    def join(self, a, b):
        a, b = self.of(a), self.of(b)
        self.parent[max(a, b)] = min(a, b)


def identified(rows, text, names):
    """Rows of start, end, label, score and canonical form as entities with a number and one canonical form for all that
    name one thing."""
    forms = {(m.start, m.end): name.canonical for name in names for m in name.mentions}
    rows = [Entity(text, *row[:4], forms.get((row[0], row[1]), row[4])) for row in rows]
    number_of, form_of = {}, {}
    for row in rows:
        number_of.setdefault((row.text, row.label), len(number_of))
    kinds = [number_of[row.text, row.label] for row in rows]
    first = [rows[kinds.index(kind)] for kind in range(len(number_of))]
    for row, kind in zip(rows, kinds, strict=True):
        if row.canonical is not None:
            form_of.setdefault(kind, row.canonical)
    groups = Groups(len(first))
    words = [words_of(entity) for entity in first]
    aligned = by_name(rows, kinds, names, groups)
    if len(first) > 1:
        by_table(first, groups)
        by_words(first, words, groups)
        by_parentheses(rows, kinds, groups)
        by_parts(first, words, groups)
    group_of = [groups.of(kind) for kind in range(len(first))]
    numbers, known, members = {}, {}, {}
    for kind, name in aligned.items():
        numbers.setdefault(group_of[kind], name)
    following = len(names)
    for kind, group in enumerate(group_of):
        members.setdefault(group, []).append(kind)
        if group not in numbers:
            numbers[group] = following
            following += 1
    for kind, form in form_of.items():
        known.setdefault(group_of[kind], form)
    canonical = {group: known.get(group) or fullest(first, words, items) for group, items in members.items()}
    return [
        Entity(text, row.start, row.end, row.label, row.score, canonical[group_of[kind]], numbers[group_of[kind]])
        for row, kind in zip(rows, kinds, strict=True)
    ]


def words_of(entity):
    """Folded words without articles; of two people run together, those of the first."""
    form = first_person(entity.text) if entity.label == "PER" else entity.text
    if entity.start and form.startswith("ل") and entity.source[entity.start - 1] == "ل":
        form = form[1:]
    return tuple(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in fold(form).split())


def first_person(form):
    words, known = form.split(), known_names()
    if len(words) < 3 or known.get(form) >= 0:
        return form
    for count in range(len(words) - 1, 1, -1):
        row = known.get(" ".join(words[:count]))
        if row >= 0 and known.types[row] == "PER":
            return " ".join(words[:count])
    return form


def by_name(rows, kinds, names, groups):
    """Join what mentions one aligned name; the number of the first name of each kind."""
    mentions = sorted((m.end, m.start, number) for number, name in enumerate(names) for m in name.mentions)
    first, aligned = {}, {}
    for row, kind in zip(rows, kinds, strict=True):
        for end, start, number in mentions:
            if end == row.end and (row.label == "PER" or start == row.start):
                aligned.setdefault(kind, number)
                groups.join(kind, first.setdefault(number, kind))
    return aligned


def by_table(found, groups):
    known, first = known_names(), {}
    for item, entity in enumerate(found):
        row = known.get(entity.text)
        acronym = expansions().get(fold(entity.text), "") if row < 0 else ""
        row = known.latin(acronym) if acronym else row
        if row >= 0 and (known.types[row] == "PER") == (entity.label == "PER"):
            groups.join(item, first.setdefault(row, item))


def by_words(found, words, groups):
    first = {}
    for item, entity in enumerate(found):
        person = entity.label == "PER"
        bare = without_clitic(words[item])
        own = (person, bare if (person, bare) in first and (person, words[item]) not in first else words[item])
        groups.join(item, first.setdefault(own, item))
        strong = tuple(word.translate(WEAK) for word in words[item]) if person else ()
        if strong and all(len(word) >= 3 for word in strong):
            groups.join(item, first.setdefault(("strong", strong), item))


def by_parentheses(rows, kinds, groups):
    for i in range(1, len(rows)):
        before, row = rows[i - 1], rows[i]
        between, after = row.source[before.end : row.start], row.source[row.end : row.end + 2]
        opens = 0 < len(between) < 6 and "(" in between and not between.strip(OPENING)
        if before.label == row.label and opens and after.strip(" ")[:1] in CLOSING:
            groups.join(kinds[i - 1], kinds[i])


def by_parts(found, words, groups):
    """Join a short form and the only longer name of its type that it fits."""
    seen = {}
    for item, entity in enumerate(found):
        short, person = words[item], entity.label == "PER"
        if entity.label not in ("PER", "ORG") or not short:
            continue
        if (person, short) in seen:
            groups.join(item, seen[person, short])
            continue
        seen[person, short] = item
        for form in (short, without_clitic(short)):
            fitting = [
                (groups.of(other), words[other])
                for other, longer in enumerate(found)
                if longer.label == entity.label and fits(form, words[other], person)
            ]
            targets = {group for group, _ in fitting} - {groups.of(item)}
            if person and len(targets) > 1:
                targets &= {group for group, full in fitting if full[0] in arabic_given_names()}
            if len(targets) == 1:
                groups.join(item, targets.pop())
                break


def fits(short, full, person):
    """Whether a short form begins or ends a longer name or, of an organization, leaves out words inside it."""
    if len(short) >= len(full):
        return False
    if person:
        joined = any(word.startswith("و") and len(word) > 4 for word in full[1:])
        return not joined and short in (full[: len(short)], full[-len(short) :])
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) and len(short[0]) > 2 and short[0] not in listed("head")
    rest = iter(full)
    return short in (full[: len(short)], full[-len(short) :]) or (
        short[0] == full[0] and all(word in rest for word in short)
    )


def without_clitic(words):
    first = words[0] if words else ""
    return (first[1:], *words[1:]) if first[:1] in PROCLITICS and len(first) > 4 else words


def fullest(found, words, items):
    """The fullest form of one thing, if there are several."""
    if len({words[item] for item in items}) < 2:
        return None

    def fullness(item):
        form = found[item].text
        return len(words[item]), len(form.split()) <= len(words[item]), len(form), -item

    return found[max(items, key=fullness)].text
