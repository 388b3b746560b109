"""The network of the shipped tagger and of its teachers: summed embeddings, a recurrence, and a linear-chain CRF.

The embedding of a unit is the sum of its word vector, the mean of its n-gram vectors, and the vectors of its features,
so that everything but the recurrence depends on the unit alone and can be cached between texts when tagging. Each
annotated source adds an offset of its own; the shipped file has that of one source in its biases.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from .arrays import SOURCES
from .recurrence import LongShortTermMemory, SimpleRecurrentUnits
from .teaching import ILLEGAL, legal, shut
from .transformer import Embedding, Rows, Vocabulary


class Network(nn.Module):
    """Scores of tags and transitions."""

    def __init__(
        self,
        rows: int,
        buckets: int,
        size: int,
        recurrence: LongShortTermMemory | SimpleRecurrentUnits,
        features: int,
        tags: list[str],
        dropout: float,
    ) -> None:
        super().__init__()
        self.embedding = Embedding(rows, buckets, size)
        self.features = nn.Linear(features, size, bias=False)
        nn.init.normal_(self.features.weight, std=0.05)
        self.sources = nn.Embedding(len(SOURCES), size)
        nn.init.normal_(self.sources.weight, std=0.01)
        self.recurrence = recurrence
        self.output = nn.Linear(2 * recurrence.hidden, len(tags))
        self.transitions = nn.Parameter(torch.zeros(len(tags) + 1, len(tags)))
        self.register_buffer("illegal", legal(tags, torch.device("cpu")))
        self.dropout = dropout

    def forward(self, batch: Rows, vocabulary: Vocabulary, source: int | None = None) -> Tensor:
        """Scores of the tags of each unit; a row is one stretch."""
        sources = batch.sources if source is None else torch.full_like(batch.sources, source)
        x = self.embedding(batch.types, vocabulary, 0.12 if self.training else 0.0)
        x = x + self.features(batch.bits(self.training)) + self.sources(sources)[:, None, :]
        x = functional.dropout(x, self.dropout, self.training)
        h = self.recurrence(x, batch.there)
        return self.output(functional.dropout(h, self.dropout, self.training))

    def chain(self) -> Tensor:
        return self.transitions + self.illegal

    def loss(self, batch: Rows, vocabulary: Vocabulary, chances: Tensor | None, weights: Tensor) -> Tensor:
        """Negative log likelihood of the allowed taggings of a stretch; the mean over the stretches by their weights.

        Where teachers labelled the stretch it is the cross entropy of the taggings with theirs (distillation, Hinton et
        al. 2015). The transitions learn nothing of it, for which the chances of pairs of tags would be needed.

        :param chances: ``(rows, units, tags)``: how likely each tag of a unit is; zeros where there is no unit.
        :param weights: ``(rows,)``
        """
        scores = self(batch, vocabulary)
        if chances is not None:
            loss = partition(scores, self.chain().detach(), batch.there) - (chances * scores).sum((1, 2))
        else:
            allowed = shut(batch.allowed, scores.shape[-1])
            both = torch.cat([scores, scores.masked_fill(~allowed, 2 * ILLEGAL)])
            whole, some = partition(both, self.chain(), batch.there.repeat(2, 1)).chunk(2)
            loss = whole - some
        return (loss * weights).sum() / weights.sum()


def partition(scores: Tensor, chain: Tensor, there: Tensor) -> Tensor:
    """Log sums over all taggings of each row: products of transition matrices in the log semiring, pair by pair."""
    b, t, k = scores.shape
    first = scores[:, 0] + chain[-1]
    if t == 1:
        return torch.logsumexp(first, 1)
    steps = chain[:-1][None, None] + scores[:, 1:, None, :]
    unit = torch.full((k, k), ILLEGAL, device=scores.device).fill_diagonal_(0)
    steps = torch.where(there[:, 1:, None, None], steps, unit)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, unit.expand(b, 1, k, k)], 1)
        steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None, :, :], 3)
    return torch.logsumexp(first[:, :, None] + steps[:, 0], (1, 2))


def sections(path: Path) -> dict[str, bytes]:
    """The parts of a model file, without its checks."""
    data = path.read_bytes()
    _, _, count, _ = struct.unpack_from("<4sHHI", data)
    at, out = 12 + 24 * count, {}
    for i in range(count):
        name, size, stored = struct.unpack_from("<16sII", data, 12 + 24 * i)
        body = data[at : at + stored]
        at += stored
        out[name.rstrip(b"\0").decode()] = body if stored == size else zlib.decompress(body)
    return out


def start_tables(path: Path) -> tuple[Tensor, Tensor]:
    """Word and n-gram vectors of a model file, or those that :mod:`training.entities.prepare` made without one.

    The first row of the words is for those without a row of their own.
    """
    if path.suffix == ".npz":
        with numpy.load(path) as file:
            return torch.from_numpy(file["words"]), torch.from_numpy(file["letters"])
    parts = sections(path)
    tables = []
    for values, scales in (("words", "word_scales"), ("letters", "letter_scales")):
        factors = numpy.frombuffer(parts[scales], "<f4")
        table = numpy.frombuffer(parts[values], numpy.int8).reshape(len(factors), -1) * factors[:, None]
        tables.append(torch.from_numpy(table.astype(numpy.float32)))
    return tables[0], tables[1]


def begin(
    start: tuple[Tensor, Tensor],
    buckets: int,
    kind: type[LongShortTermMemory | SimpleRecurrentUnits],
    hidden: int,
    features: int,
    tags: list[str],
    dropout: float,
) -> Network:
    """A network that begins with the vectors of an earlier one."""
    words, grams = start
    size = words.shape[1]
    network = Network(len(words) - 1, buckets, size, kind(size, hidden), features, tags, dropout)
    with torch.no_grad():
        network.embedding.words.weight.copy_(words)
        network.embedding.grams.weight[:-1].copy_(grams)
        network.embedding.grams.weight[-1] = 0
    return network


def take_up(network: Network, path: Path) -> None:
    """Let a tagger go on where that of a model file of its sizes is; features that are new begin at nothing."""
    parts = sections(path)
    floats = {name: numpy.frombuffer(body, "<f4") for name, body in parts.items() if len(body) % 4 == 0}
    recurrence, size = network.recurrence, network.features.out_features
    inputs = numpy.frombuffer(parts["inputs"], numpy.int8).reshape(-1, size) * floats["input_scales"][:, None]
    tags = network.output.out_features
    with torch.no_grad():
        known = floats["features"].reshape(-1, size)
        network.features.weight.zero_()
        network.features.weight[:, : len(known)] = torch.from_numpy(known.T.copy())
        network.sources.weight.zero_()
        recurrence.inputs.weight.copy_(torch.from_numpy(inputs))
        recurrence.inputs.bias.copy_(torch.from_numpy(floats["bias"].copy()))
        recurrence.peepholes.copy_(torch.from_numpy(floats["peepholes"].copy()).view_as(recurrence.peepholes))
        network.output.weight.copy_(torch.from_numpy(floats["output"].reshape(-1, _SLOTS)[:, :tags].T.copy()))
        network.output.bias.copy_(torch.from_numpy(floats["output_bias"][:tags].copy()))
        network.transitions.copy_(torch.from_numpy(floats["chain"].reshape(tags + 1, tags).copy()) - network.illegal)


_SLOTS = 16
"""Room for the tags of a unit in a model file."""
