"""Folders of JSONL and Parquet files, shard by shard in worker processes, with resume after a kill.

Each input file is a shard. Its documents go to ``NAME.docs.jsonl``, one JSON document a line in the order of the input;
records that failed go to ``NAME.errors.jsonl`` with their place; ``NAME.counts.json`` has the numbers of both. All
three are written under temporary names and renamed when whole, the documents last: a shard whose documents are there
is finished, and a later run skips it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgspec

from arabnews_nlp.errors import ArgumentValueError, ConfigError, RecordError, UnknownNameError
from arabnews_nlp.pipeline import Pipeline
from arabnews_nlp.readers import read_records

__all__ = ["ENGINES", "Counts", "ShardWriter", "process_folder", "shards_of"]

ENGINES = ("datatrove", "local")
"""Names of what runs the shards, worker processes of our own, or those of datatrove with its logs and statistics."""


class Counts(msgspec.Struct, frozen=True):
    """Records of one or more shards; ``read == written + failed``."""

    read: int = 0
    written: int = 0
    failed: int = 0
    provenance: str = ""
    """Fingerprint of the pipeline."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read, self.written + other.written, self.failed + other.failed, other.provenance
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

    def fail(self, location: str, reason: str) -> None:
        """A record that failed."""
        line = json.dumps({"location": location, "reason": reason}, ensure_ascii=False)
        self._errors.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
        self._failed += 1

    def finish(self) -> Counts:
        """Give the files their names, the documents last."""
        counts = Counts(self._written + self._failed, self._written, self._failed, self._provenance)
        self._temporary("counts.json").write_bytes(msgspec.json.encode(counts))
        self._documents.flush()
        os.fsync(self._documents.fileno())
        self.close()
        for kind in ("errors.jsonl", "counts.json", "docs.jsonl"):
            os.replace(self._temporary(kind), self._final(kind))
        return counts

    def close(self) -> None:
        """Close the files without naming them."""
        self._documents.close()
        self._errors.close()


def shards_of(folder: str | os.PathLike[str]) -> list[str]:
    """JSONL and Parquet files in a folder and below, relative to it, sorted.

    :raises ConfigError: no such folder, or none of these files in it.
    """
    root = Path(folder)
    if not root.is_dir():
        raise ConfigError(f"{folder}: not a folder")
    found = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.suffix.lower() in (".jsonl", ".ndjson", ".parquet") and path.is_file()
    )
    if not found:
        raise ConfigError(f"{folder}: no .jsonl or .parquet files in it")
    return found


def process_folder(
    source: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    config: str | Mapping[str, Any] = "news",
    engine: str = "local",
    workers: int = 1,
    text_field: str = "text",
) -> Counts:
    """Annotate every record of every file in a folder; finished shards of an earlier run are skipped.

    :param source: folder with JSONL or Parquet files.
    :param output: folder for the output, outside ``source``.
    :param config: preset, TOML file or mapping, as for :func:`arabnews_nlp.load`.
    :param engine: one of :data:`ENGINES`.
    :param workers: worker processes; each takes whole shards.
    :param text_field: field or column with the text.
    :returns: the counts of all shards, earlier runs included.
    :raises ConfigError: a worker was killed or failed (what is finished is kept, run again), or the output is of
        another pipeline.
    :raises MissingExtraError: ``datatrove`` is not installed.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
    if workers < 1:
        raise ArgumentValueError("workers", workers, "a whole number from 1 up")
    source, output = os.path.realpath(source), os.path.realpath(output)
    if os.path.commonpath([source, output]) == source:
        raise ArgumentValueError("output", output, f"a folder outside {source}")
    provenance = Pipeline.from_config(config).fingerprint
    shards = shards_of(source)
    waiting = [shard for shard in shards if finished(output, shard, provenance) is None]
    if engine == "datatrove":
        from arabnews_nlp.integrations.datatrove import run_shards as run
    else:
        run = _run_shards
    parts = [waiting[number::workers] for number in range(workers)]
    _in_processes(run, [(part, source, output, config, text_field) for part in parts if part])
    total = Counts()
    for shard in shards:
        total += finished(output, shard, provenance) or Counts()
    return total


def finished(output: str, shard: str, provenance: str) -> Counts | None:
    """Counts of a finished shard; None where it is still to do.

    :raises ConfigError: it was made by another pipeline.
    """
    if not os.path.isfile(os.path.join(output, f"{shard}.docs.jsonl")):
        return None
    place = Path(output, f"{shard}.counts.json")
    counts = msgspec.json.decode(place.read_bytes(), type=Counts)
    if counts.provenance != provenance:
        raise ConfigError(f"{place}: made by pipeline {counts.provenance}, not {provenance}; choose another output")
    return counts


def _in_processes(run: Callable[..., None], calls: Sequence[tuple[Any, ...]]) -> None:
    """Run each call in a process of its own; a process that dies is told, the others go on to their end."""
    context = get_context("spawn")
    processes: list[BaseProcess] = [context.Process(target=run, args=call) for call in calls]
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    finally:
        for process in processes:
            if process.is_alive():
                process.terminate()
    if bad := [p for p in processes if p.exitcode]:
        codes = ", ".join(
            f"signal {-p.exitcode}" if p.exitcode < 0 else f"exit {p.exitcode}" for p in bad if p.exitcode
        )
        raise ConfigError(
            f"{len(bad)} of {len(processes)} workers died ({codes}); run again to finish the other shards"
        )


def _run_shards(shards: list[str], source: str, output: str, config: str | Mapping[str, Any], text_field: str) -> None:
    pipeline = Pipeline.from_config(config)
    for shard in shards:
        writer = ShardWriter(output, shard, pipeline.fingerprint)
        try:
            for location, result in _annotated(pipeline, source, shard, text_field):
                if isinstance(result, RecordError):
                    writer.fail(location, result.reason)
                else:
                    writer.add(result)
            writer.finish()
        finally:
            writer.close()


def _annotated(pipeline: Pipeline, source: str, shard: str, text_field: str) -> Iterator[tuple[str, str | RecordError]]:
    for record in read_records([os.path.join(source, shard)], text_field=text_field):
        if isinstance(record, RecordError):
            yield record.location, record
            continue
        (result,) = pipeline.pipe([record.text], on_error="record")
        yield record.location, result if isinstance(result, RecordError) else result.to_json()
