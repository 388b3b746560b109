"""The pipeline stage that finds entities."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from arabnews_nlp.doc import Doc
from arabnews_nlp.entities.find import find_entities
from arabnews_nlp.pipeline.stage import Stage

__all__ = ["EntitiesStage"]


class EntitiesStage(Stage):
    """Adds ``doc.entities``; entities that are mentions of an aligned name take its canonical form."""

    name: ClassVar[str] = "entities"
    provides: ClassVar[frozenset[str]] = frozenset({"entities"})

    def __call__(self, doc: Doc) -> Doc:
        canonical = {(m.start, m.end): n.canonical for n in doc.names for m in n.mentions}
        doc.entities = [
            msgspec.structs.replace(e, canonical=canonical[e.start, e.end]) if (e.start, e.end) in canonical else e
            for e in find_entities(doc.text)
        ]
        return doc
