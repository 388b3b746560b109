"""Partial dates made whole: the reference, the words around the date and the preference say which one is meant."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from itertools import pairwise

import msgspec

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers.tense import Evidence, evidence, is_verb_of_the_past, means, weekdays
from arabnews_nlp.numbers.timex import Prefer, Side, resolve

__all__ = ["all_resolved"]

_AROUND = 90
"""Characters before and after a date in which the words stand that belong to it."""
_SENTENCE = 300
"""Characters before and after a date in which its sentence is read."""
_TALE = 400
"""Characters before a date in which a year may stand that the text tells of."""
_NEAR_DAYS = 92
"""A date not farther than this is meant rather than one that is nearly a year away."""
_SAME_TALE_DAYS = 45
"""A date not farther than this is one of the report itself, whatever year was told of before."""
_LATE_DAYS = 5
"""Days from which on a weekday without an adjective is rather the one on the other side of the reference."""
_LOOK_AHEAD = 8
"""Words after a date that may say what those before it do not."""
_A_DAY = timedelta(days=1)
_ENDS = ".!?؟؛\n"
_SENTENCE_END = re.compile('[.!?؟؛]\\s|\n|[:：][\\s"«]|\\)\\s?[-–—]+\\s')
"""What parts a sentence, a speech from its speaker, and a report from the name of its agency."""
_MARKS = "،,:()\"'«»[]"
_PROCLITICS = set_characters("conjunction", "preposition")
_TO = re.compile("\\s*(?:إلى|الى|حتى|ولغاية|لغاية|وحتى|-|–)\\s*(?:(?:غاية|شهر|يوم)\\s*)?")
"""What stands between the ends of a range of dates."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_YEARS_TOLD = re.compile("(?<![0-9.,/])(?:19|20)[0-9]{2}(?![0-9])")


def all_resolved(found: list[Quantity], reference: datetime, prefer: Prefer) -> list[Quantity]:
    """The quantities of a text, with dates and times of a day whole where the reference and their words say how."""
    whole = [_whole(quantity, reference, prefer) for quantity in found]
    for at, (first, second) in enumerate(pairwise(found)):
        if not (_is_of_year(first.timex) and _is_of_year(second.timex)):
            continue
        between = first.source[first.end : second.start][:_AROUND]
        if _TO.fullmatch(between) or (between.strip() == "و" and _lacks_year(whole[at : at + 2])):
            whole[at], whole[at + 1] = _in_order(first, second, whole[at], whole[at + 1])
    return whole


def _is_of_year(timex: str | None) -> bool:
    """Whether a date lacks its year alone."""
    return timex is not None and timex.startswith("XXXX-") and timex[5:6].isdigit() and "/" not in timex


def _lacks_year(dates: list[Quantity]) -> bool:
    """Whether the first of two dates that و links lacks its year, as in يومي 23 و27 مارس الجاري."""
    return [quantity.timex is not None and quantity.timex[:4].isdigit() for quantity in dates] == [False, True]


def _in_order(first: Quantity, second: Quantity, start: Quantity, end: Quantity) -> tuple[Quantity, Quantity]:
    """Both ends of a range, the first not after the second, and with a year if one of them has it."""
    days, dates = (first.timex or "", second.timex or ""), (start.timex or "", end.timex or "")
    crossing = days[0][5:] > days[1][5:]
    whole = [timex[:4].isdigit() for timex in dates]
    if whole[1] and not (whole[0] and dates[0] <= dates[1]):
        return _with_year(start, days[0], int(dates[1][:4]) - crossing), end
    if whole[0] and not whole[1]:
        return start, _with_year(end, days[1], int(dates[0][:4]) + crossing)
    return start, end


def _with_year(quantity: Quantity, partial: str, year: int) -> Quantity:
    return msgspec.structs.replace(quantity, timex=_in_year(partial, year))


def _in_year(partial: str, year: int) -> str:
    """A date with its year; as it is beyond the ends of the calendar."""
    return f"{year:04d}{partial[4:]}" if MINYEAR <= year <= MAXYEAR else partial


def _whole(quantity: Quantity, reference: datetime, prefer: Prefer) -> Quantity:
    """A date or a time of a day, whole; as it is where nothing says which one it is."""
    timex = quantity.timex
    if timex is None or "XXXX" not in timex or quantity.label not in ("DATE", "TIME"):
        return quantity
    day, _, time = timex.partition("T") if quantity.label == "TIME" else (timex, "", "")
    whole = "/".join(_resolved(quantity, part, reference, prefer) for part in day.split("/"))
    return msgspec.structs.replace(quantity, timex=f"{whole}T{time}" if time else whole)


