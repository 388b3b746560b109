"""The weights and the calibration of matching, fitted on names of open lists and on what they are mixed up with.

A tenth of the names (:func:`Parts.of`) is for judging and two are for fitting; the list of known words that matching
uses meanwhile lacks what only they have. What ships has the whole list.
"""

from __future__ import annotations

import random
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.letters import latin_letters
from arabnews_nlp.names.models._matcher import Matcher
from arabnews_nlp.names.models.matcher import SECTIONS, name_tables
from arabnews_nlp.names.tables import brands

from .hard_pairs import (
    FOLDS,
    LABELS,
    Case,
    Drawn,
    Lists,
    Name,
    draw,
    fold_of,
    is_by_sound,
    is_shipped,
    read_names,
    word_pairs,
)
from .matching import known_words, without_errors
from .pairs import Pair

KINDS, LOWEST, KNOTS = 2, -9, 16
"""Kinds of pairs, and the raw logits at which their calibration is kept (``_matcher.pyx``)."""
WEIGHTS = 13
SHARES = {"persons": 0.5, "labels": 0.25, "words": 0.25, "tables": 0.1}
"""What each source of names counts."""
HARD = 0.75
"""What the hard pairs of a source count; the middle probabilities are theirs, since few ordinary pairs are in doubt."""
_TEST, _FIT = (0,), (1, 2)
_CERTAIN = 0.001
"""No calibrated probability is nearer to 0 or 1, but for what a pair is beyond the last knot."""
_RISE = 0.01
"""Least rise of the calibrated logits from knot to knot, so that no two raw ones become one."""


class Source(NamedTuple):
    """Names of one list."""

    title: str
    names: list[Name]
    test: list[Name]
    fit: list[Name]


class Parts(NamedTuple):
    """What is fitted and judged on."""

    sources: list[Source]
    lists: Lists
    known: bytes
    """Known words without those that only the names for fitting and judging have."""

    @classmethod
    def of(cls, folder: Path, words: Path) -> Parts:
        """The lists of a folder (person-names.tsv, wikipedia-labels.tsv, …), and pairs of words never learnt."""
        held = {
            "persons": read_names(folder / "person-names.tsv"),
            "labels": read_names(folder / "wikipedia-labels.tsv", *LABELS),
            "words": read_names(words),
        }
        counts = counted([folder / "person-name-words.tsv", folder / "wikidata-name-words.tsv"])
        sources = []
        for title, names in held.items():
            of = [name for name in names if not is_shipped(name)]
            # The words are few: half of them judge.
            fold = FOLDS if title != "words" else 2
            test = [name for name in of if fold_of(name) % fold in _TEST]
            fit = [name for name in of if fold_of(name) % fold in _FIT]
            sources.append(Source(title, names if title != "words" else held["labels"], test, fit))
        own = word_pairs(name for source in sources[:2] for name in (*source.test, *source.fit))
        known = {Pair(*pair): count for pair, count in counts.items() if count > own[pair]}
        lists = Lists([*held["persons"], *held["labels"], *held["words"]], counts)
        return cls(sources, lists, known_words(without_errors(known)))


