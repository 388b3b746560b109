"""Candidate name pairs from brackets in running text: بيل غيتس (Bill Gates), Bill Gates (بيل غيتس)."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from arabnews_nlp.names.letters import arabic_letters, latin_letters

from .pairs import Pair, fits

_LATIN = "[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*"
_ARABIC = "[\u0621-\u0652\u0670پچژڤگیک\u200c]+"
_BRACKET = re.compile(
    rf"({_ARABIC}(?:[ -]{_ARABIC}){{0,4}})\s*[(\[]\s*"
    r"(?:ب?ال(?:\u0625|\u0627)نجليزية\s*:?\s*|[^()\[\]A-Za-z]{0,25}?:\s*)?"
    rf"({_LATIN}(?:[ -]{_LATIN}){{0,4}})\s*[)\],،;؛/]"
)
_TURNED = re.compile(rf"({_LATIN}(?:[ -]{_LATIN}){{0,4}})\s*\(\s*({_ARABIC}(?:[ -]{_ARABIC}){{0,4}})\s*\)")
_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064aپچژڤگ]+")
_LATIN_WORD = re.compile("[a-z]+(?:'[a-z]+)*")


def texts(path: Path) -> Iterator[str]:
    """Lines of a compressed corpus: plain text, or JSON lines with a ``text``."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "(" in line or "[" in line:
                yield json.loads(line)["text"] if path.name.endswith(".jsonl.xz") else line


def candidates(path: Path) -> Counter[Pair]:
    """Word pairs that stand in the same place of a bracket and its neighbour, with their frequency."""
    found: Counter[Pair] = Counter()
    for text in texts(path):
        for match in _BRACKET.finditer(text):
            _count(found, match[1], match[2], from_end=True)
        for match in _TURNED.finditer(text):
            _count(found, match[2], match[1], from_end=True)
    return found


def _count(found: Counter[Pair], arabic: str, latin: str, from_end: bool) -> None:
    left = re.split("[ -]", arabic_letters(arabic))
    right = [w for w in re.split("[ -]", latin_letters(latin).replace(".", " ").strip()) if w]
    for a, b in zip(reversed(left), reversed(right), strict=False):
        if len(b) > 2 and len(a) > 1 and _ARABIC_WORD.fullmatch(a) and _LATIN_WORD.fullmatch(b) and fits(a, b):
            found[Pair(a, b)] += 1
