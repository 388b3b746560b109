"""People: first names before Arabic surnames, full names of known people, and surnames alone."""

from __future__ import annotations

from collections.abc import Iterator

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.latin import LatinName
from arabnews_nlp.names.lexicon import common_words, is_common_word, is_given_name, is_listed_surname, listed
from arabnews_nlp.names.linking._arabic_matches import Phrases, find_matches, readings
from arabnews_nlp.names.linking.linked_text import LinkedText, surname_start
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.tables import brand_key

__all__ = ["link_first_names", "link_full_names", "link_surnames"]

_SURNAME = 0.8
"""Similarity that the last words of a name need for the Arabic one to be its surname alone."""
_FIRST_NAME = 0.6
"""Similarity of a first name to the word before a surname; the pair of surnames has spoken for it already."""


# ---- first names


def link_first_names(doc: LinkedText) -> None:
    """Decide about Arabic surnames alone by the word before them.

    The first name of the person is taken into the mention (بيل before كلينتون for Bill Clinton); the first name
    of somebody else unmakes the link (هيلاري كلينتون). A surname that is alone in Latin script too takes any first
    name, if the text has one.
    """
    for name in doc.records.values():
        if not name.linked:
            continue
        surname = doc.surnames.get(name.number)
        if surname is not None:
            name.linked = sorted(_with_first_name(doc, name, surname))
        elif " " not in name.text and not name.acronym and doc.may_be_person(name):
            name.linked = sorted(_with_any_first_name(doc, name))


def _with_first_name(doc: LinkedText, name: LatinName, surname: str) -> Iterator[int]:
    """The links of a person's full name: those of the surname alone with the first name, if that stands before them."""
    for link in name.linked:
        start, end, _, _, translated = doc.links[link]
        form = doc.text[start:end]
        before = None
        if not translated and " " not in form and similarity(surname, form) >= similarity(name.text, form):
            before = doc.word_before(start)
        if before is None:
            yield link
            continue
        place, word = before
        letters = _letters_before_name(name.words[0], word)
        if letters is not None:
            yield _extended(doc, link, place + letters)
        elif not is_given_name(fold(word)):
            yield link


def _with_any_first_name(doc: LinkedText, name: LatinName) -> list[int]:
    """The links of a surname; those with a first name before them only if all have the same, which they take in."""
    links: list[int] = []
    longer: dict[str, list[tuple[int, int]]] = {}
    for link in name.linked:
        start, end, _, _, translated = doc.links[link]
        before = None if translated or " " in doc.text[start:end] else doc.word_before(start)
        first = None if before is None else _given_name_in(before[1])
        if before is None or first is None:
            links.append(link)
        else:
            longer.setdefault(fold(before[1][first:]), []).append((link, before[0] + first))
    if len(longer) == 1:
        links += [_extended(doc, link, start) for [found] in [longer.values()] for link, start in found]
    return links


def _given_name_in(word: str) -> int | None:
    """Letters before a given name in an Arabic word, None where the word is no given name, or a frequent word."""
    return next((i for i, j in readings(word) if i == j and is_given_name(fold(word[i:]), fold(word))), None)


def _letters_before_name(latin: str, word: str) -> int | None:
    """Letters before a first name in a word, None where it is not that name."""
    found = [(similarity(latin, word[i:]), i) for i, _ in readings(word)]
    score, place = max(found, key=lambda row: (row[0], -row[1]))
    return place if score >= _FIRST_NAME else None


def _extended(doc: LinkedText, link: int, start: int) -> int:
    """The link with an earlier beginning, if what it takes in is free."""
    old, end, number, score, translated = doc.links[link]
    return doc.links.add(start, end, number, score, translated, 2) if doc.links.take(start, old) else link


# ---- full names


