"""Training of recurrent networks: teachers on annotated stretches, the tagger also on raw ones that they labelled."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy
import torch
from torch import Tensor, nn

from .network import Network
from .teaching import GUIDELINES, Course, Material, batches, report, viterbi


class Lesson(NamedTuple):
    """Stretches to learn from."""

    material: Material
    rows: Callable[[int, numpy.random.Generator], numpy.ndarray]
    """The rows of an epoch by its number, ``(rows, 3)``: first unit, units, source."""
    weights: Tensor | None
    """Of the units; ``None``: all one."""
    chances: Tensor | None
    """``(units, tags)`` of the teachers."""


def fit(
    network: Network,
    lessons: list[Lesson],
    course: Course,
    name: str,
    *,
    seconds: float,
    epochs: int,
    units: int,
    seed: int,
    peak: float,
) -> Network:
    """Train for so long, or so many epochs; what comes out is the running mean of the parameters."""
    device = next(network.parameters()).device
    torch.manual_seed(seed)
    rng = numpy.random.default_rng(seed)
    tables = [p for n, p in network.named_parameters() if n.startswith("embedding")]
    others = [p for n, p in network.named_parameters() if not n.startswith("embedding")]
    optimizer = torch.optim.Adam(
        [{"params": tables}, {"params": others}], fused=device.type == "cuda", betas=(0.9, 0.99)
    )
    mean = [p.detach().clone() for p in network.parameters()]
    began, step, told = time.perf_counter(), 0, torch.zeros((), device=device)
    network.train()
    done = 0.0
    for epoch in range(epochs):
        plan = []
        for number, lesson in enumerate(lessons):
            plan += [(number, cut) for cut in batches(lesson.rows(epoch, rng), units, rng)]
        rng.shuffle(plan)  # type: ignore[arg-type]
        for i, (number, cut) in enumerate(plan):
            gone = (time.perf_counter() - began) / seconds
            done = max(gone, (epoch + i / len(plan)) / epochs)
            if done >= 1:
                break
            rate = min(1.0, (step + 1) / 50) * min(1.0, (1 - done) / 0.7)
            optimizer.param_groups[0]["lr"] = 0.5 * peak * rate
            optimizer.param_groups[1]["lr"] = peak * rate
            lesson = lessons[number]
            picked = lesson.material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
            weights = (
                torch.ones(len(cut), device=device) if lesson.weights is None else lesson.weights[picked.places[:, 0]]
            )
            chances = (
                None if lesson.chances is None else lesson.chances[picked.places].float() * picked.there[..., None]
            )
            loss = network.loss(picked, course.vocabulary, chances, weights)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(others, 5.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(mean, [p.detach() for p in network.parameters()], max(8 / (step + 8), 1 / 300))
            told += loss.detach()
            if step % 200 == 0:
                gone, reached = time.perf_counter() - began, epoch + i / len(plan)
                mean_loss = told.item() / 200
                print(f"[{gone:5.0f}s] {name}: step {step}, epoch {reached:.2f}, loss {mean_loss:.3f}", flush=True)
                told.zero_()
        if done >= 1:
            break
    with torch.no_grad():
        for p, value in zip(network.parameters(), mean, strict=True):
            p.copy_(value)
    network.eval()
    judge(course, [network], f"{name}, {step} steps")
    return network


def stretches(material: Material, keep: numpy.ndarray) -> numpy.ndarray:
    """Each stretch as a row."""
    rows = numpy.stack([material.starts[:-1], material.lengths, material.sources.astype(numpy.int64)], 1)
    return rows[keep & (material.lengths > 0)]


def judge(course: Course, networks: list[Network], name: str) -> float:
    """Scores of networks on what is held out, with the habits of the guidelines."""
    found = {}
    with torch.no_grad():
        for test, material in course.tests.items():
            tags = torch.zeros(len(material.types), dtype=torch.int64, device=material.device)
            rows = stretches(material, numpy.ones(len(material.lengths), bool))
            chain = torch.stack([n.chain() for n in networks]).mean(0)
            for cut in batches(rows, 40_000, None):
                picked = material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
                scores = torch.stack([n(picked, course.vocabulary, GUIDELINES) for n in networks]).mean(0)
                tags[picked.places[picked.there]] = viterbi(scores, chain, picked.there.sum(1))[picked.there]
            found[test] = tags
    return report(name, course.tests, found, course.meta["tags"], course.meta["labels"])
