"""The teachers' network: a transformer over units, pre-trained as a masked language model on raw text.

The embedding of a unit is made as the shipped tagger makes its own: a word vector and the mean of its n-gram vectors.
Works on tensors alone, without the compiled core.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import NamedTuple

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from . import arrays
from .arrays import SOURCES, grams_of


class Shape(NamedTuple):
    """Sizes of a transformer."""

    size: int = 128
    """Of word and n-gram vectors."""
    width: int = 512
    layers: int = 8
    heads: int = 8
    longest: int = 256
    """Units of a row at most."""


class Vocabulary:
    """What is known of every unit type, on a device."""

    def __init__(self, work: Path, buckets: int, device: torch.device) -> None:
        words = lzma.decompress((work / "words.txt.xz").read_bytes()).decode("utf-8").split("\n")
        self.rows = torch.from_numpy(arrays.load(work / "rows.xz")["rows"]).long().add(1).to(device)
        cached = work / "grams.npy"
        if not cached.exists():
            parts = [grams_of(words[i : i + 20000], buckets) for i in range(0, len(words), 20000)]
            numpy.save(cached, numpy.concatenate(parts))
        self.grams = torch.from_numpy(numpy.load(cached)).to(device)


class Embedding(nn.Module):
    """Word vector plus the mean of n-gram vectors, for the distinct types of a batch."""

    def __init__(self, rows: int, buckets: int, size: int) -> None:
        super().__init__()
        self.words = nn.Embedding(rows + 1, size)
        self.grams = nn.EmbeddingBag(buckets + 1, size, mode="mean", padding_idx=buckets)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.grams.weight, std=0.1)

    def forward(self, types: Tensor, vocabulary: Vocabulary, lost: float) -> Tensor:
        used, inverse = torch.unique(types, return_inverse=True)
        rows = vocabulary.rows[used]
        if lost:  # words unseen: their letters must do
            rows = rows * (torch.rand(rows.shape, device=rows.device) > lost)
        return (self.words(rows) + self.grams(vocabulary.grams[used].long()))[inverse]


class Block(nn.Module):
    """Attention and a feed-forward part, each on normalized inputs."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.before = nn.LayerNorm(shape.width)
        self.attention = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.between = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, 4 * shape.width)
        self.down = nn.Linear(4 * shape.width, shape.width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.attention(self.before(x)).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        dropout = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropout)
        x = x + functional.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, w)), self.dropout, self.training)
        inner = functional.gelu(self.up(self.between(x)))
        return x + functional.dropout(self.down(inner), self.dropout, self.training)


