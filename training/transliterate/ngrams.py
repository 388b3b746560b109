"""Interpolated Kneser-Ney n-grams over graphones with three discounts, pruned, quantized and packed as a trie."""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import exp, log

import numpy as np

Gram = tuple[int, ...]
START, STOP = 0, 1


class NGrams:
    """Probabilities and back-off weights (logarithms) of a smoothed n-gram model.

    :param sentences: sequences of tokens from 2 on, without start and stop.
    :param weights: how often each counts; whole numbers.
    """

    def __init__(self, sentences: Sequence[Sequence[int]], weights: Sequence[int], order: int, tokens: int) -> None:
        self.order, self.tokens = order, tokens
        counts: list[Counter[Gram]] = [Counter() for _ in range(order + 1)]
        for sentence, weight in zip(sentences, weights, strict=True):
            full = (START, *sentence, STOP)
            for end in range(1, len(full)):
                for size in range(1, min(order, end + 1) + 1):
                    counts[size][full[end + 1 - size : end + 1]] += weight
        # Lower orders count the kinds of left neighbours, except for grams that begin a name.
        adjusted: list[Counter[Gram]] = [Counter() for _ in range(order + 1)]
        adjusted[order] = counts[order]
        for size in range(order - 1, 0, -1):
            kinds: Counter[Gram] = Counter()
            for gram in counts[size + 1]:
                kinds[gram[1:]] += 1
            adjusted[size] = Counter(
                {gram: (n if gram[0] == START else kinds[gram]) for gram, n in counts[size].items()}
            )
        self.counts = counts
        self.prob: dict[Gram, float] = {}
        self.backoff: dict[Gram, float] = {}
        for size in range(1, order + 1):
            self._level(adjusted[size], size)

    def _level(self, counts: Counter[Gram], size: int) -> None:
        of = Counter(min(n, 5) for n in counts.values())
        one, two, three, four = (max(of[k], 1) for k in (1, 2, 3, 4))
        y = one / (one + 2 * two)
        discounts = [
            0.0,
            max(1 - 2 * y * two / one, 0.1),
            max(2 - 3 * y * three / two, 0.2),
            max(3 - 4 * y * four / three, 0.3),
        ]
        total: Counter[Gram] = Counter()
        taken: dict[Gram, float] = defaultdict(float)
        for gram, n in counts.items():
            total[gram[:-1]] += n
            taken[gram[:-1]] += discounts[min(n, 3)]
        for gram, n in counts.items():
            context = gram[:-1]
            lower = self.prob[gram[1:]] if size > 1 else 1 / self.tokens
            self.prob[gram] = (n - discounts[min(n, 3)] + taken[context] * lower) / total[context]
        if size == 1:
            for token in range(1, self.tokens):
                self.prob.setdefault((token,), taken[()] / total[()] / self.tokens)
            self.prob[START,] = 1e-9
        for context in total:
            if size > 1:
                self.backoff[context] = taken[context] / total[context]

    def log_probability(self, context: Gram, token: int) -> float:
        weight = 0.0
        while context:
            gram = (*context, token)
            if gram in self.prob:
                return weight + log(self.prob[gram])
            weight += log(self.backoff.get(context, 1.0))
            context = context[1:]
        return weight + log(self.prob[token,])

    def prune(self, threshold: float) -> None:
        """Drops grams that change the likelihood of the data by less than ``threshold`` (relative entropy)."""
        for size in range(self.order, 1, -1):
            kept_contexts = {gram[:-1] for gram in self.prob if len(gram) == size + 1}
            kept_suffixes = {gram[1:] for gram in self.prob if len(gram) == size + 1}
            dropped = []
            for gram, p in self.prob.items():
                if len(gram) != size or gram in kept_contexts or gram in kept_suffixes:
                    continue
                lower = self.backoff[gram[:-1]] * self.prob[gram[1:]]
                if self.counts[size][gram] * (log(p) - log(lower)) < threshold:
                    dropped.append(gram)
            for gram in dropped:
                del self.prob[gram]
            self._rebalance(size)

    def _rebalance(self, size: int) -> None:
        """Back-off weights anew from what is left."""
        high: dict[Gram, float] = defaultdict(float)
        low: dict[Gram, float] = defaultdict(float)
        for gram, p in self.prob.items():
            if len(gram) == size:
                high[gram[:-1]] += p
                low[gram[:-1]] += self.prob[gram[1:]]
        for context in [c for c in self.backoff if len(c) == size - 1]:
            if context not in high:
                del self.backoff[context]
            else:
                self.backoff[context] = max(1 - high[context], 1e-6) / max(1 - low[context], 1e-6)

    def pack(self, graphones: Sequence[tuple[str, str]]) -> bytes:
        """The model as bytes for the compiled core; ``graphones[k]`` is token k + 2."""
        children: dict[Gram, list[Gram]] = defaultdict(list)
        for gram in self.prob:
            children[gram[:-1]].append(gram)
        order: list[Gram] = [()]
        degree: list[int] = []
        for node in order:
            below = sorted(children.get(node, ()))
            degree.append(len(below))
            order.extend(below)
        probs = np.array([0.0] + [log(self.prob[g]) for g in order[1:]])
        weights = np.array([log(self.backoff.get(g, 1.0)) if degree[k] else 0.0 for k, g in enumerate(order)])
        prob_table, prob_codes = quantize(probs)
        weight_table, weight_codes = quantize(weights, zero=True)
        letters = "".join(a + b for a, b in graphones)
        return b"".join(
            [
                struct.pack("<4I", self.order, self.tokens, len(order), len(letters)),
                bytes([0, 0, *(len(a) for a, _ in graphones)]),
                bytes([0, 0, *(len(b) for _, b in graphones)]),
                np.array([ord(c) for c in letters], "<u2").tobytes(),
                prob_table.astype("<f4").tobytes(),
                weight_table.astype("<f4").tobytes(),
                np.array([g[-1] if g else 0 for g in order], "<u2").tobytes(),
                prob_codes.tobytes(),
                weight_codes.tobytes(),
                np.array(degree, "<u2").tobytes(),
            ]
        )


def quantize(values: np.ndarray, zero: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """At most 256 levels that hold equal shares of the values, refined once; level 0 is 0.0 where asked."""
    levels = np.unique(np.quantile(values, np.linspace(0, 1, 255)))
    for _ in range(4):
        codes = np.searchsorted((levels[1:] + levels[:-1]) / 2, values)
        sums, counts = np.bincount(codes, values, len(levels)), np.bincount(codes, minlength=len(levels))
        levels = np.unique(np.where(counts > 0, sums / np.maximum(counts, 1), levels))
    if zero:
        levels = np.unique(np.append(levels, 0.0))
    codes = np.searchsorted((levels[1:] + levels[:-1]) / 2, values).astype(np.uint8)
    return np.concatenate([levels, np.zeros(256 - len(levels))]), codes


def perplexity(model: NGrams, sentences: Iterable[Sequence[int]]) -> float:
    total, count = 0.0, 0
    for sentence in sentences:
        full = (START, *sentence, STOP)
        for end in range(1, len(full)):
            total += model.log_probability(full[max(0, end + 1 - model.order) : end], full[end])
            count += 1
    return exp(-total / max(count, 1))
