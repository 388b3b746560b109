"""What annotations are: immutable records, each a stretch of the original text.

Every offset is a Unicode code point into that text, end exclusive: ``doc.text[x.start:x.end] == x.text``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Duplicate", "Entity", "Mention", "Name", "Quantity", "Span", "Token", "Value"]

Value: TypeAlias = Decimal | tuple[Decimal | None, Decimal | None] | None
"""Value of a quantity; a number, a range ``(low, high)`` that may be open at one end, or nothing."""


class Span(msgspec.Struct, frozen=True, gc=False, repr_omit_defaults=True):
    """A stretch of a text.

    >>> Span("في OpenAI", 3, 9).text
    'OpenAI'
    """

    source: str
    """The whole original text."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    @property
    def text(self) -> str:
        """The stretch itself, sliced from the original."""
        return self.source[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        shown = [f"{self.start}, {self.end}, {self.text!r}"]
        for field in self.__struct_fields__[3:]:
            value = getattr(self, field)
            if value is not None and value != ():
                shown.append(f"{field}={str(value) if isinstance(value, Decimal) else repr(value)}")
        return f"{type(self).__name__}({', '.join(shown)})"


class Token(Span, frozen=True, gc=False):
    """A word, number, mark or other unit of text."""

    norm: str = ""
    """Normalized form under the light ``ner`` profile."""
    kind: str = "arabic"
    """arabic, latin, number, punct, symbol, url, email, mention, hashtag, emoji or mixed."""
    clitics: tuple[Span, ...] = ()
    """Attached و ف ب ك ل س ال as spans inside the token."""
    pos: str | None = None
    """Part of speech in the terms of the backend of the stage ``morphology``; None without it."""
    lemma: str | None = None
    """Dictionary form, as that backend writes it."""

    @property
    def host(self) -> Span:
        """The word without the clitics and the article before it; the token itself where it has none."""
        start = self.start
        for clitic in self.clitics:
            if clitic.start == start and clitic.end < self.end:
                start = clitic.end
        return Span(self.source, start, self.end)


class Entity(Span, frozen=True, gc=False):
    """A named entity."""

    label: str = ""
    """PER, ORG, LOC, PRODUCT or EVENT."""
    score: float = 1.0
    """Confidence in [0, 1]."""
    canonical: str | None = None
    """One form for all entities that name the same thing, where a name, a table or a fuller form gives one."""
    cluster: int | None = None
    """Number of what it names in this document; the ``id`` of the aligned name, else a number after those."""


class Quantity(Span, frozen=True, gc=False):
    """A number, amount, date, time or duration with its value."""

    label: str = ""
    """CARDINAL, ORDINAL, FRACTION, PERCENT, MONEY, QUANTITY, DATE, TIME or DURATION."""
    value: Value = None
    """Exact decimal value, or ``(low, high)`` for a range."""
    unit: str | None = None
    """ISO 4217 code for MONEY, CLDR unit id for QUANTITY, ``%`` for PERCENT."""
    timex: str | None = None
    """TIMEX3 value for DATE, TIME and DURATION."""
    modifier: str | None = None
    """TIMEX3 ``mod``-like hedge that stands outside the span: APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE …"""
    per: str | None = None
    """Words of the rate after the span (لكل مستخدم شهريًا)."""

    def gregorian(self) -> tuple[date, date]:
        """The first and the last Gregorian day of a Hijri date, by the Umm al-Qura calendar.

        A day is both; a Hijri year lies in two Gregorian ones. Where the new moon was seen on another evening, the date
        that people went by is a day off.

        :raises MissingExtraError: hijridate (extra ``hijri``) is not installed.
        :raises ArgumentValueError: no Hijri date with its year, or one that the calendar's tables (1343 to 1500) lack.
        """
        from arabnews_nlp.integrations.hijri import gregorian_days

        return gregorian_days(self.timex)


class Mention(Span, frozen=True, gc=False):
    """One occurrence of a name."""

    kind: str = "variant"
    """How it relates to the canonical form, as transliteration, translation, acronym or variant."""
    script: str = "arabic"
    """arabic or latin."""
    score: float = 1.0
    """Confidence of the link in [0, 1]."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name that occurs in both scripts, or in several spellings, with all its mentions in a document."""

    canonical: str
    """The form that stands for all mentions, Latin where there is one."""
    mentions: tuple[Mention, ...]
    """Every mention, in text order."""
    id: int | None = None
    """Number of the name in its document, which its entities have as their ``cluster``."""


class Duplicate(Span, frozen=True, gc=False):
    """A paragraph that occurred before, in this document or in an earlier one of the stream."""

    of: tuple[int, int] = (0, 0)
    """Start and end of the first occurrence, in its document."""
    seen: int = 1
    """How often it occurred before; what occurs often is boilerplate."""
    score: float = 1.0
    """Estimated Jaccard similarity of the words; 1 where the normalized words are the same."""
    document: int | None = None
    """Number of the document of the first occurrence in the stream, from 0; None for this document."""
