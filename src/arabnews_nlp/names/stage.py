"""The pipeline stage that aligns names."""

from __future__ import annotations

from typing import ClassVar

from arabnews_nlp.doc import Doc
from arabnews_nlp.names.align import linked_names
from arabnews_nlp.pipeline.stage import Stage

__all__ = ["NamesStage"]


class NamesStage(Stage):
    """Adds ``doc.names``."""

    name: ClassVar[str] = "names"
    provides: ClassVar[frozenset[str]] = frozenset({"names"})

    def __call__(self, doc: Doc) -> Doc:
        doc.names = linked_names(doc.lexemes)
        return doc
