"""What a number counts where the core does not see to it: ranges, ratios, units before their number, plain duals."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from arabnews_nlp.document.records import Quantity
from arabnews_nlp.numbers._cardinals import Number, Reading, read_number, read_pair
from arabnews_nlp.numbers._durations import one_of, plain
from arabnews_nlp.numbers._quantities import code_of, measured, money, percent, with_unit
from arabnews_nlp.numbers._word_stream import Cues
from arabnews_nlp.numbers.lexicon import ARABIC, DIGIT, Currency, countries, country_lexicon

__all__ = [
    "duration_range",
    "noun_and_one",
    "percent_first",
    "piece",
    "plain_dual",
    "ranged",
    "ratio",
    "shared_code",
    "symbol_first",
]

Read = tuple[Quantity, int]
_DASHES = frozenset(("-", "–", "—", "−", "~"))
_SMALL = 15
"""Two numbers up to this joined by a dash alone are a score, not a range."""


def percent_first(r: Reading, i: int) -> Read | None:
    """%5, بالمئة 5."""
    inner = read_number(r, i + 1) if r.word(i + 1).kind == DIGIT else None
    return None if inner is None else percent(r, r.word(i).start, inner.next, inner.value)


def noun_and_one(r: Reading, i: int) -> Read | None:
    """دولار أمريكي واحد, كيلومتر واحد: a singular unit and the word one."""
    word = r.word(i)
    for back in (1, 2):
        unit = r.word(i - back)
        if word.begin != word.start or i < back or unit.article:
            return None
        if back == 1 and unit.senses and not one_of(r, i):
            return None
        money = unit.senses.get("money")
        if money is not None and (back == 1 or r.word(i - 1).form in money.adjectives):
            code = money.adjectives.get(r.word(i - 1).form) or code_of(r, money)
            return Quantity(r.text, unit.begin, word.end, "MONEY", value=1 / Decimal(money.per), unit=code), i + 1
        if back == 1 and "measure" in unit.senses and unit.kind == ARABIC:
            return Quantity(
                r.text, unit.begin, word.end, "QUANTITY", value=Decimal(1), unit=unit.senses["measure"]
            ), i + 1
        if back == 1 and "period" in unit.senses:
            timex = unit.senses["period"].format(1)
            return Quantity(r.text, unit.begin, word.end, "DURATION", value=Decimal(1), timex=timex), i + 1
    return None


def shared_code(r: Reading, currency: Currency) -> str:
    """Code of a noun that several currencies share: by the countries that the text speaks of, else the default."""
    evidence: Counter[str] = Counter()
    table = countries()
    for country, times in country_evidence(r).items():
        codes = table[country]
        if currency.family in codes:
            evidence[codes[currency.family]] += times
        for code in codes.values():
            if code in currency.families:
                evidence[code] += times
    return max(evidence, key=lambda code: (evidence[code], code == currency.code)) if evidence else currency.code


def country_evidence(r: Reading) -> Counter[str]:
    """How often the text names each country, its people or its large cities."""
    if r.countries is None:
        cues = Cues(r.pretokens, country_lexicon())
        r.countries = Counter()
        i = cues.next_start(0)
        while i >= 0:
            country = cues.word(i).get("country")
            if country is not None:
                r.countries[country] += 1
            i = cues.next_start(i + 1)
    return r.countries


def symbol_first(r: Reading, i: int) -> Read | None:
    """$10, USD 100, € 2.5 مليون."""
    following = r.word(i + 1)
    if following.kind != DIGIT:
        return None
    found = read_number(r, i + 1)
    if found is None:
        return None
    pair = read_pair(r, i + 1, found)
    both = None if pair is None else ranged(r, i + 1, found.start, *pair)
    value, at = (both[0].value, both[1]) if both is not None else (found.value, found.next)
    again = r.bare(at, "money")
    currency: Currency = r.word(i).senses["symbol"]
    if again is not None and again[0].code == currency.code:
        at = again[1]
    return Quantity(r.text, r.word(i).start, r.end(at), "MONEY", value=value, unit=currency.code), at


def ranged(r: Reading, i: int, start: int, low: Decimal, high: Number, link: str) -> Read | None:
    """Two numbers that share what follows them: 5 إلى 10 سنوات, بين 10 و15 طلقة, 5-10%."""
    pair = (low, high.value)
    united = with_unit(r, start, high.next, pair)
    if united is not None:
        return united
    if link == "dash":
        noun = r.word(high.next)
        counted = noun.kind == ARABIC and not noun.article and noun.begin == noun.start and not noun.senses
        if not counted and (high.value <= _SMALL or (noun.glued and noun.form in _DASHES)):
            return None
    elif link == "to" and r.word(i - 1).form != "من" and not _counts_noun(r, high.next):
        return None
    return Quantity(r.text, start, r.end(high.next), "CARDINAL", value=pair), high.next


def duration_range(r: Reading, start: int, at: int, pair: tuple[Decimal, Decimal]) -> Read:
    """A span of time between two numbers: 5 إلى 10 سنوات."""
    template: str = r.word(at).senses["period"]
    low, high = (template.format(plain(value)) for value in pair)
    return Quantity(r.text, start, r.word(at).end, "DURATION", value=pair, timex=f"{low}/{high}"), at + 1


def _counts_noun(r: Reading, at: int) -> bool:
    word = r.word(at)
    return word.kind == ARABIC and not word.article


def ratio(r: Reading, i: int, top: Number) -> Read | None:
    """واحد على ثلاثة, واحد من مئة, جزء من ألف as fractions."""
    at = top.next
    if "piece" in r.word(at).senses:
        at += 1
    link = r.word(at)
    if "over" in link.senses and link.begin == link.start:
        pass
    elif "of" not in link.senses or not (at > top.next or ("only" in r.word(i).senses and top.next == i + 1) or i == 0):
        return None
    bottom = read_number(r, at + 1)
    if bottom is None or not bottom.value or bottom.value != bottom.value.to_integral_value() or bottom.value < 2:
        return None
    if (
        i == 0
        and "of" in link.senses
        and "only" not in r.word(i).senses
        and at == top.next
        and not r.alone(i, bottom.next)
    ):
        return None
    if with_unit(r, bottom.start, bottom.next, bottom.value) is not None and "over" in link.senses:
        return None
    return Quantity(r.text, top.start, r.end(bottom.next), "FRACTION", value=top.value / bottom.value), bottom.next


def piece(r: Reading, i: int) -> Read | None:
    """جزء من مئة."""
    word, link = r.word(i), r.word(i + 1)
    if "piece" not in word.senses or "of" not in link.senses:
        return None
    bottom = read_number(r, i + 2)
    if bottom is None or bottom.value < 2:
        return None
    return Quantity(r.text, word.begin, r.end(bottom.next), "FRACTION", value=1 / bottom.value), bottom.next


def plain_dual(r: Reading, i: int) -> Read | None:
    """Duals of units, currencies and periods without a number word: لترين, دولارين, ساعتين ونصف; and a bare unit with a
    fraction (لتر ونصف)."""
    word = r.word(i)
    senses = word.senses
    two = Decimal(2)
    if "duration" in senses and not word.article:
        template: str = senses["duration"].replace("2", "{}")
        amount, at = two, i + 1
        following = r.joined(at)
        half = r.word(following).senses.get("fraction") if following is not None else None
        if following is not None and half is not None and half < 1:
            amount, at = two + half, following + 1
        return Quantity(
            r.text, word.begin, r.end(at), "DURATION", value=amount, timex=template.format(plain(amount))
        ), at
    for sense in ("unit_dual", "measure"):
        if sense in senses and not word.article:
            amount = two if sense == "unit_dual" else Decimal(1)
            following = r.joined(i + 1)
            half = r.word(following).senses.get("fraction") if following is not None else None
            if following is not None and half is not None and half < 1:
                return measured(r, word.begin, following + 1, amount + half, senses[sense])
            if sense == "unit_dual":
                return measured(r, word.begin, i + 1, amount, senses[sense])
    if "money_dual" in senses and not word.article:
        return money(r, word.begin, i + 1, two, senses["money_dual"])
    return None