def counted(paths: Iterable[Path]) -> Counter[tuple[str, str]]:
    """How often a pair of words occurs in that of the lists that has it most often."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            arabic, latin, *fields = line.split("\t")
            pair = fold(arabic), latin_letters(latin)
            if " " not in pair[0] + pair[1]:
                counts[pair] = max(counts[pair], int(next(filter(str.isdigit, fields), "1")))
    return counts


def fit(sections: dict[str, bytes], parts: Parts, seed: int) -> dict[str, bytes]:
    """The sections of the weights and of the calibration; ``sections`` has the joint bigrams and the chances."""
    held = sections | {"match_words": parts.known}
    none = {"match_weights": bytes(4 * WEIGHTS), "match_observed": _packed([np.arange(KNOTS) + LOWEST] * KINDS)}
    weights = {"match_weights": struct.pack(f"<{WEIGHTS}f", *word_weights(matcher(held | none), parts, seed))}
    observed = calibration(matcher(held | none | weights), parts, seed)
    return weights | {"match_observed": _packed(observed)}


def matcher(sections: dict[str, bytes]) -> Matcher:
    """A matcher of these sections, with the shipped tables."""
    return Matcher(*(sections[name] for name in SECTIONS), name_tables())


def word_weights(untrained: Matcher, parts: Parts, seed: int) -> list[float]:
    """Logistic weights of a pair of single words, those of the names for fitting and what they are mixed up with."""
    rows, labels, shares = [], [], []
    for title, drawn in drawn_words(parts, seed):
        for cases, counts in zip(drawn, (1 - HARD, HARD), strict=True):
            for case in cases:
                row = untrained.features(case.latin, case.arabic)
                if row and (title == "tables" or untrained.logits([(case.latin, case.arabic)])[0] is not None):
                    rows.append((1.0, *row))
                    labels.append(case.same)
                    shares.append(SHARES[title] * counts / len(cases))
    x, y, share = np.array(rows), np.array(labels, float), np.array(shares) * len(shares)
    weights = np.zeros(WEIGHTS)
    # Newton steps on the log likelihood with a small ridge.
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -40, 40)))
        gradient = x.T @ (share * (y - p)) - 0.01 * weights
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + 0.01 * np.eye(WEIGHTS)
        weights += np.linalg.solve(hessian, gradient)
    return [float(w) for w in weights]


def drawn_words(parts: Parts, seed: int) -> Iterator[tuple[str, Drawn]]:
    """Pairs of single words by their source, the tables last."""
    for source in parts.sources:
        words = single_words(source.fit)
        different = list(dict.fromkeys(words))
        # As many once more as they come, so that what is said of common words is right too.
        of = different + random.Random(seed).sample(words, len(different))
        yield source.title, draw(list(dict.fromkeys(single_words(source.names))), of, parts.lists, seed)
    yield "tables", drawn_from_tables(parts.lists, seed)


def drawn_from_tables(lists: Lists, seed: int) -> Drawn:
    """Pairs of a Latin name that the tables have and an Arabic word that they could lack.

    A name is mixed up with any word but its spellings; right are only its further spellings, since of those that the
    tables lack there may be about as many as of those.
    """
    names = [
        Name((fold(arabic),), (brand.latin,))
        for brand in dict.fromkeys(brands().values())
        for arabic in brand.arabic
        if " " not in brand.latin + arabic and not brand.latin.isupper()
    ]
    of: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        of[name.latin[0]].append(name.arabic[0])
    names = [name for name in dict.fromkeys(names) if is_by_sound(name)]

    def counts(case: Case) -> bool:
        known = of[case.latin]
        return case.arabic in known[1:] if case.same else case.arabic not in known

    ordinary, hard = draw(names, names, lists, seed)
    return Drawn(list(filter(counts, ordinary)), list(filter(counts, hard)))


def single_words(names: Iterable[Name]) -> list[Name]:
    """The words of names, each a name of its own."""
    pairs = (pair for name in names for pair in zip(name.arabic, name.latin, strict=True))
    return [Name((a,), (b,)) for a, b in pairs if len(a) > 1 and len(b) > 1]


def calibration(raw: Matcher, parts: Parts, seed: int) -> list[np.ndarray]:
    """For each kind of pair, the logits that are observed at the knots, by isotonic regression."""
    points: list[list[tuple[float, bool, float]]] = [[] for _ in range(KINDS)]
    for source in parts.sources:
        drawn = draw(source.names, source.fit, parts.lists, seed)
        for cases, counts in zip(drawn, (1 - HARD, HARD), strict=True):
            for found, case in zip(raw.logits([(c.latin, c.arabic) for c in cases]), cases, strict=True):
                if found is not None:
                    points[found[1]].append((found[0], case.same, SHARES[source.title] * counts / len(cases)))
    return [isotonic(rows) for rows in points]


def isotonic(points: Sequence[tuple[float, bool, float]]) -> np.ndarray:
    """Logits at the knots that rise everywhere and, summed up around each knot, are what is observed.

    Each point is shared by the two knots beside it, as it is read later; neighbours that fall are pooled.
    """
    seen, right = np.full(KNOTS, 1e-9), np.full(KNOTS, 0.5e-9)
    for z, same, share in points:
        at = min(max(z - LOWEST, 0.0), KNOTS - 1.0)
        low = min(int(at), KNOTS - 2)
        for knot, part in ((low, low + 1 - at), (low + 1, at - low)):
            seen[knot] += share * part
            right[knot] += share * part * same
    pools = [[k, k + 1, right[k], seen[k]] for k in range(KNOTS)]
    at = 0
    while at + 1 < len(pools):
        left, after = pools[at], pools[at + 1]
        if left[2] * after[3] >= after[2] * left[3]:
            pools[at : at + 2] = [[left[0], after[1], left[2] + after[2], left[3] + after[3]]]
            at = max(0, at - 1)
        else:
            at += 1
    share = np.concatenate([np.full(int(end - start), a / b) for start, end, a, b in pools])
    share = np.clip(share, _CERTAIN, 1 - _CERTAIN)
    logits = np.log(share / (1 - share))
    return np.asarray(np.maximum.accumulate(logits - _RISE * np.arange(KNOTS)) + _RISE * np.arange(KNOTS))


def _packed(rows: Sequence[np.ndarray]) -> bytes:
    return np.array(rows, "<f4").tobytes()


def drawn_for_judging(parts: Parts, seed: int) -> dict[str, Drawn]:
    """Pairs of the names for judging, by source."""
    return {source.title: draw(source.names, source.test, parts.lists, seed) for source in parts.sources}
