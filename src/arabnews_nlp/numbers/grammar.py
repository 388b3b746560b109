"""The number grammar: cardinals in digits and words, then what they count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from arabnews_nlp.doc import Quantity
from arabnews_nlp.numbers.digits import digits_value
from arabnews_nlp.numbers.lexicon import currency_adjectives, decimals, forms, units
from arabnews_nlp.numbers.words import ARABIC, DIGIT, LATIN, Word, read_words

__all__ = ["parse"]

_PERCENT_SIGNS = ("%", "٪")
_HUNDRED = ("بالمئه", "بالمائه", "بالميه")
_TEN = ("عشر", "عشره")
_HUNDREDS = ("مئه", "مائه")
_CLITICS = ("و", "ف", "ب", "ك", "ل")
_YEAR_WORDS = ("عام", "سنه", "العام", "السنه")
_FISCAL = ("المالي", "الماليه")


class Number(NamedTuple):
    """A cardinal found at a word: where it starts in the text, the word after it, its value."""

    start: int
    next: int
    value: Decimal
    in_words: bool


class _Parser:
    """One pass from left to right over the words of a text; each method reads at a word and says what it found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = read_words(text)

    def word(self, i: int) -> Word | None:
        return self.words[i] if 0 <= i < len(self.words) else None

    def form(self, i: int) -> str:
        return self.words[i].form if 0 <= i < len(self.words) else ""

    def stripped(self, i: int, kind: str) -> tuple[int, str] | None:
        """Start and value of a lexicon word at ``i``, with one clitic and the article taken off."""
        word = self.words[i]
        table = forms(kind)
        if word.form in table:
            return word.start, table[word.form]
        if word.kind != ARABIC:
            return None
        form, start = word.form, word.start
        plain = self.text[start : word.end]
        if len(plain) != len(form):
            return None
        if form[:1] in _CLITICS and form[1:] in table:
            return start + 1, table[form[1:]]
        if form[:2] == "ال" and form[2:] in table:
            return start, table[form[2:]]
        if form[:1] in _CLITICS and form[1:3] == "ال" and form[3:] in table:
            return start + 1, table[form[3:]]
        return None

    def number(self, i: int) -> Number | None:
        """A cardinal at word ``i``: digits with a scale word, or number words joined by و."""
        word = self.words[i]
        if word.kind == DIGIT:
            value = digits_value(word.form)
            before, after = self.word(i - 1), self.word(i + 1)
            inside_name = (
                (before is not None and word.glued and before.kind == LATIN)
                or (before is not None and word.glued and before.form in ("-", ".", "/", "_", "#", "@"))
                or (after is not None and after.glued and after.kind == LATIN and after.form not in units())
            )
            if value is None or inside_name or self._in_latin_name(i):
                return None
            found = Number(word.start, i + 1, value, False)
            return self._scaled(found)
        ten = self.form(i + 1) in _TEN
        first = (self.stripped(i, "teen") if ten else None) or self.stripped(i, "unit") or self.stripped(i, "dual")
        first = first or self.stripped(i, "scale")
        if first is not None:
            return self._in_words(first[0], i, Decimal(first[1]))
        part = self.stripped(i, "fraction")
        return None if part is None else self._scaled(Number(part[0], i + 1, Decimal(part[1]), True))

    def _in_latin_name(self, i: int) -> bool:
        """Whether the digits at ``i`` go with the Latin word before them (Office 365) and count nothing after them."""
        before = self.word(i - 1)
        if before is None or before.kind != LATIN or before.form in units() or before.end + 1 != self.words[i].start:
            return False
        after = self.form(i + 1)
        counts = (*_PERCENT_SIGNS, *_HUNDRED)
        return not (
            after in counts
            or after in units()
            or any(after in forms(kind) for kind in ("scale", "month", "period"))
            or (after == "في" and self.form(i + 2) in _HUNDREDS)
        )

    def _scaled(self, found: Number) -> Number:
        """Multiplied by a scale word that follows (17 مليار)."""
        scales = decimals("scale")
        while self.form(found.next) in scales:
            found = found._replace(next=found.next + 1, value=found.value * scales[self.form(found.next)])
        return found

    def _in_words(self, start: int, i: int, group: Decimal) -> Number:
        """Number words from word ``i`` on: groups below a thousand, each with its scale, joined by و.

        ``total`` holds the groups whose scale was read, ``last`` the scale that the next group must stay below, and
        ``least`` the part of the open group that the next part must stay below (a unit may precede its tens).
        """
        scales, units_, duals = decimals("scale"), decimals("unit"), decimals("dual")
        at, total, last = i + 1, Decimal(0), Decimal(10**18)
        if 3 <= group <= 9 and self.form(at) in _TEN:
            group, at = group + 10, at + 1
        elif 11 <= group <= 12:
            at += 1
        elif 3 <= group <= 9 and self.form(at) in _HUNDREDS:
            group, at = group * 100, at + 1
        if group >= 1000:
            total, last, group = group, group, Decimal(0)
        least = group
        while True:
            form = self.form(at)
            if form in scales and group and scales[form] < last:
                total, last, group = total + group * scales[form], scales[form], Decimal(0)
                at += 1
                continue
            if form in scales and total and not group:
                total, last = total * scales[form], last * scales[form]
                at += 1
                continue
            part = units_.get(form[1:]) if form[:1] == "و" else None
            if part is not None and 3 <= part <= 9 and self.form(at + 1) in _TEN and (not group or group >= 100):
                group, least, at = group + part + 10, Decimal(1), at + 2
            elif part is not None and (part < least if group else part < last and total > 0):
                group, least, at = group + part, part, at + 1
            elif part is not None and group and least < 10 and 20 <= part <= 90:
                group, least, at = group + part, Decimal(1), at + 1
            else:
                large = duals.get(form[1:], scales.get(form[1:])) if form[:1] == "و" else None
                if large is None or large >= last or not total or group:
                    return Number(start, at, total + group, True)
                total, last, at = total + large, large, at + 1

    def end(self, following: int) -> int:
        """End of the word before ``following``."""
        return self.words[following - 1].end

    def quantities(self) -> Iterator[Quantity]:
        """Every quantity, leftmost first; words inside one are not read again."""
        i = 0
        while i < len(self.words):
            found = self.date(i) or self.counted(i) or self.weekday(i) or self.ordinal(i)
            if found is None:
                i += 1
                continue
            quantity, i = found
            yield quantity

    def make(self, start: int, following: int, label: str, **fields: object) -> tuple[Quantity, int]:
        return Quantity(self.text, start, self.end(following), label, **fields), following  # type: ignore[arg-type]

    def year(self, i: int) -> tuple[str, int] | None:
        """A year at word ``i``, with من and عام or the fiscal year before it."""
        prefix = ""
        if self.form(i) == "من" and self.form(i + 1) in _YEAR_WORDS:
            i += 1
        if self.form(i) in _YEAR_WORDS:
            i += 1
            if self.form(i) in _FISCAL:
                prefix = "FY"
                i += 1
        word = self.word(i)
        if word is None or word.kind != DIGIT or not (len(word.form) == 4 and word.form.isdigit()):
            return None
        return (prefix + word.form, i + 1) if 1000 <= int(word.form) <= 2200 else None

    def date(self, i: int) -> tuple[Quantity, int] | None:
        """Day and month, month and year, a quarter of a year, or a year after its noun."""
        word = self.words[i]
        day, start, at = None, word.start, i
        if word.kind == DIGIT and word.form.isdigit() and len(word.form) <= 2 and 1 <= int(word.form) <= 31:
            day, at = int(word.form), i + 1
        elif (ordinal := self.stripped(i, "ordinal")) and self.form(i + 1) == "من":
            day, start, at = int(ordinal[1]), ordinal[0], i + 2
        if at < len(self.words) and (month := self.stripped(at, "month")) and self.words[at].kind == ARABIC:
            if day is None:
                start = month[0]
            at += 1
            if self.form(at) == "/" and at + 1 < len(self.words) and self.stripped(at + 1, "month"):
                at += 2
            year = self.year(at)
            stem = year[0] if year else "XXXX"
            timex = f"{stem}-{int(month[1]):02d}" + (f"-{day:02d}" if day else "")
            return self.make(start, year[1] if year else at, "DATE", timex=timex)
        if (quarter := self.stripped_quarter(i)) is not None:
            return quarter
        if word.kind == ARABIC and word.form.lstrip("وفبكل") in ("عام", "سنه", "السنه", "العام"):
            begin = word.end - len(word.form.lstrip("وفبكل"))
            if (year := self.year(i + 1 if self.form(i + 1) not in _FISCAL else i)) is not None:
                return self.make(begin, year[1], "DATE", timex=year[0])
        return None

    def stripped_quarter(self, i: int) -> tuple[Quantity, int] | None:
        """الربع الرابع من عام 2018."""
        word = self.words[i]
        if not word.form.endswith("لربع") or i + 2 >= len(self.words):
            return None
        ordinal = forms("ordinal").get(self.form(i + 1))
        year = self.year(i + 2)
        if ordinal is None or year is None or int(ordinal) > 4:
            return None
        start = word.start + (1 if word.form in ("للربع", "بالربع", "والربع", "فالربع", "كالربع") else 0)
        return self.make(start, year[1], "DATE", timex=f"{year[0]}-Q{ordinal}")

    def weekday(self, i: int) -> tuple[Quantity, int] | None:
        found = self.stripped(i, "weekday")
        if found is None or (self.words[i].form.startswith("ال") is False and found[0] == self.words[i].start):
            return None
        return self.make(found[0], i + 1, "DATE", timex=f"XXXX-WXX-{found[1]}")

    def ordinal(self, i: int) -> tuple[Quantity, int] | None:
        found = self.stripped(i, "ordinal")
        return None if found is None else self.make(found[0], i + 1, "ORDINAL", value=Decimal(found[1]))

    def counted(self, i: int) -> tuple[Quantity, int] | None:
        """A cardinal with the percent sign, currency, measure or period that follows it."""
        article = self.form(i) in ("ال", "لل", "بال", "وال") and i + 1 < len(self.words)
        found = self.number(i)
        symbol = units().get(self.form(i))
        if found is None and symbol and len(self.form(i)) == 1 and symbol.label == "MONEY" and not article:
            inner = self.number(i + 1) if i + 1 < len(self.words) else None
            if inner is not None:
                return self.make(self.words[i].start, inner.next, "MONEY", value=inner.value, unit=symbol.unit)
        if found is None:
            return None
        at, value = found.next, found.value
        if self.form(at) in _PERCENT_SIGNS or self.form(at) in _HUNDRED:
            return self.make(found.start, at + 1, "PERCENT", value=value, unit="%")
        if self.form(at) == "في" and self.form(at + 1) in ("المئه", "المائه"):
            return self.make(found.start, at + 2, "PERCENT", value=value, unit="%")
        unit = units().get(self.form(at))
        if unit is not None:
            code = unit.unit
            at += 1
            if unit.label == "MONEY" and (code, self.form(at)) in currency_adjectives():
                code = currency_adjectives()[code, self.form(at)]
                at += 1
            return self.make(found.start, at, unit.label, value=value, unit=code)
        period = forms("period").get(self.form(at))
        if period is not None:
            text = f"{value.normalize():f}"
            timex = f"PT{text}{period}" if period in "SMH" else f"P{text}{period[0]}"
            return self.make(found.start, at + 1, "DURATION", value=value, timex=timex)
        if found.in_words and found.next == i + 1 and self.stripped(i, "scale") and not self._plain_scale(i):
            return None
        label = "FRACTION" if found.in_words and value < 1 else "CARDINAL"
        return self.make(found.start, found.next, label, value=value)

    def _plain_scale(self, i: int) -> bool:
        """Whether a scale word alone is a number (مليون مستخدم) and no vague count (ملايين)."""
        return self.form(i) in ("الف", "مليون", "مليار", "تريليون")


def parse(text: str) -> list[Quantity]:
    """All quantities of a text, in order."""
    return list(_Parser(text).quantities())
