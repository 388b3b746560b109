"""A small recurrent transducer: for each source letter, the group of target letters that stands for it.

A two-way GRU reads the source; a second GRU, which also sees the groups written so far, chooses the next group. Letters
and groups come from the cuts of the graphone aligner. Only training needs torch; the compiled core runs the result.
"""

from __future__ import annotations

import struct
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from .alignment import Graphone
from .coarsening import rows

Row = tuple[str, list[str]]


def groups(cut: Sequence[Graphone], source: int) -> Row:
    """The source word of a cut and, for each of its letters, the target letters written there.

    Letters without a source go to the letter before them (the first ones to the letter after).
    """
    word, out, early = "", [], ""
    for graphone in cut:
        given, written = graphone[source], graphone[1 - source]
        if not given:
            if out:
                out[-1] += written
            else:
                early += written
            continue
        word += given
        out += [early + written] + [""] * (len(given) - 1)
        early = ""
    return word, out


class Transducer(nn.Module):
    def __init__(self, letters: int, classes: int, domains: int, wide: int = 48, reader: int = 96, writer: int = 128):
        super().__init__()
        self.letter = nn.Embedding(letters, wide, padding_idx=0)
        self.domain = nn.Embedding(domains, wide)
        self.group = nn.Embedding(classes + 1, wide)
        self.reader = nn.GRU(wide, reader, batch_first=True, bidirectional=True)
        self.writer = nn.GRU(wide + 2 * reader, writer, batch_first=True)
        self.out = nn.Linear(writer + 2 * reader, classes)
        self.drop = nn.Dropout(0.3)
        nn.init.normal_(self.domain.weight, std=0.05)

    def forward(self, source: torch.Tensor, lengths: torch.Tensor, previous: torch.Tensor, domain: torch.Tensor):
        shown = self.drop(self.letter(source) + self.domain(domain)[:, None])
        packed = nn.utils.rnn.pack_padded_sequence(shown, lengths, batch_first=True, enforce_sorted=False)
        read, _ = nn.utils.rnn.pad_packed_sequence(self.reader(packed)[0], batch_first=True)
        read = self.drop(read)
        written, _ = self.writer(torch.cat([self.drop(self.group(previous)), read], 2))
        return self.out(torch.cat([self.drop(written), read], 2))


def train(
    rows: Sequence[Row], domains: Sequence[int], seed: int, epochs: int, least: int = 2, log: bool = True
) -> tuple[Transducer, str, list[str]]:
    """A transducer, its source letters (letter k is number k + 1) and its target groups."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    letters = "".join(sorted({c for word, _ in rows for c in word}))
    counted = Counter(g for _, out in rows for g in out)
    classes = sorted(g for g, n in counted.items() if n >= least)
    letter_of = {c: k + 1 for k, c in enumerate(letters)}
    class_of = {g: k for k, g in enumerate(classes)}
    data = []
    for (word, out), domain in zip(rows, domains, strict=True):
        if all(g in class_of for g in out):
            data.append(([letter_of[c] for c in word], [class_of[g] for g in out], domain))
    model = Transducer(len(letters) + 1, len(classes), max(domains) + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-3)
    batch = 128
    steps = epochs * (len(data) // batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps + 1, pct_start=0.1)
    loss_of = nn.CrossEntropyLoss(ignore_index=-1, label_smoothing=0.05)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    random = np.random.default_rng(seed)
    done = 0
    for epoch in range(epochs):
        model.train()
        start, total = time.perf_counter(), 0.0
        # Names of like length share a batch; the order of batches is shuffled.
        keys = sorted(range(len(data)), key=lambda k: len(data[k][0]) + random.random() * 2)
        batches = [keys[k : k + batch] for k in range(0, len(keys), batch)]
        random.shuffle(batches)
        for members in batches:
            source, lengths, target, domain = pad([data[k] for k in members])
            previous = torch.cat([torch.full((len(members), 1), len(classes)), target[:, :-1].clamp(min=0)], 1)
            shown = model(source, lengths, previous, domain)
            loss = loss_of(shown.reshape(-1, len(classes)), target.reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            total += float(loss)
            for k, v in model.state_dict().items():
                average[k].lerp_(v, max(0.005, 1 / (done + 1)))
        if log:
            print(f"epoch {epoch} loss {total / len(batches):.4f} {time.perf_counter() - start:.0f}s", flush=True)
    model.load_state_dict(average)
    model.eval()
    return model, letters, classes


def pad(rows: Sequence[tuple[list[int], list[int], int]]) -> tuple[torch.Tensor, ...]:
    longest = max(len(word) for word, _, _ in rows)
    source = torch.zeros(len(rows), longest, dtype=torch.long)
    target = torch.full((len(rows), longest), -1, dtype=torch.long)
    for k, (word, out, _) in enumerate(rows):
        source[k, : len(word)] = torch.tensor(word)
        target[k, : len(out)] = torch.tensor(out)
    return source, torch.tensor([len(w) for w, _, _ in rows]), target, torch.tensor([d for _, _, d in rows])


def pack(members: Sequence[dict[str, torch.Tensor]], letters: str, classes: Sequence[str]) -> bytes:
    """The transducers as bytes for the compiled core: coarse weights with one scale a row, biases as floats.

    The domain of the first training source is added to the letters for good.
    """
    first = members[0]
    wide, reader = first["letter.weight"].shape[1], first["reader.weight_hh_l0"].shape[1]
    writer = first["writer.weight_hh_l0"].shape[1]
    parts = [
        struct.pack("<6I", len(letters), len(classes), wide, reader, writer, len(members)),
        np.array([ord(c) for c in letters], "<u2").tobytes(),
        bytes(len(g) for g in classes),
        np.array([ord(c) for g in classes for c in g], "<u2").tobytes(),
    ]
    for member in members:
        arrays = {name: value.double().numpy() for name, value in member.items()}
        letter = arrays["letter.weight"].copy()
        letter += arrays["domain.weight"][0]
        parts.append(rows(letter))
        for end in ("_l0", "_l0_reverse"):
            parts += [rows(arrays[f"reader.weight_{x}{end}"]) for x in ("ih", "hh")]
            parts += [arrays[f"reader.bias_{x}{end}"].astype("<f4").tobytes() for x in ("ih", "hh")]
        parts.append(rows(arrays["group.weight"]))
        parts += [rows(arrays[f"writer.weight_{x}_l0"]) for x in ("ih", "hh")]
        parts += [arrays[f"writer.bias_{x}_l0"].astype("<f4").tobytes() for x in ("ih", "hh")]
        parts += [rows(arrays["out.weight"][:, :writer]), rows(arrays["out.weight"][:, writer:])]
        parts.append(arrays["out.bias"].astype("<f4").tobytes())
    return b"".join(parts)
