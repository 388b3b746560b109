"""Numbers written in words: the reverse of :func:`~arabnews_nlp.numbers.parse_numbers`.

The rules are those of Modern Standard Arabic: three to ten take the gender opposite to the counted noun, which follows
in the plural; eleven to ninety-nine take it in the accusative singular, hundreds and scale words in the singular.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal, NamedTuple

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError

__all__ = ["spell"]

Gender = Literal["masculine", "feminine"]
Case = Literal["nominative", "accusative", "genitive"]

_GENDERS = ("masculine", "feminine")
_CASES = ("nominative", "accusative", "genitive")
_LIMIT = 10**18


class Noun(NamedTuple):
    """A counted noun in the forms that numbers govern."""

    singular: str
    accusative: str
    plural: str
    duals: tuple[str, str]
    """Nominative and oblique dual."""
    adjective: str = ""

    @property
    def feminine(self) -> bool:
        """Whether numbers agree with it in the feminine."""
        return self.singular.endswith("ة")


_SCALES = (
    (10**15, Noun("كوادريليون", "كوادريليونًا", "كوادريليونات", ("كوادريليونان", "كوادريليونين"))),
    (10**12, Noun("تريليون", "تريليونًا", "تريليونات", ("تريليونان", "تريليونين"))),
    (10**9, Noun("مليار", "مليارًا", "مليارات", ("ملياران", "مليارين"))),
    (10**6, Noun("مليون", "مليونًا", "ملايين", ("مليونان", "مليونين"))),
    (10**3, Noun("ألف", "ألفًا", "آلاف", ("ألفان", "ألفين"))),
)


@cache
def _words() -> dict[int, tuple[str, ...]]:
    return {int(value): tuple(words) for value, *words in read_table(__package__, "spellout.tsv")}


def _below_thousand(number: int, feminine: bool, oblique: bool) -> str:
    column = feminine + 2 * oblique
    words = _words()
    parts = []
    if number >= 100:
        parts.append(words[number // 100 * 100][column])
        number %= 100
    if 13 <= number <= 19:
        parts.append(f"{words[number - 10][column]} {'عشرة' if feminine else 'عشر'}")
    elif number in words and (number or not parts):
        parts.append(words[number][column])
    elif number:
        unit, tens = number % 10, number - number % 10
        first = "إحدى" if unit == 1 and feminine else words[unit][column]
        parts.append(f"{first} و{words[tens][column]}")
    return " و".join(parts)


def _governed(number: int, noun: Noun, oblique: bool) -> str:
    """A number from one to 999 with its noun."""
    last = number % 100
    adjective = noun.adjective
    if number == 1:
        return f"{noun.singular}{_agreeing(adjective, noun, 'singular')} {'واحدة' if noun.feminine else 'واحد'}"
    if number == 2:
        return noun.duals[oblique] + _agreeing(adjective, noun, "oblique dual" if oblique else "dual")
    counted = _below_thousand(number, noun.feminine, oblique)
    if 3 <= last <= 10:
        return f"{counted} {noun.plural}" + _agreeing(adjective, noun, "plural")
    if last >= 11:
        return f"{counted} {noun.accusative}" + _agreeing(adjective, noun, "accusative")
    return f"{counted} {noun.singular}" + _agreeing(adjective, noun, "singular")


def _agreeing(adjective: str, noun: Noun, form: str) -> str:
    """The nationality adjective after its noun, in the form that agrees with it."""
    if not adjective:
        return ""
    ending = {
        "singular": "ة" if noun.feminine else "",
        "plural": "ة",
        "accusative": "ة" if noun.feminine else "ًا",
        "dual": "تان" if noun.feminine else "ان",
        "oblique dual": "تين" if noun.feminine else "ين",
    }[form]
    return f" {adjective}{ending}"


def _integer(number: int, feminine: bool, oblique: bool) -> str:
    parts = []
    for scale, noun in _SCALES:
        if number >= scale:
            parts.append(noun.singular if number // scale == 1 else _governed(number // scale, noun, oblique))
            number %= scale
    if number or not parts:
        parts.append(_below_thousand(number, feminine, oblique))
    return " و".join(parts)


def _counted(number: int, noun: Noun, oblique: bool) -> str:
    """A whole number with its noun; the last group below a thousand governs it."""
    if 0 < number < 1000:
        return _governed(number, noun, oblique)
    above, last = number - number % 1000, number % 1000
    if not last:
        return f"{_integer(number, False, oblique)} {noun.singular}" + _agreeing(noun.adjective, noun, "singular")
    if last <= 2:
        words = _below_thousand(last, noun.feminine, oblique)
        ending = _agreeing(noun.adjective, noun, "singular")
        return f"{_integer(above, False, oblique)} و{words} {noun.singular}{ending}"
    return f"{_integer(above, False, oblique)} و{_governed(last, noun, oblique)}"


@cache
def _nouns() -> dict[str, Noun]:
    """Counted nouns by ISO 4217 code and CLDR unit id."""
    nouns, by_word = {}, {}
    for word, forms, duals, code, *_ in read_table(__package__, "currencies.tsv"):
        noun = _noun(forms, duals)
        if noun is not None:
            by_word[word] = noun
            nouns[code] = noun
    for word, adjectives, code in read_table(__package__, "adjectives.tsv"):
        if word in by_word:
            nouns[code] = by_word[word]._replace(adjective=adjectives.split()[0])
    for unit, forms, duals in read_table(__package__, "units.tsv"):
        noun = _noun(forms, duals)
        if noun is not None:
            nouns[unit] = noun
    return nouns


def _noun(forms: str, duals: str) -> Noun | None:
    """A noun from its forms in the tables: singular, accusative where it differs, plural; None if too few."""
    words, pair = forms.split(), duals.split()
    if len(pair) != 2 or len(words) < 2:
        return None
    pair.sort(key=lambda dual: dual.endswith("ين"))
    singular = words[0]
    if singular.endswith("ة"):
        return Noun(singular, singular, words[1], (pair[0], pair[1]))
    plural = words[2] if len(words) > 2 and words[1] == singular + "ا" else None
    return None if plural is None else Noun(singular, singular + "ًا", plural, (pair[0], pair[1]))


def spell(
    value: int | Decimal | str,
    gender: Gender = "masculine",
    case: Case = "nominative",
    unit: str | None = None,
) -> str:
    """A number in Arabic words.

    :param value: below 10¹⁸ in size; decimals are read after فاصلة.
    :param gender: of the counted noun; the noun of a ``unit`` has its own.
    :param case: accusative and genitive differ from the nominative in duals and tens.
    :param unit: ISO 4217 code or CLDR unit id whose noun follows the number.

    >>> spell(1325), spell(13, "feminine"), spell(22, case="genitive")
    ('ألف وثلاثمئة وخمسة وعشرون', 'ثلاث عشرة', 'اثنين وعشرين')
    >>> spell(5, unit="KWD"), spell(12, unit="length-kilometer"), spell("-2.05")
    ('خمسة دنانير كويتية', 'اثنا عشر كيلومترًا', 'سالب اثنان فاصلة صفر خمسة')
    """
    if gender not in _GENDERS:
        raise UnknownNameError("gender", gender, _GENDERS)
    if case not in _CASES:
        raise UnknownNameError("case", case, _CASES)
    if unit is not None and unit not in _nouns():
        raise UnknownNameError("unit", unit, _nouns())
    number = _exact(value)
    oblique = case != "nominative"
    sign = "سالب " if number < 0 else ""
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    decimals = decimals.rstrip("0")
    noun = None if unit is None else _nouns()[unit]
    if noun is not None and not decimals:
        return sign + _counted(int(whole), noun, oblique)
    words = _integer(int(whole), gender == "feminine", oblique)
    if decimals:
        significant = decimals.lstrip("0")
        words += (
            " فاصلة" + " صفر" * (len(decimals) - len(significant)) + " " + _integer(int(significant), False, oblique)
        )
    return sign + words + (f" {noun.singular}{_agreeing(noun.adjective, noun, 'singular')}" if noun else "")


def _exact(value: int | Decimal | str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise ArgumentTypeError("value", value, "int, Decimal or a string of digits")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ArgumentValueError("value", value, "an int, a Decimal or a string of digits") from None
    bounded = number.is_finite() and number.copy_abs() < _LIMIT and (not number or number.adjusted() >= -18)
    if not bounded or len(f"{number:f}".partition(".")[2].rstrip("0")) > 18:
        raise ArgumentValueError("value", value, "a number below 10**18 with at most 18 decimals")
    return number