def link_full_names(doc: LinkedText) -> None:
    """A known person's full name in Arabic script joins the surname that stands alone in Latin script."""
    full_names: dict[int, list[int]] = {}
    for number in doc.blocking:
        row = number - len(doc.latin)
        if row >= 0 and doc.known.types[row] == "PER":
            full = doc.known.canonical[row]
            surname = doc.latin.get(brand_key(full[surname_start(full) :]))
            if surname >= 0:
                full_names.setdefault(surname, []).append(number)
    for surname, numbers in full_names.items():
        name = doc.name(surname)
        if len(numbers) != 1 or (name.linked and not doc.may_be_person(name)):
            continue
        for link in doc.blocking[numbers[0]]:
            start, end = doc.links.span(link)
            if not doc.links.is_translated(link) and doc.claim(start, end):
                name.link((link,))


# ---- surnames


def link_surnames(doc: LinkedText) -> None:
    """A last word alone (Altman, ألتمان) joins the linked person whose name ends with it (Sam Altman).

    So does a company's name without its last word, if that says what kind of company it is.
    """
    sought = Phrases()
    owners: list[LatinName] = []
    for key, number in doc.surname_numbers.items():
        if doc.latin.get(key) >= 0:
            doc.name(number)
    people_of_text = set(doc.surname_numbers.values())
    for name in sorted(doc.records.values(), key=lambda name: name.number):
        if not name.linked and name.number not in people_of_text:
            continue
        if doc.is_person(name.words, name.row):
            _take_over(doc, name)
            forms = _surnames_of(doc, name, sought)
        else:
            forms = _company_heads(doc, name)
        for form in forms:
            if sought.get(form) < 0:
                owners.append(name)
                sought.add(form, len(owners))
    if owners:
        for _, value, start, end, first, *_ in find_matches(doc.pretokens, sought, common_words()):
            if not _named_before(doc, first) and doc.links.take(start, end):
                owner = owners[value - 1]
                owner.link((doc.links.add(start, end, owner.number, _SURNAME, False, 1),))


def _take_over(doc: LinkedText, person: LatinName) -> None:
    """Make the mentions of the surname alone mentions of the person, unless it is a name of something else."""
    surname = person.text[surname_start(person.text) :]
    alone = doc.record(doc.number_of_letters(brand_key(surname)))
    if alone is None or alone is person or (alone.linked and not doc.may_be_person(alone)):
        return
    unique = person.number in doc.surnames or person.number >= len(doc.latin)
    if person.linked or (alone.linked and unique):
        person.add(doc.spans(alone))
        begun = {doc.links.span(link)[0] for link in person.linked}
        person.link([link for link in alone.linked if doc.links.span(link)[0] not in begun])
        alone.taken, alone.added, alone.linked = True, (), ()


def _surnames_of(doc: LinkedText, person: LatinName, sought: Phrases) -> Iterator[str]:
    """Arabic spellings of a person's surname in what is linked to the full name."""
    surname = person.text[surname_start(person.text) :]
    key = brand_key(surname)
    for word in {fold(doc.text[slice(*doc.links.span(link))]).split()[-1] for link in person.linked}:
        if not word.isalpha() or len(word) < 3 or sought.get(word) >= 0:
            continue
        if is_common_word(word) and not is_listed_surname(word, key):
            continue
        if similarity(surname, word) >= _SURNAME or is_listed_surname(word, key):
            yield word


def _company_heads(doc: LinkedText, company: LatinName) -> Iterator[str]:
    """Arabic spellings of a company without their last word (ساذرن of ساذرن كومباني)."""
    if len(company.words) < 2 or company.words[-1].lower() not in listed("corporate"):
        return
    for link in company.linked:
        words = fold(doc.text[slice(*doc.links.span(link))]).split()
        if not doc.links.is_translated(link) and len(words) > 1 and not any(map(is_common_word, words[:-1])):
            yield " ".join(words[:-1])


def _named_before(doc: LinkedText, first: int) -> bool:
    """Whether a rare word, perhaps a first name, stands right before a pretoken."""
    if first < 2:
        return False
    start, end, _ = doc.pretokens[first - 2]
    word = fold(doc.text[start:end])
    return end + 1 == doc.pretokens[first][0] and word.isalpha() and not word.isascii() and not is_common_word(word)
