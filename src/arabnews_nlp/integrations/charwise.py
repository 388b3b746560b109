"""Normalization by a function of another library that maps each character by itself, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.normalization import Normalized

__all__ = ["normalized_by"]


def normalized_by(text: str, functions: Sequence[Callable[[str], str]], names: tuple[str, ...]) -> Normalized:
    """The text through functions that map characters one by one, in order, aligned.

    :param names: what the functions are called, for ``Normalized.steps``.
    """
    pieces: dict[str, str] = {}
    for character in set(text):
        piece = character
        for function in functions:
            piece = "".join(function(c) for c in piece)
        pieces[character] = piece
    edits = [(i, i + 1, len(pieces[c])) for i, c in enumerate(text) if pieces[c] != c]
    alignment = Alignment.from_edits(len(text), edits)
    return Normalized(text, "".join(map(pieces.__getitem__, text)), alignment, names)
