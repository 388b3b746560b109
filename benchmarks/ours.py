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


def _match(text: str) -> list[float]:
    """Probabilities of the pairs of a text of ``latin<TAB>arabic`` lines."""
    return an.batch_match([line.split("\t") for line in text.splitlines()])


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
    "name matching": {"arabnews_nlp": _match},
    "names": {"arabnews_nlp": an.align_names},
    "entities": {"arabnews_nlp": an.find_entities},
    "pipeline to JSON": {"arabnews_nlp": _pipeline},
}
"""Each task's own candidates; the first is what rivals are compared with."""
