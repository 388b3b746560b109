"""Links the mentions of one name in both scripts and several spellings, anywhere in a document.

Latin names are found by shape. Arabic counterparts come from four kinds of evidence: the curated tables, a gloss in
brackets, a run of words with the consonants of a Latin name, and a spelling that a gloss elsewhere has taught. Each
candidate is scored once; the best ones that do not overlap are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from arabnews_nlp._core.lexemes import Lexemes, fold
from arabnews_nlp._core.names import KeyTable, find_runs, latin_skeletons, run_keys
from arabnews_nlp.doc import Mention, Name
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.names.gloss import best_gloss, bracketed
from arabnews_nlp.names.latin import Found, LatinName, latin_groups, subnames, word_span
from arabnews_nlp.names.lexicon import (
    common_words,
    given_names,
    ordinary,
    phrase_table,
    phrases,
)
from arabnews_nlp.names.likeness import similarity
from arabnews_nlp.names.spans import latin_runs
from arabnews_nlp.names.tables import Brand, brand_key, brands

__all__ = ["align_names", "linked_names"]

_NEEDED = {2: 0.93, 3: 0.86, 4: 0.8}
"""Likeness that a name needs to be found away from a gloss, by the number of its consonants."""
_NEEDED_LONG = 0.76
_RELAXED = 0.12
"""How much less is needed right beside the Latin name."""
_SURNAME = 0.8
"""Likeness that the last words of a name need for the Arabic one to be its surname alone."""
_COMPARED = 8
"""Most names with the same consonants that a run is compared with."""
_LONGEST = 200
"""Characters of the longest Latin name whose spelling is sought among the Arabic words."""
_TRANSLATED = 0.5
"""Likeness below which a spelling of the tables is a translation."""

_JOINING = frozenset(("و", "او"))
_NOTHING = KeyTable({})


def align_names(text: str) -> list[Name]:
    """Names that occur in both scripts or in several spellings, with all their mentions, in order of appearance.

    :raises ArgumentTypeError: ``text`` is not a string.

    >>> [[m.text for m in n.mentions] for n in align_names("قالت Microsoft إن مايكروسوفت ستدعم Open AI وOpenAI")]
    [['Microsoft', 'مايكروسوفت'], ['Open AI', 'OpenAI']]
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    return linked_names(Lexemes(text))


def linked_names(lexemes: Lexemes) -> list[Name]:
    """:func:`align_names` of a text that was scanned before."""
    return _Document(lexemes).names()


