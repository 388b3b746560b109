"""What the words of the number grammar mean, read from the tables beside this module.

Every folded word maps to its *senses*: the name of a sense and its value. A phrase of several words is kept under its
first word, as :class:`arabnews_nlp.numbers._word_stream.Lexicon` describes.

Sources of the tables: Unicode CLDR for currencies and measures (``*_cldr.tsv``, written by ``tools/cldr_numbers.py``),
ISO 4217 for currency codes, ISO 8601 and TIMEX3 for calendar values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.numbers._lexicon import ARABIC, DIGIT, LATIN, Lexicon

__all__ = ["ARABIC", "DIGIT", "LATIN", "Currency", "countries", "country_lexicon", "lexicon"]

MANY = "…"
"""Key of the phrases that start with a word, and ending of the name of a sense that phrases start."""

_READ_ALONE = {"unit_dual", "money_dual", "duration", "measure"}
"""Senses of which a word alone may be a quantity."""


class Currency(NamedTuple):
    """What a currency word stands for."""

    code: str
    """ISO 4217 code of the noun alone."""
    family: str
    """Name of the family of currencies that share the noun, empty where there is one only."""
    adjectives: dict[str, str]
    """Codes by folded nationality adjectives."""
    per: int = 1
    """How many of a subunit make the unit."""
    families: tuple[str, ...] = ()
    """Codes that a subunit may belong to, the default first."""
    parts: dict[str, tuple[str, int]] = {}  # noqa: RUF012
    """Codes by folded nationality adjectives where those make the noun a subunit, and how many make the unit."""
    needs_evidence: bool = False
    """Whether the word stands for money only in a text about a country that has it (د for دينار)."""
    spellings: dict[str, str] = {}  # noqa: RUF012
    """Codes by a letter that folding makes the same (د.إ and د.أ)."""


_CldrCurrency: TypeAlias = tuple[str, list[str], list[str]]
"""ISO 4217 code, names, symbols."""


def _rows(name: str) -> list[list[str]]:
    return read_table(__package__, name)


def _words(form: str) -> tuple[str, ...]:
    """Folded words of a table entry, where ``_`` and blanks part words."""
    found = []
    for part in form.replace("_", " ").split(" "):
        pretokens = PreTokens(part)
        found += [fold(pretokens.text[pretokens[i][0] : pretokens[i][1]]) for i in range(len(pretokens))]
    return tuple(found)


class Sense(NamedTuple):
    """A row of ``senses.tsv``: what a word may mean to the grammar."""

    value: str
    """Type of its values: number, fraction, integer, text, or ``-`` where they are not from a table of words."""
    starts: str
    """Whether a quantity may start at such a word: ``explicit`` in both scopes, ``all`` in that scope only, ``digits``
    where digits follow, ``-`` never."""
    phrase_starts: str
    """The same for a phrase of several words."""


@cache
def _senses() -> dict[str, Sense]:
    return {name: Sense(*row[:3]) for name, *row in _rows("senses.tsv")}


def _fraction(value: str) -> Decimal:
    top, _, bottom = value.partition("/")
    return Decimal(top) / Decimal(bottom)


_TYPES: dict[str, Callable[[str], Any]] = {"number": Decimal, "fraction": _fraction, "integer": int, "text": str}


def _value(kind: str, value: str) -> Any:
    return _TYPES[_senses()[kind].value](value)


def _starts(scope_all: bool) -> set[str]:
    """Names of the senses that a quantity may start at, with ``…`` after those of phrases."""
    scopes = ("explicit", "digits", "all") if scope_all else ("explicit", "digits")
    words = {name for name, sense in _senses().items() if sense.starts in scopes}
    return words | {name + MANY for name, sense in _senses().items() if sense.phrase_starts in scopes}


class _Table:
    """Senses by folded word, phrases under their first word."""

    def __init__(self) -> None:
        self.senses: dict[str, dict[str, Any]] = defaultdict(dict)

    def add(self, kind: str, form: str, value: Any) -> None:
        """Give a word or phrase a sense that it has not yet."""
        first, *rest = _words(form)
        meaning = self.senses[first]
        if not rest:
            meaning.setdefault(kind, value)
            return
        phrases = meaning.setdefault(MANY, {}).setdefault(kind, [])
        if tuple(rest) not in [known for known, _ in phrases]:
            phrases.append((tuple(rest), value))
            phrases.sort(key=lambda phrase: -len(phrase[0]))


def _endings(adjective: str) -> tuple[str, ...]:
    return tuple(adjective + ending for ending in ("", "ا", "ة", "ان", "ين", "تان", "تين"))


def _currencies(table: _Table) -> None:
    """Nouns of the tables first, then what CLDR and the symbols add, as the first sense of a word stays."""
    cldr = [(code, names.split("|"), symbols.split("|")) for code, names, symbols in _rows("currencies_cldr.tsv")]
    adjectives = _adjectives(cldr)
    nouns = _currency_nouns(table, adjectives)
    _currency_symbols(table)
    _cldr_currencies(table, cldr)
    for noun, code in _nouns_of_one_currency(cldr).items():
        if noun not in nouns and noun in adjectives:
            table.add("money", noun, Currency(code, "", adjectives[noun]))
    _subunits(table, adjectives)


def _currency_symbols(table: _Table) -> None:
    """Signs and abbreviations; those of Arabic letters with and without the last full stop."""
    codes = dict(_rows("currency_symbols.tsv"))
    by_folded: dict[str, dict[str, str]] = defaultdict(dict)
    for symbol, code in codes.items():
        by_folded[fold(symbol)][symbol] = code
    for symbol, code in codes.items():
        same = by_folded[fold(symbol)]
        currency = Currency(code, "", {}, spellings=same if len(same) > 1 else {})
        for form in (symbol, symbol + ".") if "." in symbol else (symbol,):
            table.add("money", form, currency)
            table.add("symbol", form, currency)


def _subunits(table: _Table, adjectives: dict[str, dict[str, str]]) -> None:
    by_code: dict[str, list[str]] = defaultdict(list)
    for endings in adjectives.values():
        for adjective, code in endings.items():
            by_code[code].append(adjective)
    for forms, duals, default, currencies in _rows("subunits.tsv"):
        alone, _, with_adjective = currencies.partition("/")
        owners = [code.partition(":")[0] for code in alone.split()]
        parts = {}
        for code, _, per in (name.partition(":") for name in (alone + with_adjective).split()):
            for adjective in (*by_code[code], *(_endings(fold("أوروبي")) if code == "EUR" else ())):
                parts[fold(adjective)] = (code, int(per or default))
        for form in forms.split():
            if owners:
                table.add("money", form, Currency(owners[0], "", {}, int(default), tuple(owners), parts))
            else:
                noun = table.senses[fold(form)]
                noun["money"] = noun["money"]._replace(parts=parts)
        for form in duals.split():
            table.add("money_dual", form, Currency(owners[0], "", {}, int(default), tuple(owners), parts))


def _adjectives(cldr: list[_CldrCurrency]) -> dict[str, dict[str, str]]:
    """By noun, the currency of each nationality in all its endings."""
    adjectives: dict[str, dict[str, str]] = defaultdict(dict)
    for noun, words, code in _rows("adjectives.tsv"):
        for word in words.split():
            adjectives[noun].update((fold(ending), code) for ending in _endings(word))
    for code, names, _ in cldr:
        for name in names:
            noun, _, adjective = name.partition(" ")
            for ending in _endings(adjective) if adjective and " " not in adjective else ():
                adjectives[noun].setdefault(fold(ending), code)
    return adjectives


def _currency_nouns(table: _Table, adjectives: dict[str, dict[str, str]]) -> set[str]:
    nouns = set()
    for noun, forms, duals, code, family, letters in _rows("currencies.tsv"):
        currency = Currency(code, family, adjectives[noun])
        nouns.add(noun)
        for form in forms.split():
            table.add("money", form, currency)
        for form in duals.split():
            table.add("money_dual", form, currency)
        for form in letters.split():
            table.add("money", form, currency._replace(needs_evidence=True))
    return nouns


def _cldr_currencies(table: _Table, cldr: list[_CldrCurrency]) -> None:
    """Names of several words, and symbols; those without an Arabic letter may stand before a number."""
    for code, names, symbols in cldr:
        for name in names:
            if " " in name:
                table.add("money", name, Currency(code, "", {}))
        for symbol in symbols:
            table.add("money", symbol, Currency(code, "", {}))
            if not any("\u0600" <= c <= "\u06ff" for c in symbol):
                table.add("symbol", symbol, Currency(code, "", {}))


def _nouns_of_one_currency(cldr: list[_CldrCurrency]) -> dict[str, str]:
    """Codes by the first words of names that no other currency's name starts with."""
    heads = defaultdict(set)
    for code, names, _ in cldr:
        for name in names:
            heads[name.split()[0]].add(code)
    return {noun: min(codes) for noun, codes in heads.items() if len(codes) == 1}


