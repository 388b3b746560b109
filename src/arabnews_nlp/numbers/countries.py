"""Which country a text speaks of, for currencies whose noun several countries share."""

from __future__ import annotations

from collections import Counter

from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers._word_stream import WordStream
from arabnews_nlp.numbers.lexicon import Currency, countries, country_lexicon

__all__ = ["country_evidence", "is_spoken_of", "shared_code", "spelled_code"]


def shared_code(parser: Parser, currency: Currency) -> str:
    """Code of a noun that several currencies share: by the countries that the text speaks of, else the default."""
    evidence: Counter[str] = Counter()
    table = countries()
    for country, times in country_evidence(parser).items():
        codes = table[country]
        if currency.family in codes:
            evidence[codes[currency.family]] += times
        for code in codes.values():
            if code in currency.families:
                evidence[code] += times
    return max(evidence, key=lambda code: (evidence[code], code == currency.code)) if evidence else currency.code


def is_spoken_of(parser: Parser, currency: Currency) -> bool:
    """Whether the text names a country that has a currency of the family."""
    table = countries()
    return any(currency.family in table[country] for country in country_evidence(parser))


def spelled_code(parser: Parser, currency: Currency, letter: str) -> str:
    """Code of an abbreviation whose last letter folding makes that of another (د.إ and د.أ)."""
    for spelling, code in currency.spellings.items():
        if spelling[-1] == letter:
            return code
    return shared_code(parser, currency._replace(families=tuple(currency.spellings.values())))


def country_evidence(parser: Parser) -> Counter[str]:
    """How often the text names each country, its people or its large cities."""
    if parser.countries is None:
        stream = WordStream(parser.pretokens, country_lexicon())
        parser.countries = Counter()
        i = stream.next_start(0)
        while i >= 0:
            country = stream.word(i).value_of("country")
            if country is not None:
                parser.countries[country] += 1
            i = stream.next_start(i + 1)
    return parser.countries
