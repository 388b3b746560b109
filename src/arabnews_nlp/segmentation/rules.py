"""The word lists of the segmenter, read from the tables in this folder once, at first use."""

from __future__ import annotations

from functools import cache

from arabnews_nlp._core.pretokens import KeyMap
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.segmentation._full_stops import CONTINUES_AFTER, WORD_CLASSES, Rules

__all__ = ["boundary_rules", "clitic_words"]


SUFFIXES = ("", "ه", "ها", "هم", "هما", "هن", "ا", "ت", "وا", "ته", "تها", "تهم", "نا", "ات")
"""What may follow a stem of the ``0+`` rows."""


@cache
def boundary_rules() -> Rules:
    """Abbreviations and sentence openers for the boundary scanner."""
    words = {word: WORD_CLASSES[kind] for word, kind in read_table(__package__, "abbreviations.tsv")}
    words |= {part: WORD_CLASSES["site"] for [part] in read_table("arabnews_nlp._core", "sites.tsv")}
    openers = dict.fromkeys((row[0] for row in read_table(__package__, "sentence_openers.tsv")), 0)
    resumers = dict.fromkeys((row[0] for row in read_table(__package__, "sentence_resumers.tsv")), 0)
    continuers: dict[str, int] = {}
    for after, word in read_table(__package__, "sentence_continuers.tsv"):
        continuers[word] = continuers.get(word, 0) | CONTINUES_AFTER[after]
    return Rules(KeyMap(words), KeyMap(openers), KeyMap(resumers), KeyMap(continuers))


@cache
def clitic_words() -> KeyMap:
    """Words with a sure first clitic (1) and words that only look as if they had one (0)."""
    words: dict[str, int] = {}
    whole: list[str] = []
    for prefixes, word in read_table(__package__, "clitics.tsv"):
        if prefixes == "0":
            whole.append(word)
        elif prefixes == "0+":
            whole.extend(word + suffix for suffix in SUFFIXES)
        elif prefixes == "=":
            words[word] = 1
        else:
            words.update(dict.fromkeys((prefix + word for prefix in prefixes), 1))
    for word in whole:
        words.update({word: 0, "و" + word: 1, "ف" + word: 1})
    return KeyMap(words)
