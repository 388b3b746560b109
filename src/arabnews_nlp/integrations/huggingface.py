"""Hugging Face datasets: a function for ``Dataset.map`` and the features of its output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arabnews_nlp.errors import ArgumentTypeError, MissingExtraError

__all__ = ["features"]


def features(existing: Any = None) -> Any:
    """``datasets.Features`` of annotated records: the existing ones, then those that annotation adds.

    :raises ArgumentTypeError: the existing ones are no mapping.
    :raises MissingExtraError: datasets is not installed.
    """
    if existing is not None and not isinstance(existing, Mapping):
        raise ArgumentTypeError("existing", existing, "datasets.Features or None")
    try:
        from datasets import Features
    except ImportError as error:
        raise MissingExtraError("datasets", "datasets") from error
    from arabnews_nlp.integrations.arrow import SCHEMA

    return Features({**(existing or {}), **Features.from_arrow_schema(SCHEMA)})
