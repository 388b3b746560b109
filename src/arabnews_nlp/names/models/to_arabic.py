"""Words of Latin names in Arabic letters."""

from __future__ import annotations

import re

from arabnews_nlp.names.letters import READ_AS_WORD, latin_letters, spelled
from arabnews_nlp.names.models.spellings import (
    ARABIC_RUN,
    FUNCTION_WORDS,
    LISTED,
    READ,
    Scored,
    choices,
    joined,
    scaled,
)

__all__ = ["arabic_choices"]

_CAMEL = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]{2,}s?$|[A-Z]{2,}|[ie](?=[A-Z][a-z])|[A-Z]?[^A-Z]+|[A-Z]")
"""Parts of a word with capitals inside (OpenAI, iPhone)."""
_LATIN_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_ACRONYM = 5
"""Letters of an acronym with a vowel, at most."""
_PRONOUNCED = 0.15, 0.85
"""Shares of the letters one by one and of the word, of capitals that may be read as a word (NASA); set by hand."""


def arabic_choices(word: str, alone: bool, habits: str) -> Scored:
    """Arabic choices for one word between spaces."""
    if word == "&":
        return [("آند", 1.0)]
    parts: list[Scored] = []
    at = 0
    for match in _LATIN_RUN.finditer(word):
        between = word[at : match.start()]
        parts.append([(_between(between, bool(parts)), 1.0)])
        if ARABIC_RUN.match(match[0]):
            parts.append([(match[0], 1.0)])
            at = match.end()
            continue
        parts.append(_arabic_run(match[0], alone, word[match.end() : match.end() + 1] == ".", habits))
        at = match.end()
    if at < len(word):
        parts.append([(_between(word[at:], False), 1.0)])
    return joined(parts, "")


def _between(text: str, inner: bool) -> str:
    """What stands between letters: a joiner is a space, a stop is silent, digits and signs stay."""
    if text in ("-", "‐", "‑", "–", ".", "_", "/"):
        return " " if inner else ""
    if text == "&":
        return " آند "
    return "" if text in (".", ",", ":", "'", "’", "!", "") else text


def _arabic_run(run: str, alone: bool, stopped: bool, habits: str) -> Scored:
    """Arabic choices for an unbroken run of letters: a function word, an acronym, or a word."""
    small = latin_letters(run)
    if len(run) == 1 and run.isascii():
        return [(spelled(run), LISTED), *scaled(choices(small, True, habits), READ)]
    if run.isupper() and run.isascii() and (2 <= len(run) <= _LONGEST_ACRONYM or not re.search("[AEIOUY]", run)):
        letters, read = _PRONOUNCED if READ_AS_WORD.fullmatch(run) else (LISTED, READ)
        return sorted([(spelled(run), letters), *scaled(choices(small, True, habits), read)], key=lambda row: -row[1])
    if small in FUNCTION_WORDS and (not alone or small == "the") and not stopped:
        return [(FUNCTION_WORDS[small], LISTED), *scaled(choices(small, True, habits), READ)]
    camel = _CAMEL.findall(run) if not run.islower() and run.isascii() else []
    if len(camel) > 1 and any(len(c) > 1 and c.isupper() for c in camel):
        return joined([_arabic_run(c, True, False, habits) for c in camel], " ")
    if len(camel) > 1 and camel[0] in ("i", "e"):
        head = [("آي" if camel[0] == "i" else "إي", 1.0)]
        return joined([head, choices(latin_letters(run[1:]), True, habits)], "")
    return choices(small, True, habits)
