"""Training of recurrent networks: teachers on annotated stretches, the tagger also on raw ones that they labelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy
import torch
from torch import Tensor

from .descent import Descent, Progress
from .network import Network, partition
from .teaching import GUIDELINES, Course, Material, batches, report, viterbi
from .transformer import Vocabulary


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
    progress, descent, done = Progress(seconds, epochs), Descent(optimizer, others, 5.0), 0.0
    network.train()
    for epoch in range(epochs):
        plan = []
        for number, lesson in enumerate(lessons):
            plan += [(number, cut) for cut in batches(lesson.rows(epoch, rng), units, rng)]
        rng.shuffle(plan)  # type: ignore[arg-type]
        for i, (number, cut) in enumerate(plan):
            done = progress.share(epoch + i / len(plan))
            if done >= 1:
                break
            rate = peak * min(1.0, (descent.steps + 1) / 50) * min(1.0, (1 - done) / 0.7)
            lesson = lessons[number]
            picked = lesson.material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
            weights = (
                torch.ones(len(cut), device=device) if lesson.weights is None else lesson.weights[picked.places[:, 0]]
            )
            chances = (
                None if lesson.chances is None else lesson.chances[picked.places].float() * picked.there[..., None]
            )
            loss = network.loss(picked, course.vocabulary, chances, weights)
            descent.step(loss, (0.5 * rate, rate))
            with torch.no_grad():
                pull = max(8 / (descent.steps + 8), 1 / 300)
                torch._foreach_lerp_(mean, [p.detach() for p in network.parameters()], pull)
            if descent.steps % 200 == 0:
                reached = epoch + i / len(plan)
                print(
                    f"[{progress.gone:5.0f}s] {name}: step {descent.steps}, epoch {reached:.2f}, "
                    f"loss {descent.mean_loss():.3f}",
                    flush=True,
                )
        if done >= 1:
            break
    with torch.no_grad():
        for p, value in zip(network.parameters(), mean, strict=True):
            p.copy_(value)
    network.eval()
    judge(course, [network], f"{name}, {descent.steps} steps")
    return network


def marginals(
    network: Network, material: Material, rows: numpy.ndarray, vocabulary: Vocabulary, units: int, source: int
) -> Tensor:
    """How likely every tag of every unit is, ``(units of the material, tags) float16``.

    It is the gradient of the logarithm of the partition function.
    """
    out = torch.zeros(len(material.types), network.output.out_features, dtype=torch.float16, device=material.device)
    for cut in batches(rows, units, None):
        picked = material.rows(cut[:, 0], cut[:, 1], cut[:, 2])
        with torch.no_grad():
            scores = network(picked, vocabulary, source).float()
        scores.requires_grad_()
        (found,) = torch.autograd.grad(partition(scores, network.chain().detach(), picked.there).sum(), scores)
        out[picked.places[picked.there]] = found[picked.there].half()
    return out


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
