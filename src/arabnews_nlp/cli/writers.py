"""Output formats of ``arabnews process``: each writes documents one by one to standard output, a file or a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias

from arabnews_nlp.cli.outputs import Outputs, standard_output
from arabnews_nlp.cli.run import identity
from arabnews_nlp.cli.tables import CsvTable, ParquetRows, head_of, without_lone
from arabnews_nlp.errors import ConfigError, RecordError
from arabnews_nlp.readers import Record

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

__all__ = ["FOLDERS", "FORMATS", "ISOLATED", "WRITERS"]


class Writer(AbstractContextManager["Writer"], Protocol):
    """Takes documents one by one."""

    def add(self, doc: Doc, record: Record) -> None:
        """Write the document of a record."""

    def fail(self, record: Record | RecordError, reason: str) -> None:
        """Write that a record failed, in its place, where the format can say so."""


Write: TypeAlias = "Callable[[Doc, Record], str]"


class _Stream(Writer):
    """One document after another in one stream.

    :param write: makes the text of a document from it and its record.
    :param outputs: opens the file.
    :param path: a file; None for standard output.
    :param fail: makes the text of a record that failed.
    :param around: text before the first document, between documents, and after the last.
    """

    def __init__(
        self,
        write: Write,
        outputs: Outputs,
        path: str | None,
        fail: Callable[[Record | RecordError, str], str] | None = None,
        around: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        self._write, self._fail = write, fail
        self._out = standard_output() if path is None else outputs.open(path)
        self._first, self._between, self._last = around
        self._begun = False

    def __enter__(self) -> Self:
        self._out.write(self._first)
        return self

    def add(self, doc: Doc, record: Record) -> None:
        if self._begun:
            self._out.write(self._between)
        self._begun = True
        self._out.write(self._write(doc, record))

    def fail(self, record: Record | RecordError, reason: str) -> None:
        if self._fail is not None:
            self._out.write(self._fail(record, reason))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._out.write(self._last)


class _Brat(Writer):
    """A folder with ``000001.txt`` and ``000001.ann`` for each document; a record that failed leaves a gap.

    :param outputs: opens the folder.
    :param path: the folder, new or empty.
    """

    def __init__(self, outputs: Outputs, path: str | None) -> None:
        if path is None:
            raise ConfigError("--out brat takes --output, the folder to write to")
        self._folder = outputs.open_folder(path)
        self._done = 0

    def add(self, doc: Doc, record: Record) -> None:
        from arabnews_nlp.document.offsets import without_surrogates
        from arabnews_nlp.export import to_brat

        self._done += 1
        for suffix, content in ((".txt", doc.text), (".ann", to_brat(doc))):
            # An escape in the place of a lone surrogate would move all that follows; U+FFFD keeps every offset.
            with open(f"{self._folder}/{self._done:06d}{suffix}", "w", encoding="utf-8", newline="") as file:
                file.write(without_surrogates(content))

    def fail(self, record: Record | RecordError, reason: str) -> None:
        self._done += 1

    def __exit__(self, *_: object) -> None:
        return None


def _jsonl(doc: Doc, _record: Record) -> str:
    return doc.to_json() + "\n"


def _jsonl_error(record: Record | RecordError, reason: str) -> str:
    data: dict[str, object] = {"id": identity(record)}
    if record.fields:
        data["meta"] = {**record.fields}
    data |= {"location": record.location, "error": reason}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


class _Parquet(Writer):
    """A Parquet file: id, file, line, text and meta (as JSON), then the columns of
    :data:`arabnews_nlp.integrations.arrow.SCHEMA`."""

    def __init__(self, outputs: Outputs, path: str | None) -> None:
        import pyarrow as pa

        from arabnews_nlp.integrations.arrow import SCHEMA

        names = ("id", "location", "text", "reference", "meta")
        self._rows = ParquetRows(
            outputs.open_binary(path), pa.schema([*((name, pa.string()) for name in names), *SCHEMA])
        )

    def add(self, doc: Doc, record: Record) -> None:
        from arabnews_nlp.integrations.columns import row_of

        self._add(record, {**row_of(doc), "text": doc.text, "reference": doc.reference})

    def fail(self, record: Record | RecordError, reason: str) -> None:
        self._add(record, {"text": record.text if isinstance(record, Record) else None, "error": reason})

    def _add(self, record: Record | RecordError, row: dict[str, Any]) -> None:
        meta = json.dumps({**record.fields}, ensure_ascii=False) if record.fields else None
        head = {"id": str(identity(record)), "location": record.location, "meta": meta}
        self._rows.add(without_lone({**head, **row}))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._rows.finish()


class _Csv(Writer):
    """A row of CSV for each annotation of every layer, and one for each record that failed."""

    def __init__(self, outputs: Outputs, path: str | None) -> None:
        from arabnews_nlp.document.layers import LAYERS

        out = standard_output() if path is None else outputs.open(path)
        self._layers = [row.name for row in LAYERS if row.many]
        self._table = CsvTable(out, self._layers, head=("id", "file", "line", "meta", "layer"))

    def add(self, doc: Doc, record: Record) -> None:
        head = self._head(record)
        rows = self._table.all_rows(doc)
        for layer in self._layers:
            for row in rows[layer]:
                self._table.add({**head, "layer": layer}, row)

    def fail(self, record: Record | RecordError, reason: str) -> None:
        self._table.add(self._head(record), {"error": reason})

    def _head(self, record: Record | RecordError) -> dict[str, Any]:
        return {**head_of(record), "meta": {**record.fields} or None}

    def __exit__(self, *_: object) -> None:
        return None


def _html(doc: Doc, record: Record) -> str:
    from arabnews_nlp.render import document_name, to_html

    return to_html(doc, document_name(doc, record.location))


def _summary(doc: Doc, _record: Record) -> str:
    from arabnews_nlp.render import summarize

    return summarize(doc) + "\n"


def _isolated_summary(doc: Doc, _record: Record) -> str:
    from arabnews_nlp.render import summarize

    return summarize(doc, bidi="isolate") + "\n"


def _conll2003(doc: Doc, _record: Record) -> str:
    from arabnews_nlp.export import to_conll2003

    return to_conll2003(doc)


def _conllu(doc: Doc, record: Record) -> str:
    from arabnews_nlp.export import to_conllu

    return to_conllu(doc, str(identity(record)))


def _label_studio(doc: Doc, _record: Record) -> str:
    from arabnews_nlp.export import to_label_studio

    return json.dumps(to_label_studio(doc), ensure_ascii=False)


def _web_annotation(doc: Doc, record: Record) -> str:
    from urllib.parse import quote

    from arabnews_nlp.export import to_web_annotations

    source = "urn:arabnews:" + quote(str(identity(record)), errors="replace")
    return json.dumps(to_web_annotations(doc, source), ensure_ascii=False) + "\n"


WRITERS: dict[str, Callable[[Outputs, str | None], Writer]] = {
    "brat": _Brat,
    "conll2003": partial(_Stream, _conll2003),
    "conllu": partial(_Stream, _conllu),
    "csv": _Csv,
    "html": partial(_Stream, _html),
    "jsonl": partial(_Stream, _jsonl, fail=_jsonl_error),
    "label-studio": partial(_Stream, _label_studio, around=("[", ",\n", "]\n")),
    "parquet": _Parquet,
    "summary": partial(_Stream, _summary),
    "web-annotation": partial(_Stream, _web_annotation),
}
"""Opens each format for a file or folder name; None is standard output."""
FORMATS = tuple(sorted(WRITERS))
ISOLATED = {"summary": partial(_Stream, _isolated_summary)}
"""Opens formats for people, with every quoted text isolated."""
FOLDERS = ("brat",)
"""Formats that make a folder of files."""
