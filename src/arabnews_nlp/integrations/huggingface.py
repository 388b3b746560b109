"""Hugging Face datasets: a function for ``Dataset.map`` and the features of its output."""

from __future__ import annotations

from typing import Any

from arabnews_nlp.errors import MissingExtraError

__all__ = ["features"]


def features(existing: Any = None) -> Any:
    """``datasets.Features`` of annotated records: the existing ones, then those that annotation adds.

    :raises MissingExtraError: datasets is not installed.
    """
    try:
        from datasets import Features
    except ImportError as error:
        raise MissingExtraError("datasets", "datasets") from error
    from arabnews_nlp.integrations.arrow import SCHEMA

    return Features({**(existing or {}), **Features.from_arrow_schema(SCHEMA)})
