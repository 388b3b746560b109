"""The matching model: joint bigrams over folded letters, letter chances, and the weights that make a probability."""

from __future__ import annotations

import random
import struct
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from arabnews_nlp.names.models._matcher import Matcher, folded

from .alignment import SHAPES, align
from .ngrams import NGrams
from .pairs import Pair

_BASE, _ARABIC, _LATIN = 0x620, 48, 26


def train(pairs: Sequence[Pair], held: Sequence[Pair], seed: int) -> dict[str, bytes]:
    """The three sections of the model file that matching reads."""
    seen = dict.fromkeys(Pair(folded(a), folded(b)) for a, b in pairs)
    short = [pair for pair in seen if pair.arabic and pair.latin]
    cuts, _ = align(short, SHAPES["fine"])
    numbers: dict[tuple[str, str], int] = {}
    sentences = [[numbers.setdefault(g, len(numbers) + 2) for g in cut] for cut in cuts if cut]
    model = NGrams(sentences, [1] * len(sentences), 2, len(numbers) + 2)
    model.prune(0.5)
    joint, chances = model.pack(list(numbers)), letter_chances(short)
    plain = Matcher(joint, chances, struct.pack("<5f", *[0.0] * 5))
    weights = calibrate(plain, held, seed)
    return {"match": joint, "match_chances": chances, "match_weights": struct.pack("<5f", *weights)}


def letter_chances(pairs: Sequence[Pair]) -> bytes:
    """Log probability of each letter on its own, and of the end of a name."""
    latin = Counter(c for pair in pairs for c in pair.latin)
    arabic = Counter(c for pair in pairs for c in pair.arabic)
    n, m = sum(latin.values()) + len(pairs), sum(arabic.values()) + len(pairs)
    values = [log((latin[chr(97 + k)] + 1) / n) for k in range(_LATIN)]
    values += [log((arabic[chr(_BASE + k)] + 1) / m) for k in range(_ARABIC)]
    return np.array([*values, log(len(pairs) / n), log(len(pairs) / m)], "<f4").tobytes()


def calibrate(matcher: Matcher, held: Sequence[Pair], seed: int, others: int = 60) -> list[float]:
    """Logistic weights from held-out pairs against random partners; partners weigh as much as the pairs together."""
    rng = random.Random(seed)
    rows, labels = [], []
    for arabic, latin in held:
        rows.append(matcher.features(latin, arabic))
        labels.append(1)
        for other in rng.sample(held, min(others, len(held))):
            if other.latin != latin and other.arabic != arabic:
                rows.append(matcher.features(other.latin, arabic))
                labels.append(0)
    kept = [(row, label) for row, label in zip(rows, labels, strict=True) if row is not None]
    x = np.array([(1.0, max(row[0], -60.0), *row[1:]) for row, _ in kept])
    y = np.array([label for _, label in kept], float)
    x[:, 2] = np.maximum(x[:, 2], -5)
    share = np.where(y == 1, 1.0, 0.2)
    weights = np.zeros(x.shape[1])
    # Newton steps on the log likelihood with a small ridge.
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -40, 40)))
        gradient = x.T @ (share * (y - p)) - 0.01 * weights
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + 0.01 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, gradient)
    return [float(w) for w in weights]
