"""The matching model: joint bigrams over folded letters, letter chances, and known words (weights: ``calibration``)."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log

import numpy as np

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names.models._folded_names import folded, hashes

from .alignment import SHAPES, align
from .ngrams import NGrams
from .pairs import Pair

_BASE, _ARABIC, _LATIN = 0x620, 48, 26


_SHARE = 0.2
"""Share of the occurrences of one of its words that a pair needs; rarer ones are errors of the lists."""
_FREQUENT = 10
"""Occurrences of a word from which on its partners are taken to be all listed."""

Counts = Mapping[Pair, int]


def train(pairs: Sequence[Pair], known: Counts) -> dict[str, bytes]:
    """The sections of the model file that matching reads, but for what is fitted on other names.

    :param known: how often lists have pairs of words of personal names.
    """
    known = without_errors(known)
    seen = dict.fromkeys(Pair(folded(a), folded(b)) for a, b in pairs)
    short = [pair for pair in seen if pair.arabic and pair.latin]
    cuts, _ = align(short, SHAPES["fine"])
    numbers: dict[tuple[str, str], int] = {}
    sentences = [[numbers.setdefault(g, len(numbers) + 2) for g in cut] for cut in cuts if cut]
    model = NGrams(sentences, [1] * len(sentences), 2, len(numbers) + 2)
    model.prune(0.5)
    return {
        "match": model.pack(list(numbers)),
        "match_chances": letter_chances(short),
        "match_words": known_words(known),
    }


def without_errors(known: Counts) -> Counts:
    """The pairs that are a fair share of the occurrences of either word, with their letters folded."""
    counts: Counter[Pair] = Counter()
    for (arabic, latin), count in known.items():
        counts[Pair(folded(arabic), folded(latin))] += count
    top: Counter[str] = Counter()
    for (arabic, latin), count in counts.items():
        for word in (arabic, latin):
            top[word] = max(top[word], count)
    return {
        pair: count
        for pair, count in counts.items()
        if pair.arabic and pair.latin and count >= _SHARE * min(top[pair.arabic], top[pair.latin])
    }


def known_words(known: Counts) -> bytes:
    """Sets of hashes of the pairs and of their frequent Latin and Arabic words, as the compiled core reads them."""
    totals: Counter[str] = Counter()
    for (arabic, latin), count in known.items():
        totals[arabic] += count
        totals[latin] += count
    columns: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    for arabic, latin in known:
        both, left, right = hashes(latin, arabic)
        columns[0].add(both)
        if totals[latin] >= _FREQUENT:
            columns[1].add(left)
        if totals[arabic] >= _FREQUENT:
            columns[2].add(right)
    packed = [rice(column) for column in columns]
    heads = [
        struct.pack("<3I", len(column), low, len(bits)) for column, (low, bits) in zip(columns, packed, strict=True)
    ]
    return b"".join([*heads, *(bits for _, bits in packed)])


def rice(hashes: Collection[int]) -> tuple[int, bytes]:
    """Sorted 32-bit numbers by their differences: the number of low bits, and the bits (lowest first)."""
    low = min(31, ((1 << 32) // max(1, len(hashes))).bit_length() - 1)
    out: list[str] = []
    before = 0
    for value in sorted(hashes):
        high, rest = divmod(value - before, 1 << low)
        out.append("1" * high + "0" + (f"{rest:0{low}b}"[::-1] if low else ""))
        before = value
    text = "".join(out)
    return low, int(text[::-1] or "0", 2).to_bytes((len(text) + 7) // 8, "little")


def letter_chances(pairs: Sequence[Pair]) -> bytes:
    """Log probability of each letter on its own, and of the end of a name."""
    latin = Counter(c for pair in pairs for c in pair.latin)
    arabic = Counter(c for pair in pairs for c in pair.arabic)
    n, m = sum(latin.values()) + len(pairs), sum(arabic.values()) + len(pairs)
    values = [log((latin[chr(97 + k)] + 1) / n) for k in range(_LATIN)]
    values += [log((arabic[chr(_BASE + k)] + 1) / m) for k in range(_ARABIC)]
    return np.array([*values, log(len(pairs) / n), log(len(pairs) / m)], "<f4").tobytes()


def ordinary_words() -> set[str]:
    """Frequent Arabic words, which names resemble too."""
    return {word for [word] in read_table("arabnews_nlp.names", "common_words.tsv") if len(word) > 2}


def holes(word: str) -> set[str]:
    """The word with one letter left out or blanked, by which words that differ in one letter meet."""
    shorter = {word[:k] + word[k + 1 :] for k in range(len(word))}
    return {word} | shorter | {word[:k] + "_" + word[k + 1 :] for k in range(len(word))}
