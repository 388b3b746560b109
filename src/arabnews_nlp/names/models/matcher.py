"""Matching across scripts: the probability that a Latin and an Arabic string name the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from arabnews_nlp._core.pretokens import KeyMap
from arabnews_nlp.errors import ArgumentTypeError, ModelFormatError, plain_text
from arabnews_nlp.names._name_table import KnownNames
from arabnews_nlp.names.letters import LETTER_OF
from arabnews_nlp.names.lexicon import common_words
from arabnews_nlp.names.models._matcher import Matcher
from arabnews_nlp.names.models._name_rows import NameTables
from arabnews_nlp.names.models.model_file import KIND, file_bytes
from arabnews_nlp.names.tables import brands, same_names

SECTIONS = ("match", "match_chances", "match_weights", "match_observed", "match_words")
"""Of the model file, what a matcher is made of."""

__all__ = ["batch_match", "load_matcher", "match"]


def match(latin: str, arabic: str) -> float:
    """Probability, in [0, 1], that two strings in different scripts are one name; either may come first.

    Letters are folded (hamza, ta marbuta, doubled letters, چ پ ڤ گ, accents), vowels may lack, words may be joined,
    turned round or cut to initials; digits must agree.

    >>> match("Microsoft", "مايكروسوفت") > 0.9, match("Microsoft", "سامسونغ") < 0.1
    (True, True)

    :raises ArgumentTypeError: an argument that is not a string.
    """
    latin = plain_text(latin, "latin")
    arabic = plain_text(arabic, "arabic")
    return load_matcher().score(latin, arabic)


def batch_match(pairs: Iterable[tuple[str, str]]) -> list[float]:
    """:func:`match` for many pairs; each distinct string is prepared once.

    >>> [score > 0.5 for score in batch_match([("Google", "غوغل"), ("Google", "أمازون")])]
    [True, False]

    :raises ArgumentTypeError: pairs that cannot be gone through, or an item that is not a pair of strings.
    """
    try:
        items = iter(pairs)
    except TypeError:
        raise ArgumentTypeError("pairs", pairs, "an iterable of pairs of strings") from None
    return load_matcher().scores(items)


@cache
def load_matcher() -> Matcher:
    """The matcher of the shipped model and the tables of names; loaded once."""
    return read_matcher(file_bytes(), name_tables())


@cache
def name_tables() -> NameTables:
    """What the tables of names know of a string, for the matcher."""
    rows = list(dict.fromkeys(brands().values()))
    number = {brand: row for row, brand in enumerate(rows)}
    spellings = same_names()
    known = KnownNames(
        [(brand.latin, brand.type) for brand in rows],
        {key: number[brand] for key, brand in brands().items()},
        {" ".join(words): len(rows) + group for group, words in enumerate(spellings)},
        (),
    )
    groups = [tuple(sorted(number[brand] for brand in held)) for held in spellings.values()]
    letters = KeyMap({name: ord(letter) - ord("A") for name, letter in LETTER_OF.items()})
    return NameTables(known, groups, letters, common_words())


def read_matcher(data: bytes, tables: NameTables | None = None) -> Matcher:
    """The matcher of a model file.

    :raises ModelFormatError: a file that is not whole, or lacks a section.
    """
    sections = KIND.unpack(data)
    try:
        bigrams, chances, weights, observed, words = (sections[name] for name in SECTIONS)
        return Matcher(bigrams, chances, weights, observed, words, tables)
    except KeyError as error:
        raise ModelFormatError(f"name model: no section {error}") from None
