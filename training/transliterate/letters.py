"""Letter n-grams of Latin names: what a name looks like, whatever Arabic writes."""

from __future__ import annotations

import lzma
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from arabnews_nlp.names.letters import latin_letters

from .ngrams import NGrams

_WORD = re.compile("[A-ZÀ-Ý][a-zà-ÿ'A-ZÀ-Ý]{2,}")
_PLAIN = re.compile("[a-z]+(?:'[a-z]+)*")


def capitalized(path: Path, without: Collection[str]) -> list[str]:
    """The distinct Latin words with a capital in a compressed text, but for the given ones."""
    found: dict[str, None] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("<doc"):
                continue
            for word in _WORD.findall(line):
                plain = latin_letters(word).strip("'")
                if _PLAIN.fullmatch(plain) and plain not in without:
                    found[plain] = None
    return list(found)


def train(words: Iterable[str], order: int = 6, threshold: float = 1.0) -> bytes:
    """The model in the form of graphones without an Arabic side."""
    numbers: dict[str, int] = {}
    distinct = list(dict.fromkeys(words))
    sentences = [[numbers.setdefault(c, len(numbers) + 2) for c in word] for word in distinct]
    model = NGrams(sentences, [1] * len(sentences), order, len(numbers) + 2)
    model.prune(threshold)
    return model.pack([("", c) for c in numbers])
