"""The form of the shipped models: named sections behind a magic word, a version and a checksum.

Layout, little-endian: four letters that name the kind of model, version (u16), number of sections (u16), CRC-32 of all
that follows (u32); then for each section its name (16 bytes, padded with zeros), its length and its stored length (u32
each); then the sections, compressed by zlib where that saves a quarter. The wheel is an archive that compresses them
all; here it would only have to be undone whenever a model is loaded.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from arabnews_nlp.errors import ModelFormatError

__all__ = ["ModelKind"]

_HEAD = struct.Struct("<4sHHI")
_ENTRY = struct.Struct("<16sII")
_LARGEST = 1 << 26
_WORTH_IT = 0.75


class ModelKind(NamedTuple):
    """A kind of model file."""

    name: str
    """As error messages call it."""
    magic: bytes
    """Its first four bytes."""
    version: int
    """The one version that is read and written."""

    def pack(self, sections: Mapping[str, bytes]) -> bytes:
        """The file that holds these sections."""
        entries, bodies = [], []
        for name, data in sections.items():
            packed = zlib.compress(data, 9)
            if len(packed) > _WORTH_IT * len(data):
                packed = data
            entries.append(_ENTRY.pack(name.encode(), len(data), len(packed)))
            bodies.append(packed)
        body = b"".join(entries + bodies)
        return _HEAD.pack(self.magic, self.version, len(sections), zlib.crc32(body)) + body

    def unpack(self, data: bytes) -> dict[str, bytes]:
        """The sections of a file.

        :raises ModelFormatError: another kind of file, another version, a truncated or a damaged one.
        """
        if len(data) < _HEAD.size or data[:4] != self.magic:
            raise ModelFormatError(f"not a {self.name}: its first bytes are not {self.magic.decode()}")
        _, version, count, checksum = _HEAD.unpack_from(data)
        if version != self.version:
            raise ModelFormatError(
                f"{self.name} of format version {version}; this release reads version {self.version}"
            )
        if zlib.crc32(memoryview(data)[_HEAD.size :]) != checksum:
            raise ModelFormatError(f"{self.name}: the checksum does not agree; the file is truncated or damaged")
        sections = {}
        at = _HEAD.size + count * _ENTRY.size
        for index in range(count):
            if at > len(data):
                raise ModelFormatError(f"{self.name}: truncated")
            name, size, stored = _ENTRY.unpack_from(data, _HEAD.size + index * _ENTRY.size)
            section = data[at : at + stored]
            if stored != size:
                try:
                    section = zlib.decompressobj().decompress(section, min(size, _LARGEST) + 1)
                except zlib.error as error:
                    raise ModelFormatError(f"{self.name}: {error}") from None
            if len(section) != size:
                raise ModelFormatError(f"{self.name}: a section of another length than its entry says")
            sections[name.rstrip(b"\0").decode("ascii", "replace")] = section
            at += stored
        return sections
