"""Choices for one word in the other script, each with its probability.

Candidates come from the transducer and the joint n-grams; their score is the likelihood under both, made a probability
on held-out names: 0.7 means that about seven of ten such answers are the spelling in use.
"""

from __future__ import annotations

import re
from functools import lru_cache
from heapq import nlargest
from math import exp, log
from typing import NamedTuple

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names.models.habits import by_habit
from arabnews_nlp.names.models.matcher import batch_match
from arabnews_nlp.names.models.model_file import NameModel, load_model

__all__ = [
    "ARABIC_RUN",
    "FUNCTION_WORDS",
    "LISTED",
    "MOST",
    "READ",
    "Scored",
    "candidates",
    "choices",
    "joined",
    "raw_scores",
    "scaled",
    "unweighted",
]

Scored = list[tuple[str, float]]

ARABIC_RUN = re.compile("[\u0621-\u063a\u0641-\u064aپچژڤگ]+")
FUNCTION_WORDS = dict(read_table("arabnews_nlp.names", "function_words.tsv"))
"""Words that have their own form inside a name of several words, in either script."""
MOST = 5
"""Choices of a word that a name is made of."""
LISTED, READ = 0.9, 0.1
"""Shares of the listed form of a function word, letter or acronym, and of what it is when it is read as a word."""

_HARD_END = re.compile("(?<![oe]v)ic$")
"""A final -ic that is heard as k (Rafic, Dominic) more often than as ch, which it is after ov and ev (Djokovic)."""
_SOFT_END_SHARE = 0.1
_PIECE = 40
"""Longest word that is read whole."""
_ARABIC_POOL, _LATIN_POOL = 16, 40
"""Candidates that each model gives for a word; Latin spellings vary more."""
_BEAM = 48
"""Hypotheses of the joint model at a letter."""
_WORDS = 8
"""Choices of a word that are remembered."""
_UNKNOWN = 1e-6
"""Probability of a word that no model can read, which stays as it is."""
_LEAST = 1e-9
"""Probability of a candidate, at least."""
_MATCH_SHARE = 0.25
"""Power of the probability that a word and its Arabic spelling are one name, beside the probability of the spelling.

Chosen on ar2en-eval: the first answer is right a little more often, the first five as often.
"""
_LEAST_MATCH = 1e-4
_LEAST_NAME = 1e-300
"""Probability of a name of many words, at least, so that it is not 0."""
_LEAST_JOINT, _LEAST_LETTERS = -60.0, -200.0
"""Log probabilities that a candidate has at least."""


def choices(word: str, to_arabic: bool, habits: str) -> Scored:
    """Choices for a word; one too long for a name is read in pieces, by the transducer alone."""
    if len(word) <= _PIECE:
        return _word(word, to_arabic, habits)
    net = load_model().to_arabic if to_arabic else load_model().to_latin
    cut = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
    read = [[(text, exp(score)) for text, score in net.decode(piece, 2, 4) if text] for piece in cut]
    return joined([found or [(piece, _UNKNOWN)] for found, piece in zip(read, cut, strict=True)], "")


@lru_cache(maxsize=8192)
def _word(word: str, to_arabic: bool, habits: str) -> Scored:
    """Scored candidates for one word of known letters; the word itself where the models know nothing."""
    found = by_habit(unweighted(word, to_arabic), word, to_arabic, habits)
    return found[:_WORDS] or [(word, _UNKNOWN)]


def unweighted(word: str, to_arabic: bool) -> Scored:
    """Scored candidates for one word, of whatever country."""
    found = candidates(load_model(), word, to_arabic)
    if to_arabic and found:
        found = _by_match(found, word)
    if to_arabic and _HARD_END.search(word):
        found = [(text, p * (_SOFT_END_SHARE if text.endswith("تش") else 1.0)) for text, p in found]
        found.sort(key=lambda row: -row[1])
    return found


def _by_match(found: Scored, word: str) -> Scored:
    """The Arabic choices for a word with the probabilities that they have where matching has its say."""
    matches = batch_match((word, text) for text, _ in found)
    made = [(text, p * max(m, _LEAST_MATCH) ** _MATCH_SHARE) for (text, p), m in zip(found, matches, strict=True)]
    factor = sum(p for _, p in found) / sum(p for _, p in made)
    return sorted([(text, p * factor) for text, p in made], key=lambda row: -row[1])


def candidates(model: NameModel, word: str, to_arabic: bool) -> Scored:
    """Every candidate with its probability, best first."""
    joint_weight, letters_weight, sharpness, coverage = model.arabic_weights if to_arabic else model.latin_weights
    scored = raw_scores(model, word, to_arabic)
    mixed = [
        (text, sharpness * (net + joint_weight * joint + letters_weight * letters))
        for text, net, joint, letters in scored
    ]
    mixed.sort(key=lambda row: -row[1])
    if not mixed:
        return []
    top = mixed[0][1]
    total = sum(exp(score - top) for _, score in mixed)
    return [(text, max(coverage * exp(score - top) / total, _LEAST)) for text, score in mixed]


def raw_scores(model: NameModel, word: str, to_arabic: bool) -> list[tuple[str, float, float, float]]:
    """Candidates, each with its log probability under transducer, joint model and letters (Latin candidates alone)."""
    net = model.to_arabic if to_arabic else model.to_latin
    size = _ARABIC_POOL if to_arabic else _LATIN_POOL
    pool = dict(net.decode(word, size, size))
    for text, _ in model.joint.decode(word, 1 if to_arabic else 0, size, _BEAM):
        if text and text not in pool:
            pool[text] = net.score(word, text)
    pool.pop("", None)
    rows = []
    for text, score in pool.items():
        joint = model.joint.score(text, word) if to_arabic else model.joint.score(word, text)
        letters = 0.0 if to_arabic else max(model.latin.score("", text), _LEAST_LETTERS)
        rows.append((text, score, max(joint, _LEAST_JOINT), letters))
    return rows


class _Chain(NamedTuple):
    """A choice for each part so far, the last one first."""

    before: _Chain | None
    text: str


def joined(parts: list[Scored], space: str, n: int = MOST) -> Scored:
    """The best combinations of the choices for each part."""
    if not parts:
        return []
    rows: list[tuple[_Chain | None, float]] = [(None, 0.0)]
    for part in parts:
        grown = [(_Chain(before, text), score + log(p)) for before, score in rows for text, p in part]
        rows = nlargest(n, grown, key=lambda row: row[1])
    found: dict[str, float] = {}
    for chain, score in rows:
        texts: list[str] = []
        while chain is not None:
            texts.append(chain.text)
            chain = chain.before
        text = space.join(t for t in reversed(texts) if t)
        if text:
            found[text] = min(1.0, found.get(text, 0.0) + max(exp(score), _LEAST_NAME))
    return sorted(found.items(), key=lambda row: -row[1])


def scaled(found: Scored, share: float) -> Scored:
    """Choices that have a share of the probability."""
    return [(text, p * share) for text, p in found]
