"""Names from one script into the other: tables first, then the models, word by word."""

from __future__ import annotations

from collections.abc import Iterable

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError, plain_text
from arabnews_nlp.names.letters import arabic_letters
from arabnews_nlp.names.models.habits import countries
from arabnews_nlp.names.models.matcher import batch_match
from arabnews_nlp.names.models.spellings import MOST, Scored, joined
from arabnews_nlp.names.models.to_arabic import arabic_choices
from arabnews_nlp.names.models.to_latin import acronym, capitals, latin_choices, servants
from arabnews_nlp.names.tables import arabic_brands, brand_key, brands

__all__ = ["LONGEST", "arabize", "romanize"]

LONGEST = 300
"""Code points of a name, at most; a text is no name."""
_KNOWN, _MADE = 0.97, 0.03
"""Shares of the names of the tables and of those that the models make, where there are both."""


def romanize(name: str, n: int = 5, country: str | None = None) -> Scored:
    """Latin spellings of an Arabic name, best first, each with its probability; known names from the table first.

    >>> romanize("مايكروسوفت", n=1)[0][0]
    'Microsoft'
    >>> [latin for latin, score in romanize("آي بي إم", n=1)]
    ['IBM']

    :param country: code (ISO 3166, such as ``EG``) of an Arab country whose habits count: ou and ch of the Maghreb,
        g for ج in Egypt.
    :raises ArgumentTypeError: a name or country that is not a string, a number of answers that is no integer.
    :raises ArgumentValueError: a name of more than 300 characters, fewer than one answer asked for.
    :raises UnknownNameError: a country of which no habits are known.
    """
    habits = _checked(name, n, country)
    words = arabic_letters(name).split()
    brand = arabic_brands().get(tuple(fold(name).split()))
    first = [brand.latin] if brand else []
    if letters := acronym(words):
        first.append(letters)
    alone = len(words) == 1
    parts = [latin_choices(word, alone, habits) for word in servants(words)]
    made = [(capitals(text), score) for text, score in joined(parts, " ", max(n, MOST))]
    return _ranked(first, made, n)


def arabize(name: str, n: int = 5, country: str | None = None) -> Scored:
    """Arabic spellings of a Latin name, best first, each with its probability; known names from the table first.

    Words in capitals are spelled letter by letter unless they read as words. What is in Arabic script stays as it is.

    >>> [arabic for arabic, score in arabize("IBM", n=1)], [arabic for arabic, score in arabize("NASA", n=1)]
    (['آي بي إم'], ['ناسا'])

    :param country: code (ISO 3166, such as ``EG``) of an Arab country whose habits count: ou and ch of the Maghreb,
        g for ج in Egypt.
    :raises ArgumentTypeError: a name or country that is not a string, a number of answers that is no integer.
    :raises ArgumentValueError: a name of more than 300 characters, fewer than one answer asked for.
    :raises UnknownNameError: a country of which no habits are known.
    """
    habits = _checked(name, n, country)
    brand = brands().get(brand_key(name))
    words = name.split()
    alone = len(words) == 1
    made = joined([arabic_choices(word, alone, habits) for word in words], " ", max(n, MOST))
    return _ranked(brand.written if brand else (), _matching_first(name, made), n)


def _checked(name: object, n: object, country: object) -> str:
    """The countries whose habits are asked for, as the table names them; none for no country."""
    name = plain_text(name, "name")
    if len(name) > LONGEST:
        raise ArgumentValueError("name", f"{name[:20]}…", f"a name of at most {LONGEST} characters")
    if not isinstance(n, int) or isinstance(n, bool):
        raise ArgumentTypeError("n", n, "an integer")
    if n < 1:
        raise ArgumentValueError("n", n, "at least 1")
    if country is None:
        return ""
    if not isinstance(country, str):
        raise ArgumentTypeError("country", country, "a code of ISO 3166 or None")
    if country not in countries():
        raise UnknownNameError("country", country, countries())
    return countries()[country]


def _matching_first(name: str, made: Scored) -> Scored:
    """The spellings, with one in front that matches the name; those that it passes share its place in probability."""
    for place, match in enumerate(batch_match((name, text) for text, _ in made)):
        if match > 0.5:
            shared = sum(p for _, p in made[: place + 1]) / (place + 1)
            return [*((text, shared) for text, _ in (made[place], *made[:place])), *made[place + 1 :]]
    return made


def _ranked(first: Iterable[str], made: Scored, n: int) -> Scored:
    """Known names, then made ones, which share what the known ones leave."""
    known = list(dict.fromkeys(first))[:n]
    if not known:
        return made[:n]
    out = [(text, _KNOWN * 0.5**k) for k, text in enumerate(known)]
    rest = _MADE * 0.5 ** (len(known) - 1)
    out += [(text, score * rest) for text, score in made if text not in known]
    return out[:n]
