"""CAMeL Tools as a backend for morphology: part of speech, lemma and clitics by its disambiguator."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, ClassVar

import msgspec

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Span, Token
from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.errors import MissingModelError
from arabnews_nlp.integrations.camel import with_catalogue
from arabnews_nlp.normalization import Normalizer

__all__ = ["CamelMorphology"]


@lru_cache(maxsize=2)
def _disambiguator(database: str | None, backoff: str) -> Any:
    """The maximum likelihood disambiguator, on a database file or with the data that camel_tools has installed."""
    mle = with_catalogue("disambig.mle").MLEDisambiguator
    if database is None:
        try:
            return mle.pretrained()
        except (AttributeError, KeyError, OSError) as error:
            raise MissingModelError(
                "camel_tools lacks its disambiguator's data; run: camel_data -i disambig-mle-calima-msa-r13"
            ) from error
    if not os.path.isfile(database):
        raise MissingModelError(f"no morphology database {database!r}; name the file: database = '….db'")
    read = with_catalogue("morphology.database").MorphologyDB(database, "a")
    return mle(with_catalogue("morphology.analyzer").Analyzer(read, backoff))


class CamelMorphology(Stage):
    """Gives the tokens of ``doc.tokens`` a part of speech, a lemma, and the clitics of a tokenization scheme."""

    name: ClassVar[str] = "morphology"
    backend: ClassVar[str | None] = "camel"
    requires: ClassVar[frozenset[str]] = frozenset({"tokens"})

    class Config(StageConfig, frozen=True):
        """Which data and scheme."""

        database: str | None = None
        """File of a morphology database; None for the disambiguator that camel_tools has installed."""
        backoff: str = "NOAN_PROP"
        """Backoff mode of the analyzer on a database file, as camel_tools names it."""
        scheme: str = "d3tok"
        """Tokenization scheme of the clitics, as d1tok, d2tok, d3tok, atbtok …"""

    def __init__(self, config: StageConfig | None = None) -> None:
        super().__init__(config)
        self._read()
        self._plain = Normalizer(steps=["dediacritize", "tatweel"])

    def _read(self) -> Any:
        database = self.config.database
        return _disambiguator(None if database is None else os.path.abspath(database), self.config.backoff)

    def __call__(self, doc: Doc) -> Doc:
        found = self._read().disambiguate([token.text for token in doc.tokens])
        doc.tokens = [
            self._with(token, word.analyses[0].analysis) if word.analyses else token
            for token, word in zip(doc.tokens, found, strict=True)
        ]
        return doc

    def _with(self, token: Token, analysis: dict[str, Any]) -> Token:
        clitics = self._clitics(token, analysis.get(self.config.scheme))
        return msgspec.structs.replace(
            token,
            pos=analysis.get("pos"),
            lemma=analysis.get("lex"),
            clitics=token.clitics if clitics is None else clitics,
        )

    def _clitics(self, token: Token, segmented: str | None) -> tuple[Span, ...] | None:
        """Clitics by a scheme's analysis (و+_ب+_القاهرة); None where its letters are not those of the token."""
        if segmented is None:
            return None
        plain = self._plain(token.text)
        pieces = [self._plain.normalize(piece) for piece in segmented.split("_")]
        if "".join(piece.strip("+") for piece in pieces) != plain.text:
            return None
        clitics, place = [], 0
        for piece in pieces:
            length = len(piece.strip("+"))
            if piece.strip("+") != piece and length:
                start, end = plain.to_original(place, place + length)
                clitics.append(Span(token.source, token.start + start, token.start + end))
            place += length
        return tuple(clitics)
