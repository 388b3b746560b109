"""The pipeline: stages in order, applied to one text or to a stream of texts."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from itertools import chain, count
from typing import Any, Literal, Self, TypeAlias, TypeVar, Unpack, get_args, overload

import msgspec

from arabnews_nlp._version import __version__
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.given import Moment
from arabnews_nlp.document.stage import Stage
from arabnews_nlp.errors import (
    ArabNewsError,
    ArgumentTypeError,
    ArgumentValueError,
    RecordError,
    StageOrderError,
    UnknownNameError,
    check_count,
    check_many,
)
from arabnews_nlp.pipeline.config import Spec, read_spec
from arabnews_nlp.pipeline.items import Fields, Given, OnError, Options, read_item, text_of
from arabnews_nlp.pipeline.registry import backend_class, stage_class

__all__ = ["Pipeline"]

Item: TypeAlias = str | Mapping[str, Any] | Doc
"""What :meth:`Pipeline.pipe` annotates: a text, a mapping that holds one, or a document of one."""
Context = TypeVar("Context")


class Pipeline:
    """Stages in order. Immutable, picklable, safe to share between threads.

    :param stages: stage objects; each must find the layers it requires.
    :raises StageOrderError: a stage requires a layer that none before it provides.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        available: set[str] = set()
        check_many("stages", stages, "a sequence of Stage objects")
        stages = tuple(stages)
        for stage in stages:
            if not isinstance(stage, Stage):
                raise ArgumentTypeError("stages", stage, "a sequence of Stage objects")
            if missing := stage.requires - available:
                raise StageOrderError(stage.name, missing, available)
            available |= stage.provides
        self.stages = stages

    @classmethod
    def from_config(cls, config: str | os.PathLike[str] | Mapping[str, Any] | Spec = "news") -> Self:
        """A pipeline from a preset name, a TOML file, or a mapping of the same form.

        :raises UnknownNameError: an unknown preset, stage or option, with the nearest valid one.
        :raises ConfigError: anything else that is wrong with the configuration.
        """
        spec = config if isinstance(config, Spec) else read_spec(config)
        return cls([_stage(name, spec.stage.get(name, {})) for name in spec.stages])

    def only(self, layers: Iterable[str]) -> Self:
        """The pipeline of the stages that provide these layers, and of those that they need.

        :raises UnknownNameError: a layer that no stage provides.
        """
        check_many("layers", layers, "names of layers")
        layers = list(layers)
        if bad := [layer for layer in layers if not isinstance(layer, str)]:
            raise ArgumentTypeError("layers", bad[0], "names of layers")
        wanted = set(layers)
        provided = {layer for stage in self.stages for layer in stage.provides}
        for layer in sorted(wanted):
            if layer not in provided:
                raise UnknownNameError("layer", layer, provided)
        kept: list[Stage] = []
        for stage in reversed(self.stages):
            if (stage.provides or stage.requires) & wanted:
                kept.append(stage)
                wanted |= stage.requires | stage.uses
        return type(self)(kept[::-1])

    @property
    def spec(self) -> Spec:
        """The plain form of this pipeline, with the options that differ from their defaults."""
        options = {}
        for stage in self.stages:
            changed = {
                field: value
                for field in stage.config.__struct_fields__
                if (value := getattr(stage.config, field)) != getattr(stage.Config(), field)
            }
            if stage.backend is not None:
                changed = {"backend": stage.backend, **changed}
            if changed:
                options[stage.name] = changed
        return Spec(tuple(stage.name for stage in self.stages), options)

    def to_toml(self) -> str:
        """The configuration as TOML; :meth:`from_config` builds an equal pipeline from it."""
        return self.spec.to_toml()

    @cached_property
    def fingerprint(self) -> str:
        """Identifies the stages, all their options, and the version of the code and tables behind them."""
        parts = [__version__]
        for stage in self.stages:
            parts.append(f"{stage.name}:{stage.backend or ''}:{msgspec.json.encode(stage.config).decode()}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def __call__(
        self,
        text: str | Doc,
        *,
        id: str | int | None = None,
        meta: Mapping[str, Any] | None = None,
        reference: Moment | None = None,
    ) -> Doc:
        """Annotate one text.

        :param text: the text, or a :class:`~arabnews_nlp.document.doc.Doc` of it whose layers are filled anew.
        :param id: kept as ``doc.id``.
        :param meta: plain JSON values, kept as ``doc.meta``.
        :param reference: the date or time (``datetime``, ``date`` or ISO 8601) that relative dates of this text are
            told from; it goes before that of the stage.
        :raises ArgumentTypeError: the text is not a ``str``, or ``meta`` holds what is no plain JSON.
        :raises ArgumentValueError: ``reference`` is not ISO 8601.

        >>> from arabnews_nlp import load
        >>> doc = load()("يصل في 5 مارس", id="a1", reference="2024-01-20")
        >>> doc.id, doc.numbers[0].timex
        ('a1', '2024-03-05')
        """
        doc = Doc(text, id=id, meta=meta, reference=reference) if not isinstance(text, Doc) else _fresh(text)
        for stage in self.stages:
            doc = stage(doc)
        del doc.pretokens
        doc.provenance = self.fingerprint
        return doc

    @overload
    def pipe(
        self,
        texts: Iterable[Item],
        *,
        as_tuples: Literal[False] = False,
        on_error: Literal["raise"] = "raise",
        **options: Unpack[Options],
    ) -> Generator[Doc, None, None]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[Item],
        *,
        as_tuples: Literal[False] = False,
        on_error: OnError,
        **options: Unpack[Options],
    ) -> Generator[Doc | RecordError, None, None]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[Item, Context]],
        *,
        as_tuples: Literal[True],
        on_error: Literal["raise"] = "raise",
        **options: Unpack[Options],
    ) -> Generator[tuple[Doc, Context], None, None]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[Item, Context]],
        *,
        as_tuples: Literal[True],
        on_error: OnError,
        **options: Unpack[Options],
    ) -> Generator[tuple[Doc | RecordError, Context], None, None]: ...
    def pipe(
        self,
        texts: Iterable[Any],
        *,
        as_tuples: bool = False,
        text_field: str = "text",
        id_field: str = "id",
        date_field: str | None = None,
        batch_size: int = 64,
        n_process: int = 1,
        on_error: OnError = "raise",
    ) -> Generator[Any, None, None]:
        """Annotate texts in order, with memory for a few batches only.

        :param texts: any iterable, a generator too; it is read as results are taken. An item is a text; or a mapping
            with a text, whose other fields become ``doc.id`` and ``doc.meta``; or a
            :class:`~arabnews_nlp.document.doc.Doc`.
        :param as_tuples: items are pairs of such an item and anything else, and so are the results.
        :param text_field: key of the text in a mapping.
        :param id_field: key of the id in a mapping.
        :param date_field: key of the date or time that relative dates of the text are told from, where there is one;
            it stays in ``doc.meta``.
        :param batch_size: texts that travel together to a worker process; fewer where they are long.
        :param n_process: worker processes; 1 works in this process. A worker that dies is replaced, and the record
            that it died of is one that failed.
        :param on_error: ``raise`` stops at the first record that is not a text or fails; ``record`` yields a
            :class:`~arabnews_nlp.errors.RecordError` with its number, its id and its fields instead and goes on.
        :raises ArgumentTypeError: one text in the place of many.
        """
        if isinstance(texts, (str, Mapping, Doc)):
            raise ArgumentTypeError("texts", texts, "many texts; nlp(text) annotates one")
        check_many("texts", texts, "an iterable of texts")
        if on_error not in get_args(OnError):
            raise UnknownNameError("on_error", on_error, get_args(OnError))
        check_count("batch_size", batch_size)
        check_count("n_process", n_process)
        fields = Fields.checked(text_field, id_field, date_field)
        return self._piped(texts, as_tuples, fields, batch_size, n_process, on_error == "raise")

    def _piped(
        self, texts: Iterable[Any], as_tuples: bool, fields: Fields, batch_size: int, n_process: int, raising: bool
    ) -> Generator[Any, None, None]:
        """What :meth:`pipe` yields. Only the text and its reference go to a worker; the rest waits here."""
        waiting: deque[Given] = deque()
        contexts: deque[Any] = deque()

        def items() -> Iterator[Any]:
            for number, item in enumerate(texts):
                if as_tuples:
                    item, context = _pair(item)
                    contexts.append(context)
                given = read_item(item, number, fields)
                waiting.append(given)
                yield given.item

        with closing(self._done(_numbered_batches(items(), batch_size), n_process)) as done:
            results: Iterator[Doc | RecordError] = (
                waiting.popleft().onto(result) for result in chain.from_iterable(done)
            )
            for stage in self.stages:
                results = stage.process_stream(results)
            for result in results:
                if isinstance(result, RecordError) and raising:
                    raise result
                yield (result, contexts.popleft()) if as_tuples else result

    def _done(
        self, batches: Iterator[tuple[int, list[Any]]], n_process: int
    ) -> Generator[Iterable[Doc | RecordError], None, None]:
        """Results of the batches, of this process or of workers that end when this generator is closed."""
        if n_process == 1:
            yield from map(self._batch, batches)
        else:
            from arabnews_nlp.pipeline.workers import map_batches

            with closing(map_batches(self._batch, batches, n_process)) as results:
                yield from results

    def _batch(self, batch: tuple[int, list[Any]]) -> Iterator[Doc | RecordError]:
        first, items = batch
        return map(self._one, count(first), items)

    def _one(self, number: int, item: Any) -> Doc | RecordError:
        if isinstance(item, RecordError):
            return item
        try:
            return self(item) if type(item) is not tuple else self(item[0], reference=item[1])
        except ArabNewsError as error:
            return RecordError(f"record {number}", str(error))
        except Exception as error:
            return RecordError(f"record {number}", f"{type(error).__name__}: {error}")

    def map_batch(
        self, batch: Mapping[str, Sequence[Any]], column: str = "text", *, reference: str | None = None
    ) -> dict[str, list[Any]]:
        """Annotations of a batch of records as columns, for ``Dataset.map(pipe.map_batch, batched=True)``.

        :param batch: columns by name; a text that is None gives None.
        :param column: the column with the texts (``fn_kwargs={"column": ...}``).
        :param reference: the column with the date or time that relative dates of each text are told from.
        :returns: the columns of :data:`arabnews_nlp.integrations.columns.COLUMNS`; a record that fails has its reason
            in ``error``.
        :raises ArgumentValueError: the batch has no such column.
        """
        from arabnews_nlp.integrations.columns import annotate

        if not isinstance(batch, Mapping):
            raise ArgumentTypeError("batch", batch, "columns by name")
        for argument, name in (("column", column), ("reference", reference)):
            if (not isinstance(name, str) or name not in batch) and not (argument == "reference" and name is None):
                raise ArgumentValueError(argument, name, f"one of {', '.join(map(str, batch))}")
        return annotate(batch[column], self, None if reference is None else batch[reference])

    def hf_features(self, existing: Any = None) -> Any:
        """``datasets.Features`` of the output of :meth:`map_batch`, after the existing ones of a dataset.

        :raises MissingExtraError: datasets is not installed.
        """
        from arabnews_nlp.integrations.huggingface import features

        return features(existing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        return f"<Pipeline {' → '.join(stage.name for stage in self.stages)}>"

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Stage, ...]]]:
        return type(self), (self.stages,)


