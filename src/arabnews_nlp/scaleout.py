"""Folders of files, shard by shard in worker processes, with resume after a kill.

Each input file is a shard. Its documents go to ``NAME.docs.jsonl``, one JSON document a line in the order of the input;
records that failed go to ``NAME.errors.jsonl`` with their place; ``NAME.counts.json`` has the numbers of both. All
three are written under temporary names and renamed when whole, the documents last: a shard whose documents are there
is finished, and a later run skips it.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any, Self, TypeAlias

import msgspec

from arabnews_nlp._files.locks import lock
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import (
    ArabNewsError,
    ArgumentValueError,
    ConfigError,
    RecordError,
    StoppedError,
    UnknownNameError,
    check_count,
)
from arabnews_nlp.pipeline import Pipeline
from arabnews_nlp.readers import document_of, read_records

__all__ = ["ENGINES", "Counts", "ShardWriter", "process_folder", "shards_of"]

ENGINES = ("datatrove", "local")
"""Names of what runs the shards, worker processes of our own, or those of datatrove with its logs and statistics."""


Reading: TypeAlias = Mapping[str, Any]
"""Names of the fields of a record: ``text_field``, ``id_field``, ``date_field``, ``keep``."""
Report: TypeAlias = Callable[[str, Exception], None]
"""Is told of a shard that could not be done, and why."""


class Counts(msgspec.Struct, frozen=True, omit_defaults=True):
    """Records of one or more shards; ``read == written + failed``."""

    read: int = 0
    written: int = 0
    failed: int = 0
    provenance: str = ""
    """Fingerprint of the pipeline."""
    unread: Mapping[str, str] = {}
    """Shards that could not be read, each with the reason; a later run tries them again."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read,
            self.written + other.written,
            self.failed + other.failed,
            other.provenance or self.provenance,
            {**self.unread, **other.unread},
        )


class ShardWriter:
    """Writes the output of one shard; nothing has its final name before :meth:`finish`.

    :param output: folder of the output.
    :param name: the shard, as a path relative to the input folder.
    :param provenance: fingerprint of the pipeline.
    """

    def __init__(self, output: str | os.PathLike[str], name: str, provenance: str) -> None:
        self._stem = Path(output) / name
        self._provenance = provenance
        self._stem.parent.mkdir(parents=True, exist_ok=True)
        self._documents = open(self._temporary("docs.jsonl"), "w", encoding="utf-8")  # noqa: SIM115
        self._errors = open(self._temporary("errors.jsonl"), "w", encoding="utf-8")  # noqa: SIM115
        self._written = self._failed = 0

    def _final(self, kind: str) -> Path:
        return self._stem.with_name(f"{self._stem.name}.{kind}")

    def _temporary(self, kind: str) -> Path:
        return self._stem.with_name(f".{self._stem.name}.{kind}.partial")

    def add(self, document: str) -> None:
        """A document as one line of JSON."""
        self._documents.write(document + "\n")
        self._written += 1

    def fail(self, location: str, reason: str, id: str | int | None = None) -> None:
        """A record that failed."""
        line = json.dumps({"id": id, "location": location, "reason": reason}, ensure_ascii=False)
        self._errors.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
        self._failed += 1

    def finish(self) -> Counts:
        """Give the files their names, the documents last."""
        counts = Counts(self._written + self._failed, self._written, self._failed, self._provenance)
        self._temporary("counts.json").write_bytes(msgspec.json.encode(counts))
        for file in (self._errors, self._documents):
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for kind in _KINDS:
            os.replace(self._temporary(kind), self._final(kind))
        return counts

    def close(self) -> None:
        """Close the files; without their names they are gone."""
        for file in (self._documents, self._errors):
            with suppress(OSError):
                file.close()
        for kind in _KINDS:
            with suppress(OSError):
                os.unlink(self._temporary(kind))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def shards_of(folder: str | os.PathLike[str], notice: Callable[[str], None] | None = None) -> list[str]:
    """Files of a known format in a folder and below, relative to it, sorted.

    :param notice: is told of the files that are not among them.
    :raises ConfigError: no such folder, or none of these files in it.
    """
    if not os.path.isdir(folder):
        raise ConfigError(f"{folder}: not a folder")
    root = os.fspath(folder)
    return sorted(Path(path).relative_to(root).as_posix() for path in _readable(root, notice))


