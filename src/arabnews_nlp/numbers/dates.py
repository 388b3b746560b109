"""Calendar dates: days, months, years, quarters, decades, centuries, in four sets of month names and in digits."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal
from typing import NamedTuple

from arabnews_nlp._core.lexemes import fold
from arabnews_nlp._core.numerals import Reading, read_number, read_ordinal
from arabnews_nlp.doc import Quantity
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, LATIN
from arabnews_nlp.numbers.measures import Read

__all__ = ["Day", "bare_year", "day_of_month", "month", "read_date", "year"]

_SEPARATORS = ("/", "-", "(", ".", "،", "–", "ـ")
_EARLIEST, _LATEST = 1000, 2200
_HIJRI_LATEST = 1600


class Day(NamedTuple):
    """A date that was read, as far as the text tells it."""

    start: int
    next: int
    month: int
    day: int | None = None
    year: int | None = None
    hijri: bool = False

    @property
    def timex(self) -> str:
        """TIMEX3 value; Hijri dates begin with ``AH-``."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        rest = f"{year}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")
        return "AH-" + rest if self.hijri else rest


def _small(r: Reading, i: int, most: int) -> int | None:
    """Whole digits at ``i`` between 1 and ``most``."""
    word = r.word(i)
    if word.kind != DIGIT or word.end - word.start > 2:
        return None
    form = fold(r.text[word.start : word.end])
    return int(form) if form.isdigit() and 1 <= int(form) <= most else None


def _date(r: Reading, start: int, following: int, timex: str) -> Read:
    return Quantity(r.text, start, r.end(following), "DATE", timex=timex), following


def read_date(r: Reading, i: int) -> Read | None:
    """The date that starts at ``i``."""
    senses = r.word(i).senses
    weekday = senses.get("weekday")
    if weekday is not None:
        return _weekday(r, i, weekday)
    day = day_of_month(r, i)
    if day is not None:
        return _date(r, day.start, day.next, day.timex)
    if not senses:
        return None
    return _year_phrase(r, i) or _part_of_year(r, i) or _decade(r, i) or _century(r, i)


def _weekday(r: Reading, i: int, weekday: int) -> Read:
    """A weekday, with the date it falls on."""
    word, at = r.word(i), i + 1
    if r.word(at).form in ("،", ","):
        at += 1
    if "suitable" in r.word(at).senses:
        at += 1
    day = day_of_month(r, at)
    if day is not None and day.day is not None:
        return _date(r, word.begin, day.next, day.timex)
    return _date(r, word.begin, i + 1, f"XXXX-WXX-{weekday}")


def day_of_month(r: Reading, i: int) -> Day | None:
    """A date with a month: its day before or after it, its year after it, or all in digits."""
    word = r.word(i)
    if word.kind == DIGIT:
        numeric = _numeric(r, i)
        if numeric is not None:
            return numeric
        day = _small(r, i, 31)
        if day is None:
            return _year_first(r, i)
        return _before_month(r, word.start, day, i + 1)
    if not word.senses:
        return None
    found = _month_first(r, i)
    if found is not None:
        return found
    ordinal = read_ordinal(r, i)
    if ordinal is not None and ordinal[1] <= 31 and not r.has(i - 1, "week_word", "quarter", "half", "month_word"):
        return _before_month(r, ordinal[0], ordinal[1], ordinal[2])
    if "unit" in word.senses or "tens" in word.senses or "ten" in word.senses or "teen" in word.senses:
        number = read_number(r, i)
        if number is not None and 1 < number.value <= 31 and number.value == number.value.to_integral_value():
            return _before_month(r, number.start, int(number.value), number.next)
    return None


def _before_month(r: Reading, start: int, day: int, at: int) -> Day | None:
    """A day whose month may follow at ``at``, after من, شهر or a mark, which may stand before the year again."""
    mark = ""
    if r.word(at).form == "من":
        at += 1
    elif r.word(at).form in (".", "-", "/") and (r.word(at).glued or r.word(at + 1).glued):
        mark = r.word(at).form
        at += 1
    named = "month_word" in r.word(at).senses and r.word(at).begin == r.word(at).start
    found = month(r, at + 1 if named else at, True)
    if found is None and named:
        found = _numbered_month(r, at)
    if found is None:
        return None
    value, at, hijri = found
    written = year(r, at + 1 if mark and r.word(at).form == mark else at, hijri)
    if written is not None:
        return Day(start, written[1], value, day, written[0], hijri or written[2])
    return Day(start, at, value, day, None, hijri)


