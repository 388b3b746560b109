"""Words of Arabic names in Latin letters."""

from __future__ import annotations

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.letters import LETTER_OF
from arabnews_nlp.names.models.habits import article_forms
from arabnews_nlp.names.models.spellings import (
    ARABIC_RUN,
    FUNCTION_WORDS,
    LISTED,
    MOST,
    READ,
    Scored,
    choices,
    joined,
    scaled,
)

__all__ = ["acronym", "capitals", "latin_choices", "servants"]

_SMALL = {word for word in FUNCTION_WORDS.values() if word.islower()}
"""Latin words that stay small inside a name."""
_DIGITS = {code + k: str(k) for code in (0x660, 0x6F0) for k in range(10)}
_LONGEST_ACRONYM = 8
_AFTER_ARTICLE = 3
"""Letters of a word after its article, at least."""
_SERVANT = (("Abdul", 0.5), ("Abdul ", 0.2), ("Abdel ", 0.2), ("Abd al-", 0.1))
"""Latin forms of عبد ال, each with its share, set by hand."""
_ABDALLAH = (("Abdullah", 0.8), ("Abdallah", 0.2))
_NAMES_OF_GOD = 3
"""Spellings of the name after عبد that are tried."""


def acronym(words: list[str]) -> str:
    """The capitals that these words name one by one (آي بي إم), or nothing."""
    letters = [LETTER_OF.get(fold(word), "") for word in words]
    return "".join(letters) if 1 < len(letters) <= _LONGEST_ACRONYM and all(letters) else ""


def capitals(name: str) -> str:
    """A name with its words in capitals, but for small words inside and words that have their own (iPhone)."""
    out = []
    for k, word in enumerate(name.split(" ")):
        small = k > 0 and word in _SMALL
        mixed = word != word.lower()
        out.append(word if small or mixed else "'".join(w[:1].upper() + w[1:] for w in word.split("'")))
    return " ".join(out)


def latin_choices(word: str, alone: bool, habits: str) -> Scored:
    """Latin choices for one word: letters through the models, everything else as it is."""
    parts: list[Scored] = []
    at = 0
    for match in ARABIC_RUN.finditer(word):
        if match.start() > at:
            parts.append([(word[at : match.start()], 1.0)])
        article = not alone and match[0].startswith("ال") and len(match[0]) - 2 >= _AFTER_ARTICLE
        if " " in word and match[0] == "عبد":
            parts.append(_servant(word.split(" ")[1][2:], habits))
            return joined(parts, "")
        if article:
            base = choices(match[0][2:], False, habits)
            forms = article_forms(habits)
            whole = [(form + _capital(text), share * p) for text, p in base for form, share in forms]
            parts.append(sorted(whole, key=lambda row: -row[1])[:MOST])
        elif not alone and match[0] in FUNCTION_WORDS:
            ordinary = scaled(choices(match[0], False, habits), READ)
            parts.append([(FUNCTION_WORDS[match[0]], LISTED), *ordinary])
        else:
            parts.append(choices(match[0], False, habits))
        at = match.end()
    if at < len(word):
        parts.append([(word[at:].translate(_DIGITS), 1.0)])
    return joined(parts, "")


def servants(words: list[str]) -> list[str]:
    """Words of a name; عبد and the word with the article after it are one."""
    found: list[str] = []
    for word in words:
        if found and found[-1] == "عبد" and word.startswith("ال"):
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def _servant(name: str, habits: str) -> Scored:
    """Latin choices for عبد with one of the names of God without its article."""
    if name == "له":
        return list(_ABDALLAH)
    found = [
        (form + (text if form == "Abdul" else _capital(text)), share * p)
        for text, p in choices(name, False, habits)[:_NAMES_OF_GOD]
        for form, share in _SERVANT
    ]
    return sorted(found, key=lambda row: -row[1])[:MOST]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