def _resolved(quantity: Quantity, timex: str, reference: datetime, prefer: Prefer) -> str:
    before, after = _before(quantity), _after(quantity)
    if before and means(before[-1], "each"):
        return timex
    if timex.startswith("XXXX-W"):
        if quantity.label == "TIME":
            after = _after_weekday(after)
        return _said_by_adjective(timex, after, reference) or _weekday(quantity, timex, before, reference, prefer)
    if timex.startswith("XXXX-XX"):
        return _said_by_adjective(timex, after, reference) or resolve(timex, reference, _side(prefer))
    if before and (means(before[-1], "occasion") or means(before[-1].lstrip(_PROCLITICS), "occasion")):
        return timex
    if _is_year(after[:1]):
        return f"{after[0]}{timex[4:]}"
    said = _year_said(after) or _year_before(before)
    if said is None and timex[5] in "QH" and _of_the_year(after):
        said = "this"
    if said == "same":
        return timex
    if said:
        return _in_year(timex, reference.year + _YEARS[said])
    found = _said_by_adjective(timex, after, reference) or _of_year(quantity, timex, before, reference, prefer)
    return _on_weekday(quantity, timex, found, reference)


def _said_by_adjective(timex: str, after: list[str], reference: datetime) -> str | None:
    """The date that an adjective after it says: السبت الماضي (a week ago on a Saturday), مارس المقبل."""
    day = _A_DAY if timex.startswith("XXXX-W") else timedelta()
    try:
        if after and means(after[0], "past"):
            return resolve(timex, reference - day, "past")
        if after and means(after[0], "next"):
            return resolve(timex, reference + day, "future")
    except OverflowError:
        return timex
    return None


def _weekday(quantity: Quantity, timex: str, before: list[str], reference: datetime, prefer: Prefer) -> str:
    """The day that a weekday means; the weekday itself if a sentence does not say which one."""
    found = _evidence(quantity, before, of_year=False)
    if _is_today(before) or (found != "ahead" and found != "event" and _is_night(quantity, before)):
        return resolve(timex, reference, "nearest")
    last, following = resolve(timex, reference, "past"), resolve(timex, reference, "future")
    evident = prefer == "evident"
    if found is None and _is_limit(before):
        found = "ahead"
    if found:
        told = following if found == "ahead" else last
        sure = found != "speech" and (not evident or before[-1:] == ["منذ"])
        if sure or _days_from(told, reference) < _LATE_DAYS:
            return told
    if evident and last != following:
        return timex
    return resolve(timex, reference, _side(prefer))


def _side(prefer: Prefer) -> Side:
    """Where a date is looked for of which its sentence says nothing, and which is not left partial."""
    return "future" if prefer == "evident" else prefer


def _of_year(quantity: Quantity, timex: str, before: list[str], reference: datetime, prefer: Prefer) -> str:
    """The day or month that one without its year means; the same as it is if a sentence does not say which one."""
    if any(_is_year([word]) and word != str(reference.year) for word in before):
        return timex
    found = _evidence(quantity, before, of_year=True)
    past, following = resolve(timex, reference, "past"), resolve(timex, reference, "future")
    nearest = resolve(timex, reference, "nearest")
    near = timex[5] not in "QH" and _days_from(nearest, reference) <= _NEAR_DAYS
    told = resolve(timex, reference, _side(prefer))
    if found == "event" or found == "ahead":
        told = past if found == "event" else following
        if near and told != nearest and before[-1:] != ["منذ"]:
            return timex  # the words may be of something else: وجرى تعليق الرسوم حتى أول مايو
    elif found == "speech" and near:
        told = nearest
    elif prefer == "past" and _is_limit(before):
        told = following
    elif prefer == "evident" and not (near and told == nearest):
        return timex
    if _is_of_another_year(quantity, reference) and _days_from(told, reference) > _SAME_TALE_DAYS:
        return timex
    return told


