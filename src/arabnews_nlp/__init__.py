"""Arabic news text for search, NLP and RAG: normalization with the way back, names across scripts, sentences,
numbers, entities, in one offline pipeline.

Everything public is here; each name is imported when it is first used, so that ``import arabnews_nlp`` costs little.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from arabnews_nlp._version import __version__

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from arabnews_nlp.document.alignment import Alignment as Alignment
    from arabnews_nlp.document.doc import Doc as Doc
    from arabnews_nlp.document.records import Entity as Entity
    from arabnews_nlp.document.records import Mention as Mention
    from arabnews_nlp.document.records import Name as Name
    from arabnews_nlp.document.records import Quantity as Quantity
    from arabnews_nlp.document.records import Span as Span
    from arabnews_nlp.document.records import Token as Token
    from arabnews_nlp.entities import find_entities as find_entities
    from arabnews_nlp.errors import ArabNewsError as ArabNewsError
    from arabnews_nlp.errors import RecordError as RecordError
    from arabnews_nlp.names import align_names as align_names
    from arabnews_nlp.names.models.matcher import batch_match as batch_match
    from arabnews_nlp.names.models.matcher import match as match
    from arabnews_nlp.names.models.transliterator import arabize as arabize
    from arabnews_nlp.names.models.transliterator import romanize as romanize
    from arabnews_nlp.normalization import Normalized as Normalized
    from arabnews_nlp.normalization import Normalizer as Normalizer
    from arabnews_nlp.normalization import normalize as normalize
    from arabnews_nlp.normalization import profiles as profiles
    from arabnews_nlp.numbers import parse_numbers as parse_numbers
    from arabnews_nlp.numbers import spell as spell
    from arabnews_nlp.pipeline import Pipeline as Pipeline
    from arabnews_nlp.render.bidi import isolate as isolate
    from arabnews_nlp.search import search_query as search_query
    from arabnews_nlp.segmentation import split_sentences as split_sentences
    from arabnews_nlp.segmentation import tokenize as tokenize
    from arabnews_nlp.segmentation.stop_words import stop_words as stop_words
    from arabnews_nlp.transliteration import schemes as schemes
    from arabnews_nlp.transliteration import transliterate as transliterate

_PLACES = {
    "Alignment": "document.alignment",
    "ArabNewsError": "errors",
    "Doc": "document.doc",
    "Entity": "document.records",
    "Mention": "document.records",
    "Name": "document.records",
    "Normalized": "document.normalized",
    "Normalizer": "normalization",
    "Pipeline": "pipeline",
    "Quantity": "document.records",
    "RecordError": "errors",
    "Span": "document.records",
    "Token": "document.records",
    "align_names": "names",
    "arabize": "names.models.transliterator",
    "batch_match": "names.models.matcher",
    "find_entities": "entities",
    "match": "names.models.matcher",
    "isolate": "render.bidi",
    "normalize": "normalization",
    "parse_numbers": "numbers",
    "profiles": "normalization",
    "romanize": "names.models.transliterator",
    "schemes": "transliteration",
    "search_query": "search",
    "spell": "numbers",
    "split_sentences": "segmentation",
    "stop_words": "segmentation.stop_words",
    "tokenize": "segmentation",
    "transliterate": "transliteration",
}

__all__ = ["__version__", "load", *_PLACES]


def load(config: str | os.PathLike[str] | Mapping[str, Any] = "news") -> Pipeline:
    """The pipeline of a preset (``news`` where nothing is given), a TOML file, or a mapping; offline, cheap to repeat.

    :raises UnknownNameError: an unknown preset, stage or option.
    :raises ConfigError: a configuration that cannot be read.

    >>> doc = load()("أنفقت Microsoft نحو 10 مليارات دولار.")
    >>> [(q.text, int(q.value), q.unit) for q in doc.numbers]
    [('10 مليارات دولار', 10000000000, 'USD')]
    """
    if isinstance(config, str):
        return _loaded(config)
    from arabnews_nlp.pipeline import Pipeline

    return Pipeline.from_config(config)


@cache
def _preset(name: str) -> Pipeline:
    from arabnews_nlp.pipeline import Pipeline

    return Pipeline.from_config(name)


def _loaded(config: str) -> Pipeline:
    """Presets are built once; a file is read again each time."""
    from arabnews_nlp.pipeline import Pipeline

    return Pipeline.from_config(config) if config.endswith(".toml") else _preset(config)


if not TYPE_CHECKING:  # which would take every misspelt name for one that is here

    def __getattr__(name: str) -> Any:
        try:
            place = _PLACES[name]
        except KeyError:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
        value = getattr(import_module(f"{__name__}.{place}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
