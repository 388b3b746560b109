"""Names in Latin script as they stand in a text: one or several words, digits and joiners inside, clitics outside."""

from __future__ import annotations

from collections.abc import Iterator

from arabnews_nlp._core.latin import LatinRuns, scan_latin
from arabnews_nlp._core.lexemes import Lexemes
from arabnews_nlp.names.lexicon import counted, inner, known_in_lower_case

__all__ = ["latin_names", "latin_runs"]


def latin_runs(lexemes: Lexemes) -> LatinRuns:
    """Latin names, found with the word lists of this package.

    They are sought once for all who share the lexemes.
    """
    if lexemes.latin is None:
        lexemes.latin = scan_latin(lexemes, inner(), counted(), known_in_lower_case())
    return lexemes.latin


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of Latin names in order: words with a capital or well-known ones, model numbers, `of` and its like inside.

    Addresses, file names, handles and hashtags are no names, and neither is a number that counts something.

    >>> text = "أعلنت Bank of America وAT&T أن Office 365 (https://Office.com) يكلف 30 Euro"
    >>> [text[start:end] for start, end in latin_names(text)]
    ['Bank of America', 'AT&T', 'Office 365', 'Euro']
    """
    for start, end, *_ in latin_runs(Lexemes(text)):
        yield start, end