def _evidence(quantity: Quantity, before: list[str], of_year: bool) -> Evidence | None:
    """What the words around a date say of it: those before it, or those after it if it begins its sentence or part."""
    meeting = before[-1] if before and not of_year else ""
    named = means(meeting, "meeting")
    purpose = meeting[:1] == "ل" and (means(meeting[1:], "meeting") or means(meeting.removeprefix("لل"), "meeting"))
    if purpose:
        return None
    found = evidence(before, of_year)
    if named and found == "speech":
        return None
    if found or any(means(word, "before") for word in before[-_LOOK_AHEAD // 2 :]):
        return found
    return _evidence_after(quantity, before)


def _evidence_after(quantity: Quantity, before: list[str]) -> Evidence | None:
    """What the words after a date say of it: وفي أكتوبر، توصلت اللجنة; مباراة السبت كانت."""
    first = len(before) < 2
    for at, word in enumerate(_sentence_after(quantity)[:_LOOK_AHEAD]):
        if means(word, "clause") or means(word, "aside") or (at and word in weekdays()):
            return None
        if at == 0 and first and word[0] == "ا" and not word.startswith("ال") and fold(quantity.text) in weekdays():
            return "event"  # والجمعة أثار
        if means(word, "ahead") or evidence([word], of_year=True) == "ahead":
            return "ahead"
        found = is_verb_of_the_past(word, sure=at == 0 and first)
        if found:
            return "event" if first else found
    return None


def _days_from(day: str, reference: datetime) -> int:
    """Days between a date, or the middle of a month, and the reference; none for other periods."""
    if len(day) < len("YYYY-MM") or not day[:4].isdigit() or not day[5].isdigit():
        return 0
    there = date(int(day[:4]), int(day[5:7]), int(day[8:] or 15))
    return abs((there - reference.date()).days)


def _is_today(before: list[str]) -> bool:
    return bool(before) and means(before[-1], "today")


def _is_night(quantity: Quantity, before: list[str]) -> bool:
    """Whether a weekday is one of the two that name a night: ليل السبت الأحد."""
    after = _sentence_after(quantity)[:1]
    if before and means(before[-1], "night"):
        return bool(after) and after[0] in weekdays()
    return len(before) > 1 and before[-1] in weekdays() and means(before[-2], "night")


def _is_of_another_year(quantity: Quantity, reference: datetime) -> bool:
    """Whether the last year that the paragraph names before a date is another than that of the reference."""
    text = quantity.source[max(0, quantity.start - _TALE) : quantity.start]
    years = _YEARS_TOLD.findall(text[text.rfind("\n") + 1 :])
    return bool(years) and int(years[-1]) < reference.year


def _is_limit(before: list[str]) -> bool:
    """Whether the words before a date are rather those of one to come: اعتبارا من."""
    return any(means(word, "limit") for word in before[-_LOOK_AHEAD:])


def _after_weekday(after: list[str]) -> list[str]:
    """The words after the weekday that stands behind a time (الساعة التاسعة صباح الثلاثاء المقبل)."""
    for at, word in enumerate(after[:3]):
        if word in weekdays():
            return after[at + 1 :]
    return after


_YEARS = {"past": -1, "this": 0, "next": 1}


def _year_said(after: list[str]) -> str | None:
    """What the words after a day or month say of its year: past, this, next, or the same as that of another date."""
    if after and means(after[0], "this"):
        return "this"
    words = after[1:] if after[:1] and after[0] in ("من", "في") else after
    if len(words) < 2:
        return None
    if words[0] in ("هذا", "هذه") and means(words[1], "year"):
        return "this"
    if words[0] in ("نفس", "ذات", "كل") and means("ال" + words[1].removeprefix("ال"), "year"):
        return "same"
    if means(words[0], "year"):
        return next((kind for kind in ("same", "past", "this", "next") if means(words[1], kind)), None)
    return None


def _year_before(before: list[str]) -> str | None:
    """What the words before a day or month say of its year: وفي العام الماضي … من مايو إلى سبتمبر."""
    for year, adjective in pairwise(before):
        if year.endswith(("العام", "السنه")) and means(adjective, "past") and not means(adjective, "same"):
            return "past"
    return None


def _is_year(words: list[str]) -> bool:
    """Whether the first of the words is a year in digits."""
    return bool(words) and _YEAR.fullmatch(words[0]) is not None


def _of_the_year(after: list[str]) -> bool:
    """Whether a part of a year is one of the year that goes on (النصف الثاني من العام)."""
    return len(after) > 1 and after[0] == "من" and means(after[1], "year")


def _on_weekday(quantity: Quantity, timex: str, found: str, reference: datetime) -> str:
    """The date, or the one of a year beside it that falls on the weekday before it (السبت 20 أكتوبر)."""
    weekday = weekdays().get(fold(quantity.text.split(maxsplit=1)[0]).strip(_MARKS))
    if weekday is None or len(timex) != len("XXXX-MM-DD") or timex[5] in "WX" or not found[:4].isdigit():
        return found
    year = int(found[:4])
    for candidate in (year, *sorted((year - 1, year + 1), key=lambda other: abs(other - reference.year))):
        try:
            if date(candidate, int(timex[5:7]), int(timex[8:])).isoweekday() == weekday:
                return f"{candidate:04d}{timex[4:]}"
        except ValueError:
            continue
    return found


def _before(quantity: Quantity) -> list[str]:
    """Folded words before the date in its sentence, the nearest last."""
    text = quantity.source[max(0, quantity.start - _SENTENCE) : quantity.start]
    begin = max((match.end() for match in _SENTENCE_END.finditer(text)), default=0)
    return _words(text[begin:])


def _sentence_after(quantity: Quantity) -> list[str]:
    """Folded words after the date in its sentence."""
    text = quantity.source[quantity.end : quantity.end + _SENTENCE]
    end = _SENTENCE_END.search(text)
    return _words(text[: end.start()] if end else text)


def _words(text: str) -> list[str]:
    """Folded words of a text without the marks around them."""
    return [stripped for word in text.split() if (stripped := fold(word).strip(_MARKS + _ENDS))]


def _after(quantity: Quantity) -> list[str]:
    """The first folded words after the date, as far as no mark parts them."""
    words: list[str] = []
    for word in quantity.source[quantity.end : quantity.end + _AROUND].split()[:4]:
        folded = fold(word)  # nothing is left of a mark that stands alone
        words.append(folded.strip(_MARKS + _ENDS))
        if folded and not folded[-1].isalpha():
            break
    return words
