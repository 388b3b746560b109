"""Alignment of a normalized text with its original (compiled; see :class:`Alignment`)."""

from arabnews_nlp._core.alignment import Alignment

__all__ = ["Alignment"]
