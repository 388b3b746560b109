"""CAMeL Tools as a backend: its tokenizer, character maps, and entity recognizer from a local model.

``camel_tools.ner`` reads a catalogue of data when it is imported, and fetches it from the network where the disk has
none; here that is an error with a hint, before anything is imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Literal

import msgspec

from arabnews_nlp.document.doc import Doc, canonical_forms
from arabnews_nlp.document.offsets import without_surrogates
from arabnews_nlp.document.records import Span, Token
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import MissingExtraError, MissingModelError
from arabnews_nlp.integrations.charwise import normalized_by
from arabnews_nlp.integrations.labels import entities_from_tags
from arabnews_nlp.normalization import Normalizer
from arabnews_nlp.segmentation.tokens import tokenize

__all__ = ["CamelEntities", "CamelNormalize", "CamelTokens", "with_catalogue"]

LONGEST_WORD = 80
"""A longer word is shown to the recognizer by its first so many code points: one word must fit its window."""

_NORMALIZERS = {
    "alef": "normalize_alef_ar",
    "alef_maksura": "normalize_alef_maksura_ar",
    "teh_marbuta": "normalize_teh_marbuta_ar",
}


def _camel(module: str) -> Any:
    try:
        return import_module(f"camel_tools.{module}")
    except ImportError as error:
        raise MissingExtraError("camel-tools", "camel") from error


def with_catalogue(module: str) -> Any:
    """A module of camel_tools that reads the catalogue of its data when it is imported.

    :raises MissingExtraError: camel_tools is not installed.
    :raises MissingModelError: there is no catalogue on disk, and the import would fetch it from the network.
    """
    _camel("tokenizers.word")
    data = os.environ.get("CAMELTOOLS_DATA")
    catalogue = Path(data).expanduser().absolute() if data else Path.home() / ".camel_tools"
    if not (catalogue / "catalogue.json").is_file():
        raise MissingModelError(
            f"camel_tools has no {catalogue / 'catalogue.json'} and would fetch it from the network; "
            "put it there (camel_data -u) or set CAMELTOOLS_DATA to its folder"
        )
    return _camel(module)


class CamelTokens(Stage):
    """Fills ``doc.tokens`` with the tokens of ``simple_word_tokenize``."""

    name: ClassVar[str] = "tokens"
    backend: ClassVar[str | None] = "camel"
    provides: ClassVar[frozenset[str]] = frozenset({"tokens"})

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        self._tokenize: Callable[[str], list[str]] = _camel("tokenizers.word").simple_word_tokenize
        self._light = Normalizer("ner")

    def __call__(self, doc: Doc) -> Doc:
        doc.tokens = list(self._found(doc.text))
        return doc

    def _found(self, text: str) -> Iterator[Token]:
        end = 0
        for word in self._tokenize(text):
            start = text.index(word, end)
            end = start + len(word)
            own = tokenize(word)
            yield Token(text, start, end, self._light.normalize(word), own[0].kind if len(own) == 1 else "mixed")


class CamelNormalize(Stage):
    """Adds ``doc.normalized`` by a character map of CAMeL Tools and its Arabic normalizers."""

    name: ClassVar[str] = "normalize"
    backend: ClassVar[str | None] = "camel"
    provides: ClassVar[frozenset[str]] = frozenset({"normalized"})

    class Config(StageConfig, frozen=True):
        """What to apply, in this order."""

        charmap: str | None = "arclean"
        """Built-in character map (arclean, ar2bw …) or None."""
        dediacritize: bool = True
        """Delete diacritics."""
        normalize: tuple[Literal["alef", "alef_maksura", "teh_marbuta"], ...] = ()
        """Letters to make alike."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        functions: list[Callable[[str], str]] = []
        names: list[str] = []
        if self.config.charmap is not None:
            functions.append(_camel("utils.charmap").CharMapper.builtin_mapper(self.config.charmap))
            names.append(self.config.charmap)
        if self.config.dediacritize:
            functions.append(_camel("utils.dediac").dediac_ar)
            names.append("dediac_ar")
        for step in self.config.normalize:
            functions.append(getattr(_camel("utils.normalize"), _NORMALIZERS[step]))
            names.append(_NORMALIZERS[step])
        self._functions, self._names = functions, tuple(names)

    def __call__(self, doc: Doc) -> Doc:
        doc.normalized = normalized_by(doc.text, self._functions, self._names)
        return doc


@lru_cache(maxsize=2)
def _recognizer(model: str, use_gpu: bool) -> Any:
    _camel("tokenizers.word")
    if not os.path.isfile(os.path.join(model, "config.json")):
        raise MissingModelError(f"no token classifier (config.json) in {model!r}; name its folder: model = '…'")
    return with_catalogue("ner").NERecognizer(model, use_gpu=use_gpu)


class CamelEntities(Stage):
    """Fills ``doc.entities`` by ``NERecognizer`` on the tokens, sentence by sentence where there are sentences."""

    name: ClassVar[str] = "entities"
    backend: ClassVar[str | None] = "camel"
    requires: ClassVar[frozenset[str]] = frozenset({"tokens"})
    uses: ClassVar[frozenset[str]] = frozenset({"sentences"})
    provides: ClassVar[frozenset[str]] = frozenset({"entities"})

    class Config(StageConfig, frozen=True):
        """Where the model is."""

        model: str = ""
        """Folder of a BERT token classifier with its vocabulary."""
        use_gpu: bool = False
        """Run on a GPU where there is one."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        _recognizer(os.path.abspath(self.config.model), self.config.use_gpu)

    def __call__(self, doc: Doc) -> Doc:
        recognizer = _recognizer(os.path.abspath(self.config.model), self.config.use_gpu)
        # The recognizer gives no label to a word that its tokenizer drops, which would shift all that follow.
        groups = [
            known
            for words in _sentences(doc)
            if (known := [w for w in words if recognizer.tokenizer.tokenize(_shown(w))])
        ]
        tags = recognizer.predict([[_shown(w) for w in words] for words in groups])
        canonical = canonical_forms(doc)
        doc.entities = [
            msgspec.structs.replace(entity, canonical=canonical.get((entity.start, entity.end)))
            for words, labels in zip(groups, tags, strict=True)
            for entity in entities_from_tags(doc.text, words, labels)
        ]
        return doc


def _shown(word: Span) -> str:
    """A word as the recognizer gets it, which can read neither lone surrogates nor words without end."""
    return without_surrogates(word.text[:LONGEST_WORD])


def _sentences(doc: Doc) -> Iterator[list[Span]]:
    """Tokens of each sentence; all tokens together where there are no sentences."""
    ends = [s.end for s in doc.sentences] or [len(doc.text)]
    tokens = list(doc.tokens)
    first = 0
    for end in [*ends, len(doc.text)]:
        last = first
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        if last > first:
            yield list(tokens[first:last])
        first = last
