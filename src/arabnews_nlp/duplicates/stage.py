"""The pipeline stage that marks paragraphs that stood before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Duplicate
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.duplicates.index import ParagraphIndex
from arabnews_nlp.errors import ArgumentValueError, RecordError

__all__ = ["DuplicatesStage"]

_PARAGRAPH = re.compile(r"[^\s](?:[^\n\r\u2029]*[^\s])?")


class DuplicatesStage(Stage):
    """Adds ``doc.duplicates``: paragraphs (lines) whose words stood before."""

    name: ClassVar[str] = "duplicates"
    provides: ClassVar[frozenset[str]] = frozenset({"duplicates"})

    class Config(StageConfig, frozen=True):
        """Options of the stage ``duplicates``."""

        threshold: float = 0.8
        """Estimated Jaccard similarity of runs of three words from which a paragraph is a duplicate; 1 compares exact
        normalized words and needs no extra."""
        min_words: int = 5
        """Shorter paragraphs are left alone."""
        across: bool = False
        """In ``pipe()``, look at all documents that came before, in the order of the input; memory grows with the
        number of different paragraphs."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        if not 0 < self.config.threshold <= 1:
            raise ArgumentValueError("threshold", self.config.threshold, "above 0 and at most 1")
        if self.config.min_words < 1:
            raise ArgumentValueError("min_words", self.config.min_words, "1 or more")
        ParagraphIndex(self.config.threshold)

    def __call__(self, doc: Doc) -> Doc:
        doc.duplicates = self._found(doc, ParagraphIndex(self.config.threshold), None)
        return doc

    def process_stream(self, results: Iterator[Doc | RecordError]) -> Iterator[Doc | RecordError]:
        """With ``across``, each document is compared with all before it."""
        if not self.config.across:
            yield from results
            return
        index = ParagraphIndex(self.config.threshold)
        for number, result in enumerate(results):
            if isinstance(result, Doc):
                result.duplicates = self._found(result, index, number)
            yield result

    def _found(self, doc: Doc, index: ParagraphIndex, number: int | None) -> list[Duplicate]:
        paragraphs = (match.span() for match in _PARAGRAPH.finditer(doc.text))
        found = (index.add(doc.text, start, end, number, self.config.min_words) for start, end in paragraphs)
        return [duplicate for duplicate in found if duplicate is not None]
