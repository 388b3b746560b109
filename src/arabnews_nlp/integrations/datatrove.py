"""datatrove: blocks for its pipelines, for its local, Slurm and Ray executors alike.

A record that fails never stops a pipeline: its document goes on with the reason in ``metadata["arabnews_error"]``, and
is counted in the statistics.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import ArabNewsError, MissingExtraError, RecordError
from arabnews_nlp.integrations.columns import pipeline_of
from arabnews_nlp.pipeline import Pipeline
from arabnews_nlp.readers import document_of, read_records
from arabnews_nlp.scaleout import Reading, Report, ShardWriter

try:
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.formatters.base import BaseFormatter
except ImportError as error:
    raise MissingExtraError("datatrove", "datatrove") from error

__all__ = [
    "DOCUMENT",
    "ERROR",
    "ArabNewsAnnotator",
    "ArabNewsFilter",
    "ArabNewsFormatter",
    "ArabNewsReader",
    "ArabNewsWriter",
    "annotation",
    "run_shards",
]

DOCUMENT = "arabnews"
"""Key in ``metadata`` of the annotated document, as one line of JSON."""
ERROR = "arabnews_error"
"""Key in ``metadata`` of the reason why a record failed."""
LOCATION = "arabnews_location"
"""Key in ``metadata`` of the file, and line, that a record was read from."""
REFERENCE = "arabnews_reference"
"""Key in ``metadata`` of the date or time, in ISO 8601, that relative dates are told from."""
_OWN = (DOCUMENT, ERROR, LOCATION, REFERENCE)

Stages = Pipeline | str | Mapping[str, Any] | Sequence[str]


def annotation(document: Any) -> Doc:
    """The annotated document that :class:`ArabNewsAnnotator` left in a datatrove document.

    :raises ConfigError: it has none.
    """
    return Doc.from_json(document.metadata.get(DOCUMENT, "null"))


class ArabNewsReader(PipelineStep):  # type: ignore[misc]
    """Reads files as ``arabnews_nlp.readers.read_records`` does; task ``r`` of ``n`` takes files r, r + n …

    A record that cannot be read becomes an empty document with the reason. Its id is that of the record, or its place
    where it has none; its other fields are in ``metadata``.

    :param files: file names.
    :param text_field: field or column with the text.
    :param id_field: field or column that identifies a record.
    :param date_field: field or column with the date that relative dates are told from.
    :param keep: names of the other fields that are kept; None keeps all.
    """

    name = "arabnews reader"
    type = "📖 - READER"

    def __init__(
        self,
        files: Sequence[str],
        text_field: str = "text",
        id_field: str = "id",
        date_field: str | None = None,
        keep: Sequence[str] | None = None,
    ) -> None:
        super().__init__()
        self.files = list(files)
        self.fields: dict[str, Any] = {"text_field": text_field, "id_field": id_field, "date_field": date_field}
        self.keep = keep

    def run(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Documents of this task, after those that came in."""
        yield from data or ()
        for file in self.files[rank::world_size]:
            for record in read_records([file], **self.fields):
                doc = record if isinstance(record, RecordError) else document_of(record, self.keep)
                if isinstance(doc, RecordError):
                    self.stat_update("failed")
                    known = doc.location if doc.id is None else doc.id
                    yield Document(text="", id=known, metadata={ERROR: doc.reason, LOCATION: doc.location})
                else:
                    dated = {} if doc.reference is None else {REFERENCE: doc.reference}
                    yield Document(text=doc.text, id=doc.id, metadata={**doc.meta, **dated, LOCATION: record.location})