class _Document:
    """One text while its names are aligned."""

    def __init__(self, lexemes: Lexemes) -> None:
        text = lexemes.text
        self.text = text
        self.lexemes = lexemes
        self.occurrences = latin_runs(self.lexemes)
        self.groups = latin_groups(text, self.occurrences)
        self.starts = {start: name.key for name in self.groups.values() for start, _ in name.spans}
        self.ends = {end: name.key for name in self.groups.values() for _, end in name.spans}
        self.skeletons: list[list[LatinName]] = []
        self.best: dict[tuple[int, str], tuple[LatinName, float] | None] = {}
        self.candidates: list[Found] = []
        self.idle: dict[str, list[Found]] = {}
        self.free = _Free()
        self.held: set[tuple[int, int]] = set()

    def names(self) -> list[Name]:
        """All clusters of the text."""
        if not self.occurrences:
            return []
        self._search()
        self._glosses()
        self._settle()
        self._parts()
        self._surnames()
        return self._clusters()

    def _skeleton_table(self) -> KeyTable:
        table: dict[int, int] = {}
        for group in self.groups.values():
            for key, length in latin_skeletons(group.text) if len(group.text) <= _LONGEST else ():
                if length < 2:
                    continue
                place = table.setdefault(key, len(self.skeletons))
                if place == len(self.skeletons):
                    self.skeletons.append([])
                if place not in group.places:
                    group.places.append(place)
                    self.skeletons[place].append(group)
        return KeyTable(table)

    def _search(self) -> None:
        """One pass over the Arabic words for spellings of the tables and for the skeletons of the Latin names."""
        meanings = phrases()
        for kind, value, start, end, first, _last, length in find_runs(
            self.lexemes, phrase_table(), self._skeleton_table(), common_words()
        ):
            if kind == 0:
                for meaning in meanings[value]:
                    self._listed(meaning.key, meaning.expansion, start, end, length)
            else:
                self._alike(value, start, end, first, length)

    def _listed(self, key: str, expansion: bool, start: int, end: int, words: int) -> None:
        """A spelling of the tables."""
        group = self.groups.get(key)
        form = self.text[start:end]
        if expansion:
            if group is not None and group.acronym:
                self.candidates.append(Found(start, end, key, 1.0, "translation", words + 1))
            return
        brand = brands()[key]
        translated = similarity(brand.latin, form.removeprefix("ال")) < _TRANSLATED
        found = Found(start, end, key, 1.0, "translation" if translated else "transliteration", words + 1)
        if group is None or (translated and not group.acronym and not self._beside(start, end, key)):
            self.idle.setdefault(key, []).append(found)
        else:
            self.candidates.append(found)

    def _beside(self, start: int, end: int, key: str) -> bool:
        """Whether the name stands right beside the run, at most a bracket and a quotation mark away."""
        return key in self._neighbours(start, end)

    def _neighbours(self, start: int, end: int) -> list[str]:
        """Keys of the Latin names right beside a run."""
        keys = []
        for gap in range(5):
            key = self.starts.get(end + gap)
            if key is not None and not _lettered(self.text[end : end + gap]):
                keys.append(key)
            key = self.ends.get(start - gap)
            if key is not None and not _lettered(self.text[max(0, start - gap) : start]):
                keys.append(key)
        return keys

    def _alike(self, place: int, start: int, end: int, first: int, length: int) -> None:
        """A run with the consonants of some Latin names."""
        form = self.text[start:end]
        for key in self._neighbours(start, end):
            group = self.groups[key]
            if place in group.places:
                score = _likeness(group.text, form)
                if score >= _NEEDED.get(length, _NEEDED_LONG) - _RELAXED and self._shaped(group, form):
                    self.candidates.append(Found(start, end, key, score, "transliteration", form.count(" ") + 1))
                    return
        if (place, form) not in self.best:
            self.best[place, form] = self._best(place, start, form, length)
        best = self.best[place, form]
        if best is None or (" " not in form and ordinary(fold(self.text[self.lexemes[first][0] : end]))):
            return
        group, score = best
        self.candidates.append(Found(start, end, group.key, score, "transliteration", form.count(" ") + 1))

    def _best(self, place: int, start: int, form: str, length: int) -> tuple[LatinName, float] | None:
        """The Latin name that a run writes, away from it; of very many with its consonants the nearest are compared."""
        alike = self.skeletons[place]
        if len(alike) > _COMPARED:
            middle = bisect_left(alike, start, key=lambda group: group.spans[0][0])
            low = max(0, min(middle - _COMPARED // 2, len(alike) - _COMPARED))
            alike = alike[low : low + _COMPARED]
        words = fold(form).split()
        if all(ordinary(word) for word in words):
            return None
        best: tuple[LatinName, float] | None = None
        for group in alike:
            if length == 2 and (len(group.text) < 4 or (group.text.isupper() and len(words) == 1)):
                continue
            score = _likeness(group.text, form)
            if score < _NEEDED.get(length, _NEEDED_LONG) or (best is not None and score <= best[1]):
                continue
            if self._shaped(group, form) and not _relative(group.text, words[-1]):
                best = group, score
        return best

    def _shaped(self, group: LatinName, form: str) -> bool:
        """Whether the words of a run are no more than those of the name, but for function words and spelled letters."""
        words = fold(form).split()
        if words[-1] in _JOINING:
            return False
        longer = len(words) > len(group.words) and not group.spelled
        return not (longer and (ordinary(words[0]) or ordinary(words[-1])))

    def _glosses(self) -> None:
        """Pairs in brackets, and every other place where an Arabic spelling stands that a bracket has taught."""
        settled = {(f.start, f.end) for f in self.candidates} | {
            (f.start, f.end) for found in self.idle.values() for f in found
        }
        taken = {end for _, end in settled}
        taught: dict[int, int] = {}
        forms: list[tuple[str, float, str]] = []
        for start, end, first, last, _ in self.occurrences:
            for run in bracketed(self.text, self.lexemes, first, last):
                group = self.groups[self.starts[start]]
                acronym = group.acronym and group.brand is None and _closed(self.text, end)
                found = best_gloss(self.text[start:end], acronym, self.text[run.start : run.end], run.whole)
                if found is None:
                    continue
                left, score, kind = found
                left += run.start
                if kind == "translation" and run.end in taken:
                    continue
                self.candidates.append(Found(left, run.end, group.key, score, kind, 8))
                form = self.text[left : run.end]
                keys = run_keys(Lexemes(form))
                if keys and keys[-1] not in taught and len(form) > 2:
                    for key in keys[:-1]:
                        taught.setdefault(key, 0)
                    if not taught.get(keys[-1]):
                        forms.append((group.key, score, kind))
                        taught[keys[-1]] = len(forms)
        if forms:
            for _, value, start, end, _, _, words in find_runs(
                self.lexemes, KeyTable(taught), _NOTHING, common_words()
            ):
                name, score, kind = forms[value - 1]
                self.candidates.append(Found(start, end, name, score, kind, words + 1))

    def _settle(self) -> None:
        """Keep the best candidates that do not overlap."""
        blockers = [f for found in self.idle.values() for f in found if f.weight > 2 or f.end - f.start > 3]
        ranked = sorted(self.candidates + blockers, key=lambda f: (-f.weight, -f.score, f.start, f.key))
        idle = set(map(id, blockers))
        for found in ranked:
            if not self.free.take(found.start, found.end):
                continue
            if id(found) not in idle:
                self.groups[found.key].linked.append(found)
            elif self._inside(found):
                self.free.release(found.start, found.end)
            else:
                self.held.add((found.start, found.end))

    def _inside(self, found: Found) -> bool:
        """Whether names inside a known longer Arabic name without Latin counterpart may be linked on their own.

        A product inside a product may (Windows in Windows Phone), a maker inside its product may not.
        """
        longer = brands()[found.key]
        words = [brand_key(word) for word in longer.latin.split()]
        return any(
            word in self.groups and (brand := self.groups[word].brand) is not None and brand.type == longer.type
            for word in words
        )

    def _parts(self) -> None:
        """Names inside longer Latin names that have no Arabic counterpart of their own (iPhone in iPhone X Plus)."""
        for group in list(self.groups.values()):
            if group.linked or len(group.words) < 2 or len(group.words) > 8 or self._led(group):
                continue
            for key, size, offset in subnames(group.words):
                target = self._part(key, group)
                if target is None or (
                    target.brand is not None and self._maker(target.brand, group.words, size, offset)
                ):
                    continue
                for start, end in group.spans:
                    piece = self.text[start:end]
                    place = word_span(piece, offset, size)
                    if place is not None:
                        target.spans.append((start + place[0], start + place[1]))
                break

    def _led(self, longer: LatinName) -> bool:
        """Link a longer name to the spelling of its first words that stands right before it (كروم Chrome OS)."""
        beside: dict[int, Found] = {}
        for size in range(len(longer.words) - 1, 0, -1):
            key = brand_key("".join(longer.words[:size]))
            linked = self.groups[key].linked if key in self.groups else []
            beside |= {f.end: f for f in [*self.idle.get(key, ()), *linked] if f.kind == "transliteration"}
        for start, _ in longer.spans:
            for gap in range(1, 5):
                found = beside.get(start - gap)
                if found is not None:
                    if found.key in self.groups:
                        linked = self.groups[found.key].linked
                        self.groups[found.key].linked = [f for f in linked if f.start != found.start]
                    longer.linked.append(found._replace(key=longer.key))
                    return True
        return False

    def _maker(self, part: Brand, words: list[str], size: int, offset: int) -> bool:
        """Whether the rest of a longer name is a known product, so that the part names its maker (Microsoft Bing)."""
        rest = brands().get(brand_key("".join(words[offset + size :])))
        return part.type == "ORG" and rest is not None and rest.type == "PRODUCT"

    def _part(self, key: str, longer: LatinName) -> LatinName | None:
        """The linked name of a part of a longer name."""
        brand = brands().get(key)
        if brand is not None:
            key = brand_key(brand.latin)
        if longer.brand is not None and (brand is None or brand.type != longer.brand.type or brand.type == "PER"):
            return None
        group = self.groups.get(key)
        if group is not None and (group.linked or key not in self.idle):
            return group if group.linked else None
        if brand is None or key not in self.idle:
            return None
        found = [f for f in self.idle[key] if f.kind == "transliteration"]
        if not found:
            return None
        if group is None:
            group = self.groups[key] = LatinName(key, brand.latin, brand)
        group.linked = [f for f in found if (f.start, f.end) in self.held or self.free.take(f.start, f.end)]
        return group if group.linked else None

    def _surnames(self) -> None:
        """A last word alone (Altman, ألتمان) joins the linked person whose name ends with it (Sam Altman)."""
        sought: dict[int, int] = {}
        people: list[LatinName] = []
        for group in list(self.groups.values()):
            if not group.linked or not self._person(group):
                continue
            alone = self.groups.get(brand_key(group.words[-1]))
            if alone is not None and alone is not group and (alone.brand is None or alone.brand.type == "PER"):
                group.spans.extend(alone.spans)
                group.linked.extend(alone.linked)
                alone.spans, alone.linked = [], []
            for word in {fold(self.text[f.start : f.end]).split()[-1] for f in group.linked}:
                if len(word) > 2 and not ordinary(word) and similarity(group.words[-1], word) >= _SURNAME:
                    people.append(group)
                    sought.setdefault(run_keys(Lexemes(word))[-1], len(people))
        if sought:
            for _, value, start, end, first, *_ in find_runs(self.lexemes, KeyTable(sought), _NOTHING, common_words()):
                if not self._named_before(first) and self.free.take(start, end):
                    found = Found(start, end, people[value - 1].key, _SURNAME, "transliteration", 1)
                    people[value - 1].linked.append(found)

    def _named_before(self, first: int) -> bool:
        """Whether a rare word, perhaps a first name, stands right before a lexeme."""
        if first < 2:
            return False
        start, end, _ = self.lexemes[first - 2]
        word = fold(self.text[start:end])
        return end + 1 == self.lexemes[first][0] and word.isalpha() and not word.isascii() and not ordinary(word)

    def _person(self, group: LatinName) -> bool:
        """Whether a name of several words is a person's, by the tables or by its first word."""
        if len(group.words) < 2 or not all(word.replace("-", "").replace(".", "").isalpha() for word in group.words):
            return False
        if group.brand is not None:
            return group.brand.type == "PER"
        return brand_key(group.words[0]) in given_names()

    def _clusters(self) -> list[Name]:
        """One record for each name with a counterpart or a second spelling."""
        text, names = self.text, []
        for group in self.groups.values():
            if not group.spans:
                continue
            spellings = Counter(text[start:end] for start, end in group.spans)
            if not group.linked and len(spellings) < 2:
                continue
            listed = None if group.brand is None else group.brand.latin
            canonical = max(spellings, key=lambda s: (s == listed, spellings[s], s != s.lower(), len(s), s))
            expanded = any(f.kind == "translation" for f in group.linked)
            mentions = [
                Mention(
                    text, start, end, "acronym" if expanded and text[start:end].isupper() else "variant", "latin", 1.0
                )
                for start, end in group.spans
            ]
            mentions += [Mention(text, f.start, f.end, f.kind, "arabic", round(f.score, 3)) for f in group.linked]
            names.append(Name(canonical, tuple(sorted(mentions, key=lambda m: (m.start, m.end)))))
        return sorted(names, key=lambda n: n.mentions[0].start)


class _Free:
    """Stretches of a text that are still free; characters are marked in blocks of whole words, so spans are short."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        self.taken: set[int] = set()

    def take(self, start: int, end: int) -> bool:
        """Take a stretch if all of it is free."""
        stretch = range(start, end)
        if not self.taken.isdisjoint(stretch):
            return False
        self.taken.update(stretch)
        return True

    def release(self, start: int, end: int) -> None:
        """Give a stretch back."""
        self.taken.difference_update(range(start, end))


def _likeness(latin: str, form: str) -> float:
    """Likeness of a name and a run, with and without the article."""
    score = similarity(latin, form)
    if form.startswith(("ال", "لل")):
        return max(score, similarity(latin, form[2:]), similarity(latin, form[1:]))
    return score


def _lettered(gap: str) -> bool:
    """Whether a gap holds a letter, a digit or a line break."""
    return any(c.isalnum() or c == "\n" for c in gap)


def _closed(text: str, end: int) -> bool:
    """Whether a bracket closes within two characters."""
    return any(c in ")]" for c in text[end : end + 2])


def _relative(latin: str, word: str) -> bool:
    """Whether a word may be the adjective of a name rather than the name (سورينامي for Suriname)."""
    return word.endswith(("ي", "يه")) and latin[-1:].lower() not in "aeiouyéíá" and not latin[-1:].isupper()
