"""Fair timing: all candidates of a group take turns in one process, and medians are compared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Candidate = Callable[[str], object]


def interleaved(candidates: Mapping[str, Candidate], texts: Sequence[str], repeats: int) -> dict[str, float]:
    """Median seconds that each candidate takes for all texts; every repeat runs each candidate once, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for candidate in candidates.values():
        candidate(texts[0])  # loads tables, fills caches
    for _ in range(repeats):
        for name, candidate in candidates.items():
            gc.collect()
            gc.disable()
            begun = time.perf_counter()
            for text in texts:
                candidate(text)
            taken[name].append(time.perf_counter() - begun)
            gc.enable()
    return {name: median(times) for name, times in taken.items()}
