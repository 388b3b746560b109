"""One pipeline that many threads use at once: every document is the same as from one thread alone.

Under a free-threaded Python, where threads really run side by side, this finds what they share and write to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice

import arabnews_nlp as an
from fuzz.strings import ARTICLE, Strings

__all__ = ["threads"]

THREADS = 8
TOGETHER = 100
"""Strings that all threads go through together, each from another place on."""


def threads(seed: int, count: int) -> Iterator[tuple[str, str] | None]:
    """For each string None, or what is broken and the string."""
    nlp, strings = an.load(), iter(Strings(seed))
    paragraphs = ARTICLE.splitlines()
    with ThreadPoolExecutor(THREADS) as pool:
        for begin in range(0, count, TOGETHER):
            texts = list(islice(strings, min(TOGETHER, count - begin)))
            texts = [f"{text}\n{paragraphs[(begin + i) % len(paragraphs)]}" for i, text in enumerate(texts)]
            alone = [nlp(text).to_json() for text in texts]
            differing = set().union(*pool.map(partial(_differing, nlp, texts, alone), range(THREADS)))
            for i, text in enumerate(texts):
                yield ("the same document from several threads", text) if i in differing else None


def _differing(nlp: an.Pipeline, texts: Sequence[str], alone: Sequence[str], thread: int) -> set[int]:
    """Numbers of the texts of which this thread gets another document than one alone."""
    order = [(i + thread * len(texts) // THREADS) % len(texts) for i in range(len(texts))]
    return {i for i in order if nlp(texts[i]).to_json() != alone[i]}
