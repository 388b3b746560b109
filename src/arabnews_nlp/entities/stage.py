"""The pipeline stage that finds entities."""

from __future__ import annotations

from typing import ClassVar

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.entities.find import entities_of
from arabnews_nlp.entities.own_names import Gazetteer

__all__ = ["EntitiesStage"]


class EntitiesStage(Stage):
    """Adds ``doc.entities``; entities that are mentions of an aligned name take its canonical form.

    :raises ConfigError: the ``gazetteer`` file cannot be read.
    """

    name: ClassVar[str] = "entities"
    uses: ClassVar[frozenset[str]] = frozenset({"names"})
    provides: ClassVar[frozenset[str]] = frozenset({"entities"})

    class Config(StageConfig, frozen=True):
        """Options of the stage."""

        gazetteer: str | None = None
        """A file of your own names, with ``name<TAB>type<TAB>canonical`` lines; the last column is optional."""

    config: Config

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        path = self.config.gazetteer
        self._gazetteer = None if path is None else Gazetteer.from_file(path)

    def __call__(self, doc: Doc) -> Doc:
        doc.entities = entities_of(doc.pretokens, self._gazetteer, doc.names)
        return doc
