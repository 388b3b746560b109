"""What a stage is: a small object that reads a document and adds one or more layers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

import msgspec

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import ArabNewsError, ConfigError, RecordError, UnknownNameError

__all__ = ["Stage", "StageConfig"]


class StageConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of a stage's settings: an immutable record whose fields are the valid option names."""


class Stage:
    """Base class of pipeline stages.

    A subclass names itself, lists the layers it reads and adds (rows of :class:`arabnews_nlp.document.layers.Layers`),
    declares its options as a nested :class:`StageConfig`, and implements ``__call__``. A stage object is never changed
    after it is made, so that one pipeline can serve many threads; it is pickled as its class and its config.
    """

    name: ClassVar[str]
    """Name in configuration files."""
    backend: ClassVar[str | None] = None
    """The library behind this stage, where it stands in for the built-in one of the same name."""
    requires: ClassVar[frozenset[str]] = frozenset()
    """Layers that an earlier stage must have provided."""
    uses: ClassVar[frozenset[str]] = frozenset()
    """Layers that it reads where an earlier stage has provided them."""
    provides: ClassVar[frozenset[str]] = frozenset()
    """Layers that this stage adds; one that adds none changes what it requires."""

    class Config(StageConfig, frozen=True):
        """No options."""

    config: Any

    def __init__(self, config: StageConfig | None = None) -> None:
        self.config = self.Config() if config is None else config

    def __call__(self, doc: Doc) -> Doc:
        """Add this stage's layers to the document and return it."""
        raise NotImplementedError

    def process_stream(self, results: Iterator[Doc | RecordError]) -> Iterator[Doc | RecordError]:
        """Work that needs a whole stream rather than one document: called once by ``pipe()`` with all results, in order
        and in the calling process. Most stages pass them through."""
        return results

    def __reduce__(self) -> tuple[type[Self], tuple[Any]]:
        return type(self), (self.config,)

    @classmethod
    def from_options(cls, **options: Any) -> Self:
        """A stage from plain option values, as they stand in a configuration file.

        :raises UnknownNameError: an option that the stage does not have.
        :raises ConfigError: a value of the wrong type.
        """
        fields = cls.Config.__struct_fields__
        for option in options:
            if option not in fields:
                raise UnknownNameError(f"option of stage {cls.name!r}", option, fields)
        try:
            return cls(msgspec.convert(options, cls.Config))
        except ArabNewsError:
            raise
        except (msgspec.ValidationError, ValueError) as error:  # also what no JSON can hold
            raise ConfigError(f"stage {cls.name!r}: {error}") from error
