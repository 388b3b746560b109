"""Stanza as a backend: tokens, sentences, parts of speech and entities by its neural models, from a local folder,
never downloaded."""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import lru_cache
from typing import Any, ClassVar

import msgspec

from arabnews_nlp.document.doc import Doc, canonical_forms
from arabnews_nlp.document.offsets import without_surrogates
from arabnews_nlp.document.records import Entity, Span, Token
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import MissingExtraError, MissingModelError
from arabnews_nlp.integrations.labels import LABELS
from arabnews_nlp.normalization import Normalizer
from arabnews_nlp.segmentation.tokens import tokenize

__all__ = ["StanzaEntities", "StanzaMorphology", "StanzaSentences", "StanzaTokens"]


@lru_cache(maxsize=4)
def _pipeline(folder: str, package: str, processors: str, device: str) -> Any:
    try:
        import stanza
    except ImportError as error:
        raise MissingExtraError("stanza", "stanza") from error
    hint = f"put its Arabic models there with stanza.download('ar', model_dir={folder!r})"
    if not os.path.isfile(os.path.join(folder, "resources.json")):
        raise MissingModelError(f"stanza finds no resources.json in {folder!r}; {hint}")
    try:
        return stanza.Pipeline(
            "ar",
            dir=folder,
            package=package,
            processors=processors,
            download_method=None,
            device=device,
            verbose=False,
        )
    except FileNotFoundError as error:
        raise MissingModelError(f"stanza lacks a model for {processors} in {folder!r}; {hint}") from error


class _Stanza(Stage):
    """What the stages have in common: the folder with the models, and stanza's pipeline."""

    backend: ClassVar[str | None] = "stanza"
    processors: ClassVar[str] = "tokenize"

    class Config(StageConfig, frozen=True):
        """Where the models are."""

        model: str | None = None
        """Folder with stanza's models and ``resources.json``; stanza's own default where not given."""
        package: str = "default"
        """Package of models, as stanza names it."""
        device: str = "cpu"
        """Device for torch."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        folder = self.config.model or os.environ.get("STANZA_RESOURCES_DIR")
        self._folder = os.path.abspath(folder or os.path.join(os.path.expanduser("~"), "stanza_resources"))
        self._analyse("")

    def _analyse(self, text: str) -> Any:
        """Stanza's document of a text with something in it; None for a blank one."""
        nlp = _pipeline(self._folder, self.config.package, self.processors, self.config.device)
        text = without_surrogates(text)
        return nlp(text) if text.strip() else None


class StanzaTokens(_Stanza):
    """Fills ``doc.tokens`` with stanza's tokens (a word with clitics is one token, as with ours)."""

    name: ClassVar[str] = "tokens"
    provides: ClassVar[frozenset[str]] = frozenset({"tokens"})

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        self._light = Normalizer("ner")

    def __call__(self, doc: Doc) -> Doc:
        found = self._analyse(doc.text)
        places = [] if found is None else [(t.start_char, t.end_char) for s in found.sentences for t in s.tokens]
        doc.tokens = [self._token(doc.text, start, end) for start, end in places if start < end]
        return doc

    def _token(self, text: str, start: int, end: int) -> Token:
        own = tokenize(text[start:end])
        kind = own[0].kind if len(own) == 1 else "mixed"
        return Token(text, start, end, self._light.normalize(text[start:end]), kind)


class StanzaSentences(_Stanza):
    """Fills ``doc.sentences`` with stanza's sentences."""

    name: ClassVar[str] = "sentences"
    provides: ClassVar[frozenset[str]] = frozenset({"sentences"})

    def __call__(self, doc: Doc) -> Doc:
        found = self._analyse(doc.text)
        sentences = [] if found is None else [s.tokens for s in found.sentences if s.tokens]
        doc.sentences = [Span(doc.text, tokens[0].start_char, tokens[-1].end_char) for tokens in sentences]
        return doc


class StanzaEntities(_Stanza):
    """Fills ``doc.entities`` with those of stanza's recognizer whose label has one of ours."""

    name: ClassVar[str] = "entities"
    provides: ClassVar[frozenset[str]] = frozenset({"entities"})
    processors: ClassVar[str] = "tokenize,ner"

    def __call__(self, doc: Doc) -> Doc:
        found = self._analyse(doc.text)
        canonical = canonical_forms(doc)
        doc.entities = [
            Entity(doc.text, e.start_char, e.end_char, label, 1.0, canonical.get((e.start_char, e.end_char)))
            for e in (() if found is None else found.ents)
            if (label := LABELS.get(e.type.upper())) is not None
        ]
        return doc


class StanzaMorphology(_Stanza):
    """Gives the tokens of ``doc.tokens`` a part of speech (UPOS).

    A token that stanza splits into several words (وبالقاهرة) has their tags joined by ``+``.
    """

    name: ClassVar[str] = "morphology"
    requires: ClassVar[frozenset[str]] = frozenset({"tokens"})
    processors: ClassVar[str] = "tokenize,pos"

    def __call__(self, doc: Doc) -> Doc:
        found = self._analyse(doc.text)
        theirs = [] if found is None else [t for s in found.sentences for t in s.tokens]
        ends = [t.end_char for t in theirs]
        tokens = []
        for token in doc.tokens:
            first = last = bisect_right(ends, token.start)
            while last < len(theirs) and theirs[last].start_char < token.end:
                last += 1
            tags = [w.upos for t in theirs[first:last] for w in t.words if w.upos is not None]
            tokens.append(msgspec.structs.replace(token, pos="+".join(tags) or None))
        doc.tokens = tokens
        return doc