def _year_first(r: Reading, i: int) -> Day | None:
    """2016 نوفمبر 16, with the same kind of mark or none between."""
    value = _year_digits(r, i)
    if value is None:
        return None
    at = i + 2 if r.word(i + 1).form in (".", "-", "/") else i + 1
    found = month(r, at, True)
    if found is None:
        return None
    last = found[1] + 1 if r.word(found[1]).form in (".", "-", "/") else found[1]
    day = _small(r, last, 31)
    return None if day is None else Day(r.word(i).start, last + 1, found[0], day, value, found[2])


def _numbered_month(r: Reading, i: int) -> tuple[int, int, bool] | None:
    """شهر ثلاثة, الشهر التاسع."""
    if "month_word" not in r.word(i).senses:
        return None
    ordinal = read_ordinal(r, i + 1)
    if ordinal is not None and r.word(i).article and ordinal[1] <= 12:
        return ordinal[1], ordinal[2], False
    number = read_number(r, i + 1) if not r.word(i).article else None
    if number is not None and 1 <= number.value <= 12 and number.value == int(number.value):
        return int(number.value), number.next, False
    return None


def month(r: Reading, i: int, expected: bool) -> tuple[int, int, bool] | None:
    """Month at ``i``, position after it and whether it is Hijri.

    A second name of the same month belongs to it (مارس/آذار). Where no month is ``expected``, names that are other
    words too need evidence: a year, a second name, شهر or a word of time before them.
    """
    word = r.word(i)
    if not word.senses or word.article:
        return None
    found, weak, hijri = r.phrase(i, "month"), False, False
    if found is None:
        found, weak = r.phrase(i, "weak_month"), True
    if found is None:
        found, hijri = r.phrase(i, "hijri"), True
    if found is None:
        return None
    value, at = found
    if not hijri:
        second = _second_name(r, at, value)
        if second is not None:
            return value, second, False
    if weak and not expected and not _evident(r, i, at, hijri):
        return None
    if hijri and not expected and not _evident_hijri(r, i, at, value):
        return None
    return value, at, hijri


def _second_name(r: Reading, at: int, value: int) -> int | None:
    """Position after a second name of the month, parted by a slash, a bracket or nothing."""
    mark = r.word(at).form
    first = at + 1 if mark in _SEPARATORS else at
    for sense in ("month", "weak_month"):
        again = r.bare(first, sense)
        if again is not None and again[0] == value:
            closed = mark == "(" and r.word(again[1]).form == ")"
            if mark == "(" and not closed:
                return None
            return again[1] + closed
    return None


def _evident_hijri(r: Reading, i: int, at: int, value: int) -> bool:
    """Whether شهر or a year marks a Hijri month; رمضان needs but a word of time."""
    before = r.word(i - 1).senses
    return "month_word" in before or year(r, at, True) is not None or (value == 9 and "when" in before)


def _evident(r: Reading, i: int, at: int, hijri: bool) -> bool:
    before, after = r.word(i - 1), r.word(at)
    return (
        "month_word" in before.senses
        or "when" in before.senses
        or any(sense in after.senses for sense in ("past", "next", "this"))
        or year(r, at, hijri) is not None
    )


def _month_first(r: Reading, i: int) -> Day | None:
    """A month, with a day after it where one stands there, and its year."""
    found = month(r, i, False)
    if found is None:
        found = month(r, i, True)
        if found is None or found[2] or _day_after(r, found[1]) is None:
            return None
    value, at, hijri = found
    start = r.word(i).begin
    after = _day_after(r, at)
    if after is not None:
        day, following = after
        written = year(r, following, hijri)
        if written is None and r.word(following).form in (",", "،"):
            written = year(r, following + 1, hijri)
        if written is not None:
            return Day(start, written[1], value, day, written[0], hijri)
        return Day(start, following, value, day, None, hijri)
    written = year(r, at, hijri)
    if written is not None:
        return Day(start, written[1], value, None, written[0], hijri or written[2])
    return Day(start, at, value, None, None, hijri)


