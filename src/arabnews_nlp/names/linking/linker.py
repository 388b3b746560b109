"""Candidates the mentions of one name in both scripts and several spellings, anywhere in a document.

Latin names are found by shape. Arabic counterparts come from four kinds of evidence: the curated tables, a gloss in
brackets, a run of words with the consonants of a Latin name, and a spelling that a gloss elsewhere has taught. Each
candidate is scored once; the best ones that do not overlap are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp.document.reading import names_in_source
from arabnews_nlp.document.records import Mention, Name
from arabnews_nlp.errors import plain_text
from arabnews_nlp.names._latin_names import LatinNames, letters_hash
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.latin import LatinName, word_span
from arabnews_nlp.names.lexicon import (
    arabic_given_names,
    common_words,
    given_names,
    is_common_word,
    is_listed_surname,
    listed,
    phrase_table,
    phrases,
    surname_spellings,
)
from arabnews_nlp.names.linking._arabic_matches import Phrases, find_matches, readings
from arabnews_nlp.names.linking._candidates import Candidates
from arabnews_nlp.names.linking._consonant_keys import ConsonantKeys
from arabnews_nlp.names.linking._parentheses import bracketed
from arabnews_nlp.names.linking._scoring import link_runs
from arabnews_nlp.names.linking.parentheses import best_parenthetical
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.spans import latin_mentions
from arabnews_nlp.names.tables import brand_key

__all__ = ["align_names", "linked_names"]

_CLOSING = frozenset(")]")
_MARKS = str.maketrans("", "", "-.'")
"""Marks inside the names of people."""
_SURNAME = 0.8
"""Likeness that the last words of a name need for the Arabic one to be its surname alone."""
_LISTED_SURNAME = 0.97
"""Score of a surname of the tables."""
_FIRST_NAME = 0.6
"""Likeness of a first name to the word before a surname; the pair of surnames has spoken for it already."""


def align_names(text: str) -> list[Name]:
    """Names that occur in both scripts or in several spellings, with all their mentions, in order of appearance.

    :raises ArgumentTypeError: ``text`` is not a string.

    >>> [[m.text for m in n.mentions] for n in align_names("قالت Microsoft إن مايكروسوفت ستدعم Open AI وOpenAI")]
    [['Microsoft', 'مايكروسوفت'], ['Open AI', 'OpenAI']]
    """
    text = plain_text(text)
    return linked_names(PreTokens(text))


@cache
def _load() -> None:
    """Read the tables that few Latin names need, so that no text is slow for being the first that has such a name."""
    surname_spellings()
    arabic_given_names()
    given_names()


def linked_names(pretokens: PreTokens) -> list[Name]:
    """:func:`align_names` of a text that was scanned before."""
    pretokens = pretokens.phrases
    occurrences = latin_mentions(pretokens)
    if not occurrences:
        return []
    _load()
    names = _Document(pretokens, LatinNames(pretokens, occurrences, known_names())).names()
    return names_in_source(pretokens, names)


class _Document:
    """One text while its names are aligned.

    Names have numbers: first those of the Latin names of the text, then the rows of the table of known names, for what
    the text has in Arabic script alone.
    """

    def __init__(self, pretokens: PreTokens, latin: LatinNames) -> None:
        self.text = pretokens.text
        self.pretokens = pretokens
        self.latin = latin
        self.known = latin.known
        self.links = Candidates(self.text)
        self.links.close(latin.mentions)
        self.records: dict[int, LatinName] = {}
        self.blocking: dict[int, list[int]] = {}
        self.surname_starts: dict[int, int] = {}
        self.surname_numbers: dict[str, int] = {}
        self.surnames: dict[int, str] = {}
        self.led: set[int] = set()
        """Where Arabic spellings begin that a longer name has taken from its first words."""
        self.parts: list[tuple[LatinName, tuple[int, int]]] = []
        """Longer names with the spans of names inside them."""

    def names(self) -> list[Name]:
        """All clusters of the text."""
        self._search()
        self._parentheticals()
        self._settle()
        self._first_names()
        self._parts()
        self._full_names()
        self._surnames()
        return self._clusters()

    def _name(self, number: int) -> LatinName:
        """The record of a name of the text."""
        record = self.records.get(number)
        if record is None:
            record = LatinName(number, self.latin.text_of(number), self.latin.row_of(number))
            self.records[number] = record
        return record

    def _number(self, row: int) -> int:
        """Number of a known name."""
        number = self.latin.of_row(row)
        return number if number >= 0 else len(self.latin) + row

    def _numbered(self, letters: str) -> int:
        """Number of the name with these letters and digits, be it one of the text or a known one; -1 for none."""
        number = self.latin.get(letters)
        if number < 0:
            row = self.known.latin(letters)
            if row >= 0 and brand_key(self.known.canonical[row]) == letters:
                number = self._number(row)
        return number

    def _record(self, number: int) -> LatinName | None:
        """The record of a name of the text, or of a known one that was linked."""
        return self._name(number) if 0 <= number < len(self.latin) else self.records.get(number)

    def _key(self, number: int) -> str:
        """Letters and digits of a name."""
        row = self.latin.row_of(number) if number < len(self.latin) else number - len(self.latin)
        if row >= 0:
            return brand_key(self.known.canonical[row])
        text = self.latin.text_of(number)
        key = brand_key(text)
        return key[:-1] if text.endswith("s") and len(key) > 2 and text[:-1].isupper() else key

    def _search(self) -> None:
        """One pass over the Arabic words for spellings of the tables and for the skeletons of the Latin names."""
        self._people()
        keys = ConsonantKeys(self.latin, self.surname_starts)
        hits = find_matches(self.pretokens, phrase_table(), common_words(), keys)
        self.blocking = link_runs(hits, self.pretokens, keys, self.links, phrases(), common_words(), similarity)
        self.surnames = keys.surnames
        self._listed_surnames()

    def _listed_surnames(self) -> None:
        """Arabic spellings of surnames that sound does not find, for the Latin names of the text."""
        spellings = surname_spellings()
        sought = Phrases()
        numbers: list[int] = []
        for number, key in enumerate(self.latin.keys()):
            for arabic in spellings.get(key, ()):
                numbers.append(number)
                sought.add(arabic, len(numbers))
        for letters, number in self.surname_numbers.items():
            if self.latin.get(letters) < 0:
                for arabic in spellings.get(letters_hash(letters), ()):
                    numbers.append(number)
                    sought.add(arabic, len(numbers))
        if numbers:
            for _, value, start, end, _, words, *_ in find_matches(self.pretokens, sought, common_words()):
                self.links.add(start, end, numbers[value - 1], _LISTED_SURNAME, False, words)

    def _people(self) -> None:
        """Full names of people in Latin script, so that their surnames alone are sought too.

        A surname that two of them share is left out: nothing says whose it is.
        """
        shared: set[str] = set()
        for number, start, end in self.latin.of_several_words():
            text = self.text[start:end]
            if not self._is_person(text.split(), self.latin.row_of(number)):
                continue
            place = surname_start(text)
            key = brand_key(text[place:])
            if key in self.surname_numbers or key in shared:
                shared.add(key)
                self.surname_starts.pop(self.surname_numbers.pop(key, -1), None)
                continue
            self.surname_numbers[key] = number
            self.surname_starts[number] = start + place

    def _parentheticals(self) -> None:
        """Pairs in brackets, and every other place where an Arabic spelling stands that a bracket has taught."""
        taken: set[int] | None = None
        before = len(self.links)
        taught = Phrases()
        forms: list[tuple[int, float, bool]] = []
        for number, start, stop, begin, end, whole in bracketed(self.pretokens, self.latin):
            name = self._name(number)
            acronym = name.acronym and _closed(self.text, stop)
            found = best_parenthetical(self.text[start:stop], acronym, self.text[begin:end], whole, name.row >= 0)
            if found is None:
                continue
            left, score, kind = found
            left += begin
            translated = kind == "translation"
            if translated:
                taken = self.links.ends(before) if taken is None else taken
                if end in taken or (name.row >= 0 and not taken.isdisjoint(range(left + 1, end))):
                    continue
            self.links.add(left, end, number, score, translated, 8)
            form = self.text[left:end]
            if len(form) > 2 and taught.get(form) < 0:
                forms.append((number, score, translated))
                taught.add(form, len(forms))
        if forms:
            for _, value, start, end, _, words, *_ in find_matches(self.pretokens, taught, common_words()):
                number, score, translated = forms[value - 1]
                self.links.add(start, end, number, score, translated, words + 1)

    def _settle(self) -> None:
        """Keep the best candidates that do not overlap."""
        for number, links in self.links.select_non_overlapping(self._key, self._inside).items():
            self._name(number).link(links)

    def _inside(self, number: int) -> bool:
        """Whether names inside a known longer Arabic name without Latin counterpart may be linked on their own.

        A product inside a product may (Windows in Windows Phone), a maker inside its product may not.
        """
        row = number - len(self.latin) if number >= len(self.latin) else self.latin.row_of(number)
        parts = [self.latin.get(brand_key(word)) for word in self.known.canonical[row].split()]
        rows = [self.latin.row_of(part) for part in parts if part >= 0]
        return any(part >= 0 and self.known.types[part] == self.known.types[row] for part in rows)

    def _parts(self) -> None:
        """Names inside longer Latin names that have no Arabic counterpart of their own (iPhone in iPhone X Plus)."""
        for number, parts in self.latin.parted():
            longer = self._name(number)
            if longer.linked or (longer.row >= 0 and self._led(longer, parts)):
                continue
            for size, offset, part, row, _ in parts:
                target = self._part(part, row, longer) or self._sounded(part, row, longer, size, offset)
                if target is None or (target.row >= 0 and self._maker(target.row, longer.words, size, offset)):
                    continue
                for start, end in self._spans(longer):
                    place = word_span(self.text[start:end], offset, size)
                    if place is not None:
                        part_span = (start + place[0], start + place[1])
                        target.add((part_span,))
                        self.parts.append((longer, part_span))
                break

    def _sounded(self, number: int, row: int, longer: LatinName, size: int, offset: int) -> LatinName | None:
        """The known name that begins a longer one, with the Arabic word right before that sounds like it.

        The tables lack that spelling (بلومبورغ Bloomberg Billionaires Index).
        """
        if offset or size > 1 or row < 0 or longer.row >= 0:
            return None
        found = []
        for start, _ in self._spans(longer):
            before = self._word_before(start)
            if before is not None and not is_common_word(fold(before[1])):
                place, word = before
                score, body = max((similarity(longer.words[0], word[body:]), body) for body, _ in readings(word))
                if score >= _SURNAME and self.links.take(place + body, start - 1):
                    found.append((place + body, start - 1, score))
        if not found:
            return None
        number = number if number >= 0 else self._number(row)
        name = self._record(number)
        if name is None:
            name = self.records[number] = LatinName(number, self.known.canonical[row], row)
        name.link([self.links.add(start, end, number, score, False, 1) for start, end, score in found])
        return name

    def _led(self, longer: LatinName, parts: list[tuple[int, int, int, int, bool]]) -> bool:
        """Candidate a known longer name to the spelling of its first words right before it (كروم Chrome OS)."""
        links: list[int] = []
        owners: list[LatinName | None] = []
        for _, offset, number, row, canonical in parts:
            if offset or (number < 0 and not canonical):
                continue
            number = number if number >= 0 else len(self.latin) + row
            name = self._record(number)
            links += self.blocking.get(number, ())
            links += name.linked if name is not None else ()
            owners += [name] * (len(links) - len(owners))
        found = self.links.right_before(links, self._spans(longer)) if links else -1
        if found < 0:
            return False
        owner = owners[found]
        if owner is not None:
            begin = self.links[links[found]][0]
            owner.linked = [other for other in owner.linked if self.links[other][0] != begin]
        longer.link((links[found],))
        self.led.add(self.links[links[found]][0])
        return True

    def _maker(self, part: int, words: list[str], size: int, offset: int) -> bool:
        """Whether the rest of a longer name is a known product, so that the part names its maker (Microsoft Bing)."""
        types = self.known.types
        rest = self.known.latin(brand_key("".join(words[offset + size :])))
        return types[part] == "ORG" and rest >= 0 and types[rest] == "PRODUCT"

    def _part(self, number: int, row: int, longer: LatinName) -> LatinName | None:
        """The linked name of a part of a longer name: a name of the text, or one of the table by its row."""
        types = self.known.types
        if longer.row >= 0 and (row < 0 or types[row] != types[longer.row] or types[row] == "PER"):
            return None
        number = number if row < 0 else self._number(row)
        name = self._record(number)
        if name is not None and (name.linked or number not in self.blocking):
            return name if name.linked else None
        if row < 0 or number not in self.blocking:
            return None
        found = [link for link in self.blocking[number] if not self.links[link][4]]
        if not found:
            return None
        if name is None:
            name = self.records[number] = LatinName(number, self.known.canonical[row], row)
        for link in found:
            start, end, *_ = self.links[link]
            if start not in self.led and (self.links.held(start, end) or self.links.take(start, end)):
                name.link((link,))
        return name if name.linked else None

    def _first_names(self) -> None:
        """Decide about Arabic surnames alone by the word before them.

        The first name of the person is taken into the mention (بيل before كلينتون for Bill Clinton); the first name
        of somebody else unmakes the link (هيلاري كلينتون). A surname that is alone in Latin script too takes any first
        name.
        """
        for name in self.records.values():
            if not name.linked:
                continue
            surname = self.surnames.get(name.number)
            if surname is None and (" " in name.text or name.acronym or not self._may_be_person(name)):
                continue
            kept: list[int] = []
            longer: dict[str, list[tuple[int, int, int]]] = {}
            for link in name.linked:
                start, end, _, _, translated = self.links[link]
                form = self.text[start:end]
                if (
                    translated
                    or " " in form
                    or (surname is not None and similarity(surname, form) < similarity(name.text, form))
                ):
                    kept.append(link)
                    continue
                before = self._word_before(start)
                if before is None:
                    kept.append(link)
                    continue
                place, word = before
                if surname is not None:
                    shown = self._first_name(name.words[0], word)
                    if shown is not None:
                        kept.append(self._extended(link, place + shown))
                    elif fold(word) not in arabic_given_names() or is_common_word(fold(word)):
                        kept.append(link)
                else:
                    letters = next(
                        (i for i, j in readings(word) if i == j and fold(word[i:]) in arabic_given_names()), None
                    )
                    if letters is None or is_common_word(fold(word)):
                        kept.append(link)
                    else:
                        longer.setdefault(fold(word[letters:]), []).append((link, place + letters, end))
            if len(longer) == 1:
                kept += [self._extended(link, start) for (held,) in [longer.values()] for link, start, _ in held]
            name.linked = sorted(kept)

    def _extended(self, link: int, start: int) -> int:
        """The link with an earlier beginning, if what it takes in is free."""
        old, end, number, score, translated = self.links[link]
        return self.links.add(start, end, number, score, translated, 2) if self.links.take(start, old) else link

    def _word_before(self, start: int) -> tuple[int, str] | None:
        """The Arabic word that one blank parts from a place, with where it begins."""
        end = start - 1
        if end < 1 or self.text[end] != " " or not is_arabic(self.text[end - 1]):
            return None
        begin = end
        while begin and end - begin < 24 and is_arabic(self.text[begin - 1]):
            begin -= 1
        return begin, self.text[begin:end]

    def _first_name(self, latin: str, word: str) -> int | None:
        """Letters before a first name in a word, None where it is not that name."""
        found = [(similarity(latin, word[i:]), i) for i, _ in readings(word)]
        score, place = max(found, key=lambda row: (row[0], -row[1]))
        return place if score >= _FIRST_NAME else None

    def _may_be_person(self, name: LatinName) -> bool:
        return name.row < 0 or self.known.types[name.row] == "PER"

    def _full_names(self) -> None:
        """A known person's full name in Arabic script joins the surname that stands alone in Latin script."""
        rows: dict[int, list[int]] = {}
        for number in self.blocking:
            row = number - len(self.latin)
            if row >= 0 and self.known.types[row] == "PER":
                full = self.known.canonical[row]
                surname = self.latin.get(brand_key(full[surname_start(full) :]))
                if surname >= 0:
                    rows.setdefault(surname, []).append(number)
        for surname, numbers in rows.items():
            name = self._name(surname)
            if len(numbers) != 1 or (name.linked and not self._may_be_person(name)):
                continue
            for link in self.blocking[numbers[0]]:
                start, end, _, _, translated = self.links[link]
                if not translated and (self.links.held(start, end) or self.links.take(start, end)):
                    name.link((link,))

    def _surnames(self) -> None:
        """A last word alone (Altman, ألتمان) joins the linked person whose name ends with it (Sam Altman)."""
        sought = Phrases()
        people: list[LatinName] = []
        for key, number in self.surname_numbers.items():
            if self.latin.get(key) >= 0:
                self._name(number)
        people_of_text = set(self.surname_numbers.values())
        for person in sorted(self.records.values(), key=lambda name: name.number):
            if not person.linked and person.number not in people_of_text:
                continue
            if not self._person(person):
                if len(person.words) > 1 and person.words[-1].lower() in listed("corporate"):
                    for head in self._heads(person):
                        if sought.get(head) < 0:
                            people.append(person)
                            sought.add(head, len(people))
                continue
            surname = person.text[surname_start(person.text) :]
            key = brand_key(surname)
            alone = self._record(self._numbered(key))
            if alone is not None and alone is not person and (not alone.linked or self._may_be_person(alone)):
                unique = person.number in self.surnames or person.number >= len(self.latin)
                if person.linked or (alone.linked and unique):
                    person.add(self._spans(alone))
                    begun = {self.links[link][0] for link in person.linked}
                    person.link([link for link in alone.linked if self.links[link][0] not in begun])
                    alone.taken, alone.added, alone.linked = True, (), ()
            if not person.linked:
                continue
            for word in {fold(self.text[slice(*self.links[link][:2])]).split()[-1] for link in person.linked}:
                if not word.isalpha() or len(word) < 3 or sought.get(word) >= 0:
                    continue
                if is_common_word(word) and not is_listed_surname(word, key):
                    continue
                if similarity(surname, word) >= _SURNAME or is_listed_surname(word, key):
                    people.append(person)
                    sought.add(word, len(people))
        if people:
            for _, value, start, end, first, *_ in find_matches(self.pretokens, sought, common_words()):
                if not self._named_before(first) and self.links.take(start, end):
                    person = people[value - 1]
                    person.link((self.links.add(start, end, person.number, _SURNAME, False, 1),))

    def _heads(self, company: LatinName) -> Iterator[str]:
        """Arabic spellings of a company without their last word (ساذرن of ساذرن كومباني)."""
        for link in company.linked:
            start, end, _, _, translated = self.links[link]
            words = fold(self.text[start:end]).split()
            if not translated and len(words) > 1 and not any(map(is_common_word, words[:-1])):
                yield " ".join(words[:-1])

    def _named_before(self, first: int) -> bool:
        """Whether a rare word, perhaps a first name, stands right before a pretoken."""
        if first < 2:
            return False
        start, end, _ = self.pretokens[first - 2]
        word = fold(self.text[start:end])
        return (
            end + 1 == self.pretokens[first][0] and word.isalpha() and not word.isascii() and not is_common_word(word)
        )

    def _person(self, name: LatinName) -> bool:
        """Whether a name of several words is a person's, by the tables or by its first word."""
        return self._is_person(name.words, name.row)

    def _is_person(self, words: list[str], row: int) -> bool:
        if len(words) < 2 or not all(
            word.replace("-", "").replace(".", "").replace("'", "").isalpha() for word in words
        ):
            return False
        if row >= 0:
            return self.known.types[row] == "PER"
        return brand_key(words[0]) in given_names()

    def _spans(self, name: LatinName) -> list[tuple[int, int]]:
        """Occurrences of a name in Latin script."""
        if name.taken or name.number >= len(self.latin):
            return list(name.added)
        spans = self.latin.spans(name.number)
        return [*spans, *name.added] if name.added else spans

    def _ordered(self) -> list[LatinName]:
        """The names with a record, in order of appearance, those that the text lacks in Latin script last."""
        count = len(self.latin)
        present = sorted(number for number in self.records if number < count)
        return [self.records[number] for number in present] + [n for n in self.records.values() if n.number >= count]

    def _clusters(self) -> list[Name]:
        """One record for each name with a counterpart or a second spelling."""
        if inside := {span for longer, span in self.parts if longer.linked}:  # it was linked after its parts
            for name in self.records.values():
                if name.added:
                    name.added = [span for span in name.added if span not in inside]
        varied = frozenset(self.latin.varied())
        for number in varied:
            self._name(number)
        names = []
        for name in self._ordered():
            if name.linked or name.added or name.number in varied:
                own = -1 if name.taken or name.number >= len(self.latin) else name.number
                spellings = self.latin.spellings(own, name.added)
                if len(spellings) > 1 or (spellings and name.linked):
                    names.append(self._cluster(name, own, spellings))
        names.sort(key=lambda name: name[1][0].start)
        return [Name(canonical, mentions, number) for number, (canonical, mentions) in enumerate(names)]

    def _cluster(self, name: LatinName, own: int, spellings: dict[str, int]) -> tuple[str, tuple[Mention, ...]]:
        """The canonical form of a name and all its mentions.

        :param own: the number of the name if its occurrences in Latin script are mentions, -1 if only those added are.
        :param spellings: how often each spelling stands there.
        """
        canonical = next(iter(spellings))
        if len(spellings) > 1:
            listed = None if name.row < 0 else self.known.canonical[name.row]
            canonical = max(spellings, key=lambda s: (s == listed, spellings[s], s != s.lower(), len(s), s))
        kinds = dict.fromkeys(spellings, "variant")
        if self.links.any_translated(name.linked):
            kinds = {s: "acronym" if s.isupper() else "variant" for s in spellings}
        return canonical, self.links.mentions(Mention, self.latin, own, name.added, kinds, name.linked)


def _closed(text: str, end: int) -> bool:
    """Whether a bracket closes within two characters."""
    return not _CLOSING.isdisjoint(text[end : end + 2])


def is_arabic(c: str) -> bool:
    """Whether a character is an Arabic letter or a vowel sign."""
    return "\u0621" <= c <= "\u0652"


def surname_start(name: str) -> int:
    """Where the surname of a full name begins: its last word, with the small words before it.

    >>> surname_start("Ursula von der Leyen"), surname_start("Tim Cook")
    (7, 4)
    """
    words = name.split(" ")
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in listed("particle"):
        last -= 1
    return len(name) - len(" ".join(words[last:]))
