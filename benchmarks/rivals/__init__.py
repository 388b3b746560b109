"""One module for each rival. Its docstring says what it is in one line; it offers

``PACKAGE``
    the distribution whose version is reported; None for what Python itself has,
``TASKS``
    a task name to a function that imports the rival, loads what it needs and returns a candidate: text in, result out,
``PART``
    for tasks of which it does a part only, which part: such rows are shown, but no ratio is claimed.
"""

from __future__ import annotations

import importlib

NAMES = (
    "arabic_norm",
    "arabic_normalize",
    "camel",
    "pyarabic",
    "standard_library",
    "buckwalter",
    "icu",
    "sentencex",
    "pysbd",
    "blingfire",
    "nltk",
    "arabic_sentencizer",
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


def for_task(task: str) -> list[str]:
    """The rivals that have something to show for a task, installed or not."""
    return [name for name in NAMES if task in importlib.import_module(f"benchmarks.rivals.{name}").TASKS]
