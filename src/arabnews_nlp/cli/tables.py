"""Annotations as rows, one for each: JSON lines, CSV and Parquet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import IO, TYPE_CHECKING, Any, Protocol, Self

from arabnews_nlp.cli.messages import printable
from arabnews_nlp.cli.outputs import standard_output
from arabnews_nlp.errors import ConfigError, MissingExtraError, RecordError
from arabnews_nlp.readers import Record

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

__all__ = ["CsvTable", "JsonTable", "ParquetRows", "ParquetTable", "RecordRows", "Table", "check_parquet", "head_of"]


def check_parquet(arguments: argparse.Namespace) -> bool:
    """Parquet can be written here.

    :raises ConfigError: it would go to a terminal.
    :raises MissingExtraError: pyarrow is not installed.
    """
    if arguments.output is None and standard_output().isatty():
        raise ConfigError("--out parquet is not for a terminal; --output names a file")
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("pyarrow", "dataframe") from error
    return True


class Table(AbstractContextManager["Table"], Protocol):
    """Takes the annotations of one layer, one by one."""

    def rows(self, doc: Doc, layer: str) -> Iterable[dict[str, Any]]:
        """The annotations of a layer."""

    def add(self, head: dict[str, Any], row: dict[str, Any]) -> None:
        """Write an annotation.

        :param head: what says of which record it is.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        return None


