"""Masked language modelling on raw text: the teachers start from it (Devlin et al. 2019)."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from . import arrays
from .descent import Descent, Progress
from .network import start_tables
from .transformer import Shape, Transformer, Vocabulary

TARGETS = 50_000
"""The most frequent types, which are asked for; a rarer one under a mask asks for nothing."""


class LanguageModel(nn.Module):
    """A transformer with the scores of the types."""

    def __init__(self, transformer: Transformer, targets: int) -> None:
        super().__init__()
        self.transformer = transformer
        size = transformer.shape.size
        self.down = nn.Linear(transformer.shape.width, size)
        self.norm = nn.LayerNorm(size)
        self.targets = nn.Linear(size, targets)
        nn.init.normal_(self.targets.weight, std=0.05)

    def loss(self, types: Tensor, vocabulary: Vocabulary) -> Tensor:
        device = types.device
        chosen = torch.rand(types.shape, device=device) < 0.18
        chance = torch.rand(types.shape, device=device)
        other = torch.randint(0, self.targets.out_features, types.shape, device=device)
        seen = torch.where(chosen & (chance < 0.1), other, types)
        embedded = self.transformer.embedding(seen, vocabulary, 0.1 if self.training else 0.0)
        embedded = torch.where((chosen & (chance > 0.2))[..., None], self.transformer.mask, embedded)
        asked = chosen & (types < self.targets.out_features)
        states = self.transformer(embedded)[asked]
        scores = self.targets(self.norm(functional.gelu(self.down(states))))
        return functional.cross_entropy(scores.float(), types[asked])


def pretrain(
    work: Path,
    start: Path,
    shape: Shape,
    seconds: float,
    epochs: int,
    batch: int,
    seed: int,
    peak: float,
    dropout: float,
) -> Transformer:
    """A transformer trained for so long or so many epochs; the rate falls with what is left."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    meta = json.loads((work / "meta.json").read_text("utf-8"))
    vocabulary = Vocabulary(work, meta["buckets"], device)
    types = arrays.load(work / "raw.xz")["types"].astype(numpy.int64)
    print(f"{len(types)} units of {len(vocabulary.rows)} types, {time.perf_counter():.0f}", flush=True)
    stream = torch.from_numpy(types).to(device)
    words, letters = start_tables(start)
    transformer = Transformer(shape, len(words) - 1, meta["buckets"], dropout)
    with torch.no_grad():
        for table, known in (
            (transformer.embedding.words.weight, words),
            (transformer.embedding.grams.weight, letters),
        ):
            width = min(known.shape[1], shape.size)
            table[: len(known), :width] = known[:, :width]
        transformer.embedding.grams.weight[-1] = 0
    model = LanguageModel(transformer, min(TARGETS, len(vocabulary.rows))).to(device)
    decayed = [p for n, p in model.named_parameters() if p.dim() == 2 and "embedding" not in n]
    others = [p for n, p in model.named_parameters() if not (p.dim() == 2 and "embedding" not in n)]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}],
        lr=peak,
        betas=(0.9, 0.98),
        fused=device.type == "cuda",
    )
    rows = (len(stream) - shape.longest) // shape.longest
    progress, descent = Progress(seconds, epochs), Descent(optimizer, model.parameters(), 1.0)
    model.train()
    while True:
        shift = int(torch.randint(0, shape.longest, ()))
        order = torch.randperm(rows, device=device)
        for first in range(0, max(rows - batch + 1, 1), batch):
            done = progress.share(descent.steps * batch / rows)
            if done >= 1:
                model.eval()
                return transformer
            rate = peak * min(1.0, (descent.steps + 1) / 300) * max(1 - done, 0.01)
            places = order[first : first + batch, None] * shape.longest + shift
            picked = stream[places + torch.arange(shape.longest, device=device)]
            with torch.autocast(device.type, torch.bfloat16):
                loss = model.loss(picked, vocabulary)
            descent.step(loss, (rate, rate))
            if descent.steps % 100 == 0:
                epoch = descent.steps * batch / rows
                print(
                    f"[{progress.gone:5.0f}s] step {descent.steps}, {epoch:.2f} epochs: loss {descent.mean_loss():.4f}",
                    flush=True,
                )
            elif device.type == "cuda" and descent.steps % 4 == 0:
                torch.cuda.synchronize()
