"""The statistical tagger: its model file, and the loaded network with its word lists."""

from __future__ import annotations

import struct
from functools import cache
from typing import NamedTuple

from arabnews_nlp._files.data import damaged, read_data
from arabnews_nlp._files.models import ModelKind
from arabnews_nlp.entities._features import Lexicon
from arabnews_nlp.entities._network import Tagger
from arabnews_nlp.entities._spans import LABELS
from arabnews_nlp.errors import ModelFormatError

__all__ = ["KIND", "LABELS", "PARTS", "TAGS", "EntityModel", "load_model", "read_model"]

KIND = ModelKind("entity model", b"ANEM", 1)

TAGS = ("O", *(f"{bio}-{label}" for label in LABELS for bio in "BI"))
"""Tags in the order of the network's scores (BIO: begin, inside, outside)."""

PARTS = (
    "words",
    "word_scales",
    "letters",
    "letter_scales",
    "features",
    "inputs",
    "input_scales",
    "bias",
    "peepholes",
    "output",
    "output_bias",
    "chain",
)
"""Sections of the network, in the order in which :class:`Tagger` takes them."""


class EntityModel(NamedTuple):
    """All that tagging needs."""

    lexicon: Lexicon
    network: Tagger


def read_model(data: bytes) -> EntityModel:
    """The model in a file.

    :raises ModelFormatError: a file that is not whole, or whose parts do not fit together.
    """
    sections = KIND.unpack(data)
    try:
        size, hidden = struct.unpack("<2I", sections["sizes"])
        network = Tagger(size, hidden, len(TAGS), *(sections[part] for part in PARTS))
        return EntityModel(Lexicon(sections["vocabulary"], sections["gazetteer"]), network)
    except (KeyError, ValueError, OverflowError, struct.error) as error:
        raise ModelFormatError(f"entity model: no whole section {error}") from None


@cache
def load_model() -> EntityModel:
    """The shipped model; loaded once."""
    place = "arabnews_nlp.entities", "data/entities.model"
    try:
        return read_model(read_data(*place))
    except ModelFormatError as error:
        raise damaged(*place, error) from None