def _readable(root: str, notice: Callable[[str], None] | None) -> Iterable[str]:
    from arabnews_nlp.readers.files import in_folder

    return in_folder(root, None, notice or (lambda _: None))


def process_folder(
    source: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    config: str | Mapping[str, Any] = "news",
    engine: str = "local",
    workers: int = 1,
    text_field: str = "text",
    id_field: str = "id",
    date_field: str | None = None,
    keep: Sequence[str] | None = None,
    notice: Callable[[str], None] | None = None,
) -> Counts:
    """Annotate every record of every file in a folder; finished shards of an earlier run are skipped.

    :param source: folder with files of the formats of :data:`arabnews_nlp.readers.files.FORMATS`.
    :param output: folder for the output, outside ``source``.
    :param config: preset, TOML file or mapping, as for :func:`arabnews_nlp.load`.
    :param engine: one of :data:`ENGINES`.
    :param workers: worker processes; each takes whole shards.
    :param text_field: field or column with the text.
    :param id_field: field or column that identifies a record.
    :param date_field: field or column with the date or time that relative dates are told from.
    :param keep: names of the other fields that go into ``doc.meta``; None keeps all.
    :param notice: is told of each file that is no shard, and of each shard that cannot be read.
    :returns: the counts of all shards, earlier runs included.
    :raises ConfigError: another run is at work in the output, it is of another pipeline, or what it says of finished
        shards is damaged.
    :raises StoppedError: a worker was killed, or the disk is full; what is finished is kept, run again.
    :raises MissingExtraError: ``datatrove`` is not installed.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
    check_count("workers", workers)
    source, output = os.path.realpath(source), os.path.realpath(output)
    if os.path.commonpath([source, output]) == source:
        raise ArgumentValueError("output", output, f"a folder outside {source}")
    provenance = Pipeline.from_config(config).fingerprint
    if engine == "datatrove":
        from arabnews_nlp.integrations.datatrove import run_shards as run
    else:
        run = _run_shards
    shards = shards_of(source, notice)
    with _locked(output):
        waiting = [shard for shard in shards if finished(output, shard, provenance) is None]
        parts = [part for number in range(workers) if (part := waiting[number::workers])]
        fields = {"text_field": text_field, "id_field": id_field, "date_field": date_field, "keep": keep}
        calls = [(part, source, output, config, fields) for part in parts]
        unread: dict[str, str] = {}
        try:
            with closing(_in_processes(run, calls)) as problems:
                for shard, reason in problems:
                    unread[shard] = reason
                    if notice is not None:
                        notice(reason if shard in reason else f"{shard}: {reason}")
        finally:
            for shard in waiting:
                remove_partial(output, shard)
        total = Counts(unread=unread)
        for shard in shards:
            total += finished(output, shard, provenance) or Counts()
        return total


@contextmanager
def _locked(output: str) -> Iterator[None]:
    """The folder of the output, made where it is missing, with no other run at work in it."""
    try:
        os.makedirs(output, exist_ok=True)
        descriptor = os.open(output, os.O_RDONLY)
    except OSError as error:
        raise ConfigError(f"{output}: {error.strerror}") from error
    try:
        if not lock(descriptor):
            raise ConfigError(f"{output}: another run is at work in this folder")
        yield
    finally:
        os.close(descriptor)


def finished(output: str, shard: str, provenance: str) -> Counts | None:
    """Counts of a finished shard; None where it is still to do.

    :raises ConfigError: it was made by another pipeline, or its counts are missing or damaged.
    """
    documents = os.path.join(output, f"{shard}.docs.jsonl")
    if not os.path.isfile(documents):
        return None
    place = Path(output, f"{shard}.counts.json")
    try:
        counts = msgspec.json.decode(place.read_bytes(), type=Counts)
        if counts.read != counts.written + counts.failed:
            raise ValueError("its numbers do not agree")
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{place}: {what}; delete {documents} and run again to do this shard anew") from error
    if counts.provenance != provenance:
        raise ConfigError(f"{place}: made by pipeline {counts.provenance}, not {provenance}; choose another output")
    return counts


def remove_partial(output: str, shard: str) -> None:
    """Take away what an unfinished shard has left."""
    stem = Path(output, shard)
    for kind in _KINDS:
        with suppress(OSError):
            os.unlink(stem.with_name(f".{stem.name}.{kind}.partial"))


_KINDS = ("errors.jsonl", "counts.json", "docs.jsonl")
"""Files of a shard; the last one makes it finished."""


def _in_processes(run: Callable[..., None], calls: Sequence[tuple[Any, ...]]) -> Generator[tuple[str, str], None, None]:
    """Run each call in a process of its own; the processes end when this generator does, and with this process.

    :returns: shards that could not be read, and why.
    :raises StoppedError: when all have ended, where one died or the disk was full.
    """
    context = get_context("spawn")
    workers: dict[Connection, Any] = {}
    stopped: list[str] = []
    died: list[int] = []
    try:
        for call in calls:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(run, sender, call), daemon=True)
            process.start()
            sender.close()
            workers[receiver] = process
        open_ = dict(workers)
        while open_:
            ready: list[Any] = wait([*open_])
            for connection in ready:
                try:
                    shard, kind, reason = connection.recv()
                except (EOFError, OSError):
                    process = open_.pop(connection)
                    process.join()
                    if process.exitcode:
                        died.append(process.exitcode)
                    continue
                if kind == "stopped":
                    stopped.append(reason)
                else:
                    yield shard, reason
    finally:
        for process in workers.values():
            process.kill()
        for process in workers.values():
            process.join()
    if stopped:
        raise StoppedError(f"{stopped[0]}; run again to finish the other shards")
    if died:
        codes = ", ".join(f"signal {-code}" if code < 0 else f"exit {code}" for code in died)
        raise StoppedError(f"{len(died)} of {len(calls)} workers died ({codes}); run again to finish the other shards")


class _Full(Exception):
    """The disk is full, or broken: no shard can be written."""


def _work(run: Callable[..., None], sender: Connection, call: tuple[Any, ...]) -> None:
    """The life of a worker: Ctrl-C is for its parent, and it ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()

    def report(shard: str, error: Exception) -> None:
        if isinstance(error, ArabNewsError):
            sender.send((shard, "unread", str(error)))
            return
        if isinstance(error, OSError):
            sender.send((shard, "stopped", f"{shard}: {error.strerror or error}"))
        else:
            sender.send((shard, "stopped", f"{shard}: {type(error).__name__}: {error}"))
        raise _Full

    with suppress(_Full):
        run(*call, report)


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _run_shards(
    shards: list[str], source: str, output: str, config: str | Mapping[str, Any], fields: Reading, report: Report
) -> None:
    pipeline = Pipeline.from_config(config)
    for shard in shards:
        try:
            with ShardWriter(output, shard, pipeline.fingerprint) as writer:
                for location, result in _annotated(pipeline, os.path.join(source, shard), fields):
                    if isinstance(result, RecordError):
                        writer.fail(location, result.reason, result.id)
                    else:
                        writer.add(result.to_json())
                writer.finish()
        except Exception as error:
            report(shard, error)


def _annotated(pipeline: Pipeline, path: str, fields: Reading) -> Iterator[tuple[str, Doc | RecordError]]:
    named = {name: value for name, value in fields.items() if name != "keep"}
    for record in read_records([path], **named):
        doc = record if isinstance(record, RecordError) else document_of(record, fields["keep"])
        if isinstance(doc, RecordError):
            yield record.location, doc
        else:
            (result,) = pipeline.pipe([doc], on_error="record")
            if isinstance(result, RecordError):
                result.id = record.id
            yield record.location, result
