"""The pipeline stage that normalizes."""

from __future__ import annotations

from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.normalization.normalizer import Normalizer

__all__ = ["NormalizeStage"]


class NormalizeStage(Stage):
    """Adds ``doc.normalized`` under a profile or steps of your own."""

    name: ClassVar[str] = "normalize"
    provides: ClassVar[frozenset[str]] = frozenset({"normalized"})

    class Config(StageConfig, frozen=True):
        """Options of the stage ``normalize``."""

        profile: str | None = None
        """Built-in profile; ``search`` where neither option is given."""
        steps: tuple[str, ...] | None = None
        """Step names in order, instead of a profile."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        self._normalizer = Normalizer(self.config.profile, steps=self.config.steps)

    def __call__(self, doc: Doc) -> Doc:
        doc.normalized = self._normalizer(doc.text)
        return doc
