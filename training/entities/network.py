"""The network that is trained: summed embeddings, one bidirectional LSTM, and a linear-chain CRF.

The embedding of a unit is the sum of its word vector, the mean of its n-gram vectors, and the vectors of its features,
so that everything but the recurrence depends on the unit alone and can be kept between texts when tagging.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from arabnews_nlp.entities._features import BUCKETS, FEATURES
from arabnews_nlp.entities.tagger import TAGS

from .examples import Example, Types

ILLEGAL = -1e4
_GAZETTEER_FEATURES = sum(1 << i for i in range(20, 44))


def illegal_transitions() -> Tensor:
    """Added to the transition scores: I-X only after B-X or I-X."""
    table = torch.zeros(len(TAGS) + 1, len(TAGS))
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for i, before in enumerate([*TAGS, "start"]):
                if before not in ("B-" + tag[2:], tag):
                    table[i, j] = ILLEGAL
    return table


class Network(nn.Module):
    """Scores of tags and transitions."""

    def __init__(self, vectors: Tensor, hidden: int, dropout: float) -> None:
        super().__init__()
        size = vectors.shape[1]
        self.words = nn.Embedding(len(vectors) + 1, size, sparse=True)
        self.words.weight.data[0] = 0
        self.words.weight.data[1:] = vectors
        self.grams = nn.EmbeddingBag(BUCKETS, size, mode="mean", sparse=True)
        nn.init.normal_(self.grams.weight, std=0.05)
        self.features = nn.Linear(len(FEATURES), size, bias=False)
        nn.init.normal_(self.features.weight, std=0.05)
        self.lstm = nn.LSTM(size, hidden, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * hidden, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))
        self.register_buffer("illegal", illegal_transitions())
        self.dropout = dropout

    def emissions(self, batch: Batch) -> Tensor:
        rows = batch.rows
        if self.training:  # words unseen: their letters must do
            rows = rows * (torch.rand(rows.shape) > 0.12)
        unit = self.words(rows) + self.grams(batch.grams, batch.offsets)
        features = batch.features
        if self.training:
            keep = torch.ones(len(FEATURES)).repeat(len(features), 1, 1)
            lost = torch.rand(len(features), 1, 1) < 0.2
            keep = torch.where(lost & _gazetteer_mask(), torch.zeros(()), keep)
            features = features * keep
        x = unit[batch.types] + self.features(features)
        x = nn.functional.dropout(x, self.dropout, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(x, batch.lengths, batch_first=True, enforce_sorted=False)
        h, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.output(nn.functional.dropout(h, self.dropout, self.training))

    def chain(self) -> Tensor:
        return self.transitions + self.illegal

    def loss(self, batch: Batch) -> Tensor:
        """Mean negative log likelihood of the allowed taggings of a stretch.

        Where teachers gave chances the cross entropy with them is added (distillation, Hinton et al. 2015).
        """
        emissions, chain = self.emissions(batch), self.chain()
        open_ = torch.zeros_like(emissions)
        shut = torch.where(batch.allowed, open_, torch.full_like(emissions, 2 * ILLEGAL))
        loss = (_partition(emissions, chain, batch.lengths) - _partition(emissions + shut, chain, batch.lengths)).mean()
        if batch.chances is None:
            return loss
        return loss - (batch.chances * emissions.log_softmax(-1)).sum() / len(emissions)

    def dense_parameters(self) -> list[nn.Parameter]:
        """All but the embedding tables, whose gradients are sparse."""
        return [p for name, p in self.named_parameters() if name.split(".")[0] not in ("words", "grams")]


def decode(networks: list[Network], batch: Batch) -> list[list[int]]:
    """Best taggings by Viterbi on the mean scores of the networks."""
    emissions = torch.stack([network.emissions(batch) for network in networks]).mean(0)
    chain = torch.stack([network.chain() for network in networks]).mean(0)
    score = emissions[:, 0] + chain[-1]
    backs = []
    for t in range(1, emissions.shape[1]):
        best, back = (score.unsqueeze(2) + chain[:-1]).max(1)
        backs.append(back)
        score = torch.where((t < batch.lengths).unsqueeze(1), best + emissions[:, t], score)
    result = []
    for b, length in enumerate(batch.lengths.tolist()):
        tag = int(score[b].argmax())
        tags = [tag]
        for t in range(length - 2, -1, -1):
            tag = int(backs[t][b, tag])
            tags.append(tag)
        result.append(tags[::-1])
    return result


def mean_chances(networks: list[Network], batch: Batch) -> Tensor:
    """Probabilities of the tags of each unit by the mean scores of the networks, transitions apart."""
    return torch.stack([network.emissions(batch) for network in networks]).mean(0).softmax(-1)


def _gazetteer_mask() -> Tensor:
    return torch.tensor([bool(_GAZETTEER_FEATURES >> i & 1) for i in range(len(FEATURES))])


def _partition(emissions: Tensor, chain: Tensor, lengths: Tensor) -> Tensor:
    score = emissions[:, 0] + chain[-1]
    for t in range(1, emissions.shape[1]):
        following = torch.logsumexp(score.unsqueeze(2) + chain[:-1], 1) + emissions[:, t]
        score = torch.where((t < lengths).unsqueeze(1), following, score)
    return torch.logsumexp(score, 1)


class Batch:
    """Examples of like length as tensors; unit types of the batch are numbered anew."""

    def __init__(self, examples: list[Example], types: Types) -> None:
        used = sorted({t for e in examples for t in e.types})
        number = {t: i for i, t in enumerate(used)}
        longest = max(len(e.types) for e in examples)
        self.lengths = torch.tensor([len(e.types) for e in examples])
        self.types = torch.tensor([[number[t] for t in e.types] + [0] * (longest - len(e.types)) for e in examples])
        self.rows = torch.tensor([types.rows[t] for t in used])
        flat = [g for t in used for g in types.grams[t]]
        self.grams = torch.tensor(flat)
        sizes = torch.tensor([0] + [len(types.grams[t]) for t in used[:-1]])
        self.offsets = sizes.cumsum(0)
        self.features = _bits([e.features for e in examples], longest, len(FEATURES)).float()
        self.allowed = _bits([e.allowed for e in examples], longest, len(TAGS))
        self.chances: Tensor | None = None
        if any(e.chances is not None for e in examples):
            self.chances = torch.zeros(len(examples), longest, len(TAGS))
            for i, e in enumerate(examples):
                if e.chances is not None:
                    self.chances[i, : len(e.types)] = e.chances


def _bits(rows: list[list[int]], longest: int, width: int) -> Tensor:
    table = torch.tensor([row + [0] * (longest - len(row)) for row in rows], dtype=torch.int64)
    return (table.unsqueeze(2) >> torch.arange(width)) & 1 == 1
