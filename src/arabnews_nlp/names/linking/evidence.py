"""Where Arabic spellings of names stand: by the tables, by consonants, by listed surnames, and beside brackets."""

from __future__ import annotations

from collections.abc import Iterator

from arabnews_nlp.names._latin_names import letters_hash
from arabnews_nlp.names.lexicon import common_words, phrase_table, phrases, surname_spellings
from arabnews_nlp.names.linking._arabic_matches import Phrases, find_matches
from arabnews_nlp.names.linking._consonant_keys import ConsonantKeys
from arabnews_nlp.names.linking._parentheses import bracketed
from arabnews_nlp.names.linking._scoring import link_runs
from arabnews_nlp.names.linking.linked_text import LinkedText, surname_start
from arabnews_nlp.names.linking.parentheses import best_parenthetical
from arabnews_nlp.names.linking.similarity import similarity
from arabnews_nlp.names.tables import brand_key

__all__ = ["search_parentheticals", "search_words"]

_CLOSING = frozenset(")]")
_LISTED_SURNAME = 0.97
"""Score of a surname of the tables."""
_BRACKETED = 8
"""Priority of a pair in brackets: that of so many words."""


def search_words(doc: LinkedText) -> None:
    """One pass over the Arabic words for spellings of the tables and for the consonants of the Latin names."""
    _note_people(doc)
    keys = ConsonantKeys(doc.latin, doc.surname_starts)
    matches = find_matches(doc.pretokens, phrase_table(), common_words(), keys)
    doc.blocking = link_runs(matches, doc.pretokens, keys, doc.links, phrases(), common_words(), similarity)
    doc.surnames = keys.surnames
    _search_listed_surnames(doc)


def _note_people(doc: LinkedText) -> None:
    """Full names of people in Latin script, so that their surnames alone are sought too.

    A surname that two of them share is left out: nothing says whose it is.
    """
    shared: set[str] = set()
    for number, start, end in doc.latin.of_several_words():
        text = doc.text[start:end]
        if not doc.is_person(text.split(), doc.latin.row_of(number)):
            continue
        place = surname_start(text)
        key = brand_key(text[place:])
        if key in doc.surname_numbers or key in shared:
            shared.add(key)
            doc.surname_starts.pop(doc.surname_numbers.pop(key, -1), None)
            continue
        doc.surname_numbers[key] = number
        doc.surname_starts[number] = start + place


def _search_listed_surnames(doc: LinkedText) -> None:
    """Arabic spellings of surnames that sound does not find, for the Latin names of the text."""
    spellings = surname_spellings()
    names = [(key, number) for number, key in enumerate(doc.latin.keys()) if key in spellings]
    for letters, number in doc.surname_numbers.items():
        if doc.latin.get(letters) < 0 and (key := letters_hash(letters)) in spellings:
            names.append((key, number))
    if not names:
        return
    sought = Phrases()
    numbers: list[int] = []
    for key, number in names:
        for arabic in spellings[key]:
            numbers.append(number)
            sought.add(arabic, len(numbers))
    for _, value, start, end, _, words, *_ in find_matches(doc.pretokens, sought, common_words()):
        doc.links.add(start, end, numbers[value - 1], _LISTED_SURNAME, False, words)


def search_parentheticals(doc: LinkedText) -> None:
    """Pairs in brackets, and every other place where an Arabic spelling stands that a bracket has taught."""
    if lessons := list(_pairs_in_brackets(doc)):
        _search_taught(doc, lessons)


def _pairs_in_brackets(doc: LinkedText) -> Iterator[tuple[str, int, float, bool]]:
    """Link the pairs; yields each Arabic spelling, the name, the score, and whether it is a translation."""
    taken: set[int] | None = None
    before = len(doc.links)
    for number, start, stop, begin, end, whole in bracketed(doc.pretokens, doc.latin):
        name = doc.name(number)
        acronym = _closed(doc.text, stop) and name.acronym
        found = best_parenthetical(doc.text[start:stop], acronym, doc.text[begin:end], whole, name.row >= 0)
        if found is None:
            continue
        left, score, kind = found
        left += begin
        translated = kind == "translation"
        if translated:
            taken = doc.links.ends(before) if taken is None else taken
            if end in taken or (name.row >= 0 and not taken.isdisjoint(range(left + 1, end))):
                continue
        doc.links.add(left, end, number, score, translated, _BRACKETED)
        if end - left > 2:
            yield doc.text[left:end], number, score, translated


def _search_taught(doc: LinkedText, lessons: list[tuple[str, int, float, bool]]) -> None:
    """Link every place where an Arabic spelling stands to the name that it was first taught for."""
    taught = Phrases()
    for place, (form, *_) in enumerate(lessons, 1):
        if taught.get(form) < 0:
            taught.add(form, place)
    for _, value, start, end, _, words, *_ in find_matches(doc.pretokens, taught, common_words()):
        _, number, score, translated = lessons[value - 1]
        doc.links.add(start, end, number, score, translated, words + 1)


def _closed(text: str, end: int) -> bool:
    """Whether a bracket closes within two characters."""
    return not _CLOSING.isdisjoint(text[end : end + 2])
