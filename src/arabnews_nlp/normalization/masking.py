"""Edits that replace or remove URLs, e-mail addresses, mentions, hashtags and emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arabnews_nlp._core.addresses import address_end
from arabnews_nlp._core.characters import character_set
from arabnews_nlp._files.tables import read_table

_SITES = "|".join(part for [part] in read_table("arabnews_nlp._core", "sites.tsv") if part.isascii())
_ADDRESS = re.compile(
    rf"(?i:(?P<scheme>(?:https?|ftp)://|www\.(?=\w))|(?<![a-z0-9@._-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_SITES})(?![a-z0-9_@-]|\.\w))"
)
"""Where an address begins: a scheme, or the whole name of a site."""
_EMAIL_FORM = r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_EMAIL = re.compile(r"(?<![\w.+-])" + _EMAIL_FORM), re.compile(_EMAIL_FORM)
_MENTION = (
    re.compile(r"(?<!@)(?:(?<![A-Za-z0-9_.+-])|(?=@\w)(?!@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9]))@\w{1,50}"),
    re.compile(r"@\w{1,50}"),
)
"""After a word too (لـ@user, RT@user), unless both make an e-mail address."""
_HASHTAG = re.compile(r"(?:(?<![\w#&])|(?<=[\u0621-\u064a]))#([^\W_]\w{0,100})"), re.compile(r"#([^\W_]\w{0,100})")
"""After Arabic letters too, which are clitics then (بـ#الرياض)."""
_MADE_EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u25ff\u2900-\u2bff\u3030\u303d\u3297\u3299"
"""Signs and letters that are emoji where variation selector 16 follows."""
_PICTOGRAPH = "".join(f"{chr(first)}-{chr(last)}" for first, last in character_set("emoji"))
_EMOJI = re.compile(
    rf"[{_PICTOGRAPH}][\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f{_PICTOGRAPH}]*|[{_MADE_EMOJI}]\ufe0f|[0-9#*]\ufe0f?\u20e3\ufe0f?"
)
"""An emoji with its modifiers, joined ones and those right after it; a digit or sign on a keycap."""


def _chained(pattern: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """Matches of the first form, and of the second right after each: what is masked leaves the next one free-standing.

    A chain of any length (``@a@b@c``) is thus found at once.
    """
    first, following = pattern
    match = first.search(text)
    while match:
        yield match
        end = match.end()
        match = following.match(text, end) or first.search(text, end)


def _url_spans(text: str) -> Iterator[tuple[int, int]]:
    """Addresses as the tokenizer has them."""
    match = _ADDRESS.search(text)
    while match:
        start, end = match.span()
        if match["scheme"] or text.startswith("/", end):
            end = address_end(text, end, not match["scheme"])
        if end > match.end() or not match["scheme"]:
            yield start, end
        match = _ADDRESS.search(text, max(end, match.end()))


def urls(text: str) -> Iterator[tuple[int, int, str]]:
    """URLs as the token of the AraBERT convention; closing punctuation stays."""
    for start, end in _url_spans(text):
        yield start, end, "[رابط]"


def no_urls(text: str) -> Iterator[tuple[int, int, str]]:
    """URLs removed."""
    for start, end in _url_spans(text):
        yield start, end, ""


def emails(text: str) -> Iterator[tuple[int, int, str]]:
    """E-mail addresses as the token of the AraBERT convention."""
    for match in _chained(_EMAIL, text):
        yield match.start(), match.end(), "[بريد]"


def no_emails(text: str) -> Iterator[tuple[int, int, str]]:
    """E-mail addresses removed."""
    for match in _chained(_EMAIL, text):
        yield match.start(), match.end(), ""


def no_mentions(text: str) -> Iterator[tuple[int, int, str]]:
    """@mentions removed."""
    for match in _chained(_MENTION, text):
        yield match.start(), match.end(), ""


def masked_hashtags(text: str) -> Iterator[tuple[int, int, str]]:
    """Hashtags as one token."""
    for match in _chained(_HASHTAG, text):
        yield match.start(), match.end(), "[وسم]"


def masked_emoji(text: str) -> Iterator[tuple[int, int, str]]:
    """Emoji with their modifiers as one token."""
    for match in _EMOJI.finditer(text):
        yield match.start(), match.end(), "[رمز]"


def mentions(text: str) -> Iterator[tuple[int, int, str]]:
    """@mentions as the token of the AraBERT convention."""
    for match in _chained(_MENTION, text):
        yield match.start(), match.end(), "[مستخدم]"


def hashtags(text: str) -> Iterator[tuple[int, int, str]]:
    """Hashtags as their words: the mark goes, underscores become spaces."""
    for match in _HASHTAG[0].finditer(text):
        yield match.start(), match.start() + 1, ""
        for i in range(match.start(1), match.end(1)):
            if text[i] == "_":
                yield i, i + 1, " "


def no_emoji(text: str) -> Iterator[tuple[int, int, str]]:
    """Emoji with their modifiers removed."""
    for match in _EMOJI.finditer(text):
        yield match.start(), match.end(), ""
