"""Teachers are tuned on the annotated stretches, and label raw ones.

Every teacher leaves out a part of the automatically made corpus (WikiFANE); what the teachers that have not seen a
stretch hold to be impossible there counts little from then on (after CrossWeigh, Wang et al. 2019).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy
import torch
from torch import Tensor

from . import arrays
from .arrays import SOURCES, Columns
from .descent import Descent, Progress
from .transformer import Rows, Shape, Teacher, Transformer, Vocabulary

NOISY, GUIDELINES = SOURCES.index("wikifane"), SOURCES.index("guidelines")
ILLEGAL = -1e4


class Material:
    """Columns on a device."""

    def __init__(self, columns: Columns, meta: dict, device: torch.device) -> None:  # type: ignore[type-arg]
        self.starts = columns.starts()
        self.lengths = columns.lengths.astype(numpy.int64)
        self.sources = columns.sources
        self.types = torch.from_numpy(columns.types.astype(numpy.int64)).to(device)
        self.features = torch.from_numpy(columns.features.astype(numpy.int64)).to(device)
        self.allowed = torch.from_numpy(columns.allowed.astype(numpy.int64)).to(device)
        self.count = len(meta["features"])
        lists = torch.zeros(self.count, dtype=torch.bool)
        lists[meta["lists"]] = True
        self.lists = lists.to(device)
        self.device = device

    def rows(self, begins: numpy.ndarray, lengths: numpy.ndarray, sources: numpy.ndarray) -> Rows:
        """Units of rows that begin at some units, with so many in each."""
        begin = torch.from_numpy(begins).to(self.device)[:, None]
        length = torch.from_numpy(lengths).to(self.device)[:, None]
        step = torch.arange(int(lengths.max()), device=self.device)[None, :]
        there = step < length
        places = torch.where(there, begin + step, begin)
        return Rows(
            self.types[places],
            self.features[places],
            self.allowed[places],
            torch.from_numpy(sources.astype(numpy.int64)).to(self.device),
            there,
            places,
            self.count,
            self.lists,
        )


def packed(
    material: Material,
    keep: numpy.ndarray,
    targets: tuple[int, ...],
    longest: int,
    rng: numpy.random.Generator,
    alone: tuple[int, ...] = (),
) -> numpy.ndarray:
    """Rows of neighbouring stretches, ``(rows, 3)``: first unit, units, source. Of the sources ``alone`` one each."""
    rows, at, count = [], 0, len(material.lengths)
    lengths, sources, starts = material.lengths.tolist(), material.sources.tolist(), material.starts.tolist()
    kept, drawn = keep.tolist(), rng.choice(targets, count).tolist()
    while at < count:
        if not kept[at]:
            at += 1
            continue
        first, units, source = at, min(lengths[at], longest), sources[at]
        at += 1
        if source not in alone:
            while at < count and kept[at] and sources[at] == source and units + lengths[at] <= drawn[first]:
                units += lengths[at]
                at += 1
        rows.append((starts[first], units, source))
    return numpy.array(rows, numpy.int64)


def batches(rows: numpy.ndarray, units: int, rng: numpy.random.Generator | None) -> Iterator[numpy.ndarray]:
    """Rows of like length together, about so many units at a time; in random order with a generator."""
    order = numpy.argsort(rows[:, 1] + (rng.integers(0, 8, len(rows)) if rng else 0), kind="stable")
    cuts, at = [], 0
    sizes = rows[order, 1]
    while at < len(order):
        last = at + 1
        while last < len(order) and (last + 1 - at) * sizes[last] <= units:
            last += 1
        cuts.append(order[at:last])
        at = last
    if rng:
        rng.shuffle(cuts)  # type: ignore[arg-type]
    for cut in cuts:
        yield rows[cut]


def shut(allowed: Tensor, tags: int) -> Tensor:
    """Whether a tag is allowed."""
    return (allowed[..., None] >> torch.arange(tags, device=allowed.device)) & 1 == 1


def tune(
    teacher: Teacher,
    material: Material,
    vocabulary: Vocabulary,
    weights: Tensor,
    keep: numpy.ndarray,
    variants: int,
    tags: int,
    seconds: float,
    epochs: int,
    seed: int,
    batch: int,
    peak: float,
) -> Teacher:
    """A teacher tuned on the stretches that are kept, for so long or so many epochs of one variant each."""
    device = material.device
    torch.manual_seed(seed)
    rng = numpy.random.default_rng(seed)
    slow = [p for n, p in teacher.named_parameters() if n.startswith("transformer")]
    quick = [p for n, p in teacher.named_parameters() if not n.startswith("transformer")]
    optimizer = torch.optim.AdamW([{"params": slow}, {"params": quick}], weight_decay=0.01, fused=device.type == "cuda")
    variant = _variants(material, variants)
    progress, descent, done = Progress(seconds, epochs), Descent(optimizer, teacher.parameters(), 1.0), 0.0
    teacher.train()
    for epoch in range(epochs):
        rows = packed(
            material, keep & (variant == (epoch + seed) % variants), (1, 60, 120, 200), 256, rng, (GUIDELINES,)
        )
        cuts = list(batches(rows, batch, rng))
        for i, cut in enumerate(cuts):
            done = progress.share(epoch + i / len(cuts))
            if done >= 1:
                break
            rate = peak * min(1.0, (descent.steps + 1) / 100) * (1 - done)
            picked = material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
            with torch.autocast(device.type, torch.bfloat16):
                scores = teacher(picked, vocabulary)
            logs = scores.float().log_softmax(-1)
            allowed = shut(picked.allowed, tags)
            own = -torch.logsumexp(logs.masked_fill(~allowed, ILLEGAL), -1)
            weight = weights[picked.places] * picked.there
            loss = (own * weight).sum() / weight.sum()
            descent.step(loss, (rate, rate * 10))
        print(
            f"[{progress.gone:5.0f}s] teacher {seed}: epoch {epoch + 1}, {descent.steps} steps, "
            f"loss {descent.mean_loss():.4f}",
            flush=True,
        )
        if done >= 1:
            break
    teacher.eval()
    return teacher


def _variants(material: Material, variants: int) -> numpy.ndarray:
    """The variant that each stretch belongs to: the parts of the corpora come round once for each."""
    changes = numpy.flatnonzero(numpy.diff(material.sources.astype(int), prepend=-1))
    part = numpy.cumsum(numpy.bincount(changes, minlength=len(material.sources)))
    return (part - 1) // 4 % variants


def chances(
    teachers: list[Teacher],
    material: Material,
    rows: numpy.ndarray,
    vocabulary: Vocabulary,
    batch: int,
    tags: int,
    source: int | None,
) -> Tensor:
    """Mean probabilities of the tags of every unit of the rows, ``(units of the material, tags) float16``."""
    out = torch.zeros(len(material.types), tags, dtype=torch.float16, device=material.device)
    with torch.no_grad(), torch.autocast(material.device.type, torch.bfloat16):
        for cut in batches(rows, batch, None):
            picked = material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
            logs = torch.stack([t(picked, vocabulary, source).float().log_softmax(-1) for t in teachers]).mean(0)
            out[picked.places[picked.there]] = logs.softmax(-1)[picked.there].half()
    return out


def legal(tags: list[str], device: torch.device) -> Tensor:
    """Added to the transition scores: I-X only after B-X or I-X; the last row is the start."""
    table = torch.zeros(len(tags) + 1, len(tags), device=device)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            for i, before in enumerate([*tags, "start"]):
                if before not in ("B-" + tag[2:], tag):
                    table[i, j] = ILLEGAL
    return table


def viterbi(scores: Tensor, chain: Tensor, lengths: Tensor) -> Tensor:
    """Best taggings, ``(rows, units)``."""
    score = scores[:, 0] + chain[-1]
    backs = []
    for t in range(1, scores.shape[1]):
        best, back = (score.unsqueeze(2) + chain[:-1]).max(1)
        live = (t < lengths).unsqueeze(1)
        backs.append(torch.where(live, back, torch.arange(scores.shape[2], device=scores.device)))
        score = torch.where(live, best + scores[:, t], score)
    tag = score.argmax(1)
    tags = [tag]
    for back in reversed(backs):
        tag = back.gather(1, tag.unsqueeze(1)).squeeze(1)
        tags.append(tag)
    return torch.stack(tags[::-1], 1)


def best_tags(material: Material, probabilities: Tensor, tags: list[str], batch: int = 200_000) -> Tensor:
    """The best tagging of each stretch by the probabilities of its tags."""
    out = torch.zeros(len(material.types), dtype=torch.int64, device=material.device)
    chain = legal(tags, material.device)
    rows = numpy.stack([material.starts[:-1], material.lengths, material.sources.astype(numpy.int64)], 1)
    for cut in batches(rows, batch, None):
        picked = material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
        scores = probabilities[picked.places].float().clamp(min=1e-6).log()
        best = viterbi(scores, chain, picked.there.sum(1))
        out[picked.places[picked.there]] = best[picked.there]
    return out


def f1(material: Material, found: Tensor, tags: list[str], types: tuple[str, ...]) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact spans of some types."""
    open_ = {1 << i: i for i in range(len(tags))}
    gold = numpy.array([open_.get(a, 0) for a in material.allowed.tolist()])
    first = numpy.zeros(len(gold), bool)
    first[material.starts[:-1]] = True
    sets = [spans_of([tags[i] for i in column], first.tolist(), types) for column in (gold.tolist(), found.tolist())]
    right = len(sets[0] & sets[1])
    p, r = right / max(len(sets[1]), 1), right / max(len(sets[0]), 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def spans_of(tags: list[str], first: list[bool], types: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """Spans of tags; none goes over the beginning of a stretch."""
    found, begin = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        ends = i == len(tags) or first[i] or not tag.startswith("I-")
        if begin >= 0 and ends:
            label = tags[begin][2:]
            if label in types:
                found.add((begin, i, label))
            begin = -1
        if tag.startswith("B-"):
            begin = i
    return found


CORE = ("PER", "ORG", "LOC")


def report(
    name: str, tests: dict[str, Material], tags_of: dict[str, Tensor], tags: list[str], labels: list[str]
) -> float:
    """Print the scores; the mean of them."""
    scores = {n: f1(m, tags_of[n], tags, tuple(labels) if n == "gold" else CORE) for n, m in tests.items()}
    told = "  ".join(f"{n} {100 * p:.1f}/{100 * r:.1f}/{100 * f:.2f}" for n, (p, r, f) in scores.items())
    if "gold" in tests:
        told += "  " + " ".join(
            f"{label} {100 * f1(tests['gold'], tags_of['gold'], tags, (label,))[2]:.0f}" for label in labels
        )
    print(f"[{time.perf_counter():5.0f}s] {name}: {told}", flush=True)
    return sum(f for _, _, f in scores.values()) / len(scores)


def columns_of(file: dict[str, numpy.ndarray], name: str) -> Columns:
    return Columns(*(file[f"{name}.{field}"] for field in Columns._fields))


class Course(NamedTuple):
    """What teachers are tuned with."""

    meta: dict  # type: ignore[type-arg]
    vocabulary: Vocabulary
    material: Material
    tests: dict[str, Material]


def read(work: Path, device: torch.device) -> Course:
    """What the work folder holds of annotated text."""
    meta = json.loads((work / "meta.json").read_text("utf-8"))
    file = arrays.load(work / "tests.xz")
    names = dict.fromkeys(key.split(".")[0] for key in file)
    tests = {name: Material(columns_of(file, name), meta, device) for name in names}
    material = Material(columns_of(arrays.load(work / "corpora.xz"), "corpora"), meta, device)
    return Course(meta, Vocabulary(work, meta["buckets"], device), material, tests)


def judge(course: Course, teachers: list[Teacher], name: str, source: int | None = None) -> float:
    """Scores of teachers on what is held out, with its neighbours as context."""
    found = {}
    rng = numpy.random.default_rng(0)
    for test, material in course.tests.items():
        rows = packed(material, numpy.ones(len(material.lengths), bool), (200,), 256, rng)
        mean = chances(teachers, material, rows, course.vocabulary, 60_000, len(course.meta["tags"]), source)
        found[test] = best_tags(material, mean, course.meta["tags"])
    return report(name, course.tests, found, course.meta["tags"], course.meta["labels"])


def folds(material: Material, count: int, variants: int) -> numpy.ndarray:
    """The part of the noisy corpus that each of its stretches belongs to, -1 for the other corpora.

    The same sentence is in the same part in every variant.
    """
    fold = numpy.full(len(material.lengths), -1)
    variant = _variants(material, variants)
    for v in range(variants):
        own = numpy.flatnonzero((material.sources == NOISY) & (variant == v))
        fold[own] = numpy.arange(len(own)) * 4 * count // max(len(own), 1) % count
    return fold


def new_teacher(state: dict[str, Tensor], shape: Shape, meta: dict, device: torch.device) -> Teacher:  # type: ignore[type-arg]
    """A teacher that begins with a language model."""
    transformer = Transformer(shape, len(state["embedding.words.weight"]) - 1, meta["buckets"], 0.1)
    transformer.load_state_dict(state)
    return Teacher(transformer, len(meta["features"]), len(meta["tags"])).to(device)


BASE = {"wikifane": 0.5, "newsfane": 1.0, "aqmar": 0.7, "guidelines": 1.5, "raw": 1.0}
"""Weights of the sources."""


def source_weights(material: Material) -> Tensor:
    """The weight of every unit by its source."""
    of_unit = numpy.repeat(material.sources, material.lengths)
    return torch.from_numpy(numpy.array([BASE[s] for s in SOURCES], numpy.float32)[of_unit]).to(material.device)


def doubted(teacher: Teacher, course: Course, fold: numpy.ndarray, k: int) -> Tensor:
    """Whether a unit stands in a stretch that the teacher has not seen and where it holds a tag to be impossible."""
    material, tags, device = course.material, course.meta["tags"], course.material.device
    rows = packed(material, fold == k, (200,), 256, numpy.random.default_rng(0))
    own = chances([teacher], material, rows, course.vocabulary, 60_000, len(tags), None).float()
    against = (own * shut(material.allowed, len(tags))).sum(-1) < 0.05
    starts = torch.from_numpy(material.starts).to(device)
    sums = torch.cat([torch.zeros(1, device=device, dtype=torch.int64), against.long().cumsum(0)])
    bad = (sums[starts[1:]] - sums[starts[:-1]]) > 0
    bad &= torch.from_numpy(fold == k).to(device)
    print(f"doubted: {bad.sum().item()} of {(fold == k).sum()} stretches", flush=True)
    return torch.repeat_interleave(bad, torch.from_numpy(material.lengths).to(device))