def _measures(table: _Table) -> None:
    for unit, forms, duals in _rows("units.tsv"):
        for form in forms.split():
            table.add("measure", form, unit)
        for form in duals.split():
            table.add("unit_dual", form, unit)
    for unit, forms in _rows("units_cldr.tsv"):
        for form in forms.split("|"):
            table.add("measure", form, unit)
    _squares_and_cubes(table)


def _squares_and_cubes(table: _Table) -> None:
    """Areas and volumes of the units of length that have them: قدما مربعة, كيلومترين مربعين."""
    known = {unit for unit, *_ in (*_rows("units.tsv"), *_rows("units_cldr.tsv"))}
    for unit, forms, duals in _rows("units.tsv"):
        kind, _, name = unit.partition("-")
        if kind != "length":
            continue
        for made, adjective in ((f"area-square-{name}", "مربع"), (f"volume-cubic-{name}", "مكعب")):
            if made not in known:
                continue
            for form in forms.split():
                for ending in ("", "ا", "ة"):
                    table.add("measure", f"{form} {adjective}{ending}", made)
            for form in duals.split():
                for ending in ("ان", "ين", "تان", "تين"):
                    table.add("unit_dual", f"{form} {adjective}{ending}", made)


@cache
def lexicon(scope_all: bool) -> Lexicon:
    """The lexicon of the grammar; ``scope_all`` adds the starts of relative expressions and plain duals."""
    table = _Table()
    for name in ("words.tsv", "calendar.tsv"):
        for kind, value, forms in _rows(name):
            for form in forms.split():
                table.add(kind, form, _value(kind, value))
    _currencies(table)
    _measures(table)
    for sign in "%٪":
        table.add("percent_sign", sign, Decimal(1))
    starts = _starts(scope_all)
    only_before_digits = {name for name, sense in _senses().items() if sense.starts == "digits"}
    before_digits = [
        form
        for form, meaning in table.senses.items()
        if (found := meaning.keys() & starts) and found <= only_before_digits and _READ_ALONE.isdisjoint(meaning)
    ]
    return Lexicon(table.senses, starts, before_digits)


@cache
def countries() -> dict[str, dict[str, str]]:
    """ISO 4217 code by country and family of currencies that share a noun."""
    families = ("dinar", "riyal", "pound", "dirham", "lira")
    return {
        country: {family: code for family, code in zip(families, codes, strict=True) if code}
        for country, _, *codes in _rows("countries.tsv")
    }


@cache
def country_lexicon() -> Lexicon:
    """The words that are evidence of a country: its name, nationality adjectives, large cities."""
    table = _Table()
    for country, words, *_ in _rows("countries.tsv"):
        for word in words.split():
            table.add("country", word, country)
    return Lexicon(table.senses, {"country"})
