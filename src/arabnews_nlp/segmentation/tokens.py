"""Tokens of Arabic news text with their kind, light normal form and clitics."""

from __future__ import annotations

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.records import Token
from arabnews_nlp.errors import plain_text
from arabnews_nlp.segmentation._token_columns import Tokens
from arabnews_nlp.segmentation._tokenizer import scan_tokens
from arabnews_nlp.segmentation.rules import boundary_rules, clitic_words

__all__ = ["scan", "tokenize"]


def tokenize(text: str) -> list[Token]:
    """Tokens of a text, in order and disjoint; they cover all but white space and invisible characters.

    A token keeps together what a reader takes as one: 366.78, 38%, GPT-3.5, U.S., واتس-آب, an address, a
    hashtag, an emoji. Clitics stay in the token of their word and are listed as spans inside it: always
    before Latin script and digits (وMicrosoft, بـ38%), before Arabic words where the rules are sure.
    ``mixed`` is the kind of words of several scripts, of letters with digits, and of letters that are neither
    Arabic nor Latin.

    >>> [(t.text, t.kind, [c.text for c in t.clitics]) for t in tokenize("وMicrosoft بـ38%")]
    [('وMicrosoft', 'latin', ['و']), ('بـ38%', 'number', ['بـ'])]

    :raises ArgumentTypeError: ``text`` is no str; no text ever raises.
    """
    text = plain_text(text)
    return scan(PreTokens(text)).to_list()


def scan(pretokens: PreTokens) -> Tokens:
    """The tokens as columns that make token objects on access."""
    return scan_tokens(pretokens, boundary_rules(), clitic_words())
