"""Which articles are relevant, read from their texts alone, without the pipeline.

*Names*: one of the spellings of the tables stands in the folded text as a whole word, with an article before it or not,
or with clitics if it is too long to become another word by them (بديل is not Dell); links do not count.

*Amounts*: digits with a word of scale, a number from three to ten in words with one, or a dual (مليونين); a number that
goes on after it (4 ملايين و400 ألف) is another one. *Dates*: day, month and year, in digits or with the month's name.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import regex

import arabnews_nlp as an
from arabnews_nlp.names.tables import Brand, brands

__all__ = ["Question", "amount_questions", "date_questions", "folded_text", "name_questions", "shown_amount"]

SEED = 7


class Question(NamedTuple):
    """One thing that is asked for, in two ways."""

    what: str
    """``name``, ``amount`` or ``date``."""
    ways: tuple[str, str]
    """A name in Latin and in Arabic letters; an amount in plain digits and with its word of scale; a date in ISO form
    and with the name of its month."""
    holders: tuple[frozenset[int], frozenset[int]]
    """The articles that have it in either way."""

    @property
    def relevant(self) -> frozenset[int]:
        """The articles that have it at all."""
        return self.holders[0] | self.holders[1]


_LINK = regex.compile(r"(?:https?://|www\.)[^\s()<>]+|[\w.-]+\.(?:com|org|net)\b")


def folded_text(text: str) -> str:
    """What is read: folded, without links, hashtags as words."""
    return _LINK.sub(" ", an.normalize(text)).replace("#", "").replace("_", " ")


def _sought(forms: set[str], place: bool) -> regex.Pattern[str]:
    """Whether a text has one of these forms; the name of a place is one with clitics too, however short (ومصر)."""
    least = 3 if place else 5
    long = "|".join(sorted((regex.escape(form) for form in forms if len(form) >= least), key=len, reverse=True))
    short = "|".join(sorted((regex.escape(form) for form in forms if len(form) < least), key=len, reverse=True))
    parts = [rf"[وف]?[بكل]?(?:ال|ل)?(?:{long})" if long else "", rf"(?:ال)?(?:{short})" if short else ""]
    return regex.compile(rf"(?<!\w)(?:{'|'.join(part for part in parts if part)})(?!\w)")


def name_questions(folded: list[str], count: int) -> list[Question]:
    """The names of the tables that most articles have; those that occur in both scripts come first."""
    everything = "\n".join(folded)
    known: list[tuple[tuple[bool, int], Brand, tuple[set[str], set[str]]]] = []
    for brand in dict.fromkeys(brands().values()):
        if brand.arabic and not brand.plain and len(brand.latin) >= 4:
            latin = {an.normalize(form) for form in (brand.latin, *brand.variants) if form.isascii()}
            arabic = {an.normalize(form) for form in brand.arabic}
            seen = [sum(map(everything.count, forms)) for forms in (latin, arabic)]
            if any(seen):
                known.append(((min(seen) > 0, sum(seen)), brand, (latin, arabic)))
    known.sort(key=lambda row: row[0], reverse=True)
    found: list[Question] = []
    for _, brand, forms in known[: 3 * count]:
        held = [
            frozenset(i for i, text in enumerate(folded) if p.search(text))
            for p in (_sought(f, brand.type == "LOC") for f in forms)
        ]
        if held[0] | held[1]:
            found.append(Question("name", (brand.latin, brand.arabic[0]), (held[0], held[1])))
    found.sort(key=lambda q: (bool(q.holders[0] and q.holders[1]), len(q.relevant)), reverse=True)
    return found[:count]


_SCALES = {
    10**3: ("الف", "الاف", "الفا"),
    10**6: ("مليون", "ملايين", "مليونا"),
    10**9: ("مليار", "مليارات", "مليارا", "بليون", "بلايين"),
    10**12: ("تريليون", "تريليونات"),
}
_FACTORS = {word: factor for factor, words in _SCALES.items() for word in words}
_DUALS = {
    word + end: 2 * factor
    for factor, (word, *_) in _SCALES.items()
    for end in (("ين", "ي", "ان") if word != "الف" else ("ين", "ان"))
}
_SMALL = {
    word: value
    for value, words in enumerate(
        ("ثلاث ثلاثه", "اربع اربعه", "خمس خمسه", "ست سته", "سبع سبعه", "ثمان ثماني ثمانيه", "تسع تسعه", "عشر عشره"), 3
    )
    for word in words.split()
}
_AMOUNT = regex.compile(
    r"(?<![\w.,/:-])(?:(?:لا|ل|ال|ب)?(?<digits>[0-9]{1,15}(?:,[0-9]{3})*(?:[.,][0-9]{1,2})?)"
    rf"(?:\ ?(?<scale>{'|'.join(_FACTORS)}))?|(?<small>{'|'.join(_SMALL)})\ (?<scale>{'|'.join(_FACTORS)})"
    rf"|[بو]?(?<dual>{'|'.join(sorted(_DUALS, key=len, reverse=True))}))(?![\w%/:-]|[.,][0-9]|\ و\ ?[0-9])"
)


def _amounts(text: str) -> Iterator[Decimal]:
    for found in _AMOUNT.finditer(text):
        if found["dual"]:
            yield Decimal(_DUALS[found["dual"]])
            continue
        if found["small"]:
            value = Decimal(_SMALL[found["small"]])
        else:
            digits = found["digits"]
            grouped = regex.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", digits)
            value = Decimal(digits.replace(",", "") if grouped else digits.replace(",", "."))
        yield value * _FACTORS.get(found["scale"] or "", 1)


def shown_amount(value: Decimal) -> str:
    """In plain digits."""
    return format(value.normalize(), "f")


def amount_questions(folded: list[str], count: int) -> list[Question]:
    """Amounts from ten thousand up: in plain digits, and as a writer would put them."""
    held: defaultdict[Decimal, set[int]] = defaultdict(set)
    for number, text in enumerate(folded):
        for value in _amounts(text):
            if value >= 10_000:
                held[value].add(number)
    questions = []
    for value, articles in sorted(held.items()):
        factor = max((f for f in _SCALES if f <= value), default=1)
        scaled = value / factor
        if scaled != round(scaled, 1):
            continue
        word = _SCALES[factor][1] if scaled in range(3, 11) else _SCALES[factor][0]
        arabic = shown_amount(scaled).translate(_EASTERN)
        places = frozenset(articles)
        questions.append(Question("amount", (shown_amount(value), f"{arabic} {word}"), (places, places)))
    return _some(questions, count)


_EASTERN = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
_MONTHS = [
    ("يناير", "كانون الثاني", "جانفي"), ("فبراير", "شباط", "فيفري"), ("مارس", "اذار"), ("ابريل", "نيسان", "افريل"),
    ("مايو", "ايار", "ماي"), ("يونيو", "حزيران", "جوان"), ("يوليو", "تموز", "جويليه", "يوليوز"),
    ("اغسطس", "اب", "اوت", "غشت"),
    ("سبتمبر", "ايلول", "شتنبر"), ("اكتوبر", "تشرين الاول"), ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الاول", "دجنبر"),
]  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATE = regex.compile(
    rf"(?<![\w/.-])(?<day>[0-9]{{1,2}})(?:\ من)?(?:\ شهر)?\ ?(?<month>{_NAMED})(?:\ ?[/(]\ ?(?:{_NAMED})\)?)?"
    r"(?:\ (?:من\ )?(?:عام|سنه))?[\ ,]{1,2}(?<year>(?:19|20)[0-9]{2})م?(?![\w/])"
    r"|(?<![\w/.-])(?<day>[0-9]{1,2})(?<sep>[/-])(?<digits>[0-9]{1,2})(?P=sep)(?<year>(?:19|20)[0-9]{2})م?(?![\w/-])"
    r"|(?<![\w/.-])(?<year>(?:19|20)[0-9]{2})-(?<digits>[0-9]{1,2})-(?<day>[0-9]{1,2})(?![\w/-])"
)


def _dates(text: str) -> Iterator[date]:
    for found in _DATE.finditer(text):
        month = _MONTH[found["month"]] if found["month"] else int(found["digits"])
        try:
            yield date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue


def date_questions(folded: list[str], count: int) -> list[Question]:
    """Days with their year: in ISO form, and with the name of the month."""
    held: defaultdict[date, set[int]] = defaultdict(set)
    for number, text in enumerate(folded):
        for day in _dates(text):
            held[day].add(number)
    questions = []
    for day, articles in sorted(held.items()):
        places = frozenset(articles)
        named = f"{day.day} {_MONTHS[day.month - 1][0]} {day.year}"
        questions.append(Question("date", (day.isoformat(), named), (places, places)))
    return _some(questions, count)


def _some(questions: list[Question], count: int) -> list[Question]:
    return random.Random(SEED).sample(questions, min(count, len(questions)))
