"""PyArabic as a backend: its stripping functions and its numbers in words."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import Any, ClassVar, Literal

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Quantity
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import MissingExtraError
from arabnews_nlp.integrations.charwise import normalized_by

__all__ = ["PyArabicNormalize", "PyArabicNumbers"]


def _pyarabic(module: str) -> Any:
    try:
        return import_module(f"pyarabic.{module}")
    except ImportError as error:
        raise MissingExtraError("pyarabic", "pyarabic") from error


class PyArabicNormalize(Stage):
    """Adds ``doc.normalized`` by functions of ``pyarabic.araby``."""

    name: ClassVar[str] = "normalize"
    backend: ClassVar[str | None] = "pyarabic"
    provides: ClassVar[frozenset[str]] = frozenset({"normalized"})

    class Config(StageConfig, frozen=True):
        """What to apply."""

        functions: tuple[
            Literal[
                "strip_harakat",
                "strip_tashkeel",
                "strip_small",
                "strip_tatweel",
                "strip_shadda",
                "strip_diacritics",
                "normalize_alef",
                "normalize_teh",
            ],
            ...,
        ] = ("strip_tashkeel", "strip_tatweel")
        """Functions of ``pyarabic.araby`` that work character by character, in order."""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        araby = _pyarabic("araby")
        self._functions = [getattr(araby, name) for name in self.config.functions]

    def __call__(self, doc: Doc) -> Doc:
        doc.normalized = normalized_by(doc.text, self._functions, self.config.functions)
        return doc


class PyArabicNumbers(Stage):
    """Fills ``doc.numbers`` with the whole numbers in words that ``pyarabic.number`` finds among the tokens."""

    name: ClassVar[str] = "numbers"
    backend: ClassVar[str | None] = "pyarabic"
    requires: ClassVar[frozenset[str]] = frozenset({"tokens"})
    provides: ClassVar[frozenset[str]] = frozenset({"numbers"})

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        self._number = _pyarabic("number")

    def __call__(self, doc: Doc) -> Doc:
        tokens = [t for t in doc.tokens if t.kind == "arabic"]
        words = [t.text for t in tokens]
        doc.numbers = [
            Quantity(doc.text, tokens[first].start, tokens[last].end, "CARDINAL", Decimal(value))
            for first, last in self._number.detect_number_phrases_position(words)
            if (value := self._number.text2number(" ".join(words[first : last + 1])))
        ]
        return doc