def _stage(name: str, options: Mapping[str, Any]) -> Stage:
    """The stage of this name, or the one of another library where the options name a ``backend``."""
    if "backend" not in options:
        return stage_class(name).from_options(**options)
    own = {option: value for option, value in options.items() if option != "backend"}
    return backend_class(name, options["backend"]).from_options(**own)


_LARGE = 1 << 15
"""Code points after which a batch is closed, however few its texts: workers share long texts evenly."""


def _numbered_batches(items: Iterable[Any], size: int) -> Iterator[tuple[int, list[Any]]]:
    """Batches with the number of their first record."""
    first, batch, length = 0, list[Any](), 0
    for item in items:
        batch.append(item)
        length += len(text) if isinstance(text := text_of(item), str) else 0
        if len(batch) == size or length >= _LARGE:
            yield first, batch
            first, batch, length = first + len(batch), [], 0
    if batch:
        yield first, batch


def _fresh(doc: Doc) -> Doc:
    """A document of the same text with what came with it, and empty layers."""
    return Doc(doc.text, id=doc.id, meta=doc.meta or None, reference=doc.reference)


def _pair(item: Any) -> tuple[Any, Any]:
    try:
        first, second = item
    except (TypeError, ValueError):
        raise ArgumentTypeError("texts", item, "pairs of a text and anything else, with as_tuples") from None
    return first, second