class JsonTable(Table):
    """Lines of JSON."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def rows(self, doc: Doc, layer: str) -> Iterable[dict[str, Any]]:
        """The annotations with their text, as :meth:`arabnews_nlp.Doc.to_dict` has them."""
        return self.all_rows(doc)[layer]

    def all_rows(self, doc: Doc) -> dict[str, list[dict[str, Any]]]:
        """The annotations of every layer."""
        from arabnews_nlp.document.layers import LAYERS

        found, data = {}, doc.to_dict()
        for layer in (row.name for row in LAYERS if row.many):
            found[layer] = rows = [_renamed(row) for row in data[layer]]
            for row in rows:
                for part in (row, *row.get("mentions", ())):
                    if "start" in part:
                        part["text"] = doc.text[part["start"] : part["end"]]
        return found

    def add(self, head: dict[str, Any], row: dict[str, Any]) -> None:
        """Write a line."""
        self._out.write(json.dumps({**head, **row}, ensure_ascii=False) + "\n")


class CsvTable(JsonTable):
    """Rows of CSV; a name has one for each of its mentions.

    :param layers: names of the layers, whose fields are columns.
    :param fields: fields of the records that are columns too.
    :param head: columns before those of the annotations.
    """

    def __init__(
        self,
        out: IO[str],
        layers: Iterable[str],
        fields: Iterable[str] = (),
        head: Iterable[str] = ("id", "file", "line"),
    ) -> None:
        import csv

        super().__init__(out)
        self._fields = tuple(fields)
        found = dict.fromkeys(name for layer in layers for name in _columns(layer))
        self._columns = (*head, "start", "end", "text", *found, "error")
        self._rows = csv.writer(out, lineterminator="\n")
        self._rows.writerow([*self._columns, *self._fields])

    def add(self, head: dict[str, Any], row: dict[str, Any]) -> None:
        """Write a row, or one for each mention."""
        kept = [_cell(head.get("meta", {}).get(name)) for name in self._fields]
        for part in row.get("mentions", [{}]):
            cells = {**head, **row, **part}
            self._rows.writerow([*(_shown(name, cells.get(name)) for name in self._columns), *kept])


class RecordRows:
    """Records as rows of CSV; the first one names the columns."""

    def __init__(self, out: IO[str]) -> None:
        import csv

        self._rows = csv.writer(out, lineterminator="\n")
        self._columns: tuple[str, ...] = ()

    def add(self, row: dict[str, Any]) -> None:
        """Write a row; its last field is the reason why a record failed, or None."""
        if not self._columns:
            self._columns = tuple(row)
            self._rows.writerow(self._columns)
        self._rows.writerow([_cell(row.get(name)) for name in self._columns])

    def without_column(self, fields: Iterable[str]) -> str | None:
        """The first of these fields that the rows have no place for."""
        return next((name for name in fields if self._columns and name not in self._columns), None)


def head_of(record: Record | RecordError) -> dict[str, Any]:
    """What says of which record an annotation is: the id, the file, and the line where a file has several."""
    if isinstance(record, Record):
        file, line = record.file, record.line
    else:
        file, _, number = record.location.rpartition(":")
        file, line = file or record.location, int(number) if number.isdecimal() else None
    return {"id": record.location if record.id is None else record.id, "file": file, "line": line}


def _columns(layer: str) -> list[str]:
    """Names of the fields of a layer's records and of the records in them, but their span."""
    from arabnews_nlp.document.layers import LAYERS, fields_of

    (record,) = [row.record for row in LAYERS if row.name == layer]
    assert record is not None
    found: dict[str, None] = {}
    for field in fields_of(record):
        inside = fields_of(field.record) if field.kind == "records" and field.record is not None else (field,)
        found.update(dict.fromkeys(each.name for each in inside))
    return [*_renamed({name: None for name in found if name not in ("start", "end")})]


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the number of a name as ``cluster``, as entities call it: ``id`` is that of the record."""
    return {"cluster" if key == "id" else key: value for key, value in row.items()}


def _shown(column: str, value: Any) -> Any:
    """A value as a cell; only stretches of the text may have lines in them, which a cell then has too."""
    return printable(value).replace("\n", "\\n") if isinstance(value, str) and column not in _TEXTS else _cell(value)


_TEXTS = ("text", "norm")


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


class ParquetRows:
    """Rows for a Parquet file; a thousand are in memory at a time.

    :param out: the file.
    :param schema: a ``pyarrow.Schema``.
    """

    def __init__(self, out: IO[bytes], schema: Any) -> None:
        import pyarrow.parquet as pq

        class Writer(pq.ParquetWriter):  # type: ignore[misc]
            def __del__(self) -> None:
                """Nothing: what was not finished is thrown away, and its file closed already."""

        self._schema = schema
        self._writer = Writer(out, schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        """Write a row, sooner or later."""
        self._waiting.append(row)
        if len(self._waiting) == _ROWS:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        columns = [pa.array([row.get(f.name) for row in self._waiting], f.type) for f in self._schema]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._waiting = []

    def finish(self) -> None:
        """Write what is left, and the end of the file."""
        if self._waiting:
            self._write()
        self._writer.close()


_ROWS = 1024


class ParquetTable(Table):
    """A Parquet file with the columns of the layer in :data:`arabnews_nlp.integrations.arrow.SCHEMA`."""

    def __init__(self, out: IO[bytes], layer: str) -> None:
        import pyarrow as pa

        from arabnews_nlp.integrations.arrow import SCHEMA

        head = [("id", pa.string()), ("file", pa.string()), ("line", pa.int64()), ("meta", pa.string())]
        inside = SCHEMA.field(layer).type.value_type
        fields = [inside.field(number) for number in range(inside.num_fields)]
        fields = [field.with_name("cluster") if field.name == "id" else field for field in fields]
        tail = [("text", pa.string())] if "start" in [field.name for field in fields] else []
        self._rows = ParquetRows(out, pa.schema([*head, *tail, *fields, ("error", pa.string())]))

    def rows(self, doc: Doc, layer: str) -> Iterable[dict[str, Any]]:
        """The annotations with their text, as Arrow has them."""
        from arabnews_nlp.integrations.columns import row_of

        rows: list[dict[str, Any]] = [_renamed(row) for row in row_of(doc)[layer]]
        for row in rows:
            if "start" in row:
                row["text"] = doc.text[row["start"] : row["end"]]
        return rows

    def add(self, head: dict[str, Any], row: dict[str, Any]) -> None:
        """Write a row."""
        meta = json.dumps(head["meta"], ensure_ascii=False) if "meta" in head else None
        self._rows.add(without_lone({**row, **head, "id": str(head["id"]), "meta": meta}))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._rows.finish()


def without_lone(row: dict[str, Any]) -> dict[str, Any]:
    """The row with U+FFFD in the place of lone surrogates, which Arrow cannot hold; every offset stays."""
    from arabnews_nlp.document.offsets import without_surrogates

    return {key: without_surrogates(value) if isinstance(value, str) else value for key, value in row.items()}
