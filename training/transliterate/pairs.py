"""Name pairs for training: read, brought to the letters of the model, and cleared of every evaluation name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from arabnews_nlp.names.letters import arabic_letters, latin_letters

_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064aپچژڤگ]+")
_LATIN_WORD = re.compile("[a-z]+(?:'[a-z]+)*")


class Pair(NamedTuple):
    """One name in both scripts, single words."""

    arabic: str
    latin: str


def read(path: Path) -> list[Pair]:
    """Pairs of a file ``arabic<TAB>latin``; more fields are passed over."""
    found: dict[Pair, None] = {}
    for line in path.read_text("utf-8").splitlines():
        if "\t" in line:
            arabic, latin = line.split("\t")[:2]
            found |= dict.fromkeys(words_of(arabic, latin))
    return list(found)


def words_of(arabic: str, latin: str) -> list[Pair]:
    """Pairs of words where both names have as many, otherwise the names joined; those that fit."""
    left, right = arabic_letters(arabic).split(), latin_letters(latin).replace("-", " ").split()
    both = zip(left, right, strict=True) if len(left) == len(right) else [("".join(left), "".join(right))]
    return [Pair(a, b) for a, b in both if _ARABIC_WORD.fullmatch(a) and _LATIN_WORD.fullmatch(b) and fits(a, b)]


def fits(arabic: str, latin: str) -> bool:
    """Whether the lengths of two words allow them to be one name."""
    return len(latin) <= 4 * len(arabic) and len(arabic) <= 2 * len(latin) + 2 and max(len(arabic), len(latin)) <= 40


def without(pairs: Iterable[Pair], held: Iterable[Path]) -> list[Pair]:
    """The pairs none of whose sides occurs in the held files."""
    arabic: set[str] = set()
    latin: set[str] = set()
    for path in held:
        for line in path.read_text("utf-8").splitlines():
            if "\t" in line:
                left, right = line.split("\t")[:2]
                arabic |= {arabic_letters(left), *arabic_letters(left).split()}
                latin |= {latin_letters(right), *latin_letters(right).split()}
    return [pair for pair in pairs if pair.arabic not in arabic and pair.latin not in latin]
