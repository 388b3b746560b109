"""Finds stages by name: the built-in ones and those that other packages offer as entry points."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from arabnews_nlp.document.stage import Stage
from arabnews_nlp.errors import ArabNewsError, ConfigError, UnknownNameError

__all__ = ["GROUP", "backend_class", "backends", "stage_class", "stage_names"]

GROUP = "arabnews_nlp.stages"
"""Entry-point group under which other packages offer stages (``name = "package.module:Class"``)."""

_BUILT_IN = {
    "normalize": "arabnews_nlp.normalization.stage:NormalizeStage",
    "tokens": "arabnews_nlp.segmentation.stages:TokensStage",
    "sentences": "arabnews_nlp.segmentation.stages:SentencesStage",
    "numbers": "arabnews_nlp.numbers.stage:NumbersStage",
    "names": "arabnews_nlp.names.stage:NamesStage",
    "entities": "arabnews_nlp.entities.stage:EntitiesStage",
    "duplicates": "arabnews_nlp.duplicates.stage:DuplicatesStage",
}

_BACKENDS = {
    "tokens": {
        "stanza": "arabnews_nlp.integrations.stanza:StanzaTokens",
        "camel": "arabnews_nlp.integrations.camel:CamelTokens",
    },
    "sentences": {"stanza": "arabnews_nlp.integrations.stanza:StanzaSentences"},
    "entities": {
        "stanza": "arabnews_nlp.integrations.stanza:StanzaEntities",
        "camel": "arabnews_nlp.integrations.camel:CamelEntities",
    },
    "normalize": {
        "camel": "arabnews_nlp.integrations.camel:CamelNormalize",
        "pyarabic": "arabnews_nlp.integrations.pyarabic:PyArabicNormalize",
    },
    "morphology": {
        "stanza": "arabnews_nlp.integrations.stanza:StanzaMorphology",
        "camel": "arabnews_nlp.integrations.camel_morphology:CamelMorphology",
    },
    "numbers": {"pyarabic": "arabnews_nlp.integrations.pyarabic:PyArabicNumbers"},
}
"""Stages of other libraries, by the name of the stage they stand in for and of the library; ``morphology`` has only
such."""


@cache
def _places() -> dict[str, str]:
    from importlib.metadata import entry_points  # takes longer than all of this package to import

    offered = {point.name: point.value for point in entry_points(group=GROUP)}
    return offered | _BUILT_IN


def stage_names() -> tuple[str, ...]:
    """Names of all stages that can be used here."""
    return tuple(sorted(_places().keys() | _BACKENDS.keys()))


def stage_class(name: str) -> type[Stage]:
    """The stage class of this name, imported now.

    :raises UnknownNameError: no stage has this name.
    :raises ConfigError: an entry point that does not lead to a stage, or a stage that only other libraries have.
    """
    if name in _BUILT_IN:
        return _imported(name, _BUILT_IN[name])
    if name not in _places():
        if name in _BACKENDS:
            raise ConfigError(f"stage {name!r} needs a backend, one of {', '.join(sorted(_BACKENDS[name]))}")
        raise UnknownNameError("stage", name, stage_names())
    return _imported(name, _places()[name])


def backend_class(name: str, backend: str) -> type[Stage]:
    """The stage class of another library that can stand in for the stage of this name.

    :raises UnknownNameError: no such stage, or no such backend of it.
    """
    if name not in stage_names():
        raise UnknownNameError("stage", name, stage_names())
    offered = _BACKENDS.get(name, {})
    if not isinstance(backend, str) or backend not in offered:
        raise UnknownNameError(f"backend of stage {name!r}", backend, offered or ("none: it has no backends",))
    return _imported(name, offered[backend])


def backends(name: str) -> tuple[str, ...]:
    """The libraries that can stand in for the stage of this name."""
    return tuple(sorted(_BACKENDS.get(name, ())))


def _imported(name: str, place: str) -> type[Stage]:
    module, _, attribute = place.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except ArabNewsError:
        raise
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"stage {name!r} ({place}): {error}") from error
    if not (isinstance(found, type) and issubclass(found, Stage)):
        raise ConfigError(f"stage {name!r}: {place} is not a Stage")
    return found
