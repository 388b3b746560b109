"""Names in Latin script as they stand in a text: one or several words, digits and joiners inside, clitics outside."""

from __future__ import annotations

from collections.abc import Iterator

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.names._latin_mentions import LatinMentions, scan_latin
from arabnews_nlp.names.lexicon import counted, inner, known_in_lower_case

__all__ = ["latin_mentions", "latin_names"]


def latin_mentions(pretokens: PreTokens) -> LatinMentions:
    """Latin names, found with the word lists of this package.

    They are sought once for all who share the pretokens.
    """
    if pretokens.latin is None:
        pretokens.latin = scan_latin(pretokens, inner(), counted(), known_in_lower_case())
    return pretokens.latin


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of Latin names in order: words with a capital or well-known ones, model numbers, `of` and its like inside.

    Addresses, file names, handles and hashtags are no names, and neither is a number that counts something.

    >>> text = "أعلنت Bank of America وAT&T أن Office 365 (https://Office.com) يكلف 30 Euro"
    >>> [text[start:end] for start, end in latin_names(text)]
    ['Bank of America', 'AT&T', 'Office 365', 'Euro']
    """
    pretokens = PreTokens(text)
    for start, end, *_ in latin_mentions(pretokens):
        yield (start, end) if pretokens.alignment is None else pretokens.alignment.to_original(start, end)
