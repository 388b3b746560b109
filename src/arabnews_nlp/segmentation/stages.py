"""Pipeline stages for tokens and sentences."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import ArgumentValueError
from arabnews_nlp.segmentation.sentences import MAX_CHARS, segment_sentences
from arabnews_nlp.segmentation.tokens import scan

__all__ = ["SentencesStage", "TokensStage"]


class TokensStage(Stage):
    """Fills ``doc.tokens``."""

    name: ClassVar[str] = "tokens"
    provides: ClassVar[frozenset[str]] = frozenset({"tokens"})

    def __call__(self, doc: Doc) -> Doc:
        doc.tokens = scan(doc.pretokens)
        return doc


class SentencesStage(Stage):
    """Fills ``doc.sentences``; a sentence that is cut at the length bound is recorded in ``doc.warnings``."""

    name: ClassVar[str] = "sentences"
    provides: ClassVar[frozenset[str]] = frozenset({"sentences"})

    class Config(StageConfig, frozen=True):
        """Options of :func:`~arabnews_nlp.segmentation.sentences.split_sentences`."""

        newline: Literal["paragraph", "always", "never"] = "paragraph"
        max_chars: int | None = MAX_CHARS
        split_on_semicolon: bool = False

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        bound: Any = self.config.max_chars
        if bound is not None and not 1 <= bound < 1 << 31:
            raise ArgumentValueError("max_chars", bound, "a positive number of code points or None")

    def __call__(self, doc: Doc) -> Doc:
        config = self.config
        found = segment_sentences(doc.text, config.newline, config.max_chars, config.split_on_semicolon)
        doc.sentences = found
        for place in found.cuts:
            doc.warnings.append(f"sentences: cut at {place}, longer than {config.max_chars} code points")
        return doc
