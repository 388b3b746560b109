"""Annotation of Arrow record batches: one function that pandas, polars, datasets, Spark and Ray call alike."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from arabnews_nlp.document.layers import ROWS, Row, fields_of
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, MissingExtraError
from arabnews_nlp.integrations.columns import COLUMNS, annotate, pipeline_of
from arabnews_nlp.pipeline import Pipeline

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("pyarrow", "dataframe") from error

__all__ = ["SCHEMA", "arrow_batch", "output_schema"]


_SPAN = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32())])
_TYPES = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "pair": _SPAN,
    "spans": pa.list_(_SPAN),
}


def _struct(record: type[msgspec.Struct]) -> Any:
    """The Arrow type of a record; see :data:`arabnews_nlp.document.layers.FieldKind`."""
    fields = []
    for name, kind, inside, _ in fields_of(record):
        if kind == "decimal":
            fields += [pa.field(part, pa.string()) for part in (name, "low", "high")]
        elif kind == "records":
            assert inside is not None
            fields.append(pa.field(name, pa.list_(_struct(inside))))
        else:
            fields.append(pa.field(name, pa.int32() if name in ("start", "end") else _TYPES[kind]))
    return pa.struct(fields)


def _column(row: Row) -> Any:
    """The Arrow type of a layer, or of a remark, which is a string or a list of strings."""
    if row.record is None:
        return pa.list_(pa.string()) if row.empty is list else pa.string()
    return pa.list_(_struct(row.record)) if row.many else pa.string()


SCHEMA = pa.schema(
    [*(pa.field(row.name, _column(row)) for row in ROWS if not row.given), pa.field("error", pa.string())]
)
"""The columns that :func:`arrow_batch` adds, whatever stages run.

Offsets are code points into the text of the same row. Exact decimals are strings: ``value`` of a number, or ``low`` and
``high`` of a range. ``error`` is null for a row that was annotated; for a row that failed it is the only one that is
not. A null text has nulls in all of them.
"""


def output_schema(schema: Any) -> Any:
    """The schema of a batch after :func:`arrow_batch`: its own fields, then those of :data:`SCHEMA`.

    :raises ArgumentValueError: a field that has the name of an added one.
    """
    if taken := [name for name in schema.names if name in COLUMNS]:
        raise ArgumentValueError("record_batch", taken, f"without columns named like the added ones {COLUMNS}")
    return pa.schema([*schema, *SCHEMA])


def arrow_batch(
    record_batch: Any,
    column: str = "text",
    stages: Pipeline | str | os.PathLike[str] | Mapping[str, Any] | Sequence[str] = "news",
    *,
    reference: str | None = None,
) -> Any:
    """The batch with the annotations of its texts as further columns.

    :param record_batch: a ``pyarrow.RecordBatch`` or ``pyarrow.Table``; the same kind comes back.
    :param column: the column with the texts; a null gives nulls.
    :param stages: a pipeline, a preset, a TOML file, a mapping, or stage names in order.
    :param reference: the column with the date or time, as such or in ISO 8601, that relative dates of the text in the
        same row are told from.
    :raises ArgumentTypeError: another kind of batch, or a column that does not hold strings.
    :raises ArgumentValueError: no such column, or a column with the name of an added one.

    >>> import pyarrow as pa
    >>> out = arrow_batch(pa.record_batch({"text": ["ارتفع 38%", None]}), stages=["numbers"])
    >>> out.column("numbers").to_pylist()[0][0]["value"], out.column("numbers").to_pylist()[1]
    ('38', None)
    """
    if not isinstance(record_batch, (pa.RecordBatch, pa.Table)):
        raise ArgumentTypeError("record_batch", record_batch, "a pyarrow RecordBatch or Table")
    for argument, name in (("column", column), ("reference", reference)):
        if name not in record_batch.schema.names and not (argument == "reference" and name is None):
            raise ArgumentValueError(argument, name, f"one of {', '.join(record_batch.schema.names) or 'no columns'}")
    texts = record_batch.column(column)
    kinds = (pa.string(), pa.large_string(), pa.string_view(), pa.null())
    if texts.type not in kinds and not (pa.types.is_dictionary(texts.type) and texts.type.value_type in kinds):
        raise ArgumentTypeError("column", texts.type, f"a column of strings; {column!r} holds {texts.type}")
    schema = output_schema(record_batch.schema)
    references = None if reference is None else record_batch.column(reference).to_pylist()
    found = annotate(texts.to_pylist(), pipeline_of(stages), references)
    added = [pa.array(found[field.name], field.type) for field in SCHEMA]
    return type(record_batch).from_arrays([*record_batch.columns, *added], schema=schema)
