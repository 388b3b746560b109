"""The pipeline stage that tags numbers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from arabnews_nlp.doc import Doc
from arabnews_nlp.errors import ArgumentValueError
from arabnews_nlp.numbers import parse_numbers
from arabnews_nlp.pipeline.stage import Stage, StageConfig

__all__ = ["NumbersStage"]


class NumbersStage(Stage):
    """Adds ``doc.numbers``."""

    name: ClassVar[str] = "numbers"
    provides: ClassVar[frozenset[str]] = frozenset({"numbers"})

    class Config(StageConfig, frozen=True):
        """Options of the stage ``numbers``."""

        reference: str | None = None
        """ISO 8601 date or time that partial dates resolve against."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        try:
            given = self.config.reference
            self._reference = None if given is None else datetime.fromisoformat(given)
        except ValueError:
            raise ArgumentValueError("reference", self.config.reference, "an ISO 8601 date or time") from None

    def __call__(self, doc: Doc) -> Doc:
        doc.numbers = parse_numbers(doc.text, self._reference)
        return doc