class Transformer(nn.Module):
    """Rows of units to one vector a unit."""

    def __init__(self, shape: Shape, rows: int, buckets: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = Embedding(rows, buckets, shape.size)
        self.mask = nn.Parameter(torch.zeros(shape.size))
        self.entry = nn.Linear(shape.size, shape.width)
        self.places = nn.Embedding(shape.longest, shape.width)
        nn.init.normal_(self.places.weight, std=0.02)
        self.norm = nn.LayerNorm(shape.width)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        for name, value in self.named_parameters():
            if name.endswith("weight") and value.dim() == 2 and name.startswith(("blocks", "entry")):
                nn.init.normal_(
                    value, std=0.02 / (2 * shape.layers) ** 0.5 if "out." in name or "down." in name else 0.02
                )
        self.last = nn.LayerNorm(shape.width)

    def forward(self, embedded: Tensor, more: Tensor | None = None, there: Tensor | None = None) -> Tensor:
        """:param embedded: ``(rows, units, size)``
        :param more: ``(rows, units, width)`` to be added at the entry
        :param there: ``(rows, units)`` whether there is a unit
        """
        places = self.places.weight[: embedded.shape[1]]
        x = self.norm(self.entry(embedded) + places)
        if more is not None:
            x = x + more
        mask = None if there is None else there[:, None, None, :]
        for block in self.blocks:
            x = block(x, mask)
        return self.last(x)


class Teacher(nn.Module):
    """Scores of the tags of each unit; each annotated source has an offset of its own."""

    def __init__(self, transformer: Transformer, features: int, tags: int) -> None:
        super().__init__()
        self.transformer = transformer
        width = transformer.shape.width
        self.features = nn.Linear(features, width, bias=False)
        self.sources = nn.Embedding(len(SOURCES), width)
        nn.init.normal_(self.features.weight, std=0.01)
        nn.init.normal_(self.sources.weight, std=0.01)
        self.output = nn.Linear(width, tags)

    def forward(self, batch: Rows, vocabulary: Vocabulary, source: int | None = None) -> Tensor:
        x = self.transformer.embedding(batch.types, vocabulary, 0.1 if self.training else 0.0)
        sources = batch.sources if source is None else torch.full_like(batch.sources, source)
        more = self.features(batch.bits(self.training)) + self.sources(sources)[:, None, :]
        return self.output(self.transformer(x, more, batch.there))


class Rows(NamedTuple):
    """Rows of units, padded to the longest."""

    types: Tensor
    features: Tensor
    """``(rows, units) int64``: feature bits."""
    allowed: Tensor
    sources: Tensor
    there: Tensor
    """``(rows, units) bool``: whether there is a unit."""
    places: Tensor
    """``(rows, units)``: where the units stand in the columns."""
    count: int
    """Of features."""
    lists: Tensor
    """``(features,) bool``: those that the gazetteer sets."""

    def bits(self, training: bool) -> Tensor:
        """Features as numbers; in training those of the gazetteer are lost in one row of six."""
        bits = (self.features[..., None] >> torch.arange(self.count, device=self.features.device)) & 1
        if training:
            lost = torch.rand(len(bits), 1, 1, device=bits.device) < 0.16
            bits = bits.masked_fill(lost & self.lists, 0)
        return bits.float()


def quantized(state: dict[str, Tensor]) -> dict[str, numpy.ndarray]:
    """Matrices as int8 rows with a scale each, all else as it is."""
    out = {}
    for name, value in state.items():
        if value.dim() == 2:
            scale = value.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
            out[name + ".int8"] = (value / scale).round().to(torch.int8).cpu().numpy()
            out[name + ".scale"] = scale.float().cpu().numpy()
        else:
            out[name] = value.float().cpu().numpy()
    return out


def restored(state: dict[str, numpy.ndarray]) -> dict[str, Tensor]:
    """What :func:`quantized` was given."""
    out = {}
    for name, value in state.items():
        if name.endswith(".int8"):
            name = name.removesuffix(".int8")
            out[name] = torch.from_numpy(value.astype(numpy.float32) * state[name + ".scale"])
        elif not name.endswith(".scale"):
            out[name] = torch.from_numpy(value)
    return out


def save_parts(state: dict[str, Tensor], folder: Path, name: str, most: int) -> None:
    """The quantized state in files of at most so many bytes."""
    parts: list[dict[str, numpy.ndarray]] = [{}]
    room = most
    for key, value in quantized(state).items():
        pieces = numpy.array_split(value, -(-value.nbytes // (most // 2)) or 1) if value.nbytes > most // 2 else [value]
        for i, piece in enumerate(pieces):
            if piece.nbytes > room:
                parts.append({})
                room = most
            parts[-1][f"{key}@{i}"] = piece
            room -= piece.nbytes
    for i, part in enumerate(parts):
        numpy.savez(folder / f"{name}{i}.npz", **part)  # type: ignore[arg-type]


def load_parts(folder: Path, name: str) -> dict[str, Tensor]:
    """The state of the files that :func:`save_parts` wrote."""
    pieces: dict[str, dict[int, numpy.ndarray]] = {}
    for path in sorted(folder.glob(f"{name}[0-9]*.npz")):
        with numpy.load(path) as file:
            for key in file.files:
                whole, _, i = key.rpartition("@")
                pieces.setdefault(whole, {})[int(i)] = file[key]
    return restored({k: numpy.concatenate([v[i] for i in sorted(v)]) if v[0].ndim else v[0] for k, v in pieces.items()})