def _day_after(r: Reading, at: int) -> tuple[int, int] | None:
    """Day after its month: مايو الحادي عشر, سبتمبر 10, 2001, يناير-1."""
    ordinal = read_ordinal(r, at)
    if ordinal is not None and ordinal[1] <= 31 and r.word(at).article and r.word(at).begin == r.word(at).start:
        return (ordinal[1], ordinal[2]) if ordinal[1] > 2 or r.everything else None
    dash = r.word(at).form == "-" and r.word(at).glued
    day = _small(r, at + dash, 31)
    if day is None:
        return None
    following = r.word(at + dash + 1)
    if dash or (following.form in (",", "،") and year(r, at + 2, False) is not None):
        return day, at + dash + 1
    return None


def year(r: Reading, i: int, hijri: bool) -> tuple[int, int, bool] | None:
    """Year at ``i`` with من and عام before it: value, position after it, whether it is Hijri."""
    at = i
    if r.word(at).form in ("من", "في"):
        at += 1
    named = "year_word" in r.word(at).senses
    if named:
        at += 2 if "fiscal" in r.word(at + 1).senses else 1
    elif (at > i and r.word(at).kind != DIGIT) or (at > i and r.word(i).form == "في"):
        return None
    word = r.word(at)
    if word.kind == DIGIT:
        form = fold(r.text[word.start : word.end])
        if len(form) != 4 or not form.isdigit() or not _EARLIEST <= int(form) <= _LATEST:
            return None
        value, at = int(form), at + 1
        suffix = r.word(at)
        if "AH" in suffix.senses and value <= _HIJRI_LATEST:
            return value, at + 1, True
        if "CE" in suffix.senses and suffix.glued:
            at += 1
        return value, at, hijri and value <= _HIJRI_LATEST
    if word.senses and (named or ("dual" in word.senses or "alone" in word.senses)) and word.begin == word.start:
        number = read_number(r, at)
        if number is not None and _EARLIEST <= number.value <= _LATEST and number.next > at + (0 if named else 1):
            return int(number.value), number.next, False
    return None


def _numeric(r: Reading, i: int) -> Day | None:
    """Day, month and year in digits, in any order that has one reading: 21/09/2018, 2018-09-21, 11 / 5 / 1439هـ.

    Day before month where both are possible, as the Arab press writes.
    """
    parts: list[str] = []
    at, mark = i, ""
    while len(parts) < 3:
        word = r.word(at)
        if word.kind != DIGIT:
            break
        form = fold(r.text[word.start : word.end])
        if not form.isdigit() or len(form) not in (1, 2, 4):
            break
        parts.append(form)
        at += 1
        sign = r.word(at).form
        if len(parts) == 3 or sign not in ("/", "-", ".") or (mark and sign != mark) or r.word(at + 1).kind != DIGIT:
            break
        if sign != "/" and not (r.word(at).glued and r.word(at + 1).glued):
            break
        mark = sign
        at += 1
    if len(parts) == 1 and mark == "":
        return _dotted(r, i)
    if r.word(i).glued and i and r.word(i - 1).form in ("/", "-", ".", ":", "=", "_"):
        return None
    if r.word(at).glued and r.word(at).form in ("/", "-") and r.word(at + 1).glued:
        return None
    start = r.word(i).start
    if len(parts) == 3:
        return _ordered(r, start, at, _year_last(r, parts))
    if len(parts) == 2 and mark in ("/", "-") and _small(r, i, 31) and _small(r, at - 1, 31):
        return _day_and_month(r, i, at, parts, mark)
    return None


def _dotted(r: Reading, i: int) -> Day | None:
    """21.09.2018, which is one word of digits."""
    word = r.word(i)
    form = r.text[word.start : word.end]
    parts = fold(form).split(".")
    return _ordered(r, word.start, i + 1, parts) if len(parts) == 3 and all(p.isdigit() for p in parts) else None


def _year_last(r: Reading, parts: list[str]) -> list[str]:
    """Three pairs of digits with the year last: they start with it where it is that of the reference (16/04/21)."""
    if r.reference is None or any(len(part) != 2 for part in parts):
        return parts
    now = r.reference.year % 100
    return parts[::-1] if int(parts[0]) == now and abs(int(parts[2]) - now) > 1 else parts


