"""The candidates of this library, by task."""

from __future__ import annotations

from collections.abc import Callable

import arabnews_nlp as an

STEPS = ("dediacritize", "tatweel", "alef", "alef_maqsura", "ta_marbuta")


def _pipeline(text: str) -> str:
    return an.load()(text).to_json()


def _number(text: str) -> object:
    """Value of a text that is one number."""
    found = an.parse_numbers(text)
    return found[0].value if len(found) == 1 and found[0].text == text else None


TASKS: dict[str, dict[str, Callable[[str], object]]] = {
    "normalize": {
        "arabnews_nlp": an.Normalizer(steps=STEPS).normalize,
        "arabnews_nlp with alignment": an.Normalizer(steps=STEPS),
    },
    "profile search": {"arabnews_nlp": an.Normalizer("search").normalize},
    "transliterate": {"arabnews_nlp": an.transliterate},
    "sentences": {"arabnews_nlp": an.split_sentences},
    "tokens": {"arabnews_nlp": an.tokenize},
    "numbers": {"arabnews_nlp": an.parse_numbers},
    "number words": {"arabnews_nlp": _number},
    "names": {"arabnews_nlp": an.align_names},
    "entities": {"arabnews_nlp": an.find_entities},
    "pipeline to JSON": {"arabnews_nlp": _pipeline},
}
"""Each task's own candidates; the first is what rivals are compared with."""
