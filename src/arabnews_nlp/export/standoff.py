"""The entities, numbers and name mentions of a document as one list: what every standoff format writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Quantity, Span

__all__ = ["NAME", "Annotation", "labelled_spans", "number_properties"]

NAME = "NAME"
"""Label of a mention of a name that occurs in several forms."""


class Annotation(NamedTuple):
    """One labelled span."""

    span: Span
    label: str
    """Label of the entity or number, or :data:`NAME`."""
    properties: dict[str, str]
    """What else is known, in words: canonical, score, value, unit, timex, modifier, per, kind."""
    cluster: int | None
    """Number of the name in ``doc.names``, for a mention."""


def labelled_spans(doc: Doc) -> Iterator[Annotation]:
    """Entities, then numbers, then the mentions of names that are no entity.

    A mention with the span of an entity is that entity, with its cluster and kind.
    """
    mentions = {(m.start, m.end): (number, m) for number, name in enumerate(doc.names) for m in name.mentions}
    for entity in doc.entities:
        known = {} if entity.canonical is None else {"canonical": entity.canonical}
        cluster, mention = mentions.pop((entity.start, entity.end), (None, None))
        if mention is not None:
            known["kind"] = mention.kind
        yield Annotation(entity, entity.label, {**known, "score": f"{entity.score:.3g}"}, cluster)
    for quantity in doc.numbers:
        yield Annotation(quantity, quantity.label, number_properties(quantity), None)
    for number, mention in mentions.values():
        known = {"canonical": doc.names[number].canonical, "kind": mention.kind}
        yield Annotation(mention, NAME, {**known, "score": f"{mention.score:.3g}"}, number)


def number_properties(quantity: Quantity) -> dict[str, str]:
    """The value and its company as strings; an open end of a range is left empty (``5..``)."""
    result = {}
    if isinstance(quantity.value, tuple):
        result["value"] = "..".join("" if end is None else str(end) for end in quantity.value)
    elif quantity.value is not None:
        result["value"] = str(quantity.value)
    for field in ("unit", "timex", "modifier", "per"):
        if (found := getattr(quantity, field)) is not None:
            result[field] = found
    return result
