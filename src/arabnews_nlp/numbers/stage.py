"""The pipeline stage that tags numbers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import ArgumentValueError, UnknownNameError
from arabnews_nlp.numbers import SCOPES, Scope
from arabnews_nlp.numbers.grammar import parse

__all__ = ["NumbersStage"]


class NumbersStage(Stage):
    """Adds ``doc.numbers``."""

    name: ClassVar[str] = "numbers"
    provides: ClassVar[frozenset[str]] = frozenset({"numbers"})

    class Config(StageConfig, frozen=True):
        """Options of the stage ``numbers``."""

        reference: str | None = None
        """ISO 8601 date or time that partial and relative dates resolve against."""
        scope: Scope = "explicit"
        """``explicit`` or ``all``, which adds relative expressions and plain duals."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        if self.config.scope not in SCOPES:
            raise UnknownNameError("scope", self.config.scope, SCOPES)
        try:
            given = self.config.reference
            self._reference = None if given is None else datetime.fromisoformat(given)
        except ValueError:
            raise ArgumentValueError("reference", self.config.reference, "an ISO 8601 date or time") from None

    def __call__(self, doc: Doc) -> Doc:
        doc.numbers = parse(doc.pretokens, self._reference, self.config.scope == "all")
        return doc
