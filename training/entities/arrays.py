"""Texts as arrays: what training reads, without the compiled core, so that it runs wherever there is a device.

A *type* is a distinct unit: a key and a vocabulary row. Types are numbered by falling frequency; their n-grams are made
from their folded letters by :func:`grams_of`, which agrees with the compiled scan.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import NamedTuple

import numpy

LETTERS = 24
"""Letters of a unit that n-grams are made of."""
MOST_GRAMS = 3 * (LETTERS + 2) - 6
_OFFSET = numpy.uint64(0xCBF29CE484222325)
_PRIME = numpy.uint64(0x100000001B3)

SOURCES = ("wikifane", "newsfane", "aqmar", "guidelines", "raw")
"""Where a stretch comes from; each annotated source has its own habits, which the networks learn apart."""


class Columns(NamedTuple):
    """Stretches of units, one after another."""

    types: numpy.ndarray
    """``(units,) uint32``: numbers of the types."""
    features: numpy.ndarray
    """``(units,) uint64``: feature bits."""
    allowed: numpy.ndarray
    """``(units,) uint16``: bits of the tags that the annotation allows."""
    lengths: numpy.ndarray
    """``(stretches,) uint32``: units of each stretch."""
    sources: numpy.ndarray
    """``(stretches,) uint8``: places in :data:`SOURCES`."""

    def starts(self) -> numpy.ndarray:
        """The first unit of each stretch, and the number of units at the end."""
        return numpy.concatenate([[0], numpy.cumsum(self.lengths.astype(numpy.int64))])


def grams_of(words: list[str], buckets: int) -> numpy.ndarray:
    """Buckets of the 2-, 3- and 4-grams of folded words between two boundary marks, ``(words, MOST_GRAMS)``.

    Where there are no more of them stands ``buckets`` itself.
    """
    lengths = numpy.array([min(len(w), LETTERS) for w in words])
    letters = numpy.zeros((len(words), LETTERS + 5), numpy.uint64)
    flat = numpy.array([ord(c) for w in words for c in w[:LETTERS]], numpy.uint64)
    owner = numpy.repeat(numpy.arange(len(words)), lengths)
    place = numpy.arange(len(flat)) - numpy.repeat(numpy.cumsum(lengths) - lengths, lengths)
    letters[:, 0] = 1
    letters[owner, place + 1] = flat
    letters[numpy.arange(len(words)), lengths + 1] = 2
    total = lengths + 2
    out = numpy.full((len(words), 3 * (LETTERS + 2)), buckets, numpy.int32)
    with numpy.errstate(over="ignore"):
        key = (_OFFSET ^ letters) * _PRIME
        for size in range(2, 5):
            width = LETTERS + 2 - size + 1
            key = (key[:, :width] ^ letters[:, size - 1 : size - 1 + width]) * _PRIME
            bucket = ((key ^ (key >> numpy.uint64(31))) & numpy.uint64(buckets - 1)).astype(numpy.int32)
            there = numpy.arange(width)[None, :] < (total - size + 1)[:, None]
            begin = (LETTERS + 2) * (size - 2)
            out[:, begin : begin + width] = numpy.where(there, bucket, buckets)
    out.sort(axis=1)  # the mean over a bag has no order, and what is missing goes to the end
    return out[:, :MOST_GRAMS]


def save(path: Path, **arrays: numpy.ndarray) -> None:
    """Arrays in one compressed file; numbers of types as bytes of seven bits, the lowest first."""
    with lzma.open(path, "wb", preset=4) as file:
        packed = {
            (f"{k}.7" if k.endswith("types") else k): _sevens(v) if k.endswith("types") else v
            for k, v in arrays.items()
        }
        numpy.savez(file, **packed)  # type: ignore[arg-type]


def load(path: Path) -> dict[str, numpy.ndarray]:
    """What :func:`save` wrote."""
    import io

    with numpy.load(io.BytesIO(lzma.open(path).read())) as file:
        return {k.removesuffix(".7"): _from_sevens(file[k]) if k.endswith(".7") else file[k] for k in file.files}


def _sevens(numbers: numpy.ndarray) -> numpy.ndarray:
    widths = 1 + (numbers >= 1 << 7).astype(numpy.int64) + (numbers >= 1 << 14)
    ends = numpy.cumsum(widths)
    out = numpy.zeros(int(ends[-1]) if len(ends) else 0, numpy.uint8)
    for k in range(3):
        has = widths > k
        more = (widths[has] > k + 1).astype(numpy.uint8) << 7
        out[ends[has] - widths[has] + k] = ((numbers[has] >> (7 * k)) & 127).astype(numpy.uint8) | more
    return out


def _from_sevens(data: numpy.ndarray) -> numpy.ndarray:
    last = data < 128
    ends = numpy.flatnonzero(last)
    starts = numpy.concatenate([[0], ends[:-1] + 1])
    numbers = numpy.zeros(len(ends), numpy.uint32)
    for k in range(3):
        has = starts + k <= ends
        numbers[has] |= (data[starts[has] + k].astype(numpy.uint32) & 127) << (7 * k)
    return numbers
