"""One name, one type in a document: what most of its mentions, weighed by their scores, are taken for."""

from __future__ import annotations

from collections import defaultdict

from arabnews_nlp._core.lexemes import fold
from arabnews_nlp.entities.found import Found

__all__ = ["agreed"]

_SURE = 0.8


def agreed(text: str, found: list[Found]) -> list[Found]:
    """The entities with their types in agreement, except where the tables have said the type.

    A single word that stands in the name of a person elsewhere in the document is that person.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    persons: set[str] = set()
    keys = []
    for entity in found:
        key = fold(text[entity.start : entity.end])
        keys.append(key)
        votes[key][entity.label] += entity.score
        if entity.label == "PER" and entity.score > _SURE and " " in key:
            persons.update(key.split())
    result = []
    for key, entity in zip(keys, found, strict=True):
        label = entity.label
        if entity.canonical is None:
            if len(votes[key]) > 1:
                label = max(votes[key], key=lambda name: votes[key][name])
            if key in persons and entity.score < _SURE:
                label = "PER"
        result.append(entity if label == entity.label else entity._replace(label=label))
    return result
