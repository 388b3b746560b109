"""A text while its names are linked: its names with their numbers and records, and the links found so far."""

from __future__ import annotations

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.names._latin_names import LatinNames
from arabnews_nlp.names.latin import LatinName
from arabnews_nlp.names.lexicon import given_names, listed
from arabnews_nlp.names.linking._candidates import Candidates
from arabnews_nlp.names.tables import brand_key

__all__ = ["LinkedText", "surname_start"]

_LONGEST_WORD = 24
_NO_LETTERS = str.maketrans("", "", "-.'")
"""Signs that the words of a person's name may have."""


class LinkedText:
    """One text and what the passes of the linker have found in it.

    Names have numbers: first those of the Latin names of the text, then the rows of the table of known names, for what
    the text has in Arabic script alone. A name has a record (:class:`LatinName`) as soon as something is said of it.
    """

    def __init__(self, pretokens: PreTokens, latin: LatinNames) -> None:
        self.text = pretokens.text
        self.pretokens = pretokens
        self.latin = latin
        self.known = latin.known
        self.links = Candidates(self.text)
        self.links.close(latin.mentions)
        self.records: dict[int, LatinName] = {}
        self.blocking: dict[int, list[int]] = {}
        """Links of known names that the text lacks in Latin script, by the number of the name: they keep shorter ones
        from their words."""
        self.surname_starts: dict[int, int] = {}
        """Where in the text the surnames of people begin, by the number of the full name."""
        self.surname_numbers: dict[str, int] = {}
        """Numbers of the full names of people by the letters of their surnames."""
        self.surnames: dict[int, str] = {}
        """Surnames that were sought alone, by the number of the full name."""
        self.shortened: set[int] = set()
        """Where Arabic spellings begin that a longer name has taken from its first words."""
        self.parts: list[tuple[LatinName, tuple[int, int]]] = []
        """Longer names with the spans of names inside them."""

    # ---- names and their numbers

    def name(self, number: int) -> LatinName:
        """The record of a name of the text."""
        record = self.records.get(number)
        if record is None:
            record = LatinName(number, self.latin.text_of(number), self.latin.row_of(number))
            self.records[number] = record
        return record

    def known_name(self, number: int, row: int) -> LatinName:
        """The record of a known name."""
        record = self.record(number)
        if record is None:
            record = self.records[number] = LatinName(number, self.known.canonical[row], row)
        return record

    def record(self, number: int) -> LatinName | None:
        """The record of a name of the text, or of a known one that was linked."""
        return self.name(number) if 0 <= number < len(self.latin) else self.records.get(number)

    def number_of_row(self, row: int) -> int:
        """Number of a known name."""
        number = self.latin.of_row(row)
        return number if number >= 0 else len(self.latin) + row

    def number_of_letters(self, letters: str) -> int:
        """Number of the name with these letters and digits, be it one of the text or a known one; -1 for none."""
        number = self.latin.get(letters)
        if number < 0:
            row = self.known.latin(letters)
            if row >= 0 and brand_key(self.known.canonical[row]) == letters:
                number = self.number_of_row(row)
        return number

    def key(self, number: int) -> str:
        """Letters and digits of a name."""
        row = self.latin.row_of(number) if number < len(self.latin) else number - len(self.latin)
        if row >= 0:
            return brand_key(self.known.canonical[row])
        text = self.latin.text_of(number)
        key = brand_key(text)
        return key[:-1] if text.endswith("s") and len(key) > 2 and text[:-1].isupper() else key

    # ---- what a name is

    def may_be_person(self, name: LatinName) -> bool:
        """Whether the tables do not say that a name is something else."""
        return name.row < 0 or self.known.types[name.row] == "PER"

    def is_person(self, words: list[str], row: int) -> bool:
        """Whether a name of several words is a person's, by its row in the tables or by its first word."""
        if len(words) < 2:
            return False
        known = self.known.types[row] == "PER" if row >= 0 else brand_key(words[0]) in given_names()
        return known and all(word.translate(_NO_LETTERS).isalpha() for word in words)

    # ---- places

    def spans(self, name: LatinName) -> list[tuple[int, int]]:
        """Occurrences of a name in Latin script."""
        if name.taken or name.number >= len(self.latin):
            return list(name.added)
        spans = self.latin.spans(name.number)
        return [*spans, *name.added] if name.added else spans

    def word_before(self, start: int) -> tuple[int, str] | None:
        """The Arabic word that one blank parts from a place, with where it begins."""
        end = start - 1
        if end < 1 or self.text[end] != " " or not _is_arabic(self.text[end - 1]):
            return None
        begin = end
        while begin and end - begin < _LONGEST_WORD and _is_arabic(self.text[begin - 1]):
            begin -= 1
        return begin, self.text[begin:end]

    def claim(self, start: int, end: int) -> bool:
        """Take a stretch for a link, if it is free or was kept for such a link; whether the link has it."""
        return self.links.held(start, end) or self.links.take(start, end)


def _is_arabic(c: str) -> bool:
    """Whether a character is an Arabic letter or a vowel sign."""
    return "\u0621" <= c <= "\u0652"


def surname_start(name: str) -> int:
    """Where the surname of a full name begins: its last word, with the small words before it.

    >>> surname_start("Ursula von der Leyen"), surname_start("Tim Cook")
    (7, 4)
    """
    words = name.split(" ")
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in listed("particle"):
        last -= 1
    return len(name) - len(" ".join(words[last:]))
