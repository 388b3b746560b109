"""The name model file: named sections, compressed, behind a version and a checksum.

Layout, little-endian: ``ANNM``, version (u16), number of sections (u16), CRC-32 of all that follows (u32); then for each
section its name (16 bytes, padded with zeros), its length and its compressed length (u32 each); then the sections, each
compressed by zlib.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from arabnews_nlp._core.graphones import Graphones
from arabnews_nlp._core.transducer import Transducer
from arabnews_nlp.errors import ModelFormatError

__all__ = ["NameModel", "load_model", "pack_sections", "read_model", "read_sections"]

_MAGIC = b"ANNM"
_VERSION = 1
_HEAD = struct.Struct("<4sHHI")
_ENTRY = struct.Struct("<16sII")
_LARGEST = 1 << 26


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


def pack_sections(sections: Mapping[str, bytes]) -> bytes:
    """The file that holds these sections."""
    packed = {name: zlib.compress(data, 9) for name, data in sections.items()}
    entries = b"".join(_ENTRY.pack(name.encode(), len(sections[name]), len(data)) for name, data in packed.items())
    body = entries + b"".join(packed.values())
    return _HEAD.pack(_MAGIC, _VERSION, len(sections), zlib.crc32(body)) + body


def read_sections(data: bytes) -> dict[str, bytes]:
    """The sections of a file.

    :raises ModelFormatError: another kind of file, another version, a truncated or a damaged one.
    """
    if len(data) < _HEAD.size or data[:4] != _MAGIC:
        raise ModelFormatError("not a name model: its first bytes are not ANNM")
    _, version, count, checksum = _HEAD.unpack_from(data)
    if version != _VERSION:
        raise ModelFormatError(f"name model of format version {version}; this release reads version {_VERSION}")
    if zlib.crc32(data[_HEAD.size :]) != checksum:
        raise ModelFormatError("name model: the checksum does not agree; the file is truncated or damaged")
    sections = {}
    at = _HEAD.size + count * _ENTRY.size
    for index in range(count):
        if at > len(data):
            raise ModelFormatError("name model: truncated")
        name, size, packed = _ENTRY.unpack_from(data, _HEAD.size + index * _ENTRY.size)
        try:
            section = zlib.decompressobj().decompress(data[at : at + packed], min(size, _LARGEST) + 1)
        except zlib.error as error:
            raise ModelFormatError(f"name model: {error}") from None
        if len(section) != size:
            raise ModelFormatError("name model: a section of another length than its entry says")
        sections[name.rstrip(b"\0").decode("ascii", "replace")] = section
        at += packed
    return sections


def read_model(data: bytes) -> NameModel:
    """The generating models of a file.

    :raises ModelFormatError: a file that is not whole, or lacks a section.
    """
    sections = read_sections(data)
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
    return files(__package__).joinpath("translit.bin").read_bytes()


@cache
def load_model() -> NameModel:
    """The shipped model; loaded once."""
    return read_model(file_bytes())
