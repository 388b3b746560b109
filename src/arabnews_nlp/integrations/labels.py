"""Entities from word labels and labels of other libraries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from arabnews_nlp.document.records import Entity, Span

__all__ = ["LABELS", "entities_from_tags"]

LABELS: Mapping[str, str] = {
    "PER": "PER",
    "PERS": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "PRODUCT": "PRODUCT",
    "EVENT": "EVENT",
}
"""Labels of other libraries and ours. A label that is not here (MISC …) says too little and gives no entity."""


def entities_from_tags(text: str, words: Sequence[Span], tags: Iterable[str]) -> list[Entity]:
    """Entities of words with B-, I-, E-, S- or O tags, from the start of the first word to the end of the last.

    :raises ValueError: the number of tags is not that of the words.
    """
    found: list[Entity] = []
    start, end, label = 0, 0, None
    for word, tag in zip(words, tags, strict=True):
        place, _, kind = tag.partition("-")
        if label is not None and (place not in ("I", "E") or kind != label):
            _close(found, text, start, end, label)
            label = None
        if kind:
            start, end, label = (start if label else word.start), word.end, kind
    if label is not None:
        _close(found, text, start, end, label)
    return found


def _close(found: list[Entity], text: str, start: int, end: int, label: str) -> None:
    ours = LABELS.get(label.upper())
    if ours is not None:
        found.append(Entity(text, start, end, ours))
