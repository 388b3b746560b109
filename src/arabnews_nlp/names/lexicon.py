"""The curated tables in the form in which texts are searched for them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from arabnews_nlp._core.lexemes import KeyMap, Lexemes
from arabnews_nlp._core.names import KeyTable, run_keys
from arabnews_nlp.names.tables import acronym_rows, brand_key, brands

__all__ = [
    "Phrase",
    "common_words",
    "counted",
    "given_names",
    "inner",
    "known_in_lower_case",
    "phrase_table",
    "phrases",
]


class Phrase(NamedTuple):
    """What an Arabic phrase of the tables stands for."""

    key: str
    """Key of the Latin name or acronym."""
    expansion: bool
    """Whether the phrase is the expansion of an acronym."""


@cache
def _phrases() -> tuple[KeyTable, list[tuple[Phrase, ...]]]:
    meanings: dict[int, list[Phrase]] = {}
    prefixes: set[int] = set()

    def add(form: str, phrase: Phrase) -> None:
        keys = run_keys(Lexemes(form))
        prefixes.update(keys[:-1])
        known = meanings.setdefault(keys[-1], [])
        if phrase not in known:
            known.append(phrase)

    for brand in brands().values():
        for form in brand.arabic:
            add(form, Phrase(brand_key(brand.latin), False))
    for acronym, expansions in acronym_rows():
        for form in expansions:
            add(form, Phrase(brand_key(acronym), True))
    entries: list[tuple[Phrase, ...]] = [()]
    table = dict.fromkeys(prefixes, 0)
    for key, known in meanings.items():
        table[key] = len(entries)
        entries.append(tuple(known))
    return KeyTable(table), entries


def phrase_table() -> KeyTable:
    """Arabic spellings and expansions of all tables, with the prefixes of each at value 0."""
    return _phrases()[0]


def phrases() -> list[tuple[Phrase, ...]]:
    """Meanings of the values of :func:`phrase_table`."""
    return _phrases()[1]


@cache
def common_words() -> KeyMap:
    """Frequent Arabic words that are no names."""
    lines = files(__package__).joinpath("common.tsv").read_text("utf-8").splitlines()
    return KeyMap(dict.fromkeys(lines[1:], 0))


@cache
def inner() -> KeyMap:
    """Words in small letters that may stand inside a Latin name."""
    words = (
        "of the and for de del della di da do dos du des la le les los las el al bin ibn abu von van der den ter ten zu zur "
        "y e i en in on at to by with up as or from a an et und vs"
    )
    return KeyMap(dict.fromkeys(words.split(), 0))


@cache
def counted() -> KeyMap:
    """Words that make the number before them an amount and no part of a name."""
    words = (
        "ألف آلاف مليون ملايين مليار مليارات تريليون دولار دولارا دولارات يورو ريال درهم جنيه دينار جنيها ريالا درهما "
        "في بالمئة بالمائة من مرة يوما أيام شهرا أشهر عاما سنة سنوات ساعة ساعات دقيقة مستخدم موظف شخص شركة دولة نقطة "
        "بوصة ميجابكسل ميغابكسل كيلومتر متر كجم طن برميل سهم نسخة"
    )
    return KeyMap(dict.fromkeys(words.split(), 0))


@cache
def known_in_lower_case() -> KeyMap:
    """Single Latin words that name something even when written small (facebook, stc)."""
    names = [form for brand in brands().values() for form in (brand.latin, *brand.variants)]
    words = [w for w in names if w.isalpha() and w.isascii() and len(w) > 4 and w.lower() not in _ENGLISH]
    return KeyMap(dict.fromkeys([*words, "stc", "du", "iOS", "eBay", "Uber", "Snap"], 0))


_ENGLISH = frozenset(
    "apple orange alphabet target block square signal discord brave mosaic circle galaxy surface office teams windows "
    "chrome edge excel outlook access pixel chile turkey jordan georgia guinea china paris nature science time times "
    "world cup fortune wired forbes atlantic independent guardian economist total shell visa master robin hood honor "
    "sharp brother swift python java rust flash premiere notion threads reels messenger line stripe slack zoom unity "
    "valve corsair beats polaroid cruise sprint virgin subway gap mango puma target elastic figure manus canon golf "
    "civic accord leaf patrol defender mustang titan echo fire bedrock build ignite leap claude grok sora whisper bard "
    "copilot codex quest horizon libra ether ripple tether kraken avatar joker frozen monopoly optimus artemis apollo "
    "curiosity hubble perseverance patriot davos nobel oscar grammy emmy booker columbia duke oxford cambridge berkeley "
    "rangers celtic arsenal sporting wolves spurs legend press steam tides medium panda nice cologne lucid anghami drake "
    "level mars capitol noon extra savola fisker vice insider axios dawn petra bread build vogue genesis lotus jaguar "
    "prince pacific alps mates drop prime basel lemon vine tidal boxed sonic seat mini dodge nest firefly seagate "
    "hermes marvel discovery history vanguard citadel fidelity prudential allianz circle wales turin florence phoenix "
    "austin lyft telegram".split()
)


@cache
def given_names() -> frozenset[str]:
    """First names of the people in the brand table, folded."""
    people = [brand.latin.split() for brand in brands().values() if brand.type == "PER"]
    return frozenset(brand_key(words[0]) for words in people if len(words) > 1)