def _ordered(r: Reading, start: int, at: int, parts: list[str]) -> Day | None:
    first, middle, last = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, middle, last
    else:
        if len(parts[2]) == 2:
            last += 2000 if last < 50 else 1900
        elif len(parts[2]) != 4:
            return None
        day, month, year = first, middle, last
        if month > 12 >= day:
            day, month = month, day
    hijri = "AH" in r.word(at).senses and year <= _HIJRI_LATEST
    if not (
        1 <= month <= 12 and _EARLIEST <= year <= _LATEST and 1 <= day <= (30 if hijri else monthrange(year, month)[1])
    ):
        return None
    if hijri or ("CE" in r.word(at).senses and r.word(at).glued):
        at += 1
    return Day(start, at, month, day, year, hijri or (year < 1500 and year > 1300))


def _day_and_month(r: Reading, i: int, at: int, parts: list[str], mark: str) -> Day | None:
    """22/04, 4/22; other pairs are fractions or scores.

    Before a comma and a year the month is first, as in the American way of writing that the comma comes from.
    """
    day, month = int(parts[0]), int(parts[1])
    if month > 12 >= day:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    year_at = at + 1 if r.word(at).form in (",", "،") and r.word(at + 1).kind == DIGIT else at
    if year_at > at:
        if day <= 12:
            day, month = month, day
        form = fold(r.text[r.word(year_at).start : r.word(year_at).end])
        if form.isdigit() and len(form) in (2, 4):
            value = int(form) + (2000 if len(form) == 2 else 0)
            return Day(r.word(i).start, year_at + 1, month, day, value) if _EARLIEST <= value <= _LATEST else None
    padded = any(part[0] == "0" for part in parts)
    dated = (
        "weekday" in r.word(i - 1).senses
        or "day_word" in r.word(i - 1).senses
        or r.word(i - 1).form in ("بتاريخ", "تاريخ")
    )
    if not r.word(i + 1).glued and not dated:
        return None
    clear = day > 12 and "when" in r.word(i - 1).senses
    if mark == "/" and (padded or dated or clear):
        return Day(r.word(i).start, at, month, day)
    return Day(r.word(i).start, at, month, day) if mark == "-" and r.everything and day > 12 else None


def _year_phrase(r: Reading, i: int) -> Read | None:
    """عام 2014, السنة المالية 2022, العام 1439هـ."""
    word = r.word(i)
    if "year_word" not in word.senses:
        return None
    fiscal = "fiscal" in r.word(i + 1).senses
    at = i + 2 if fiscal else i + 1
    following = r.word(at)
    if following.kind != DIGIT and not (
        following.senses and ("dual" in following.senses or "alone" in following.senses)
    ):
        return None
    found = year(r, at, False)
    if found is None:
        written = read_number(r, at) if following.kind != DIGIT else None
        if written is None or not _EARLIEST <= written.value <= _LATEST:
            return None
        found = int(written.value), written.next, False
    value, at, hijri = found
    if fiscal:
        if r.word(at).form in ("/", "-") and r.word(at).glued and r.word(at + 1).kind == DIGIT:
            at += 2
        return _date(r, word.begin, at, f"FY{value:04d}")
    return _date(r, word.begin, at, f"AH-{value:04d}" if hijri else f"{value:04d}")


def bare_year(r: Reading, i: int) -> Read | None:
    """Four digits that read as a year, or two years joined by a dash or a slash (2019–2021).

    They do where a word of time stands before them or nothing that they could count follows.
    """
    word = r.word(i)
    if word.end - word.start != 4 or word.kind != DIGIT:
        return None
    value = _year_digits(r, i)
    if value is None or r.alone(i, i + 1):
        return None
    before, after = r.word(i - 1), r.word(i + 1)
    if (
        before.kind == LATIN
        and not word.glued
        and i
        and before.end + 1 == word.start
        and "when" not in r.word(i - 2).senses
    ):
        return None
    if (word.glued and i and (before.kind in (LATIN, DIGIT) or before.form in "-/.:_#$€£+")) or (
        after.glued and (after.kind == LATIN or after.form in "%٪_$€£°" or (after.form in ":." and r.word(i + 2).glued))
    ):
        return None
    if after.form in ("-", "–", "—", "/") and r.word(i + 2).kind == DIGIT:
        last = _year_digits(r, i + 2)
        if last is None and after.glued and r.word(i + 2).end - r.word(i + 2).start == 2:
            tail = fold(r.text[r.word(i + 2).start : r.word(i + 2).end])
            last = value // 100 * 100 + int(tail) if tail.isdigit() else None
        if last is not None and value < last and r.word(i + 3).form != after.form:
            low, high = f"{value:04d}", f"{last:04d}"
            both = (Decimal(value), Decimal(last))
            quantity = Quantity(r.text, word.start, r.end(i + 3), "DATE", value=both, timex=f"{low}/{high}")
            return quantity, i + 3
    senses = after.senses
    if "AH" in senses:
        return None
    if "CE" in senses and after.glued:
        return _date(r, word.start, i + 2, f"{value:04d}")
    if r.has(i + 1, "percent", "money", "scale", "measure", "period", "month") or (
        "over" in senses and r.word(i + 2).kind == DIGIT
    ):
        return None
    timed = (
        "when" in before.senses
        or (i > 1 and before.form in ("و", "("))
        or (i > 1 and r.text[word.start - 1 : word.start] == "و" and before.kind == DIGIT)
    )
    if timed and (value % 100 or not _plain_noun(r, i + 1)):
        return _date(r, word.start, i + 1, f"{value:04d}")
    return (
        None
        if _plain_noun(r, i + 1) or before.form in ("رقم", "الرقم")
        else _date(r, word.start, i + 1, f"{value:04d}")
    )


