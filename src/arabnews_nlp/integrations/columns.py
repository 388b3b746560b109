"""Annotations of many texts as columns: one list for each layer, with an entry for each text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import ArabNewsError
from arabnews_nlp.pipeline import Pipeline

__all__ = ["COLUMNS", "annotate", "pipeline_of"]

COLUMNS = (
    "normalized",
    "sentences",
    "tokens",
    "numbers",
    "names",
    "entities",
    "duplicates",
    "warnings",
    "provenance",
    "error",
)
"""Columns that annotation adds, in order; the same whatever stages run."""


def pipeline_of(stages: Pipeline | str | os.PathLike[str] | Mapping[str, Any] | Sequence[str]) -> Pipeline:
    """A pipeline from itself, a preset, a file, a mapping, or a sequence of stage names; built once in a process.

    :raises UnknownNameError: a preset or stage that does not exist.
    """
    if isinstance(stages, Pipeline):
        return stages
    if isinstance(stages, str):
        return _named(stages)
    if isinstance(stages, (Mapping, os.PathLike)):
        return Pipeline.from_config(stages)
    return _listed(tuple(stages))


@lru_cache(maxsize=16)
def _named(name: str) -> Pipeline:
    return Pipeline.from_config(name)


@lru_cache(maxsize=16)
def _listed(names: tuple[str, ...]) -> Pipeline:
    return Pipeline.from_config({"stages": names})


def annotate(texts: Iterable[object], pipeline: Pipeline) -> dict[str, list[Any]]:
    """Columns :data:`COLUMNS` for the texts.

    A text that is None gets None everywhere. A record that fails gets None everywhere but in ``error``.
    """
    result: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for text in texts:
        row = _row(text, pipeline)
        for name, column in result.items():
            column.append(row.get(name))
    return result


def _row(text: object, pipeline: Pipeline) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        return _fields(pipeline(text))  # type: ignore[arg-type]
    except ArabNewsError as error:
        return {"error": str(error)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _fields(doc: Doc) -> dict[str, Any]:
    data = doc.to_dict()
    return {
        "normalized": None if doc.normalized is None else doc.normalized.text,
        "sentences": data["sentences"],
        "tokens": [_token(t) for t in data["tokens"]],
        "numbers": [_number(q) for q in data["numbers"]],
        "names": data["names"],
        "entities": [{**e, "canonical": e.get("canonical")} for e in data["entities"]],
        "duplicates": [_duplicate(d) for d in data["duplicates"]],
        "warnings": list(doc.warnings),
        "provenance": doc.provenance,
    }


def _token(token: dict[str, Any]) -> dict[str, Any]:
    morphology = {field: token.get(field) for field in ("pos", "lemma")}
    return {**token, **morphology, "clitics": [{"start": start, "end": end} for start, end in token.get("clitics", ())]}


def _duplicate(duplicate: dict[str, Any]) -> dict[str, Any]:
    start, end = duplicate["of"]
    kept = {key: duplicate.get(key) for key in ("start", "end", "document", "seen", "score")}
    return {**kept, "of_start": start, "of_end": end}


def _number(number: dict[str, Any]) -> dict[str, Any]:
    value = number.get("value")
    low, high = value if isinstance(value, list) else (None, None)
    return {
        "start": number["start"],
        "end": number["end"],
        "label": number["label"],
        "value": None if isinstance(value, list) else value,
        "low": low,
        "high": high,
        **{field: number.get(field) for field in ("unit", "timex", "modifier", "per")},
    }
