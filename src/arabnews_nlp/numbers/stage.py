"""The pipeline stage that tags numbers."""

from __future__ import annotations

from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.given import moment
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.numbers import PREFERENCES, SCOPES, Prefer, Scope
from arabnews_nlp.numbers.grammar import parse

__all__ = ["NumbersStage"]


class NumbersStage(Stage):
    """Adds ``doc.numbers``."""

    name: ClassVar[str] = "numbers"
    provides: ClassVar[frozenset[str]] = frozenset({"numbers"})

    class Config(StageConfig, frozen=True):
        """Options of the stage ``numbers``."""

        reference: str | None = None
        """ISO 8601 date or time that partial and relative dates resolve against; that of a document goes before."""
        scope: Scope = "explicit"
        """``explicit`` or ``all``, which adds relative expressions and plain duals."""
        prefer: Prefer = "evident"
        """Which date a partial one becomes where no word says so, the next (``future``), the last (``past``), the
        ``nearest`` or, as it may be wrong in a report, none (``evident``)."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        if self.config.scope not in SCOPES:
            raise UnknownNameError("scope", self.config.scope, SCOPES)
        if self.config.prefer not in PREFERENCES:
            raise UnknownNameError("prefer", self.config.prefer, PREFERENCES)
        self._reference = moment(self.config.reference)

    def __call__(self, doc: Doc) -> Doc:
        reference = self._reference if doc.reference is None else moment(doc.reference)
        doc.numbers = parse(doc.pretokens, reference, self.config.scope == "all", self.config.prefer)
        return doc