def _year_digits(r: Reading, i: int) -> int | None:
    word = r.word(i)
    if word.kind != DIGIT or word.end - word.start != 4:
        return None
    form = fold(r.text[word.start : word.end])
    return int(form) if form.isdigit() and 1900 <= int(form) <= 2100 else None


def _plain_noun(r: Reading, i: int) -> bool:
    """Whether an Arabic word without و, article and preposition stands at ``i``: something that can be counted."""
    word = r.word(i)
    if word.kind != ARABIC or word.article or "follows" in word.senses:
        return False
    form = word.form
    if form.startswith(("ال", "و", "ف", "لل", "بال")):
        return False
    return not form.startswith(("ب", "ل", "ي", "ت", "س")) or form.endswith(("ا", "ه"))


def _part_of_year(r: Reading, i: int) -> Read | None:
    """الربع الرابع من عام 2018, النصف الأول من 2019, صيف 2019."""
    word = r.word(i)
    season = word.senses.get("season")
    if season is not None and not word.article:
        written = year(r, i + 1, False)
        if written is not None:
            return _date(r, word.begin, written[1], f"{written[0]:04d}-{season}")
    for sense, most in (("quarter", 4), ("half", 2)):
        if sense not in word.senses or not word.article:
            continue
        ordinal = read_ordinal(r, i + 1)
        if ordinal is None or ordinal[1] > most:
            continue
        written = year(r, ordinal[2], False)
        timex = f"{word.senses[sense]}{ordinal[1]}"
        if written is not None:
            fiscal = "FY" if any("fiscal" in r.word(k).senses for k in range(ordinal[2], written[1])) else ""
            return _date(r, word.begin, written[1], f"{fiscal}{written[0]:04d}-{timex}")
        if r.everything:
            return _date(r, word.begin, ordinal[2], f"XXXX-{timex}")
    return None


def _decade(r: Reading, i: int) -> Read | None:
    """التسعينيات, ثمانينيات القرن الماضي; of the twentieth century where no other is named."""
    word = r.word(i)
    decade = word.senses.get("decade")
    if decade is None:
        return None
    named = r.phrase(i + 1, "last_century")
    if named is None and r.word(i + 1).form == "من":
        named = r.phrase(i + 2, "last_century")
    if named is not None:
        return _date(r, word.begin, named[1], f"{named[0]:02d}{decade // 10}")
    if not word.article or (r.word(i + 1).form == "من" and r.word(i + 2).form.startswith(("عمر", "العمر"))):
        return None
    return _date(r, word.begin, i + 1, f"19{decade // 10}")


def _century(r: Reading, i: int) -> Read | None:
    """القرن الحادي والعشرين, القرن الـ19; TIMEX3 names a century by its first two digits."""
    word = r.word(i)
    if "century" not in word.senses or not word.article:
        return None
    at = i + 2 if r.word(i + 1).form == "ال" else i + 1
    ordinal = read_ordinal(r, at)
    if ordinal is None:
        number = read_number(r, at) if r.word(at).kind == DIGIT or r.word(at).article else None
        if number is None or not 1 <= number.value <= 30 or number.value != int(number.value):
            return None
        value, following = int(number.value), number.next
    else:
        value, following = ordinal[1], ordinal[2]
    return _date(r, word.begin, following, f"{value - 1:02d}")
