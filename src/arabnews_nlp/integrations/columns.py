"""Annotations of many texts as columns: one list for each layer, with an entry for each text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import msgspec

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.layers import ROWS, fields_of
from arabnews_nlp.errors import ArabNewsError, ArgumentTypeError, check_many
from arabnews_nlp.pipeline import Pipeline

__all__ = ["COLUMNS", "annotate", "pipeline_of", "row_of"]

COLUMNS = (*(row.name for row in ROWS if not row.given), "error")
"""Columns that annotation adds, in order; the same whatever stages run."""


def pipeline_of(stages: Pipeline | str | os.PathLike[str] | Mapping[str, Any] | Sequence[str]) -> Pipeline:
    """A pipeline from itself, a preset, a file, a mapping, or a sequence of stage names; built once in a process.

    :raises ArgumentTypeError: none of these.
    :raises UnknownNameError: a preset or stage that does not exist.
    """
    if isinstance(stages, Pipeline):
        return stages
    if isinstance(stages, str):
        return _named(stages)
    if isinstance(stages, (Mapping, os.PathLike)):
        return Pipeline.from_config(stages)
    check_many("stages", stages, "a pipeline, a preset, a file, a mapping, or names of stages")
    if bad := [name for name in stages if not isinstance(name, str)]:
        raise ArgumentTypeError("stages", bad[0], "names of stages")
    return _listed(tuple(stages))


@lru_cache(maxsize=16)
def _named(name: str) -> Pipeline:
    return Pipeline.from_config(name)


@lru_cache(maxsize=16)
def _listed(names: tuple[str, ...]) -> Pipeline:
    return Pipeline.from_config({"stages": names})


def annotate(
    texts: Iterable[object], pipeline: Pipeline, references: Iterable[Any] | None = None
) -> dict[str, list[Any]]:
    """Columns :data:`COLUMNS` for the texts.

    A text that is None gets None everywhere. A record that fails gets None everywhere but in ``error``.

    :param references: for each text the date or time that its relative dates are told from, or None.
    """
    result: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for text, reference in zip(texts, repeat(None) if references is None else references, strict=False):
        row = _row(text, pipeline, reference)
        for name, column in result.items():
            column.append(row.get(name))
    return result


def _row(text: object, pipeline: Pipeline, reference: Any) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        return row_of(pipeline(text, reference=reference or None))  # type: ignore[arg-type]
    except ArabNewsError as error:
        return {"error": str(error)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def row_of(doc: Doc) -> dict[str, Any]:
    """A document as a row of :data:`COLUMNS`, without its text and what came with it."""
    data = doc.to_dict()
    result: dict[str, Any] = {}
    for row in ROWS:
        if row.given:
            continue
        value = data.get(row.name)
        if row.record is None:
            result[row.name] = row.get(doc)
        elif row.many:
            result[row.name] = [_columnar(item, row.record) for item in value or ()]
        else:
            result[row.name] = value and value["text"]
    return result


def _columnar(item: dict[str, Any], record: type[msgspec.Struct]) -> dict[str, Any]:
    """A record of the JSON with a key for each field, there or not; spans as ``{"start": …, "end": …}``, and a range of
    decimals as ``low`` and ``high``."""
    result: dict[str, Any] = {}
    for field in fields_of(record):
        value = item.get(field.name)
        match field.kind:
            case "decimal":
                low, high = value if isinstance(value, list) else (None, None)
                result |= {field.name: None if isinstance(value, list) else value, "low": low, "high": high}
            case "pair":
                result[field.name] = value and _span(value)
            case "spans":
                result[field.name] = [_span(span) for span in value or ()]
            case "records":
                assert field.record is not None
                result[field.name] = [_columnar(inside, field.record) for inside in value or ()]
            case _:
                result[field.name] = value
    return result


def _span(value: list[int]) -> dict[str, int]:
    start, end = value
    return {"start": start, "end": end}
