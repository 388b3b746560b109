"""Numbers written in words: the reverse of :func:`~arabnews_nlp.numbers.parse_numbers`.

The rules are those of Modern Standard Arabic: three to ten take the gender opposite to the counted noun, which follows
in the plural; eleven to ninety-nine take it in the accusative singular, hundreds and scale words in the singular.
"""

from __future__ import annotations

import re
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
    duals: tuple[str, str] | None
    """Nominative and oblique dual; None for a noun that does not change with its number (يورو)."""
    adjective: str = ""

    @property
    def feminine(self) -> bool:
        """Whether numbers agree with it in the feminine."""
        return self.singular.split()[0].endswith("ة")


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


def _below_thousand(number: int, feminine: bool, oblique: bool, construct: bool = False) -> str:
    """A number below a thousand; ``construct`` drops the ن of a final dual of a hundred, as its noun follows."""
    column = feminine + 2 * oblique
    words = _words()
    parts = []
    if number >= 100:
        hundreds = words[number // 100 * 100][column]
        number %= 100
        parts.append(_constructed(hundreds) if construct and not number else hundreds)
    if 13 <= number <= 19:
        parts.append(f"{words[number - 10][column]} {'عشرة' if feminine else 'عشر'}")
    elif number in words and (number or not parts):
        parts.append(words[number][column])
    elif number:
        unit, tens = number % 10, number - number % 10
        first = "إحدى" if unit == 1 and feminine else words[unit][column]
        parts.append(f"{first} و{words[tens][column]}")
    return " و".join(parts)


def _constructed(word: str) -> str:
    """A word before the noun that it governs: duals without their ن (مئتا, ألفي)."""
    return word[:-1] if word.endswith(("تان", "تين", "فان", "فين", "ونان", "ونين", "اران", "ارين")) else word


def _governed(number: int, noun: Noun, oblique: bool, construct: bool = False) -> str:
    """A number from one to 999 with its noun; ``construct`` where another noun follows that (ألفا دولار)."""
    last = number % 100
    if number == 1 and len(noun.singular.split()) > 2:
        return f"{_below_thousand(1, noun.feminine, oblique)} {noun.singular}"
    if number == 1:
        return f"{noun.singular}{_agreeing(noun, 'singular')} {'واحدة' if noun.feminine else 'واحد'}"
    if last in (1, 2) and number > 2 and noun.duals:
        above = _below_thousand(number - last, False, oblique)
        return f"{above} و{_governed(last, noun, oblique, construct)}"
    if number == 2 and noun.duals:
        dual = noun.duals[oblique]
        return (_constructed(dual) if construct else dual) + _agreeing(noun, "oblique dual" if oblique else "dual")
    counted = _below_thousand(number, noun.feminine, oblique, construct=not last)
    if 3 <= last <= 10:
        return f"{counted} {noun.plural}" + _agreeing(noun, "plural")
    if last >= 11:
        return f"{counted} {noun.singular if construct else noun.accusative}" + _agreeing(noun, "accusative")
    return f"{counted} {noun.singular}" + _agreeing(noun, "singular")


def _agreeing(noun: Noun, form: str) -> str:
    """The nationality adjective after its noun, in the form that agrees with it."""
    if not noun.adjective:
        return ""
    ending = {
        "singular": "ة" if noun.feminine else "",
        "plural": "ة",
        "accusative": "ة" if noun.feminine else "ًا",
        "dual": "تان" if noun.feminine else "ان",
        "oblique dual": "تين" if noun.feminine else "ين",
    }[form]
    return f" {noun.adjective}{'' if not noun.duals else ending}"


def _integer(number: int, feminine: bool, oblique: bool, construct: bool = False) -> str:
    """A whole number; ``construct`` where the noun that it counts follows."""
    parts = []
    for scale, noun in _SCALES:
        count, number = divmod(number, scale)
        final = construct and not number
        if count == 1:
            parts.append(noun.singular)
        elif count > 100 and count % 100 == 1:
            parts += [_governed(count - 1, noun, oblique), noun.singular]
        elif count:
            parts.append(_governed(count, noun, oblique, final))
    if number or not parts:
        parts.append(_below_thousand(number, feminine, oblique, construct))
    return " و".join(parts)


def _counted(number: int, noun: Noun, oblique: bool) -> str:
    """A whole number with its noun; the last group below a thousand governs it."""
    if 0 < number < 1000:
        return _governed(number, noun, oblique)
    above, last = number - number % 1000, number % 1000
    if not last:
        return f"{_integer(number, False, oblique, True)} {noun.singular}" + _agreeing(noun, "singular")
    return f"{_integer(above, False, oblique)} و{_governed(last, noun, oblique)}"


def _ordinal(number: int, feminine: bool, oblique: bool) -> str:
    """An ordinal below a thousand; hundreds stand behind بعد (الثاني والعشرون بعد المئة)."""
    hundreds, rest = number - number % 100, number % 100
    if not rest:
        return "ال" + _words()[hundreds][2 * oblique]
    behind = f" بعد ال{_words()[hundreds][2]}" if hundreds else ""
    tens = "ال" + _words()[rest - rest % 10][2 * oblique] if rest >= 20 else ""
    unit = rest % 10 if rest > 10 else rest
    masculine, feminine_form, in_compound = _ordinals()[unit] if unit else ("", "", "")
    first = feminine_form if feminine else masculine
    if rest > 10 and unit == 1:
        first = in_compound + ("ة" if feminine else "")
    if rest < 20:
        after = "" if rest <= 10 else " عشرة" if feminine else " عشر"
        return f"ال{first}{after}{behind}"
    return f"ال{first} و{tens}{behind}" if unit else tens + behind


@cache
def _ordinals() -> dict[int, tuple[str, str, str]]:
    """Masculine and feminine ordinals from one to ten, and the form of the first in compounds."""
    rows = read_table(__package__, "words.tsv")
    simple = {int(value): forms.split() for kind, value, forms in rows if kind == "ordinal"}
    compound = {int(value): forms.split()[0] for kind, value, forms in rows if kind == "compound"}
    return {value: (forms[0], forms[1], compound.get(value, forms[0])) for value, forms in simple.items()}


@cache
def _nouns() -> dict[str, Noun]:
    """Counted nouns by ISO 4217 code and CLDR unit id; those without a dual in the tables do not change."""
    nouns: dict[str, Noun] = {}
    by_word: dict[str, Noun] = {}
    taken: set[str] = set()
    for word, forms, duals, code, *_ in read_table(__package__, "currencies.tsv"):
        by_word[word] = nouns[code] = _noun(forms, duals) or _unchanging(forms.split()[0])
    for word, adjectives, code in read_table(__package__, "adjectives.tsv"):
        if word in by_word:
            nouns[code] = by_word[word]._replace(adjective=adjectives.split()[0])
    for unit, forms, duals in read_table(__package__, "units.tsv"):
        words = [form for form in forms.split() if _WORDS.fullmatch(form)]
        taken.update(word.replace("_", " ") for word in words)
        if words:
            nouns[unit] = _noun(forms, duals) or _unchanging(words[0])
    for code, names, _ in read_table(__package__, "currencies_cldr.tsv"):
        if _WORDS.fullmatch(names.split("|")[0]):
            nouns.setdefault(code, _unchanging(names.split("|")[0]))
    for unit, forms in read_table(__package__, "units_cldr.tsv"):
        name = forms.split("|")[-1]
        if _WORDS.fullmatch(name) and name not in taken:
            nouns.setdefault(unit, _unchanging(name))
        taken.add(name)
    return nouns


_WORDS = re.compile("[\u0621-\u0652_ ]{3,}")
"""A noun of Arabic letters alone."""


def _unchanging(noun: str) -> Noun:
    noun = noun.replace("_", " ")
    return Noun(noun, noun, noun, None)


def _noun(forms: str, duals: str) -> Noun | None:
    """A noun from its forms in the tables: singular, accusative where it differs, plural; None if too few."""
    words, pair = forms.split(), duals.split()
    if len(pair) != 2 or len(words) < 2 or "_" in words[0]:
        return None
    pair.sort(key=lambda dual: dual.endswith("ين"))
    singular = words[0]
    if singular.endswith("ة"):
        return Noun(singular, singular, words[1], (pair[0], pair[1]))
    plural = words[2] if len(words) > 2 and words[1] == singular + "ا" else None
    return None if plural is None else Noun(singular, singular + "ًا", plural, (pair[0], pair[1]))


@cache
def _subunits() -> dict[str, tuple[int, Noun]]:
    """How many of its subunit make a currency, and the noun of that."""
    found: dict[str, tuple[int, Noun]] = {}
    for forms, duals, default, currencies in read_table(__package__, "subunits.tsv"):
        noun = _noun(forms, duals)
        for name in currencies.replace("/", " ").split():
            code, _, per = name.partition(":")
            if noun is not None:
                found.setdefault(code, (int(per or default), noun))
    return found


def spell(
    value: int | Decimal | str,
    gender: Gender = "masculine",
    case: Case = "nominative",
    unit: str | None = None,
    *,
    ordinal: bool = False,
) -> str:
    """A number in Arabic words.

    :param value: below 10¹⁸ in size; decimals are read after فاصلة, or as subunits of a currency that has them.
    :param gender: of the counted noun; the noun of a ``unit`` has its own.
    :param case: accusative and genitive differ from the nominative in duals and tens.
    :param unit: ISO 4217 code or CLDR unit id whose noun follows the number.
    :param ordinal: the ordinal with its article (الثالث), from 1 to 999 and without a unit.

    >>> spell(1325), spell(13, "feminine"), spell(22, case="genitive")
    ('ألف وثلاثمئة وخمسة وعشرون', 'ثلاث عشرة', 'اثنين وعشرين')
    >>> spell(5, unit="KWD"), spell(12, unit="length-kilometer"), spell("-2.05")
    ('خمسة دنانير كويتية', 'اثنا عشر كيلومترًا', 'سالب اثنان فاصلة صفر خمسة')
    >>> spell(200, unit="USD"), spell("5.25", unit="SAR"), spell(23, "feminine", ordinal=True)
    ('مئتا دولار أمريكي', 'خمسة ريالات سعودية وخمس وعشرون هللة', 'الثالثة والعشرون')
    """
    if gender not in _GENDERS:
        raise UnknownNameError("gender", gender, _GENDERS)
    if case not in _CASES:
        raise UnknownNameError("case", case, _CASES)
    if unit is not None and (not isinstance(unit, str) or unit not in _nouns()):
        raise UnknownNameError("unit", unit, _nouns())
    number = _exact(value)
    oblique = case != "nominative"
    if ordinal:
        if unit is not None or number != int(number) or not 1 <= number < 1000:
            raise ArgumentValueError("value", value, "a whole number from 1 to 999 without a unit")
        return _ordinal(int(number), gender == "feminine", oblique)
    sign = "سالب " if number < 0 else ""
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    decimals = decimals.rstrip("0")
    noun = None if unit is None else _nouns()[unit]
    if noun is not None and not decimals:
        return sign + _counted(int(whole), noun, oblique)
    if noun is not None and unit in _subunits() and int(whole):
        per, part = _subunits()[unit]
        amount = Decimal("0." + decimals) * per
        if amount == int(amount):
            return f"{sign}{_counted(int(whole), noun, oblique)} و{_counted(int(amount), part, oblique)}"
    words = _integer(int(whole), gender == "feminine", oblique)
    if decimals:
        significant = decimals.lstrip("0")
        words += (
            " فاصلة" + " صفر" * (len(decimals) - len(significant)) + " " + _integer(int(significant), False, oblique)
        )
    return sign + words + (f" {noun.singular}{_agreeing(noun, 'singular')}" if noun else "")


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
