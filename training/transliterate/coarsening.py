"""Packed transducers made smaller: weights of fewer levels, which compress better, with the same layout."""

from __future__ import annotations

import struct

import numpy as np

_HEAD = struct.Struct("<6I")

LEVELS = 15
"""Steps of a weight either way: 8-bit weights of so few steps compress to half; 127 steps are not measurably better."""


def rows(matrix: np.ndarray, levels: int = LEVELS) -> bytes:
    """A matrix as one scale a row and whole numbers of at most ``levels`` either way."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-9) / levels
    return scale.astype("<f4").tobytes() + np.rint(matrix / scale[:, None]).astype(np.int8).tobytes()


def coarse(section: bytes, levels: int = LEVELS) -> bytes:
    """A transducer section with its weights rounded to fewer levels."""
    letters, classes, wide, reader, writer, members = _HEAD.unpack_from(section)
    at = _HEAD.size + 2 * letters
    written = sum(section[at : at + classes])
    at += classes + 2 * written
    out = [section[:at]]

    def matrix(count: int, width: int) -> None:
        nonlocal at
        scale = np.frombuffer(section, "<f4", count, at)
        values = np.frombuffer(section, np.int8, count * width, at + 4 * count).reshape(count, width)
        out.append(rows(values * scale[:, None].astype(float), levels))
        at += count * (4 + width)

    def vectors(size: int) -> None:
        nonlocal at
        out.append(section[at : at + 4 * size])
        at += 4 * size

    for _ in range(members):
        matrix(letters + 1, wide)
        for _ in range(2):
            matrix(3 * reader, wide)
            matrix(3 * reader, reader)
            vectors(6 * reader)
        matrix(classes + 1, wide)
        matrix(3 * writer, wide + 2 * reader)
        matrix(3 * writer, writer)
        vectors(6 * writer)
        matrix(classes, writer)
        matrix(classes, 2 * reader)
        vectors(classes)
    assert at == len(section)
    return b"".join(out)
