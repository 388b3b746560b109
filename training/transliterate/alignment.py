"""Expectation-maximization over all ways to cut name pairs into graphones; then the best cut of each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from .pairs import Pair

Graphone = tuple[str, str]
Shape = tuple[int, int]

SHAPES: dict[str, tuple[Shape, ...]] = {
    "fine": ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1)),
    "broad": ((1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3)),
}


class _Bucket:
    """Pairs of equal lengths: one array of graphone numbers for each arc of the lattice."""

    def __init__(self, pairs: Sequence[Pair], shapes: Sequence[Shape], numbers: dict[Graphone, int]) -> None:
        self.rows, self.columns = len(pairs[0].arabic), len(pairs[0].latin)
        self.size = len(pairs)
        self.arcs: dict[tuple[int, int], list[tuple[int, int, np.ndarray]]] = defaultdict(list)
        for i in range(self.rows + 1):
            for j in range(self.columns + 1):
                for p, q in shapes:
                    if i + p <= self.rows and j + q <= self.columns:
                        ids = np.fromiter(
                            (numbers.setdefault((a[i : i + p], b[j : j + q]), len(numbers)) for a, b in pairs),
                            np.int32,
                            len(pairs),
                        )
                        self.arcs[i, j].append((i + p, j + q, ids))

    def expect(self, probability: np.ndarray, counts: np.ndarray) -> float:
        """Adds expected counts; returns the sum of log likelihoods."""
        forward = np.zeros((self.rows + 1, self.columns + 1, self.size))
        backward = np.zeros_like(forward)
        forward[0, 0] = backward[-1, -1] = 1
        cells = [(i, j) for i in range(self.rows + 1) for j in range(self.columns + 1)]
        for cell in cells:
            for p, q, ids in self.arcs[cell]:
                forward[p, q] += forward[cell] * probability[ids]
        for cell in reversed(cells):
            for p, q, ids in self.arcs[cell]:
                backward[cell] += backward[p, q] * probability[ids]
        total = forward[-1, -1]
        seen = total > 0
        scale = np.where(seen, 1 / np.where(seen, total, 1), 0)
        for cell in cells:
            for p, q, ids in self.arcs[cell]:
                np.add.at(counts, ids, forward[cell] * probability[ids] * backward[p, q] * scale)
        return float(np.log(total[seen]).sum())

    def best(self, cost: np.ndarray) -> list[list[int] | None]:
        score = np.full((self.rows + 1, self.columns + 1, self.size), -np.inf)
        score[0, 0] = 0
        back: dict[tuple[int, int], np.ndarray] = {}
        incoming: dict[tuple[int, int], list[tuple[int, int, np.ndarray]]] = defaultdict(list)
        for i in range(self.rows + 1):
            for j in range(self.columns + 1):
                for p, q, ids in self.arcs[i, j]:
                    incoming[p, q].append((i, j, ids))
                if incoming[i, j]:
                    options = np.stack([score[a, b] + cost[ids] for a, b, ids in incoming[i, j]])
                    back[i, j] = options.argmax(0)
                    score[i, j] = options.max(0)
        cuts: list[list[int] | None] = []
        for k in range(self.size):
            if score[-1, -1, k] == -np.inf:
                cuts.append(None)
                continue
            i, j, path = self.rows, self.columns, []
            while i or j:
                i, j, ids = incoming[i, j][back[i, j][k]]
                path.append(int(ids[k]))
            cuts.append(path[::-1])
        return cuts


def align(
    pairs: Sequence[Pair], shapes: Sequence[Shape], rounds: int = 12, least: float = 1.0
) -> tuple[list[list[Graphone] | None], float]:
    """The best cut of each pair (None where there is none), and the log likelihood of the last round.

    A graphone of n letters on its longer side pays its probability n times, so that long ones earn their place;
    those with an expected count under ``least`` are dropped half way.
    """
    groups: dict[Shape, list[int]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        groups[len(pair.arabic), len(pair.latin)].append(index)
    numbers: dict[Graphone, int] = {}
    buckets = {size: _Bucket([pairs[k] for k in members], shapes, numbers) for size, members in groups.items()}
    names = list(numbers)
    width = np.array([max(len(a), len(b)) for a, b in names])
    start = Counter({g: 1.0 for g in names})
    probability = np.array([start[g] for g in names]) / len(names)
    likelihood = 0.0
    for turn in range(rounds):
        counts = np.zeros(len(names))
        weight = probability**width
        likelihood = sum(bucket.expect(weight, counts) for bucket in buckets.values())
        if turn >= rounds // 2:
            counts[counts < least] *= 0.1
        probability = counts / counts.sum()
    with np.errstate(divide="ignore"):
        cost = np.log(probability) * width
    cuts: list[list[Graphone] | None] = [None] * len(pairs)
    for size, members in groups.items():
        for k, path in zip(members, buckets[size].best(cost), strict=True):
            cuts[k] = None if path is None else [names[number] for number in path]
    return cuts, likelihood
