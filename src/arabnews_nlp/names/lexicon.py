"""The curated tables in the form in which texts are searched for them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from arabnews_nlp._core.pretokens import KeyMap, fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names._latin_names import letters_hash
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.linking._arabic_matches import Phrases
from arabnews_nlp.names.linking._arabic_matches import is_common_word as in_common
from arabnews_nlp.names.tables import acronym_rows, brand_key, brands, curated_brands

__all__ = [
    "Phrase",
    "arabic_given_names",
    "common_words",
    "counted",
    "expansions",
    "given_names",
    "inner",
    "is_any_surname",
    "is_common_word",
    "is_given_name",
    "is_listed_surname",
    "known_in_lower_case",
    "phrase_table",
    "phrases",
    "surname_pairs",
    "surname_spellings",
]


class Phrase(NamedTuple):
    """What an Arabic phrase of the tables stands for."""

    row: int
    """Row of the known name, -1 for an expansion."""
    acronym: str
    """Letters of the acronym of which it is the expansion; empty for a name."""


@cache
def _phrases() -> tuple[Phrases, list[tuple[Phrase, ...]]]:
    table, meanings = Phrases(), list[tuple[Phrase, ...]]([()])

    def add(form: str, phrase: Phrase) -> None:
        number = table.numbered(form, len(meanings))
        if number == len(meanings):
            meanings.append(())
        if phrase not in meanings[number]:
            meanings[number] = (*meanings[number], phrase)

    listed_names = known_names()
    for brand in brands().values():
        for form in brand.sought:
            add(form, Phrase(listed_names.latin(brand_key(brand.latin)), ""))
    for acronym, expansions in acronym_rows():
        for form in expansions:
            add(form, Phrase(-1, brand_key(acronym)))
    return table, meanings


def phrase_table() -> Phrases:
    """Arabic spellings and expansions of all tables."""
    return _phrases()[0]


def phrases() -> list[tuple[Phrase, ...]]:
    """Meanings of the numbers of :func:`phrase_table`."""
    return _phrases()[1]


@cache
def expansions() -> dict[str, str]:
    """Letters of acronyms by their folded Arabic expansions, but for expansions of several."""
    acronyms: dict[str, set[str]] = {}
    for acronym, forms in acronym_rows():
        for form in forms:
            acronyms.setdefault(fold(form), set()).add(brand_key(acronym))
    return {form: found.pop() for form, found in acronyms.items() if len(found) == 1}


@cache
def common_words() -> KeyMap:
    """Frequent Arabic words that are no names."""
    return KeyMap(dict.fromkeys((word for [word] in read_table(__package__, "common_words.tsv")), 0))


def is_common_word(word: str) -> bool:
    """Whether a folded word is a number or a frequent word, not a name, in any reading of its clitics."""
    return in_common(word, common_words())


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, word in read_table(__package__, "words.tsv"):
        lists.setdefault(name, []).append(word)
    return lists


@cache
def listed(name: str) -> frozenset[str]:
    """Folded words of one list of ``words.tsv``.

    ``head``: nouns with which the expansion of an acronym begins; ``breaking``: words that stand in none; ``light``:
    words that have no letter in the acronym; ``outside``: words with which a name does not begin.
    """
    return frozenset(map(fold, _lists()[name]))


@cache
def inner() -> KeyMap:
    """Words in small letters that may stand inside a Latin name."""
    return KeyMap(dict.fromkeys(_lists()["inner"], 0))


@cache
def counted() -> KeyMap:
    """Words that make the number before them an amount and no part of a name."""
    return KeyMap(dict.fromkeys(_lists()["counted"], 0))


@cache
def known_in_lower_case() -> KeyMap:
    """Single Latin words that name something even when written small (facebook, stc), being no English words."""
    names = [form for brand in brands().values() for form in (brand.latin, *brand.variants)]
    english = frozenset(_lists()["english"])
    known = [w for w in names if w.isalpha() and w.isascii() and len(w) > 4 and w.lower() not in english]
    return KeyMap(dict.fromkeys([*known, *_lists()["lower"]], 0))


@cache
def surname_pairs() -> frozenset[tuple[str, str]]:
    """Surnames that sound does not find, as Arabic spelling and Latin letters."""
    return frozenset((arabic, latin) for arabic, latin in read_table(__package__, "surnames.tsv"))


@cache
def surname_spellings() -> dict[int, tuple[str, ...]]:
    """Arabic spellings of the surnames that sound does not find, by the hash of their Latin letters."""
    found: dict[int, list[str]] = {}
    for arabic, latin in read_table(__package__, "surnames.tsv"):
        found.setdefault(letters_hash(latin), []).append(arabic)
    return {key: tuple(spellings) for key, spellings in found.items()}


def is_listed_surname(word: str, letters: str) -> bool:
    """Whether a folded Arabic word is a listed spelling of a surname with these Latin letters."""
    return (word, letters) in _folded_surnames()


def is_any_surname(word: str) -> bool:
    """Whether a folded Arabic word is a surname of the tables."""
    return word in _surname_words()


@cache
def _surname_words() -> frozenset[str]:
    people = [form.split() for brand in brands().values() if brand.type == "PER" for form in brand.arabic]
    return frozenset(fold(words[-1]) for words in people if len(words) > 1)


@cache
def _folded_surnames() -> frozenset[tuple[str, str]]:
    return frozenset((fold(arabic), latin) for arabic, latin in surname_pairs())


@cache
def arabic_given_names() -> frozenset[str]:
    """First names in Arabic script, folded."""
    people = [form.split() for brand in brands().values() if brand.type == "PER" for form in brand.arabic]
    return listed("arabic_given") | {fold(words[0]) for words in people if len(words) > 1}


def is_given_name(word: str, written: str = "") -> bool:
    """Whether a folded Arabic word before a surname is a first name, and no frequent word but one that is hardly else.

    :param written: the word with its clitics, if it has any.
    """
    if word not in arabic_given_names():
        return False
    return word in listed("arabic_given_frequent") or not is_common_word(written or word)


@cache
def given_names() -> frozenset[str]:
    """First names, and those of the people in the brand table, folded."""
    people = [brand.latin.split() for brand in curated_brands() if brand.type == "PER"]
    return listed("given") | {brand_key(words[0]) for words in people if len(words) > 1}
