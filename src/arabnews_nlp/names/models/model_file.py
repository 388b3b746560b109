"""The name model file: what generates and matches names across scripts (see :mod:`arabnews_nlp._files.models`)."""

from __future__ import annotations

import struct
from functools import cache
from typing import NamedTuple

from arabnews_nlp._files.data import damaged, read_data
from arabnews_nlp._files.models import ModelKind
from arabnews_nlp.errors import ModelFormatError
from arabnews_nlp.names.models._joint_ngrams import Graphones
from arabnews_nlp.names.models._transducer import Transducer

__all__ = ["KIND", "NameModel", "load_model", "read_model"]

KIND = ModelKind("name model", b"ANNM", 1)
_PLACE = ("arabnews_nlp.names", "data/names.model")


class NameModel(NamedTuple):
    """What generates names: joint n-grams, one transducer each way, and the weights that bring them together.

    A side's weights are the shares of the joint model and of the letter model in a candidate's score, the sharpness of
    the scores, and the share of names that have a right answer among the candidates.
    """

    joint: Graphones
    latin: Graphones
    to_arabic: Transducer
    to_latin: Transducer
    arabic_weights: tuple[float, float, float, float]
    latin_weights: tuple[float, float, float, float]


def read_model(data: bytes) -> NameModel:
    """The generating models of a file.

    :raises ModelFormatError: a file that is not whole, or lacks a section.
    """
    sections = KIND.unpack(data)
    try:
        return NameModel(
            Graphones(sections["joint"]),
            Graphones(sections["latin"]),
            Transducer(sections["to_arabic"]),
            Transducer(sections["to_latin"]),
            struct.unpack("<4f", sections["arabic_weights"]),
            struct.unpack("<4f", sections["latin_weights"]),
        )
    except (KeyError, struct.error) as error:
        raise ModelFormatError(f"name model: no whole section {error}") from None


@cache
def file_bytes() -> bytes:
    """The shipped file."""
    return read_data(*_PLACE)


@cache
def load_model() -> NameModel:
    """The shipped model; loaded once."""
    try:
        return read_model(file_bytes())
    except ModelFormatError as error:
        raise damaged(*_PLACE, error) from None
