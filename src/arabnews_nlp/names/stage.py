"""The pipeline stage that aligns names."""

from __future__ import annotations

from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.stage import Stage
from arabnews_nlp.names.linking.linker import linked_names

__all__ = ["NamesStage"]


class NamesStage(Stage):
    """Adds ``doc.names``."""

    name: ClassVar[str] = "names"
    provides: ClassVar[frozenset[str]] = frozenset({"names"})

    def __call__(self, doc: Doc) -> Doc:
        doc.names = linked_names(doc.pretokens)
        return doc
