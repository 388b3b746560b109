"""One module for each rival; each offers ``TASKS``: a task name to a function that loads and returns a candidate."""

from __future__ import annotations

import importlib
from collections.abc import Callable

NAMES = (
    "arabic_norm",
    "arabic_normalize",
    "camel",
    "pyarabic",
    "standard_library",
    "icu",
    "sentencex",
    "pysbd",
    "blingfire",
    "nltk",
    "stanza",
    "spacy",
    "tokenizers",
    "dateparser",
    "arabic_itn",
    "uroman",
    "anyascii",
    "rapidfuzz",
    "arabnamer",
)


def candidates(task: str) -> tuple[dict[str, Callable[[str], object]], list[str]]:
    """Rivals for a task that are installed, and the names of those that are not."""
    found: dict[str, Callable[[str], object]] = {}
    missing = []
    for name in NAMES:
        module = importlib.import_module(f"benchmarks.rivals.{name}")
        if task in module.TASKS:
            try:
                found[name] = module.TASKS[task]()
            except ImportError:
                missing.append(name)
    return found, missing