class ArabNewsAnnotator(PipelineStep):  # type: ignore[misc]
    """Annotates documents into ``metadata["arabnews"]``, with the id of the datatrove document.

    :param stages: a pipeline, a preset, a TOML file, a mapping, or stage names in order.
    :param date_field: key in ``metadata`` of the date or time that relative dates are told from, where there is one.
    :param meta: whether the annotated document has the metadata too.
    """

    name = "arabnews annotator"
    type = "🖊 - ANNOTATOR"

    def __init__(self, stages: Stages = "news", date_field: str = "arabnews_reference", meta: bool = False) -> None:
        super().__init__()
        self.pipeline = pipeline_of(stages)
        self.date_field = date_field
        self.meta = meta

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Every document that came in, annotated or with the reason why not."""
        for document in data:
            if ERROR not in document.metadata:
                with self.track_time():
                    result = self._annotated(document)
                    if isinstance(result, RecordError):
                        document.metadata[ERROR] = result.reason
                        self.stat_update("failed")
                    else:
                        document.metadata[DOCUMENT] = result.to_json()
                        self.stat_update("annotated")
            yield document

    def _annotated(self, document: Any) -> Doc | RecordError:
        meta = {key: value for key, value in document.metadata.items() if key not in _OWN} if self.meta else None
        try:
            reference = document.metadata.get(self.date_field) or None
            doc = Doc(document.text, id=document.id, meta=meta or None, reference=reference)
            (result,) = self.pipeline.pipe([doc], on_error="record")
        except ArabNewsError as error:
            return RecordError(str(document.id), str(error))
        return result


class ArabNewsFormatter(BaseFormatter):  # type: ignore[misc]
    """Puts the normalized text in the place of the text.

    :param profile: a normalization profile.
    """

    name = "arabnews formatter"

    def __init__(self, profile: str = "llm") -> None:
        super().__init__()
        from arabnews_nlp.normalization import Normalizer

        self.profile = profile
        self._normalizer = Normalizer(profile)

    def format(self, text: str) -> str:
        """The normalized text."""
        return self._normalizer.normalize(text)


class ArabNewsFilter(BaseFilter):  # type: ignore[misc]
    """Keeps annotated documents with enough in them; those that failed are dropped with the reason ``failed``.

    :param min_sentences: sentences that a document must have.
    :param min_entities: entities that it must have.
    :param exclusion_writer: datatrove writer for what is dropped.
    """

    name = "arabnews filter"

    def __init__(self, min_sentences: int = 1, min_entities: int = 0, exclusion_writer: Any = None) -> None:
        super().__init__(exclusion_writer)
        self.min_sentences = min_sentences
        self.min_entities = min_entities

    def filter(self, document: Any) -> bool | tuple[bool, str]:
        """Whether to keep a document, or why not."""
        if DOCUMENT not in document.metadata:
            return False, "failed" if ERROR in document.metadata else "not annotated"
        doc = annotation(document)
        if len(doc.sentences) < self.min_sentences:
            return False, "few sentences"
        return True if len(doc.entities) >= self.min_entities else (False, "few entities")


class ArabNewsWriter(PipelineStep):  # type: ignore[misc]
    """Writes documents and failures of one shard, renamed when whole; see :mod:`arabnews_nlp.scaleout`.

    :param output: folder of the output.
    :param shards: name of the shard of each task.
    :param provenance: fingerprint of the pipeline.
    """

    name = "arabnews writer"
    type = "💽 - WRITER"

    def __init__(self, output: str, shards: Sequence[str], provenance: str) -> None:
        super().__init__()
        self.output = output
        self.shards = list(shards)
        self.provenance = provenance

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Every document that came in, once it is written."""
        with ShardWriter(self.output, self.shards[rank], self.provenance) as writer:
            for document in data:
                if DOCUMENT in document.metadata:
                    writer.add(document.metadata[DOCUMENT])
                else:
                    location = document.metadata.get(LOCATION, document.id)
                    known = None if document.id == location else document.id
                    writer.fail(location, document.metadata.get(ERROR, "not annotated"), known)
                yield document
            writer.finish()


class _InThisProcess(LocalPipelineExecutor):  # type: ignore[misc]
    """Runs its tasks here, one after another, without the manager process that outlives a killed worker."""

    shards: list[str]
    report: Report

    def run(self) -> None:
        for rank in self.get_incomplete_ranks():
            try:
                self._run_for_rank(rank, local_rank=1)
            except Exception as error:
                self.report(self.shards[rank], error)


def run_shards(
    shards: list[str], source: str, output: str, config: str | Mapping[str, Any], fields: Reading, report: Report
) -> None:
    """Run shards with datatrove's local executor in this process; what ``scaleout.process_folder`` calls."""
    from datatrove.utils.logging import logger

    logger.remove()
    pipeline = Pipeline.from_config(config)
    with tempfile.TemporaryDirectory(prefix="arabnews-datatrove-") as logs:
        executor = _InThisProcess(
            [
                ArabNewsReader([os.path.join(source, shard) for shard in shards], **fields),
                ArabNewsAnnotator(pipeline, meta=True),
                ArabNewsWriter(output, shards, pipeline.fingerprint),
            ],
            tasks=len(shards),
            workers=1,
            logging_dir=logs,
        )
        executor.shards, executor.report = shards, report
        executor.run()
